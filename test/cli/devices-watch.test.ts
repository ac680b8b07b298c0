/** `tillproof devices --watch`: each change at the printer, told as it happens, with what to do about it. */
import { describe, expect, it } from 'vitest'
import { changeLines } from '../../src/cli/doctor/status-words.js'
import { DOCTOR_TEXTS } from '../../src/cli/doctor/texts.js'
import { failureWords } from '../../src/domain/failure-words.js'
import { LANGUAGES } from '../../src/domain/language.js'
import type { PrinterReport, PrinterStatus } from '../../src/ports/receipt-printer.js'
import { inShop } from './shop-world.js'

const LIMIT_MS = 60_000
const STATUS: PrinterStatus = {
  ...{ online: true, paper: 'present', coverOpen: false, cutter: 'ready', drawer: 'low' },
}

describe('watching the printer', () => {
  it(
    'tells what it is like, each change with its remedy, and that all is well again, until it is stopped',
    () =>
      inShop(async (shop) => {
        const { condition, watch } = DOCTOR_TEXTS.ko
        const watching = await shop.start(['devices', '--watch'])
        await watching.line(new RegExp(`^\\d\\d:\\d\\d:\\d\\d {2}${watch.link.up} · .*${condition.paper.present}`))
        shop.printer.openCover()
        await watching.line(new RegExp(`^\\d\\d:\\d\\d:\\d\\d {2}.*${condition.cover.open}`))
        const { what, remedy } = failureWords('printer.coverOpen', 'ko')
        expect(await watching.line(new RegExp(what))).toBe(`          ${what} – ${remedy}`)
        const closed = new Promise<string>((resolve) => {
          watching.onLine((line) => line.includes(condition.cover.closed) && resolve(line))
        })
        shop.printer.closeCover()
        expect(await closed).toContain(condition.online)
        shop.printer.powerOff()
        await watching.line(new RegExp(watch.link.down))
        process.kill(watching.pid, 'SIGINT')
        expect(await watching.ended).toMatchObject({ status: 0, stderr: '' })
        expect(shop.printer.receipts()).toEqual([])
      }),
    LIMIT_MS,
  )
})

describe.each(LANGUAGES)('a change in %s', (language) => {
  const { condition, watch } = DOCTOR_TEXTS[language]
  const report = (more: Partial<PrinterReport>): PrinterReport => ({
    ...{ link: 'up', status: STATUS, since: { link: 0 }, changed: [], concerns: [] },
    ...more,
  })

  it('is one line of what changed, and one for each concern', () => {
    const status: PrinterStatus = { ...STATUS, online: false, paper: 'out', fault: 'printer.paperOut' }
    const { what, remedy } = failureWords('printer.paperOut', language)
    const told = report({ status, changed: ['online', 'paper'], concerns: ['printer.paperOut'] })
    expect(changeLines(told, '14:03:27', language)).toEqual([
      `14:03:27  ${condition.offline} · ${condition.paper.out}`,
      `          ${what} – ${remedy}`,
    ])
  })

  it('says nothing of a condition that was last heard before the link went', () => {
    const { what, remedy } = failureWords('printer.unreachable', language)
    const told = report({ link: 'down', changed: ['link'], concerns: ['printer.unreachable'] })
    expect(changeLines(told, '14:03:27', language)).toEqual([
      `14:03:27  ${watch.link.down}`,
      `          ${what} – ${remedy}`,
    ])
  })

  it('is told also when a fault has no aspect of its own', () => {
    const told = report({
      status: { ...STATUS, online: false, fault: 'printer.feedButton' },
      concerns: ['printer.feedButton'],
    })
    expect(changeLines(told, '14:03:27', language)).toHaveLength(2)
  })

  it('is nothing as long as nothing was heard', () => {
    expect(changeLines({ link: 'down', since: {}, changed: [], concerns: [] }, '14:03:27', language)).toEqual([])
  })
})

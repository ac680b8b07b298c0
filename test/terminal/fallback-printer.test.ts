/**
 * Two printers on one counter, each behind its own socket: the second takes over what the first cannot print, marks it as a
 * copy where the first may have printed, and whatever happens there are never two originals on both papers together.
 */
import { describe, expect, it } from 'vitest'
import { systemClock } from '../../drivers/clocks/system-clock.js'
import { VirtualClock } from '../../drivers/clocks/virtual-clock.js'
import { isKnownCopyReason } from '../../src/receipt/copy-reason.js'
import { CounterSale } from './counter.js'
import { UNTAXED_POLICY, useShop, won } from './shop-in-a-box.js'

const { paper } = UNTAXED_POLICY
const REPRINT = { type: 'paper.reprinted', operator: 'kim', reason: 'printUnconfirmed' } as const

/** Its deadlines pass when a test says so, and no sooner on a slow machine. */
function shopWith(changes: Partial<typeof paper> = {}) {
  let clock = new VirtualClock(0)
  const policy = { ...UNTAXED_POLICY, paper: { ...paper, ...changes } }
  const shop = useShop(undefined, () => {
    clock = new VirtualClock(systemClock.now())
    return { policy, fallback: true, clock }
  })
  const texts = (device: 'printer' | 'secondPrinter') => [
    ...shop.world[device].receipts().map(({ text }) => text),
    ...[shop.world[device].unfinishedPaper().text].filter((text) => text.trim() !== ''),
  ]
  return Object.assign(shop, {
    passes: (durationMs: number) => clock.advance(durationMs),
    inCash: () => new CounterSale(shop.terminal, 9_000).payCash(won(9_000)),
    onMain: () => texts('printer'),
    onSecond: () => texts('secondPrinter'),
    /** Unmarked papers with a sale on them, on both printers. */
    originals: () => [...texts('printer'), ...texts('secondPrinter')].filter((text) => !text.includes('재발행')),
    prints: (saleId: string) =>
      shop.till.journal
        .entries(saleId)
        .flatMap(({ intents }) => intents.filter(({ type }) => type === 'printer.print').map(({ params }) => params)),
    answers: (saleId: string) =>
      shop.till.journal
        .entries(saleId)
        .map(({ event }) => event)
        .filter(({ type }) => /^printer\.(printed|notPrinted|unknown)$/.test(type)),
  })
}

describe('a main printer that certainly printed nothing', () => {
  const shop = shopWith()

  it('because it is off hands the original to the other printer at once; the drawer is none of its', async () => {
    shop.world.printer.powerOff()
    const sale = shop.inCash()
    const view = await sale.complete()
    expect(shop.onMain()).toEqual([])
    expect(shop.onSecond()).toEqual([expect.stringContaining(sale.id)])
    expect(shop.originals()).toHaveLength(1)
    expect(view.papers).toMatchObject({ confirmed: 1, maybeOut: 1, printer: 'fallback' })
    expect(shop.world.secondPrinter.drawerPulses()).toEqual([])
    expect(shop.prints(sale.id)).toMatchObject([
      { printer: 'main', copyNumber: 0 },
      { printer: 'fallback', copyNumber: 0 },
    ])
  })

  it('because it is out of paper prints nothing later either, when it gets some', async () => {
    shop.world.printer.runOutOfPaper()
    const sale = shop.inCash()
    await sale.complete()
    shop.world.printer.loadPaper()
    const next = shop.inCash()
    await next.complete()
    expect(shop.onSecond()).toEqual([expect.stringContaining(sale.id)])
    expect(shop.onMain()).toEqual([expect.stringContaining(next.id)])
    expect(shop.world.printer.drawerPulses()).not.toEqual([])
  })

  it('while the other cannot print either leaves the receipt owed, to be tried again as the original', async () => {
    shop.world.printer.powerOff()
    shop.world.secondPrinter.powerOff()
    const sale = shop.inCash()
    const failed = await sale.paper('failed')
    expect(failed.owed).toEqual([{ promise: 'paper', state: 'owed', why: 'printer.unreachable' }])
    expect(failed.papers).toMatchObject({ maybeOut: 0, last: { printer: 'fallback', end: 'failed' } })
    shop.world.printer.powerOn()
    await shop.world.printerServer.listening()
    await shop.passes(paper.retryMs)
    await sale.complete()
    expect(shop.onMain()).toEqual([expect.not.stringContaining('재발행')])
    expect(shop.onSecond()).toEqual([])
  })
})

describe('a main printer that may have printed', () => {
  const shop = shopWith()

  it('because its cable was pulled makes the other print a marked copy, and says why on it', async () => {
    shop.world.printer.cutLinkAfter(600)
    const sale = shop.inCash()
    const view = await sale.complete()
    expect(view.papers).toMatchObject({ confirmed: 1, maybeOut: 2, printer: 'fallback', last: { end: 'confirmed' } })
    const [copy, ...more] = shop.onSecond()
    expect(copy).toContain('재발행 #1')
    expect(copy).toContain('원본 출력 미확인')
    expect(more).toEqual([])
    expect(shop.originals().length).toBeLessThanOrEqual(1)
    const [, handedOver] = shop.prints(sale.id)
    expect(handedOver).toMatchObject({ printer: 'fallback', copyNumber: 1 })
    expect(isKnownCopyReason(String(handedOver?.['copyReason']))).toBe(true)
  })

  it('while the other loses its cable too leaves it to a person, with one copy number for each paper', async () => {
    shop.world.printer.cutLinkAfter(600)
    shop.world.secondPrinter.cutLinkAfter(600)
    const sale = shop.inCash()
    const lost = await sale.paper('unknown')
    expect(lost.papers).toMatchObject({ confirmed: 0, maybeOut: 2 })
    expect(shop.prints(sale.id)).toHaveLength(2)
    const view = await sale.do(REPRINT).complete()
    expect(view.papers).toMatchObject({ printer: 'main', maybeOut: 3 })
    expect(shop.onMain().at(-1)).toContain('재발행 #2')
    expect(shop.originals().length).toBeLessThanOrEqual(1)
  })

  it('while the other certainly does not is not tried again by itself', async () => {
    shop.world.printer.cutLinkAfter(600)
    shop.world.secondPrinter.powerOff()
    const sale = shop.inCash()
    const view = await sale.paper('unknown')
    expect(view.owed).toEqual([{ promise: 'paper', state: 'unknown', why: 'printer.unreachable' }])
    expect(shop.prints(sale.id)).toHaveLength(2)
    expect(shop.till.journal.openDeadlines(sale.id)).toEqual([
      expect.objectContaining({ id: expect.stringContaining('leftoverCare') }),
    ])
  })

  it('leaves nothing of its half receipt on the next customer’s, though the sale is complete and the till started anew', async () => {
    shop.world.printer.cutLinkAfter(700)
    const first = shop.inCash()
    await first.complete()
    await shop.restart()
    const next = shop.inCash()
    await next.complete()
    expect(shop.onMain().some((text) => text.includes(next.id))).toBe(true)
    expect(shop.onMain().filter((text) => text.includes(first.id) && text.includes(next.id))).toEqual([])
  })
})

describe('a main printer that ran out of paper in the middle, with nobody there', () => {
  const shop = shopWith()

  it('is relieved of the receipt, which the other prints as a copy; the new roll brings nothing of it', async () => {
    shop.world.printer.runOutAfter(300)
    const sale = shop.inCash()
    const paused = await sale.paper('paused')
    expect(paused.papers).toMatchObject({ printer: 'main', failure: 'printer.paperOut' })
    await shop.passes(paper.fallbackAfterMs)
    const view = await sale.complete()
    expect(view.papers).toMatchObject({ printer: 'fallback', maybeOut: 2, confirmed: 1 })
    expect(shop.onSecond()).toEqual([expect.stringContaining('재발행 #1')])
    shop.world.printer.loadPaper()
    const next = shop.inCash()
    await next.complete()
    expect(shop.onMain().filter((text) => text.includes('감사합니다'))).toEqual([expect.stringContaining(next.id)])
    expect(shop.originals().filter((text) => text.includes('감사합니다'))).toHaveLength(1)
  })

  it('does not go on to the other printer when the cashier took the receipt back', async () => {
    shop.world.printer.runOutAfter(300)
    const sale = shop.inCash()
    await sale.paper('paused')
    sale.do({ type: 'paper.stopped' })
    await sale.paper('unknown')
    expect(shop.prints(sale.id)).toHaveLength(1)
    expect(shop.onSecond()).toEqual([])
  })

  it('lets go of the receipt queued behind as well: nothing of it was sent, so it is the original', async () => {
    shop.world.printer.runOutAfter(300)
    const first = shop.inCash()
    await first.paper('paused')
    const second = shop.inCash()
    expect(second.view.steps.paper).toBe('queued')
    expect(second.view.papers.ahead).toEqual({ saleId: first.id, failure: 'printer.paperOut' })
    await shop.passes(paper.fallbackAfterMs)
    const [one, two] = await Promise.all([first.complete(), second.complete()])
    expect(one.papers).toMatchObject({ printer: 'fallback', maybeOut: 2 })
    expect(two.papers).toMatchObject({ printer: 'fallback', maybeOut: 1 })
    for (const { id } of [first, second]) {
      expect(shop.originals().filter((text) => text.includes(id)).length, id).toBeLessThanOrEqual(1)
    }
    expect(shop.onSecond().filter((text) => text.includes(second.id))).toEqual([expect.not.stringContaining('재발행')])
  })
})

describe('a receipt whose time is over', () => {
  const shop = shopWith({ fallbackAfterMs: paper.expiresMs })

  it('behind a printer out of paper is owed, though it was never begun, and does not come out with the new roll', async () => {
    shop.world.printer.runOutAfter(300)
    const first = shop.inCash()
    await first.paper('paused')
    const second = shop.inCash()
    await shop.passes(paper.expiresMs)
    const owed = await second.paper('owed')
    expect(owed.owed).toEqual([{ promise: 'paper', state: 'owed', why: 'printer.expired' }])
    expect(owed.papers.maybeOut).toBe(0)
    await first.paper('unknown')
    shop.world.printer.loadPaper()
    await second.do(REPRINT).complete()
    expect(shop.onMain().filter((text) => text.includes(second.id))).toEqual([expect.not.stringContaining('재발행')])
    expect(shop.onMain().filter((text) => text.includes('감사합니다'))).toHaveLength(1)
    expect(shop.onSecond()).toEqual([])
  })
})

describe('a person', () => {
  const shop = shopWith()

  it('may have a copy of a receipt at the other printer', async () => {
    const sale = shop.inCash()
    await sale.complete()
    sale.do({ ...REPRINT, reason: 'customerRequest', printer: 'fallback' })
    await sale.reaching(({ papers }) => papers.confirmed === 2)
    expect(shop.onMain()).toHaveLength(1)
    expect(shop.onSecond()).toEqual([expect.stringContaining('재발행 #1')])
  })

  it('cannot where there is none', async () => {
    await shop.restart({ policy: UNTAXED_POLICY })
    const sale = shop.inCash()
    await sale.complete()
    const asked = shop.terminal.command(sale.id, { ...REPRINT, printer: 'fallback' })
    expect(asked).toEqual({ ok: false, problem: 'notNow' })
  })
})

describe('a till taken up without its second printer', () => {
  const shop = shopWith()

  it('prints what is owed on the one it has', async () => {
    shop.world.printer.powerOff()
    shop.world.secondPrinter.powerOff()
    const sale = shop.inCash()
    await sale.paper('failed')
    await shop.restart({ policy: UNTAXED_POLICY })
    const retried = () => shop.prints(sale.id).length > 3
    await shop.terminal.reaching(sale.id, ({ steps }) => steps.paper === 'failed' && retried())
    shop.world.printer.powerOn()
    await shop.world.printerServer.listening()
    await shop.terminal.reaching(sale.id, ({ stage }) => stage === 'complete')
    expect(shop.onMain()).toEqual([expect.not.stringContaining('재발행')])
  })
})

describe('what a print rests on', () => {
  const shop = shopWith()

  it('is in the journal with each printer’s answer', async () => {
    shop.world.printer.cutLinkAfter(600)
    const sale = shop.inCash()
    await sale.complete()
    const [cut, printed] = shop.answers(sale.id)
    expect(cut).toMatchObject({
      type: 'printer.unknown',
      evidence: { end: 'unknown', wholeAccepted: expect.any(Boolean), bytesAccepted: expect.any(Number) },
    })
    const [, handedOver] = shop.prints(sale.id)
    const jobId = Buffer.from(String(handedOver?.['jobId'])).toString('hex')
    expect(printed).toMatchObject({
      type: 'printer.printed',
      confirmation: 'process-id',
      evidence: { end: 'confirmed', wholeAccepted: true, replies: expect.stringContaining(`3722${jobId}00`) },
    })
    expect(shop.till.journal.verify()).toMatchObject({ intact: true })
  })

  it('says that a receipt began only after its turn had come', async () => {
    const sale = shop.inCash()
    await sale.complete()
    const types = shop.till.journal.entries(sale.id).map(({ event }) => event.type)
    expect(types.indexOf('printer.sending')).toBeGreaterThan(0)
    expect(types.indexOf('printer.printed')).toBeGreaterThan(types.indexOf('printer.sending'))
  })
})

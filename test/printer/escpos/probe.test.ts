/**
 * Probing against printers that answer some questions and not others: what is found, what is asked, and how long it takes.
 */
import { beforeEach, describe, expect, it } from 'vitest'
import { VirtualClock } from '../../../drivers/clocks/virtual-clock.js'
import type { ByteLink } from '../../../drivers/links/byte-link.js'
import { memoryLinkPair } from '../../../drivers/links/memory-link.js'
import { type Capabilities, UNNAMED } from '../../../drivers/printers/escpos/capabilities.js'
import { FenceTally } from '../../../drivers/printers/escpos/fence-tally.js'
import type { Findings } from '../../../drivers/printers/escpos/kept-findings.js'
import { type Answer, PrinterSession } from '../../../drivers/printers/escpos/printer-session.js'
import { probe } from '../../../drivers/printers/escpos/probe.js'
import { StatusBoard } from '../../../drivers/printers/escpos/status-board.js'

const DAY_MS = 24 * 60 * 60 * 1_000
const PROBE_MS = 2_000

/** What it answers: GS I by number, GS ( H, GS r 1. */
interface Answers {
  readonly texts?: Readonly<Record<number, string>>
  /** Letters without a header and an end of their own. */
  readonly bare?: string
  readonly processId?: boolean
  readonly fence?: boolean
}

const TM: Readonly<Record<number, string>> = {
  ...{ 65: '3.01', 66: 'EPSON', 67: 'TM-T88VI', 68: 'X7NB012345', 69: 'KOREA C-5601C' },
}
const SRP = { 65: 'V01.00', 66: 'BIXOLON', 67: 'SRP-350III', 69: 'KOREA' }

let clock: VirtualClock
let kept: Findings | undefined
/** How often each was asked: GS I n by its number, and the two fences. */
let asked: (number | 'processId' | 'fence')[]

beforeEach(() => {
  clock = new VirtualClock(0)
  kept = undefined
})

function answer(link: ByteLink, bytes: Buffer, answers: Answers): void {
  const say = (...reply: number[]) => void link.write(Uint8Array.from(reply), new AbortController().signal)
  for (let at = 0; at < bytes.length; ) {
    const command = bytes.subarray(at)
    if (command[1] === 0x49) {
      const n = command[2] ?? 0
      asked.push(n)
      const text = answers.texts?.[n]
      if (text !== undefined) say(0x5f, ...Buffer.from(text), 0x00)
      if (answers.bare && n === 66) say(...Buffer.from(answers.bare), 0x00)
      at += 3
    } else if (command[1] === 0x28) {
      asked.push('processId')
      if (answers.processId) say(0x37, 0x22, ...command.subarray(7, 11), 0x00)
      at += 11
    } else {
      asked.push('fence')
      if (answers.fence) say(0x00)
      at += 3
    }
  }
}

/** Connects, probes, and keeps what was found. @returns also how long it took. */
async function probed(answers: Answers, fences = new FenceTally()) {
  asked = []
  const [near, far] = memoryLinkPair('memory:printer')
  far.onData((bytes) => answer(far, Buffer.from(bytes), answers))
  const session = new PrinterSession(near, clock, new StatusBoard(clock))
  const from = clock.now()
  let doneAt = Number.NaN
  const keep = (findings: Findings) => {
    kept = findings
  }
  const options = { fences, clock, keep, ...(kept && { kept }) }
  const found = probe(session, options, { limitMs: PROBE_MS, signal: new AbortController().signal }).then((result) => {
    doneAt = clock.now()
    return result
  })
  await clock.advance(60_000)
  const { confirmation, identity, profile, chosen } = capabilitiesOf(await found)
  return { confirmation, identity, row: profile.name, chosen, tookMs: doneAt - from }
}

function capabilitiesOf(result: Answer<Capabilities>): Capabilities {
  if (result.kind !== 'answered') throw new Error(result.kind)
  return result.value
}

const questions = (what: (typeof asked)[number]) => asked.filter((one) => one === what).length

describe('a printer that answers everything', () => {
  it('is known after one write and no wait', async () => {
    const found = await probed({ texts: TM, processId: true })
    expect(found).toEqual({
      ...{ confirmation: 'process-id', row: 'tm-t88vi-korean', chosen: 'detected', tookMs: 0 },
      identity: {
        firmware: '3.01',
        maker: 'EPSON',
        model: 'TM-T88VI',
        serial: 'X7NB012345',
        mountedFont: 'KOREA C-5601C',
      },
    })
    expect(asked).toEqual([65, 66, 67, 68, 69, 'processId'])
  })

  it('must answer again on every link, whatever is kept', async () => {
    await probed({ texts: TM, processId: true })
    expect((await probed({ texts: TM, processId: false, fence: true })).confirmation).toBe('fence')
  })
})

describe('a printer that skips a question', () => {
  it.each([
    ['process-id', { processId: true }, 0],
    ['fence', { fence: true }, PROBE_MS],
  ] as const)('is asked one by one at %s level, and nothing is shifted', async (confirmation, level, tookMs) => {
    const found = await probed({ texts: SRP, ...level })
    expect(found).toMatchObject({ confirmation, row: 'srp-350iii-korean', chosen: 'detected', tookMs })
    expect(found.identity).toEqual({
      ...{ firmware: 'V01.00', maker: 'BIXOLON', model: 'SRP-350III', serial: '', mountedFont: 'KOREA' },
    })
    expect(questions(68)).toBe(2)
  })

  it.each(['processId', 'fence'] as const)(
    'is recognised by its words from then on, at the level of %s',
    async (level) => {
      const first = await probed({ texts: SRP, [level]: true })
      const again = await probed({ texts: SRP, [level]: true })
      expect(again.identity).toEqual(first.identity)
      expect(questions(68)).toBe(1)
      expect(again.tookMs).toBe(0)
    },
  )

  it.each([65, 66, 67, 68, 69])('without its answer to GS I %i is as it is with all others', async (missing) => {
    const { [missing]: _, ...texts } = TM
    const { identity } = await probed({ texts, processId: true })
    const aspect = (['firmware', 'maker', 'model', 'serial', 'mountedFont'] as const)[missing - 65] ?? 'serial'
    const whole = await probed({ texts: TM, processId: true })
    expect(identity).toEqual({ ...whole.identity, [aspect]: '' })
  })

  it('and answers nothing that could tell the rest apart stays unnamed', async () => {
    expect(await probed({ texts: SRP })).toMatchObject({
      confirmation: 'transport',
      identity: UNNAMED,
      chosen: 'assumed',
    })
  })
})

describe('a printer that answers in bare letters', () => {
  it('is nobody, and its letters are no fence', async () => {
    for (const bare of ['Xprinter', 'POS-80', 'EPSON TM-T88', 'GS']) {
      kept = undefined
      const found = await probed({ bare, fence: true })
      expect(found).toMatchObject({ confirmation: 'fence', identity: UNNAMED, row: 'generic-80', chosen: 'assumed' })
      kept = undefined
      expect(await probed({ bare })).toMatchObject({ confirmation: 'transport', identity: UNNAMED })
    }
  })
})

describe('a printer known not to answer process IDs', () => {
  it('is not waited for again, and asked anew after a month', async () => {
    expect(await probed({ fence: true })).toMatchObject({ confirmation: 'fence', tookMs: PROBE_MS })
    expect(await probed({ fence: true })).toMatchObject({ confirmation: 'fence', tookMs: 0 })
    expect(questions('processId')).toBe(0)
    await clock.advance(29 * DAY_MS)
    expect(await probed({ fence: true })).toMatchObject({ tookMs: 0 })
    await clock.advance(1 * DAY_MS)
    expect(await probed({ fence: true, processId: true })).toMatchObject({ confirmation: 'process-id' })
  })

  it('is asked anew when it is another one', async () => {
    await probed({ texts: SRP, fence: true })
    expect(await probed({ texts: TM, fence: true, processId: true })).toMatchObject({
      ...{ confirmation: 'process-id', row: 'tm-t88vi-korean' },
    })
  })

  it('is asked anew when it answers more than it did', async () => {
    expect(await probed({})).toMatchObject({ confirmation: 'transport', tookMs: 2 * PROBE_MS })
    expect(await probed({})).toMatchObject({ confirmation: 'transport', tookMs: PROBE_MS })
    expect(questions('processId')).toBe(0)
    expect(await probed({ fence: true, processId: true })).toMatchObject({ confirmation: 'process-id' })
  })

  it('must still answer the fence', async () => {
    await probed({ fence: true })
    expect(await probed({})).toMatchObject({ confirmation: 'transport' })
    expect(questions('fence')).toBeGreaterThan(0)
    expect(kept?.confirmation).toBe('transport')
  })

  it('counts what earlier fences may still bring', async () => {
    await probed({ fence: true })
    const fences = new FenceTally()
    fences.givenUp()
    await probed({ fence: true }, fences)
    expect(questions('fence')).toBe(3)
    expect(fences.due).toBe(0)
  })
})

describe('what is kept', () => {
  it('is not written again while nothing is different', async () => {
    await probed({ texts: TM, processId: true })
    const first = kept
    await clock.advance(DAY_MS)
    await probed({ texts: TM, processId: true })
    expect(kept).toBe(first)
    await probed({ texts: { ...TM, 65: '3.02' }, processId: true })
    expect(kept).not.toBe(first)
  })

  it('is the row somebody chose, for as long as the printer is the same', async () => {
    await probed({ fence: true })
    if (kept) kept = { ...kept, profile: 'xprinter-80' }
    expect(await probed({ fence: true })).toMatchObject({ row: 'xprinter-80', chosen: 'kept' })
    expect(kept?.profile).toBe('xprinter-80')
    expect(await probed({ texts: { ...TM, 67: 'TM-NEW' }, fence: true })).toMatchObject({ row: 'generic-80' })
    expect(kept?.profile).toBeUndefined()
  })

  it('is nothing that was found while the printer was off line', async () => {
    const [near, far] = memoryLinkPair('memory:printer')
    const session = new PrinterSession(near, clock, new StatusBoard(clock))
    const keep = (findings: Findings) => {
      kept = findings
    }
    const wait = { limitMs: PROBE_MS, signal: new AbortController().signal }
    const found = probe(session, { fences: new FenceTally(), clock, keep }, wait)
    await clock.advance(500)
    for (const status of [
      [0x18, 0x00, 0x0c, 0x00],
      [0x10, 0x00, 0x00, 0x00],
    ]) {
      await far.write(Uint8Array.from(status), wait.signal)
    }
    await clock.advance(10_000)
    expect(capabilitiesOf(await found).confirmation).toBe('transport')
    expect(kept).toBeUndefined()
  })
})

/**
 * Printers that confirm by GS r 1 only. Its answers all look alike, so each of these shows one that comes for something
 * else, or in a fault, and must not make a receipt that nobody saw count as printed.
 */
import { beforeEach, describe, expect, it } from 'vitest'
import { VirtualClock } from '../../../drivers/clocks/virtual-clock.js'
import { EscPosPrinter } from '../../../drivers/printers/escpos-printer.js'
import { DEFAULT_PROFILE } from '../../../drivers/printers/profiles/profiles.js'
import type { Outcome } from '../../../src/domain/outcome.js'
import type { PrintNotice } from '../../../src/ports/receipt-printer.js'
import { COVER_OPEN, CUTTER_JAM, PAPER_OUT, READY, ScriptedPrinter } from './scripted-printer.js'

const FENCE = '1d7201'
const CLEAR = '10140801031401060208'
const PARTING_CUT = '1b401b321b61001b74001c2e1b52001d564200'
/** Text and cut, which go out together. */
const BODY = '1b321b61001b74001c2e1b520048690a1d564200'
const HOUR_MS = 3_600_000
const BY_FENCE = { kind: 'accepted', value: { confirmation: 'fence' } }
const signal = new AbortController().signal

let clock: VirtualClock
let device: ScriptedPrinter
let printer: EscPosPrinter
let notices: PrintNotice[]

beforeEach(() => {
  clock = new VirtualClock(0)
  device = new ScriptedPrinter()
  Object.assign(device.script, { processId: 'never', clears: false })
  printer = new EscPosPrinter({ opener: device.opener, clock, profile: DEFAULT_PROFILE })
  notices = []
})

function print(jobId: string, stop = signal) {
  const lines = [{ kind: 'text', text: 'Hi' }, { kind: 'cut' }] as const
  return printer.print(
    { jobId, language: 'en', lines },
    (notice) => notice.kind === 'sending' || notices.push(notice),
    stop,
  )
}

/** What a promise has come to after so long. */
async function outcomeIn(ms: number, promise: Promise<Outcome<unknown>>): Promise<Outcome<unknown> | 'pending'> {
  await clock.advance(ms)
  return Promise.race([promise, Promise.resolve('pending' as const)])
}

/** Finds out the level, so that what follows is about a job. */
async function connected(): Promise<void> {
  expect(await outcomeIn(10_000, printer.describe(signal))).toMatchObject({ value: { confirmation: 'fence' } })
}

/** A job whose fence lies in a printer out of paper, and which is given up. */
async function stoppedWithoutPaper(): Promise<void> {
  device.script.fence = false
  const stop = new AbortController()
  const printing = print('0001', stop.signal)
  await clock.advance(0)
  device.become(PAPER_OUT)
  await clock.advance(HOUR_MS)
  stop.abort()
  expect(await outcomeIn(10_000, printing)).toMatchObject({ kind: 'unknown', reason: 'interrupted' })
}

describe('a fence given up with its job', () => {
  beforeEach(connected)

  it('does not confirm the next job, answered at once after the refill', async () => {
    await stoppedWithoutPaper()
    device.script.condition = READY
    const next = print('0002')
    await clock.advance(5)
    device.say(0x00)
    expect(await outcomeIn(5, next)).toBe('pending')
  })

  it('does not confirm the next job where the printer keeps it from link to link and is one behind', async () => {
    await stoppedWithoutPaper()
    device.script.condition = READY
    // Each question brings the answer to the one before; the last comes when all is quiet.
    let lastAnswer: (() => void) | undefined
    device.reactions.set(FENCE, () => {
      device.say(0x00)
      lastAnswer?.()
      lastAnswer = clock.schedule(100, () => device.say(0x00))
    })
    device.reactions.set(BODY, () => device.reactions.delete(FENCE))
    const next = print('0002')
    expect(await outcomeIn(15_000, next)).toBe('pending')
    const sent = device.received.filter((written) => !written.startsWith('1004'))
    expect(sent.at(-1)).toBe(FENCE)
    device.say(0x00)
    expect(await outcomeIn(1_000, next)).toMatchObject(BY_FENCE)
  })

  it('may lie in the printer since before a restart', async () => {
    printer.discardEarlier()
    let owed = 2
    device.reactions.set(FENCE, () => {
      if (owed-- > 0) device.say(0x00)
    })
    device.reactions.set(BODY, () => Object.assign(device.script, { fence: false }))
    device.hangUp()
    await clock.advance(0)
    const next = print('0002')
    expect(await outcomeIn(15_000, next)).toBe('pending')
    device.say(0x00)
    expect(await outcomeIn(1_000, next)).toMatchObject(BY_FENCE)
  })

  it('is due no more once the printer has thrown it away', async () => {
    device.script.clears = true
    await stoppedWithoutPaper()
    Object.assign(device.script, { condition: READY, fence: true })
    device.become(READY)
    expect(await outcomeIn(1_000, print('0002'))).toMatchObject(BY_FENCE)
    expect(device.opened).toBe(1)
  })

  it('is told to be thrown away once, and what came of its job is cut off once', async () => {
    await stoppedWithoutPaper()
    for (let asked = 0; asked < 3; asked++) {
      expect(await outcomeIn(10_000, print('0002'))).toMatchObject({ failure: 'printer.paperOut' })
    }
    Object.assign(device.script, { condition: READY, fence: true })
    expect(await outcomeIn(20_000, print('0003'))).toMatchObject(BY_FENCE)
    expect(await outcomeIn(20_000, print('0004'))).toMatchObject(BY_FENCE)
    expect(device.received.filter((written) => written === CLEAR)).toHaveLength(1)
    expect(device.received.filter((written) => written === PARTING_CUT)).toHaveLength(1)
  })
})

describe('a fence behind a drawer pulse', () => {
  it('does not confirm the receipt after it, once given up', async () => {
    await connected()
    device.script.fence = false
    expect(await outcomeIn(3_000, printer.openDrawer(signal))).toMatchObject({ kind: 'unknown', reason: 'timeout' })
    const next = print('0002')
    await clock.advance(5)
    device.say(0x00)
    expect(await outcomeIn(1_000, next)).toBe('pending')
    expect(device.opened).toBe(2)
  })
})

describe('a fence answered in a fault', () => {
  let printing: Promise<Outcome<unknown>>

  beforeEach(async () => {
    await connected()
    device.script.fence = false
    printing = print('0001')
    await clock.advance(0)
  })

  it.each([
    ['at paper end', 0x0c],
    ['at paper end and near it', 0x0f],
    ['as if nothing were the matter', 0x00],
  ])('%s, does not confirm, neither then nor after the refill', async (_title, byte) => {
    device.become(PAPER_OUT)
    await clock.advance(0)
    device.say(byte)
    expect(await outcomeIn(HOUR_MS, printing)).toBe('pending')
    expect(notices).toEqual([{ kind: 'paused', failure: 'printer.paperOut' }])
    device.become(READY)
    expect(await outcomeIn(60_000, printing)).toMatchObject({ kind: 'unknown', reason: 'timeout' })
  })

  it('that nobody has told of yet, does not confirm', async () => {
    device.script.condition = COVER_OPEN
    device.say(0x00)
    expect(await outcomeIn(1_000, printing)).toBe('pending')
    expect(notices).toEqual([{ kind: 'paused', failure: 'printer.coverOpen' }])
  })

  it('that is mended, confirms although the news comes later', async () => {
    device.become(PAPER_OUT)
    await clock.advance(0)
    device.script.condition = READY
    device.say(0x03)
    expect(await outcomeIn(1_000, printing)).toMatchObject(BY_FENCE)
    expect(notices).toEqual([{ kind: 'paused', failure: 'printer.paperOut' }, { kind: 'resumed' }])
  })
})

describe('a printer without a fence', () => {
  const transport = { kind: 'accepted', value: { confirmation: 'transport' } }

  it.each([
    ['letters at each question', 'BEABA', Number.POSITIVE_INFINITY],
    ['letters and an end mark at each question', 'BEABA\0', Number.POSITIVE_INFINITY],
    ['letters and an end mark late', 'BEABA\0', 1],
    ['two end marks late', 'BEABA\0EMU\0', 1],
    ['an end mark alone', '\0', 1],
  ])('is not found to have one by %s', async (_title, text, times) => {
    device.script.fence = false
    let left = times
    device.reactions.set(FENCE, () => {
      if (left-- > 0) device.say(...Buffer.from(text))
    })
    expect(await outcomeIn(30_000, printer.describe(signal))).toMatchObject(transport)
  })
})

describe('a fence answered while the last lines are still to be printed', () => {
  it('confirms only by another one when the printer stops before they are out and goes on', async () => {
    await connected()
    const printing = print('0001')
    expect(await outcomeIn(0, printing)).toBe('pending')
    device.become(CUTTER_JAM)
    expect(await outcomeIn(HOUR_MS, printing)).toBe('pending')
    device.received.length = 0
    device.become(READY)
    expect(await outcomeIn(0, printing)).toBe('pending')
    expect(device.received[0]).toBe(FENCE)
    expect(await outcomeIn(1_000, printing)).toMatchObject({ kind: 'accepted', evidence: { end: 'processed' } })
  })

  it('does not confirm when the printer goes before they are out', async () => {
    await connected()
    const printing = print('0001')
    expect(await outcomeIn(0, printing)).toBe('pending')
    device.script.answersStatus = false
    expect(await outcomeIn(5_000, printing)).toMatchObject({ kind: 'unknown' })
  })
})

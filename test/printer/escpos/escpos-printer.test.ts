import { beforeEach, describe, expect, it } from 'vitest'
import { VirtualClock } from '../../../drivers/clocks/virtual-clock.js'
import { EscPosPrinter } from '../../../drivers/printers/escpos-printer.js'
import { DEFAULT_PROFILE } from '../../../drivers/printers/profiles/profiles.js'
import type { Outcome } from '../../../src/domain/outcome.js'
import { DriverError } from '../../../src/ports/device.js'
import type { PrintJob, PrintNotice } from '../../../src/ports/receipt-printer.js'
import { BROKEN, COVER_OPEN, CUTTER_JAM, PAPER_OUT, READY, ScriptedPrinter } from './scripted-printer.js'

const HOUR_MS = 3_600_000
const CLEAR = '10140801031401060208'
/** Text and cut, which go out together. */
const BODY = '1b321b61001b74001c2e1b520048690a1d564200'
const signal = new AbortController().signal

const job = (jobId: string): PrintJob => ({
  jobId,
  language: 'en',
  lines: [{ kind: 'text', text: 'Hi' }, { kind: 'cut' }],
})
const idRequest = (id: string) => `1d284806003030${Buffer.from(id).toString('hex')}`

let clock: VirtualClock
let device: ScriptedPrinter
let printer: EscPosPrinter
let notices: PrintNotice[]

beforeEach(() => {
  clock = new VirtualClock(0)
  device = new ScriptedPrinter()
  printer = new EscPosPrinter({ opener: device.opener, clock, profile: DEFAULT_PROFILE })
  notices = []
})

const print = (id: string, stop = signal) =>
  printer.print(job(id), (notice) => notice.kind === 'sending' || notices.push(notice), stop)

/** Lets everything that needs no time happen. */
const settle = () => clock.advance(0)

/** What a promise has come to by now. */
async function by(promise: Promise<Outcome<unknown>>): Promise<Outcome<unknown> | 'pending'> {
  await settle()
  return Promise.race([promise, Promise.resolve('pending' as const)])
}

describe('a job', () => {
  it('goes out between a status check and its own process ID, with nothing else', async () => {
    expect(await print('0001')).toMatchObject({ kind: 'accepted', value: { confirmation: 'process-id' } })
    expect(device.received).toEqual([
      ...['100401', '100402', '100403', '100404', '1d61ff', `1d49411d49421d49431d49441d4945${idRequest('    ')}`],
      ...['1b40', '1d61ff', BODY, idRequest('0001')],
    ])
    device.received.length = 0
    await print('0002')
    // The link is kept, what was found out is believed, and a printer that tells by itself is asked only whether it is there.
    expect(device.received.slice(0, 2)).toEqual(['100401', '1b40'])
    expect(device.opened).toBe(1)
  })

  it('waits through a night without paper, but not long for a printer that claims to be fine', async () => {
    device.script.processId = 'whenTold'
    const printing = print('0001')
    await settle()
    device.become(PAPER_OUT)
    await clock.advance(10 * HOUR_MS)
    expect(await by(printing)).toBe('pending')
    device.become(READY)
    await clock.advance(19_000)
    expect(await by(printing)).toBe('pending')
    await clock.advance(2_000)
    expect(await by(printing)).toMatchObject({ kind: 'unknown', reason: 'timeout' })
    expect(notices).toEqual([{ kind: 'paused', failure: 'printer.paperOut' }, { kind: 'resumed' }])
  })

  it('is not confirmed by the ID of another, and takes an echo that outruns the status', async () => {
    device.script.processId = 'whenTold'
    const printing = print('0001')
    await settle()
    device.become(COVER_OPEN)
    device.say(0x37, 0x22, 0x30, 0x30, 0x30, 0x30, 0x00)
    expect(await by(printing)).toBe('pending')
    device.confirm()
    expect(await by(printing)).toMatchObject({ kind: 'accepted' })
    expect(notices).toEqual([{ kind: 'paused', failure: 'printer.coverOpen' }, { kind: 'resumed' }])
  })

  it('is followed by asking, where the printer tells nothing by itself', async () => {
    Object.assign(device.script, { automatic: false, processId: 'whenTold' })
    const printing = print('0001')
    await settle()
    device.become(PAPER_OUT)
    await clock.advance(HOUR_MS)
    expect(notices).toEqual([{ kind: 'paused', failure: 'printer.paperOut' }])
    device.become(READY)
    await clock.advance(2_000)
    device.confirm()
    expect(await by(printing)).toMatchObject({ kind: 'accepted' })
  })

  it('is held by XOFF and goes on at XON', async () => {
    await printer.describe(signal)
    device.received.length = 0
    const printing = print('0001')
    device.say(0x13)
    await clock.advance(500)
    expect(device.received).not.toContain(BODY)
    device.say(0x11)
    expect(await by(printing)).toMatchObject({ kind: 'accepted' })
    expect(device.received).toContain(BODY)
  })

  it('is told to go on once someone has opened and closed the cover over a jam', async () => {
    device.script.processId = 'whenTold'
    const printing = print('0001')
    await settle()
    device.become(CUTTER_JAM)
    await settle()
    expect(device.received).not.toContain('100501')
    device.become(COVER_OPEN)
    await settle()
    device.become(CUTTER_JAM)
    await settle()
    expect(device.received.filter((written) => written === '100501')).toHaveLength(1)
    device.become(READY)
    device.confirm()
    expect(await by(printing)).toMatchObject({ kind: 'accepted' })
  })

  it('is refused by a broken printer, and unknown when it breaks on the way', async () => {
    device.script.condition = BROKEN
    expect(await print('0001')).toMatchObject({ kind: 'refused', failure: 'printer.unrecoverable' })
    Object.assign(device.script, { condition: READY, processId: 'whenTold' })
    const printing = print('0002')
    await settle()
    device.become(BROKEN)
    expect(await by(printing)).toMatchObject({ kind: 'unknown', reason: 'interrupted' })
  })

  it('at transport level is not done while the printer says that it is out of paper, nor when it has gone', async () => {
    Object.assign(device.script, { processId: 'never', fence: false })
    await Promise.all([printer.describe(signal), clock.advance(15_000)])
    device.reactions.set(BODY, () => device.become(PAPER_OUT))
    const printing = print('0001')
    await clock.advance(HOUR_MS)
    expect(await by(printing)).toBe('pending')
    device.become(READY)
    expect(await by(printing)).toMatchObject({ kind: 'accepted', value: { confirmation: 'transport' } })
    device.reactions.set(BODY, () => Object.assign(device.script, { answersStatus: false }))
    const lost = print('0002')
    await clock.advance(1_000)
    expect(await by(lost)).toMatchObject({ kind: 'unknown', reason: 'timeout' })
  })

  it('at fence level is confirmed by nothing that comes before the fence', async () => {
    device.script.processId = 'never'
    await Promise.all([printer.describe(signal), clock.advance(5_000)])
    device.script.fence = false
    device.reactions.set(BODY, () => device.say(0x00))
    const printing = print('0001')
    expect(await by(printing)).toBe('pending')
    device.say(0x00)
    // It was read; the last line and the cut are given time, and the printer is looked at once more.
    expect(await by(printing)).toBe('pending')
    await clock.advance(1_000)
    expect(await by(printing)).toMatchObject({ kind: 'accepted', value: { confirmation: 'fence' } })
  })

  it('goes out unasked to a printer that has no way back', async () => {
    device.script.answersStatus = false
    const mute = new EscPosPrinter({
      ...{ opener: device.opener, clock, profile: { ...DEFAULT_PROFILE, answersStatus: false } },
    })
    const outcome = await mute.print(job('0001'), () => undefined, signal)
    expect(outcome).toMatchObject({ kind: 'accepted', value: { confirmation: 'transport' } })
    expect(device.received).toEqual(['1b40', BODY])
    expect(await mute.status(signal)).toMatchObject({ kind: 'unknown', reason: 'timeout' })
  })

  it('is a bug, not an outcome, when it cannot be encoded', async () => {
    const lines = [{ kind: 'qr', data: 'x'.repeat(3_000) }] as const
    await expect(printer.print({ jobId: '0001', language: 'en', lines }, () => undefined, signal)).rejects.toThrow(
      DriverError,
    )
  })
})

describe('stopping a job', () => {
  beforeEach(() => {
    device.script.processId = 'whenTold'
  })

  it('clears the printer, cuts the rest off, and leaves its neighbour alone', async () => {
    const stop = new AbortController()
    const [first, second] = [print('0001', stop.signal), print('0002')]
    await settle()
    device.received.length = 0
    stop.abort()
    expect(await by(first)).toMatchObject({ kind: 'unknown', reason: 'interrupted' })
    await settle()
    expect(device.received.slice(0, 2)).toEqual([CLEAR, '1b401b321b61001b74001c2e1b52001d564200'])
    device.confirm()
    expect(await by(second)).toMatchObject({ kind: 'accepted' })
  })

  it('is too late when the echo comes before the buffers are clear', async () => {
    device.script.clears = false
    const stop = new AbortController()
    const printing = print('0001', stop.signal)
    await settle()
    stop.abort()
    await settle()
    device.confirm()
    device.say(0x37, 0x25, 0x00)
    expect(await by(printing)).toMatchObject({ kind: 'accepted', value: { confirmation: 'process-id' } })
  })

  it('gives up a link that takes nothing, and clears the printer on the next', async () => {
    await printer.describe(signal)
    const stop = new AbortController()
    const printing = print('0001', stop.signal)
    // The first piece is under way; the rest hangs.
    while (!device.received.includes('1b40')) await Promise.resolve()
    device.script.takes = false
    await settle()
    expect(await by(printer.status(signal))).toBe('pending')
    stop.abort()
    await clock.advance(3_000)
    expect(await by(printing)).toMatchObject({ kind: 'unknown', reason: 'interrupted' })
    Object.assign(device.script, { takes: true, processId: 'atOnce' })
    device.received.length = 0
    expect(await print('0002')).toMatchObject({ kind: 'accepted' })
    expect(device.opened).toBe(2)
    expect(device.received[0]).toBe(CLEAR)
  })

  it('ends a job that waits for its turn at once', async () => {
    const stop = new AbortController()
    const first = print('0001')
    const second = print('0002', stop.signal)
    await settle()
    stop.abort()
    expect(await by(second)).toMatchObject({ kind: 'unavailable' })
    device.confirm()
    expect(await by(first)).toMatchObject({ kind: 'accepted' })
    expect(device.received).not.toContain(idRequest('0002'))
  })
})

describe('the link', () => {
  it('is asked about once: the description is kept until it is lost', async () => {
    const described = await printer.describe(signal)
    device.received.length = 0
    expect(await printer.describe(signal)).toEqual(described)
    expect(device.received).toEqual([])
    device.hangUp()
    await settle()
    Object.assign(device.script, { processId: 'never' })
    const again = printer.describe(signal)
    await clock.advance(2_000)
    expect(await again).toMatchObject({ value: { confirmation: 'fence' } })
    expect(device.opened).toBe(2)
  })

  it('is opened again once when the printer on it has fallen silent, before anything is sent', async () => {
    await printer.describe(signal)
    device.script.answersStatus = false
    device.received.length = 0
    const printing = print('0001')
    await clock.advance(5_000)
    expect(await by(printing)).toMatchObject({ kind: 'unavailable', failure: 'printer.unreachable' })
    expect(device.opened).toBe(2)
    expect(device.received).toEqual(['100401', '100401'])
  })

  it('with an address that cannot be is a bug, not an outcome', async () => {
    const opener = { address: 'x:', open: () => Promise.reject(new DriverError('address.malformed', 'x:')) }
    await expect(new EscPosPrinter({ opener, clock }).status(signal)).rejects.toMatchObject({
      code: 'address.malformed',
    })
  })

  it('lost in mid-job leaves the outcome unknown', async () => {
    device.script.processId = 'whenTold'
    const printing = print('0001')
    await settle()
    device.hangUp()
    expect(await by(printing)).toMatchObject({ kind: 'unknown', reason: 'disconnected' })
  })
})

describe('status', () => {
  it('comes from what the printer last said while a job keeps the link busy', async () => {
    device.script.processId = 'whenTold'
    const printing = print('0001')
    await settle()
    device.become(PAPER_OUT)
    device.script.answersStatus = false
    const asking = printer.status(signal)
    await clock.advance(1_000)
    expect(await asking).toMatchObject({
      ...{ kind: 'accepted' },
      value: { online: false, paper: 'out', coverOpen: false, fault: 'printer.paperOut' },
    })
    device.confirm()
    await printing
  })
})

describe('the drawer', () => {
  it('opens behind the job in progress, with its own confirmation', async () => {
    device.script.processId = 'whenTold'
    const printing = print('0001')
    const opening = printer.openDrawer(signal)
    expect(await by(opening)).toBe('pending')
    device.confirm()
    await printing
    await settle()
    expect(device.received.at(-1)).toBe(`1b70003c78${idRequest('~drw')}`)
    device.confirm()
    expect(await by(opening)).toMatchObject({ kind: 'accepted', value: {} })
  })

  it('cannot be known to have opened without an answer', async () => {
    device.script.processId = 'whenTold'
    const opening = printer.openDrawer(signal)
    await clock.advance(3_000)
    expect(await by(opening)).toMatchObject({ kind: 'unknown', reason: 'timeout' })
  })
})

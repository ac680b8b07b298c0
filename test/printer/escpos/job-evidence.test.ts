/** What an outcome rests on, and how long a job may try: evidence, expiry, limits on single writes, and jobs of others. */
import { beforeEach, describe, expect, it } from 'vitest'
import { VirtualClock } from '../../../drivers/clocks/virtual-clock.js'
import type { ByteLink } from '../../../drivers/links/byte-link.js'
import { EscPosPrinter } from '../../../drivers/printers/escpos-printer.js'
import { DEFAULT_PROFILE } from '../../../drivers/printers/profiles/profiles.js'
import { DriverError } from '../../../src/ports/device.js'
import type { PrintJob, PrintNotice, PrintOutcome } from '../../../src/ports/receipt-printer.js'
import { PAPER_OUT, READY, ScriptedPrinter } from './scripted-printer.js'

const MINUTE_MS = 60_000
const CLEAR = '10140801031401060208'
const RESET = '1b40'
const BODY = '1b321b61001b74001c2e1b520048690a1d564200'
const JOB_BYTES = (RESET.length + BODY.length) / 2
const signal = new AbortController().signal

let clock: VirtualClock
let device: ScriptedPrinter
let printer: EscPosPrinter
let notices: PrintNotice['kind'][]

beforeEach(() => {
  clock = new VirtualClock(0)
  device = new ScriptedPrinter()
  printer = new EscPosPrinter({ opener: device.opener, clock, profile: DEFAULT_PROFILE })
  notices = []
})

function print(jobId: string, more: Partial<PrintJob> = {}, stop = signal): Promise<PrintOutcome> {
  const lines = [{ kind: 'text', text: 'Hi' }, { kind: 'cut' }] as const
  return printer.print({ jobId, language: 'en', lines, ...more }, ({ kind }) => notices.push(kind), stop)
}

async function by(promise: Promise<PrintOutcome>): Promise<PrintOutcome | 'pending'> {
  await clock.advance(0)
  return Promise.race([promise, Promise.resolve('pending' as const)])
}

describe('the evidence', () => {
  it('of a confirmed job is the echo of its ID', async () => {
    const { evidence } = await print('0007')
    expect(evidence).toMatchObject({ end: 'confirmed', bytesAccepted: JOB_BYTES, wholeAccepted: true })
    expect(evidence?.replies).toMatch(new RegExp(`3722${Buffer.from('0007').toString('hex')}00$`))
    expect(evidence?.status).toMatchObject({ online: true, paper: 'present', cutter: 'ready', drawer: 'low' })
  })

  it('of a processed job is the answer behind it', async () => {
    device.script.processId = 'never'
    const printing = print('0007')
    await clock.advance(3_000)
    expect((await printing).evidence).toMatchObject({ end: 'processed', replies: expect.stringMatching(/00$/) })
  })

  it('of a job handed to a printer without a way back is nothing but the bytes', async () => {
    const profile = { ...DEFAULT_PROFILE, answersStatus: false }
    printer = new EscPosPrinter({ opener: device.opener, clock, profile })
    const { evidence } = await print('0007')
    expect(evidence).toEqual({ end: 'handedOff', bytesAccepted: JOB_BYTES, wholeAccepted: true, replies: '' })
  })

  it('of a stopped job tells whether the printer threw the rest away', async () => {
    device.script.processId = 'whenTold'
    const stop = new AbortController()
    const stopped = print('0001', {}, stop.signal)
    await clock.advance(0)
    device.become(PAPER_OUT)
    await clock.advance(MINUTE_MS)
    stop.abort()
    expect(await by(stopped)).toMatchObject({
      ...{ kind: 'unknown', reason: 'interrupted' },
      evidence: { end: 'partial', replies: expect.stringMatching(/372500$/), status: { paper: 'out' } },
    })
    device.script.clears = false
    device.become(READY)
    const again = new AbortController()
    const unclear = print('0002', {}, again.signal)
    await clock.advance(0)
    again.abort()
    await clock.advance(5_000)
    expect(await by(unclear)).toMatchObject({ kind: 'unknown', evidence: { end: 'unknown' } })
  })

  it('is there for a lost link, and not for a job of which nothing was sent', async () => {
    device.script.processId = 'whenTold'
    const printing = print('0001')
    await clock.advance(0)
    device.hangUp()
    expect(await by(printing)).toMatchObject({ evidence: { end: 'unknown', wholeAccepted: true } })
    device.script.condition = PAPER_OUT
    expect(await print('0002')).not.toHaveProperty('evidence')
  })
})

describe('a job with a time after which nobody waits for it', () => {
  it('is not sent when it is over already, or when it passes in the queue', async () => {
    device.script.processId = 'whenTold'
    await clock.advance(MINUTE_MS)
    expect(await print('0001', { expiresAt: 1 })).toMatchObject({ kind: 'unavailable', failure: 'printer.expired' })
    expect(device.opened).toBe(0)
    const first = print('0002')
    const second = print('0003', { expiresAt: 2 * MINUTE_MS })
    await clock.advance(0)
    device.become(PAPER_OUT)
    await clock.advance(2 * MINUTE_MS)
    expect(await by(second)).toMatchObject({ kind: 'unavailable', failure: 'printer.expired' })
    expect(await by(first)).toBe('pending')
    device.become(READY)
    device.confirm()
    expect(await by(first)).toMatchObject({ kind: 'accepted' })
    expect(device.received.filter((written) => written === BODY)).toHaveLength(1)
  })

  it('is thrown away when it passes while the printer is out of paper', async () => {
    device.script.processId = 'whenTold'
    const printing = print('0001', { expiresAt: MINUTE_MS })
    await clock.advance(0)
    device.become(PAPER_OUT)
    await clock.advance(MINUTE_MS - 1)
    expect(await by(printing)).toBe('pending')
    await clock.advance(1)
    expect(await by(printing)).toMatchObject({ reason: 'interrupted', evidence: { end: 'partial' } })
    expect(device.received).toContain(CLEAR)
  })

  it('goes on past it as long as the printer does', async () => {
    device.script.processId = 'whenTold'
    const printing = print('0001', { expiresAt: 5_000 })
    await clock.advance(6_000)
    device.confirm()
    expect(await by(printing)).toMatchObject({ kind: 'accepted' })
  })
})

describe('a write', () => {
  const stuck = async (condition: typeof READY | typeof PAPER_OUT = READY) => {
    await printer.describe(signal)
    device.reactions.set('1d61ff', () => {
      Object.assign(device.script, { takes: false, condition })
    })
    const printing = print('0001')
    await clock.advance(0)
    return printing
  }

  it('that the link does not take is given up, while the printer claims to be fine', async () => {
    const printing = stuck()
    await clock.advance(16_000)
    expect(await by(printing)).toMatchObject({
      ...{ kind: 'unknown', reason: 'timeout' },
      evidence: { end: 'unknown', wholeAccepted: false },
    })
  })

  it('that broke off in a command is made up for before anything else is printed', async () => {
    const printing = stuck()
    await clock.advance(16_000)
    await by(printing)
    Object.assign(device.script, { takes: true, clears: false })
    device.reactions.clear()
    device.received.length = 0
    const next = print('0002')
    await clock.advance(15_000)
    expect(await by(next)).toMatchObject({ kind: 'accepted' })
    const [made, cut] = [/^(00)+$/, /^1b40.*1d56/].map((what) => device.received.findIndex((sent) => what.test(sent)))
    expect(made).toBeGreaterThan(-1)
    expect(cut).toBe((made ?? 0) + 1)
  })

  it('may wait for as long as the printer says why', async () => {
    const printing = stuck(PAPER_OUT)
    await clock.advance(60 * MINUTE_MS)
    expect(await by(printing)).toBe('pending')
  })
})

describe('a printer switched off over a fault', () => {
  const outOfPaper = async () => {
    device.script.processId = 'whenTold'
    const printing = print('0001')
    await clock.advance(0)
    device.become(PAPER_OUT)
    await clock.advance(MINUTE_MS)
    return { printing }
  }

  it('and on has lost what it held, though the cable shows nothing: nothing is claimed', async () => {
    const { printing } = await outOfPaper()
    // It is back with paper in, and no longer tells by itself.
    device.script.condition = READY
    await clock.advance(8_000)
    expect(await by(printing)).toMatchObject({ kind: 'unknown', reason: 'disconnected', evidence: { end: 'unknown' } })
  })

  it('for good is not waited for for ever', async () => {
    const { printing } = await outOfPaper()
    device.script.answersStatus = false
    await clock.advance(MINUTE_MS)
    expect(await by(printing)).toMatchObject({ kind: 'unknown', reason: 'timeout' })
  })
})

describe('a printer that takes what is asked of it for parameters', () => {
  it('is believed to know nothing only once its buffer was cleared', async () => {
    Object.assign(device.script, { processId: 'never', fence: false })
    device.reactions.set(CLEAR, () => Object.assign(device.script, { processId: 'atOnce' }))
    const described = printer.describe(signal)
    await clock.advance(15_000)
    expect(await described).toMatchObject({ value: { confirmation: 'process-id' } })
  })
})

describe('a printer on a cable that does not show its power', () => {
  beforeEach(() => {
    Object.assign(device.script, { outlivesPower: true, processId: 'whenTold' })
  })

  it('is believed when it remembers what the job left in its memory', async () => {
    const printing = print('0001')
    await clock.advance(0)
    device.confirm()
    expect(await by(printing)).toMatchObject({ kind: 'accepted', evidence: { end: 'confirmed' } })
    expect(device.received.filter((written) => written.startsWith('1d284c'))).toHaveLength(3)
  })

  it('is not believed when it has forgotten it: it was off, and the beginning of the job is gone', async () => {
    device.reactions.set(BODY, () => device.forget())
    const printing = print('0001')
    await clock.advance(0)
    device.confirm()
    expect(await by(printing)).toMatchObject({ kind: 'unknown', reason: 'disconnected', evidence: { end: 'unknown' } })
  })

  it('is taken at its word when it has no such memory', async () => {
    device.script.lists = false
    await Promise.all([printer.describe(signal), clock.advance(3_000)])
    const printing = print('0001')
    await clock.advance(0)
    device.confirm()
    expect(await by(printing)).toMatchObject({ kind: 'accepted' })
  })
})

describe('notices', () => {
  it('tell when a job’s turn has come', async () => {
    device.script.processId = 'whenTold'
    const first = print('0001')
    await clock.advance(0)
    expect(notices).toEqual(['sending'])
    const second = print('0002')
    await clock.advance(10_000)
    expect(notices).toEqual(['sending'])
    device.confirm()
    await first
    await clock.advance(0)
    expect(notices).toEqual(['sending', 'sending'])
    device.confirm()
    await second
  })
})

describe('bytes of another program', () => {
  it('go out as they are, with our own question behind them', async () => {
    const bytes = Buffer.from('1b40486f6c610a1d5601', 'hex')
    const outcome = await printer.printRaw({ jobId: '0042', bytes }, ({ kind }) => notices.push(kind), signal)
    expect(outcome).toMatchObject({ kind: 'accepted', evidence: { bytesAccepted: bytes.length } })
    expect(device.received.slice(-3)).toEqual([bytes.toString('hex'), '1d61ff', `1d284806003030${'30303432'}`])
    expect(notices).toEqual(['sending'])
  })

  it('may ask questions of their own, whose answers are not taken for ours', async () => {
    device.script.processId = 'never'
    await Promise.all([printer.describe(signal), clock.advance(3_000)])
    const bytes = Buffer.from('486f6c610a1d72011d5601', 'hex')
    device.script.fence = false
    const printing = printer.printRaw({ jobId: '0042', bytes }, () => undefined, signal)
    await clock.advance(0)
    device.say(0x00)
    expect(await by(printing)).toBe('pending')
    device.say(0x00)
    await clock.advance(1_000)
    expect(await by(printing)).toMatchObject({ kind: 'accepted', evidence: { end: 'processed' } })
  })
})

describe('a spooler at the end of the link', () => {
  function spooler(handOff: () => Promise<void>) {
    const taken: string[] = []
    const link: ByteLink = {
      address: 'spooler:till',
      write: async (bytes) => void taken.push(Buffer.from(bytes).toString('hex')),
      ...{ handOff, onData: () => undefined, onClose: () => undefined, close: async () => undefined },
    }
    const opener = { address: 'spooler:till', open: async () => link }
    printer = new EscPosPrinter({ opener, clock, profile: DEFAULT_PROFILE })
    return taken
  }

  it('is asked nothing, and its taking the job is all that is claimed', async () => {
    const taken = spooler(async () => void taken.push('taken'))
    const outcome = await print('0001')
    expect(outcome).toMatchObject({
      kind: 'accepted',
      value: { confirmation: 'hand-off' },
      evidence: { end: 'handedOff' },
    })
    expect(taken).toEqual([RESET, BODY, 'taken'])
  })

  it('that does not take it has not printed it', async () => {
    spooler(() => Promise.reject(new DriverError('link.refused', 'no such queue')))
    expect(await print('0001')).toMatchObject({ kind: 'refused', evidence: { end: 'failed' } })
  })
})

describe('a link that cannot be opened', () => {
  it.each([
    ['link.forbidden', 'printer.forbidden'],
    ['link.inUse', 'printer.inUse'],
    ['link.unreachable', 'printer.unreachable'],
  ])('%s is %s', async (code, failure) => {
    const opener = { address: 'usb:1:2', open: () => Promise.reject(new DriverError(code, 'because')) }
    printer = new EscPosPrinter({ opener, clock })
    expect(await print('0001')).toMatchObject({ kind: 'unavailable', failure, detail: 'because' })
  })
})

describe('a job that was only handed over', () => {
  const PARTING_CUT = `${RESET}1b321b61001b74001c2e1b52001d564200`
  const cuts = () => device.received.filter((written) => written === PARTING_CUT).length

  beforeEach(async () => {
    Object.assign(device.script, { processId: 'never', fence: false })
    await Promise.all([printer.describe(signal), clock.advance(15_000)])
  })

  const again = async () => {
    const printing = print('0002')
    await clock.advance(15_000)
    return printing
  }

  it('is cut off from the next when the link went right after it', async () => {
    expect(await print('0001')).toMatchObject({ kind: 'accepted', value: { confirmation: 'transport' } })
    device.hangUp()
    await clock.advance(0)
    expect(await again()).toMatchObject({ kind: 'accepted' })
    // Its silence to the probe made it clear its buffer once more, and the first cut may have been in it.
    expect(cuts()).toBe(2)
  })

  it('is taken to be out when the link goes long after it, as idle links do', async () => {
    await print('0001')
    await clock.advance(90_000)
    device.hangUp()
    await clock.advance(0)
    expect(await again()).toMatchObject({ kind: 'accepted' })
    expect(cuts()).toBe(0)
  })

  it('to a printer that cannot be asked is cut off blindly', async () => {
    const profile = { ...DEFAULT_PROFILE, answersStatus: false }
    printer = new EscPosPrinter({ opener: device.opener, clock, profile })
    await print('0001')
    device.hangUp()
    await clock.advance(0)
    await print('0002')
    expect(cuts()).toBe(1)
  })
})

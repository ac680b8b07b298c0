/**
 * Printers that do the worst a link allows: take nothing, answer nothing, answer everything, talk without end, hang up at
 * every turn. Whatever is asked of the driver comes to an end, because none of them says what it waits for.
 */
import { describe, expect, it } from 'vitest'
import { VirtualClock } from '../../drivers/clocks/virtual-clock.js'
import type { ByteLink } from '../../drivers/links/byte-link.js'
import { EscPosPrinter } from '../../drivers/printers/escpos-printer.js'
import { DriverError } from '../../src/ports/device.js'
import { sheetOf } from './sheets.js'

/** Longer than all limits of one job in a row. */
const PATIENCE_MS = 600_000
const never = new AbortController().signal

/** What the far end does with what it is sent. */
interface FarEnd {
  readonly opens?: 'never' | 'refused'
  /** The how-manieth write it takes no more. */
  readonly takesUntil?: number
  readonly answer?: (bytes: Buffer, say: (...bytes: readonly number[]) => void, hangUp: () => void) => void
  /** Says this, asked or not, every 100 ms. */
  readonly chatter?: readonly number[]
  readonly closes?: 'never'
}

const STATUS = (bytes: Buffer, say: (...bytes: readonly number[]) => void) => {
  for (let at = 0; at + 2 < bytes.length; at++) if (bytes[at] === 0x10 && bytes[at + 1] === 0x04) say(0x12)
  if (bytes.includes(Buffer.from([0x1d, 0x61, 0xff]))) say(0x10, 0, 0, 0)
}
/** It answers everything but the ID of a job, and of that what the probe asks for. */
const PROMISING: FarEnd['answer'] = (bytes, say) => {
  STATUS(bytes, say)
  if (bytes.includes(Buffer.from('1d284806003030', 'hex')) && bytes.subarray(-4).equals(Buffer.from('    '))) {
    say(0x37, 0x22, 0x20, 0x20, 0x20, 0x20, 0x00)
  }
}

const FAR_ENDS: Readonly<Record<string, FarEnd>> = {
  'opens never': { opens: 'never' },
  refuses: { opens: 'refused' },
  'answers nothing': {},
  'takes nothing': { takesUntil: 0 },
  'answers its status and nothing more': { answer: STATUS },
  'answers its status, and takes nothing after a while': { answer: STATUS, takesUntil: 9 },
  'promises to confirm and never does': { answer: PROMISING },
  'promises to confirm and stops reading': { answer: PROMISING, takesUntil: 8 },
  'says XOFF at once and for ever': { chatter: [0x13] },
  'says XOFF after every answer': {
    answer: (bytes, say) => {
      STATUS(bytes, say)
      say(0x13)
    },
  },
  'says XON for ever': { answer: STATUS, chatter: [0x11] },
  'says that it is fine for ever': { answer: PROMISING, chatter: [0x10, 0, 0, 0] },
  'says nonsense for ever': { answer: PROMISING, chatter: [0xff, 0x5f, 0x41] },
  'never ends a block': { answer: PROMISING, chatter: [0x37, 0x22, 0x41] },
  'hangs up at every question': { answer: (_bytes, _say, hangUp) => hangUp() },
  'hangs up at the first byte of a job': {
    answer: (bytes, say, hangUp) =>
      bytes.subarray(0, 2).toString('hex') === '1b40' ? hangUp() : PROMISING(bytes, say, hangUp),
  },
  'is never let go of': { answer: PROMISING, closes: 'never' },
}

class WorstLink implements ByteLink {
  readonly address = 'memory:worst'
  #writes = 0
  #listener: (bytes: Uint8Array) => void = () => undefined
  #closeListener: (cause: 'closedHere' | 'closedThere') => void = () => undefined
  #open = true
  #stopChatter: () => void = () => undefined

  constructor(
    private readonly farEnd: FarEnd,
    private readonly clock: VirtualClock,
  ) {
    this.#chatter()
  }

  write(bytes: Uint8Array, signal: AbortSignal): Promise<void> {
    const { takesUntil = Number.POSITIVE_INFINITY, answer } = this.farEnd
    if (!this.#open) return Promise.reject(new DriverError('link.closed', 'it is closed'))
    if (this.#writes++ >= takesUntil) {
      return new Promise((_resolve, reject) => {
        const stalled = () => reject(new DriverError('link.stalled', 'it takes nothing'))
        if (signal.aborted) stalled()
        signal.addEventListener('abort', stalled)
      })
    }
    const copy = Buffer.from(bytes)
    queueMicrotask(() =>
      answer?.(
        copy,
        (...reply) => this.#say(reply),
        () => this.#end('closedThere'),
      ),
    )
    return Promise.resolve()
  }

  onData(listener: (bytes: Uint8Array) => void): void {
    this.#listener = listener
  }

  onClose(listener: (cause: 'closedHere' | 'closedThere') => void): void {
    this.#closeListener = listener
  }

  close(): Promise<void> {
    this.#end('closedHere')
    return this.farEnd.closes === 'never' ? new Promise(() => undefined) : Promise.resolve()
  }

  #say(bytes: readonly number[]): void {
    if (this.#open) this.#listener(Uint8Array.from(bytes))
  }

  #chatter(): void {
    const { chatter } = this.farEnd
    if (!chatter) return
    this.#stopChatter = this.clock.schedule(100, () => {
      this.#say(chatter)
      if (this.#open) this.#chatter()
    })
  }

  #end(cause: 'closedHere' | 'closedThere'): void {
    if (!this.#open) return
    this.#open = false
    this.#stopChatter()
    this.#closeListener(cause)
  }
}

function driverOf(farEnd: FarEnd, clock: VirtualClock): EscPosPrinter {
  const open = (signal: AbortSignal): Promise<ByteLink> => {
    const unreachable = () => new DriverError('link.unreachable', 'nobody is there')
    if (farEnd.opens === 'refused') return Promise.reject(unreachable())
    if (farEnd.opens === undefined) return Promise.resolve(new WorstLink(farEnd, clock))
    return new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(unreachable())))
  }
  return new EscPosPrinter({ opener: { address: 'memory:worst', open }, clock })
}

const JOB = {
  jobId: '0001',
  language: 'en',
  lines: sheetOf({ sale: 1, copy: 0, attempt: 1 }, 'long', 'en').lines,
} as const

const ASKED: Readonly<Record<string, (printer: EscPosPrinter) => Promise<unknown>>> = {
  'a print': (printer) => printer.print(JOB, () => undefined, never),
  'a print behind another': (printer) =>
    Promise.all([printer.print(JOB, () => undefined, never), printer.print(JOB, () => undefined, never)]),
  'a print that expires': (printer) => printer.print({ ...JOB, expiresAt: 5_000 }, () => undefined, never),
  'a description': (printer) => printer.describe(never),
  'its status': (printer) => printer.status(never),
  'a drawer pulse': (printer) => printer.openDrawer(never),
  'a print after what an earlier one left': (printer) => {
    printer.discardEarlier()
    return printer.print(JOB, () => undefined, never)
  },
}

describe.each(Object.entries(FAR_ENDS))('a printer that %s', (name, farEnd) => {
  it.each(Object.entries(ASKED))('lets %s come to an end', async (_title, ask) => {
    const clock = new VirtualClock(0)
    const printer = driverOf(farEnd, clock)
    let outcome: unknown = 'endless'
    const asked = ask(printer).then((value) => {
      outcome = value
    })
    await clock.advance(PATIENCE_MS)
    expect(outcome, `${name}: still waiting after ten minutes`).not.toBe('endless')
    await asked
  })

  it('can be closed in the middle of a job', async () => {
    const clock = new VirtualClock(0)
    const printer = driverOf(farEnd, clock)
    let outcome: unknown = 'endless'
    const printing = printer
      .print(JOB, () => undefined, never)
      .then((value) => {
        outcome = value
      })
    await clock.advance(500)
    let closed = false
    const closing = printer.close().then(() => {
      closed = true
    })
    await clock.advance(PATIENCE_MS)
    expect(outcome).not.toBe('endless')
    expect(closed).toBe(true)
    await Promise.all([printing, closing])
  })
})

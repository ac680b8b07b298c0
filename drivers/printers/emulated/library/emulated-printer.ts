/**
 * The emulated printer as a test suite wants it: the same machine, on the computer's own clock, printing as fast as bytes
 * come, with waits that end. Everything the machine can do and can have done to it is inherited.
 */
import type { Clock } from '../../../../src/ports/clock.js'
import { DriverError } from '../../../../src/ports/device.js'
import { systemClock } from '../../../clocks/system-clock.js'
import { limit } from '../../../waiting.js'
import { EmulatedPrinter as Machine } from '../emulated-printer.js'
import { parseTimedFault, playFaultSchedule, type TimedFault } from '../faults/fault-schedule.js'
import { type FaultName, faultProblemText, faultText } from '../faults/faults.js'
import { printerModel } from '../models/printer-model.js'
import type { DoubleByteCharset, PrinterProfile } from '../models/profiles.js'
import type { Receipt } from '../paper/receipt.js'

/** `cover-open`, `paper-out after 120 dots`, and with a time before it `after 2 receipts: cutter-jam`. */
export type FaultText = FaultName | `${FaultName} ${string}` | `${'at' | 'after'} ${string}: ${string}`

export interface PrinterOptions {
  /** By name, as `printerModelNames()` lists them; `emu-80` when left out. Or a profile of one's own. */
  readonly model?: string | PrinterProfile
  /** For models sold with one double-byte font or another. */
  readonly charset?: DoubleByteCharset
  /** `instant` (the default) prints within the call that brings the bytes; `real` takes the time the model takes. */
  readonly speed?: 'instant' | 'real'
  readonly clock?: Clock
  /** How many receipts it remembers; all of them when left out. */
  readonly keptReceipts?: number
}

export interface WaitOptions {
  /** 5000 when left out. */
  readonly timeoutMs?: number
}

const WAIT_MS = 5000

export class EmulatedPrinter extends Machine {
  readonly #clock: Clock
  #takenReceipts = 0
  readonly #schedules: (() => void)[] = []

  /** @throws DriverError `printer.unknownModel`. */
  constructor(options: PrinterOptions = {}) {
    const { model = 'emu-80', charset, speed = 'instant', clock = systemClock, keptReceipts } = options
    super({
      clock,
      profile: profileOf({ model, speed, ...(charset !== undefined && { charset }) }),
      ...(keptReceipts !== undefined && { keptReceipts }),
    })
    this.#clock = clock
  }

  /**
   * Does to it what the words say, now or when they say: `printer.fault('after 2 receipts: cutter-jam')`.
   * @returns the fault as it was understood.
   * @throws DriverError `fault.malformed`, which says what was expected.
   */
  fault(text: FaultText): string {
    const timed = timedFault(text)
    this.#schedules.push(playFaultSchedule(this, this.#clock, [timed]))
    return faultText(timed.fault)
  }

  /** Takes back faults that have not happened yet. */
  forgetFaults(): void {
    for (const stop of this.#schedules.splice(0)) stop()
  }

  /**
   * The receipts one after another, each once: at once if it has been cut already, so nothing is missed between a print
   * and the asking. Rejects with DriverError `printer.waitedTooLong`, which tells what the printer was up to.
   */
  override async nextReceipt(options: WaitOptions = {}): Promise<Receipt> {
    const number = ++this.#takenReceipts
    try {
      await this.until(() => this.receiptsCut >= number, { ...options, what: 'a receipt' })
    } catch (error) {
      this.#takenReceipts--
      throw error
    }
    const receipt = this.receipts().find((one) => one.number === number)
    if (!receipt)
      throw new DriverError('printer.receiptForgotten', `receipt ${number} was cut and is forgotten (keptReceipts)`)
    return receipt
  }

  /** Resolves once the paper says so, cut off or not. Rejects as `nextReceipt` does. */
  async untilPrinted(text: string | RegExp, options: WaitOptions = {}): Promise<void> {
    const shows = (printed: string) => (typeof text === 'string' ? printed.includes(text) : text.test(printed))
    const printed = () => [...this.receipts(), this.unfinishedPaper()].some((piece) => shows(piece.text))
    await this.until(printed, {
      ...options,
      what: `${typeof text === 'string' ? JSON.stringify(text) : text} on paper`,
    })
  }

  /** Resolves once the condition holds, which is looked at after every change. Rejects as `nextReceipt` does. */
  async until(
    condition: (printer: this) => boolean,
    options: WaitOptions & { readonly what?: string } = {},
  ): Promise<void> {
    if (condition(this)) return
    const { timeoutMs = WAIT_MS, what = 'what was waited for' } = options
    const waiting = limit(this.#clock, timeoutMs)
    let stop: () => void = () => undefined
    try {
      await new Promise<void>((resolve, reject) => {
        stop = this.onChange(() => condition(this) && resolve())
        waiting.signal.addEventListener('abort', () => reject(this.#waitedTooLong(what, timeoutMs)))
      })
    } finally {
      stop()
      waiting.clear()
    }
  }

  #waitedTooLong(what: string, timeoutMs: number): DriverError {
    const { faults, bytesReceived, receipts, connections } = this.snapshot()
    const hanging = this.unfinishedPaper().text
    return new DriverError(
      'printer.waitedTooLong',
      [
        `${timeoutMs} ms went by without ${what}`,
        `received: ${bytesReceived} bytes, ${connections.length} connected; receipts: ${receipts}`,
        `the matter with it: ${faults.join(', ') || 'nothing'}`,
        hanging === '' ? 'nothing hangs out of it uncut' : `uncut paper:\n${hanging}`,
      ].join('\n'),
    )
  }
}

/** @throws DriverError `fault.malformed`. */
export function timedFault(text: string): TimedFault {
  const read = parseTimedFault(text)
  if (!read.ok) throw new DriverError('fault.malformed', faultProblemText(read.problem))
  return read.value
}

/** @throws DriverError `printer.unknownModel`. */
function profileOf({
  model = 'emu-80',
  charset,
  speed,
}: Pick<PrinterOptions, 'model' | 'charset' | 'speed'>): PrinterProfile {
  const found = typeof model === 'string' ? printerModel(model) : model
  return {
    ...found,
    ...(charset !== undefined && { doubleByte: { ...found.doubleByte, charset } }),
    ...(speed === 'instant' && { speed: 'instant' as const }),
  }
}

/**
 * A stage on a real link: the rows of the contract suite, with sockets, pseudo-terminals and device files in between. Real
 * time passes, so waits are short and end with what they wait for; what is judged does not depend on how long they were.
 */
import { systemClock } from '../../drivers/clocks/system-clock.js'
import type { EmulatedPrinter } from '../../drivers/printers/emulated/emulated-printer.js'
import type { Wire } from '../../drivers/printers/emulated/machine/connection.js'
import { sleep } from '../../drivers/waiting.js'
import type { Clock } from '../../src/ports/clock.js'
import type { ReceiptPrinter } from '../../src/ports/receipt-printer.js'
import type { Bench, PrinterRow } from '../contract/printer-rows.js'
import type { Casting, Stage } from './stage.js'

const PERSON_MS = 60
const ENDLESS_MS = 25_000
/** Nothing has come out of a cable for so long: nothing will. */
const QUIET_MS = 40
const MOST_QUIET_CHECKS = 50
const passing = (durationMs: number): Promise<void> => sleep(systemClock, durationMs, new AbortController().signal)

export class BenchStage implements Stage {
  readonly clock: Clock = systemClock
  readonly personMs = PERSON_MS
  readonly endlessMs = ENDLESS_MS
  readonly stood: readonly EmulatedPrinter[]
  readonly emulated: EmulatedPrinter
  readonly printer: ReceiptPrinter
  readonly #bench: Bench
  #wire: Wire | undefined
  #dropped = false
  #printing = false

  /** @returns once the row's far end is listened in on. */
  static async open(row: PrinterRow, { model, known }: Casting): Promise<BenchStage> {
    const stage = new BenchStage(await row.open({ ...model, speed: 'instant' }, known))
    const { emulated } = stage
    const attachedBefore = emulated.snapshot().connections.length > 0
    const attach = emulated.attach.bind(emulated)
    emulated.attach = (wire) => attach(stage.#tapped(wire))
    if (attachedBefore) await stage.#reconnect()
    return stage
  }

  private constructor(bench: Bench) {
    this.#bench = bench
    this.printer = bench.printer
    this.emulated = bench.emulated
    this.stood = [bench.emulated]
  }

  interfere(bytes: Uint8Array): void {
    this.#wire?.send(bytes)
  }

  async resetLink(): Promise<void> {
    if (this.#printing) this.emulated.cutLinkAfter(1)
    else await this.#bench.loseIdleLink()
  }

  async restore(): Promise<void> {
    this.emulated.heal()
    if (this.#dropped || !this.emulated.reachable) await this.#reconnect()
  }

  pass(durationMs: number): Promise<void> {
    return passing(durationMs)
  }

  async await<T>(promise: Promise<T>, excused: () => boolean): Promise<T | 'endless'> {
    this.#printing = true
    const over = new AbortController()
    const tooLong = async () => {
      await sleep(systemClock, ENDLESS_MS, over.signal)
      // People come within a moment here, so nothing is excused for long.
      if (excused()) await sleep(systemClock, ENDLESS_MS, over.signal)
      return 'endless' as const
    }
    try {
      return await Promise.race([promise, tooLong()])
    } finally {
      over.abort()
      this.#printing = false
    }
  }

  /** Until nothing moves any more, neither in the cable nor in the printer. */
  async settle(): Promise<void> {
    let before = this.#traces()
    for (let checks = 0; checks < MOST_QUIET_CHECKS; checks++) {
      await passing(QUIET_MS)
      const now = this.#traces()
      if (now === before) return
      before = now
    }
  }

  async close(): Promise<void> {
    await this.#bench.close()
  }

  #traces(): string {
    const { bytesReceived, rowsFed, receipts } = this.emulated.snapshot()
    return `${bytesReceived} ${rowsFed} ${receipts}`
  }

  #tapped(wire: Wire): Wire {
    const tapped: Wire = {
      ...wire,
      drop: () => {
        this.#dropped = true
        wire.drop()
      },
    }
    this.#wire = tapped
    return tapped
  }

  async #reconnect(): Promise<void> {
    await this.#bench.disconnect()
    this.emulated.heal()
    await this.#bench.reconnect()
    this.#dropped = false
  }
}

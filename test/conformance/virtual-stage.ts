/**
 * A stage on virtual time: models print at their own speed, people take their minutes, and all of it passes in
 * milliseconds, the same way every time.
 */
import { VirtualClock } from '../../drivers/clocks/virtual-clock.js'
import { EmulatedPrinter } from '../../drivers/printers/emulated/emulated-printer.js'
import type { PrinterProfile } from '../../drivers/printers/emulated/models/profiles.js'
import { EscPosPrinter } from '../../drivers/printers/escpos-printer.js'
import type { Casting, Stage } from './stage.js'
import { type CableKind, VirtualCable } from './virtual-cable.js'

const NOON = Date.parse('2026-03-02T12:00:00+09:00')
const PERSON_MS = 45_000
const ENDLESS_MS = 600_000
/** Nothing here is excused for so long: people come. */
const MOST_MS = 7_200_000
/** Longer than a host that falls silent keeps its turn at a printer, and than any receipt here takes to print. */
const QUIET_MS = 30_000

export class VirtualStage implements Stage {
  readonly clock = new VirtualClock(NOON)
  readonly personMs = PERSON_MS
  readonly endlessMs = ENDLESS_MS
  readonly printer: EscPosPrinter
  readonly stood: EmulatedPrinter[]
  readonly #cable: VirtualCable

  constructor({ model, known }: Pick<Casting, 'model' | 'known'>, cable: CableKind) {
    const emulated = new EmulatedPrinter({ clock: this.clock, profile: model })
    this.stood = [emulated]
    this.#cable = new VirtualCable(emulated, cable)
    this.printer = new EscPosPrinter({ opener: this.#cable, clock: this.clock, ...(known && { profile: known }) })
  }

  get emulated(): EmulatedPrinter {
    const last = this.stood.at(-1)
    if (!last) throw new RangeError('nothing stands here')
    return last
  }

  interfere(bytes: Uint8Array): void {
    this.#cable.say(bytes)
  }

  async resetLink(): Promise<void> {
    this.#cable.hangUp()
  }

  async replace(profile: PrinterProfile): Promise<void> {
    const other = new EmulatedPrinter({ clock: this.clock, profile })
    this.stood.push(other)
    this.#cable.moveTo(other)
  }

  async restore(): Promise<void> {
    this.emulated.heal()
  }

  pass(durationMs: number): Promise<void> {
    return this.clock.advance(durationMs)
  }

  async await<T>(promise: Promise<T>, excused: () => boolean): Promise<T | 'endless'> {
    let ended = false
    const end = () => {
      ended = true
    }
    promise.then(end, end)
    await this.clock.advance(0)
    let inexcusableMs = 0
    for (const until = this.clock.now() + MOST_MS; !ended && this.clock.now() < until; ) {
      const dueAt = this.clock.nextDueAt()
      if (dueAt === undefined || inexcusableMs > this.endlessMs) return 'endless'
      const stepMs = Math.max(0, dueAt - this.clock.now())
      await this.clock.advance(stepMs)
      inexcusableMs = excused() ? 0 : inexcusableMs + stepMs
    }
    return ended ? promise : 'endless'
  }

  async settle(): Promise<void> {
    await this.clock.advance(QUIET_MS)
  }

  async close(): Promise<void> {
    const closing = this.printer.close()
    await this.clock.advance(QUIET_MS)
    await closing
  }
}

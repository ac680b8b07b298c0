/**
 * How much paper is left on the roll, reckoned from what has been fed: the printer tells its state and what it fed, not
 * what is on the roll.
 */
import type { EmulatedPrinter } from '../../../drivers/printers/emulated/emulated-printer.js'

export class Roll {
  #rowsLeft: number
  #rowsFed = 0
  #paper = 'present'

  constructor(private readonly printer: EmulatedPrinter) {
    this.#rowsLeft = printer.profile.rollRows
  }

  /** Looks at the printer. @returns dot rows until the roll ends. */
  look(): number {
    const { rowsFed, conditions } = this.printer.snapshot()
    const { rollRows, nearEndRows } = this.printer.profile
    const { paper } = conditions
    this.#rowsLeft -= rowsFed - this.#rowsFed
    if (paper === 'present' && this.#paper !== 'present') this.#rowsLeft = rollRows
    if (paper === 'nearEnd' && this.#paper === 'present') this.#rowsLeft = Math.min(this.#rowsLeft, nearEndRows)
    if (paper === 'out') this.#rowsLeft = 0
    this.#rowsLeft = Math.max(0, this.printer.troubles.rowsUntilEnd ?? this.#rowsLeft)
    this.#rowsFed = rowsFed
    this.#paper = paper
    return this.#rowsLeft
  }
}

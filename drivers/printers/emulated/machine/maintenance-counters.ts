/**
 * How much the mechanism has worked (GS g): each count is kept twice, once since somebody reset it and once since the
 * printer was made. A service engineer asks for them, and a host may tell by them that something was printed.
 */

/** How many of what is counted make one of what is told: 30 dots fed are a line, and time is told in hours. */
const UNITS = { lines: 30, strokes: 1, cuts: 1, hours: 3_600_000 } as const

type Counter = keyof typeof UNITS

/** The numbers GS g knows the counters by. Adding 128 gives the one that is never reset. */
const NUMBERS: Readonly<Record<number, Counter>> = { 20: 'lines', 21: 'strokes', 50: 'cuts', 70: 'hours' }
const LIFETIME_OFFSET = 128

const nothing = (): Record<Counter, number> => ({ lines: 0, strokes: 0, cuts: 0, hours: 0 })

export class MaintenanceCounters {
  readonly #sinceReset = nothing()
  readonly #lifetime = nothing()

  /** Paper moved by `rows`, with the head working or not. */
  moved(rows: number, printing: boolean): void {
    this.#add('lines', rows)
    if (printing) this.#add('strokes', rows)
  }

  cut(): void {
    this.#add('cuts', 1)
  }

  poweredFor(ms: number): void {
    this.#add('hours', ms)
  }

  /** GS g 2: whole lines, strokes, cuts or hours; undefined where there is no such counter. */
  read(number: number): number | undefined {
    const resettable = NUMBERS[number]
    if (resettable) return Math.floor(this.#sinceReset[resettable] / UNITS[resettable])
    const lasting = NUMBERS[number - LIFETIME_OFFSET]
    return lasting && Math.floor(this.#lifetime[lasting] / UNITS[lasting])
  }

  /** GS g 0. @returns false where there is no such counter, or it is not of the kind that is reset. */
  reset(number: number): boolean {
    const counter = NUMBERS[number]
    if (counter) this.#sinceReset[counter] = 0
    return counter !== undefined
  }

  #add(counter: Counter, amount: number): void {
    this.#sinceReset[counter] += amount
    this.#lifetime[counter] += amount
  }
}

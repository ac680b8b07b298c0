/**
 * A clock that moves only when told to: a day of retries passes in a millisecond, in the same order every time.
 */
import type { Clock } from '../../src/ports/clock.js'

interface Timer {
  readonly dueAt: number
  readonly order: number
  readonly callback: () => void
}

export class VirtualClock implements Clock {
  #now: number
  #order = 0
  readonly #timers = new Set<Timer>()

  /**
   * @param startAt epoch milliseconds.
   * @param settled resolves when nothing moves any more by itself; awaited before each timer and at the end.
   */
  constructor(
    startAt: number,
    private readonly settled: () => Promise<void> = letRun,
  ) {
    this.#now = startAt
  }

  now(): number {
    return this.#now
  }

  schedule(delayMs: number, callback: () => void): () => void {
    const timer: Timer = { dueAt: this.#now + Math.max(0, delayMs), order: this.#order++, callback }
    this.#timers.add(timer)
    return () => this.#timers.delete(timer)
  }

  /** When the next timer is due, or undefined when none is set. */
  nextDueAt(): number | undefined {
    return this.#next()?.dueAt
  }

  /**
   * Moves time on, calling every timer that falls due on the way, in order of due time and then of setting. Between
   * timers it lets everything settle, so what a timer started is seen by the next one.
   */
  async advance(durationMs: number): Promise<void> {
    const until = this.#now + durationMs
    await this.settled()
    for (let next = this.#next(); next && next.dueAt <= until; next = this.#next()) {
      this.#timers.delete(next)
      this.#now = Math.max(this.#now, next.dueAt)
      next.callback()
      await this.settled()
    }
    this.#now = Math.max(this.#now, until)
  }

  #next(): Timer | undefined {
    let first: Timer | undefined
    for (const timer of this.#timers) {
      if (!first || timer.dueAt < first.dueAt || (timer.dueAt === first.dueAt && timer.order < first.order)) {
        first = timer
      }
    }
    return first
  }
}

/** Lets everything already runnable run, including what it makes runnable. */
function letRun(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve))
}

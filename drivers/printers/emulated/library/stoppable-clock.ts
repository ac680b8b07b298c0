/**
 * A clock whose timers can be taken back all at once: a printer that is put away must leave no timer behind, or the process
 * that used it would not end.
 */
import type { Clock } from '../../../../src/ports/clock.js'

export class StoppableClock implements Clock {
  readonly #pending = new Set<() => void>()
  #stopped = false

  constructor(private readonly clock: Clock) {}

  now(): number {
    return this.clock.now()
  }

  schedule(delayMs: number, callback: () => void): () => void {
    if (this.#stopped) return () => undefined
    const takeBack = this.clock.schedule(delayMs, () => {
      this.#pending.delete(takeBack)
      callback()
    })
    this.#pending.add(takeBack)
    return () => {
      this.#pending.delete(takeBack)
      takeBack()
    }
  }

  /** Takes back what has not happened; from now on nothing is scheduled any more. */
  stop(): void {
    this.#stopped = true
    for (const takeBack of this.#pending) takeBack()
    this.#pending.clear()
  }
}

/** Waiting with a limit, on the house's clock: every wait in a driver goes through here and can be aborted. */
import type { Clock } from '../src/ports/clock.js'

export interface Limit {
  readonly signal: AbortSignal
  /** True once the time ran out (as opposed to the parent having been aborted). */
  readonly expired: () => boolean
  /** Takes the timer back. Call it when the wait is over, whatever its end. */
  readonly clear: () => void
}

/** A signal that aborts after `limitMs`, or when one of `parents` does. */
export function limit(clock: Clock, limitMs: number, ...parents: AbortSignal[]): Limit {
  const controller = new AbortController()
  let expired = false
  const cancelTimer = clock.schedule(limitMs, () => {
    expired = true
    controller.abort()
  })
  return {
    signal: AbortSignal.any([controller.signal, ...parents]),
    expired: () => expired,
    clear: cancelTimer,
  }
}

/** Resolves after `delayMs`, or as soon as the signal aborts. */
export function sleep(clock: Clock, delayMs: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve()
    const finish = () => {
      cancelTimer()
      signal.removeEventListener('abort', finish)
      resolve()
    }
    const cancelTimer = clock.schedule(delayMs, finish)
    signal.addEventListener('abort', finish)
  })
}

/** The two waits that links have in common: for what may be given up, and for what must not keep a link from closing. */
import type { Clock } from '../../src/ports/clock.js'

/** @returns whether it settled before the signal aborted. It never rejects: what became of it is the caller's to ask. */
export function settledOrAborted(promise: Promise<unknown>, signal: AbortSignal): Promise<boolean> {
  return new Promise((resolve) => {
    const finish = (settled: boolean) => {
      signal.removeEventListener('abort', abort)
      resolve(settled)
    }
    const abort = () => finish(false)
    if (signal.aborted) return resolve(false)
    signal.addEventListener('abort', abort)
    promise.then(
      () => finish(true),
      () => finish(true),
    )
  })
}

/** @returns whether it settled, well or not, within the limit. */
export function settledWithin(clock: Clock, limitMs: number, promise: Promise<unknown>): Promise<boolean> {
  return new Promise((resolve) => {
    const cancelLimit = clock.schedule(limitMs, () => resolve(false))
    const finish = () => {
      cancelLimit()
      resolve(true)
    }
    promise.then(finish, finish)
  })
}

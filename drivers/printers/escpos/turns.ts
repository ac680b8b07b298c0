/**
 * First come, first served. A printer does one thing at a time, and whoever gives up waiting must not disturb the rest of
 * the queue.
 */
import { Deferred } from './deferred.js'

export class Turns {
  #last: Promise<void> = Promise.resolve()

  /** @returns how to end the turn, or undefined when the signal aborted before it came. */
  async take(signal: AbortSignal): Promise<(() => void) | undefined> {
    const before = this.#last
    const mine = new Deferred<void>()
    // Whether or not this one is still waiting, the next comes after both.
    this.#last = before.then(() => mine.promise)
    const came = await settledOrAborted(before, signal)
    if (came) return () => mine.resolve()
    mine.resolve()
    return undefined
  }
}

/** True once the promise resolved; false when the signal aborted first. */
export function settledOrAborted(promise: Promise<unknown>, signal: AbortSignal): Promise<boolean> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve(false)
    const abort = () => resolve(false)
    signal.addEventListener('abort', abort)
    promise.then(() => {
      signal.removeEventListener('abort', abort)
      resolve(true)
    })
  })
}

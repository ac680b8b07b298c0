/** The machine's own clock. The only place in the house that reads it or sets a timer. */
import type { Clock } from '../../src/ports/clock.js'

/** setTimeout takes at most 2^31 − 1 ms and fires at once beyond it, so longer waits are taken in legs. */
const LONGEST_TIMER_MS = 2 ** 31 - 1

export const systemClock: Clock = {
  now: () => Date.now(),
  schedule(delayMs, callback) {
    let timer: NodeJS.Timeout
    const wait = (remainingMs: number) => {
      const legMs = Math.min(remainingMs, LONGEST_TIMER_MS)
      timer = setTimeout(() => (remainingMs > legMs ? wait(remainingMs - legMs) : callback()), legMs)
    }
    wait(Math.max(0, delayMs))
    return () => clearTimeout(timer)
  },
}

/** Waiting at the command line: for something, but not for ever. */
import { systemClock } from '../../drivers/clocks/system-clock.js'
import { limit } from '../../drivers/waiting.js'

/** Resolves with `what`, or with undefined once the time is up; `what` goes on by itself then. */
export async function within<T>(limitMs: number, what: Promise<T>): Promise<T | undefined> {
  const waiting = limit(systemClock, limitMs)
  const outOfTime = new Promise<undefined>((resolve) => {
    waiting.signal.addEventListener('abort', () => resolve(undefined))
  })
  try {
    return await Promise.race([what, outOfTime])
  } finally {
    waiting.clear()
  }
}

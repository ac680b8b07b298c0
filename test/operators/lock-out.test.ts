/** Wrong tries and locks as plain numbers, under clocks that run, stand and jump. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { countedTry, lockedUntil, NO_TRIES, seenAt, TRIES, type TryCount } from '../../src/operators/lock-out.js'

const MINUTE = 60_000
const START = Date.UTC(2026, 10, 23)

function lockedAt(at: number, locks = 0): TryCount {
  let count: TryCount = { ...NO_TRIES, locks }
  for (let tries = 0; tries < TRIES; tries++) count = countedTry(count, at)
  return count
}

describe('a lock', () => {
  it('comes with the fifth wrong try and not before', () => {
    let count = NO_TRIES
    for (let tries = 1; tries < TRIES; tries++) {
      count = countedTry(count, START)
      expect([tries, lockedUntil(count, START)]).toEqual([tries, undefined])
    }
    expect(lockedUntil(countedTry(count, START), START)).toBe(START + 5 * MINUTE)
  })

  it('doubles each time, up to a day', () => {
    const minutes = Array.from({ length: 12 }, (_, locks) => (lockedAt(START, locks).lock?.forMs ?? 0) / MINUTE)
    expect(minutes).toEqual([5, 10, 20, 40, 80, 160, 320, 640, 1280, 1440, 1440, 1440])
  })

  it('is over when its time is, and not a millisecond before', () => {
    const count = lockedAt(START)
    expect(lockedUntil(seenAt(count, START + 5 * MINUTE - 1), START + 5 * MINUTE - 1)).toBe(START + 5 * MINUTE)
    expect(lockedUntil(seenAt(count, START + 5 * MINUTE), START + 5 * MINUTE)).toBeUndefined()
  })

  it('never opens early by a clock that is set back, and lasts at most twice its time from then on', () => {
    const jumps = fc.array(fc.integer({ min: -30 * 24 * 60, max: 4 }), { minLength: 1, maxLength: 6 })
    fc.assert(
      fc.property(jumps, fc.integer({ min: 0, max: 8 }), (minutes, locks) => {
        let count = lockedAt(START, locks)
        const forMs = count.lock?.forMs ?? 0
        let now = START
        let highest = START
        let lowest = START
        for (const jump of minutes) {
          now += jump * MINUTE
          count = seenAt(count, now)
          highest = Math.max(highest, now)
          lowest = Math.min(lowest, now)
          const until = lockedUntil(count, now)
          // The clock has nowhere stood where the lock is over by any reckoning of it.
          if (highest < START + forMs && now < lowest + forMs) expect(until).toBeGreaterThan(now)
          if (until !== undefined) expect(until - now).toBeLessThanOrEqual(Math.max(2 * forMs, START + forMs - lowest))
        }
        const patient = lowest + 2 * forMs
        expect(
          lockedUntil(seenAt(count, Math.max(patient, START + forMs)), Math.max(patient, START + forMs)),
        ).toBeUndefined()
      }),
    )
  })
})

/**
 * How many wrong PINs in a row there may be, and how long nobody is listened to after that. Pure, and made for a clock that
 * may jump: the machine's clock is set by networks, by empty batteries and by people.
 */

/** Wrong tries, the last of which locks. */
export const TRIES = 5
const FIRST_LOCK_MS = 5 * 60_000
const LONGEST_LOCK_MS = 24 * 60 * 60_000

/** Epoch and plain milliseconds. */
export interface Lock {
  readonly since: number
  readonly forMs: number
  /**
   * The lowest the clock has stood while locked, if that was before `since`. The clock was set back, then, and the time
   * counts anew from there – or a clock that was wrong by years when it locked would lock for years.
   */
  readonly resumedAt?: number
}

export interface TryCount {
  /** Since the last right PIN or lock. */
  readonly wrongTries: number
  /** Since the last right PIN; each doubles the next. */
  readonly locks: number
  readonly lock?: Lock
}

export const NO_TRIES: TryCount = { wrongTries: 0, locks: 0 }

/** With a try at `now` counted as wrong; a right PIN is told by going back to `NO_TRIES`. */
export function countedTry({ wrongTries, locks }: TryCount, now: number): TryCount {
  if (wrongTries + 1 < TRIES) return { wrongTries: wrongTries + 1, locks }
  // 2^9 times five minutes is more than a day, and 2^1000 would be no number any more.
  const forMs = Math.min(LONGEST_LOCK_MS, FIRST_LOCK_MS * 2 ** Math.min(locks, 9))
  return { wrongTries: 0, locks: locks + 1, lock: { since: now, forMs } }
}

/**
 * The same count as seen at `now`: to be kept when it is another object than before, for it notes that the clock went back.
 */
export function seenAt(count: TryCount, now: number): TryCount {
  const { lock } = count
  if (lock === undefined || now >= (lock.resumedAt ?? lock.since)) return count
  return { ...count, lock: { ...lock, resumedAt: now } }
}

/**
 * Epoch milliseconds until which a lock that was `seenAt(now)` holds; undefined when it does not hold at `now`.
 *
 * Set back, the clock never opens a lock early: what it had already waited is not credited, and when it is set right again
 * the lock's own time counts, not the leap. Nor does it lock for ever: from the first look after the leap it is `forMs`, and
 * at the very most twice that. Set forward it opens early, which no program can tell from a machine that was switched off;
 * whoever may set the machine's clock is beyond what a PIN keeps out.
 */
export function lockedUntil({ lock }: TryCount, now: number): number | undefined {
  if (lock === undefined) return undefined
  const { since, forMs, resumedAt } = lock
  const byOwnTime = since + forMs
  const until = now < since && resumedAt !== undefined && resumedAt + forMs <= since ? resumedAt + forMs : byOwnTime
  return now < until ? until : undefined
}

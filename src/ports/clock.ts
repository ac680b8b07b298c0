/**
 * Time as the terminal and its drivers see it. Nothing else in the house may look at a wall clock or set a timer, so a
 * replay can run a day in a second and always the same way.
 */
export interface Clock {
  /** Milliseconds since 1970-01-01T00:00Z. May jump in either direction when the machine's clock is set. */
  now(): number
  /** Calls back once, `delayMs` (≥ 0) from now. Returns a function that takes it back; taking back twice is harmless. */
  schedule(delayMs: number, callback: () => void): () => void
}

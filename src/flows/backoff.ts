/** Growing waits between tries. */

/** First wait, doubled on every further try, up to a cap. */
export interface Backoff {
  readonly firstMs: number
  readonly capMs: number
}

export function backoffMs(backoff: Backoff, attempt: number): number {
  return Math.min(backoff.capMs, backoff.firstMs * 2 ** Math.min(attempt, 30))
}

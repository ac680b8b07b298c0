/**
 * The three promises of a sale. They are kept apart because each fails, waits and recovers on its own.
 */
export type PromiseState = 'done' | 'owed' | 'unknown' | 'notNeeded'

export const PROMISE_NAMES = ['money', 'tax', 'paper'] as const
export type PromiseName = (typeof PROMISE_NAMES)[number]

export type SalePromises = Readonly<Record<PromiseName, PromiseState>>

/** True when nothing is owed to anybody: every promise is done or was never needed. */
export function allKept(promises: SalePromises): boolean {
  return PROMISE_NAMES.every((name) => promises[name] === 'done' || promises[name] === 'notNeeded')
}

/**
 * The three promises of a sale. They are kept apart because each fails, waits and recovers on its own.
 */
import type { FailureCode } from './failures.js'

export type PromiseState = 'done' | 'owed' | 'unknown' | 'notNeeded'

export const PROMISE_NAMES = ['money', 'tax', 'paper'] as const
export type PromiseName = (typeof PROMISE_NAMES)[number]

export type SalePromises = Readonly<Record<PromiseName, PromiseState>>

/** A promise not kept, and why. */
export interface OwedPromise {
  readonly promise: PromiseName
  readonly state: 'owed' | 'unknown'
  readonly why?: FailureCode
  /** The other side's own code behind `why`: a host's, a gateway's. */
  readonly hostCode?: string
}

/** Where a promise stands, with the last failure on its way if there was one. */
export interface PromiseStanding {
  readonly state: PromiseState
  readonly why?: FailureCode | undefined
  readonly failed?: { readonly failure?: FailureCode; readonly hostCode?: string } | undefined
}

/** What of a sale or an amendment is not kept. A code is told only where it is of the failure that stands as the reason. */
export function owedOf(standings: Readonly<Record<PromiseName, PromiseStanding>>): readonly OwedPromise[] {
  return PROMISE_NAMES.flatMap((promise) => {
    const { state, why, failed } = standings[promise]
    if (state !== 'owed' && state !== 'unknown') return []
    const hostCode = why !== undefined && failed?.failure === why ? failed.hostCode : undefined
    return [{ promise, state, ...(why && { why }), ...(hostCode !== undefined && { hostCode }) }]
  })
}

/** True when nothing is owed to anybody: every promise is done or was never needed. */
export function allKept(promises: SalePromises): boolean {
  return PROMISE_NAMES.every((name) => promises[name] === 'done' || promises[name] === 'notNeeded')
}

/**
 * Where one part of a flow stands with the promise it serves. Every state says so on entering; whether a customer may go
 * and whether anything is still owed is read from nothing else.
 */
import type { FailureCode } from '../domain/failures.js'
import type { PromiseState } from '../domain/promises.js'

export interface Standing {
  readonly promise: PromiseState
  /** The customer should stay at the counter for it. */
  readonly customerWaits: boolean
  /** Why it is not done, where a failure is the reason. */
  readonly why?: FailureCode
}

/** Of the action `stand`. */
export interface StandParams<Part extends string> extends Standing {
  readonly part: Part
}

export function standingOf({ promise, customerWaits, why }: StandParams<string>): Standing {
  return why === undefined ? { promise, customerWaits } : { promise, customerWaits, why }
}

/** Not begun, and somebody stands at the counter for it. */
export const WAITED_FOR: Standing = { promise: 'owed', customerWaits: true }
export const NOT_NEEDED: Standing = { promise: 'notNeeded', customerWaits: false }

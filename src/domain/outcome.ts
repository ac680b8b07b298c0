/**
 * What an attempt against the outside world came to. `unknown` is a result like the others: a reply was lost, so the
 * thing may have happened, and it is never rounded to success or failure.
 */
import type { FailureCode } from './failures.js'

export type UnknownReason =
  /** No reply within the limit. */
  | 'timeout'
  /** The link broke after the request had, or may have, left. */
  | 'disconnected'
  /** A reply came and could not be understood. */
  | 'unreadable-reply'
  /** It was stopped part-way and some of it is out, e.g. half a receipt. */
  | 'interrupted'
  /** The terminal itself died between asking and hearing. */
  | 'restarted'

export type Outcome<T> =
  | { readonly kind: 'accepted'; readonly value: T }
  /** It certainly did not happen. `hostCode` is the other side's own code, kept verbatim for the record. */
  | { readonly kind: 'refused'; readonly failure: FailureCode; readonly detail: string; readonly hostCode?: string }
  /** It may have happened. */
  | { readonly kind: 'unknown'; readonly reason: UnknownReason }
  /** It was certainly never sent. */
  | { readonly kind: 'unavailable'; readonly failure: FailureCode; readonly detail?: string }

export function accepted<T>(value: T): Outcome<T> {
  return { kind: 'accepted', value }
}

export function refused(failure: FailureCode, detail: string, hostCode?: string): Outcome<never> {
  return hostCode === undefined ? { kind: 'refused', failure, detail } : { kind: 'refused', failure, detail, hostCode }
}

export function unknown(reason: UnknownReason): Outcome<never> {
  return { kind: 'unknown', reason }
}

export function unavailable(failure: FailureCode, detail?: string): Outcome<never> {
  return detail === undefined ? { kind: 'unavailable', failure } : { kind: 'unavailable', failure, detail }
}

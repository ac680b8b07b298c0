/**
 * One row of the response code tables: what a host's code means to the terminal, to the cashier and to the customer.
 * The tables are data in rows of this shape, so that the driver's mapping and the words can never differ.
 */
import type { FailureCode } from '../failures.js'
import type { Language } from '../language.js'
import type { CustomerSentence } from './customer-words.js'

/**
 * declined – it certainly was not done. unsettled – an approval with a condition attached, or no answer yet: money may
 * have moved, and only an inquiry or a reversal will tell. partial – approved for less than was asked.
 */
export type HostVerdict = 'approved' | 'partial' | 'declined' | 'unsettled'

export interface HostCode {
  readonly code: string
  readonly verdict: HostVerdict
  /** Of everything but an approval. */
  readonly failure?: FailureCode
  /** Where the same code says something else about a void or a refund. */
  readonly takeBackFailure?: FailureCode
  /** One line for the cashier; may name what the customer must not be told aloud. */
  readonly means: Readonly<Record<Language, string>>
  readonly say: CustomerSentence
}

type Means = readonly [ko: string, zh: string, en: string]

/** A row of a code that declines. */
export function declined(
  code: string,
  failure: FailureCode,
  say: CustomerSentence,
  means: Means,
  takeBackFailure?: FailureCode,
): HostCode {
  const row = { code, verdict: 'declined', failure, means: spoken(means), say } as const
  return takeBackFailure === undefined ? row : { ...row, takeBackFailure }
}

/** A row of a code that leaves open whether money moved. */
export function unsettled(code: string, means: Means): HostCode {
  return { code, verdict: 'unsettled', failure: 'host.noAnswer', means: spoken(means), say: 'waiting' }
}

export function approved(code: string, means: Means): HostCode {
  return { code, verdict: 'approved', means: spoken(means), say: 'done' }
}

export function partial(code: string, means: Means): HostCode {
  return { code, verdict: 'partial', failure: 'host.partiallyApproved', means: spoken(means), say: 'partly' }
}

function spoken([ko, zh, en]: Means): Readonly<Record<Language, string>> {
  return { ko, zh, en }
}

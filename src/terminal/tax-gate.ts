/**
 * The tax authority as flows reach it: through a circuit breaker, so that a gateway that is down costs a sale milliseconds
 * instead of its time-out, and through the queue that everything put off waits in.
 */
import type { FailureCode } from '../domain/failures.js'
import { type Outcome, unavailable } from '../domain/outcome.js'
import type { TaxAuthority, TaxDocument } from '../ports/tax-authority.js'
import type { QueuedDocument, TaxQueue } from './tax-queue.js'

/** counter – a customer waits; queue – time has been given to it. */
export type AskedBy = 'counter' | 'queue'

/**
 * Refusals that are not about the document but about the till or its account: it certainly was not taken, and once the reason
 * is mended it will be, so it waits like one the gateway was down for.
 */
const NOT_ABOUT_THE_DOCUMENT: ReadonlySet<FailureCode> = new Set([
  'tax.clockWrong',
  'tax.credentialsRejected',
  'tax.addressNotAllowed',
  'tax.creditExhausted',
] satisfies FailureCode[])

export class TaxGate {
  readonly #authority: TaxAuthority
  readonly #queue: TaxQueue

  constructor(authority: TaxAuthority, queue: TaxQueue) {
    this.#authority = authority
    this.#queue = queue
  }

  turn(document: QueuedDocument, signal: AbortSignal): Promise<void> {
    return this.#queue.turn(document, signal)
  }

  /** One submission, by whatever call it takes. */
  async submit(
    documentNumber: string,
    by: AskedBy,
    call: (authority: TaxAuthority) => Promise<Outcome<TaxDocument>>,
  ): Promise<Outcome<TaxDocument>> {
    const closedFor = by === 'counter' ? this.#queue.closedFor() : undefined
    if (closedFor) return unavailable(closedFor, 'the gateway is known to be down')
    return this.#noting(documentNumber, call)
  }

  /** A question; it is asked whatever is known of the gateway, and what it says of it is noted. */
  async ask<T>(documentNumber: string, call: (authority: TaxAuthority) => Promise<Outcome<T>>): Promise<Outcome<T>> {
    return this.#noting(documentNumber, call)
  }

  async #noting<T>(
    documentNumber: string,
    call: (authority: TaxAuthority) => Promise<Outcome<T>>,
  ): Promise<Outcome<T>> {
    let outcome: Outcome<T> | undefined
    try {
      outcome = waitingInstead(await call(this.#authority))
      return outcome
    } finally {
      const failure = outcome ? failureOf(outcome) : 'tax.gatewayUnreachable'
      if (failure) this.#queue.failed(documentNumber, failure)
      else this.#queue.answered(documentNumber)
    }
  }
}

function waitingInstead<T>(outcome: Outcome<T>): Outcome<T> {
  if (outcome.kind !== 'refused' || !NOT_ABOUT_THE_DOCUMENT.has(outcome.failure)) return outcome
  return unavailable(outcome.failure, outcome.detail)
}

function failureOf(outcome: Outcome<unknown>): FailureCode | undefined {
  if (outcome.kind === 'unknown') return 'tax.gatewayUnreachable'
  return outcome.kind === 'unavailable' ? outcome.failure : undefined
}

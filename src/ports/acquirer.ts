/**
 * The acquirer (VAN, card host): authorises, can be asked what became of a message, and reverses. The driver never
 * retries: it reports one attempt's outcome, and the payment flow decides what follows.
 */
import type { Approval } from '../domain/approval.js'
import type { PresentedCard } from '../domain/card.js'
import type { FailureCode } from '../domain/failures.js'
import type { Money } from '../domain/money.js'
import type { Outcome } from '../domain/outcome.js'
import type { Device } from './device.js'

export type { Approval }

/** What identifies one message at the host. Journaled before it is sent; a repeat or an inquiry carries the same. */
export interface HostMessageKey {
  /** System trace audit number, six digits (ISO 8583 DE11). */
  readonly stan: string
  /** When it was first sent, epoch milliseconds (DE7, DE12, DE13 are written from it). */
  readonly sentAt: number
}

export interface AuthorisationRequest {
  readonly key: HostMessageKey
  readonly amount: Money
  readonly card: PresentedCard
  /** Months of instalment; 0 = paid at once (일시불). */
  readonly instalmentMonths: number
}

/** What the host says became of an earlier message. */
export type InquiryAnswer =
  | { readonly status: 'approved'; readonly approval: Approval }
  | { readonly status: 'declined'; readonly failure: FailureCode; readonly hostCode: string }
  | { readonly status: 'reversed' }
  /** The host has no record: it never arrived, or is still on its way. Not proof that it will not be processed. */
  | { readonly status: 'notFound' }

export type ReversalReason = 'noReply' | 'customerCancelled' | 'lateApproval'

export interface ReversalRequest {
  /** The message being reversed. */
  readonly original: HostMessageKey
  /** The reversal's own key; repeats carry the same. */
  readonly key: HostMessageKey
  readonly amount: Money
  readonly reason: ReversalReason
  /** 0 for the first try (MTI 0420), then counts up (0421). */
  readonly repeat: number
}

/** An approval (or decline) that arrived after its request had been given up as `unknown`. */
export interface LateReply {
  readonly key: HostMessageKey
  readonly outcome: Outcome<Approval>
}

export interface Acquirer extends Device {
  /**
   * Asks for an approval. refused – a `host.*` failure with the host's code; unavailable – `host.unreachable`, nothing
   * was sent; unknown – sent, or perhaps sent, without a readable answer. The driver has its own limit (30 s unless its
   * address says otherwise); aborting the signal ends the wait earlier, as unknown `interrupted` if anything was sent.
   */
  authorise(request: AuthorisationRequest, signal: AbortSignal): Promise<Outcome<Approval>>
  /** Asks what became of `original`. Changes nothing at the host, so it may be repeated freely. */
  inquire(original: HostMessageKey, amount: Money, signal: AbortSignal): Promise<Outcome<InquiryAnswer>>
  /**
   * Takes an authorisation back (망취소, 冲正). Accepted also when the host has already reversed the original, or
   * never saw it and it can no longer come: either way it will not be captured. refused `host.reversalRefused` – the host says it can no longer be reversed.
   */
  reverse(request: ReversalRequest, signal: AbortSignal): Promise<Outcome<Record<string, never>>>
  /** Echo test (0800/0810). */
  echo(signal: AbortSignal): Promise<Outcome<Record<string, never>>>
  /** Tells of replies to messages already given up. Returns a function that stops the telling. */
  onLateReply(listener: (late: LateReply) => void): () => void
}

/**
 * The acquirer (VAN, card host): authorises, can be asked what became of a message, and reverses. The driver never
 * retries: it reports one attempt's outcome, and the payment flow decides what follows.
 */
import type { Approval } from '../domain/approval.js'
import type { PresentedCard } from '../domain/card.js'
import type { FailureCode } from '../domain/failures.js'
import type { Currency, Money } from '../domain/money.js'
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

/** What the host says became of an earlier message: a purchase, a void or a refund, by its own key. */
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

/** An approved purchase, as a later message refers to it: no card is needed, and none is kept. */
export interface ApprovedPurchase {
  readonly key: HostMessageKey
  /** As approved, before anything was taken back. */
  readonly amount: Money
  /** Retrieval reference number (DE37). */
  readonly rrn: string
  /** Authorisation code (DE38). */
  readonly approvalCode: string
}

/**
 * Money taken back from an approved purchase. void – the whole of it, while its batch is open: it is never captured (당일취소,
 * 消费撤销). refund – all or part of it, afterwards: money goes back to the card (매입취소·부분취소, 退货).
 */
export interface TakeBackRequest {
  readonly manner: 'void' | 'refund'
  /** Its own key; repeats carry the same, and the host does it once. */
  readonly key: HostMessageKey
  readonly original: ApprovedPurchase
  /** Of a void: the original's. */
  readonly amount: Money
  /** 0 for the first try (MTI 0200), then counts up (0201). */
  readonly repeat: number
}

/** What a terminal counted since the last settlement, or the host did (DE74–DE89). Take-backs count refunds; voids and reversals cancel their purchase out. */
export interface BatchTotals {
  readonly currency: Currency
  readonly purchases: { readonly count: number; readonly amountMinor: number }
  readonly refunds: { readonly count: number; readonly amountMinor: number }
}

export interface SettlementRequest {
  /** The settlement's own key; repeats carry the same. */
  readonly key: HostMessageKey
  /** 1–999999 (批次号). */
  readonly batchNumber: number
  readonly totals: BatchTotals
  /** True once every transaction was uploaded: the host then closes the batch on what was uploaded. */
  readonly afterUpload: boolean
}

export type SettlementAnswer =
  /** The batch is closed at the host. */
  | { readonly balanced: true }
  /** The host counted otherwise: upload the batch and settle again. */
  | { readonly balanced: false; readonly hostTotals?: BatchTotals }

/** One transaction of a batch, as uploaded (0320) and as the settlement file lists it. */
export interface BatchRecord {
  readonly kind: 'purchase' | 'refund'
  readonly key: HostMessageKey
  readonly amount: Money
  readonly rrn: string
  readonly approvalCode: string
}

/** What the acquirer says it will pay the shop for a batch. Its records' keys are to the second (DE7): match by STAN and reference number. */
export interface SettlementFile {
  readonly batchNumber: number
  readonly closedAt: number
  readonly records: readonly BatchRecord[]
  readonly totals: BatchTotals
}

/** An approval (or decline) that arrived after its request had been given up as `unknown`. */
export interface LateReply {
  readonly key: HostMessageKey
  readonly outcome: Outcome<Approval>
}

export interface Acquirer extends Device {
  /**
   * Asks for an approval. refused – a `host.*` failure with the host's code; unavailable – `host.unreachable`, nothing
   * was sent, or `host.notSignedOn`, the host would not have the sign-on before it; unknown – sent, or perhaps sent,
   * without a readable answer. The driver has its own limit (30 s unless its address says otherwise); aborting the signal
   * ends the wait earlier, as unknown `interrupted` if anything was sent.
   */
  authorise(request: AuthorisationRequest, signal: AbortSignal): Promise<Outcome<Approval>>
  /** Asks what became of `original`. Changes nothing at the host, so it may be repeated freely. */
  inquire(original: HostMessageKey, amount: Money, signal: AbortSignal): Promise<Outcome<InquiryAnswer>>
  /**
   * Takes an authorisation back (망취소, 冲正). Accepted also when the host has already reversed the original, or
   * never saw it and it can no longer come: either way it will not be captured. refused `host.reversalRefused` – the host says it can no longer be reversed.
   */
  reverse(request: ReversalRequest, signal: AbortSignal): Promise<Outcome<Record<string, never>>>
  /**
   * Voids or refunds an approved purchase, by reference. refused – the host's word, with its code: `host.alreadySettled` (a
   * void came too late: refund instead), `host.overRefunded`, `host.originalMissing`, `host.alreadyTakenBack`, or any other
   * decline. unknown – ask with `inquire` under the take-back's own key, or repeat it.
   */
  takeBack(request: TakeBackRequest, signal: AbortSignal): Promise<Outcome<Approval>>
  /**
   * Compares totals and closes the batch (0500/0510). Repeating it with the same key is harmless: a batch closed already
   * answers as it did then.
   */
  settle(request: SettlementRequest, signal: AbortSignal): Promise<Outcome<SettlementAnswer>>
  /** Hands one transaction of a batch to the host again (0320/0330); one it has already is not counted twice. */
  upload(
    record: BatchRecord & { readonly batchNumber: number; readonly uploadKey: HostMessageKey },
    signal: AbortSignal,
  ): Promise<Outcome<Record<string, never>>>
  /**
   * Fetches what the acquirer made of a closed batch. unavailable `host.settlementFileMissing` – there is none (yet), or
   * nowhere to ask; refused `host.settlementFileUnreadable` – one that is not believed, `detail` saying why.
   */
  settlementFile(batchNumber: number, signal: AbortSignal): Promise<Outcome<SettlementFile>>
  /** Sign-on (0800, DE70 001): done by itself after connecting, where the host wants it; here to be asked for by hand. */
  signOn(signal: AbortSignal): Promise<Outcome<Record<string, never>>>
  /** Echo test (0800/0810). */
  echo(signal: AbortSignal): Promise<Outcome<Record<string, never>>>
  /** Tells of replies to messages already given up. Returns a function that stops the telling. */
  onLateReply(listener: (late: LateReply) => void): () => void
}

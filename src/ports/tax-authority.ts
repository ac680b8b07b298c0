/**
 * The tax authority behind its gateway (현금영수증). The document number is the idempotency key: the gateway holds at most
 * one document for it, so an unknown outcome is settled by asking for it. The driver never retries.
 */

import type { AmountSplit } from '../domain/amount-split.js'
import type { CashReceiptUse, TaxIdentifier } from '../domain/identifiers/tax-identifier.js'
import type { Money } from '../domain/money.js'
import type { Outcome } from '../domain/outcome.js'
import type { ShopIdentity } from '../domain/shop.js'
import type { Device } from './device.js'

export interface CashReceiptRequest {
  /** 1–24 of `A-Z a-z 0-9 - _`, unique for the seller; journaled before sending. */
  readonly documentNumber: string
  readonly use: CashReceiptUse
  readonly identifier: TaxIdentifier
  readonly seller: ShopIdentity
  /** KRW only. Printed and submitted parts are these same numbers; nobody computes VAT again. */
  readonly amounts: AmountSplit
  /** When the money changed hands, epoch milliseconds. Written in Korean time. */
  readonly tradedAt: number
  /** What was sold, in short: first item and how many more. */
  readonly itemName: string
}

/**
 * issued – the gateway holds it and gave an approval number; confirmed – the tax office took it (next day); rejected – the
 * tax office refused it (next day).
 */
export type TaxDocumentStatus = 'issued' | 'confirmed' | 'rejected'

export interface TaxDocument {
  readonly documentNumber: string
  /** The tax office's approval number (국세청 승인번호), up to 30 characters. Unique per trade date only. */
  readonly approvalNumber: string
  /** Trade date, `yyyyMMdd` in Korean time. Needed with the approval number to cancel. */
  readonly tradeDate: string
  readonly status: TaxDocumentStatus
  /** The tax office's result code, once it spoke. */
  readonly resultCode?: string
}

export type TaxDocumentAnswer = { readonly found: false } | { readonly found: true; readonly document: TaxDocument }

/** 1 거래취소 (sale cancelled), 2 오류발급 (issued in error), 3 기타 (other). */
export type RevocationReason = 1 | 2 | 3

export interface RevocationRequest {
  /** The revocation's own document number. */
  readonly documentNumber: string
  /** The number the original was issued under: some gateways know it by that alone. */
  readonly originalDocumentNumber: string
  readonly originalApprovalNumber: string
  /** `yyyyMMdd`. */
  readonly originalTradeDate: string
  readonly reason: RevocationReason
  /** Present on a partial revocation: the part taken back. */
  readonly partial?: AmountSplit
}

/** A document as the gateway lists it: enough to hold it against the till's own books. */
export interface ListedTaxDocument extends TaxDocument {
  readonly kind: 'issue' | 'revocation'
  /** Positive, of a revocation too. */
  readonly total: Money
  readonly use: CashReceiptUse
}

/** What a gateway can do, known without asking it. */
export interface TaxGatewayAbilities {
  /** A part of a document can be revoked; elsewhere it is revoked whole and issued anew for what remains. */
  readonly partialRevocation: boolean
  /** It passes on the tax office's word of the next day; elsewhere `issued` is the last that is ever heard. */
  readonly tellsVerdict: boolean
}

/** A gateway that would take documents now. */
export interface TaxGatewayHealth {
  /** How far the till's clock is ahead of the gateway's, as well as it can be told. */
  readonly clockAheadMs?: number
}

export interface TaxAuthority extends Device {
  readonly abilities: TaxGatewayAbilities
  /**
   * Issues a cash receipt. A document that already stands under this number with the same content is accepted; with other
   * content it is refused `tax.duplicateConflict`. unavailable – certainly not sent, or the gateway said it did not take
   * it (`tax.gatewayUnreachable`, `tax.gatewayOverloaded`, `tax.maintenance`); unknown – query before anything else.
   */
  issue(request: CashReceiptRequest, signal: AbortSignal): Promise<Outcome<TaxDocument>>
  /** Looks a document up by its number. Changes nothing. */
  query(documentNumber: string, signal: AbortSignal): Promise<Outcome<TaxDocumentAnswer>>
  /**
   * Cancels an issued document, wholly or in part (취소 현금영수증). Outcomes as of `issue`, with `tax.originalNotYetConfirmed`
   * (wait for the tax office), `tax.overCancelled`, `tax.originalMissing`.
   */
  revoke(request: RevocationRequest, signal: AbortSignal): Promise<Outcome<TaxDocument>>
  /** What became of a revocation. Changes nothing. */
  queryRevocation(request: RevocationRequest, signal: AbortSignal): Promise<Outcome<TaxDocumentAnswer>>
  /** Looks many documents up at once, any number of them. Those the gateway does not know are left out. */
  states(documentNumbers: readonly string[], signal: AbortSignal): Promise<Outcome<readonly TaxDocument[]>>
  /** Every document traded from `from` to `to` (`yyyyMMdd`, both included), oldest first. */
  search(
    span: { readonly from: string; readonly to: string },
    signal: AbortSignal,
  ): Promise<Outcome<readonly ListedTaxDocument[]>>
  /**
   * Whether the gateway would take a document now: reachable, credentials good, clocks in step. refused `tax.clockWrong`,
   * `tax.credentialsRejected`, `tax.addressNotAllowed`; it leaves nothing behind.
   */
  check(signal: AbortSignal): Promise<Outcome<TaxGatewayHealth>>
}

/**
 * A sale as it stands: what was sold, how it was paid, what the tax office said. Plain data without a single clear
 * identifier, folded out of the journal; receipts, screens and checks all read this and nothing else.
 */
import type { AmountSplit } from './amount-split.js'
import type { Approval } from './approval.js'
import type { CardSummary } from './card.js'
import type { CashReceiptUse, TaxIdentifierKind } from './identifiers/tax-identifier.js'
import type { Language } from './language.js'
import type { Money } from './money.js'
import type { PricedSale } from './sale.js'

export interface CashTender {
  readonly kind: 'cash'
  /** What it pays of the sale. */
  readonly amount: Money
  /** What the customer handed over. */
  readonly received: Money
  readonly change: Money
}

/** Bank transfer (계좌이체), seen on the shop's account by the operator. */
export interface TransferTender {
  readonly kind: 'transfer'
  readonly amount: Money
}

export interface CardTender {
  readonly kind: 'card'
  readonly amount: Money
  readonly card: CardSummary
  /** 0 = paid at once (일시불). */
  readonly instalmentMonths: number
  /** System trace audit number of the authorisation (凭证号). */
  readonly stan: string
  /** When the authorisation was sent, epoch milliseconds; with the STAN it names the message at the host. */
  readonly sentAt: number
  readonly approval: Approval
}

/** What an earlier sale gave back in goods (교환): the difference alone was paid. */
export interface CreditTender {
  readonly kind: 'credit'
  readonly amount: Money
  /** The exchange it comes from. */
  readonly amendmentId: string
  /** Index of the earlier sale's tender it comes from. */
  readonly tender: number
  /** How it was once paid: money a card company reports needs no cash receipt. */
  readonly origin: 'cash' | 'transfer' | 'card'
  /** The card purchase it was once paid with: money can still go back there. */
  readonly card?: CardTender
}

export type Tender = CashTender | TransferTender | CardTender | CreditTender

/** Whom a cash receipt is for, as far as it may be shown. */
export interface ShownTaxIdentifier {
  readonly kind: TaxIdentifierKind
  readonly masked: string
}

/** The cash receipt of a sale, as far as it has come. */
export type TaxRecord =
  /** No document is needed, or the customer did not want one and the law does not either. */
  | { readonly status: 'none' }
  | {
      /** pending – not yet at the gateway, or its fate is unknown; issued – it has an approval number. */
      readonly status: 'pending' | 'issued'
      readonly documentNumber: string
      readonly use: CashReceiptUse
      /** Absent on a self-issued one (자진발급). */
      readonly identifier?: ShownTaxIdentifier
      readonly selfIssued: boolean
      /** The part of the sale paid in cash or by transfer, taken apart. */
      readonly amounts: AmountSplit
      /** 국세청 승인번호; present once issued. */
      readonly approvalNumber?: string
      /** `yyyyMMdd`, Korean time; present once issued. */
      readonly tradeDate?: string
    }

export interface SaleRecord {
  /** Terminal and running number, e.g. `T1-000042`. Also the receipt number. */
  readonly saleId: string
  readonly terminalId: string
  readonly operator: string
  /** The language of the customer's papers. */
  readonly language: Language
  readonly openedAt: number
  readonly sale: PricedSale
  readonly tenders: readonly Tender[]
  /** When the last tender completed the payment; absent before. */
  readonly paidAt?: number
  readonly tax: TaxRecord
  /** Practice sale: every paper says so and it can never be taken for real. */
  readonly training: boolean
}

/**
 * What changes a sale after it was paid: a void, a refund, a return, an exchange, a correction of its tax document, or a
 * refund refused. Plain data folded out of the journal; slips, screens and checks read this.
 */
import type { AmountSplit } from './amount-split.js'
import type { Approval } from './approval.js'
import type { CardSummary } from './card.js'
import type { SealedIdentifier } from './identifiers/sealed-identifier.js'
import type { CashReceiptUse } from './identifiers/tax-identifier.js'
import type { Language } from './language.js'
import type { Money } from './money.js'
import type { PricedSale } from './sale.js'
import type { CreditTender, Tender } from './sale-record.js'

/**
 * void – all of it, before settlement (당일취소, 消费撤销); refund – money back; return – goods and their money back;
 * exchange – goods for goods, the difference paid either way; correction – the tax document alone; refusal – nothing, with a
 * reason.
 */
export const AMENDMENT_KINDS = ['void', 'refund', 'return', 'exchange', 'correction', 'refusal'] as const
export type AmendmentKind = (typeof AMENDMENT_KINDS)[number]

/** How money goes back into the customer's hand. */
export type PayoutWay = 'card' | 'cash' | 'transfer'

/** Goods taken back. */
export interface ReturnedLine {
  /** Index among the sale's lines. */
  readonly line: number
  readonly name: string
  readonly quantityThousandths: number
  /** What is given back for them, discounts of the sale included. */
  readonly amount: Money
  readonly taxFree: boolean
}

export interface PayoutRecord {
  /** Index of the sale's tender it undoes. */
  readonly tender: number
  readonly amount: Money
  readonly by: PayoutWay
  /** Of a card: whether the purchase is undone before settlement or money is sent back. */
  readonly manner?: 'void' | 'refund'
  readonly card?: CardSummary
  readonly state: 'due' | 'done' | 'settledByPerson'
  /** The host's approval of the void or refund. */
  readonly approval?: Approval
  readonly stan?: string
}

/** What was submitted, or is to be, in the order of submission. */
export interface TaxStepRecord {
  readonly kind: 'revoke' | 'issue'
  /** Of the part taken back, or of the document issued. */
  readonly amounts: AmountSplit
  readonly state: 'due' | 'done'
  readonly documentNumber?: string
  /** When the number was minted, epoch milliseconds. */
  readonly submittedAt?: number
  /** Present once done. */
  readonly approvalNumber?: string
  readonly tradeDate?: string
  /** revoke: the document taken back. */
  readonly original?: { readonly documentNumber: string; readonly approvalNumber: string; readonly tradeDate: string }
  readonly reason?: 1 | 2 | 3
  /** revoke: something of the document stays, or was taken back before. */
  readonly isPart?: boolean
  /** Whom the document is for; of a revocation, whom the one taken back was for. A slip names both. */
  readonly use?: CashReceiptUse
  readonly selfIssued?: boolean
  readonly identifier?: SealedIdentifier
}

export interface AmendmentRecord {
  /** Terminal and running number, e.g. `T1-R000045`; its slip's number. */
  readonly amendmentId: string
  readonly saleId: string
  readonly kind: AmendmentKind
  readonly terminalId: string
  readonly operator: string
  readonly approvedBy?: string
  readonly reason: string
  readonly language: Language
  readonly training: boolean
  readonly openedAt: number
  /** The sale it amends: what was sold, how it was paid, and when. */
  readonly sale: { readonly sale: PricedSale; readonly tenders: readonly Tender[]; readonly paidAt: number }
  readonly lines: readonly ReturnedLine[]
  /** Everything given back: what is paid out, and what is left as credit for goods given in exchange. */
  readonly total: Money
  readonly payouts: readonly PayoutRecord[]
  /** exchange: the sale of the goods given, and what of the old one it is paid with. */
  readonly exchange?: { readonly saleId: string; readonly credits: readonly CreditTender[] }
  readonly taxSteps: readonly TaxStepRecord[]
  readonly taxStatus: 'none' | 'pending' | 'done'
  readonly state: 'open' | 'calledOff' | 'settled'
  /** When its money was settled. */
  readonly settledAt?: number
}

/** The one document that stands for a sale, after whatever was corrected and taken back. */
export interface StandingDocument {
  readonly documentNumber: string
  readonly approvalNumber: string
  /** `yyyyMMdd`. */
  readonly tradeDate: string
  readonly use: CashReceiptUse
  readonly selfIssued: boolean
  /** Absent on a self-issued one. */
  readonly identifier?: SealedIdentifier
  /** What of it has not been taken back. */
  readonly remaining: AmountSplit
  /** Something of it was taken back already: what remains can only be taken back as a part. */
  readonly partlyRevoked: boolean
}

/**
 * What an English slip says beyond a receipt's words, and by its shape the list of what every language must be able to
 * say. `number` in a note is the label of the amendment's number, which stands at the head of the slip.
 */
import type { AmendmentKind } from '../../../domain/amendment-record.js'
import type { CreditTender } from '../../../domain/sale-record.js'
import type { KnownAmendmentReason } from '../../amendment-reason.js'

type Manner = 'void' | 'refund'

export const en = {
  titles: {
    void: 'VOID',
    refund: 'REFUND',
    return: 'RETURN',
    exchange: 'EXCHANGE',
    correction: 'CASH RECEIPT CORRECTION',
    refusal: 'REFUND REFUSED',
  } satisfies Record<AmendmentKind, string>,
  /** Of a void where no card's approval is undone. */
  voidWithoutCard: 'VOID',
  numbers: {
    void: 'Void no.',
    refund: 'Refund no.',
    return: 'Return no.',
    exchange: 'Exchange no.',
    correction: 'Correction no.',
    refusal: 'Case no.',
  } satisfies Record<AmendmentKind, string>,
  handledAt: 'Date',
  requestedAt: 'Requested',
  approvedBy: 'Approved by',
  originalSale: 'Original sale',
  originalSoldAt: 'Sold on',
  reason: 'Reason',
  reasons: {
    customerRequest: 'Customer request',
    changedMind: 'Change of mind',
    defective: 'Faulty goods',
    wrongItem: 'Wrong item',
    wrongAmount: 'Wrong amount',
    wrongIdentifier: 'Wrong cash receipt number',
    wrongUse: 'Wrong use of the cash receipt',
    periodOver: 'The return period is over',
    used: 'Goods used or damaged',
    noProofOfPurchase: 'No proof of purchase',
    notReturnable: 'This item cannot be returned',
  } satisfies Record<KnownAmendmentReason, string>,
  goods: {
    heading: 'Goods returned',
    afterDiscounts: 'Amounts are after discounts.',
  },
  totals: { void: 'Voided', refund: 'Refund', return: 'Refund' },
  exchange: {
    sale: 'New sale',
    returned: 'Goods returned',
    credit: 'Used for the new sale',
    creditOf: {
      cash: 'Used for the new sale (paid in cash)',
      transfer: 'Used for the new sale (bank transfer)',
      card: 'Used for the new sale (paid by card)',
    } satisfies Record<CreditTender['origin'], string>,
    difference: 'Paid back',
    pending: 'The new sale is not complete yet.',
  },
  card: {
    headings: { void: 'Card void', refund: 'Card refund' } satisfies Record<Manner, string>,
    pending: { void: 'Card void in progress', refund: 'Card refund in progress' } satisfies Record<Manner, string>,
    transactions: { void: 'Void', refund: 'Refund', partialRefund: 'Partial refund' },
    amounts: { void: 'Voided amount', refund: 'Refunded amount' } satisfies Record<Manner, string>,
    originalApprovalCode: 'Original code',
    originalApprovedAt: 'Original date',
    originalStan: 'Original trace',
    originalRrn: 'Original ref.',
    next: (_number: string) =>
      'The card company has not finished this yet. Ask the shop for the result and give the number at the top of this slip.',
    settledByPerson: 'Confirmed by our staff.',
    delay: 'It may take a few days until this shows on your card statement.',
  },
  hand: {
    done: { cash: 'Cash refund', transfer: 'Bank transfer refund' },
    due: { cash: 'Cash refund due', transfer: 'Bank transfer due' },
    next: (_number: string) =>
      'The amount due has not been paid yet. Ask the shop about it and give the number at the top of this slip.',
    declaration: 'I have received the cash refund above.',
    signature: 'Customer signature',
  },
  tax: {
    /** `use` is unknown of a document that was issued elsewhere. */
    revoked: (use?: string) => (use ? `Cash receipt cancelled: ${use}` : 'Cash receipt cancelled'),
    revocationPending: (use?: string) =>
      use ? `Cash receipt cancellation pending: ${use}` : 'Cash receipt cancellation pending',
    cancelled: 'Cancelled',
    originalApprovalNumber: 'Original approval',
    originalTradeDate: 'Original date',
    reason: 'Reason',
    reasons: { 1: 'Sale cancelled', 2: 'Issued in error', 3: 'Other' } satisfies Record<1 | 2 | 3, string>,
    next: (_number: string) =>
      'No approval number has been received yet. The terminal keeps trying. Ask the shop for the result and give the number at the top of this slip.',
    unfinished: 'Cash receipt in progress',
  },
  refusal: {
    heading: 'Why we cannot refund',
    contact: 'If you disagree, please bring this notice and your receipt to the manager of the shop.',
    /** Where a consumer turns to in the shop's country. */
    hotlines: {
      korea: 'Consumer helpline in Korea: 1372',
      china: 'Consumer complaints hotline in China: 12315',
    },
    regret: 'We are sorry we could not help this time',
  },
}

/** Everything a slip says that a receipt does not, in one language. */
export type AmendmentTexts = typeof en

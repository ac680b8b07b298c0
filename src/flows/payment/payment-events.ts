/**
 * Everything that can happen to a payment. Commands are what a person at the counter does; results are what the outside
 * world answered to an effect. Both are facts by the time the chart sees them.
 */
import type { Approval } from '../../domain/approval.js'
import type { CardSummary } from '../../domain/card.js'
import type { FailureCode } from '../../domain/failures.js'
import type { SealedIdentifier } from '../../domain/identifiers/sealed-identifier.js'
import type { CashReceiptUse, TaxIdentifierKind } from '../../domain/identifiers/tax-identifier.js'
import type { Money } from '../../domain/money.js'
import type { UnknownReason } from '../../domain/outcome.js'
import type { TaxDocument } from '../../ports/tax-authority.js'
import type { PaperCommand, PaperResult } from '../paper/paper-events.js'
import type { PersonsWord } from '../persons-word.js'
import type { Stamp } from '../stamp.js'

export type PaymentCommand =
  /** Pay `amount` (all that is left unless given) by card. */
  | { readonly type: 'tender.card'; readonly amount?: Money; readonly instalmentMonths?: number }
  | { readonly type: 'tender.cash'; readonly received: Money }
  | { readonly type: 'tender.transfer'; readonly amount?: Money }
  | { readonly type: 'transfer.received' }
  | { readonly type: 'transfer.notReceived' }
  /** The cashier gives up waiting for a card. */
  | { readonly type: 'card.withdrawn' }
  | { readonly type: 'sale.cancelled'; readonly reason: string }
  /** The cash (and transferred money) of a cancelled sale is back in the customer's hand. */
  | { readonly type: 'cash.returned' }
  | { readonly type: 'reversal.retried' }
  | ({ readonly type: 'reversal.settledByPerson' } & PersonsWord)
  | { readonly type: 'tax.useChosen'; readonly use: CashReceiptUse; readonly identifierKind: TaxIdentifierKind }
  | { readonly type: 'tax.numberEntered'; readonly identifier: SealedIdentifier }
  | { readonly type: 'tax.numberConfirmed' }
  | { readonly type: 'tax.numberRejected' }
  | { readonly type: 'tax.declined' }
  /** `over`: what is left to declare, where something went back before there was a document. */
  | { readonly type: 'tax.selfIssued'; readonly over?: Money }
  | { readonly type: 'tax.corrected'; readonly over?: Money }
  /** `redated`: past the gateway's window, under the day it is issued. */
  | { readonly type: 'tax.retried'; readonly redated?: boolean }
  | ({ readonly type: 'tax.settledByPerson' } & PersonsWord)
  /** The whole sale was taken back before any document stood for it: none is owed any more. */
  | { readonly type: 'tax.withdrawn' }
  /** Another document instead, since this one cannot be issued (세금계산서); `invoiceId` is its own flow. */
  | {
      readonly type: 'tax.invoiceRequested'
      readonly invoiceId: string
      readonly operator: string
      readonly reason: string
    }
  | PaperCommand

export type PaymentResult =
  | { readonly type: 'card.read'; readonly card: CardSummary }
  | { readonly type: 'card.notRead'; readonly failure: FailureCode }
  | { readonly type: 'acquirer.approved'; readonly approval: Approval }
  | {
      readonly type: 'acquirer.declined'
      readonly failure: FailureCode
      readonly detail: string
      readonly hostCode?: string
    }
  | { readonly type: 'acquirer.unavailable'; readonly failure: FailureCode }
  | { readonly type: 'acquirer.unknown'; readonly reason: UnknownReason }
  /** An approval for a message that had been given up. */
  | { readonly type: 'acquirer.lateApproval'; readonly stan: string; readonly approval: Approval }
  | { readonly type: 'inquiry.approved'; readonly approval: Approval }
  | { readonly type: 'inquiry.declined'; readonly failure: FailureCode; readonly hostCode: string }
  | { readonly type: 'inquiry.reversed' }
  | { readonly type: 'inquiry.notFound' }
  | { readonly type: 'inquiry.unanswered' }
  | { readonly type: 'reversal.acknowledged' }
  | { readonly type: 'reversal.refused'; readonly detail: string; readonly hostCode?: string }
  | { readonly type: 'reversal.unanswered' }
  | { readonly type: 'tax.issued'; readonly document: TaxDocument }
  | { readonly type: 'tax.refused'; readonly failure: FailureCode; readonly detail: string; readonly hostCode?: string }
  | { readonly type: 'tax.unavailable'; readonly failure: FailureCode }
  | { readonly type: 'tax.unknown'; readonly reason: UnknownReason }
  | { readonly type: 'taxQuery.found'; readonly document: TaxDocument }
  | { readonly type: 'taxQuery.notFound' }
  | { readonly type: 'taxQuery.unanswered' }
  /** Its turn in the tax queue. */
  | { readonly type: 'tax.turn' }
  | { readonly type: 'invoice.issued' }
  | { readonly type: 'invoice.withdrawn' }
  | PaperResult
  | { readonly type: 'drawer.opened' }
  | { readonly type: 'drawer.notOpened' }

export type PaymentEvent = (PaymentCommand | PaymentResult) & Stamp

/** What a person at the counter does; a typed-in number is sealed before any chart hears of it. */
import type { CashReceiptUse, TaxIdentifier } from '../domain/identifiers/tax-identifier.js'
import type { AmendmentCommand } from '../flows/amendment/amendment-events.js'
import type { ClearBuyer } from '../flows/invoice/invoice-buyer.js'
import type { ByPerson, InvoiceCommand } from '../flows/invoice/invoice-events.js'
import type { PaymentCommand } from '../flows/payment/payment-events.js'

export type CounterCommand =
  | Exclude<PaymentCommand, { readonly type: 'tax.numberEntered' }>
  | { readonly type: 'tax.numberEntered'; readonly identifier: TaxIdentifier }

export type AmendmentCounterCommand =
  | Exclude<AmendmentCommand, { readonly type: 'tax.reassigned' }>
  | {
      readonly type: 'tax.reassigned'
      readonly use: CashReceiptUse
      /** The shop itself (자진발급) when there is none. */
      readonly identifier?: TaxIdentifier
    }

/** The invoice flow's commands, with a buyer's details as a person typed them. */
export type InvoiceCounterCommand =
  | Exclude<InvoiceCommand, { readonly type: 'invoice.corrected' }>
  | (ByPerson & { readonly type: 'invoice.corrected'; readonly buyer: ClearBuyer })

export type CommandProblem =
  /** There is no such sale in the journal. */
  | 'unknownSale'
  /** The sale is not at a point where this can be done. */
  | 'notNow'
  /** Another authorisation must be reversed first, and the shop's policy holds back cards until then. */
  | 'reversalPending'
  /** Another sale is waiting for a card at the same reader. */
  | 'readerBusy'
  /** Instalments begin at a certain amount, and are for so many months at most. */
  | 'instalmentsNotAllowed'
  /** A supervisor has to approve it. */
  | 'approvalNeeded'

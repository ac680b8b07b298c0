/** Everything that can happen to an amendment, and everything it asks of the outside world. */
import type { StandingDocument } from '../../domain/amendment-record.js'
import type { AmountSplit } from '../../domain/amount-split.js'
import type { Approval } from '../../domain/approval.js'
import type { FailureCode } from '../../domain/failures.js'
import type { SealedIdentifier } from '../../domain/identifiers/sealed-identifier.js'
import type { CashReceiptUse } from '../../domain/identifiers/tax-identifier.js'
import type { Money } from '../../domain/money.js'
import type { UnknownReason } from '../../domain/outcome.js'
import type { HostMessageKey, TakeBackRequest } from '../../ports/acquirer.js'
import type { RevocationReason, TaxDocument } from '../../ports/tax-authority.js'
import type { PaperCommand, PaperEffects, PaperResult } from '../paper/paper-events.js'
import type { PersonsWord } from '../persons-word.js'
import type { Stamp } from '../stamp.js'

export type AmendmentCommand =
  /** Said twice before anything moves; `total` is what is given back, entered again. */
  | { readonly type: 'amendment.confirmed'; readonly total?: Money }
  | { readonly type: 'amendment.calledOff'; readonly reason: string }
  | { readonly type: 'cash.handedOver' }
  /** Seen on the shop's account statement. */
  | { readonly type: 'transfer.sent'; readonly operator: string; readonly reference: string }
  | { readonly type: 'payout.retried' }
  /** Given back another way, because this one does not work. */
  | {
      readonly type: 'payout.redirected'
      readonly by: 'cash' | 'transfer'
      readonly operator: string
      readonly reason: string
      readonly approvedBy?: string
    }
  | ({ readonly type: 'payout.settledByPerson' } & PersonsWord)
  | { readonly type: 'tax.retried' }
  /** The document to be issued was wrong itself: another number, use, or none. */
  | {
      readonly type: 'tax.reassigned'
      readonly use: CashReceiptUse
      readonly identifier?: SealedIdentifier
      readonly selfIssued: boolean
    }
  | ({ readonly type: 'tax.settledByPerson' } & PersonsWord)
  | PaperCommand

export type AmendmentResult =
  | { readonly type: 'exchange.sold' }
  | { readonly type: 'exchange.fellThrough' }
  | { readonly type: 'exchange.unclear' }
  | { readonly type: 'takeBack.approved'; readonly approval: Approval }
  | { readonly type: 'takeBack.refused'; readonly failure: FailureCode; readonly hostCode?: string }
  | { readonly type: 'takeBack.unavailable'; readonly failure: FailureCode }
  | { readonly type: 'takeBack.unknown'; readonly reason: UnknownReason }
  /** An approval for a message that had been given up. */
  | { readonly type: 'acquirer.lateApproval'; readonly stan: string; readonly approval: Approval }
  | { readonly type: 'inquiry.approved'; readonly approval: Approval }
  | { readonly type: 'inquiry.declined'; readonly failure: FailureCode; readonly hostCode: string }
  | { readonly type: 'inquiry.reversed' }
  | { readonly type: 'inquiry.notFound' }
  | { readonly type: 'inquiry.unanswered' }
  /** The document that stands for the sale, earlier amendments done. */
  | { readonly type: 'document.stands'; readonly document: StandingDocument }
  | { readonly type: 'document.notYet' }
  | { readonly type: 'document.none' }
  /** A person put it into other hands; only a person can take it back. */
  | { readonly type: 'document.byHand' }
  | { readonly type: 'tax.issued'; readonly document: TaxDocument }
  | { readonly type: 'tax.refused'; readonly failure: FailureCode; readonly detail: string; readonly hostCode?: string }
  | { readonly type: 'tax.unavailable'; readonly failure: FailureCode }
  | { readonly type: 'tax.unknown'; readonly reason: UnknownReason }
  | { readonly type: 'taxQuery.found'; readonly document: TaxDocument }
  | { readonly type: 'taxQuery.notFound' }
  | { readonly type: 'taxQuery.unanswered' }
  | { readonly type: 'tax.turn' }
  /** The tax office's word on everything submitted: `rejected` is the index of the first step it turned down. */
  | { readonly type: 'verdicts.told'; readonly confirmed: boolean; readonly rejected?: number }
  | { readonly type: 'verdicts.unanswered' }
  | PaperResult
  | { readonly type: 'drawer.opened' }
  | { readonly type: 'drawer.notOpened' }

export type AmendmentEvent = (AmendmentCommand | AmendmentResult) & Stamp

/** What is submitted, complete but for the number behind the seal. */
export type TaxSubmission =
  | {
      readonly kind: 'revoke'
      readonly documentNumber: string
      readonly original: {
        readonly documentNumber: string
        readonly approvalNumber: string
        readonly tradeDate: string
      }
      readonly reason: RevocationReason
      /** Absent when the whole document is taken back. */
      readonly part?: AmountSplit
    }
  | {
      readonly kind: 'issue'
      readonly documentNumber: string
      readonly use: CashReceiptUse
      readonly identifier?: SealedIdentifier
      readonly amounts: AmountSplit
      readonly tradedAt: number
    }

export interface AmendmentEffects extends PaperEffects {
  /** Opens the sale of the goods given, if it is not there yet, and waits until it is paid or called off. */
  'exchange.sell': { readonly saleId: string }
  'acquirer.takeBack': TakeBackRequest
  'acquirer.inquire': { readonly original: HostMessageKey; readonly amount: Money }
  /** Waits until one document stands for the sale; `withdraw` – all of the sale comes back, so one not yet issued need not be. */
  'document.await': { readonly withdraw: boolean }
  'tax.submit': TaxSubmission & { readonly by: 'counter' | 'queue' }
  'tax.look': TaxSubmission
  'tax.awaitTurn': { readonly documentNumber: string; readonly since: number }
  'tax.verdicts': { readonly submitted: readonly TaxSubmission[] }
  'drawer.open': Record<string, never>
}

export interface AmendmentWithdrawals {
  'inquiry.stop': undefined
  'takeBack.stop': undefined
  'taxLook.stop': undefined
  'taxTurn.stop': undefined
  'document.stop': undefined
  'printer.stop': undefined
}

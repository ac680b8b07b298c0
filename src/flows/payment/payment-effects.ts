/**
 * What a payment asks of the outside world, as data. The chart only ever names these; the terminal journals them with a
 * key and runs them afterwards.
 */
import type { EntryMode } from '../../domain/card.js'
import type { SealedIdentifier } from '../../domain/identifiers/sealed-identifier.js'
import type { CashReceiptUse } from '../../domain/identifiers/tax-identifier.js'
import type { Money } from '../../domain/money.js'
import type { HostMessageKey, ReversalReason } from '../../ports/acquirer.js'
import type { PaperEffects } from '../paper/paper-events.js'

export interface PaymentEffects extends PaperEffects {
  'reader.read': { readonly amount: Money; readonly accepts: readonly EntryMode[] }
  /** With the card now in memory; it is never part of an effect. */
  'acquirer.authorise': { readonly key: HostMessageKey; readonly amount: Money; readonly instalmentMonths: number }
  'acquirer.inquire': { readonly original: HostMessageKey; readonly amount: Money }
  'acquirer.reverse': {
    readonly original: HostMessageKey
    readonly key: HostMessageKey
    readonly amount: Money
    readonly reason: ReversalReason
    readonly repeat: number
  }
  'tax.issue': {
    readonly documentNumber: string
    readonly use: CashReceiptUse
    /** Absent when the shop issues to itself (자진발급). */
    readonly identifier?: SealedIdentifier
    readonly cash: Money
    readonly tradedAt: number
    /** counter – a customer waits, so a gateway known to be down is not waited for; otherwise it is worth the time. */
    readonly by: 'counter' | 'queue'
  }
  'tax.query': { readonly documentNumber: string }
  /** Waits until the tax queue comes to this document; oldest payments first. */
  'tax.awaitTurn': { readonly documentNumber: string; readonly since: number }
  /** Opens the other document's flow, if it is not there yet, and waits for its end. */
  'invoice.follow': { readonly invoiceId: string }
  'drawer.open': Record<string, never>
}

/** Not requests but withdrawals: stop waiting for what was asked. */
export interface PaymentWithdrawals {
  /** Nobody wants the card any more; the read is forgotten. */
  'reader.stop': undefined
  /** The answer came another way; another card's inquiry must not hear this one's. */
  'inquiry.stop': undefined
  /** A person settled what was asked about. */
  'reversal.stop': undefined
  'taxQuery.stop': undefined
  'taxTurn.stop': undefined
  'invoice.forget': undefined
  /** Give the print up; its result still comes, and says what is known. */
  'printer.stop': undefined
}

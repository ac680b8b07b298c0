/**
 * What a payment remembers between events. Plain data, rebuilt by folding the journal; nothing in it is secret, because
 * card data stays in memory elsewhere and identifiers are sealed behind refs.
 */
import type { CardSummary } from '../../domain/card.js'
import type { FailureCode } from '../../domain/failures.js'
import type { SealedIdentifier } from '../../domain/identifiers/sealed-identifier.js'
import type { CashReceiptUse, TaxIdentifierKind } from '../../domain/identifiers/tax-identifier.js'
import type { Language } from '../../domain/language.js'
import { type Money, subtract, sum } from '../../domain/money.js'
import { type OwedPromise, owedOf, type SalePromises } from '../../domain/promises.js'
import type { PricedSale } from '../../domain/sale.js'
import type { CreditTender, Tender } from '../../domain/sale-record.js'
import type { HostMessageKey, ReversalReason } from '../../ports/acquirer.js'
import type { TaxDocument } from '../../ports/tax-authority.js'
import { NO_PAPER, type PaperProgress } from '../paper/paper-progress.js'
import type { PersonsWord } from '../persons-word.js'
import type { Stamp } from '../stamp.js'
import { NOT_NEEDED, type Standing, WAITED_FOR } from '../standing.js'
import type { PaymentPolicy } from './payment-policy.js'

export interface PaymentInput extends Stamp {
  readonly saleId: string
  readonly terminalId: string
  readonly operator: string
  readonly language: Language
  readonly training: boolean
  readonly sale: PricedSale
  readonly policy: PaymentPolicy
  /** What an earlier sale gives back in goods (교환): paid with before anything else. */
  readonly credits?: readonly CreditTender[]
}

/** The parts of a sale that stand for themselves. Money has two: what is taken, what is given back. */
export type StandingPart = 'tender' | 'reversal' | 'tax' | 'paper'

/** The last thing the cashier should be told about taking money. */
export interface Notice {
  readonly failure: FailureCode
  readonly hostCode?: string
  readonly at: number
}

/** A card payment under way. */
export interface CardAttempt {
  readonly amount: Money
  readonly instalmentMonths: number
  readonly reads: number
  readonly chipErrors: number
  readonly fallback: boolean
  readonly card?: CardSummary
  /** The authorisation's key, once there is one. */
  readonly key?: HostMessageKey
}

/** An authorisation that must not be captured. Kept for the record after it is settled. */
export interface Reversal {
  readonly original: HostMessageKey
  readonly amount: Money
  readonly reason: ReversalReason
  readonly state: 'pending' | 'acknowledged' | 'settledByPerson'
  /** Minted when it is first sent; repeats carry the same. */
  readonly key?: HostMessageKey
  readonly repeat: number
  /** The original's approval came in after all, while or after it was being reversed. */
  readonly lateApproval: boolean
  /** It came in after the reversal now under way was sent: reverse once more after its acknowledgement. */
  readonly again: boolean
  readonly settledBy?: PersonsWord
}

export interface TaxProgress {
  /** undecided – the customer is still being asked; none – no document; pending – owed; issued – it has a number. */
  readonly status: 'undecided' | 'none' | 'pending' | 'issued'
  readonly use: CashReceiptUse
  readonly identifierKind: TaxIdentifierKind
  readonly identifier?: SealedIdentifier
  readonly selfIssued: boolean
  /** Minted for each new content; kept through every retry of that content. */
  readonly documentNumber?: string
  readonly document?: TaxDocument
  /** Submissions, and queries nobody answered: each makes the next wait longer. */
  readonly attempts: number
  readonly verdictChecks: number
  readonly failure?: FailureCode
  readonly hostCode?: string
  /** A submission under this number was never answered: it may stand there whatever the gateway says of it now. */
  readonly mayStand: boolean
  /** The trade date the document carries, where it is not the payment's: issued late, past the gateway's window. */
  readonly tradedAt?: number
  /** What it is over, where that is not everything that was paid so: the rest went back before it was asked for. */
  readonly over?: Money
  /** The other document asked for instead (세금계산서), by its own flow. */
  readonly invoiceId?: string
  readonly settledBy?: PersonsWord
}

export interface PaymentContext extends Omit<PaymentInput, 'seq' | 'at' | 'credits'> {
  readonly openedAt: number
  readonly tenders: readonly Tender[]
  readonly card?: CardAttempt | undefined
  readonly transfer?: Money
  readonly notice?: Notice
  /** When the money last taken was taken: a card's authorisation counts from when it was sent. */
  readonly takenAt?: number
  /** Every authorisation ever asked for, so that none answered late goes unnoticed. */
  readonly authorisations: readonly { readonly key: HostMessageKey; readonly amount: Money }[]
  readonly cancelRequested: boolean
  readonly cancelledAt?: number
  readonly paidAt?: number
  readonly reversals: readonly Reversal[]
  readonly tax: TaxProgress
  readonly paper: PaperProgress
  readonly standing: Readonly<Record<StandingPart, Standing>>
}

export function initialContext(input: PaymentInput): PaymentContext {
  const { seq: _seq, at, credits = [], ...rest } = input
  return {
    ...rest,
    openedAt: at,
    tenders: credits,
    cancelRequested: false,
    reversals: [],
    tax: {
      status: 'undecided',
      use: 'personalDeduction',
      identifierKind: 'mobileNumber',
      selfIssued: false,
      attempts: 0,
      verdictChecks: 0,
      mayStand: false,
    },
    paper: NO_PAPER,
    authorisations: [],
    standing: {
      tender: WAITED_FOR,
      reversal: NOT_NEEDED,
      tax: WAITED_FOR,
      paper: WAITED_FOR,
    },
  }
}

/** What is left to pay. */
export function amountDue(context: PaymentContext): Money {
  const { split, currency } = context.sale
  return subtract(
    split.total,
    sum(
      context.tenders.map((tender) => tender.amount),
      currency,
    ),
  )
}

/** Cash and transferred money the shop holds for this sale. */
export function amountInHand(context: PaymentContext): Money {
  const inHand = context.tenders.filter(({ kind }) => kind === 'cash' || kind === 'transfer')
  return sum(
    inHand.map((tender) => tender.amount),
    context.sale.currency,
  )
}

/** What a cash receipt is for: money that no card company reports, also where it came in goods that were once paid so. */
export function amountToReceipt(context: PaymentContext): Money {
  const reported = context.tenders.filter((tender) => tender.kind !== 'card' && !isCardCredit(tender))
  return sum(
    reported.map((tender) => tender.amount),
    context.sale.currency,
  )
}

/** What the document is over. */
export function amountToDeclare(context: PaymentContext): Money {
  return context.tax.over ?? amountToReceipt(context)
}

function isCardCredit(tender: Tender): boolean {
  return tender.kind === 'credit' && tender.origin === 'card'
}

export function pendingReversal(context: PaymentContext): Reversal | undefined {
  return context.reversals.find((reversal) => reversal.state === 'pending')
}

/** The three promises. Money is unknown as long as an authorisation may still be captured against our will. */
export function promisesOf({ standing }: PaymentContext): SalePromises {
  const { tender, reversal, tax, paper } = standing
  const money = reversal.promise === 'unknown' ? 'unknown' : tender.promise
  return { money, tax: tax.promise, paper: paper.promise }
}

export function owedPromises(context: PaymentContext): readonly OwedPromise[] {
  const { money, tax, paper } = promisesOf(context)
  const { standing } = context
  return owedOf({
    money: { state: money, why: standing.reversal.why ?? standing.tender.why },
    tax: { state: tax, why: standing.tax.why, failed: context.tax },
    paper: { state: paper, why: standing.paper.why },
  })
}

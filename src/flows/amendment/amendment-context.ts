/**
 * What an amendment of a sale remembers between events: what is given back and how far that has come, which tax documents
 * are to be taken back and issued, and its slip. Plain data, rebuilt by folding the journal.
 */
import type {
  AmendmentKind,
  PayoutWay,
  ReturnedLine,
  StandingDocument,
  TaxStepRecord,
} from '../../domain/amendment-record.js'
import type { AmountSplit } from '../../domain/amount-split.js'
import type { Approval } from '../../domain/approval.js'
import type { FailureCode } from '../../domain/failures.js'
import type { SealedIdentifier } from '../../domain/identifiers/sealed-identifier.js'
import type { CashReceiptUse } from '../../domain/identifiers/tax-identifier.js'
import type { Language } from '../../domain/language.js'
import type { Money } from '../../domain/money.js'
import type { PlannedPayout } from '../../domain/plan-amendment.js'
import { type OwedPromise, owedOf, type PromiseName, type SalePromises } from '../../domain/promises.js'
import type { PricedSale } from '../../domain/sale.js'
import type { CreditTender, Tender } from '../../domain/sale-record.js'
import type { HostMessageKey } from '../../ports/acquirer.js'
import type { RevocationReason, TaxGatewayAbilities } from '../../ports/tax-authority.js'
import { NO_PAPER, type PaperProgress } from '../paper/paper-progress.js'
import type { PaymentPolicy } from '../payment/payment-policy.js'
import type { PersonsWord } from '../persons-word.js'
import type { Stamp } from '../stamp.js'
import { NOT_NEEDED, type Standing, WAITED_FOR } from '../standing.js'

/** How a tax document is put right (정정): the wrong one cancelled, the right one issued. */
export interface Correction {
  /**
   * issueFirst – for a customer who needs the right one now, while the wrong one cannot be cancelled yet; revokeOnly – a
   * 세금계산서 takes its place, and a sale must not have both.
   */
  readonly order: 'revokeFirst' | 'issueFirst' | 'revokeOnly'
  readonly use: CashReceiptUse
  readonly selfIssued: boolean
  readonly identifier?: SealedIdentifier
  /** The corrected document's total, where the amount was wrong; what stands otherwise. */
  readonly total?: Money
}

export interface AmendmentInput extends Stamp {
  readonly amendmentId: string
  readonly saleId: string
  readonly kind: AmendmentKind
  readonly terminalId: string
  readonly operator: string
  readonly approvedBy?: string
  /** In the operator's words. */
  readonly reason: string
  /** In the tax office's. */
  readonly taxReason: RevocationReason
  readonly language: Language
  readonly training: boolean
  readonly policy: PaymentPolicy
  readonly abilities: TaxGatewayAbilities
  readonly original: { readonly sale: PricedSale; readonly tenders: readonly Tender[]; readonly paidAt: number }
  readonly lines: readonly ReturnedLine[]
  readonly total: Money
  readonly payouts: readonly PlannedPayout[]
  /** What of the total a cash receipt stands for. */
  readonly receipted: Money
  /** The returned lines taken apart. */
  readonly split?: AmountSplit
  readonly exchange?: {
    readonly saleId: string
    readonly given: PricedSale
    readonly credits: readonly CreditTender[]
  }
  readonly correction?: Correction
}

/** One payout under way. */
export interface PayoutProgress extends PlannedPayout {
  readonly state: 'due' | 'done' | 'settledByPerson'
  /** Minted when it is first sent; repeats carry the same. */
  readonly key?: HostMessageKey
  readonly repeat: number
  /** It was sent and not answered: ask before sending again. */
  readonly mayHaveArrived: boolean
  readonly failure?: FailureCode
  readonly hostCode?: string
  readonly approval?: Approval
  readonly settledBy?: PersonsWord
}

export interface AmendmentTax {
  /** undecided – not begun, or under way at the counter; none – no document; pending – owed; done – all submitted. */
  readonly status: 'undecided' | 'none' | 'pending' | 'done'
  readonly document?: StandingDocument
  readonly steps: readonly TaxStepRecord[]
  /** Of the step under way. */
  readonly attempts: number
  readonly verdictChecks: number
  readonly failure?: FailureCode
  readonly hostCode?: string
  readonly settledBy?: PersonsWord
}

export interface AmendmentContext extends Omit<AmendmentInput, 'seq' | 'at' | 'payouts'> {
  readonly openedAt: number
  readonly stage: 'confirming' | 'exchanging' | 'paying' | 'settled' | 'calledOff'
  readonly payouts: readonly PayoutProgress[]
  readonly tax: AmendmentTax
  /** When everything a customer waits for at the counter was done. */
  readonly paidAt?: number
  readonly settledAt?: number
  readonly paper: PaperProgress
  readonly standing: Readonly<Record<PromiseName, Standing>>
}

/** Cash first, because it is in the hand; transfers last, because somebody makes them later. */
const PAYOUT_ORDER: readonly PayoutWay[] = ['cash', 'card', 'transfer']

export function initialAmendment(input: AmendmentInput): AmendmentContext {
  const { seq: _seq, at, payouts, ...rest } = input
  const ordered = PAYOUT_ORDER.flatMap((way) => payouts.filter(({ by }) => by === way))
  return {
    ...rest,
    openedAt: at,
    stage: 'confirming',
    payouts: ordered.map((payout) => ({ ...payout, state: 'due', repeat: 0, mayHaveArrived: false })),
    tax: { status: 'undecided', steps: [], attempts: 0, verdictChecks: 0 },
    paper: NO_PAPER,
    standing: {
      money: WAITED_FOR,
      tax: hasTaxWork(input) ? WAITED_FOR : NOT_NEEDED,
      paper: WAITED_FOR,
    },
  }
}

export function hasTaxWork({ correction, receipted }: Pick<AmendmentInput, 'correction' | 'receipted'>): boolean {
  return correction !== undefined || receipted.amountMinor > 0
}

/** The payout that is next. */
export function duePayout({ payouts }: AmendmentContext): PayoutProgress | undefined {
  return payouts.find(({ state }) => state === 'due')
}

/** The tax step that is next. */
export function dueStep({ tax }: AmendmentContext): TaxStepRecord | undefined {
  return tax.steps.find(({ state }) => state === 'due')
}

/** A correction stuck in the middle: two documents stand for one sale, or none does. */
export function halfWay({
  correction,
  tax,
}: AmendmentContext): 'cancelledNotReissued' | 'reissuedNotCancelled' | undefined {
  const done = tax.steps.filter(({ state }) => state === 'done')
  if (!correction || done.length === 0 || done.length === tax.steps.length) return undefined
  return done.some(({ kind }) => kind === 'revoke') ? 'cancelledNotReissued' : 'reissuedNotCancelled'
}

export function amendmentPromises({ standing }: AmendmentContext): SalePromises {
  return { money: standing.money.promise, tax: standing.tax.promise, paper: standing.paper.promise }
}

export function owedByAmendment({ standing, tax, payouts }: AmendmentContext): readonly OwedPromise[] {
  const { money, paper } = standing
  return owedOf({
    money: { state: money.promise, why: money.why, failed: payouts.findLast(({ failure }) => failure === money.why) },
    tax: { state: standing.tax.promise, why: standing.tax.why, failed: tax },
    paper: { state: paper.promise, why: paper.why },
  })
}

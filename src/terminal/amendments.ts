/**
 * Everything that changes a sale after it was paid: worked out against what the sale still has to give, opened as a flow of
 * its own under the sale's number, and seen from outside.
 */
import type { AmendmentRecord } from '../domain/amendment-record.js'
import type { SealedIdentifier } from '../domain/identifiers/sealed-identifier.js'
import type { CashReceiptUse, TaxIdentifier } from '../domain/identifiers/tax-identifier.js'
import type { Language } from '../domain/language.js'
import { isPositive, type Money, sum, zero } from '../domain/money.js'
import { type Parsed, parsed, problem } from '../domain/parsed.js'
import {
  type AmendmentPlan,
  type AmendmentProblem,
  type AmendmentRequest,
  planAmendment,
} from '../domain/plan-amendment.js'
import { type SaleAccount, saleAccount } from '../domain/sale-account.js'
import type { CardTender, CreditTender, SaleRecord } from '../domain/sale-record.js'
import { type RevocationWindow, revocableUntil } from '../domain/tax-rules/revocation-window.js'
import { type AmendmentInput, type Correction, hasTaxWork } from '../flows/amendment/amendment-context.js'
import { amendmentRecordOf } from '../flows/amendment/amendment-record-of.js'
import type { PaymentPolicy } from '../flows/payment/payment-policy.js'
import { saleRecordOf } from '../flows/payment/payment-record.js'
import { saleNumber } from '../flows/stamp.js'
import type { Clock } from '../ports/clock.js'
import type { FlowRecord, Journal, JsonObject, SecretRecord } from '../ports/journal.js'
import type { ApprovalCause } from '../ports/operators.js'
import type { RevocationReason, TaxGatewayAbilities } from '../ports/tax-authority.js'
import { type AmendmentSnapshot, amendmentFlow } from './amendment-flow.js'
import type { AmendmentView } from './amendment-view.js'
import type { DocumentSight } from './effects/amendment-effects.js'
import { innermost } from './innermost.js'
import { lateDocumentAmount } from './late-document.js'
import type { PaymentSnapshot } from './payment-flow.js'
import { sealedIdentifier } from './sealing.js'
import { sightOfDocument } from './standing-document.js'
import type { Reversal, Supervisors, SupervisorsWord } from './supervision.js'

export interface CorrectionRequest {
  readonly kind: 'correction'
  readonly use: CashReceiptUse
  /** Whom the right document is for; the shop itself (자진발급) when there is none. */
  readonly identifier?: TaxIdentifier
  readonly total?: Money
  readonly order?: Correction['order']
}

/** Nothing is given back, and the customer is told why. */
export interface Refusal {
  readonly kind: 'refusal'
}

export interface AmendmentOpening {
  readonly saleId: string
  readonly change: AmendmentRequest | CorrectionRequest | Refusal
  readonly operator: string
  readonly reason: string
  /** For the tax office; 1 (거래취소) for money and goods, 2 (오류발급) for corrections unless given. */
  readonly taxReason?: RevocationReason
  /** Of the slip; the sale's unless given. */
  readonly language?: Language
}

export type OpeningProblem =
  | AmendmentProblem
  | { readonly problem: 'unknownSale' }
  /** Not paid yet, or called off: there is nothing to amend. */
  | { readonly problem: 'notPaid' }
  /** No document stands for it that could be corrected. */
  | { readonly problem: 'noDocument' }
  /** A cash receipt is cancelled without another only for an invoice, and none is asked for. */
  | { readonly problem: 'noInvoiceAsked' }
  /** Its document is not through yet; a correction waits for that, or the document is changed while it is still owed. */
  | { readonly problem: 'documentNotReady' }
  /** A supervisor has to approve it. */
  | ({ readonly problem: 'approvalNeeded' } & ApprovalCause)

interface AmendmentsParts {
  readonly journal: Journal
  readonly clock: Clock
  readonly policy: PaymentPolicy
  readonly abilities: TaxGatewayAbilities
  readonly revocationWindow?: RevocationWindow
  readonly utcOffsetMinutes: number
  readonly training: boolean
  readonly saleOf: (saleId: string) => PaymentSnapshot | undefined
  readonly snapshotOf: (amendmentId: string) => AmendmentSnapshot
  readonly isBatchOpen: (card: CardTender) => boolean
  /** An invoice of the sale is owed or issued. */
  readonly isInvoiced: (saleId: string) => boolean
  readonly supervisors: Supervisors
  readonly open: (amendmentId: string, input: JsonObject, secrets: readonly SecretRecord[]) => void
}

/** Nothing has moved yet. */
const CONFIRMING: ReadonlySet<string> = new Set(['once', 'twice'])

export class Amendments {
  readonly #parts: AmendmentsParts

  constructor(parts: AmendmentsParts) {
    this.#parts = parts
  }

  /** What of a sale is still the shop's to give back. */
  account(saleId: string): Parsed<SaleAccount, OpeningProblem> {
    const sale = this.#parts.saleOf(saleId)
    if (!sale) return problem({ problem: 'unknownSale' })
    if (sale.context.paidAt === undefined) return problem({ problem: 'notPaid' })
    return parsed(saleAccount(saleRecordOf(sale.context), this.recordsOf(saleId)))
  }

  /** What a document asked for now is over, if the sale was amended; `wait` while nobody can say. */
  leftToDeclare(saleId: string): Money | 'wait' | undefined {
    const account = this.account(saleId)
    const amended = this.of(saleId).map(({ flowId }) => this.#parts.snapshotOf(flowId).context)
    return account.ok && amended.length > 0 ? lateDocumentAmount(account.value, amended) : undefined
  }

  /** A cash receipt stands for it, or is still to come. */
  hasDocument(saleId: string): boolean {
    const { kind } = this.#sight(saleId)
    return kind === 'stands' || kind === 'notYet'
  }

  /** Oldest first. */
  of(saleId: string): readonly FlowRecord[] {
    const { chart } = amendmentFlow
    return this.#parts.journal.flows({ under: saleId }).filter((flow) => flow.chart === chart)
  }

  recordsOf(saleId: string): readonly AmendmentRecord[] {
    return this.of(saleId).map(({ flowId }) => amendmentRecordOf(this.#parts.snapshotOf(flowId).context))
  }

  /** Opens it, to be confirmed twice. @returns its number. */
  open(opening: AmendmentOpening, word: SupervisorsWord | undefined): Parsed<string, OpeningProblem> {
    const account = this.account(opening.saleId)
    if (!account.ok) return account
    const plan = this.#plan(account.value, opening)
    if (!plan.ok) return plan
    const { journal, clock, supervisors } = this.#parts
    const approver = supervisors.approver(this.#reversal(opening, account.value, plan.value), word)
    if (!approver.ok) return problem({ problem: 'approvalNeeded', ...approver.problem })
    const stamp = { seq: journal.nextSeq, at: clock.now() }
    const amendmentId = `${opening.saleId}/R${String(stamp.seq).padStart(6, '0')}`
    const sealed = this.#seal(opening.change, stamp.seq)
    const exchangeId = saleNumber(journal.terminalId, stamp)
    const input = this.#inputOf(opening, account.value.record, plan.value, {
      amendmentId,
      exchangeId,
      ...(sealed && { identifier: sealed.identifier }),
      ...(approver.value !== undefined && { approvedBy: approver.value }),
    })
    this.#parts.open(amendmentId, input as unknown as JsonObject, sealed ? [sealed.secret] : [])
    return parsed(amendmentId)
  }

  /** The sale's document as an amendment sees it: those opened before it come first. */
  documentSight(amendmentId: string): DocumentSight {
    const { context } = this.#parts.snapshotOf(amendmentId)
    return this.#sight(context.saleId, amendmentId)
  }

  /** Until when the document it takes back can be: asked before anything has moved. Undefined where there is no end to it. */
  revocation(amendmentId: string): AmendmentView['tax']['revocation'] {
    const { revocationWindow, utcOffsetMinutes, clock, snapshotOf } = this.#parts
    const { context, value } = snapshotOf(amendmentId)
    if (!revocationWindow || !CONFIRMING.has(innermost(value.money)) || !hasTaxWork(context)) return undefined
    const sight = this.documentSight(amendmentId)
    if (sight.kind !== 'stands') return undefined
    const until = revocableUntil(revocationWindow, sight.document.tradeDate, utcOffsetMinutes)
    return until === undefined ? undefined : { until, isOver: clock.now() > until }
  }

  #sight(saleId: string, before?: string): DocumentSight {
    const sale = this.#parts.saleOf(saleId)
    if (!sale) return { kind: 'none' }
    const ids = this.of(saleId).map(({ flowId }) => flowId)
    const earlier = before === undefined ? ids : ids.slice(0, ids.indexOf(before))
    return sightOfDocument(
      sale,
      earlier.map((id) => this.#parts.snapshotOf(id)),
    )
  }

  #plan(account: SaleAccount, { saleId, change }: AmendmentOpening): Parsed<AmendmentPlan, OpeningProblem> {
    if (change.kind !== 'correction' && change.kind !== 'refusal') {
      return planAmendment(account, change, this.#parts.isBatchOpen)
    }
    const { currency, split } = account.record.sale
    const nothing = zero(currency)
    const plan = { lines: [], total: nothing, payouts: [], credits: [], receipted: nothing }
    if (change.kind === 'refusal') return parsed(plan)
    const sight = this.#sight(saleId)
    if (sight.kind === 'none' || sight.kind === 'byHand') return problem({ problem: 'noDocument' })
    if (sight.kind === 'notYet') return problem({ problem: 'documentNotReady' })
    if (change.order === 'revokeOnly' && !this.#parts.isInvoiced(saleId)) return problem({ problem: 'noInvoiceAsked' })
    const { total } = change
    if (total && total.currency !== currency) return problem({ problem: 'wrongCurrency' })
    if (total && !isPositive(total)) return problem({ problem: 'amountNotPositive' })
    if (total && total.amountMinor > split.total.amountMinor) {
      return problem({ problem: 'moreThanLeft', left: split.total })
    }
    return parsed(plan)
  }

  #reversal(
    { saleId, change }: AmendmentOpening,
    { record, tenders }: SaleAccount,
    { payouts }: AmendmentPlan,
  ): Reversal {
    const before = this.recordsOf(saleId).filter(({ state }) => state !== 'calledOff')
    const amounts = [...before.flatMap((amendment) => amendment.payouts), ...payouts].map(({ amount }) => amount)
    const { currency } = record.sale
    return {
      kind: change.kind,
      givenBack: payouts.length === 0 ? zero(currency) : sum(amounts, currency),
      besidesTheCard: payouts.some(({ tender, by }) => by !== 'card' && tenders[tender]?.card !== undefined),
    }
  }

  #seal(change: AmendmentOpening['change'], seq: number) {
    if (change.kind !== 'correction' || !change.identifier) return undefined
    return sealedIdentifier(change.identifier, seq)
  }

  #inputOf(
    opening: AmendmentOpening,
    record: SaleRecord,
    plan: AmendmentPlan,
    ids: {
      readonly amendmentId: string
      readonly exchangeId: string
      readonly identifier?: SealedIdentifier
      readonly approvedBy?: string
    },
  ): Omit<AmendmentInput, 'seq' | 'at'> {
    const { saleId, change, operator, reason, taxReason, language } = opening
    const { approvedBy } = ids
    const { policy, abilities, training, journal } = this.#parts
    const { sale, tenders, paidAt = record.openedAt } = record
    const { lines, total, payouts, receipted, split } = plan
    const given = change.kind === 'exchange' ? change.given : undefined
    return {
      ...{ amendmentId: ids.amendmentId, saleId, kind: change.kind, terminalId: journal.terminalId, operator, reason },
      ...{ policy, abilities, training, lines, total, payouts, receipted },
      ...(approvedBy !== undefined && { approvedBy }),
      taxReason: taxReason ?? (change.kind === 'correction' ? 2 : 1),
      language: language ?? record.language,
      original: { sale, tenders, paidAt },
      ...(split && { split }),
      ...(given && { exchange: { saleId: ids.exchangeId, given, credits: creditsOf(plan, ids.amendmentId) } }),
      ...(change.kind === 'correction' && { correction: correctionOf(change, ids.identifier) }),
    }
  }
}

function creditsOf({ credits }: AmendmentPlan, amendmentId: string): readonly CreditTender[] {
  return credits.map((credit) => ({ kind: 'credit', amendmentId, ...credit }))
}

function correctionOf(
  { use, total, order = 'revokeFirst' }: CorrectionRequest,
  identifier: SealedIdentifier | undefined,
): Correction {
  return {
    order,
    use,
    selfIssued: identifier === undefined,
    ...(identifier && { identifier }),
    ...(total && { total }),
  }
}

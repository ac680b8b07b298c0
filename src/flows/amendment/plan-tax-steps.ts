/**
 * Which documents put a sale's tax right again: what is taken back, and what is issued in its stead. Worked out from the
 * one document that stands, so that at the tax office everything always adds up to what the shop kept.
 */
import type { StandingDocument, TaxStepRecord } from '../../domain/amendment-record.js'
import { type AmountSplit, portionOf, restOf } from '../../domain/amount-split.js'
import { isPositive, type Money } from '../../domain/money.js'
import type { AmendmentInput, Correction } from './amendment-context.js'

type Plan = Pick<AmendmentInput, 'correction' | 'receipted' | 'split' | 'taxReason' | 'abilities' | 'original'>

export function planTaxSteps(document: StandingDocument, plan: Plan): readonly TaxStepRecord[] {
  return plan.correction ? correctionSteps(document, plan.correction, plan) : takeBackSteps(document, plan)
}

/** Never more than stands: what a person settled by hand elsewhere is not the gateway's to take back. */
function takeBackSteps(document: StandingDocument, plan: Plan): readonly TaxStepRecord[] {
  const { remaining } = document
  if (plan.receipted.amountMinor >= remaining.total.amountMinor) return [revocation(document, remaining, plan)]
  const part = partOf(remaining, plan.receipted, plan.split)
  if (plan.abilities.partialRevocation) return [revocation(document, part, plan)]
  return [revocation(document, remaining, plan), reissue(document, restOf(remaining, part))]
}

function correctionSteps(document: StandingDocument, correction: Correction, plan: Plan): readonly TaxStepRecord[] {
  const { remaining } = document
  const { total, order, use, selfIssued, identifier } = correction
  const amounts = total ? portionOf(plan.original.sale.split, total) : remaining
  const revoke = revocation(document, remaining, plan)
  if (order === 'revokeOnly') return [revoke]
  const issue: TaxStepRecord = {
    kind: 'issue',
    state: 'due',
    amounts,
    use,
    selfIssued,
    ...(identifier && { identifier }),
  }
  return order === 'revokeFirst' ? [revoke, issue] : [issue, revoke]
}

/** By the returned lines where they fit into what remains; in proportion otherwise. */
function partOf(remaining: AmountSplit, receipted: Money, split: AmountSplit | undefined): AmountSplit {
  if (split && receipted.amountMinor <= split.total.amountMinor) {
    const byLines = portionOf(split, receipted)
    if (fits(byLines, remaining)) return byLines
  }
  return portionOf(remaining, receipted)
}

function fits(part: AmountSplit, whole: AmountSplit): boolean {
  const rest = restOf(whole, part)
  const parts = [rest.supply, rest.vat, rest.taxFree, rest.serviceCharge]
  return parts.every(({ amountMinor }) => amountMinor >= 0) && rest.vat.amountMinor <= rest.supply.amountMinor
}

function revocation(document: StandingDocument, amounts: AmountSplit, { taxReason }: Plan): TaxStepRecord {
  const { documentNumber, approvalNumber, tradeDate, use, selfIssued, identifier } = document
  return {
    kind: 'revoke',
    ...{ use, selfIssued, ...(identifier && { identifier }) },
    state: 'due',
    amounts,
    reason: taxReason,
    original: { documentNumber, approvalNumber, tradeDate },
    isPart: document.partlyRevoked || isPositive(restOf(document.remaining, amounts).total),
  }
}

function reissue({ use, selfIssued, identifier }: StandingDocument, amounts: AmountSplit): TaxStepRecord {
  return { kind: 'issue', state: 'due', amounts, use, selfIssued, ...(identifier && { identifier }) }
}

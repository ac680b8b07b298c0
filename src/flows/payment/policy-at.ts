/**
 * A shop's policy as it stands on a day: the law's numbers of that day in the words of the payment chart. A sale keeps the
 * ones it was opened under for good, because they are in its journaled input.
 */
import { isListed, type RuleSet, ruleSetAt } from '../../domain/tax-rules/rule-set.js'
import type { PaymentPolicy } from './payment-policy.js'

export interface ShopTaxRules {
  readonly sets: readonly RuleSet[]
  /** The shop's trade by the law's name; absent, the policy itself says whether issuing is compulsory in it. */
  readonly sector?: string
}

/** @param at epoch milliseconds. The policy as it is on days no set covers, and where nothing is submitted. */
export function policyAt(policy: PaymentPolicy, { sets, sector }: ShopTaxRules, at: number): PaymentPolicy {
  const { tax } = policy
  const set = tax.regime === 'none' ? undefined : ruleSetAt(sets, at, tax.utcOffsetMinutes)
  if (!set) return policy
  return {
    ...policy,
    tax: {
      ...tax,
      compulsorySector: sector === undefined ? tax.compulsorySector : isListed(set.sectors, sector),
      compulsoryFromMinor: set.thresholdMinor,
      compulsoryOver: set.thresholdOver,
      penaltyPercent: set.penaltyPercent,
      issuePeriod: set.issuePeriod,
    },
  }
}

/**
 * Korea's rules for compulsory cash receipts, set by set. They begin where the penalty became a surcharge of 20 percent,
 * in 2019; no till that runs this opens sales dated earlier.
 */
import { KOREAN_SECTORS } from './korean-sectors.js'
import type { RuleSet } from './rule-set.js'

const FIRST_DAY = '2019-01-01'

/**
 * Five days from the payment: sources differ on whether its own day is one of them, so the shorter reading holds until a shop
 * says otherwise (`tax.rules` in its settings) – nobody pays for being a day early.
 */
const FIVE_DAYS = { days: 5, countsFirstDay: true } as const

/** In force one after the other, oldest first. */
export const KOREAN_RULES: readonly RuleSet[] = KOREAN_SECTORS.filter(({ from }) => from >= FIRST_DAY).map(
  ({ from }) => ({
    from,
    sectors: KOREAN_SECTORS.filter((entry) => entry.from <= from).flatMap(({ added }) => added),
    thresholdMinor: 100_000,
    // The law measures the sale, VAT included: paying a part by card does not lift the duty from the rest.
    thresholdOver: 'sale',
    penaltyPercent: 20,
    issuePeriod: FIVE_DAYS,
  }),
)

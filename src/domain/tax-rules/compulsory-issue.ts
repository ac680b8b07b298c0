/**
 * Whether a sale's cash receipt must be issued unasked, by when, and what is at stake: the arithmetic of the rule sets,
 * which charts, screens and lists all take from here.
 */
import { dayNumberAt, startOfDay } from './local-day.js'
import type { IssuePeriod } from './rule-set.js'

export interface Threshold {
  readonly minor: number
  readonly over: 'sale' | 'cash'
}

/** Of a shop in a listed trade. The amount to issue over is what was paid in cash, whichever of the two is measured. */
export function compulsoryFor(threshold: Threshold, sale: { readonly totalMinor: number; readonly cashMinor: number }) {
  const measured = threshold.over === 'sale' ? sale.totalMinor : sale.cashMinor
  return sale.cashMinor > 0 && measured >= threshold.minor
}

/** The last millisecond that is still in time. */
export function issueDeadline({ days, countsFirstDay }: IssuePeriod, paidAt: number, utcOffsetMinutes: number): number {
  const lastDay = dayNumberAt(paidAt, utcOffsetMinutes) + days - (countsFirstDay ? 1 : 0)
  return startOfDay(lastDay + 1, utcOffsetMinutes) - 1
}

/** The penalty on an amount that was not issued, in whole minor units, rounded down. */
export function amountAtRisk(penaltyPercent: number, cashMinor: number): number {
  return Math.floor((cashMinor * penaltyPercent) / 100)
}

/** What a sale owes the tax office, by when, and what it costs the shop to be late. */
import { type Money, money } from '../../domain/money.js'
import { amountAtRisk, compulsoryFor, issueDeadline } from '../../domain/tax-rules/compulsory-issue.js'
import { amountToDeclare, amountToReceipt, type PaymentContext } from './payment-context.js'

export interface TaxDuty {
  /** Paid in cash or by transfer: what the document is over. */
  readonly amount: Money
  /** Issuing is compulsory, whatever the customer says. */
  readonly isCompulsory: boolean
  /** The last moment in time; epoch milliseconds. */
  readonly dueAt: number
  /** The penalty, where it is not issued in time. */
  readonly atRisk: Money
}

/** Undefined while it is not paid, and where nothing is submitted at the counter. */
export function taxDuty(context: PaymentContext): TaxDuty | undefined {
  const { paidAt, policy } = context
  const { regime, issuePeriod, deadlineMs, penaltyPercent, utcOffsetMinutes } = policy.tax
  const amount = amountToDeclare(context)
  if (paidAt === undefined || regime === 'none' || amount.amountMinor <= 0) return undefined
  const isCompulsory = isIssuingCompulsory(context)
  const penalty = isCompulsory ? amountAtRisk(penaltyPercent, amount.amountMinor) : 0
  const dueAt = issuePeriod ? issueDeadline(issuePeriod, paidAt, utcOffsetMinutes) : paidAt + deadlineMs
  return { amount, isCompulsory, dueAt, atRisk: money(penalty, amount.currency) }
}

/** By the rules the sale was opened under. */
export function isIssuingCompulsory(context: PaymentContext): boolean {
  const { compulsorySector, compulsoryFromMinor, compulsoryOver = 'cash' } = context.policy.tax
  const threshold = { minor: compulsoryFromMinor, over: compulsoryOver }
  const cashMinor = amountToReceipt(context).amountMinor
  const totalMinor = context.sale.split.total.amountMinor
  return compulsorySector && compulsoryFor(threshold, { totalMinor, cashMinor })
}

/** What a sale owes the tax office, by when, and what it costs the shop to be late. */
import { type Money, money } from '../../domain/money.js'
import { amountToReceipt, type PaymentContext } from './payment-context.js'

export interface TaxDuty {
  /** Paid in cash or by transfer: what the document is over. */
  readonly amount: Money
  /** Issuing is compulsory, whatever the customer says. */
  readonly isCompulsory: boolean
  /** Epoch milliseconds. */
  readonly dueAt: number
  /** The penalty, where it is not issued in time. */
  readonly atRisk: Money
}

/** Undefined while it is not paid, and where nothing is submitted at the counter. */
export function taxDuty(context: PaymentContext): TaxDuty | undefined {
  const { paidAt, policy } = context
  const { regime, compulsorySector, compulsoryFromMinor, deadlineMs, penaltyPercent } = policy.tax
  const amount = amountToReceipt(context)
  if (paidAt === undefined || regime === 'none' || amount.amountMinor <= 0) return undefined
  const isCompulsory = compulsorySector && amount.amountMinor >= compulsoryFromMinor
  const penalty = isCompulsory ? Math.floor((amount.amountMinor * penaltyPercent) / 100) : 0
  return { amount, isCompulsory, dueAt: paidAt + deadlineMs, atRisk: money(penalty, amount.currency) }
}

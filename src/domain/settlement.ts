/**
 * A day's card payments as the terminal counts them and as the acquirer will pay them, and where the two differ. Pure: what
 * is compared is what both sides wrote down.
 */
import type { Currency, Money } from './money.js'

/** One transaction of a batch: a purchase that was not taken back before settlement, or a refund. */
export interface SettledTransaction {
  readonly kind: 'purchase' | 'refund'
  readonly stan: string
  readonly rrn: string
  readonly amount: Money
}

export type SettlementFinding =
  /** The terminal has it, the acquirer's file has not: the shop would not be paid for it, or not charged. */
  | { readonly finding: 'missingInFile'; readonly transaction: SettledTransaction }
  /** The acquirer has it, the terminal has not. */
  | { readonly finding: 'unknownToTill'; readonly transaction: SettledTransaction }
  | { readonly finding: 'amountDiffers'; readonly transaction: SettledTransaction; readonly inFile: Money }

export interface TransactionTotals {
  readonly currency: Currency
  readonly purchases: { readonly count: number; readonly amountMinor: number }
  readonly refunds: { readonly count: number; readonly amountMinor: number }
}

export function totalsOf(
  transactions: readonly Omit<SettledTransaction, 'stan' | 'rrn'>[],
  currency: Currency,
): TransactionTotals {
  const of = (kind: SettledTransaction['kind']) => {
    const chosen = transactions.filter((each) => each.kind === kind)
    return { count: chosen.length, amountMinor: chosen.reduce((sum, { amount }) => sum + amount.amountMinor, 0) }
  }
  return { currency, purchases: of('purchase'), refunds: of('refund') }
}

/** Matched by STAN and RRN: a file tells the time to the second only. */
export function settlementFindings(
  till: readonly SettledTransaction[],
  file: readonly SettledTransaction[],
): readonly SettlementFinding[] {
  const nameOf = ({ kind, stan, rrn }: SettledTransaction) => `${kind} ${stan} ${rrn}`
  const inFile = new Map(file.map((transaction) => [nameOf(transaction), transaction]))
  const inTill = new Set(till.map(nameOf))
  const ours = till.flatMap((transaction): SettlementFinding[] => {
    const theirs = inFile.get(nameOf(transaction))
    if (!theirs) return [{ finding: 'missingInFile', transaction }]
    const same =
      theirs.amount.amountMinor === transaction.amount.amountMinor &&
      theirs.amount.currency === transaction.amount.currency
    return same ? [] : [{ finding: 'amountDiffers', transaction, inFile: theirs.amount }]
  })
  const theirs = file
    .filter((transaction) => !inTill.has(nameOf(transaction)))
    .map((transaction): SettlementFinding => ({ finding: 'unknownToTill', transaction }))
  return [...ours, ...theirs]
}

/**
 * A purchase approved for less than was asked: DE4 of the reply is what was approved, DE54 repeats what was asked
 * (amount type 57, original amount), so that a reply to another purchase is not taken for a smaller approval of this one.
 */
import { CURRENCIES, type Money } from '../../../src/domain/money.js'
import { digitsOf } from './message-fields.js'

/** Account type 00, amount type 57. */
const ORIGINAL_AMOUNT = '0057'

/** DE54 naming the amount that was asked for, as a debit. @throws DriverError `host.unencodable` beyond twelve digits. */
export function askedAmountField({ amountMinor, currency }: Money): string {
  return `${ORIGINAL_AMOUNT}${CURRENCIES[currency].numericCode}D${digitsOf(amountMinor, 12)}`
}

/** True when DE54 names this amount as the one asked for, among whatever other amounts. */
export function namesAskedAmount(field: string | undefined, asked: Money): boolean {
  const sets: readonly string[] = field?.match(/.{1,20}/g) ?? []
  return sets.includes(askedAmountField(asked))
}

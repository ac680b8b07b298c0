/**
 * A batch's totals as fields: DE74 to DE77, DE86 to DE89 and DE97 of a settlement, and the private sub-field in which a
 * host that counted otherwise says what it has. A debit takes from a card (purchase), a credit gives back (refund).
 */
import { CURRENCIES, type Currency } from '../../../src/domain/money.js'
import type { BatchTotals } from '../../../src/ports/acquirer.js'
import { DE } from './data-elements.js'
import { digitsOf } from './message-fields.js'

/** Voids and reversals have cancelled their purchase out, so nothing is counted as reversed. */
const NONE = { count: '0'.repeat(10), amount: '0'.repeat(16) } as const

/** @throws DriverError `host.unencodable` for a total that does not fit. */
export function totalsFields({ currency, purchases, refunds }: BatchTotals): Record<number, string> {
  const netMinor = purchases.amountMinor - refunds.amountMinor
  return {
    [DE.settlementCurrency]: CURRENCIES[currency].numericCode,
    [DE.creditsNumber]: digitsOf(refunds.count, 10),
    [DE.creditsReversalNumber]: NONE.count,
    [DE.debitsNumber]: digitsOf(purchases.count, 10),
    [DE.debitsReversalNumber]: NONE.count,
    [DE.creditsAmount]: digitsOf(refunds.amountMinor, 16),
    [DE.creditsReversalAmount]: NONE.amount,
    [DE.debitsAmount]: digitsOf(purchases.amountMinor, 16),
    [DE.debitsReversalAmount]: NONE.amount,
    [DE.netSettlement]: (netMinor < 0 ? 'C' : 'D') + digitsOf(Math.abs(netMinor), 16),
  }
}

/** @returns undefined when a total is missing, something is counted as reversed, or the net does not follow from the rest. */
export function readTotalsFields(fields: Readonly<Record<number, string>>): BatchTotals | undefined {
  const currency = CURRENCY_NAMES.find((name) => CURRENCIES[name].numericCode === fields[DE.settlementCurrency])
  const { [DE.debitsNumber]: purchases, [DE.debitsAmount]: taken } = fields
  const { [DE.creditsNumber]: refunds, [DE.creditsAmount]: given } = fields
  if (!currency || !purchases || !taken || !refunds || !given) return undefined
  const totals = {
    currency,
    purchases: { count: Number(purchases), amountMinor: Number(taken) },
    refunds: { count: Number(refunds), amountMinor: Number(given) },
  }
  if (!isWhole(totals)) return undefined
  const agrees = Object.entries(totalsFields(totals)).every(([number, value]) => fields[Number(number)] === value)
  return agrees ? totals : undefined
}

/** Purchases number 10 and amount 16, refunds number 10 and amount 16: 52 digits, in the settlement's currency. */
export function encodeHostTotals({ purchases, refunds }: BatchTotals): string {
  return [purchases, refunds].map(({ count, amountMinor }) => digitsOf(count, 10) + digitsOf(amountMinor, 16)).join('')
}

/** @returns undefined when it is not 52 digits, or they are more than a number holds. */
export function decodeHostTotals(text: string | undefined, currency: Currency): BatchTotals | undefined {
  const [, ...digits] = /^(\d{10})(\d{16})(\d{10})(\d{16})$/.exec(text ?? '') ?? []
  if (digits.length === 0) return undefined
  const [purchases = 0, taken = 0, refunds = 0, given = 0] = digits.map(Number)
  const totals = {
    currency,
    purchases: { count: purchases, amountMinor: taken },
    refunds: { count: refunds, amountMinor: given },
  }
  return isWhole(totals) ? totals : undefined
}

export function sameTotals(a: BatchTotals, b: BatchTotals): boolean {
  return a.currency === b.currency && encodeHostTotals(a) === encodeHostTotals(b)
}

function isWhole({ purchases, refunds }: BatchTotals): boolean {
  return Number.isSafeInteger(purchases.amountMinor) && Number.isSafeInteger(refunds.amountMinor)
}

const CURRENCY_NAMES = Object.keys(CURRENCIES) as Currency[]

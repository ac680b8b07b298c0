/**
 * A total taken apart the way tax documents want it. Computed once per sale; screens, slips and submissions all show
 * these same parts, and the parts always sum to the total.
 */
import { type Currency, type Money, money, subtract, sum, zero } from './money.js'

export interface AmountSplit {
  readonly total: Money
  /** Taxable supply value without VAT (공급가액). */
  readonly supply: Money
  readonly vat: Money
  /** Sold free of VAT (면세). */
  readonly taxFree: Money
  /** Service charge or tip (봉사료), outside the VAT base. */
  readonly serviceCharge: Money
}

/** VAT contained in a VAT-inclusive amount, rounded half up; `rateBasisPoints` 1000 = 10 %. */
export function includedVat(grossMinor: number, rateBasisPoints: number): number {
  return Number(divideRounded(BigInt(grossMinor) * BigInt(rateBasisPoints), BigInt(10_000 + rateBasisPoints)))
}

/** Splits VAT-inclusive parts. All three are in the same currency and not negative. */
export function splitAmounts(
  taxableGross: Money,
  taxFree: Money,
  serviceCharge: Money,
  rateBasisPoints: number,
): AmountSplit {
  const vat = money(includedVat(taxableGross.amountMinor, rateBasisPoints), taxableGross.currency)
  return {
    total: sum([taxableGross, taxFree, serviceCharge], taxableGross.currency),
    supply: subtract(taxableGross, vat),
    vat,
    taxFree,
    serviceCharge,
  }
}

/**
 * The split of a part of the total, e.g. of the cash in a mixed tender: each part in proportion. Every part lies between
 * zero and its whole, so the rest of the sale has a valid split too (see `restOf`).
 */
export function portionOf(whole: AmountSplit, part: Money): AmountSplit {
  const currency = whole.total.currency
  if (part.currency !== currency) throw new RangeError(`a portion must be in ${currency}, got ${part.currency}`)
  if (part.amountMinor < 0 || part.amountMinor > whole.total.amountMinor) {
    throw new RangeError(`a portion must lie within the total of ${whole.total.amountMinor}, got ${part.amountMinor}`)
  }
  const [supply, vat, taxFree, serviceCharge] = apportion(
    part.amountMinor,
    [whole.supply, whole.vat, whole.taxFree, whole.serviceCharge].map((share) => share.amountMinor),
  ).map((minor) => money(minor, currency)) as [Money, Money, Money, Money]
  return { total: part, supply, vat, taxFree, serviceCharge }
}

/** What remains of `whole` once `portion` is taken out, part by part. */
export function restOf(whole: AmountSplit, portion: AmountSplit): AmountSplit {
  return {
    total: subtract(whole.total, portion.total),
    supply: subtract(whole.supply, portion.supply),
    vat: subtract(whole.vat, portion.vat),
    taxFree: subtract(whole.taxFree, portion.taxFree),
    serviceCharge: subtract(whole.serviceCharge, portion.serviceCharge),
  }
}

export function emptySplit(currency: Currency): AmountSplit {
  const nothing = zero(currency)
  return { total: nothing, supply: nothing, vat: nothing, taxFree: nothing, serviceCharge: nothing }
}

/**
 * Shares a non-negative `amount` out in proportion to `weights` by largest remainder: whole units, summing exactly, none above its weight
 * when `amount` is at most their sum. Ties go to the earlier share. All zero weights give all zero shares.
 */
export function apportion(amount: number, weights: readonly number[]): number[] {
  const whole = weights.reduce((total, weight) => total + weight, 0)
  if (whole === 0) return weights.map(() => 0)
  const exact = weights.map((weight) => BigInt(weight) * BigInt(amount))
  const shares = exact.map((value) => Number(value / BigInt(whole)))
  const remainders = exact.map((value, index) => ({ index, remainder: value % BigInt(whole) }))
  remainders.sort((a, b) => (a.remainder === b.remainder ? a.index - b.index : a.remainder > b.remainder ? -1 : 1))
  let missing = amount - shares.reduce((total, share) => total + share, 0)
  for (const { index } of remainders) {
    if (missing === 0) break
    shares[index] = (shares[index] ?? 0) + 1
    missing -= 1
  }
  return shares
}

/** Non-negative division, rounded half up. */
function divideRounded(dividend: bigint, divisor: bigint): bigint {
  return (dividend * 2n + divisor) / (divisor * 2n)
}

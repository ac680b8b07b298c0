/**
 * Money as whole minor units with its currency. A float never carries money here: every amount is a safe integer, and
 * mixing currencies is a bug, not a conversion.
 */
export type Currency = 'KRW' | 'CNY' | 'USD'

export interface Money {
  /** Whole minor units: won for KRW, fen for CNY, cents for USD. May be negative on a cancel. */
  readonly amountMinor: number
  readonly currency: Currency
}

/** ISO 4217 exponent (digits after the point) and numeric code. */
export const CURRENCIES: Readonly<Record<Currency, { readonly exponent: number; readonly numericCode: string }>> = {
  KRW: { exponent: 0, numericCode: '410' },
  CNY: { exponent: 2, numericCode: '156' },
  USD: { exponent: 2, numericCode: '840' },
}

/** @throws RangeError when the amount is not a whole, safe number of minor units. */
export function money(amountMinor: number, currency: Currency): Money {
  if (!Number.isSafeInteger(amountMinor)) {
    throw new RangeError(`an amount must be a whole number of minor units, got ${amountMinor}`)
  }
  return { amountMinor: amountMinor === 0 ? 0 : amountMinor, currency }
}

export function zero(currency: Currency): Money {
  return money(0, currency)
}

export function add(a: Money, b: Money): Money {
  return money(a.amountMinor + b.amountMinor, sameCurrency(a, b))
}

export function subtract(a: Money, b: Money): Money {
  return money(a.amountMinor - b.amountMinor, sameCurrency(a, b))
}

export function negate(a: Money): Money {
  return money(-a.amountMinor, a.currency)
}

export function sum(amounts: readonly Money[], currency: Currency): Money {
  return amounts.reduce(add, zero(currency))
}

export function isPositive(a: Money): boolean {
  return a.amountMinor > 0
}

/**
 * Parses what a person types: `12,000`, `9.5`, `9.50`. More decimals than the currency has is refused rather than rounded.
 * @returns undefined when the text is not an amount of this currency.
 */
export function parseMoney(text: string, currency: Currency): Money | undefined {
  const { exponent } = CURRENCIES[currency]
  const match = /^(-?)(\d{1,3}(?:,\d{3})+|\d+)(?:\.(\d+))?$/.exec(text.trim())
  if (!match) return undefined
  const [, sign = '', whole = '', decimals = ''] = match
  if (decimals.length > exponent) return undefined
  const amountMinor = Number(whole.replaceAll(',', '') + decimals.padEnd(exponent, '0'))
  if (!Number.isSafeInteger(amountMinor)) return undefined
  return money(sign === '-' ? -amountMinor : amountMinor, currency)
}

/** Digits only, thousands separated, the currency's own decimals: `12,000` for KRW, `9.50` for CNY. No symbol. */
export function formatAmount(value: Money): string {
  const { exponent } = CURRENCIES[value.currency]
  const digits = Math.abs(value.amountMinor)
    .toString()
    .padStart(exponent + 1, '0')
  const whole = digits.slice(0, digits.length - exponent).replace(/\B(?=(\d{3})+$)/g, ',')
  const decimals = exponent === 0 ? '' : `.${digits.slice(-exponent)}`
  return `${value.amountMinor < 0 ? '-' : ''}${whole}${decimals}`
}

function sameCurrency(a: Money, b: Money): Currency {
  if (a.currency !== b.currency) throw new RangeError(`cannot mix ${a.currency} and ${b.currency}`)
  return a.currency
}

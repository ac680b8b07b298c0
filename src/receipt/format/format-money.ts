/**
 * Amounts and quantities as a receipt writes them: bare in columns, with their currency where one stands alone. The signs
 * come from the language, for not every printer's character set has every currency sign.
 */
import { type Currency, formatAmount, type Money } from '../../domain/money.js'

/** What a language writes around the digits of a currency. */
export type CurrencyAffixes = Readonly<Record<Currency, { readonly before: string; readonly after: string }>>

/** `12,000원`, `￥9.50`, `-$1.00`: the sign comes first of all. */
export function withCurrency(value: Money, affixes: CurrencyAffixes): string {
  const { before, after } = affixes[value.currency]
  const digits = formatAmount(value)
  return digits.startsWith('-') ? `-${before}${digits.slice(1)}${after}` : `${before}${digits}${after}`
}

/** Thousandths without idle zeros: 1000 → `1`, 350 → `0.35`, 12345000 → `12,345`. */
export function formatQuantity(thousandths: number): string {
  const whole = Math.trunc(thousandths / 1000)
    .toString()
    .replace(/\B(?=(\d{3})+$)/g, ',')
  const decimals = (thousandths % 1000).toString().padStart(3, '0').replace(/0+$/, '')
  return decimals === '' ? whole : `${whole}.${decimals}`
}

/** 1000 → `10%`, 825 → `8.25%`. */
export function formatRate(basisPoints: number): string {
  return `${(basisPoints / 100).toFixed(2).replace(/\.?0+$/, '')}%`
}

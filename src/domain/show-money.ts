/** Amounts as each currency's shops write them on a screen. */
import type { Language } from './language.js'
import { formatAmount, type Money } from './money.js'

const WRITTEN: Readonly<Record<Money['currency'], (amount: string, language: Language) => string>> = {
  KRW: (amount, language) => (language === 'ko' ? `${amount}원` : `KRW ${amount}`),
  CNY: (amount) => `RMB ${amount}`,
  USD: (amount) => `$${amount}`,
}

export function showMoney(amount: Money, language: Language): string {
  return WRITTEN[amount.currency](formatAmount(amount), language)
}

/** `2026-11-22 14:05` in the shop's time. */
export function showMoment(at: number, utcOffsetMinutes: number): string {
  return new Date(at + utcOffsetMinutes * 60_000).toISOString().slice(0, 16).replace('T', ' ')
}

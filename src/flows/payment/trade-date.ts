/** The day a tax document carries. Gateways take only recent days, so one issued later carries the day it is issued. */
import type { PaymentPolicy } from './payment-policy.js'

const DAY_MS = 24 * 60 * 60_000

/** `paidAt`, or `at` once `paidAt` lies more than `gatewayDays` local days back. */
export function tradeDate(paidAt: number, at: number, tax: PaymentPolicy['tax']): number {
  const day = (instant: number) => Math.floor((instant + tax.utcOffsetMinutes * 60_000) / DAY_MS)
  return day(at) - day(paidAt) > tax.gatewayDays ? at : paidAt
}

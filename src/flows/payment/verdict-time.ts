/**
 * When the tax office's word on an issued document can first be asked for: the morning after, in the office's own time.
 */
import type { PaymentPolicy } from './payment-policy.js'

const DAY_MS = 24 * 60 * 60_000

/** Milliseconds from `at` to `verdictHour` of the next local day. */
export function untilVerdictMs(at: number, tax: PaymentPolicy['tax']): number {
  const offsetMs = tax.utcOffsetMinutes * 60_000
  const localMidnight = Math.floor((at + offsetMs) / DAY_MS) * DAY_MS
  return localMidnight + DAY_MS + tax.verdictHour * 60 * 60_000 - offsetMs - at
}

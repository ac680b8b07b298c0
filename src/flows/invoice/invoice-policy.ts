/** The shop's rules for an invoice, as data handed in with each: they are journaled, so a replay waits as long as the first time. */
import type { Backoff } from '../backoff.js'

export interface InvoicePolicy {
  /** Between tries while the service is out of reach. */
  readonly backoff: Backoff
  /** Between questions while the service is at it. */
  readonly issuing: Backoff
  /** From the request on; what takes longer says so on every list. */
  readonly patienceMs: number
  /** How often signing is tried again before it is left alone for a while. */
  readonly resignLimit: number
  readonly resignPauseMs: number
  /** Between looks at a red invoice the buyer has to confirm within 72 hours. */
  readonly buyerCheckMs: number
  /** Until a 세금계산서 that was promised must stand, from the request on. */
  readonly manualDueMs: number
}

const SECOND = 1_000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

export const INVOICE_POLICY: InvoicePolicy = {
  backoff: { firstMs: 5 * SECOND, capMs: 15 * MINUTE },
  issuing: { firstMs: 3 * SECOND, capMs: 5 * MINUTE },
  patienceMs: 30 * MINUTE,
  resignLimit: 5,
  resignPauseMs: 6 * HOUR,
  buyerCheckMs: 6 * HOUR,
  manualDueMs: 10 * DAY,
}

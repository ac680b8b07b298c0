/**
 * The shop's rules for a payment, as data handed in with each sale. They are part of the journaled input, so a sale is
 * always replayed under the rules it was made by.
 */
import type { IssuePeriod } from '../../domain/tax-rules/rule-set.js'
import type { Backoff } from '../backoff.js'
import type { PaperPolicy } from '../paper/paper-setup.js'

export interface PaymentPolicy {
  readonly card: {
    /** How long the reader waits for a card. */
    readonly waitMs: number
    /** Chip errors before swiping is allowed (fallback). */
    readonly chipErrorsBeforeFallback: number
    /** Reads of any kind before the cashier is asked to choose again. */
    readonly maxReads: number
    /** Instalments (할부): from this amount (minor units) on, and for how many months at most. */
    readonly instalments: { readonly fromMinor: number; readonly mostMonths: number }
  }
  /** A sale nobody touches for this long is called off, giving back what was taken. */
  readonly idleMs: number
  readonly reversalBackoff: Backoff
  /** After this long without an acknowledgement a person is called; it keeps being repeated. */
  readonly reversalPatienceMs: number
  /** While a reversal is pending, no other card may be charged on this terminal. */
  readonly pendingReversalBlocksCards: boolean
  readonly tax: {
    /** `cashReceipt` – Korean 현금영수증 for what is paid in cash or by transfer; `none` – nothing to submit. */
    readonly regime: 'cashReceipt' | 'none'
    /** The shop's trade is one for which issuing is compulsory (의무발행업종). */
    readonly compulsorySector: boolean
    /** From this amount (minor units) issuing is compulsory there even when the customer declines. */
    readonly compulsoryFromMinor: number
    /** What must reach it: the whole sale, or what of it is cash; the cash, where an older journal does not say. */
    readonly compulsoryOver?: 'sale' | 'cash'
    /** How long the customer is waited for at each step of identifying. */
    readonly identifyWaitMs: number
    /** Days before today that a document may still be dated; later ones carry the day they are issued. */
    readonly gatewayDays: number
    /** Of an amount not issued in time, where issuing is compulsory (가산세), in percent. */
    readonly penaltyPercent: number
    /** Days until the end of which the document must stand. */
    readonly issuePeriod?: IssuePeriod
    /** Time from the payment until it must, where an older journal, or no rule set, says no `issuePeriod`. */
    readonly deadlineMs: number
    /** Local hour at which, from the next day on, the tax office's verdict can be asked for. */
    readonly verdictHour: number
    /** Days on which the verdict is asked for before a person is called; 0 where the gateway never tells it. */
    readonly verdictChecks: number
    readonly utcOffsetMinutes: number
  }
  readonly paper: PaperPolicy
}

const MINUTE = 60_000
const HOUR = 60 * MINUTE

/** What a Korean shop starts with. */
export const KOREAN_POLICY: PaymentPolicy = {
  card: {
    waitMs: MINUTE,
    chipErrorsBeforeFallback: 3,
    maxReads: 8,
    instalments: { fromMinor: 50_000, mostMonths: 36 },
  },
  idleMs: 30 * MINUTE,
  reversalBackoff: { firstMs: 2_000, capMs: 5 * MINUTE },
  reversalPatienceMs: HOUR,
  pendingReversalBlocksCards: false,
  tax: {
    regime: 'cashReceipt',
    compulsorySector: true,
    compulsoryFromMinor: 100_000,
    identifyWaitMs: 2 * MINUTE,
    gatewayDays: 1,
    penaltyPercent: 20,
    deadlineMs: 5 * 24 * HOUR,
    verdictHour: 9,
    verdictChecks: 3,
    utcOffsetMinutes: 9 * 60,
  },
  paper: {
    retryMs: 5_000,
    expiresMs: 10 * MINUTE,
    fallback: false,
    fallbackAfterMs: MINUTE,
    trusted: ['process-id', 'fence'],
  },
}

/** Elsewhere: nothing is submitted at the counter. */
export const NO_TAX_SUBMISSION: PaymentPolicy['tax'] = { ...KOREAN_POLICY.tax, regime: 'none' }

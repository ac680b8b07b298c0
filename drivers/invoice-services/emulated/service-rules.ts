/**
 * How the emulated service and the tax office behind it behave, as data: a test or a scenario names the buyers that fail and
 * how long things take, and changes no code.
 */
type BuyerRule =
  /** Taken, and turned down by the tax office with these words (status 22). */
  | { readonly buyer: string; readonly fail: string }
  /** Taken, and its signing fails this many times (status 24). */
  | { readonly buyer: string; readonly failSigning: number }

export interface ServiceRules {
  /** By the buyer's name or tax number. */
  readonly buyers: readonly BuyerRule[]
  /** From taking a request (20) to having it issued (21). */
  readonly issueMs: number
  /** From issued (21) to signed (2). */
  readonly signMs: number
  /** From a red form's application (15) to the tax office's first word, and from the last word to the red invoice. */
  readonly redMs: number
  /** How long the buyer has to confirm a red form. */
  readonly confirmMs: number
  readonly tokenLifeMs: number
  /** Tokens given out within `tokenQuotaMs`. */
  readonly tokenQuota: number
  readonly tokenQuotaMs: number
  /** How far a call's timestamp may lie from the service's clock, either way. */
  readonly timestampWindowMs: number
  /** How long after the sale its page takes a buyer. */
  readonly pageOpenMs: number
}

const SECOND = 1_000
const HOUR = 3_600 * SECOND
const DAY = 24 * HOUR

export const SERVICE_RULES: ServiceRules = {
  buyers: [],
  issueMs: 3 * SECOND,
  signMs: 2 * SECOND,
  redMs: 3 * SECOND,
  confirmMs: 72 * HOUR,
  tokenLifeMs: DAY,
  tokenQuota: 50,
  tokenQuotaMs: 30 * DAY,
  timestampWindowMs: 10 * 60 * SECOND,
  pageOpenMs: 30 * DAY,
}

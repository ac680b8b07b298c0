/**
 * How the emulated PortOne and the payment company behind it behave, as data: a test or a scenario names the customers who
 * are refused and how far back a sale may lie, and changes no code.
 */

/** The payment company's own words for a refusal, as PortOne passes them on (502 `PG_PROVIDER`). */
export interface PaymentCompanyRefusal {
  readonly pgCode: string
  readonly pgMessage: string
}

export interface PortoneRules {
  /** Receipts for these identifiers (digits only) are refused by the payment company. */
  readonly identities: readonly (PaymentCompanyRefusal & { readonly identity: string })[]
  /** A sale may lie this many Korean days back. */
  readonly daysBack: number
  /** How long an idempotency key is remembered; three hours at PortOne. */
  readonly keyLifeMs: number
  /** The most a page of a list holds, whatever is asked for. */
  readonly mostPerPage: number
}

export const PORTONE_RULES: PortoneRules = {
  identities: [],
  daysBack: 1,
  keyLifeMs: 3 * 60 * 60 * 1000,
  mostPerPage: 1000,
}

/**
 * Why a sale was amended, or an amendment refused. The usual reasons are named here, so that a slip gives them in the
 * customer's language, whatever language the operator works in.
 */
export const KNOWN_AMENDMENT_REASONS = [
  'customerRequest',
  'changedMind',
  'defective',
  'wrongItem',
  'wrongAmount',
  /** The cash receipt went to another number than the customer's. */
  'wrongIdentifier',
  /** 소득공제 instead of 지출증빙, or the other way round. */
  'wrongUse',
  'periodOver',
  'used',
  'noProofOfPurchase',
  'notReturnable',
] as const
export type KnownAmendmentReason = (typeof KNOWN_AMENDMENT_REASONS)[number]

export function isKnownAmendmentReason(reason: string): reason is KnownAmendmentReason {
  return KNOWN_AMENDMENT_REASONS.some((known) => known === reason)
}

/** Why a copy was printed. The usual reasons are named here, so a copy gives them in the language of its receipt. */
export const KNOWN_COPY_REASONS = [
  'customerRequest',
  'notHandedOver',
  /** It is not certain that the original came out. */
  'printUnconfirmed',
  'unreadable',
  /** The cash receipt was pending on the original. */
  'cashReceiptIssued',
] as const
export type KnownCopyReason = (typeof KNOWN_COPY_REASONS)[number]

export function isKnownCopyReason(reason: string): reason is KnownCopyReason {
  return KNOWN_COPY_REASONS.some((known) => known === reason)
}

/**
 * The few codes that tell the driver what to do next. What every code means to people is one table for all, in
 * `src/domain/gateway-codes/popbill-codes.ts`; a code that is not there becomes `tax.refused` and keeps its number in the
 * record, or, where it may hide a submission that was taken, nothing known (see `gateway-reply.ts`).
 */

/** A document already stands under this mgtKey: not a refusal yet, the driver looks at it first. */
export const DUPLICATE_CODE = -14001019

/** No document stands under the mgtKey asked for. */
export const NOT_FOUND_CODES: ReadonlySet<number> = new Set([-14000000, -14000003])

/** The token was asked for with a date that Linkhub does not take for now. */
export const CLOCK_CODE = -99010004

/**
 * The session token was missing, unreadable, expired, or is no good from here. Nothing was processed, so a fresh one may be
 * tried once.
 */
export const TOKEN_REJECTED_CODES: ReadonlySet<number> = new Set([
  -10000032,
  -10000033,
  -10000034,
  CLOCK_CODE,
  -99010007,
  -99010013,
])

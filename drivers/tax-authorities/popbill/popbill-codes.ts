/**
 * Popbill's refusal codes and what they are called in the house. A table and nothing else, so a new code is one line and
 * no branch. A code that is not here becomes `tax.refused` and keeps its number in the record, or, where it may hide a
 * submission that was taken, nothing known (see `gateway-reply.ts`).
 */
import type { FailureCode } from '../../../src/domain/failures.js'

/** A document already stands under this mgtKey: not a refusal yet, the driver looks at it first. */
export const DUPLICATE_CODE = -14001019

/** No document stands under the mgtKey asked for. */
export const NOT_FOUND_CODES: ReadonlySet<number> = new Set([-14000000, -14000003])

/** The session token was missing, unreadable or expired. Nothing was processed, so a fresh one may be tried once. */
export const TOKEN_REJECTED_CODES: ReadonlySet<number> = new Set([
  -10000032, -10000033, -10000034, -99010004, -99010007, -99010013,
])

const CODES: Readonly<Partial<Record<FailureCode, readonly number[]>>> = {
  'tax.identifierRejected': [-14001004, -14001032, -14001033, -14001044, -14001046, -14001064],
  'tax.wrongUse': [-14001018, -14001054],
  'tax.amountMismatch': [
    -14001008, -14001009, -14001010, -14001011, -14001012, -14001013, -14001014, -14001015, -14001031, -14001043,
    -14001045, -14001090,
  ],
  'tax.merchantRestricted': [-14001063],
  'tax.merchantUnregistered': [-10000012, -10000014, -99003008],
  'tax.sellerNumberInvalid': [-14001001, -14001002, -14001025],
  'tax.dateOutOfRange': [-14002021, -14002022],
  'tax.originalMissing': [-14001020, -14001056, -14001057, -14001068],
  'tax.originalNotYetConfirmed': [-14001021],
  'tax.originalFailed': [-14001069],
  'tax.overCancelled': [-14001023, -14001036, -14001037, -14001038, -14001065],
  'tax.reasonInvalid': [-14001058],
  'tax.credentialsRejected': [-10000032, -10000033, -10000034, -99004021, -99010004, -99010007, -99010013],
  'tax.creditExhausted': [-99005005],
}

const FAILURE_BY_CODE: ReadonlyMap<number, FailureCode> = new Map(
  Object.entries(CODES).flatMap(([failure, codes]) => codes.map((code) => [code, failure as FailureCode] as const)),
)

/** The house's name for a gateway code, or undefined when the table does not know it. */
export function failureOfCode(code: number): FailureCode | undefined {
  return FAILURE_BY_CODE.get(code)
}

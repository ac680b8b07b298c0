/**
 * What a REVOKEISSUE request must satisfy against the documents already held. Pure: the ledger hands in the original and
 * what has been taken back from it so far.
 */
import { DAY_MS, koreanDate, parseKoreanDateTime, startOfKoreanDay } from '../korean-time.js'
import { amountProblem, dateProblem } from './cashbill-checks.js'
import { type RevokeRequest, type WonParts, wonParts } from './cashbill-request.js'
import type { GatewayDocument } from './gateway-document.js'
import type { GatewayRefusal } from './gateway-refusals.js'
import type { GatewayRules } from './gateway-rules.js'

export interface RevocationContext {
  readonly request: RevokeRequest
  readonly original: GatewayDocument | undefined
  /** What of the original still stands. */
  readonly remaining: WonParts
  /** What the tax office has said of the original so far. */
  readonly originalState: 'issued' | 'confirmed' | 'rejected'
  readonly rules: Pick<GatewayRules, 'revocableFrom' | 'revocableUntil'>
  readonly now: number
}

/** The first reason to refuse the revocation, or undefined. */
export function revocationProblem(context: RevocationContext): GatewayRefusal | undefined {
  const { request, original, originalState, rules, now } = context
  if (request.orgConfirmNum === '') return 'originalNumberMissing'
  if (!/^\d{8}$/.test(request.orgTradeDate)) return 'originalDateMissing'
  if (!['1', '2', '3'].includes(request.cancelType)) return 'reasonInvalid'
  if (!original) return 'originalMissing'
  if (original.revokes) return 'originalIsRevocation'
  if (originalState === 'rejected') return 'originalFailed'
  if (originalState === 'issued' && rules.revocableFrom === 'confirmed') return 'originalNotFiled'
  if (isTooLate(original, rules.revocableUntil, now)) return 'revocationTooLate'
  if (context.remaining.totalAmount === 0) return 'nothingLeft'
  const date = dateProblem(request.tradeDT, now)
  if (date) return date
  return request.isPartCancel ? partialProblem(request, context.remaining) : undefined
}

/** Counted in whole Korean days from the original's trade date. */
function isTooLate(original: GatewayDocument, until: GatewayRules['revocableUntil'], now: number): boolean {
  if (until === 'always') return false
  if (until === 'endOfYear') return koreanDate(now).slice(0, 4) !== original.tradeDT.slice(0, 4)
  const tradedAt = parseKoreanDateTime(original.tradeDT) ?? original.issuedAt
  return startOfKoreanDay(now) - startOfKoreanDay(tradedAt) > until.days * DAY_MS
}

function partialProblem(request: RevokeRequest, remaining: WonParts): GatewayRefusal | undefined {
  const parts = wonParts(request)
  const problem = amountProblem(parts, '과세')
  if (!parts || problem) return problem ?? 'amountMissing'
  if (parts.totalAmount > remaining.totalAmount) return 'totalOverCancelled'
  if (parts.supplyCost > remaining.supplyCost) return 'supplyOverCancelled'
  if (parts.tax > remaining.tax) return 'taxOverCancelled'
  return parts.serviceFee > remaining.serviceFee ? 'feeOverCancelled' : undefined
}

/**
 * What a REVOKEISSUE request must satisfy against the documents already held. Pure: the ledger hands in the original and
 * what has been taken back from it so far.
 */
import { amountProblem } from './cashbill-checks.js'
import { type RevokeRequest, type WonParts, wonParts } from './cashbill-request.js'
import type { GatewayDocument } from './gateway-document.js'
import type { GatewayRefusal } from './gateway-refusals.js'

export interface RevocationContext {
  readonly request: RevokeRequest
  readonly original: GatewayDocument | undefined
  /** What of the original still stands. */
  readonly remaining: WonParts
  /** What the tax office has said of the original so far. */
  readonly originalState: 'issued' | 'confirmed' | 'rejected'
  readonly revocableFrom: 'confirmed' | 'issued'
}

/** The first reason to refuse the revocation, or undefined. */
export function revocationProblem(context: RevocationContext): GatewayRefusal | undefined {
  const { request, original, originalState, revocableFrom } = context
  if (request.orgConfirmNum === '') return 'originalNumberMissing'
  if (!/^\d{8}$/.test(request.orgTradeDate)) return 'originalDateMissing'
  if (!['1', '2', '3'].includes(request.cancelType)) return 'reasonInvalid'
  if (!original) return 'originalMissing'
  if (original.revokes) return 'originalIsRevocation'
  if (originalState === 'rejected') return 'originalFailed'
  if (originalState === 'issued' && revocableFrom === 'confirmed') return 'originalNotFiled'
  if (context.remaining.totalAmount === 0) return 'nothingLeft'
  return request.isPartCancel ? partialProblem(request, context.remaining) : undefined
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

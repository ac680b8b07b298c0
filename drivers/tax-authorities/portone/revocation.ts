/**
 * Taking a receipt back through PortOne: looked at first, then cancelled whole. The look is what keeps the till from
 * cancelling another receipt than it means, because PortOne itself asks for nothing but the original's number.
 */
import { accepted, type Outcome, refused, unavailable, unknown } from '../../../src/domain/outcome.js'
import type { RevocationRequest, TaxDocument } from '../../../src/ports/tax-authority.js'
import { koreanDate } from '../korean-time.js'
import { type PortoneAnswer, refusedBy } from './portone-connection.js'
import type { PortoneRefusal } from './portone-reply.js'
import { cancelledSchema, type PortoneReceipt } from './portone-wire.js'

export interface CancelCalls {
  /** The original as it stands; undefined when PortOne has none. */
  lookUp(): Promise<Outcome<PortoneReceipt | undefined>>
  /** `POST …/cancel`, once. */
  submit(): Promise<PortoneAnswer>
}

/**
 * Outcomes as of `TaxAuthority.revoke`. One that was cancelled before is accepted as it stands: PortOne cancels a receipt
 * once and whole, so any cancellation of it is this one. The reason is not passed on, there is no field for it.
 */
export async function cancelReceipt(request: RevocationRequest, calls: CancelCalls): Promise<Outcome<TaxDocument>> {
  if (request.partial) {
    return refused('tax.partialUnsupported', 'PortOne cancels a cash receipt whole')
  }
  const looked = await calls.lookUp()
  // Only a question has gone out so far: whatever became of it, nothing was cancelled.
  if (looked.kind === 'unknown') return unavailable('tax.gatewayUnreachable', `looking first: ${looked.reason}`)
  if (looked.kind !== 'accepted') return looked
  const obstacle = obstacleIn(request, looked.value)
  if (obstacle) return obstacle
  const before = revocationIn(request, looked.value)
  if (before) return accepted(before)

  const answer = await calls.submit()
  if (answer.kind === 'ended') return answer.outcome
  if (answer.kind === 'refused') return settleRefusal(request, answer, calls)
  const reply = cancelledSchema.safeParse(answer.body)
  return reply.success ? accepted(revocationOf(request, reply.data.cancelledAt)) : unknown('unreadable-reply')
}

/** The revocation asked for, if the original stands cancelled; of a part there is never one. */
export function revocationIn(
  request: RevocationRequest,
  original: PortoneReceipt | undefined,
): TaxDocument | undefined {
  if (request.partial || original?.status !== 'CANCELLED') return undefined
  if (original.issueNumber !== request.originalApprovalNumber) return undefined
  return revocationOf(request, original.cancelledAt)
}

function obstacleIn(
  { originalApprovalNumber }: RevocationRequest,
  original: PortoneReceipt | undefined,
): Outcome<never> | undefined {
  if (!original) return refused('tax.originalMissing', 'PortOne has no such receipt', 'CASH_RECEIPT_NOT_FOUND')
  if (original.status === 'ISSUE_FAILED') {
    return refused('tax.originalFailed', 'the original was never issued', 'CASH_RECEIPT_NOT_ISSUED')
  }
  if (original.issueNumber !== originalApprovalNumber) {
    return refused('tax.originalMissing', 'another approval number stands under the original’s number')
  }
  return undefined
}

/**
 * `CASH_RECEIPT_NOT_ISSUED` is also what somebody who was faster leaves behind, and behind the payment company's error the
 * receipt may stand cancelled all the same.
 */
async function settleRefusal(
  request: RevocationRequest,
  refusal: PortoneRefusal,
  calls: CancelCalls,
): Promise<Outcome<TaxDocument>> {
  if (refusal.type !== 'CASH_RECEIPT_NOT_ISSUED' && refusal.type !== 'PG_PROVIDER') return refusedBy(refusal)
  const looked = await calls.lookUp()
  if (looked.kind === 'unknown') return looked
  if (looked.kind !== 'accepted') return unknown('disconnected')
  const revocation = revocationIn(request, looked.value)
  return revocation ? accepted(revocation) : refusedBy(refusal)
}

/** PortOne gives a cancellation neither number nor approval number of its own: it goes under the original's approval. */
function revocationOf(request: RevocationRequest, cancelledAt: number): TaxDocument {
  return {
    documentNumber: request.documentNumber,
    approvalNumber: request.originalApprovalNumber,
    tradeDate: koreanDate(cancelledAt),
    status: 'issued',
  }
}

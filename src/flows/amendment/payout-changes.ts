/** What the money region of an amendment changes: how far each payout has come. */
import type { Approval } from '../../domain/approval.js'
import type { FailureCode } from '../../domain/failures.js'
import type { HostMessageKey } from '../../ports/acquirer.js'
import { changesOf } from '../change.js'
import type { PersonsWord } from '../persons-word.js'
import { type AmendmentContext, duePayout, type PayoutProgress } from './amendment-context.js'
import type { AmendmentEvent } from './amendment-events.js'

const change = changesOf<AmendmentContext, AmendmentEvent>()

export const payoutChanges = {
  enterStage: change((_context, params: { stage: AmendmentContext['stage'] }) => ({ stage: params.stage })),
  markHandled: change(({ paidAt }, params: { at: number }) => ({ paidAt: paidAt ?? params.at })),
  markSettled: change(({ paidAt }, params: { at: number }) => ({ settledAt: params.at, paidAt: paidAt ?? params.at })),
  mintPayoutKey: change((context, params: { key: HostMessageKey }) =>
    changeDue(context, (payout) => (payout.key ? payout : { ...payout, key: params.key })),
  ),
  doubtPayout: change((context) => changeDue(context, (payout) => ({ ...payout, mayHaveArrived: true }))),
  /** The host has not seen it: it may be sent again, as the same message. */
  clearDoubt: change((context) =>
    changeDue(context, (payout) => ({ ...payout, mayHaveArrived: false, repeat: payout.repeat + 1 })),
  ),
  failPayout: change((context, params: { failure: FailureCode; hostCode?: string }) =>
    changeDue(context, (payout) => ({ ...payout, ...params })),
  ),
  /** The batch was closed meanwhile: the same money goes back as a refund, which is another message. */
  refundInstead: change((context) => changeDue(context, (payout) => ({ ...afresh(payout), manner: 'refund' }))),
  sendAfresh: change((context) => changeDue(context, afresh)),
  redirectPayout: change((context, params: { by: 'cash' | 'transfer' }) =>
    changeDue(context, ({ manner: _manner, ...payout }) => ({ ...afresh(payout), by: params.by })),
  ),
  completePayout: change((context, params: { approval?: Approval }) =>
    changeDue(context, ({ failure: _failure, hostCode: _hostCode, ...payout }) => ({
      ...payout,
      ...params,
      state: 'done',
    })),
  ),
  settlePayout: change((context, settledBy: PersonsWord) =>
    changeDue(context, (payout) => ({ ...payout, state: 'settledByPerson', settledBy })),
  ),
}

function afresh({ key: _key, failure: _failure, hostCode: _hostCode, ...payout }: PayoutProgress): PayoutProgress {
  return { ...payout, repeat: 0, mayHaveArrived: false }
}

function changeDue(
  context: AmendmentContext,
  apply: (payout: PayoutProgress) => PayoutProgress,
): Partial<AmendmentContext> {
  const due = duePayout(context)
  return { payouts: context.payouts.map((payout) => (payout === due ? apply(payout) : payout)) }
}

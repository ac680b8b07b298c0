/** What the money region changes in the context: tenders taken, attempts under way, authorisations to be reversed. */
import type { Approval } from '../../domain/approval.js'
import type { CardSummary } from '../../domain/card.js'
import type { FailureCode } from '../../domain/failures.js'
import { type Money, subtract, zero } from '../../domain/money.js'
import type { CardTender, CashTender } from '../../domain/sale-record.js'
import type { HostMessageKey } from '../../ports/acquirer.js'
import type { PersonsWord } from '../persons-word.js'
import { change } from './change.js'
import { amountDue, type CardAttempt, type PaymentContext, type Reversal } from './payment-context.js'

export const moneyChanges = {
  notice: change((_context, notice: { failure: FailureCode; hostCode?: string; at: number }) => ({ notice })),

  beginCard: change((context, params: { amount?: Money; instalmentMonths?: number }) => ({
    card: {
      amount: params.amount ?? amountDue(context),
      instalmentMonths: params.instalmentMonths ?? 0,
      reads: 0,
      chipErrors: 0,
      fallback: false,
    },
  })),
  countRead: change((context, params: { chipError: boolean }) => {
    const card = currentCard(context)
    const chipErrors = card.chipErrors + (params.chipError ? 1 : 0)
    const fallback = chipErrors >= context.policy.card.chipErrorsBeforeFallback
    return { card: { ...card, reads: card.reads + 1, chipErrors, fallback } }
  }),
  holdCard: change((context, params: { card: CardSummary; key: HostMessageKey }) => ({
    card: { ...currentCard(context), ...params },
    authorisations: [...context.authorisations, { key: params.key, amount: currentCard(context).amount }],
  })),
  takeCard: change((context, params: { approval: Approval }) => {
    const tender = cardTender(currentCard(context), params.approval)
    return { tenders: [...context.tenders, tender], takenAt: tender.sentAt }
  }),
  noticePartialApproval: change((_context, params: { approval: Approval; at: number }) =>
    params.approval.approvedAmount ? { notice: { failure: 'host.partiallyApproved', at: params.at } } : {},
  ),
  /** Undecided no more: an approval for it from now on is a late one. */
  endAttempt: change(() => ({ card: undefined })),
  takeCash: change((context, params: { received: Money; at: number }) => ({
    tenders: [...context.tenders, cashTender(amountDue(context), params.received)],
    takenAt: params.at,
  })),
  beginTransfer: change((context, params: { amount?: Money }) => ({ transfer: params.amount ?? amountDue(context) })),
  takeTransfer: change((context, params: { at: number }) => ({
    tenders: [...context.tenders, { kind: 'transfer', amount: context.transfer ?? zero(context.sale.currency) }],
    takenAt: params.at,
  })),
  markPaid: change((context, params: { at: number }) => ({ paidAt: context.takenAt ?? params.at })),
  requestCancel: change(() => ({ cancelRequested: true })),
  markCancelled: change((_context, params: { at: number }) => ({ cancelledAt: params.at })),

  reverseUnanswered: change((context) => {
    const { key, amount } = currentCard(context)
    return key ? { reversals: [...context.reversals, newReversal(key, amount, 'noReply')] } : {}
  }),
  reverseCardTenders: change((context, params: { originals: readonly ReversibleTender[] }) => ({
    reversals: [
      ...context.reversals,
      ...params.originals.map(({ key, amount }) => newReversal(key, amount, 'customerCancelled')),
    ],
  })),
  reverseLateApproval: change((context, params: { stan: string }) => ({
    reversals: withLateApproval(context, params.stan),
  })),
  mintReversalKey: change((context, params: { key: HostMessageKey }) =>
    changePending(context, (reversal) => (reversal.key ? reversal : { ...reversal, key: params.key })),
  ),
  countReversal: change((context) =>
    changePending(context, (reversal) => ({ ...reversal, repeat: reversal.repeat + 1 })),
  ),
  reverseAfresh: change((context) => changePending(context, startAfresh)),
  acknowledgeReversal: change((context) =>
    changePending(context, (reversal) => ({ ...reversal, state: 'acknowledged' })),
  ),
  settleReversal: change((context, settledBy: PersonsWord) =>
    changePending(context, (reversal) => ({ ...reversal, state: 'settledByPerson', settledBy })),
  ),
}

export interface ReversibleTender {
  readonly key: HostMessageKey
  readonly amount: Money
}

/** @throws when the chart acts on a card it never asked for, which is a bug of the chart. */
export function currentCard(context: PaymentContext): CardAttempt {
  if (!context.card) throw new Error('no card payment is under way')
  return context.card
}

function cardTender(attempt: CardAttempt, approval: Approval): CardTender {
  const { instalmentMonths, card, key } = attempt
  if (!card || !key) throw new Error('an approval arrived for a card that was never read')
  // A partial approval pays its part; how the rest is paid is asked next.
  const amount = approval.approvedAmount ?? attempt.amount
  return { kind: 'card', amount, instalmentMonths, card, stan: key.stan, sentAt: key.sentAt, approval }
}

function cashTender(due: Money, received: Money): CashTender {
  const change = subtract(received, due)
  return change.amountMinor < 0
    ? { kind: 'cash', amount: received, received, change: zero(due.currency) }
    : { kind: 'cash', amount: due, received, change }
}

function newReversal(original: HostMessageKey, amount: Money, reason: Reversal['reason']): Reversal {
  return { original, amount, reason, state: 'pending', repeat: 0, lateApproval: false, again: false }
}

/**
 * Seen while it is still to be reversed, it is reversed once more after the acknowledgement; otherwise it is a reversal of
 * its own, behind those already under way.
 */
function withLateApproval({ reversals, authorisations }: PaymentContext, stan: string): readonly Reversal[] {
  const isPending = ({ original, state }: Reversal) => original.stan === stan && state === 'pending'
  if (reversals.some(isPending)) {
    return reversals.map((reversal) =>
      isPending(reversal) ? { ...reversal, lateApproval: true, again: true } : reversal,
    )
  }
  const late = authorisations.find(({ key }) => key.stan === stan)
  return late
    ? [...reversals, { ...newReversal(late.key, late.amount, 'lateApproval'), lateApproval: true }]
    : reversals
}

/** The next one sent is a new message with a key of its own, not a repeat of the old. */
function startAfresh({ key: _key, ...reversal }: Reversal): Reversal {
  return { ...reversal, repeat: 0, again: false }
}

function changePending(context: PaymentContext, apply: (reversal: Reversal) => Reversal): Partial<PaymentContext> {
  const index = context.reversals.findIndex((reversal) => reversal.state === 'pending')
  return { reversals: context.reversals.map((reversal, i) => (i === index ? apply(reversal) : reversal)) }
}

/**
 * One payout after another: cash into the hand, the card through the host, a transfer by a person. What was sent to the host
 * and not answered is asked about and sent again as the same message; nothing is ever paid out twice.
 */
import type { Approval } from '../../domain/approval.js'
import { FAILURES, type FailureCode } from '../../domain/failures.js'
import { wordOf } from '../persons-word.js'
import { hostMessageKey, stampOf } from '../stamp.js'
import { type AmendmentContext, duePayout, type PayoutProgress } from './amendment-context.js'
import { amendmentSetup } from './amendment-setup.js'

/** @throws when the chart pays out what is not due, which is a bug of the chart. */
function due(context: AmendmentContext): PayoutProgress {
  const payout = duePayout(context)
  if (!payout) throw new Error('no payout is due')
  return payout
}

/** A message of this key was left unanswered once. */
function wasLost(context: AmendmentContext): boolean {
  return due(context).repeat > 0
}

/** Not a decision on the money: something at the host, or on the way to the card company, does not work. */
function isUnwell({ failure }: { readonly failure: FailureCode }): boolean {
  return FAILURES[failure].cause === 'system'
}

function standing(context: AmendmentContext, promise: 'owed' | 'unknown', customerWaits: boolean) {
  const why = duePayout(context)?.failure
  return { part: 'money', promise, customerWaits, ...(why && { why }) } as const
}

/** Sent, perhaps. For long it is somebody's business to ask the host by other means. */
function inDoubt(context: AmendmentContext, at: number) {
  const { key } = due(context)
  const overdue = key !== undefined && at - key.sentAt >= context.policy.reversalPatienceMs
  const why = overdue ? 'host.reversalUnanswered' : 'host.noAnswer'
  return { part: 'money', promise: 'unknown', customerWaits: false, why } as const
}

const completed = {
  target: '#paying',
  actions: {
    type: 'completePayout',
    params: ({ event }: { event: { approval: Approval } }) => ({ approval: event.approval }),
  },
} as const

const failed = {
  type: 'failPayout',
  params: ({ event }: { event: { failure: FailureCode; hostCode?: string } }) => ({
    failure: event.failure,
    ...(event.hostCode !== undefined && { hostCode: event.hostCode }),
  }),
} as const

const onSettled = amendmentSetup.createStateConfig({
  on: {
    'payout.settledByPerson': {
      target: '#paying',
      actions: { type: 'settlePayout', params: ({ event }) => wordOf(event) },
    },
  },
}).on

/** Where nothing was sent, or the host has said no to what was. */
const onRedirected = amendmentSetup.createStateConfig({
  on: {
    'payout.redirected': {
      target: '#paying',
      actions: { type: 'redirectPayout', params: ({ event }) => ({ by: event.by }) },
    },
  },
}).on

/**
 * A message that was left unanswered once may still arrive, or may have been executed, whatever the host says it has seen by
 * now: cash on top of it could be the same money twice. A person who knows better says so with evidence.
 */
const onRedirectedUnsent = amendmentSetup.createStateConfig({
  on: { 'payout.redirected': { ...onRedirected['payout.redirected'], guard: 'neverInDoubt' } },
}).on

const onLateApproval = amendmentSetup.createStateConfig({
  on: {
    'acquirer.lateApproval': {
      guard: ({ context, event }) => duePayout(context)?.key?.stan === event.stan,
      ...completed,
    },
  },
}).on

const sending = amendmentSetup.createStateConfig({
  entry: [
    { type: 'stand', params: ({ context }) => standing(context, 'unknown', true) },
    { type: 'mintPayoutKey', params: ({ event }) => ({ key: hostMessageKey(stampOf(event)) }) },
    {
      type: 'acquirer.takeBack',
      params: ({ context, event }) => {
        const { card, key, manner = 'refund', amount, repeat } = due(context)
        if (!card) throw new Error('a payout to a card without its purchase')
        const { stan, sentAt, approval } = card
        return {
          manner,
          key: key ?? hostMessageKey(stampOf(event)),
          original: {
            key: { stan, sentAt },
            amount: card.amount,
            rrn: approval.rrn,
            approvalCode: approval.approvalCode,
          },
          amount,
          repeat,
        }
      },
    },
  ],
  on: {
    'takeBack.approved': completed,
    'takeBack.refused': [
      {
        guard: ({ context, event }) => event.failure === 'host.alreadySettled' && duePayout(context)?.manner === 'void',
        target: 'sending',
        reenter: true,
        actions: 'refundInstead',
      },
      // A host that is not well says nothing of what it may have taken before.
      {
        guard: ({ context, event }) => wasLost(context) && isUnwell(event),
        target: 'waiting',
        actions: ['doubtPayout', failed],
      },
      { target: 'refused', actions: failed },
    ],
    'takeBack.unavailable': { target: 'waiting', actions: failed },
    'takeBack.unknown': { target: 'inquiring', actions: 'doubtPayout' },
  },
})

const inquiring = amendmentSetup.createStateConfig({
  entry: [
    { type: 'stand', params: ({ context }) => standing(context, 'unknown', true) },
    {
      type: 'acquirer.inquire',
      params: ({ context, event }) => {
        const { key, amount } = due(context)
        return { original: key ?? hostMessageKey(stampOf(event)), amount }
      },
    },
  ],
  exit: 'inquiry.stop',
  on: {
    ...onLateApproval,
    'inquiry.approved': completed,
    'inquiry.declined': { target: 'refused', actions: ['clearDoubt', failed] },
    // Somebody took the refund itself back: it is to be made anew.
    'inquiry.reversed': { target: 'waiting', actions: 'sendAfresh' },
    'inquiry.notFound': { target: 'waiting', actions: 'clearDoubt' },
    'inquiry.unanswered': 'waiting',
  },
})

/** Nobody waits at the counter for a host that does not answer; it goes on by itself. */
const waiting = amendmentSetup.createStateConfig({
  entry: [
    {
      type: 'stand',
      params: ({ context, event }) =>
        due(context).mayHaveArrived ? inDoubt(context, stampOf(event).at) : standing(context, 'owed', false),
    },
    { type: 'markHandled', params: ({ event }) => ({ at: stampOf(event).at }) },
  ],
  after: {
    payoutBackoff: [{ guard: 'mayHaveArrived', target: 'inquiring' }, { target: 'sending' }],
  },
  on: {
    ...onSettled,
    ...onRedirectedUnsent,
    ...onLateApproval,
    'payout.retried': [{ guard: 'mayHaveArrived', target: 'inquiring' }, { target: 'sending' }],
  },
})

/** The host said no: given back another way, or once more when the reason is mended. */
const refused = amendmentSetup.createStateConfig({
  entry: { type: 'stand', params: ({ context }) => standing(context, 'owed', true) },
  on: {
    ...onSettled,
    ...onRedirected,
    'payout.retried': { target: 'sending', actions: 'sendAfresh' },
  },
})

const handingOver = amendmentSetup.createStateConfig({
  entry: [
    { type: 'stand', params: { part: 'money', promise: 'owed', customerWaits: true } },
    { type: 'drawer.open', params: {} },
  ],
  on: {
    ...onRedirected,
    'cash.handedOver': { target: 'paying', actions: { type: 'completePayout', params: {} } },
  },
})

/** Somebody at the shop makes it, perhaps tonight; the customer need not wait for that. */
const transferring = amendmentSetup.createStateConfig({
  entry: [
    { type: 'stand', params: { part: 'money', promise: 'owed', customerWaits: false } },
    { type: 'markHandled', params: ({ event }) => ({ at: stampOf(event).at }) },
  ],
  on: {
    ...onRedirected,
    'transfer.sent': { target: 'paying', actions: { type: 'completePayout', params: {} } },
  },
})

/** Between payouts: takes up the next one, or is done. */
const paying = amendmentSetup.createStateConfig({
  id: 'paying',
  entry: { type: 'enterStage', params: { stage: 'paying' } },
  always: [
    { guard: 'nothingDue', target: 'settled' },
    { guard: 'nextIsCash', target: 'handingOver' },
    { guard: 'nextIsTransfer', target: 'transferring' },
    { target: 'card' },
  ],
})

export const payoutStates = {
  paying,
  handingOver,
  transferring,
  card: amendmentSetup.createStateConfig({ initial: 'sending', states: { sending, inquiring, waiting, refused } }),
}

/**
 * Authorisations that must not stand (망취소, 冲正), reversed one after another. Each is repeated with growing waits until
 * the host acknowledges it; until then the money is `unknown` and visible, and a person may settle it with a reason.
 */
import { wordOf } from '../persons-word.js'
import { hostMessageKey, stampOf } from '../stamp.js'
import { type PaymentContext, pendingReversal } from './payment-context.js'
import { paymentSetup } from './payment-setup.js'

function isStray({ authorisations, tenders, reversals, card }: PaymentContext, stan: string): boolean {
  const isAsked = authorisations.some(({ key }) => key.stan === stan) && card?.key?.stan !== stan
  const isPaidBy = tenders.some((tender) => tender.kind === 'card' && tender.stan === stan)
  const isTakenBack = reversals.some(({ original }) => original.stan === stan)
  return isAsked && (isTakenBack || !isPaidBy)
}

/** After a while without an acknowledgement somebody has to call the host; the repeats go on meanwhile. */
function inDoubt(context: PaymentContext, at: number) {
  const since = pendingReversal(context)?.key?.sentAt ?? at
  const why = at - since >= context.policy.reversalPatienceMs ? 'host.reversalUnanswered' : 'host.noAnswer'
  return { part: 'reversal', promise: 'unknown', customerWaits: false, why } as const
}

const sending = paymentSetup.createStateConfig({
  entry: [
    { type: 'stand', params: ({ context, event }) => inDoubt(context, stampOf(event).at) },
    { type: 'mintReversalKey', params: ({ event }) => ({ key: hostMessageKey(stampOf(event)) }) },
    {
      type: 'acquirer.reverse',
      params: ({ context, event }) => {
        const pending = pendingReversal(context)
        if (!pending) throw new Error('there is nothing to reverse')
        const { original, key, amount, reason, repeat } = pending
        return { original, key: key ?? hostMessageKey(stampOf(event)), amount, reason, repeat }
      },
    },
  ],
  on: {
    'reversal.acknowledged': [
      { guard: 'reverseAgain', target: 'sending', reenter: true, actions: 'reverseAfresh' },
      { target: 'idle', actions: 'acknowledgeReversal' },
    ],
    'reversal.unanswered': { target: 'waiting', actions: 'countReversal' },
    'reversal.refused': { target: 'refused', actions: 'countReversal' },
    'reversal.settledByPerson': {
      target: 'idle',
      actions: ['reversal.stop', { type: 'settleReversal', params: ({ event }) => wordOf(event) }],
    },
  },
})

export const reversalState = paymentSetup.createStateConfig({
  initial: 'idle',
  // An approval nobody waits for and nobody is paid by stands at the host all the same: it is reversed, or reversed again.
  on: {
    'acquirer.lateApproval': {
      guard: ({ context, event }) => isStray(context, event.stan),
      actions: { type: 'reverseLateApproval', params: ({ event }) => ({ stan: event.stan }) },
    },
  },
  states: {
    idle: {
      entry: { type: 'stand', params: { part: 'reversal', promise: 'notNeeded', customerWaits: false } },
      always: { guard: 'reversalPending', target: 'sending' },
    },
    sending,
    waiting: {
      entry: { type: 'stand', params: ({ context, event }) => inDoubt(context, stampOf(event).at) },
      after: { reversalBackoff: 'sending' },
      on: {
        'reversal.retried': 'sending',
        'reversal.settledByPerson': {
          target: 'idle',
          actions: { type: 'settleReversal', params: ({ event }) => wordOf(event) },
        },
      },
    },
    refused: {
      entry: {
        type: 'stand',
        params: { part: 'reversal', promise: 'unknown', customerWaits: false, why: 'host.reversalRefused' },
      },
      on: {
        'reversal.retried': 'sending',
        'reversal.settledByPerson': {
          target: 'idle',
          actions: { type: 'settleReversal', params: ({ event }) => wordOf(event) },
        },
      },
    },
  },
})

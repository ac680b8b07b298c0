/**
 * Authorisations that must not stand (망취소, 冲正), reversed one after another. Each is repeated with growing waits until
 * the host acknowledges it; until then the money is `unknown` and visible, and a person may settle it with a reason.
 */
import { hostMessageKey, stampOf } from '../stamp.js'
import { pendingReversal } from './payment-context.js'
import { paymentSetup } from './payment-setup.js'

const sending = paymentSetup.createStateConfig({
  entry: [
    {
      type: 'stand',
      params: { part: 'reversal', promise: 'unknown', customerWaits: false, why: 'host.noAnswer' },
    },
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
  },
})

export const reversalState = paymentSetup.createStateConfig({
  initial: 'idle',
  // An approval for something already being, or already, reversed: it may stand at the host, so it is reversed again.
  on: {
    'acquirer.lateApproval': {
      guard: ({ context, event }) => context.reversals.some((reversal) => reversal.original.stan === event.stan),
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
      after: { reversalBackoff: 'sending' },
      on: {
        'reversal.retried': 'sending',
        'reversal.settledByPerson': {
          target: 'idle',
          actions: { type: 'settleReversal', params: ({ event: { operator, reason } }) => ({ operator, reason }) },
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
          actions: { type: 'settleReversal', params: ({ event: { operator, reason } }) => ({ operator, reason }) },
        },
      },
    },
  },
})

/**
 * The money promise: captured exactly once, or not at all. `tender` takes the money; beside it `reversal` takes back
 * authorisations that must not stand, one after another, for as long as it needs, while the customer pays otherwise.
 */

import type { Approval } from '../../domain/approval.js'
import type { CardSummary, EntryMode } from '../../domain/card.js'
import type { Money } from '../../domain/money.js'
import { subtract } from '../../domain/money.js'
import { hostMessageKey, stampOf } from '../stamp.js'
import { currentCard } from './money-changes.js'
import { amountDue, type PaymentContext } from './payment-context.js'
import { paymentSetup } from './payment-setup.js'
import { reversalState } from './reversal-state.js'

const CHIP_AND_TAP: readonly EntryMode[] = ['chip', 'contactless', 'swipe']

/** A part payment is more than nothing and no more than what is left, in the sale's currency. */
function isPayable(context: PaymentContext, amount: Money | undefined): boolean {
  if (!amount) return true
  return (
    amount.currency === context.sale.currency &&
    amount.amountMinor > 0 &&
    subtract(amountDue(context), amount).amountMinor >= 0
  )
}

/** Instalments (할부) are for credit of a certain size; 0 or 1 month is paid at once. */
export function mayBeInstalments(context: PaymentContext, amount: Money | undefined, months: number): boolean {
  if (months === 0) return true
  const { fromMinor, mostMonths } = context.policy.card.instalments
  const { amountMinor } = amount ?? amountDue(context)
  return Number.isInteger(months) && months >= 2 && months <= mostMonths && amountMinor >= fromMinor
}

function isCash(context: PaymentContext, received: Money): boolean {
  return received.currency === context.sale.currency && received.amountMinor > 0
}

/** The chip must be tried first: the liability for a swiped chip card is the shop's. */
function mustUseChip(context: PaymentContext, card: CardSummary): boolean {
  return card.entryMode === 'swipe' && card.hasChip && !currentCard(context).fallback
}

function mayReadAgain(context: PaymentContext): boolean {
  return currentCard(context).reads + 1 < context.policy.card.maxReads
}

const choosing = paymentSetup.createStateConfig({
  id: 'choosing',
  entry: ['endAttempt', { type: 'stand', params: { part: 'tender', promise: 'owed', customerWaits: true } }],
  always: [
    { guard: 'cancelRequested', target: 'cancelling' },
    { guard: 'isPaid', target: 'paid' },
  ],
  after: { idle: { target: 'cancelling', actions: 'requestCancel' } },
  on: {
    'tender.card': {
      guard: ({ context, event }) =>
        isPayable(context, event.amount) && mayBeInstalments(context, event.amount, event.instalmentMonths ?? 0),
      target: 'card',
      actions: {
        type: 'beginCard',
        params: ({ event }) => ({
          ...(event.amount && { amount: event.amount }),
          ...(event.instalmentMonths !== undefined && { instalmentMonths: event.instalmentMonths }),
        }),
      },
    },
    'tender.cash': {
      guard: ({ context, event }) => isCash(context, event.received),
      target: 'choosing',
      reenter: true,
      actions: [
        { type: 'takeCash', params: ({ event: { received, at } }) => ({ received, at }) },
        { type: 'drawer.open', params: {} },
      ],
    },
    'tender.transfer': {
      guard: ({ context, event }) => isPayable(context, event.amount),
      target: 'confirmingTransfer',
      actions: { type: 'beginTransfer', params: ({ event }) => (event.amount ? { amount: event.amount } : {}) },
    },
    'sale.cancelled': { target: 'cancelling', actions: 'requestCancel' },
  },
})

/** The customer may have sent it: only a look at the account ends this, not silence and not a cancellation. */
const confirmingTransfer = paymentSetup.createStateConfig({
  entry: { type: 'stand', params: { part: 'tender', promise: 'unknown', customerWaits: true } },
  on: {
    'transfer.received': {
      target: 'choosing',
      actions: { type: 'takeTransfer', params: ({ event }) => ({ at: event.at }) },
    },
    'transfer.notReceived': {
      target: 'choosing',
      actions: {
        type: 'notice',
        params: ({ event }) => ({ failure: 'transfer.notReceived', at: stampOf(event).at }),
      },
    },
  },
})

const reading = paymentSetup.createStateConfig({
  entry: [
    { type: 'stand', params: { part: 'tender', promise: 'owed', customerWaits: true } },
    {
      type: 'reader.read',
      params: ({ context }) => {
        const { amount, fallback } = currentCard(context)
        return { amount, accepts: fallback ? (['swipe'] as const) : CHIP_AND_TAP }
      },
    },
  ],
  exit: 'reader.stop',
  after: {
    cardWait: {
      target: '#choosing',
      actions: { type: 'notice', params: ({ event }) => ({ failure: 'reader.timeout', at: stampOf(event).at }) },
    },
  },
  on: {
    'card.read': [
      {
        guard: ({ context, event }) => mustUseChip(context, event.card) && mayReadAgain(context),
        target: 'reading',
        reenter: true,
        actions: [
          { type: 'countRead', params: { chipError: false } },
          { type: 'notice', params: ({ event }) => ({ failure: 'reader.chipRequired', at: event.at }) },
        ],
      },
      {
        guard: ({ context, event }) => mustUseChip(context, event.card),
        target: '#choosing',
        actions: { type: 'notice', params: ({ event }) => ({ failure: 'reader.chipRequired', at: event.at }) },
      },
      {
        target: 'authorising',
        actions: {
          type: 'holdCard',
          params: ({ event }) => ({ card: event.card, key: hostMessageKey(event) }),
        },
      },
    ],
    'card.notRead': [
      {
        guard: ({ context, event }) =>
          /^reader\.(chip|tap|stripe)Unreadable$/.test(event.failure) && mayReadAgain(context),
        target: 'reading',
        reenter: true,
        actions: [
          {
            type: 'countRead',
            params: ({ event }) => ({ chipError: event.failure === 'reader.chipUnreadable' }),
          },
          { type: 'notice', params: ({ event }) => ({ failure: event.failure, at: event.at }) },
        ],
      },
      {
        target: '#choosing',
        actions: { type: 'notice', params: ({ event }) => ({ failure: event.failure, at: event.at }) },
      },
    ],
    'card.withdrawn': '#choosing',
    'sale.cancelled': { target: '#choosing', actions: 'requestCancel' },
  },
})

/** Whoever is asked how the rest is paid must know why there is a rest. */
const takeCard = [
  { type: 'takeCard', params: ({ event }: { event: { approval: Approval } }) => ({ approval: event.approval }) },
  {
    type: 'noticePartialApproval',
    params: ({ event }: { event: { approval: Approval; at: number } }) => ({ approval: event.approval, at: event.at }),
  },
] as const

const authorising = paymentSetup.createStateConfig({
  entry: [
    { type: 'stand', params: { part: 'tender', promise: 'unknown', customerWaits: true } },
    {
      type: 'acquirer.authorise',
      params: ({ context, event }) => {
        const { amount, instalmentMonths, key } = currentCard(context)
        return { key: key ?? hostMessageKey(stampOf(event)), amount, instalmentMonths }
      },
    },
  ],
  on: {
    'acquirer.approved': {
      target: '#choosing',
      actions: takeCard,
    },
    'acquirer.declined': {
      target: '#choosing',
      actions: {
        type: 'notice',
        params: ({ event: { failure, hostCode, at } }) => ({
          failure,
          at,
          ...(hostCode !== undefined && { hostCode }),
        }),
      },
    },
    'acquirer.unavailable': {
      target: '#choosing',
      actions: { type: 'notice', params: ({ event }) => ({ failure: event.failure, at: event.at }) },
    },
    'acquirer.unknown': 'inquiring',
    // The answer decides first; what it approves is then reversed.
    'sale.cancelled': { actions: 'requestCancel' },
  },
})

/** The reply was lost: ask. Whatever the host cannot vouch for is reversed, because it may still be on its way there. */
const inquiring = paymentSetup.createStateConfig({
  entry: [
    { type: 'stand', params: { part: 'tender', promise: 'unknown', customerWaits: true } },
    {
      type: 'acquirer.inquire',
      params: ({ context, event }) => {
        const { amount, key } = currentCard(context)
        return { original: key ?? hostMessageKey(stampOf(event)), amount }
      },
    },
  ],
  exit: 'inquiry.stop',
  on: {
    'inquiry.approved': {
      target: '#choosing',
      actions: takeCard,
    },
    'acquirer.lateApproval': {
      guard: ({ context, event }) => currentCard(context).key?.stan === event.stan,
      target: '#choosing',
      actions: takeCard,
    },
    'inquiry.declined': {
      target: '#choosing',
      actions: {
        type: 'notice',
        params: ({ event: { failure, hostCode, at } }) => ({ failure, hostCode, at }),
      },
    },
    'inquiry.reversed': {
      target: '#choosing',
      actions: { type: 'notice', params: ({ event }) => ({ failure: 'host.noAnswer', at: event.at }) },
    },
    'inquiry.notFound': {
      target: '#choosing',
      actions: [
        'reverseUnanswered',
        { type: 'notice', params: ({ event }) => ({ failure: 'host.noAnswer', at: event.at }) },
      ],
    },
    'inquiry.unanswered': {
      target: '#choosing',
      actions: [
        'reverseUnanswered',
        { type: 'notice', params: ({ event }) => ({ failure: 'host.noAnswer', at: event.at }) },
      ],
    },
    'sale.cancelled': { actions: 'requestCancel' },
  },
})

const cancelling = paymentSetup.createStateConfig({
  entry: {
    type: 'reverseCardTenders',
    params: ({ context }) => ({
      originals: context.tenders.flatMap((tender) =>
        tender.kind === 'card' ? [{ key: { stan: tender.stan, sentAt: tender.sentAt }, amount: tender.amount }] : [],
      ),
    }),
  },
  always: [{ guard: 'holdsCash', target: 'returningCash' }, { target: 'cancelled' }],
})

const tender = paymentSetup.createStateConfig({
  initial: 'choosing',
  states: {
    choosing,
    confirmingTransfer,
    card: { initial: 'reading', states: { reading, authorising, inquiring } },
    cancelling,
    returningCash: {
      entry: { type: 'stand', params: { part: 'tender', promise: 'owed', customerWaits: true } },
      on: { 'cash.returned': 'cancelled' },
    },
    cancelled: {
      entry: [
        { type: 'stand', params: { part: 'tender', promise: 'notNeeded', customerWaits: false } },
        { type: 'markCancelled', params: ({ event }) => ({ at: stampOf(event).at }) },
      ],
    },
    paid: {
      entry: [
        { type: 'stand', params: { part: 'tender', promise: 'done', customerWaits: false } },
        { type: 'markPaid', params: ({ event }) => ({ at: stampOf(event).at }) },
      ],
    },
  },
})

export const moneyRegion = paymentSetup.createStateConfig({
  type: 'parallel',
  states: { tender, reversal: reversalState },
})

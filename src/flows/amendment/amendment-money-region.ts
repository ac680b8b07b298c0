/**
 * The money promise of an amendment: confirmed twice by whoever is at the counter, then – for an exchange – once the goods
 * given are paid for, given back exactly once, by whatever ways it takes.
 */
import { isPositive } from '../../domain/money.js'
import { stampOf } from '../stamp.js'
import type { AmendmentContext } from './amendment-context.js'
import type { AmendmentEvent } from './amendment-events.js'
import { amendmentSetup } from './amendment-setup.js'
import { payoutStates } from './payout-states.js'

/** Where money moves, the amount is entered again, and must be the same; elsewhere it is enough to say so. */
function isSameTotal({
  context,
  event,
}: {
  context: AmendmentContext
  event: AmendmentEvent & { type: 'amendment.confirmed' }
}): boolean {
  if (!isPositive(context.total)) return true
  return event.total?.amountMinor === context.total.amountMinor && event.total.currency === context.total.currency
}

/** Nothing was to be paid out: money was no part of it. */
function settledStanding({ total }: AmendmentContext) {
  return { part: 'money', promise: isPositive(total) ? 'done' : 'notNeeded', customerWaits: false } as const
}

const confirming = amendmentSetup.createStateConfig({
  initial: 'once',
  entry: { type: 'stand', params: { part: 'money', promise: 'owed', customerWaits: true } },
  on: { 'amendment.calledOff': 'calledOff' },
  after: { idle: 'calledOff' },
  states: {
    once: { on: { 'amendment.confirmed': { guard: isSameTotal, target: 'twice' } } },
    twice: {
      on: {
        'amendment.confirmed': [
          { guard: (scope) => isSameTotal(scope) && scope.context.exchange !== undefined, target: '#exchanging' },
          { guard: isSameTotal, target: '#paying' },
        ],
      },
    },
  },
})

/** Nothing goes back before the goods given are paid for; if they are not, nothing has happened. */
const exchanging = amendmentSetup.createStateConfig({
  id: 'exchanging',
  entry: [
    { type: 'enterStage', params: { stage: 'exchanging' } },
    { type: 'exchange.sell', params: ({ context }) => ({ saleId: context.exchange?.saleId ?? '' }) },
  ],
  on: { 'exchange.sold': 'paying', 'exchange.fellThrough': 'calledOff', 'exchange.unclear': 'exchangeUnclear' },
})

/** Whether the goods given were paid for could not be seen: looked at again. */
const exchangeUnclear = amendmentSetup.createStateConfig({ after: { payoutBackoff: 'exchanging' } })

export const amendmentMoneyRegion = amendmentSetup.createStateConfig({
  initial: 'confirming',
  states: {
    confirming,
    exchanging,
    exchangeUnclear,
    ...payoutStates,
    settled: {
      entry: [
        { type: 'stand', params: ({ context }) => settledStanding(context) },
        { type: 'enterStage', params: { stage: 'settled' } },
        { type: 'markSettled', params: ({ event }) => ({ at: stampOf(event).at }) },
      ],
    },
    calledOff: {
      entry: [
        { type: 'stand', params: { part: 'money', promise: 'notNeeded', customerWaits: false } },
        { type: 'enterStage', params: { stage: 'calledOff' } },
      ],
    },
  },
})

/**
 * Taking an issued invoice back (红冲). Where the buyer has booked it, the buyer must confirm within 72 hours; what the buyer
 * refuses or lets lapse stands as before, and a person decides what comes next.
 */
import type { RedInvoice } from '../../ports/invoice-service.js'
import { currentRed } from './invoice-changes.js'
import type { InvoiceContext } from './invoice-context.js'
import { invoiceSetup, newNumber, noteStep } from './invoice-setup.js'

const holdRed = {
  type: 'holdRed',
  params: ({ event }: { event: { red: RedInvoice } }) => ({ red: event.red }),
} as const

const stateIs =
  (...states: readonly RedInvoice['state'][]) =>
  ({ event }: { event: { red: RedInvoice } }) =>
    states.includes(event.red.state)

const whereItStands = [
  { guard: stateIs('issued'), target: 'voided', actions: holdRed },
  { guard: stateIs('awaitingBuyer'), target: 'awaitingBuyer', actions: holdRed },
  { guard: stateIs('refusedByBuyer', 'expired', 'failed'), target: 'stillStanding', actions: holdRed },
  { target: 'redApplying', actions: holdRed },
] as const

const ask = {
  type: 'invoice.queryRed',
  params: ({ context }: { context: InvoiceContext }) => ({ orderNumber: currentRed(context).orderNumber }),
} as const

const onSettled = { target: 'voided', actions: noteStep } as const

function stillStanding({ context }: { context: InvoiceContext }) {
  return { promise: 'owed', why: currentRed(context).failure ?? 'invoice.refused' } as const
}

export const redStates = {
  reddening: invoiceSetup.createStateConfig({
    entry: [
      'countRed',
      { type: 'stand', params: { promise: 'unknown' } },
      {
        type: 'invoice.red',
        params: ({ context }) => ({
          orderNumber: currentRed(context).orderNumber,
          originalInvoiceNumber: context.invoice?.invoiceNumber ?? '',
          buyer: context.buyer,
          reason: currentRed(context).reason,
        }),
      },
    ],
    on: {
      'red.taken': whereItStands,
      'red.refused': { target: 'stillStanding', actions: { type: 'failRed', params: ({ event }) => event } },
      'red.unavailable': {
        target: 'redDeferred',
        actions: { type: 'failRed', params: ({ event }) => ({ failure: event.failure }) },
      },
      'red.unknown': { target: 'askingRed', actions: 'redMayBeTaken' },
    },
  }),
  askingRed: invoiceSetup.createStateConfig({
    entry: ['countRedAsk', ask],
    on: {
      'redQuery.found': whereItStands,
      'redQuery.notFound': {
        target: 'redDeferred',
        actions: { type: 'failRed', params: { failure: 'invoice.unreachable' } },
      },
      'redQuery.unanswered': [{ guard: 'buyerAwaited', target: 'awaitingBuyer' }, { target: 'redApplying' }],
      'red.settledByPerson': { target: 'voided', actions: ['redQuery.stop', noteStep] },
    },
  }),
  redDeferred: invoiceSetup.createStateConfig({
    entry: { type: 'stand', params: stillStanding },
    after: { redBackoff: 'reddening' },
    on: {
      'red.retried': { target: 'reddening', actions: noteStep },
      'red.givenUp': { guard: 'redCertainlyNone', target: 'issued', actions: noteStep },
      'red.settledByPerson': onSettled,
    },
  }),
  /** On its way, or nobody can say: the promise is neither kept nor broken. */
  redApplying: invoiceSetup.createStateConfig({
    entry: { type: 'stand', params: { promise: 'unknown' } },
    after: { redPoll: 'askingRed' },
    on: { 'red.retried': { target: 'askingRed', actions: noteStep }, 'red.settledByPerson': onSettled },
  }),
  awaitingBuyer: invoiceSetup.createStateConfig({
    entry: { type: 'stand', params: { promise: 'owed', why: 'invoice.awaitingConfirmation' } },
    after: { buyerCheck: 'askingRed' },
    on: { 'red.retried': { target: 'askingRed', actions: noteStep }, 'red.settledByPerson': onSettled },
  }),
  /** The red invoice came to nothing. It is asked for anew, under a number of its own, or the invoice is left as it is. */
  stillStanding: invoiceSetup.createStateConfig({
    entry: { type: 'stand', params: stillStanding },
    on: {
      'red.retried': { target: 'reddening', actions: [noteStep, { type: 'renewRed', params: newNumber }] },
      'red.givenUp': { target: 'issued', actions: noteStep },
      'red.settledByPerson': onSettled,
    },
  }),
}

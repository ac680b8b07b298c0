/**
 * An invoice through the service (数电票): taken at once and issued later, so most of its life is asking. Whatever may stand under
 * its number is asked for before anything else, and a new number is only taken when the old one is certainly used up.
 */
import { FAILURES } from '../../domain/failures.js'
import type { Invoice } from '../../ports/invoice-service.js'
import type { InvoiceContext } from './invoice-context.js'
import { invoiceSetup, isPatienceOver, newNumber, noteStep, rightBuyer } from './invoice-setup.js'

function owed({ context: { failure } }: { context: InvoiceContext }) {
  return failure === undefined ? ({ promise: 'owed' } as const) : ({ promise: 'owed', why: failure } as const)
}

/** The service has it and is at it. One that takes too long says so. */
function underWay({ context, event }: { context: InvoiceContext; event: object }) {
  const standing = { promise: 'owed' } as const
  return isPatienceOver(context, event) ? ({ ...standing, why: 'invoice.busy' } as const) : standing
}

const holdInvoice = {
  type: 'holdInvoice',
  params: ({ event }: { event: { invoice: Invoice } }) => ({ invoice: event.invoice }),
} as const

const stateIs =
  (state: Invoice['state']) =>
  ({ event }: { event: { invoice: Invoice } }) =>
    event.invoice.state === state

/** Where an invoice goes by what the service says of it. */
const whereItStands = [
  { guard: stateIs('issued'), target: 'issued', actions: holdInvoice },
  { guard: stateIs('failed'), target: 'failed', actions: holdInvoice },
  { guard: stateIs('voided'), target: 'voided', actions: holdInvoice },
  { guard: stateIs('unsigned'), target: 'unsigned', actions: holdInvoice },
  { target: 'issuing', actions: holdInvoice },
] as const

/** Only while certainly nothing stands; an invoice that may stand is settled or taken back instead. */
const onWithdrawn = { guard: 'certainlyNone', target: 'withdrawn', actions: noteStep } as const
const onSettled = { target: 'settledByPerson', actions: noteStep } as const

const onCorrected = {
  target: 'submitting',
  actions: [...rightBuyer, { type: 'sendAfresh', params: newNumber }],
} as const

const ask = {
  type: 'invoice.query',
  params: ({ context }: { context: InvoiceContext }) => ({ orderNumber: context.orderNumber }),
} as const

export const serviceStates = {
  submitting: invoiceSetup.createStateConfig({
    entry: [
      'countAttempt',
      { type: 'stand', params: { promise: 'unknown' } },
      {
        type: 'invoice.request',
        params: ({ context: { orderNumber, buyer, lines, amounts, tradedAt } }) => ({
          ...{ orderNumber, buyer, lines, amounts, tradedAt },
        }),
      },
    ],
    on: {
      'invoice.taken': whereItStands,
      'invoice.refused': [
        {
          guard: ({ event }) => FAILURES[event.failure].correctable,
          target: 'failed',
          actions: { type: 'fail', params: ({ event }) => event },
        },
        { target: 'refused', actions: { type: 'fail', params: ({ event }) => event } },
      ],
      'invoice.unavailable': {
        target: 'deferred',
        actions: { type: 'fail', params: ({ event }) => ({ failure: event.failure }) },
      },
      'invoice.unknown': { target: 'querying', actions: 'mayBeTaken' },
    },
  }),
  /** Its fate is unknown: ask. Not there means it may be sent again, under the same number and no other. */
  querying: invoiceSetup.createStateConfig({
    entry: [{ type: 'stand', params: { promise: 'unknown' } }, ask],
    on: {
      'invoiceQuery.found': whereItStands,
      'invoiceQuery.notFound': {
        target: 'deferred',
        actions: { type: 'fail', params: { failure: 'invoice.unreachable' } },
      },
      'invoiceQuery.unanswered': { target: 'unanswered', actions: 'countAttempt' },
      'invoice.settledByPerson': { target: 'settledByPerson', actions: ['invoiceQuery.stop', noteStep] },
    },
  }),
  unanswered: invoiceSetup.createStateConfig({
    entry: { type: 'stand', params: { promise: 'unknown', why: 'invoice.unreachable' } },
    after: { backoff: 'querying' },
    on: {
      'invoice.retried': { target: 'querying', actions: noteStep },
      'invoice.settledByPerson': onSettled,
    },
  }),
  deferred: invoiceSetup.createStateConfig({
    entry: { type: 'stand', params: owed },
    after: { backoff: 'submitting' },
    on: {
      'invoice.retried': { target: 'submitting', actions: noteStep },
      'invoice.corrected': { ...onCorrected, guard: 'certainlyNone' },
      'invoice.withdrawn': onWithdrawn,
      'invoice.settledByPerson': onSettled,
    },
  }),
  issuing: invoiceSetup.createStateConfig({
    entry: { type: 'stand', params: underWay },
    after: { issuingPoll: 'asking' },
    on: {
      'invoice.retried': { target: 'asking', actions: noteStep },
      'invoice.settledByPerson': onSettled,
    },
  }),
  asking: invoiceSetup.createStateConfig({
    entry: ['countAsk', { type: 'stand', params: underWay }, ask],
    on: {
      'invoiceQuery.found': whereItStands,
      // A service that has just taken it may not know it yet; one that still does not has lost it.
      'invoiceQuery.notFound': [
        {
          guard: 'patienceOver',
          target: 'deferred',
          actions: { type: 'fail', params: { failure: 'invoice.originalMissing' } },
        },
        { target: 'issuing' },
      ],
      'invoiceQuery.unanswered': 'issuing',
      'invoice.settledByPerson': { target: 'settledByPerson', actions: ['invoiceQuery.stop', noteStep] },
    },
  }),
  /** At the tax office, and not signed: a second one would be one too many, so the signing is asked for again. */
  unsigned: invoiceSetup.createStateConfig({
    entry: { type: 'stand', params: { promise: 'owed', why: 'invoice.issuingFailed' } },
    always: { guard: 'maySignAgain', target: 'resigning' },
    after: { resignPause: { target: 'asking', actions: 'forgetResigns' } },
    on: {
      'invoice.retried': { target: 'asking', actions: [noteStep, 'forgetResigns'] },
      'invoice.settledByPerson': onSettled,
    },
  }),
  resigning: invoiceSetup.createStateConfig({
    entry: ['countResign', { type: 'invoice.resign', params: ({ context }) => ({ orderNumber: context.orderNumber }) }],
    on: { 'resign.over': 'issuing' },
  }),
  /** Certainly none, and the buyer or the shop can mend it. */
  failed: invoiceSetup.createStateConfig({
    entry: { type: 'stand', params: owed },
    on: {
      'invoice.corrected': onCorrected,
      'invoice.retried': {
        target: 'submitting',
        actions: [noteStep, { type: 'sendAfresh', params: newNumber }],
      },
      'invoice.withdrawn': onWithdrawn,
      'invoice.settledByPerson': onSettled,
    },
  }),
  /** Turned down for what no buyer can mend. Its number stays: another invoice may stand under it. */
  refused: invoiceSetup.createStateConfig({
    entry: { type: 'stand', params: owed },
    on: {
      'invoice.corrected': onCorrected,
      'invoice.retried': { target: 'submitting', actions: noteStep },
      'invoice.withdrawn': onWithdrawn,
      'invoice.settledByPerson': onSettled,
    },
  }),
}

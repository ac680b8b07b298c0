/**
 * The paper promise: one original receipt in the customer's hand. Printing waits until tax is decided or deferred, a
 * paused printer resumes by itself, and once a paper may be out every further one is a numbered copy.
 */
import { printJobId, stampOf } from '../stamp.js'
import type { PaymentContext } from './payment-context.js'
import { paymentSetup } from './payment-setup.js'

/**
 * A copy asked for later does not put the customer's receipt in doubt again; and one that is printing does not yet
 * settle the doubt about the paper before it.
 */
function standing(context: PaymentContext, stands: 'owed' | 'unknown', customerWaits: boolean) {
  const { confirmed, maybeOut, failure } = context.paper
  if (confirmed > 0) return { part: 'paper', promise: 'done', customerWaits: false } as const
  const promise = maybeOut > 0 ? 'unknown' : stands
  return failure === undefined
    ? ({ part: 'paper', promise, customerWaits } as const)
    : ({ part: 'paper', promise, customerWaits, why: failure } as const)
}

const printing = paymentSetup.createStateConfig({
  id: 'printing',
  initial: 'sending',
  entry: [
    { type: 'beginPrint', params: ({ event }) => ({ jobId: printJobId(stampOf(event)) }) },
    {
      type: 'printer.print',
      params: ({ context, event }) => {
        const { jobId = '', maybeOut, copyReason } = context.paper
        const job = { jobId, copyNumber: maybeOut, printedAt: stampOf(event).at }
        return copyReason === undefined ? job : { ...job, copyReason }
      },
    },
  ],
  on: {
    'printer.printed': [
      {
        guard: ({ context, event }) => context.policy.paper.trusted.includes(event.confirmation),
        target: 'confirmed',
        actions: 'recordPrinted',
      },
      { target: 'unknown', actions: 'recordMaybePrinted' },
    ],
    'printer.notPrinted': [
      { guard: 'paperStopped', target: 'owed' },
      {
        target: 'failed',
        actions: { type: 'recordPaperFailure', params: ({ event }) => ({ failure: event.failure }) },
      },
    ],
    'printer.unknown': { target: 'unknown', actions: 'recordMaybePrinted' },
    'paper.stopped': { actions: ['stopPaper', 'printer.stop'] },
  },
  states: {
    sending: {
      entry: { type: 'stand', params: ({ context }) => standing(context, 'unknown', true) },
      on: {
        'printer.paused': {
          target: 'paused',
          actions: { type: 'recordPaperFailure', params: ({ event }) => ({ failure: event.failure }) },
        },
      },
    },
    /** The printer holds the rest and goes on by itself; the job must not be sent again. */
    paused: {
      entry: { type: 'stand', params: ({ context }) => standing(context, 'owed', false) },
      on: {
        'printer.resumed': { target: 'sending', actions: 'recordPrinterBack' },
        // Entered again, so that the reason shown is the latest one.
        'printer.paused': {
          target: 'paused',
          reenter: true,
          actions: { type: 'recordPaperFailure', params: ({ event }) => ({ failure: event.failure }) },
        },
      },
      // Nobody is there to take it any more: a backlog must not come out of the printer next morning.
      after: { printExpiry: { actions: 'printer.stop' } },
    },
  },
})

const onPersonsWord = paymentSetup.createStateConfig({
  on: {
    'paper.reprinted': {
      target: 'printing',
      actions: { type: 'askForPaper', params: ({ event: { reason, at } }) => ({ reason, at }) },
    },
    'paper.seen': {
      guard: ({ context }) => context.paper.maybeOut > context.paper.confirmed,
      target: 'confirmed',
      actions: 'recordSeen',
    },
    'paper.settledByPerson': {
      target: 'settledByPerson',
      actions: { type: 'settlePaper', params: ({ event: { operator, reason } }) => ({ operator, reason }) },
    },
  },
}).on

export const paperRegion = paymentSetup.createStateConfig({
  initial: 'waiting',
  on: { 'paper.declined': { guard: 'notPrintedYet', actions: 'declinePaper' } },
  states: {
    waiting: {
      always: [
        { guard: 'isCancelled', target: 'notNeeded' },
        { guard: 'readyWithoutPaper', target: 'notNeeded' },
        { guard: 'readyTooLate', target: 'owed' },
        { guard: 'readyToPrint', target: 'printing' },
      ],
    },
    notNeeded: {
      entry: { type: 'stand', params: { part: 'paper', promise: 'notNeeded', customerWaits: false } },
      on: {
        'paper.reprinted': {
          guard: 'isSettled',
          target: 'printing',
          actions: { type: 'askForPaper', params: ({ event: { reason, at } }) => ({ reason, at }) },
        },
      },
    },
    printing,
    confirmed: {
      entry: { type: 'stand', params: { part: 'paper', promise: 'done', customerWaits: false } },
      on: { 'paper.reprinted': onPersonsWord['paper.reprinted'] },
    },
    /** Certainly nothing on paper: tried again by itself for as long as the customer may be waiting. */
    failed: {
      entry: { type: 'stand', params: ({ context }) => standing(context, 'owed', false) },
      always: { guard: 'paperExpired', target: 'owed' },
      // Overdue deadlines fall due at the next start, perhaps next morning.
      after: { printRetry: [{ guard: 'paperExpired', target: 'owed' }, { target: 'printing' }] },
      on: onPersonsWord,
    },
    owed: {
      entry: { type: 'stand', params: ({ context }) => standing(context, 'owed', false) },
      on: onPersonsWord,
    },
    /** It may be on paper. Only a person can tell; whatever prints next is a copy. */
    unknown: {
      entry: { type: 'stand', params: ({ context }) => standing(context, 'unknown', false) },
      on: onPersonsWord,
    },
    settledByPerson: {
      entry: { type: 'stand', params: { part: 'paper', promise: 'done', customerWaits: false } },
      on: { 'paper.reprinted': onPersonsWord['paper.reprinted'] },
    },
  },
})

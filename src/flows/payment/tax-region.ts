/**
 * The tax promise: the right cash receipt (현금영수증) at the tax office, exactly once. The customer is asked, the number is
 * confirmed twice, and from the first submission on the document number stays the same until its content changes.
 */
import { FAILURES, type FailureCode } from '../../domain/failures.js'
import type { Money } from '../../domain/money.js'
import type { TaxDocument } from '../../ports/tax-authority.js'
import { wordOf } from '../persons-word.js'
import { documentNumber, stampOf } from '../stamp.js'
import { amountToDeclare, type PaymentContext } from './payment-context.js'
import { paymentSetup } from './payment-setup.js'
import { identifying } from './tax-identifying.js'
import { tradeDate } from './trade-date.js'

function failureOf({ failure, hostCode }: { failure: FailureCode; hostCode?: string }) {
  return hostCode === undefined ? { failure } : { failure, hostCode }
}

function owed({ tax }: PaymentContext) {
  const standing = { part: 'tax', promise: 'owed', customerWaits: false } as const
  return tax.failure === undefined ? standing : { ...standing, why: tax.failure }
}

/** Under way. Nobody waits at the counter for a document that was put off before. */
function inDoubt({ tax }: PaymentContext) {
  const standing = { part: 'tax', promise: 'unknown', customerWaits: tax.status === 'undecided' } as const
  return tax.failure === undefined ? standing : { ...standing, why: tax.failure }
}

const limitDocument = {
  type: 'limitDocument',
  params: ({ event: { over } }: { event: { over?: Money } }) => (over ? { over } : {}),
} as const

const recordDocument = {
  type: 'recordDocument',
  params: ({ event }: { event: { document: TaxDocument } }) => ({ document: event.document }),
} as const

/** What the tax office turned down a day after the gateway had issued it. */
const whenRejected = [
  recordDocument,
  { type: 'recordTaxFailure', params: { failure: 'tax.rejectedByAuthority' } },
] as const

/** A document stands under this number. An earlier submission may have been turned down by the tax office meanwhile. */
const whenFound = [
  {
    guard: ({ event }: { event: { document: TaxDocument } }) => event.document.status === 'rejected',
    target: 'rejected',
    actions: whenRejected,
  },
  { target: 'issued', actions: recordDocument },
] as const

const submitting = paymentSetup.createStateConfig({
  id: 'submitting',
  entry: [
    {
      type: 'mintDocumentNumber',
      params: ({ context, event }) => ({ documentNumber: documentNumber(context.terminalId, stampOf(event)) }),
    },
    'countAttempt',
    { type: 'stand', params: ({ context }) => inDoubt(context) },
    {
      type: 'tax.issue',
      params: ({ context }) => {
        const { documentNumber = '', use, identifier } = context.tax
        const request = {
          documentNumber,
          use,
          cash: amountToDeclare(context),
          tradedAt: context.tax.tradedAt ?? context.paidAt ?? context.openedAt,
          by: context.tax.status === 'undecided' ? ('counter' as const) : ('queue' as const),
        }
        return identifier ? { ...request, identifier } : request
      },
    },
  ],
  on: {
    'tax.issued': whenFound,
    'tax.refused': [
      {
        // A self-issued one has nothing a customer could correct.
        guard: ({ context, event }) => FAILURES[event.failure].correctable && !context.tax.selfIssued,
        target: 'identifying',
        actions: [{ type: 'recordTaxFailure', params: ({ event }) => failureOf(event) }, 'dropDocumentNumber'],
      },
      { target: 'refused', actions: { type: 'recordTaxFailure', params: ({ event }) => failureOf(event) } },
    ],
    'tax.unavailable': {
      target: 'deferred',
      actions: { type: 'recordTaxFailure', params: ({ event }) => ({ failure: event.failure }) },
    },
    'tax.unknown': 'querying',
  },
})

/** The submission's fate is unknown: ask for the number. Not there means it may be sent again under the same number. */
const querying = paymentSetup.createStateConfig({
  entry: [
    'doubtDocument',
    { type: 'stand', params: ({ context }) => inDoubt(context) },
    { type: 'tax.query', params: ({ context }) => ({ documentNumber: context.tax.documentNumber ?? '' }) },
  ],
  on: {
    'taxQuery.found': whenFound,
    'taxQuery.notFound': {
      target: 'deferred',
      actions: { type: 'recordTaxFailure', params: { failure: 'tax.gatewayUnreachable' } },
    },
    'taxQuery.unanswered': { target: 'unanswered', actions: 'countAttempt' },
    'tax.settledByPerson': {
      target: 'settledByPerson',
      actions: ['taxQuery.stop', 'oweDocument', { type: 'settleTax', params: ({ event }) => wordOf(event) }],
    },
  },
})

const settledByPerson = paymentSetup.createStateConfig({
  entry: { type: 'stand', params: { part: 'tax', promise: 'done', customerWaits: false } },
})

const onSettled = paymentSetup.createStateConfig({
  on: {
    'tax.settledByPerson': {
      target: 'settledByPerson',
      actions: { type: 'settleTax', params: ({ event }) => wordOf(event) },
    },
  },
}).on

/** What comes next is another document, under another number and perhaps another day. */
const afresh = [
  'dropDocumentNumber',
  {
    type: 'dateDocument',
    params: ({ context, event }: { context: PaymentContext; event: object }) => dated(context, event),
  },
] as const

function dated({ paidAt, openedAt, policy }: PaymentContext, event: object) {
  const { at } = stampOf(event)
  return { at: tradeDate(paidAt ?? openedAt, at, policy.tax) }
}

const awaitTurn = {
  type: 'tax.awaitTurn',
  params: ({ context }: { context: PaymentContext }) => ({
    documentNumber: context.tax.documentNumber ?? '',
    since: context.paidAt ?? context.openedAt,
  }),
} as const

/** Sent again as it is; or, past the gateway's window, as another document of today. */
const onLate = paymentSetup.createStateConfig({
  on: {
    'tax.retried': [
      { guard: ({ event }) => event.redated === true, target: 'submitting', actions: afresh },
      { target: 'submitting' },
    ],
  },
}).on

/** Nothing stands, and nothing can be on its way: the document may be changed for another, or for none. */
const whileCertainlyMissing = paymentSetup.createStateConfig({
  on: {
    'tax.corrected': { guard: 'taxCertainlyMissing', target: 'identifying', actions: afresh },
    'tax.selfIssued': { guard: 'taxCertainlyMissing', target: 'submitting', actions: [...afresh, 'selfIssue'] },
    'tax.withdrawn': { guard: 'taxCertainlyMissing', target: 'noDocument', actions: 'needNoDocument' },
    'tax.invoiceRequested': {
      guard: 'taxCertainlyMissing',
      target: 'invoiceOwed',
      actions: { type: 'followInvoice', params: ({ event }) => ({ invoiceId: event.invoiceId }) },
    },
  },
}).on

export const taxRegion = paymentSetup.createStateConfig({
  initial: 'waiting',
  states: {
    waiting: {
      always: [
        { guard: 'isCancelled', target: 'noDocument', actions: 'needNoDocument' },
        { guard: 'receiptDueNow', target: 'identifying' },
        { guard: 'isSettled', target: 'noDocument', actions: 'needNoDocument' },
      ],
    },
    noDocument: {
      id: 'noDocument',
      entry: { type: 'stand', params: { part: 'tax', promise: 'notNeeded', customerWaits: false } },
      on: {
        // The customer comes back for one, or the shop issues late what the law wants (자진발급).
        'tax.corrected': { guard: 'lateReceiptDue', target: 'identifying', actions: [...afresh, limitDocument] },
        'tax.selfIssued': {
          guard: 'lateReceiptDue',
          target: 'submitting',
          actions: [...afresh, limitDocument, 'oweDocument', 'selfIssue'],
        },
      },
    },
    identifying,
    submitting,
    querying,
    deferred: {
      entry: [{ type: 'stand', params: ({ context }) => owed(context) }, 'oweDocument', awaitTurn],
      exit: 'taxTurn.stop',
      on: {
        ...onSettled,
        ...onLate,
        ...whileCertainlyMissing,
        'tax.turn': 'submitting',
      },
    },
    unanswered: {
      entry: [
        {
          type: 'stand',
          params: { part: 'tax', promise: 'unknown', customerWaits: false, why: 'tax.gatewayUnreachable' },
        },
        'oweDocument',
        awaitTurn,
      ],
      exit: 'taxTurn.stop',
      on: { ...onSettled, 'tax.turn': 'querying', 'tax.retried': 'querying' },
    },
    refused: {
      entry: [{ type: 'stand', params: ({ context }) => owed(context) }, 'oweDocument'],
      on: { ...onSettled, ...onLate, ...whileCertainlyMissing },
    },
    issued: {
      entry: { type: 'stand', params: { part: 'tax', promise: 'done', customerWaits: false } },
      always: { guard: 'taxConfirmed', target: 'confirmed' },
      after: { verdict: 'checkingVerdict' },
    },
    checkingVerdict: {
      entry: [
        'countVerdictCheck',
        { type: 'tax.query', params: ({ context }) => ({ documentNumber: context.tax.documentNumber ?? '' }) },
      ],
      on: {
        'taxQuery.found': [
          {
            guard: ({ event }) => event.document.status === 'rejected',
            target: 'rejected',
            actions: whenRejected,
          },
          {
            guard: ({ event }) => event.document.status === 'confirmed',
            target: 'confirmed',
            actions: recordDocument,
          },
          { guard: 'verdictOverdue', target: 'unconfirmed' },
          {
            target: 'issued',
            actions: recordDocument,
          },
        ],
        'taxQuery.notFound': {
          target: 'rejected',
          actions: { type: 'recordTaxFailure', params: { failure: 'tax.originalMissing' } },
        },
        // Silence does not mend what was rejected.
        'taxQuery.unanswered': [
          { guard: 'taxRefused', target: 'rejected' },
          { guard: 'verdictOverdue', target: 'unconfirmed' },
          { target: 'issued' },
        ],
      },
    },
    /**
     * The gateway holds it, and the tax office has not said a word in days. It must not be issued anew beside the one that
     * stands: a person asks the gateway.
     */
    unconfirmed: {
      entry: {
        type: 'stand',
        params: { part: 'tax', promise: 'unknown', customerWaits: false, why: 'tax.originalNotYetConfirmed' },
      },
      on: { ...onSettled, 'tax.retried': 'checkingVerdict' },
    },
    confirmed: {
      entry: { type: 'stand', params: { part: 'tax', promise: 'done', customerWaits: false } },
    },
    /** The tax office did not take what the gateway had issued, or nobody knows of it any more. */
    rejected: {
      entry: [{ type: 'stand', params: ({ context }) => owed(context) }, 'oweDocument'],
      on: {
        ...onSettled,
        ...whileCertainlyMissing,
        'tax.retried': 'checkingVerdict',
      },
    },
    settledByPerson,
    /** The customer was promised another document: this promise is kept when that one is issued. */
    invoiceOwed: {
      entry: [
        { type: 'stand', params: { part: 'tax', promise: 'owed', customerWaits: false, why: 'tax.invoiceOwed' } },
        'oweDocument',
        { type: 'invoice.follow', params: ({ context }) => ({ invoiceId: context.tax.invoiceId ?? '' }) },
      ],
      exit: 'invoice.forget',
      on: { 'invoice.issued': 'invoiced', 'invoice.withdrawn': 'refused' },
    },
    invoiced: {
      entry: { type: 'stand', params: { part: 'tax', promise: 'done', customerWaits: false } },
    },
  },
})

/**
 * The tax promise: the right cash receipt (현금영수증) at the tax office, exactly once. The customer is asked, the number is
 * confirmed twice, and from the first submission on the document number stays the same until its content changes.
 */
import { FAILURES, type FailureCode } from '../../domain/failures.js'
import type { TaxDocument } from '../../ports/tax-authority.js'
import { documentNumber, stampOf } from '../stamp.js'
import { amountInHand, type PaymentContext } from './payment-context.js'
import { paymentSetup } from './payment-setup.js'
import { identifying } from './tax-identifying.js'

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
          cash: amountInHand(context),
          tradedAt: context.paidAt ?? context.openedAt,
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
      actions: [
        'taxQuery.stop',
        'oweDocument',
        { type: 'settleTax', params: ({ event: { operator, reason } }) => ({ operator, reason }) },
      ],
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
      actions: { type: 'settleTax', params: ({ event: { operator, reason } }) => ({ operator, reason }) },
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
    },
    identifying,
    submitting,
    querying,
    deferred: {
      entry: [{ type: 'stand', params: ({ context }) => owed(context) }, 'oweDocument'],
      after: { taxBackoff: 'submitting' },
      on: { ...onSettled, 'tax.retried': 'submitting' },
    },
    unanswered: {
      entry: [
        {
          type: 'stand',
          params: { part: 'tax', promise: 'unknown', customerWaits: false, why: 'tax.gatewayUnreachable' },
        },
        'oweDocument',
      ],
      after: { taxBackoff: 'querying' },
      on: { ...onSettled, 'tax.retried': 'querying' },
    },
    refused: {
      entry: [{ type: 'stand', params: ({ context }) => owed(context) }, 'oweDocument'],
      on: {
        ...onSettled,
        'tax.retried': 'submitting',
        'tax.corrected': { target: 'identifying', actions: 'dropDocumentNumber' },
      },
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
        'tax.retried': 'checkingVerdict',
        'tax.corrected': { target: 'identifying', actions: 'dropDocumentNumber' },
      },
    },
    settledByPerson,
  },
})

/**
 * The tax promise of an amendment: the documents taken back and issued one after another, each under a number of its own
 * that stays the same through every retry, until the tax office has confirmed them all.
 */
import type { FailureCode } from '../../domain/failures.js'
import { sum } from '../../domain/money.js'
import type { TaxDocument } from '../../ports/tax-authority.js'
import { wordOf } from '../persons-word.js'
import { documentNumber, stampOf } from '../stamp.js'
import { type AmendmentContext, dueStep } from './amendment-context.js'
import { amendmentSetup } from './amendment-setup.js'
import { submissionOf, submissionsOf } from './submission.js'

function owed({ tax }: AmendmentContext) {
  const standing = { part: 'tax', promise: 'owed', customerWaits: false } as const
  return tax.failure === undefined ? standing : { ...standing, why: tax.failure }
}

/** Under way. Nobody waits at the counter for what was put off before. */
function inDoubt({ tax }: AmendmentContext) {
  const standing = { part: 'tax', promise: 'unknown', customerWaits: tax.status === 'undecided' } as const
  return tax.failure === undefined ? standing : { ...standing, why: tax.failure }
}

/** All that a cash receipt stood for comes back at once: one not issued yet is not needed any more. */
function takesAllBack({ original: { tenders }, receipted, correction }: AmendmentContext): boolean {
  if (correction) return false
  const standing = tenders.filter((tender) => (tender.kind === 'credit' ? tender.origin : tender.kind) !== 'card')
  const { amountMinor } = sum(
    standing.map(({ amount }) => amount),
    receipted.currency,
  )
  return receipted.amountMinor === amountMinor
}

const failed = {
  type: 'recordTaxFailure',
  params: ({ event }: { event: { failure: FailureCode; hostCode?: string } }) => ({
    failure: event.failure,
    ...(event.hostCode !== undefined && { hostCode: event.hostCode }),
  }),
} as const

const completeStep = {
  type: 'completeStep',
  params: ({ event }: { event: { document: TaxDocument } }) => ({ document: event.document }),
} as const

/** A document stands under the step's number. An earlier submission may have been turned down by the tax office meanwhile. */
const whenStanding = [
  {
    guard: ({ event }: { event: { document: TaxDocument } }) => event.document.status === 'rejected',
    target: 'rejected',
    actions: { type: 'recordTaxFailure', params: { failure: 'tax.rejectedByAuthority' } },
  },
  { guard: 'isLastStep', target: 'issued', actions: [completeStep, 'finishSteps'] },
  { target: 'submitting', reenter: true, actions: completeStep },
] as const

const onSettled = amendmentSetup.createStateConfig({
  on: {
    'tax.settledByPerson': {
      target: 'settledByPerson',
      actions: { type: 'settleTax', params: ({ event }) => wordOf(event) },
    },
  },
}).on

/** Other content under another number: only where nothing can stand under the old one. */
const onReassigned = amendmentSetup.createStateConfig({
  on: {
    'tax.reassigned': {
      guard: 'stepIssues',
      target: 'submitting',
      actions: {
        type: 'reassign',
        params: ({ event: { use, identifier, selfIssued } }) => ({
          use,
          selfIssued,
          ...(identifier && { identifier }),
        }),
      },
    },
  },
}).on

const awaitTurn = {
  type: 'tax.awaitTurn',
  params: ({ context }: { context: AmendmentContext }) => ({
    documentNumber: dueStep(context)?.documentNumber ?? '',
    since: context.openedAt,
  }),
} as const

const submitting = amendmentSetup.createStateConfig({
  entry: [
    {
      type: 'mintStepNumber',
      params: ({ context, event }) => {
        const stamp = stampOf(event)
        return { documentNumber: documentNumber(context.terminalId, stamp), at: stamp.at }
      },
    },
    'countAttempt',
    { type: 'stand', params: ({ context }) => inDoubt(context) },
    {
      type: 'tax.submit',
      params: ({ context }) => ({
        ...submissionOf(context),
        by: context.tax.status === 'undecided' ? ('counter' as const) : ('queue' as const),
      }),
    },
  ],
  on: {
    'tax.issued': whenStanding,
    'tax.refused': [
      { guard: ({ event }) => event.failure === 'tax.originalNotYetConfirmed', target: 'postponed', actions: failed },
      {
        guard: ({ context, event }) =>
          event.failure === 'tax.partialUnsupported' && context.abilities.partialRevocation,
        target: 'submitting',
        reenter: true,
        actions: 'planWithoutParts',
      },
      { target: 'refused', actions: failed },
    ],
    'tax.unavailable': { target: 'deferred', actions: failed },
    'tax.unknown': 'querying',
  },
})

const querying = amendmentSetup.createStateConfig({
  entry: [
    { type: 'stand', params: ({ context }) => inDoubt(context) },
    { type: 'tax.look', params: ({ context }) => submissionOf(context) },
  ],
  on: {
    'taxQuery.found': whenStanding,
    'taxQuery.notFound': {
      target: 'deferred',
      actions: { type: 'recordTaxFailure', params: { failure: 'tax.gatewayUnreachable' } },
    },
    'taxQuery.unanswered': { target: 'unanswered', actions: 'countAttempt' },
    'tax.settledByPerson': {
      target: 'settledByPerson',
      actions: ['taxLook.stop', 'oweDocument', { type: 'settleTax', params: ({ event }) => wordOf(event) }],
    },
  },
})

export const amendmentTaxRegion = amendmentSetup.createStateConfig({
  initial: 'waiting',
  states: {
    waiting: {
      always: [
        { guard: 'isCalledOff', target: 'notNeeded' },
        { guard: 'hasNoTaxWork', target: 'notNeeded' },
        { guard: 'taxMayBegin', target: 'awaitingDocument' },
        { guard: 'moneyTakesLonger', target: 'held' },
      ],
    },
    /** A part of the money that a document stands for is still to be given back. */
    held: {
      entry: [{ type: 'stand', params: ({ context }) => owed(context) }, 'oweDocument'],
      always: { guard: 'taxMayBegin', target: 'awaitingDocument' },
    },
    notNeeded: {
      entry: [{ type: 'stand', params: { part: 'tax', promise: 'notNeeded', customerWaits: false } }, 'needNoDocument'],
    },
    /** The sale's own document must stand, and what amended it before must be through, before it can be taken back. */
    awaitingDocument: {
      entry: { type: 'document.await', params: ({ context }) => ({ withdraw: takesAllBack(context) }) },
      exit: 'document.stop',
      on: {
        ...onSettled,
        'document.stands': {
          target: 'submitting',
          actions: { type: 'planSteps', params: ({ event }) => ({ document: event.document }) },
        },
        'document.notYet': { actions: ['oweDocument', { type: 'stand', params: ({ context }) => owed(context) }] },
        'document.none': 'notNeeded',
        'document.byHand': {
          target: 'byHand',
          actions: { type: 'recordTaxFailure', params: { failure: 'tax.originalMissing' } },
        },
      },
    },
    byHand: {
      entry: [{ type: 'stand', params: ({ context }) => owed(context) }, 'oweDocument'],
      on: { ...onSettled, 'tax.retried': 'awaitingDocument' },
    },
    submitting,
    querying,
    deferred: {
      entry: [{ type: 'stand', params: ({ context }) => owed(context) }, 'oweDocument', awaitTurn],
      exit: 'taxTurn.stop',
      on: { ...onSettled, 'tax.turn': 'submitting', 'tax.retried': 'submitting' },
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
    /** The original is on its way to the tax office: it can be taken back once it has arrived there, the next day. */
    postponed: {
      entry: [{ type: 'stand', params: ({ context }) => owed(context) }, 'oweDocument'],
      after: { verdict: 'submitting' },
      on: { ...onSettled, 'tax.retried': 'submitting' },
    },
    refused: {
      entry: [{ type: 'stand', params: ({ context }) => owed(context) }, 'oweDocument'],
      on: { ...onSettled, ...onReassigned, 'tax.retried': 'submitting' },
    },
    issued: {
      entry: { type: 'stand', params: { part: 'tax', promise: 'done', customerWaits: false } },
      always: { guard: 'noVerdicts', target: 'confirmed' },
      after: { verdict: 'checkingVerdicts' },
    },
    checkingVerdicts: {
      entry: [
        'countVerdictCheck',
        { type: 'tax.verdicts', params: ({ context }) => ({ submitted: submissionsOf(context) }) },
      ],
      on: {
        'verdicts.told': [
          {
            guard: ({ event }) => event.rejected !== undefined,
            target: 'rejected',
            actions: { type: 'reopenStep', params: ({ event }) => ({ index: event.rejected ?? 0 }) },
          },
          { guard: ({ event }) => event.confirmed, target: 'confirmed' },
          { guard: 'verdictOverdue', target: 'unconfirmed' },
          { target: 'issued' },
        ],
        'verdicts.unanswered': [{ guard: 'verdictOverdue', target: 'unconfirmed' }, { target: 'issued' }],
      },
    },
    /** The tax office has not said a word in days: a person asks the gateway. */
    unconfirmed: {
      entry: {
        type: 'stand',
        params: { part: 'tax', promise: 'unknown', customerWaits: false, why: 'tax.originalNotYetConfirmed' },
      },
      on: { ...onSettled, 'tax.retried': 'checkingVerdicts' },
    },
    confirmed: { entry: { type: 'stand', params: { part: 'tax', promise: 'done', customerWaits: false } } },
    /** The tax office turned one down a day later: it is done again, perhaps otherwise, under a new number. */
    rejected: {
      entry: [{ type: 'stand', params: ({ context }) => owed(context) }, 'oweDocument', 'dropStepNumber'],
      on: { ...onSettled, ...onReassigned, 'tax.retried': 'submitting' },
    },
    settledByPerson: {
      entry: [{ type: 'stand', params: { part: 'tax', promise: 'done', customerWaits: false } }, 'oweDocument'],
    },
  },
})

/**
 * Asking the customer whom the cash receipt is for: the use, the number, and the number confirmed twice, masked. Whatever
 * is not answered in time, or declined, ends by the law of the trade: self-issued where issuing is compulsory.
 */
import { kindFitsUse } from '../../domain/identifiers/tax-identifier.js'
import { paymentSetup } from './payment-setup.js'

/** At every step of identifying, silence ends it: compulsory receipts are then self-issued, others not issued. */
const whenNobodyAnswers = {
  identifyWait: [
    { guard: 'issuingCompulsory', target: '#submitting', actions: 'selfIssue' },
    { guard: 'taxRefused', target: '#submitting', actions: 'selfIssue' },
    { target: '#noDocument', actions: 'needNoDocument' },
  ],
} as const

const onDeclined = [
  { guard: 'issuingCompulsory', target: '#submitting', actions: 'selfIssue' },
  { target: '#noDocument', actions: 'needNoDocument' },
] as const

export const identifying = paymentSetup.createStateConfig({
  id: 'identifying',
  initial: 'choosingUse',
  entry: { type: 'stand', params: { part: 'tax', promise: 'owed', customerWaits: true } },
  on: {
    'tax.declined': onDeclined,
    'tax.selfIssued': { target: '#submitting', actions: 'selfIssue' },
    'tax.useChosen': {
      guard: ({ event }) => kindFitsUse(event.identifierKind, event.use),
      target: '.entering',
      actions: {
        type: 'chooseUse',
        params: ({ event: { use, identifierKind } }) => ({ use, identifierKind }),
      },
    },
  },
  states: {
    choosingUse: { after: whenNobodyAnswers },
    entering: {
      after: whenNobodyAnswers,
      on: {
        'tax.numberEntered': {
          guard: ({ context, event }) => event.identifier.kind === context.tax.identifierKind,
          target: 'confirmingOnce',
          actions: { type: 'enterNumber', params: ({ event }) => ({ identifier: event.identifier }) },
        },
      },
    },
    confirmingOnce: {
      after: whenNobodyAnswers,
      on: {
        'tax.numberConfirmed': 'confirmingTwice',
        'tax.numberRejected': { target: 'entering', actions: 'rejectNumber' },
      },
    },
    confirmingTwice: {
      after: whenNobodyAnswers,
      on: {
        'tax.numberConfirmed': '#submitting',
        'tax.numberRejected': { target: 'entering', actions: 'rejectNumber' },
      },
    },
  },
})

/**
 * The paper promise: one original receipt in the customer's hand. Printing waits until tax is decided or deferred, a
 * paused printer resumes by itself, and once a paper may be out every further one is a numbered copy.
 */

import { wordOf } from '../persons-word.js'
import type { PrinterRole } from './paper-progress.js'
import { type PaperCarrier, paperSetup } from './paper-setup.js'
import { printing, paperStanding as standing } from './printing-state.js'

/** At the printer the person named, if there is such a one. */
function canPrintThere({ context, event }: { context: PaperCarrier; event: { readonly printer?: PrinterRole } }) {
  return event.printer !== 'fallback' || context.policy.paper.fallback
}

const onPersonsWord = paperSetup.createStateConfig({
  on: {
    'paper.reprinted': {
      guard: canPrintThere,
      target: 'printing',
      actions: {
        type: 'askForPaper',
        params: ({ event: { reason, at, printer = 'main' } }) => ({ reason, at, printer }),
      },
    },
    'paper.seen': {
      guard: ({ context }) => context.paper.maybeOut > context.paper.confirmed,
      target: 'confirmed',
      actions: 'recordSeen',
    },
    'paper.settledByPerson': {
      target: 'settledByPerson',
      actions: { type: 'settlePaper', params: ({ event }) => wordOf(event) },
    },
  },
}).on

export const paperRegion = paperSetup.createStateConfig({
  initial: 'waiting',
  on: { 'paper.declined': { guard: 'notPrintedYet', actions: 'declinePaper' } },
  states: {
    waiting: {
      always: [
        { guard: 'paperNotNeeded', target: 'notNeeded' },
        { guard: 'paperDueTooLate', target: 'owed' },
        { guard: 'paperDue', target: 'printing' },
      ],
    },
    notNeeded: {
      entry: { type: 'stand', params: { part: 'paper', promise: 'notNeeded', customerWaits: false } },
      on: {
        'paper.reprinted': {
          guard: (given) => given.context.paidAt !== undefined && canPrintThere(given),
          target: 'printing',
          actions: {
            type: 'askForPaper',
            params: ({ event: { reason, at, printer = 'main' } }) => ({ reason, at, printer }),
          },
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
      after: {
        printRetry: [
          { guard: 'paperExpired', target: 'owed' },
          { target: 'printing', actions: 'tryMainAgain' },
        ],
      },
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

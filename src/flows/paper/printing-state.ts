/**
 * One receipt on its way to paper: queued at a printer, sending, paused; and what each answer leads to. A printer that
 * certainly printed nothing hands the same paper on to the fallback printer, one that may have hands on a marked copy.
 */
import { printJobId, stampOf } from '../stamp.js'
import { type PaperCarrier, type PaperEvent, paperExpiresAt, paperSetup } from './paper-setup.js'

/**
 * A copy asked for later does not put the customer's receipt in doubt again; and one that is printing does not yet
 * settle the doubt about the paper before it.
 */
export function paperStanding(context: PaperCarrier, stands: 'owed' | 'unknown', customerWaits: boolean) {
  const { confirmed, maybeOut, failure } = context.paper
  if (confirmed > 0) return { part: 'paper', promise: 'done', customerWaits: false } as const
  const promise = maybeOut > 0 ? 'unknown' : stands
  return failure === undefined
    ? ({ part: 'paper', promise, customerWaits } as const)
    : ({ part: 'paper', promise, customerWaits, why: failure } as const)
}

/** The print now under way, not one before it whose notice was late in being written down. */
function isOfThisPrint({ context, event }: { context: PaperCarrier; event: { readonly jobId: string } }): boolean {
  return event.jobId === context.paper.jobId
}

function answerOf({ evidence, ...event }: PaperEvent & { readonly type: 'printer.printed' | 'printer.unknown' }) {
  return {
    ...(evidence && { evidence }),
    ...(event.type === 'printer.printed' && { confirmation: event.confirmation }),
  }
}

/** Waited for long enough, in a queue or for paper: for the customer to be gone, or for another printer to be asked. */
const whenPatienceEnds = {
  printPatience: [
    { guard: 'paperExpired', actions: [{ type: 'takeBack', params: { for: 'expired' } }, 'printer.stop'] },
    { guard: 'mayTurnToFallback', actions: [{ type: 'takeBack', params: { for: 'fallback' } }, 'printer.stop'] },
  ],
} as const

const onPause = paperSetup.createStateConfig({
  on: {
    'printer.paused': {
      guard: isOfThisPrint,
      target: 'paused',
      // Also when it is paused already, so that the reason shown is the latest one.
      reenter: true,
      actions: { type: 'recordPaperFailure', params: ({ event }) => ({ failure: event.failure }) },
    },
  },
}).on

export const printing = paperSetup.createStateConfig({
  id: 'printing',
  initial: 'queued',
  entry: [
    { type: 'beginPrint', params: ({ event }) => ({ jobId: printJobId(stampOf(event)) }) },
    {
      type: 'printer.print',
      params: ({ context, event }) => {
        const { jobId = '', printer, maybeOut, copyReason } = context.paper
        return {
          ...{ jobId, printer, copyNumber: maybeOut },
          ...(copyReason !== undefined && { copyReason }),
          ...{ printedAt: stampOf(event).at, expiresAt: paperExpiresAt(context) },
        }
      },
    },
  ],
  on: {
    'printer.printed': [
      {
        guard: ({ context, event }) => context.policy.paper.trusted.includes(event.confirmation),
        target: 'confirmed',
        actions: { type: 'recordPrinted', params: ({ event }) => answerOf(event) },
      },
      { target: 'unknown', actions: { type: 'recordMaybePrinted', params: ({ event }) => answerOf(event) } },
    ],
    'printer.notPrinted': [
      // The other printer may have printed it just before; a third try by itself could make a third paper.
      {
        guard: 'paperDoubtful',
        target: 'unknown',
        actions: { type: 'recordNotPrinted', params: ({ event }) => ({ failure: event.failure }) },
      },
      {
        guard: 'mayTurnToFallback',
        target: 'printing',
        reenter: true,
        actions: [{ type: 'recordNotPrinted', params: ({ event }) => ({ failure: event.failure }) }, 'turnToFallback'],
      },
      {
        guard: ({ context, event }) =>
          context.paper.stopped === 'person' ||
          context.paper.stopped === 'expired' ||
          event.failure === 'printer.expired',
        target: 'owed',
        actions: { type: 'recordNotPrinted', params: ({ event }) => ({ failure: event.failure }) },
      },
      {
        target: 'failed',
        actions: { type: 'recordNotPrinted', params: ({ event }) => ({ failure: event.failure }) },
      },
    ],
    'printer.unknown': [
      // Whoever starts a terminal again stands before its printers, and sees better than it what came out of them.
      {
        guard: { type: 'mayTurnToFallback', params: ({ event }) => ({ unless: event.reason === 'restarted' }) },
        target: 'printing',
        reenter: true,
        actions: [{ type: 'recordMaybePrinted', params: ({ event }) => answerOf(event) }, 'turnToFallback'],
      },
      { target: 'unknown', actions: { type: 'recordMaybePrinted', params: ({ event }) => answerOf(event) } },
    ],
    'paper.stopped': { actions: [{ type: 'takeBack', params: { for: 'person' } }, 'printer.stop'] },
  },
  states: {
    /** Nothing of it has left: others are before it, or the printer is being connected to. */
    queued: {
      entry: { type: 'stand', params: ({ context }) => paperStanding(context, 'unknown', true) },
      on: { ...onPause, 'printer.sending': { guard: isOfThisPrint, target: 'sending' } },
      after: whenPatienceEnds,
    },
    /** Coming out: whatever the hour, what has begun is let finish. */
    sending: {
      entry: { type: 'stand', params: ({ context }) => paperStanding(context, 'unknown', true) },
      on: onPause,
    },
    /** The printer holds the rest and goes on by itself; the job must not be sent again. */
    paused: {
      entry: { type: 'stand', params: ({ context }) => paperStanding(context, 'owed', false) },
      on: { ...onPause, 'printer.resumed': { guard: isOfThisPrint, target: 'sending', actions: 'recordPrinterBack' } },
      // A backlog must not come out of the printer next morning.
      after: whenPatienceEnds,
    },
  },
})

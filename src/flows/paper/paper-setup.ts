/**
 * The vocabulary of the paper regions: what they need of a flow's context, and the guards and delays they speak of. A
 * chart that prints spreads these into its own setup and embeds the regions.
 */
import { setup } from 'xstate'
import type { ConfirmationLevel } from '../../ports/receipt-printer.js'
import { type Stamp, stampOf } from '../stamp.js'
import type { Standing, StandParams } from '../standing.js'
import { paperChanges } from './paper-changes.js'
import type { PaperCommand, PaperEffects, PaperResult } from './paper-events.js'
import type { PaperProgress } from './paper-progress.js'

export interface PaperPolicy {
  readonly retryMs: number
  /** After this long from the payment a receipt no longer prints by itself; nobody is there to take it. */
  readonly expiresMs: number
  /** A second printer stands by. */
  readonly fallback: boolean
  /** A receipt that waits this long, behind others or for the printer to be mended, is handed to the second printer. */
  readonly fallbackAfterMs: number
  /** Confirmation levels that count as knowing. Weaker ones leave the paper `unknown` until a person looks. */
  readonly trusted: readonly ConfirmationLevel[]
}

/** A flow with a paper to print. */
export interface PaperCarrier {
  readonly openedAt: number
  /** When what the paper is about was settled, and somebody stood there to take it. */
  readonly paidAt?: number
  readonly paper: PaperProgress
  readonly policy: { readonly paper: PaperPolicy }
  readonly standing: { readonly paper: Standing }
}

export type PaperEvent = (PaperCommand | PaperResult) & Stamp

/** When a receipt no longer prints by itself, because nobody is there to take it any more. */
export function paperExpiresAt({ paper, paidAt, openedAt, policy }: PaperCarrier): number {
  return (paper.askedAt ?? paidAt ?? openedAt) + policy.paper.expiresMs
}

interface Scope {
  readonly context: PaperCarrier
  readonly event: object
}

export const paperGuards = {
  /** The fallback printer is tried once an attempt, and not for a customer who has gone or waved it off. */
  mayTurnToFallback: ({ context, event }: Scope, params?: { readonly unless: boolean }) =>
    params?.unless !== true && hasFallbackLeft(context) && stampOf(event).at < paperExpiresAt(context),
  paperDoubtful: ({ context }: Scope) => context.paper.doubtful,
  printerHoldsPart: ({ context }: Scope) => context.paper.leftAt.length > 0,
  printersAreClear: ({ context }: Scope) => context.paper.leftAt.length === 0,
  notPrintedYet: ({ context }: Scope) => context.paper.jobId === undefined,
  paperExpired: ({ context, event }: Scope) => stampOf(event).at >= paperExpiresAt(context),
}

export const paperDelays = {
  printRetry: ({ context }: Scope) => context.policy.paper.retryMs,
  printPatience: ({ context, event }: Scope) => {
    const untilExpiryMs = untilPaperExpiresMs(context, stampOf(event).at)
    return hasFallbackLeft(context) ? Math.min(context.policy.paper.fallbackAfterMs, untilExpiryMs) : untilExpiryMs
  },
  leftoverCare: ({ context, event }: Scope) => untilPaperExpiresMs(context, stampOf(event).at),
}

/** What the regions ask for by name and each chart carries out in its own way. */
const asked = {
  'printer.print': (_scope: unknown, _params: PaperEffects['printer.print']): void => undefined,
  'printer.stop': (_scope: unknown, _params: undefined): void => undefined,
  stand: (_scope: unknown, _params: StandParams<'paper'>): void => undefined,
}

/** When there is something to print is for each chart to say. */
const whenToPrint = {
  paperNotNeeded: (_scope: Scope) => false,
  paperDueTooLate: (_scope: Scope) => false,
  paperDue: (_scope: Scope) => false,
}

export const paperSetup = setup({
  types: { context: {} as PaperCarrier, events: {} as PaperEvent },
  actions: { ...asked, ...paperChanges<PaperCarrier, PaperEvent>() },
  guards: { ...paperGuards, ...whenToPrint },
  delays: paperDelays,
})

function untilPaperExpiresMs(context: PaperCarrier, at: number): number {
  return Math.max(0, paperExpiresAt(context) - at)
}

/** Another printer stands by that was not asked yet. */
function hasFallbackLeft({ paper, policy }: PaperCarrier): boolean {
  const takenBack = paper.stopped === 'person' || paper.stopped === 'expired'
  return policy.paper.fallback && paper.printer === 'main' && !takenBack
}

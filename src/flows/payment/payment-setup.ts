/**
 * The vocabulary of the payment chart: its types, the changes it makes to its context, its guards and its delays. The
 * regions speak only in these names, so a region reads as a table of what leads to what.
 */
import { setup } from 'xstate'
import { isPositive } from '../../domain/money.js'
import { allKept } from '../../domain/promises.js'
import { stampOf } from '../stamp.js'
import { change } from './change.js'
import { moneyChanges } from './money-changes.js'
import { paperChanges } from './paper-changes.js'
import {
  amountDue,
  amountInHand,
  initialContext,
  type PaymentContext,
  type PaymentInput,
  paperExpiresAt,
  pendingReversal,
  promisesOf,
} from './payment-context.js'
import type { PaymentEffects, PaymentWithdrawals } from './payment-effects.js'
import type { PaymentEvent } from './payment-events.js'
import { backoffMs } from './payment-policy.js'
import { taxChanges } from './tax-changes.js'
import { untilVerdictMs } from './verdict-time.js'

/** An action that is a request: the chart carries it out by naming it. */
function request<Name extends keyof PaymentEffects>() {
  return (_scope: unknown, _params: PaymentEffects[Name]): void => undefined
}

function withdrawal<Name extends keyof PaymentWithdrawals>() {
  return (_scope: unknown, _params: PaymentWithdrawals[Name]): void => undefined
}

export const paymentSetup = setup({
  types: {
    context: {} as PaymentContext,
    events: {} as PaymentEvent,
    input: {} as PaymentInput,
  },
  actions: {
    'reader.read': request<'reader.read'>(),
    'reader.stop': withdrawal<'reader.stop'>(),
    'inquiry.stop': withdrawal<'inquiry.stop'>(),
    'reversal.stop': withdrawal<'reversal.stop'>(),
    'taxQuery.stop': withdrawal<'taxQuery.stop'>(),
    'acquirer.authorise': request<'acquirer.authorise'>(),
    'acquirer.inquire': request<'acquirer.inquire'>(),
    'acquirer.reverse': request<'acquirer.reverse'>(),
    'tax.issue': request<'tax.issue'>(),
    'tax.query': request<'tax.query'>(),
    'printer.print': request<'printer.print'>(),
    'printer.stop': withdrawal<'printer.stop'>(),
    'drawer.open': request<'drawer.open'>(),
    stand: change((context, params: StandParams) => {
      const { part, promise, customerWaits, why } = params
      const standing = why === undefined ? { promise, customerWaits } : { promise, customerWaits, why }
      return { standing: { ...context.standing, [part]: standing } }
    }),
    ...moneyChanges,
    ...taxChanges,
    ...paperChanges,
  },
  guards: {
    isPaid: ({ context }) => context.tenders.length > 0 && !isPositive(amountDue(context)),
    isSettled: ({ context }) => context.paidAt !== undefined,
    isCancelled: ({ context }) => context.cancelledAt !== undefined,
    cancelRequested: ({ context }) => context.cancelRequested,
    holdsCash: ({ context }) => isPositive(amountInHand(context)),
    reversalPending: ({ context }) => pendingReversal(context) !== undefined,
    reverseAgain: ({ context }) => pendingReversal(context)?.again === true,
    readyToPrint: ({ context }) => context.paidAt !== undefined && context.tax.status !== 'undecided',
    readyTooLate: ({ context, event }) =>
      context.paidAt !== undefined &&
      context.tax.status !== 'undecided' &&
      stampOf(event).at >= paperExpiresAt(context),
    /** The fallback printer is tried once an attempt, and not for a customer who has gone or waved it off. */
    mayTurnToFallback: ({ context, event }, params?: { readonly unless: boolean }) =>
      params?.unless !== true && hasFallbackLeft(context) && stampOf(event).at < paperExpiresAt(context),
    paperDoubtful: ({ context }) => context.paper.doubtful,
    printerHoldsPart: ({ context }) => context.paper.leftAt.length > 0,
    printersAreClear: ({ context }) => context.paper.leftAt.length === 0,
    readyWithoutPaper: ({ context }) =>
      context.paidAt !== undefined && context.tax.status !== 'undecided' && context.paper.declined,
    notPrintedYet: ({ context }) => context.paper.jobId === undefined,
    receiptDueNow: ({ context }) =>
      context.paidAt !== undefined && context.policy.tax.regime === 'cashReceipt' && isPositive(amountInHand(context)),
    /** A document has already been turned down: the customer did ask for one, and it is still owed. */
    taxRefused: ({ context }) => context.tax.failure !== undefined,
    taxConfirmed: ({ context }) => context.tax.document?.status === 'confirmed',
    issuingCompulsory: ({ context }) =>
      context.policy.tax.compulsorySector &&
      amountInHand(context).amountMinor >= context.policy.tax.compulsoryFromMinor,
    paperExpired: ({ context, event }) => stampOf(event).at >= paperExpiresAt(context),
    verdictOverdue: ({ context }) => context.tax.verdictChecks >= context.policy.tax.verdictChecks,
    everythingKept: ({ context }) => allKept(promisesOf(context)),
    somethingOwed: ({ context }) => !allKept(promisesOf(context)),
    customerMayGo: ({ context }) => !Object.values(context.standing).some((part) => part.customerWaits),
  },
  delays: {
    cardWait: ({ context }) => context.policy.card.waitMs,
    idle: ({ context }) => context.policy.idleMs,
    reversalBackoff: ({ context }) =>
      backoffMs(context.policy.reversalBackoff, Math.max(0, (pendingReversal(context)?.repeat ?? 1) - 1)),
    identifyWait: ({ context }) => context.policy.tax.identifyWaitMs,
    taxBackoff: ({ context }) => backoffMs(context.policy.tax.backoff, Math.max(0, context.tax.attempts - 1)),
    verdict: ({ context, event }) => untilVerdictMs(stampOf(event).at, context.policy.tax),
    printRetry: ({ context }) => context.policy.paper.retryMs,
    printPatience: ({ context, event }) => {
      const untilExpiryMs = untilPaperExpiresMs(context, stampOf(event).at)
      return hasFallbackLeft(context) ? Math.min(context.policy.paper.fallbackAfterMs, untilExpiryMs) : untilExpiryMs
    },
    leftoverCare: ({ context, event }) => untilPaperExpiresMs(context, stampOf(event).at),
  },
})

function untilPaperExpiresMs(context: PaymentContext, at: number): number {
  return Math.max(0, paperExpiresAt(context) - at)
}

/** Another printer stands by that was not asked yet. */
function hasFallbackLeft({ paper, policy }: PaymentContext): boolean {
  const takenBack = paper.stopped === 'person' || paper.stopped === 'expired'
  return policy.paper.fallback && paper.printer === 'main' && !takenBack
}

export interface StandParams {
  readonly part: keyof PaymentContext['standing']
  readonly promise: PaymentContext['standing']['tender']['promise']
  readonly customerWaits: boolean
  readonly why?: PaymentContext['standing']['tender']['why']
}

export { initialContext }

/**
 * The vocabulary of the payment chart: its types, the changes it makes to its context, its guards and its delays. The
 * regions speak only in these names, so a region reads as a table of what leads to what.
 */
import { setup } from 'xstate'
import { isPositive } from '../../domain/money.js'
import { allKept } from '../../domain/promises.js'
import { backoffMs } from '../backoff.js'
import { paperChanges } from '../paper/paper-changes.js'
import { paperDelays, paperExpiresAt, paperGuards } from '../paper/paper-setup.js'
import { stampOf } from '../stamp.js'
import { type StandParams, standingOf } from '../standing.js'
import { change } from './change.js'
import { moneyChanges } from './money-changes.js'
import {
  amountDue,
  amountInHand,
  amountToReceipt,
  initialContext,
  type PaymentContext,
  type PaymentInput,
  pendingReversal,
  promisesOf,
  type StandingPart,
} from './payment-context.js'
import type { PaymentEffects, PaymentWithdrawals } from './payment-effects.js'
import type { PaymentEvent } from './payment-events.js'
import { taxChanges } from './tax-changes.js'
import { isIssuingCompulsory } from './tax-duty.js'
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
    'tax.awaitTurn': request<'tax.awaitTurn'>(),
    'taxTurn.stop': withdrawal<'taxTurn.stop'>(),
    'invoice.follow': request<'invoice.follow'>(),
    'invoice.forget': withdrawal<'invoice.forget'>(),
    stand: change((context, params: StandParams<StandingPart>) => ({
      standing: { ...context.standing, [params.part]: standingOf(params) },
    })),
    ...moneyChanges,
    ...taxChanges,
    ...paperChanges<PaymentContext, PaymentEvent>(),
  },
  guards: {
    ...paperGuards,
    isPaid: ({ context }) => context.tenders.length > 0 && !isPositive(amountDue(context)),
    isSettled: ({ context }) => context.paidAt !== undefined,
    isCancelled: ({ context }) => context.cancelledAt !== undefined,
    cancelRequested: ({ context }) => context.cancelRequested,
    holdsCash: ({ context }) => isPositive(amountInHand(context)),
    reversalPending: ({ context }) => pendingReversal(context) !== undefined,
    reverseAgain: ({ context }) => pendingReversal(context)?.again === true,
    paperNotNeeded: ({ context }) =>
      context.cancelledAt !== undefined ||
      (context.paidAt !== undefined && context.tax.status !== 'undecided' && context.paper.declined),
    paperDue: ({ context }) => isReadyToPrint(context),
    paperDueTooLate: ({ context, event }) => isReadyToPrint(context) && stampOf(event).at >= paperExpiresAt(context),
    receiptDueNow: ({ context }) =>
      context.paidAt !== undefined &&
      context.policy.tax.regime === 'cashReceipt' &&
      isPositive(amountToReceipt(context)),
    /** As `receiptDueNow`, of what is left by the time somebody asks. */
    lateReceiptDue: ({ context, event }) =>
      context.paidAt !== undefined &&
      context.policy.tax.regime === 'cashReceipt' &&
      isPositive(('over' in event ? event.over : undefined) ?? amountToReceipt(context)),
    /** A document has already been turned down: the customer did ask for one, and it is still owed. */
    taxRefused: ({ context }) => context.tax.failure !== undefined,
    /** Confirmed, or issued at a gateway that never passes on more than that. */
    taxConfirmed: ({ context }) =>
      context.tax.document?.status === 'confirmed' || context.policy.tax.verdictChecks === 0,
    issuingCompulsory: ({ context }) => isIssuingCompulsory(context),
    /** A submission of it may have arrived after all: only asking tells, and nothing else may take its place. */
    taxMayStand: ({ context }) => context.tax.mayStand,
    taxCertainlyMissing: ({ context }) => !context.tax.mayStand,
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
    verdict: ({ context, event }) => untilVerdictMs(stampOf(event).at, context.policy.tax),
    ...paperDelays,
  },
})

function isReadyToPrint({ paidAt, tax }: PaymentContext): boolean {
  return paidAt !== undefined && tax.status !== 'undecided'
}

export { initialContext }

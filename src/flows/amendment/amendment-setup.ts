/**
 * The vocabulary of the amendment chart: its types, the changes it makes to its context, its guards and its delays. The
 * regions speak only in these names.
 */
import { setup } from 'xstate'
import { allKept } from '../../domain/promises.js'
import { backoffMs } from '../backoff.js'
import { changesOf } from '../change.js'
import { paperChanges } from '../paper/paper-changes.js'
import { paperDelays, paperExpiresAt, paperGuards } from '../paper/paper-setup.js'
import { untilVerdictMs } from '../payment/verdict-time.js'
import { stampOf } from '../stamp.js'
import { type StandParams, standingOf } from '../standing.js'
import {
  type AmendmentContext,
  type AmendmentInput,
  amendmentPromises,
  duePayout,
  dueStep,
  hasTaxWork,
} from './amendment-context.js'
import type { AmendmentEffects, AmendmentEvent, AmendmentWithdrawals } from './amendment-events.js'
import { amendmentTaxChanges } from './amendment-tax-changes.js'
import { payoutChanges } from './payout-changes.js'

const change = changesOf<AmendmentContext, AmendmentEvent>()

function request<Name extends keyof AmendmentEffects>() {
  return (_scope: unknown, _params: AmendmentEffects[Name]): void => undefined
}

function withdrawal<Name extends keyof AmendmentWithdrawals>() {
  return (_scope: unknown, _params: AmendmentWithdrawals[Name]): void => undefined
}

export const amendmentSetup = setup({
  types: {
    context: {} as AmendmentContext,
    events: {} as AmendmentEvent,
    input: {} as AmendmentInput,
  },
  actions: {
    'exchange.sell': request<'exchange.sell'>(),
    'acquirer.takeBack': request<'acquirer.takeBack'>(),
    'acquirer.inquire': request<'acquirer.inquire'>(),
    'document.await': request<'document.await'>(),
    'tax.submit': request<'tax.submit'>(),
    'tax.look': request<'tax.look'>(),
    'tax.awaitTurn': request<'tax.awaitTurn'>(),
    'tax.verdicts': request<'tax.verdicts'>(),
    'printer.print': request<'printer.print'>(),
    'drawer.open': request<'drawer.open'>(),
    'inquiry.stop': withdrawal<'inquiry.stop'>(),
    'takeBack.stop': withdrawal<'takeBack.stop'>(),
    'taxLook.stop': withdrawal<'taxLook.stop'>(),
    'taxTurn.stop': withdrawal<'taxTurn.stop'>(),
    'document.stop': withdrawal<'document.stop'>(),
    'printer.stop': withdrawal<'printer.stop'>(),
    stand: change((context, params: StandParams<'money' | 'tax' | 'paper'>) => ({
      standing: { ...context.standing, [params.part]: standingOf(params) },
    })),
    ...payoutChanges,
    ...amendmentTaxChanges,
    ...paperChanges<AmendmentContext, AmendmentEvent>(),
  },
  guards: {
    ...paperGuards,
    isCalledOff: ({ context }) => context.stage === 'calledOff',
    isExchange: ({ context }) => context.exchange !== undefined,
    nothingDue: ({ context }) => duePayout(context) === undefined,
    nextIsCash: ({ context }) => duePayout(context)?.by === 'cash',
    nextIsTransfer: ({ context }) => duePayout(context)?.by === 'transfer',
    mayHaveArrived: ({ context }) => duePayout(context)?.mayHaveArrived === true,
    neverInDoubt: ({ context }) => {
      const payout = duePayout(context)
      return payout !== undefined && !payout.mayHaveArrived && payout.repeat === 0
    },
    isVoid: ({ context }) => duePayout(context)?.manner === 'void',
    hasNoTaxWork: ({ context }) => !hasTaxWork(context),
    taxMayBegin: ({ context }) =>
      hasMoved(context) && !context.payouts.some((each) => each.receipted && each.state === 'due'),
    moneyTakesLonger: ({ context }) => hasMoved(context) && !context.standing.money.customerWaits,
    isLastStep: ({ context }) => context.tax.steps.filter(({ state }) => state === 'due').length === 1,
    noStepDue: ({ context }) => dueStep(context) === undefined,
    stepIssues: ({ context }) => dueStep(context)?.kind === 'issue',
    noVerdicts: ({ context }) => context.policy.tax.verdictChecks === 0,
    verdictOverdue: ({ context }) => context.tax.verdictChecks >= context.policy.tax.verdictChecks,
    paperNotNeeded: ({ context }) =>
      context.stage === 'calledOff' || (isReadyToPrint(context) && context.paper.declined),
    paperDue: ({ context }) => isReadyToPrint(context),
    paperDueTooLate: ({ context, event }) => isReadyToPrint(context) && stampOf(event).at >= paperExpiresAt(context),
    everythingKept: ({ context }) => allKept(amendmentPromises(context)),
    somethingOwed: ({ context }) => !allKept(amendmentPromises(context)),
    customerMayGo: ({ context }) => !Object.values(context.standing).some((part) => part.customerWaits),
  },
  delays: {
    ...paperDelays,
    idle: ({ context }) => context.policy.idleMs,
    payoutBackoff: ({ context }) =>
      backoffMs(context.policy.reversalBackoff, Math.max(0, (duePayout(context)?.repeat ?? 1) - 1)),
    verdict: ({ context, event }) => untilVerdictMs(stampOf(event).at, context.policy.tax),
  },
})

function hasMoved({ stage }: AmendmentContext): boolean {
  return stage === 'paying' || stage === 'settled'
}

/** As soon as nobody at the counter waits for money or tax: what takes longer is on the slip as under way. */
function isReadyToPrint({ paidAt, tax, standing }: AmendmentContext): boolean {
  return paidAt !== undefined && tax.status !== 'undecided' && !standing.money.customerWaits
}

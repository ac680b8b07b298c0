/**
 * The vocabulary of the invoice chart: its types, the changes it makes, its guards and its delays. The states speak only in these
 * names, so they read as a table of what leads to what.
 */
import { setup } from 'xstate'
import { backoffMs } from '../backoff.js'
import { stampOf } from '../stamp.js'
import { currentRed, invoiceChanges } from './invoice-changes.js'
import type { InvoiceContext, InvoiceInput, PersonStep } from './invoice-context.js'
import type { InvoiceEffects } from './invoice-effects.js'
import type { ByPerson, InvoiceCommand, InvoiceEvent, SealedBuyer } from './invoice-events.js'
import { invoiceOrderNumber } from './order-number.js'

/** An action that is a request: the chart carries it out by naming it. */
function request<Name extends keyof InvoiceEffects>() {
  return (_scope: unknown, _params: InvoiceEffects[Name]): void => undefined
}

function withdrawal() {
  return (_scope: unknown, _params: undefined): void => undefined
}

export const invoiceSetup = setup({
  types: {
    context: {} as InvoiceContext,
    events: {} as InvoiceEvent,
    input: {} as InvoiceInput,
  },
  actions: {
    'invoice.request': request<'invoice.request'>(),
    'invoice.query': request<'invoice.query'>(),
    'invoice.resign': request<'invoice.resign'>(),
    'invoice.red': request<'invoice.red'>(),
    'invoice.queryRed': request<'invoice.queryRed'>(),
    'invoiceQuery.stop': withdrawal(),
    'redQuery.stop': withdrawal(),
    ...invoiceChanges,
  },
  guards: {
    isManual: ({ context }) => context.channel === 'manual',
    certainlyNone: ({ context }) => !context.maybeTaken,
    patienceOver: ({ context, event }) => isPatienceOver(context, event),
    maySignAgain: ({ context }) => context.resigns < context.policy.resignLimit,
    hasInvoiceNumber: ({ context }) => context.invoice?.invoiceNumber !== undefined,
    buyerAwaited: ({ context }) => context.red?.state === 'awaitingBuyer',
    redCertainlyNone: ({ context }) => context.red?.maybeTaken !== true,
  },
  delays: {
    backoff: ({ context }) => backoffMs(context.policy.backoff, Math.max(0, context.attempts - 1)),
    issuingPoll: ({ context }) => backoffMs(context.policy.issuing, context.asks),
    resignPause: ({ context }) => context.policy.resignPauseMs,
    redBackoff: ({ context }) => backoffMs(context.policy.backoff, Math.max(0, currentRed(context).attempts - 1)),
    redPoll: ({ context }) => backoffMs(context.policy.issuing, currentRed(context).asks),
    buyerCheck: ({ context }) => context.policy.buyerCheckMs,
    due: ({ context }) => context.policy.manualDueMs,
  },
})

export function isPatienceOver(context: InvoiceContext, event: object): boolean {
  return stampOf(event).at - context.requestedAt >= context.policy.patienceMs
}

export { initialInvoice } from './invoice-context.js'

type PersonEvent = Extract<InvoiceEvent, ByPerson>

/** Every step of a person goes on the record: who, why, on what evidence, when. */
export const noteStep = {
  type: 'noteStep',
  params: ({ event }: { event: PersonEvent }): PersonStep => {
    const { type, operator, reason, evidence, approvedBy, at } = event
    return {
      ...{ step: type as InvoiceCommand['type'], operator, reason, at },
      ...(evidence !== undefined && { evidence }),
      ...(approvedBy !== undefined && { approvedBy }),
    }
  },
} as const

export function newNumber({ context, event }: { context: InvoiceContext; event: object }): { orderNumber: string } {
  return { orderNumber: invoiceOrderNumber(context.terminalId, stampOf(event)) }
}

/** Other details of the buyer, on the record and in force. */
export const rightBuyer = [
  noteStep,
  { type: 'correctBuyer', params: ({ event }: { event: { buyer: SealedBuyer } }) => ({ buyer: event.buyer }) },
] as const

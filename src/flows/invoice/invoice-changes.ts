/** What the chart changes in an invoice's context, each change a plain function that can be read without knowing XState. */
import { type ActionFunction, assign, type ParameterizedObject } from 'xstate'
import type { FailureCode } from '../../domain/failures.js'
import type { Invoice, RedInvoice, RedReason } from '../../ports/invoice-service.js'
import type { InvoiceContext, InvoiceStanding, PersonStep, RedProgress } from './invoice-context.js'
import type { InvoiceEvent, SealedBuyer } from './invoice-events.js'

type Change<Params extends ParameterizedObject['params'] | undefined> = ActionFunction<
  InvoiceContext,
  InvoiceEvent,
  InvoiceEvent,
  Params,
  never,
  never,
  never,
  never,
  never
>

function change<Params extends ParameterizedObject['params'] | undefined>(
  apply: (context: InvoiceContext, params: Params) => Partial<InvoiceContext>,
): Change<Params> {
  return assign<InvoiceContext, InvoiceEvent, Params, InvoiceEvent, never>(({ context }, params) =>
    apply(context, params),
  )
}

export interface Failed {
  readonly failure: FailureCode
  readonly detail?: string
  readonly hostCode?: string
}

export const invoiceChanges = {
  stand: change((_context, { promise, why }: InvoiceStanding) => ({
    standing: why === undefined ? { promise } : { promise, why },
  })),
  noteStep: change((context, step: PersonStep) => ({ steps: [...context.steps, step] })),
  countAttempt: change((context) => ({ attempts: context.attempts + 1 })),
  countAsk: change((context) => ({ asks: context.asks + 1 })),
  countResign: change((context) => ({ resigns: context.resigns + 1 })),
  forgetResigns: change(() => ({ resigns: 0 })),
  mayBeTaken: change(() => ({ maybeTaken: true })),
  fail: change((_context, { failure, detail, hostCode }: Failed) => ({ failure, detail, hostCode })),
  /** The service told where the invoice stands. A failed one has used its number up and is certainly none. */
  holdInvoice: change((_context, { invoice }: { invoice: Invoice }) => {
    const failed = invoice.state === 'failed'
    return {
      invoice,
      maybeTaken: !failed,
      numberUsedUp: failed,
      failure: failed ? (invoice.failure ?? 'invoice.issuingFailed') : undefined,
      detail: failed ? invoice.detail : undefined,
      hostCode: undefined,
    }
  }),
  correctBuyer: change((_context, { buyer }: { buyer: SealedBuyer }) => ({ buyer })),
  /** What is sent next is sent afresh: under a new number where the old one is used up, and only there. */
  sendAfresh: change((context, { orderNumber }: { orderNumber: string }) => {
    const sent = { attempts: 0, asks: 0, resigns: 0 }
    return context.numberUsedUp ? { ...sent, orderNumber, numberUsedUp: false } : sent
  }),
  beginRed: change((_context, { orderNumber, reason }: { orderNumber: string; reason: RedReason }) => ({
    red: { orderNumber, reason, attempts: 0, asks: 0, maybeTaken: false },
  })),
  renewRed: change((context, { orderNumber }: { orderNumber: string }) => ({
    red: { orderNumber, reason: currentRed(context).reason, attempts: 0, asks: 0, maybeTaken: false },
  })),
  countRed: change((context) => changeRed(context, (red) => ({ attempts: red.attempts + 1 }))),
  countRedAsk: change((context) => changeRed(context, (red) => ({ asks: red.asks + 1 }))),
  redMayBeTaken: change((context) => changeRed(context, () => ({ maybeTaken: true }))),
  failRed: change((context, { failure, detail }: Failed) =>
    changeRed(context, () => (detail === undefined ? { failure } : { failure, detail })),
  ),
  holdRed: change((context, { red: { state, redInvoiceNumber, detail } }: { red: RedInvoice }) =>
    changeRed(context, () => ({
      state,
      maybeTaken: true,
      ...(redInvoiceNumber !== undefined && { redInvoiceNumber }),
      ...(detail !== undefined && { detail }),
      ...(RED_FAILURES[state] && { failure: RED_FAILURES[state] }),
    })),
  ),
  record: change((_context, recorded: { approvalNumber: string; issuedOn: string }) => ({ recorded, overdue: false })),
  markOverdue: change(() => ({ overdue: true })),
}

/** What a red invoice that certainly takes nothing back has failed of. */
const RED_FAILURES: Readonly<Partial<Record<RedInvoice['state'], FailureCode>>> = {
  refusedByBuyer: 'invoice.awaitingConfirmation',
  expired: 'invoice.awaitingConfirmation',
  failed: 'invoice.refused',
}

/** @throws when the chart acts on a red invoice it never began, which is a bug of the chart. */
export function currentRed(context: InvoiceContext): RedProgress {
  if (!context.red) throw new Error('no red invoice was asked for')
  return context.red
}

function changeRed(
  context: InvoiceContext,
  apply: (red: RedProgress) => Partial<RedProgress>,
): Pick<InvoiceContext, 'red'> {
  const red = currentRed(context)
  return { red: { ...red, ...apply(red) } }
}

/** What lists and screens see of an invoice: one flat record without anything that names the buyer but its mask. */
import type { SnapshotFrom } from 'xstate'
import type { JsonObject } from '../../ports/journal.js'
import type { invoiceMachine } from './invoice-machine.js'

export type InvoiceSnapshot = SnapshotFrom<typeof invoiceMachine>

const RESTING: ReadonlySet<string> = new Set(['issued', 'voided', 'withdrawn', 'settledByPerson'])

/** Nothing is owed to anybody. An issued one may still be taken back. */
export function isInvoiceFinished({ value }: Pick<InvoiceSnapshot, 'value'>): boolean {
  return RESTING.has(value)
}

export function invoiceSummary({ context, value }: Pick<InvoiceSnapshot, 'context' | 'value'>): JsonObject {
  const { invoice, red, recorded, standing } = context
  return {
    saleId: context.saleId,
    channel: context.channel,
    state: value,
    promise: standing.promise,
    why: standing.why,
    buyer: context.buyer.masked,
    total: { ...context.amounts.total },
    requestedAt: context.requestedAt,
    orderNumber: context.channel === 'service' ? context.orderNumber : undefined,
    invoiceNumber: invoice?.invoiceNumber,
    url: invoice?.url,
    approvalNumber: recorded?.approvalNumber,
    issuedOn: recorded?.issuedOn,
    detail: context.detail,
    hostCode: context.hostCode,
    red: red && { orderNumber: red.orderNumber, state: red.state, redInvoiceNumber: red.redInvoiceNumber },
    overdue: context.overdue,
    steps: context.steps.map((step) => ({ ...step })),
  }
}

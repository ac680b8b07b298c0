/** The invoice chart as the runner runs it, and as a person may see it. */
import type { SnapshotFrom } from 'xstate'
import type { FailureCode } from '../domain/failures.js'
import type { PromiseState } from '../domain/promises.js'
import { INVOICE_WITHDRAWALS } from '../flows/invoice/invoice-effects.js'
import { INVOICE_CHART, invoiceMachine } from '../flows/invoice/invoice-machine.js'
import { invoiceSummary, isInvoiceFinished } from '../flows/invoice/invoice-summary.js'
import type { FlowDefinition } from './flow-definition.js'

export type InvoiceFlowSnapshot = SnapshotFrom<typeof invoiceMachine>

export interface InvoiceView {
  readonly saleId: string
  readonly channel: 'service' | 'manual'
  readonly step: string
  readonly promise: PromiseState
  readonly why?: FailureCode
  readonly orderNumber: string
  /** The buyer, masked. */
  readonly buyer: string
  readonly invoiceNumber?: string
  /** 세금계산서, as a person recorded it. */
  readonly approvalNumber?: string
  readonly url?: string
  /** The service's own code for its last refusal. */
  readonly hostCode?: string
}

export function invoiceViewOf({ context, value }: InvoiceFlowSnapshot): InvoiceView {
  const { saleId, channel, orderNumber, buyer, invoice, recorded, standing } = context
  return {
    ...{ saleId, channel, orderNumber, buyer: buyer.masked, promise: standing.promise, step: String(value) },
    ...(standing.why && { why: standing.why }),
    ...(invoice?.invoiceNumber !== undefined && { invoiceNumber: invoice.invoiceNumber }),
    ...(invoice?.url !== undefined && { url: invoice.url }),
    ...(context.hostCode !== undefined && { hostCode: context.hostCode }),
    ...(recorded && { approvalNumber: recorded.approvalNumber }),
  }
}

export const invoiceFlow: FlowDefinition<typeof invoiceMachine> = {
  chart: INVOICE_CHART,
  machine: invoiceMachine,
  publish: invoiceSummary,
  isFinished: isInvoiceFinished,
  withdrawals: INVOICE_WITHDRAWALS,
}

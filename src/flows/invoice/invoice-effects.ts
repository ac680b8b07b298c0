/**
 * What an invoice asks of the outside world, as data. The chart only ever names these; the terminal journals them with a key and
 * runs them afterwards.
 */
import type { AmountSplit } from '../../domain/amount-split.js'
import type { InvoiceLine, RedReason } from '../../ports/invoice-service.js'
import type { SealedBuyer } from './invoice-events.js'

export interface InvoiceEffects {
  'invoice.request': {
    readonly orderNumber: string
    readonly buyer: SealedBuyer
    readonly lines: readonly InvoiceLine[]
    readonly amounts: AmountSplit
    readonly tradedAt: number
  }
  'invoice.query': { readonly orderNumber: string }
  'invoice.resign': { readonly orderNumber: string }
  'invoice.red': {
    readonly orderNumber: string
    readonly originalInvoiceNumber: string
    readonly buyer: SealedBuyer
    readonly reason: RedReason
  }
  'invoice.queryRed': { readonly orderNumber: string }
}

export type InvoiceEffectType = keyof InvoiceEffects

/** Not requests but withdrawals, as `FlowDefinition` wants them: the answer no longer matters. */
export const INVOICE_WITHDRAWALS = {
  'invoiceQuery.stop': { effect: 'invoice.query', manner: 'forget' },
  'redQuery.stop': { effect: 'invoice.queryRed', manner: 'forget' },
} as const

/**
 * What an invoice remembers between events. Plain data, rebuilt by folding the journal; the buyer is a sealed ref and a mask in
 * it, never a name or a number.
 */
import type { AmountSplit } from '../../domain/amount-split.js'
import type { FailureCode } from '../../domain/failures.js'
import type { PromiseState } from '../../domain/promises.js'
import type { Invoice, InvoiceLine, RedInvoiceState, RedReason } from '../../ports/invoice-service.js'
import type { Stamp } from '../stamp.js'
import type { InvoiceCommand, SealedBuyer } from './invoice-events.js'
import type { InvoicePolicy } from './invoice-policy.js'
import { invoiceOrderNumber } from './order-number.js'

export interface InvoiceInput extends Stamp {
  readonly saleId: string
  readonly terminalId: string
  /** Who asked for it on the buyer's behalf. */
  readonly operator: string
  /** `service` – 数电票 through the invoice service; `manual` – 세금계산서, issued by a person at the tax office's site. */
  readonly channel: 'service' | 'manual'
  /** The sale's own (`orderNumberOfSale`), where a customer may have asked for the same invoice through the receipt's code. */
  readonly orderNumber?: string
  readonly amounts: AmountSplit
  readonly lines: readonly InvoiceLine[]
  readonly buyer: SealedBuyer
  /** When the sale was paid. */
  readonly tradedAt: number
  readonly policy: InvoicePolicy
}

/** Where the tax promise of this document stands, and why it is not kept. */
export interface InvoiceStanding {
  readonly promise: PromiseState
  readonly why?: FailureCode
}

/** Taking the invoice back. A new try is a new red invoice with a number of its own. */
export interface RedProgress {
  readonly orderNumber: string
  readonly reason: RedReason
  readonly state?: RedInvoiceState
  readonly redInvoiceNumber?: string
  /** Times it was sent, and times it was asked about. */
  readonly attempts: number
  readonly asks: number
  /** It may have reached the service. */
  readonly maybeTaken: boolean
  readonly failure?: FailureCode
  readonly detail?: string
}

/** A step a person took, for the record. */
export interface PersonStep {
  readonly step: InvoiceCommand['type']
  readonly operator: string
  readonly reason: string
  readonly evidence?: string
  readonly approvedBy?: string
  readonly at: number
}

export interface InvoiceContext extends Omit<InvoiceInput, 'seq' | 'at' | 'orderNumber'> {
  readonly requestedAt: number
  /** Kept through every retry of one content; a new one once the service has used this one up. */
  readonly orderNumber: string
  /** The service holds a failed invoice under the number. */
  readonly numberUsedUp: boolean
  /** Something may stand under the number, as far as this till knows. */
  readonly maybeTaken: boolean
  readonly attempts: number
  readonly asks: number
  readonly resigns: number
  readonly invoice?: Invoice
  /** What stands in the way now; undefined once nothing does. */
  readonly failure?: FailureCode | undefined
  readonly detail?: string | undefined
  readonly hostCode?: string | undefined
  readonly red?: RedProgress
  /** 세금계산서, as a person recorded it. */
  readonly recorded?: { readonly approvalNumber: string; readonly issuedOn: string }
  readonly overdue: boolean
  readonly steps: readonly PersonStep[]
  readonly standing: InvoiceStanding
}

export function initialInvoice(input: InvoiceInput): InvoiceContext {
  const { seq, at, orderNumber, ...rest } = input
  return {
    ...rest,
    requestedAt: at,
    orderNumber: orderNumber ?? invoiceOrderNumber(input.terminalId, { seq, at }),
    numberUsedUp: false,
    maybeTaken: false,
    attempts: 0,
    asks: 0,
    resigns: 0,
    overdue: false,
    steps: [],
    standing: { promise: 'owed' },
  }
}

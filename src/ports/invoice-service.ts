/**
 * A service that issues invoices to named buyers (数电票 through a gateway of the 诺诺 family). Unlike a cash receipt it takes its
 * time: a request is taken at once and issued later, so it is asked again until it says issued or failed.
 */
import type { AmountSplit } from '../domain/amount-split.js'
import type { Money } from '../domain/money.js'
import type { Outcome } from '../domain/outcome.js'
import type { Sensitive } from '../domain/sensitive.js'
import type { ShopIdentity } from '../domain/shop.js'
import type { Device } from './device.js'

export interface InvoiceBuyer {
  /** A person's or a company's name (购方名称, 抬头). */
  readonly name: string
  /** A company's tax number (税号, its USCC); absent for a person. */
  readonly taxNumber?: Sensitive
  /** Where the invoice is sent. */
  readonly phone?: Sensitive
  readonly email?: string
}

export interface InvoiceLine {
  readonly name: string
  /** Thousandths of a unit. */
  readonly quantityThousandths: number
  /** VAT included. */
  readonly amount: Money
  readonly vat: Money
  readonly vatRateBasisPoints: number
}

export interface InvoiceRequest {
  /** The idempotency key, 1–20 of `A-Z a-z 0-9 -`, unique for the seller; journaled before sending. */
  readonly orderNumber: string
  readonly seller: ShopIdentity
  readonly buyer: InvoiceBuyer
  readonly lines: readonly InvoiceLine[]
  readonly amounts: AmountSplit
  /** Epoch milliseconds. */
  readonly tradedAt: number
}

/** 红冲: the whole of an issued invoice is taken back by a red one. */
export interface RedInvoiceRequest {
  readonly orderNumber: string
  readonly originalOrderNumber: string
  readonly originalInvoiceNumber: string
  readonly reason: 'issuedInError' | 'goodsReturned'
}

export interface Invoice {
  readonly orderNumber: string
  /** issuing – taken and not done yet; failed – certainly not issued; voided – issued and taken back. */
  readonly state: 'issuing' | 'issued' | 'failed' | 'voided' | 'awaitingBuyer'
  /** 数电票 number, 20 digits; once issued. */
  readonly invoiceNumber?: string
  readonly issuedAt?: number
  /** Where the buyer can see it. */
  readonly url?: string
  /** Why it failed, in the gateway's words, numbers taken out. */
  readonly detail?: string
}

export type InvoiceAnswer = { readonly found: false } | { readonly found: true; readonly invoice: Invoice }

export interface InvoiceService extends Device {
  /** Asks for an invoice. An equal request under the same number is accepted as it stands; another is refused `invoice.duplicateConflict`. */
  request(request: InvoiceRequest, signal: AbortSignal): Promise<Outcome<Invoice>>
  query(orderNumber: string, signal: AbortSignal): Promise<Outcome<InvoiceAnswer>>
  /** Takes an issued invoice back (红字发票). `awaitingBuyer` – the buyer has booked it and has 72 h to confirm. */
  red(request: RedInvoiceRequest, signal: AbortSignal): Promise<Outcome<Invoice>>
  /** The page a customer reaches by scanning the receipt's code (扫码开票). Signed, and holds nothing of the customer. */
  pageFor(sale: { readonly orderNumber: string; readonly total: Money; readonly tradedAt: number }): string
}

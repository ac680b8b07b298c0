/**
 * A service that issues invoices to named buyers (数电票 through a gateway of the 诺诺 family). Unlike a cash receipt it takes
 * its time: a request is taken at once and issued later, so it is asked again until it says issued or failed. The driver
 * never asks twice by itself.
 */
import type { AmountSplit } from '../domain/amount-split.js'
import type { FailureCode } from '../domain/failures.js'
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
  /** They add up to `amounts`: totals to its total, VAT to its VAT. */
  readonly lines: readonly InvoiceLine[]
  readonly amounts: AmountSplit
  /** Epoch milliseconds. */
  readonly tradedAt: number
}

/**
 * issuing – taken and not done yet; unsigned – the tax office has it and the signing of the document failed, so it is
 * neither issued nor not: `resign`; issued; failed – certainly not issued, and its order number is used up; voided.
 */
export type InvoiceState = 'issuing' | 'unsigned' | 'issued' | 'failed' | 'voided'

export interface Invoice {
  readonly orderNumber: string
  readonly state: InvoiceState
  /** 数电票 number, 20 digits; once issued. */
  readonly invoiceNumber?: string
  /** Epoch milliseconds; once issued. */
  readonly issuedAt?: number
  /** Where the buyer can see it. */
  readonly url?: string
  /** What a failed one failed of. */
  readonly failure?: FailureCode
  /** Why it failed, in the gateway's words, numbers taken out. */
  readonly detail?: string
}

export type InvoiceAnswer = { readonly found: false } | { readonly found: true; readonly invoice: Invoice }

export type RedReason = 'issuedInError' | 'goodsReturned'

/** 红冲: the whole of an issued invoice is taken back by a red one, which begins with a confirmation form (红字确认单). */
export interface RedInvoiceRequest {
  /** The red invoice's own number, as an order number is. */
  readonly orderNumber: string
  readonly originalInvoiceNumber: string
  readonly seller: ShopIdentity
  /** As on the original. */
  readonly buyer: Pick<InvoiceBuyer, 'name' | 'taxNumber'>
  readonly reason: RedReason
}

/**
 * applying – on its way to the tax office, or being issued there; awaitingBuyer – the buyer has booked the original and has
 * 72 h to confirm; issued – the original is taken back. The others: it certainly stands as before.
 */
export type RedInvoiceState = 'applying' | 'awaitingBuyer' | 'issued' | 'refusedByBuyer' | 'expired' | 'failed'

export interface RedInvoice {
  readonly orderNumber: string
  readonly state: RedInvoiceState
  /** 20 digits; once issued. */
  readonly redInvoiceNumber?: string
  /** Why it failed, in the gateway's words, numbers taken out. */
  readonly detail?: string
}

export type RedInvoiceAnswer = { readonly found: false } | { readonly found: true; readonly red: RedInvoice }

/** A sale as its invoicing page must know it. */
export interface PageSale {
  /** What an invoice asked for through the page is issued under, so that one asked for at the counter cannot double it. */
  readonly orderNumber: string
  readonly total: Money
  readonly vat: Money
  readonly tradedAt: number
}

export interface InvoiceService extends Device {
  /**
   * Asks for an invoice. An equal request under the same number is accepted as it stands; another is refused
   * `invoice.duplicateConflict`. refused – certainly not taken; unavailable – certainly not sent, or the service said that
   * it did not take it (`invoice.unreachable`, `invoice.busy`); unknown – query before anything else.
   */
  request(request: InvoiceRequest, signal: AbortSignal): Promise<Outcome<Invoice>>
  /** Changes nothing. `found: false` may come within seconds of a request that was taken all the same. */
  query(orderNumber: string, signal: AbortSignal): Promise<Outcome<InvoiceAnswer>>
  /** Has the signing of an `unsigned` invoice tried again. Asking once too often harms nothing. */
  resign(orderNumber: string, signal: AbortSignal): Promise<Outcome<Invoice>>
  /** Takes an issued invoice back. Outcomes as of `request`; `invoice.originalMissing` where there is nothing to take back. */
  red(request: RedInvoiceRequest, signal: AbortSignal): Promise<Outcome<RedInvoice>>
  /** What became of a red invoice, by its own number, as the tax office has it now. */
  queryRed(orderNumber: string, signal: AbortSignal): Promise<Outcome<RedInvoiceAnswer>>
  /**
   * The page a customer reaches by scanning the receipt's code (扫码开票). Signed, and holds nothing of the customer.
   * Undefined where there is no such page.
   */
  pageFor(sale: PageSale): string | undefined
}

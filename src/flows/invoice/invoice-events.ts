/**
 * Everything that can happen to an invoice. Commands are what a person does, each with who, why and on what evidence; results
 * are what the outside world answered to an effect. Both are facts by the time the chart sees them.
 */
import type { FailureCode } from '../../domain/failures.js'
import type { UnknownReason } from '../../domain/outcome.js'
import type { Invoice, RedInvoice, RedReason } from '../../ports/invoice-service.js'
import type { PersonsWord } from '../persons-word.js'
import type { Stamp } from '../stamp.js'

/** A buyer as the chart may know it: where the sealed details lie, and how to show them. */
export interface SealedBuyer {
  readonly ref: string
  readonly masked: string
}

/** Who did something by hand, why, and what it rests on: a slip's number, a photo's name. */
export interface ByPerson {
  readonly operator: string
  readonly reason: string
  readonly evidence?: string
  /** The supervisor who agreed, where the shop demands one. */
  readonly approvedBy?: string
}

export type InvoiceCommand =
  /** Other details of the buyer, after the first were turned down. */
  | ({ readonly type: 'invoice.corrected'; readonly buyer: SealedBuyer } & ByPerson)
  /** Do not wait any longer: try or ask now. */
  | ({ readonly type: 'invoice.retried' } & ByPerson)
  /** The buyer wants none any more; only while certainly none stands. */
  | ({ readonly type: 'invoice.withdrawn' } & ByPerson)
  /** A person saw what became of it elsewhere. */
  | ({ readonly type: 'invoice.settledByPerson' } & PersonsWord)
  /** Take the issued invoice back (红冲). */
  | ({ readonly type: 'red.asked'; readonly why: RedReason } & ByPerson)
  | ({ readonly type: 'red.retried' } & ByPerson)
  /** It need not be taken back after all. */
  | ({ readonly type: 'red.givenUp' } & ByPerson)
  /** A person saw at the tax office's own site that it is taken back. */
  | ({ readonly type: 'red.settledByPerson' } & PersonsWord)
  /** 세금계산서: issued by hand at the tax office's own site. */
  | ({
      readonly type: 'invoice.recorded'
      /** 24 characters. */
      readonly approvalNumber: string
      /** `yyyyMMdd`. */
      readonly issuedOn: string
    } & ByPerson)

export interface Refusal {
  readonly failure: FailureCode
  readonly detail: string
  readonly hostCode?: string
}

export type InvoiceResult =
  | { readonly type: 'invoice.taken'; readonly invoice: Invoice }
  | ({ readonly type: 'invoice.refused' } & Refusal)
  | { readonly type: 'invoice.unavailable'; readonly failure: FailureCode }
  | { readonly type: 'invoice.unknown'; readonly reason: UnknownReason }
  | { readonly type: 'invoiceQuery.found'; readonly invoice: Invoice }
  | { readonly type: 'invoiceQuery.notFound' }
  | { readonly type: 'invoiceQuery.unanswered' }
  /** Signing is being tried again, or it could not be asked for: the next question tells. */
  | { readonly type: 'resign.over' }
  | { readonly type: 'red.taken'; readonly red: RedInvoice }
  | ({ readonly type: 'red.refused' } & Refusal)
  | { readonly type: 'red.unavailable'; readonly failure: FailureCode }
  | { readonly type: 'red.unknown'; readonly reason: UnknownReason }
  | { readonly type: 'redQuery.found'; readonly red: RedInvoice }
  | { readonly type: 'redQuery.notFound' }
  | { readonly type: 'redQuery.unanswered' }

export type InvoiceEvent = (InvoiceCommand | InvoiceResult) & Stamp

/**
 * The invoices an emulated service holds and where each stands at a moment. No network, no disk and no clock of its own: it is
 * told what happened, and works everything else out from the time.
 */
import type { HeldInvoice, HeldRed, ServiceEvent } from './service-events.js'
import type { ServiceRules } from './service-rules.js'

/** 诺诺's `status`. */
export type InvoiceStatus = '20' | '21' | '2' | '22' | '24' | '3'

/** A red form as the service shows it: `billStatus`, and the red invoice's number once there is one. */
export interface RedStanding {
  readonly status: '15' | '01' | '02' | '04' | '05' | '07'
  readonly issued: boolean
}

export class InvoiceLedger {
  readonly #rules: ServiceRules
  readonly #events: ServiceEvent[] = []

  constructor(rules: ServiceRules) {
    this.#rules = rules
  }

  record(event: ServiceEvent): void {
    this.#events.push(event)
  }

  /** Everything that happened, in order. */
  events(): readonly ServiceEvent[] {
    return this.#events
  }

  invoices(): readonly HeldInvoice[] {
    return this.#events.filter((event) => event.kind === 'invoice')
  }

  reds(): readonly HeldRed[] {
    return this.#events.filter((event) => event.kind === 'red')
  }

  find(orderNo: string): HeldInvoice | undefined {
    return this.invoices().find((invoice) => invoice.orderNo === orderNo)
  }

  findByNumber(invoiceNumber: string): HeldInvoice | undefined {
    return this.invoices().find((invoice) => invoice.invoiceNumber === invoiceNumber)
  }

  findRed(billId: string): HeldRed | undefined {
    return this.reds().find((red) => red.billId === billId)
  }

  resigns(orderNo: string): readonly number[] {
    return this.#events.filter((event) => event.kind === 'resign' && event.orderNo === orderNo).map(({ at }) => at)
  }

  isBooked(orderNo: string): boolean {
    return this.#events.some((event) => event.kind === 'booked' && event.orderNo === orderNo)
  }

  statusOf(invoice: HeldInvoice, now: number): InvoiceStatus {
    const { issueMs, signMs } = this.#rules
    if (this.#events.some((event) => event.kind === 'voided' && event.orderNo === invoice.orderNo)) return '3'
    if (now < invoice.at + issueMs) return '20'
    if (invoice.failCause !== undefined) return '22'
    const resigns = this.resigns(invoice.orderNo)
    if (now < Math.max(invoice.at + issueMs, ...resigns) + signMs) return '21'
    return resigns.length < invoice.failSigning ? '24' : '2'
  }

  /** As the service shows it. What the buyer does at the tax office shows only once it was fetched. */
  redStandingOf(red: HeldRed, now: number): RedStanding {
    const { redMs } = this.#rules
    if (now < red.at + redMs) return { status: '15', issued: false }
    if (!red.booked) return { status: '01', issued: now >= red.at + 2 * redMs }
    const fetchedAt = this.#events.findLast((event) => event.kind === 'redFetched' && event.billId === red.billId)?.at
    return fetchedAt === undefined ? { status: '02', issued: false } : this.#atTaxOffice(red, fetchedAt)
  }

  /** Whether the invoice is being taken back, or has been: by a form the buyer has not refused or let lapse. */
  isRed(invoiceNumber: string, now: number): boolean {
    return this.reds().some(
      (red) =>
        red.original === invoiceNumber && !(red.booked && ['05', '07'].includes(this.#atTaxOffice(red, now).status)),
    )
  }

  #atTaxOffice(red: HeldRed, at: number): RedStanding {
    const { confirmMs, redMs } = this.#rules
    const answer = this.#events.find((event) => event.kind === 'redAnswered' && event.billId === red.billId)
    if (answer?.kind === 'redAnswered' && answer.at <= at && answer.at < red.at + confirmMs) {
      return answer.agreed ? { status: '04', issued: at >= answer.at + redMs } : { status: '05', issued: false }
    }
    return { status: at >= red.at + confirmMs ? '07' : '02', issued: false }
  }
}

/**
 * Invoices buyers asked for after a paid sale: opened as flows of their own under the sale's number. One that stands in for
 * a cash receipt that cannot be issued (세금계산서) is followed by the sale until it is there.
 */
import { type Parsed, parsed, problem } from '../domain/parsed.js'
import type { ClearBuyer } from '../flows/invoice/invoice-buyer.js'
import type { InvoiceInput } from '../flows/invoice/invoice-context.js'
import { invoiceLines } from '../flows/invoice/invoice-lines.js'
import { INVOICE_POLICY } from '../flows/invoice/invoice-policy.js'
import { orderNumberOfSale } from '../flows/invoice/order-number.js'
import type { PaymentContext } from '../flows/payment/payment-context.js'
import type { FlowRecord, Journal, JsonObject, SecretRecord } from '../ports/journal.js'
import { invoiceFlow } from './invoice-flow.js'
import { sealedBuyer } from './sealing.js'

export interface InvoiceOpening {
  readonly saleId: string
  /** service – by the invoice service; manual – by a person at the tax office's site. */
  readonly channel: 'service' | 'manual'
  /** The buyer's details, to be sealed, and how to show them. */
  readonly buyer: ClearBuyer
  readonly operator: string
  readonly reason: string
}

/**
 * There is no such sale, or it is not paid; an invoice of it is under way or issued already; or all of it was paid by card, whose
 * slip is the buyer's evidence, so that no 세금계산서 may be issued on top (부가가치세법 제33조 제2항).
 */
export type InvoiceProblem = 'unknownSale' | 'notPaid' | 'alreadyAsked' | 'paidByCard'

interface InvoicesParts {
  readonly journal: Journal
  readonly sale: (saleId: string) => PaymentContext | undefined
  readonly open: (invoiceId: string, input: JsonObject, secrets: readonly SecretRecord[]) => void
}

/** Of a service charge, as invoices name it. */
const SERVICE_CHARGE = '服务费'

export class Invoices {
  readonly #parts: InvoicesParts

  constructor(parts: InvoicesParts) {
    this.#parts = parts
  }

  /** @returns the invoice's number. */
  open({ saleId, channel, buyer, operator, reason }: InvoiceOpening): Parsed<string, InvoiceProblem> {
    const { journal } = this.#parts
    const sale = this.#parts.sale(saleId)
    if (!sale) return problem('unknownSale')
    const { paidAt, terminalId, openedAt } = sale
    if (paidAt === undefined) return problem('notPaid')
    if (this.isInvoiced(saleId)) return problem('alreadyAsked')
    if (channel === 'manual' && sale.tenders.every(isByCard)) return problem('paidByCard')
    const before = this.#of(saleId)
    const invoiceId = `${saleId}/I${String(journal.nextSeq).padStart(6, '0')}`
    const sealed = sealedBuyer(buyer, journal.nextSeq)
    const input: Omit<InvoiceInput, 'seq' | 'at'> = {
      ...{ saleId, terminalId, operator, channel, policy: INVOICE_POLICY, tradedAt: paidAt },
      ...(channel === 'service' &&
        before.length === 0 && { orderNumber: orderNumberOfSale({ terminalId, saleId, openedAt }) }),
      amounts: sale.sale.split,
      lines: invoiceLines(sale.sale, SERVICE_CHARGE),
      buyer: sealed.buyer,
    }
    const asked = { ...input, reason } as unknown as JsonObject
    this.#parts.open(invoiceId, asked, [sealed.secret])
    return parsed(invoiceId)
  }

  /** One is owed, or issued and not taken back. */
  isInvoiced(saleId: string): boolean {
    return this.#of(saleId).some(({ latest }) => latest?.['promise'] !== 'notNeeded')
  }

  /** The sale an invoice is for. */
  saleOf(invoiceId: string): string {
    return invoiceId.slice(0, invoiceId.indexOf('/'))
  }

  #of(saleId: string): readonly FlowRecord[] {
    return this.#parts.journal.flows({ under: saleId }).filter(({ chart }) => chart === invoiceFlow.chart)
  }
}

function isByCard(tender: PaymentContext['tenders'][number]): boolean {
  return (tender.kind === 'credit' ? tender.origin : tender.kind) === 'card'
}

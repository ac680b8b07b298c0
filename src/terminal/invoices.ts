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
import type { Journal, JsonObject, SecretRecord } from '../ports/journal.js'
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

/** There is no such sale, or it is not paid; or an invoice of it is under way or issued already. */
export type InvoiceProblem = 'unknownSale' | 'notPaid' | 'alreadyAsked'

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
    const before = journal.flows({ under: saleId }).filter(({ chart }) => chart === invoiceFlow.chart)
    if (before.some(({ latest }) => latest?.['promise'] !== 'notNeeded')) return problem('alreadyAsked')
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
}

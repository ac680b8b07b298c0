/** Where one flow waits for another: an amendment for its sale's document or its exchange, a sale for the invoice in its place. */
import type { CreditTender } from '../domain/sale-record.js'
import type { Amendments } from './amendments.js'
import type { DocumentSight, ExchangeEnd } from './effects/amendment-effects.js'
import type { FlowRunners } from './flow-runners.js'
import { invoiceViewOf } from './invoice-flow.js'
import type { InvoiceOpening } from './invoices.js'
import type { SaleOpening } from './sale-opening.js'
import { saleViewOf } from './sale-view.js'
import type { Steps } from './steps.js'

interface FlowLinksParts {
  readonly runners: FlowRunners
  readonly amendments: Amendments
  readonly steps: Steps
  readonly openSale: (saleId: string, opening: SaleOpening, credits: readonly CreditTender[]) => void
}

export class FlowLinks {
  readonly #parts: FlowLinksParts

  constructor(parts: FlowLinksParts) {
    this.#parts = parts
  }

  /** @param withdraw tells the sale that it owes no document any more, where none stands yet. */
  documentSight(amendmentId: string, withdraw: boolean): DocumentSight {
    const { runners, amendments } = this.#parts
    const sight = amendments.documentSight(amendmentId)
    const { saleId } = runners.amendments.snapshot(amendmentId).context
    const withdrawn = { type: 'tax.withdrawn' } as const
    if (sight.kind !== 'notYet' || !withdraw || !runners.payments.accepts(saleId, withdrawn)) return sight
    runners.payments.step(saleId, withdrawn)
    return amendments.documentSight(amendmentId)
  }

  /** The sale of the goods given in exchange: opened under the number the amendment has for it, once. */
  async exchangeEnd(amendmentId: string, saleId: string, signal: AbortSignal): Promise<ExchangeEnd> {
    const { runners, steps, openSale } = this.#parts
    const { exchange, operator, language } = runners.amendments.snapshot(amendmentId).context
    if (!exchange) throw new Error(`${amendmentId} is no exchange`)
    if (!runners.payments.isKnown(saleId)) {
      openSale(saleId, { sale: exchange.given, operator, language }, exchange.credits)
    }
    for (; !signal.aborted; await steps.next(signal)) {
      const { tender } = saleViewOf(runners.payments.snapshot(saleId)).steps
      if (tender === 'paid') return 'sold'
      if (tender === 'cancelled') return 'fellThrough'
    }
    return 'unclear'
  }

  async invoiceEnd(invoiceId: string, signal: AbortSignal): Promise<'issued' | 'withdrawn'> {
    const { runners, steps } = this.#parts
    for (; !signal.aborted; await steps.next(signal)) {
      const { promise } = invoiceViewOf(runners.invoices.snapshot(invoiceId))
      if (promise === 'done') return 'issued'
      if (promise === 'notNeeded') return 'withdrawn'
    }
    // Nobody hears it: the sale waits for something else by now, or the terminal is closing.
    return 'withdrawn'
  }

  /** Where the cash receipt is still owed and certainly not issued, the invoice takes its place. */
  follow(invoiceId: string, { saleId, operator, reason }: InvoiceOpening): void {
    const { payments } = this.#parts.runners
    const event = { type: 'tax.invoiceRequested', invoiceId, operator, reason } as const
    if (payments.accepts(saleId, event)) payments.step(saleId, event)
  }
}

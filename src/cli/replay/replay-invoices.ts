/**
 * The invoice service of a scenario, the page behind the code on its receipts, and the tax office where a buyer takes an
 * invoice into its books. There from the start in a shop that has one, and nothing in any other.
 */
import {
  type EmulatedInvoiceServer,
  serveEmulatedInvoiceService,
} from '../../../drivers/invoice-services/emulated/serve-emulated-invoice-service.js'
import type { HeldInvoice } from '../../../drivers/invoice-services/emulated/service-events.js'
import { money } from '../../domain/money.js'
import type { Clock } from '../../ports/clock.js'
import type { StageBooks, StageBuyer } from '../../replay/replay-stage.js'
import { readInvoiceServiceOrder } from './device-orders.js'

/** On receipts, whatever port the service got: papers are the same in every replay. */
export const SCAN_PAGE = 'https://invoice.example.cn/scan'

const STATES = { 20: 'underWay', 21: 'underWay', 2: 'issued', 22: 'failed', 24: 'unsigned', 3: 'red' } as const

export class ReplayInvoices {
  readonly server: EmulatedInvoiceServer
  readonly #clock: Clock
  #noted = 0

  private constructor(server: EmulatedInvoiceServer, clock: Clock) {
    this.server = server
    this.#clock = clock
  }

  /** @throws what `readInvoiceServiceOrder` throws. */
  static async open(clock: Clock, given: unknown): Promise<ReplayInvoices> {
    const { rules, faults } = readInvoiceServiceOrder(given)
    return new ReplayInvoices(await serveEmulatedInvoiceService({ clock, rules, faults }), clock)
  }

  async order(given: unknown): Promise<void> {
    for (const fault of readInvoiceServiceOrder(given).faults) await this.server.script(fault)
  }

  /** As a phone does it: the form of the page, filled in and sent. @returns the HTTP status. */
  async scan(code: string, { name, taxNumber, phone, email }: StageBuyer): Promise<number> {
    const page = `${this.server.url}/scan${new URL(code).search}`
    const form = new URLSearchParams({
      kind: taxNumber === undefined ? 'person' : 'company',
      ...{ name, taxNumber: taxNumber ?? '', phone: phone ?? '', email: email ?? '' },
    })
    const response = await fetch(page, { method: 'POST', body: form, headers: { connection: 'close' } })
    await response.text()
    return response.status
  }

  buyerDoes(what: 'books' | 'agrees' | 'refuses', orderNumber: string): void {
    if (what === 'books') this.server.buyerBooks(orderNumber)
    else this.#buyerAnswers(orderNumber, what === 'agrees')
  }

  #buyerAnswers(orderNumber: string, agreed: boolean): void {
    const { ledger } = this.server
    const invoiceNumber = ledger.find(orderNumber)?.invoiceNumber
    const red = ledger.reds().findLast(({ original }) => original === invoiceNumber)
    if (red) this.server.buyerAnswers(red.billId, agreed)
  }

  books(): StageBooks['invoices'] {
    return this.server.ledger.invoices().map((invoice) => ({
      amount: money(invoice.totalMinor, 'CNY'),
      state: this.#stateOf(invoice),
      via: invoice.via === 'page' ? 'phone' : 'counter',
      buyer: [invoice.buyerMasked, invoice.taxNumberMasked].filter((part) => part !== '').join(' '),
    }))
  }

  /** What it took since the last look. */
  notes(): readonly string[] {
    const taken = this.server.ledger.events().slice(this.#noted)
    this.#noted += taken.length
    return taken.flatMap((event) => {
      if (event.kind === 'invoice') return [`invoice over ${event.totalMinor / 100} asked for by ${event.via}`]
      return event.kind === 'red' ? ['taking back asked for'] : []
    })
  }

  close(): Promise<void> {
    return this.server.close()
  }

  #stateOf(invoice: HeldInvoice) {
    const { ledger } = this.server
    const isRed = ledger
      .reds()
      .some((red) => red.original === invoice.invoiceNumber && ledger.redStandingOf(red, this.#clock.now()).issued)
    return isRed ? 'red' : STATES[ledger.statusOf(invoice, this.#clock.now())]
  }
}

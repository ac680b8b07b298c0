/**
 * The invoicing page's work: a customer with a signed code sees the sale and gives the buyer, and an invoice is asked for under
 * the sale's own order number. So the counter and the customer cannot both get one.
 */
import { UnifiedSocialCreditCode } from '../../../src/domain/identifiers/uscc.js'
import { beijingDateTime } from '../beijing-time.js'
import { readScanLink, type ScannedSale } from '../nuonuo/scan-code.js'
import type { BillingOrder } from './billing-request.js'
import type { ServiceAccount } from './emulated-account.js'
import type { Answer } from './faulty-answer.js'
import { closedPage, type FormProblem, formPage, NOBODY, type PageBuyer, standingPage } from './scan-page.js'
import type { ServiceDesk } from './service-desk.js'

export class ScanDesk {
  constructor(
    private readonly desk: ServiceDesk,
    private readonly account: ServiceAccount,
  ) {}

  show(query: URLSearchParams): Answer {
    return this.#withSale(query, (sale) => html(formPage(this.account.sellerName, sale, NOBODY)))
  }

  submit(query: URLSearchParams, body: string): Answer {
    return this.#withSale(query, (sale, now) => {
      const buyer = readBuyer(new URLSearchParams(body))
      const problem = problemOf(buyer)
      if (problem) return html(formPage(this.account.sellerName, sale, buyer, problem), 422)
      this.desk.take(this.#orderOf(sale, buyer), 'page', now)
      return this.#standing(sale, now)
    })
  }

  #withSale(query: URLSearchParams, work: (sale: ScannedSale, now: number) => Answer): Answer {
    const { clock, ledger, rules } = this.desk.parts
    const { appSecret, sellerName } = this.account
    const now = clock.now()
    const sale = readScanLink(query, appSecret)
    if (!sale) return html(closedPage(sellerName, 'notOurs'), 403)
    if (ledger.find(sale.orderNumber)) return this.#standing(sale, now)
    if (now > sale.tradedAt + rules.pageOpenMs) return html(closedPage(sellerName, 'expired'), 410)
    return work(sale, now)
  }

  #standing(sale: ScannedSale, now: number): Answer {
    const { ledger } = this.desk.parts
    const invoice = ledger.find(sale.orderNumber)
    if (!invoice) return html(closedPage(this.account.sellerName, 'notOurs'), 404)
    const status = ledger.statusOf(invoice, now)
    return html(standingPage(this.account.sellerName, sale, status, invoice.invoiceNumber))
  }

  #orderOf(sale: ScannedSale, buyer: PageBuyer): BillingOrder {
    const yuan = (fen: number) => (fen / 100).toFixed(2)
    const excluded = sale.totalMinor - sale.vatMinor
    const line = {
      goodsName: '商品零售',
      withTaxFlag: '1' as const,
      num: '1',
      price: yuan(sale.totalMinor),
      taxRate: (sale.vatMinor / excluded).toFixed(2),
      taxIncludedAmount: yuan(sale.totalMinor),
      taxExcludedAmount: yuan(excluded),
      tax: yuan(sale.vatMinor),
    }
    return {
      orderNo: sale.orderNumber,
      invoiceDate: beijingDateTime(sale.tradedAt),
      invoiceType: '1',
      invoiceLine: 'pc',
      salerTaxNum: this.account.seller,
      clerk: this.account.sellerName,
      buyerName: buyer.name,
      buyerTaxNum: buyer.kind === 'company' ? buyer.taxNumber : '',
      buyerPhone: buyer.phone,
      email: buyer.email,
      invoiceDetail: [line],
    }
  }
}

function readBuyer(form: URLSearchParams): PageBuyer {
  const text = (name: string) => (form.get(name) ?? '').trim().slice(0, 100)
  return {
    kind: form.get('kind') === 'person' ? 'person' : 'company',
    name: text('name'),
    taxNumber: text('taxNumber').toUpperCase(),
    phone: text('phone').replace(/[\s-]/g, ''),
    email: text('email'),
  }
}

function problemOf({ kind, name, taxNumber, phone, email }: PageBuyer): FormProblem | undefined {
  if (name === '') return 'name'
  if (kind === 'company' && taxNumber === '') return 'taxNumberMissing'
  if (kind === 'company' && !UnifiedSocialCreditCode.parse(taxNumber).ok) return 'taxNumber'
  if (phone === '' && email === '') return 'reach'
  if (phone !== '' && !/^1[3-9]\d{9}$/.test(phone)) return 'phone'
  return email !== '' && !/^[^\s@<>"]+@[^\s@<>"]+\.[^\s@<>"]+$/.test(email) ? 'email' : undefined
}

function html(text: string, status = 200): Answer {
  return { status, type: 'html', text }
}

/**
 * The emulated service's work, one method a call, apart from HTTP: a call comes in as text and headers, an answer goes out.
 * What happened reaches the disk here, before anyone is told of it.
 */
import { z } from 'zod'
import type { Clock } from '../../../src/ports/clock.js'
import type { LedgerFile } from '../../ledger-file.js'
import {
  type BillingOrder,
  billingProblem,
  billingSchema,
  buyerProblem,
  type RedRequest,
  redSchema,
  totalsOf,
} from './billing-request.js'
import { type Answer, json } from './faulty-answer.js'
import type { InvoiceLedger, InvoiceStatus } from './invoice-ledger.js'
import { digestOf, type HeldInvoice, maskOf, type ServiceEvent } from './service-events.js'
import { SERVICE_REFUSALS, type ServiceRefusal } from './service-refusals.js'
import type { ServiceRules } from './service-rules.js'
import type { ServiceCall, ServiceSessions } from './service-sessions.js'

const STATUS_WORDS: Readonly<Record<InvoiceStatus, string>> = {
  '20': '开票中',
  '21': '开票成功签章中',
  '2': '开票完成（最终状态）',
  '22': '开票失败',
  '24': '开票成功签章失败',
  '3': '发票已作废',
}

const MOST_RESIGNS = 20

const querySchema = z.object({ orderNos: z.array(z.string()).min(1).max(50) })
const resignSchema = z.object({ orderno: z.string() })
const redQuerySchema = z.object({ identity: z.literal('0'), billId: z.string() })
const refreshSchema = z.object({ identity: z.literal('0'), billUuid: z.string() })

export interface DeskParts {
  readonly ledger: InvoiceLedger
  readonly sessions: ServiceSessions
  readonly rules: ServiceRules
  readonly file: LedgerFile<ServiceEvent> | undefined
  readonly clock: Clock
  readonly seller: string
  /** Keys the digests of buyers. */
  readonly digestKey: string
  /** Where the page and the documents are: `http://127.0.0.1:PORT`. */
  readonly url: () => string
}

export class ServiceDesk {
  constructor(readonly parts: DeskParts) {}

  token(body: string): Answer {
    const given = this.parts.sessions.open(new URLSearchParams(body), this.parts.clock.now())
    if (typeof given === 'string') return json(SERVICE_REFUSALS[given])
    return json({ access_token: given.token, expires_in: given.lifeSeconds })
  }

  request(call: ServiceCall): Answer {
    return this.#serve(call, billingSchema, ({ order }, now) => {
      const problem = billingProblem(order, this.parts.seller)
      if (problem) return refusal(problem)
      if (this.parts.ledger.find(order.orderNo)) return refusal('duplicate')
      const { serialNo } = this.take(order, 'call', now)
      return json({ code: 'E0000', describe: '开票提交成功', result: { invoiceSerialNum: serialNo } })
    })
  }

  query(call: ServiceCall): Answer {
    return this.#serve(call, querySchema, ({ orderNos }, now) => {
      const found = orderNos.flatMap((orderNo) => this.parts.ledger.find(orderNo) ?? [])
      return found.length === 0 ? refusal('notFound') : success(found.map((invoice) => this.#shown(invoice, now)))
    })
  }

  resign(call: ServiceCall): Answer {
    return this.#serve(call, resignSchema, ({ orderno: orderNo }, now) => {
      const invoice = this.parts.ledger.find(orderNo)
      if (!invoice) return refusal('notFound')
      if (this.parts.ledger.statusOf(invoice, now) !== '24') return refusal('nothingToResign')
      const DAY_MS = 24 * 60 * 60 * 1000
      const today = this.parts.ledger.resigns(orderNo).filter((at) => at > now - DAY_MS)
      if (today.length >= MOST_RESIGNS) return refusal('resignedTooOften')
      this.happen({ kind: 'resign', orderNo, at: now })
      return success(null)
    })
  }

  red(call: ServiceCall): Answer {
    return this.#serve(call, redSchema, (request, now) => {
      const problem = this.#redProblem(request, now)
      if (problem) return refusal(problem)
      const { billId, blueElecInvoiceNumber: original, redReason: reason } = request
      const place = String(this.parts.ledger.reds().length + 1)
      const { orderNo = '' } = this.parts.ledger.findByNumber(original) ?? {}
      this.happen({
        kind: 'red',
        ...{ billId, original, reason, at: now },
        billNo: `99${place.padStart(16, '0')}`,
        billUuid: digestOf(billId, this.parts.digestKey).slice(0, 32),
        redInvoiceNumber: this.#nextNumber(now),
        booked: this.parts.ledger.isBooked(orderNo),
      })
      return success(billId)
    })
  }

  queryRed(call: ServiceCall): Answer {
    return this.#serve(call, redQuerySchema, ({ billId }, now) => {
      const red = this.parts.ledger.findRed(billId)
      if (!red) return success({ total: 0, list: [] })
      const { status, issued } = this.parts.ledger.redStandingOf(red, now)
      const form = {
        billId,
        billNo: red.billNo,
        billUuid: red.billUuid,
        billStatus: status,
        billMessage: '',
        blueElecInvoiceNumber: red.original,
        redReason: red.reason,
        redInvoiceNumber: issued ? red.redInvoiceNumber : null,
      }
      return success({ total: 1, list: [form] })
    })
  }

  refreshRed(call: ServiceCall): Answer {
    return this.#serve(call, refreshSchema, ({ billUuid }, now) => {
      const red = this.parts.ledger.reds().find((each) => each.billUuid === billUuid)
      if (!red) return refusal('notFound')
      this.happen({ kind: 'redFetched', billId: red.billId, at: now })
      return success(null)
    })
  }

  /** Takes an order that was found good. */
  take(order: BillingOrder, via: HeldInvoice['via'], now: number): HeldInvoice {
    const { ledger, rules, digestKey } = this.parts
    const { orderNo, buyerName, buyerTaxNum } = order
    const rule = rules.buyers.find(({ buyer }) => buyer === buyerName || buyer === buyerTaxNum)
    const failCause = rule && 'fail' in rule ? rule.fail : buyerProblem(order)
    const invoice: HeldInvoice = {
      kind: 'invoice',
      ...{ orderNo, via, at: now },
      serialNo: String(ledger.invoices().length + 1).padStart(20, '0'),
      invoiceNumber: this.#nextNumber(now),
      ...totalsOf(order),
      goods: order.invoiceDetail[0]?.goodsName ?? '',
      buyerMasked: maskOf(buyerName),
      buyerDigest: digestOf(buyerName, digestKey),
      taxNumberMasked: maskOf(buyerTaxNum),
      taxNumberDigest: digestOf(buyerTaxNum, digestKey),
      failSigning: rule && 'failSigning' in rule ? rule.failSigning : 0,
      ...(failCause !== undefined && { failCause }),
    }
    this.happen(invoice)
    return invoice
  }

  happen(event: ServiceEvent): void {
    this.parts.file?.append(event)
    this.parts.ledger.record(event)
  }

  #serve<Content>(
    call: ServiceCall,
    schema: z.ZodType<Content>,
    work: (content: Content, now: number) => Answer,
  ): Answer {
    const now = this.parts.clock.now()
    const problem = this.parts.sessions.problemOf(call, now)
    if (problem) return refusal(problem)
    const content = schema.safeParse(parseJson(call.body))
    return content.success ? work(content.data, now) : refusal('malformed')
  }

  #redProblem(request: RedRequest, now: number): ServiceRefusal | undefined {
    const { ledger, seller, digestKey } = this.parts
    if (request.sellerTaxNo !== seller) return 'sellerWrong'
    if (ledger.findRed(request.billId)) return 'redNumberTaken'
    const original = ledger.findByNumber(request.blueElecInvoiceNumber)
    if (!original || ledger.statusOf(original, now) !== '2') return 'originalMissing'
    if (original.buyerDigest !== digestOf(request.buyerName, digestKey)) return 'buyerDiffers'
    return ledger.isRed(original.invoiceNumber, now) ? 'alreadyRed' : undefined
  }

  #shown(invoice: HeldInvoice, now: number) {
    const status = this.parts.ledger.statusOf(invoice, now)
    const { orderNo, serialNo, invoiceNumber, totalMinor, taxMinor } = invoice
    const isIssued = status === '2' || status === '3'
    return {
      ...{ serialNo, orderNo, status, statusMsg: STATUS_WORDS[status] },
      failCause: status === '22' ? (invoice.failCause ?? '') : '',
      allElectronicInvoiceNumber: isIssued ? invoiceNumber : null,
      invoiceTime: isIssued ? invoice.at + this.parts.rules.issueMs : null,
      pdfUrl: isIssued ? `${this.parts.url()}/invoices/${invoiceNumber}.pdf` : null,
      orderAmount: (totalMinor / 100).toFixed(2),
      exTaxAmount: ((totalMinor - taxMinor) / 100).toFixed(2),
      taxAmount: (taxMinor / 100).toFixed(2),
      payerName: invoice.buyerMasked,
      payerTaxNo: invoice.taxNumberMasked,
    }
  }

  /** 数电票: year, province, and a running number, 20 digits in all. Red ones come from the same row. */
  #nextNumber(now: number): string {
    const { ledger } = this.parts
    const place = ledger.invoices().length + ledger.reds().length + 1
    return `${new Date(now).getUTCFullYear() % 100}11${String(place).padStart(16, '0')}`
  }
}

function success(result: unknown): Answer {
  return json({ code: 'E0000', describe: '调用成功', result })
}

function refusal(name: ServiceRefusal): Answer {
  return json(SERVICE_REFUSALS[name])
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

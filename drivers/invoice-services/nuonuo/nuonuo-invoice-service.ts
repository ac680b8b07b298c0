/**
 * Invoices (数电票) through 诺诺's open platform. The order number is the key: what stands under it is looked at before it is
 * called a duplicate, and whatever may have been taken without an answer is unknown.
 */
import {
  NUONUO_DUPLICATE,
  NUONUO_NOT_FOUND,
  NUONUO_VAGUE,
  nuonuoFailure,
} from '../../../src/domain/gateway-codes/nuonuo-codes.js'
import type { UnifiedSocialCreditCode } from '../../../src/domain/identifiers/uscc.js'
import { accepted, type Outcome, refused, unknown } from '../../../src/domain/outcome.js'
import type { Clock } from '../../../src/ports/clock.js'
import type {
  Invoice,
  InvoiceAnswer,
  InvoiceRequest,
  InvoiceService,
  PageSale,
  RedInvoice,
  RedInvoiceAnswer,
  RedInvoiceRequest,
} from '../../../src/ports/invoice-service.js'
import type { Random } from '../../../src/ports/random.js'
import { billingFields, checkedOrderNumber, isSameInvoice, isSameRed, redFields } from './billing-fields.js'
import { NuonuoConnection } from './nuonuo-connection.js'
import { NuonuoTokens } from './nuonuo-tokens.js'
import {
  type InvoiceInfo,
  invoiceListSchema,
  invoiceOf,
  type NuonuoCall,
  type RedForm,
  redFormsSchema,
  redInvoiceOf,
  speaksOfBuyer,
  takenSchema,
} from './nuonuo-wire.js'
import { scanLink } from './scan-code.js'
import { MemoryTokens, type TokenStore } from './token-store.js'

export interface NuonuoSettings {
  /** e.g. `https://open.nuonuo.com/accessToken`. */
  readonly authUrl: string
  /** e.g. `https://sdk.nuonuo.com/open/v1/services`. */
  readonly apiUrl: string
  readonly appKey: string
  /** Never shown or logged. */
  readonly appSecret: string
  readonly seller: UnifiedSocialCreditCode
  /** 19 digits, for every line. */
  readonly goodsCode?: string
  /** The page behind the receipt's code, without a query; no code is printed without it. */
  readonly page?: string
  readonly clock: Clock
  readonly random: Random
  /** What the terminal shows and logs; without the secret. */
  readonly address: string
  /** Forgotten with the process unless given. */
  readonly tokens?: TokenStore
  readonly limits?: Partial<NuonuoLimits>
}

export interface NuonuoLimits {
  readonly tokenMs: number
  /** One call, from connecting to the last byte of the reply. */
  readonly requestMs: number
}

const LIMITS: NuonuoLimits = { tokenMs: 10_000, requestMs: 30_000 }

export class NuonuoInvoiceService implements InvoiceService {
  readonly address: string
  readonly #settings: NuonuoSettings
  readonly #connection: NuonuoConnection
  readonly #closing = new AbortController()

  constructor(settings: NuonuoSettings) {
    const { authUrl, apiUrl, appKey, appSecret, clock, random } = settings
    const limits = { ...LIMITS, ...settings.limits }
    this.address = settings.address
    this.#settings = settings
    const store = settings.tokens ?? new MemoryTokens()
    const tokens = new NuonuoTokens({ authUrl, appKey, appSecret, limitMs: limits.tokenMs, clock, store })
    this.#connection = new NuonuoConnection({
      ...{ apiUrl, appKey, appSecret, clock, random, tokens },
      userTax: settings.seller.code,
      requestMs: limits.requestMs,
    })
  }

  async request(request: InvoiceRequest, signal: AbortSignal): Promise<Outcome<Invoice>> {
    const { orderNumber } = request
    const answer = await this.#call('request', billingFields(request, this.#settings), signal)
    if (answer.kind === 'ended') return answer.outcome
    if (answer.kind === 'done') {
      return takenSchema.safeParse(answer.result).success
        ? accepted({ orderNumber, state: 'issuing' })
        : unknown('unreadable-reply')
    }
    if (answer.code === NUONUO_VAGUE) return unknown('unreadable-reply')
    if (answer.code !== NUONUO_DUPLICATE) return refusedBy(answer)
    const looked = await this.#lookUp(orderNumber, signal)
    if (looked.kind === 'unknown') return looked
    // Something stands there, whatever became of looking at it: nothing firmer than unknown can be said.
    if (looked.kind !== 'accepted' || !looked.value) return unknown('disconnected')
    return isSameInvoice(request, looked.value.info)
      ? accepted(looked.value.invoice)
      : refused('invoice.duplicateConflict', 'another invoice stands under this number', NUONUO_DUPLICATE)
  }

  async query(orderNumber: string, signal: AbortSignal): Promise<Outcome<InvoiceAnswer>> {
    const looked = await this.#lookUp(orderNumber, signal)
    if (looked.kind !== 'accepted') return looked
    return accepted(looked.value ? { found: true, invoice: looked.value.invoice } : { found: false })
  }

  async resign(orderNumber: string, signal: AbortSignal): Promise<Outcome<Invoice>> {
    const answer = await this.#call('resign', { orderno: checkedOrderNumber(orderNumber) }, signal)
    if (answer.kind === 'ended') return answer.outcome
    return answer.kind === 'done' ? accepted({ orderNumber, state: 'issuing' }) : refusedBy(answer)
  }

  async red(request: RedInvoiceRequest, signal: AbortSignal): Promise<Outcome<RedInvoice>> {
    const { orderNumber } = request
    const answer = await this.#call('red', redFields(request), signal)
    if (answer.kind === 'ended') return answer.outcome
    if (answer.kind === 'done') return accepted({ orderNumber, state: 'applying' })
    // A form sent before is refused under more than one code, so whether it stands is looked at and not guessed.
    const looked = await this.#lookUpRed(orderNumber, signal)
    if (looked.kind !== 'accepted') return looked.kind === 'unknown' ? looked : unknown('disconnected')
    if (!looked.value) return answer.code === NUONUO_VAGUE ? unknown('unreadable-reply') : refusedBy(answer)
    return isSameRed(request, looked.value.form)
      ? accepted(looked.value.red)
      : refused('invoice.duplicateConflict', 'another red invoice stands under this number', answer.code)
  }

  async queryRed(orderNumber: string, signal: AbortSignal): Promise<Outcome<RedInvoiceAnswer>> {
    const looked = await this.#lookUpRed(orderNumber, signal)
    if (looked.kind !== 'accepted') return looked
    const { value } = looked
    if (!value) return accepted({ found: false })
    // The buyer answers at the tax office, and 诺诺 hears of it only when told to fetch the news.
    if (value.red.state !== 'awaitingBuyer' || !value.form.billUuid) return accepted({ found: true, red: value.red })
    const fetched = await this.#call('refreshRed', { identity: '0', billUuid: value.form.billUuid }, signal)
    if (fetched.kind !== 'done') return accepted({ found: true, red: value.red })
    const again = await this.#lookUpRed(orderNumber, signal)
    return accepted({ found: true, red: (again.kind === 'accepted' && again.value ? again.value : value).red })
  }

  pageFor(sale: PageSale): string | undefined {
    const { page, appSecret } = this.#settings
    return page === undefined ? undefined : scanLink(page, sale, appSecret)
  }

  async close(): Promise<void> {
    this.#closing.abort()
  }

  async #lookUp(
    orderNumber: string,
    signal: AbortSignal,
  ): Promise<Outcome<{ readonly invoice: Invoice; readonly info: InvoiceInfo } | undefined>> {
    const content = { orderNos: [checkedOrderNumber(orderNumber)], isOfferInvoiceDetail: '0' }
    const answer = await this.#call('query', content, signal)
    if (answer.kind === 'ended') return answer.outcome
    if (answer.kind === 'refused') return answer.code === NUONUO_NOT_FOUND ? accepted(undefined) : refusedBy(answer)
    const list = invoiceListSchema.safeParse(answer.result)
    if (!list.success) return unknown('unreadable-reply')
    if (list.data.length === 0) return accepted(undefined)
    const info = list.data.find(({ orderNo }) => orderNo === orderNumber)
    const invoice = info && invoiceOf(info)
    return info && invoice ? accepted({ invoice, info }) : unknown('unreadable-reply')
  }

  async #lookUpRed(
    orderNumber: string,
    signal: AbortSignal,
  ): Promise<Outcome<{ readonly red: RedInvoice; readonly form: RedForm } | undefined>> {
    const answer = await this.#call('queryRed', { identity: '0', billId: checkedOrderNumber(orderNumber) }, signal)
    if (answer.kind === 'ended') return answer.outcome
    if (answer.kind === 'refused') return answer.code === NUONUO_NOT_FOUND ? accepted(undefined) : refusedBy(answer)
    const forms = redFormsSchema.safeParse(answer.result)
    if (!forms.success) return unknown('unreadable-reply')
    const list = forms.data.list ?? []
    if (list.length === 0) return accepted(undefined)
    const form = list.find(({ billId }) => billId === orderNumber)
    const red = form && redInvoiceOf(form)
    return form && red ? accepted({ red, form }) : unknown('unreadable-reply')
  }

  #call(call: NuonuoCall, content: object, signal: AbortSignal) {
    return this.#connection.call(call, content, AbortSignal.any([signal, this.#closing.signal]))
  }
}

/** A code for “something in it is wrong” covers lines and buyer alike; only its words tell which. */
function refusedBy({ code, message }: { readonly code: string; readonly message: string }): Outcome<never> {
  const failure = nuonuoFailure(code)
  return refused(
    failure === 'invoice.amountMismatch' && speaksOfBuyer(message) ? 'invoice.buyerInvalid' : failure,
    message,
    code,
  )
}

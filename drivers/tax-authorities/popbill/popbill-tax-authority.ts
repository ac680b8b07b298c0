/**
 * Cash receipts through Popbill, over plain HTTP. It does without Popbill's own SDK, which never calls back on a refused
 * connection and dies of an HTML page, both of which are ordinary days in a shop.
 */
import { z } from 'zod'
import type { BusinessNumber } from '../../../src/domain/identifiers/business-number.js'
import { accepted, type Outcome, refused, unavailable, unknown } from '../../../src/domain/outcome.js'
import type { Clock } from '../../../src/ports/clock.js'
import type {
  CashReceiptRequest,
  ListedTaxDocument,
  RevocationRequest,
  TaxAuthority,
  TaxDocument,
  TaxDocumentAnswer,
  TaxGatewayHealth,
} from '../../../src/ports/tax-authority.js'
import {
  type CashbillFields,
  checkedDocumentNumber,
  isSameReceipt,
  isSameRevocation,
  issueFields,
  revokeFields,
} from './cashbill-fields.js'
import { type GatewayReply, readGatewayReply } from './gateway-reply.js'
import { exchange, type HttpRequest } from './http-exchange.js'
import { LinkhubTokens } from './linkhub-tokens.js'
import { DUPLICATE_CODE, failureOfCode, NOT_FOUND_CODES } from './popbill-codes.js'
import {
  type CashbillInfo,
  documentOf,
  infoSchema,
  issuedSchema,
  listedDocumentOf,
  searchSchema,
} from './popbill-wire.js'

export interface PopbillSettings {
  /** Linkhub's base URL, e.g. `https://auth.linkhub.co.kr`. */
  readonly authUrl: string
  /** Popbill's base URL, e.g. `https://popbill-test.linkhub.co.kr`. */
  readonly apiUrl: string
  readonly linkId: string
  /** base64, as Linkhub hands it out. Never shown or logged. */
  readonly secretKey: string
  /** The shop's own number, as registered with Popbill. */
  readonly corpNum: BusinessNumber
  /** Asks for tokens of the test service; nothing then reaches the tax office. */
  readonly isTest: boolean
  readonly clock: Clock
  /** What the terminal shows and logs; without the secret. */
  readonly address: string
  readonly limits?: Partial<PopbillLimits>
}

export interface PopbillLimits {
  /** Obtaining a session token, whole. */
  readonly tokenMs: number
  /** One request to Popbill, from connecting to the last byte of the reply. */
  readonly requestMs: number
}

/** As many as one request may ask for. */
const MOST_STATES = 1000
/** A thousand documents a page: more than any span of days a shop looks at. */
const MOST_PAGES = 1000

const LIMITS: PopbillLimits = { tokenMs: 10_000, requestMs: 30_000 }

type PathAndBody = Pick<HttpRequest, 'method' | 'body'> & { readonly path: string; readonly override?: string }

/** A reply worth reading on, or an outcome that already ends the call. */
type Answer =
  | Extract<GatewayReply, { kind: 'done' | 'refused' }>
  | { readonly kind: 'ended'; readonly outcome: Outcome<never> }

export class PopbillTaxAuthority implements TaxAuthority {
  readonly address: string
  readonly abilities = { partialRevocation: true, tellsVerdict: true }
  readonly #apiUrl: string
  readonly #clock: Clock
  readonly #limits: PopbillLimits
  readonly #tokens: LinkhubTokens
  readonly #closing = new AbortController()

  constructor(settings: PopbillSettings) {
    this.address = settings.address
    this.#apiUrl = withoutSlash(settings.apiUrl)
    this.#clock = settings.clock
    this.#limits = { ...LIMITS, ...settings.limits }
    this.#tokens = new LinkhubTokens({
      authUrl: withoutSlash(settings.authUrl),
      linkId: settings.linkId,
      secretKey: settings.secretKey,
      corpNum: settings.corpNum.reveal(),
      isTest: settings.isTest,
      limitMs: this.#limits.tokenMs,
      clock: settings.clock,
    })
  }

  async issue(request: CashReceiptRequest, signal: AbortSignal): Promise<Outcome<TaxDocument>> {
    return this.#submit('ISSUE', issueFields(request), (info) => isSameReceipt(request, info), signal)
  }

  async revoke(request: RevocationRequest, signal: AbortSignal): Promise<Outcome<TaxDocument>> {
    return this.#submit('REVOKEISSUE', revokeFields(request), (info) => isSameRevocation(request, info), signal)
  }

  async query(documentNumber: string, signal: AbortSignal): Promise<Outcome<TaxDocumentAnswer>> {
    const looked = await this.#lookUp(documentNumber, signal)
    if (looked.kind !== 'accepted') return looked
    return accepted(looked.value ? { found: true, document: looked.value.document } : { found: false })
  }

  async queryRevocation(request: RevocationRequest, signal: AbortSignal): Promise<Outcome<TaxDocumentAnswer>> {
    return this.query(request.documentNumber, signal)
  }

  async states(documentNumbers: readonly string[], signal: AbortSignal): Promise<Outcome<readonly TaxDocument[]>> {
    const found: TaxDocument[] = []
    for (let from = 0; from < documentNumbers.length; from += MOST_STATES) {
      const asked = documentNumbers.slice(from, from + MOST_STATES).map(checkedDocumentNumber)
      const answer = await this.#call({ method: 'POST', path: '/Cashbill/States', body: JSON.stringify(asked) }, signal)
      if (answer.kind === 'ended') return answer.outcome
      if (answer.kind === 'refused') return refusedBy(answer)
      const infos = z.array(infoSchema).safeParse(answer.body)
      if (!infos.success) return unknown('unreadable-reply')
      found.push(...infos.data.flatMap((info) => documentOf(info) ?? []))
    }
    return accepted(found)
  }

  async search(
    { from, to }: { readonly from: string; readonly to: string },
    signal: AbortSignal,
  ): Promise<Outcome<readonly ListedTaxDocument[]>> {
    const found: ListedTaxDocument[] = []
    for (let page = 1; page <= MOST_PAGES; page++) {
      const path = `/Cashbill/Search?DType=T&SDate=${from}&EDate=${to}&State=3**&Order=A&Page=${page}&PerPage=1000`
      const answer = await this.#call({ method: 'GET', path }, signal)
      if (answer.kind === 'ended') return answer.outcome
      if (answer.kind === 'refused') return refusedBy(answer)
      const reply = searchSchema.safeParse(answer.body)
      if (!reply.success) return unknown('unreadable-reply')
      found.push(...reply.data.list.flatMap((info) => listedDocumentOf(info) ?? []))
      if (page >= reply.data.pageCount) return accepted(found)
    }
    return unknown('unreadable-reply')
  }

  async check(signal: AbortSignal): Promise<Outcome<TaxGatewayHealth>> {
    const looked = await this.query('TILLPROOF-CHECK', signal)
    return looked.kind === 'accepted' ? accepted({}) : looked
  }

  async close(): Promise<void> {
    this.#closing.abort()
  }

  async #submit(
    override: 'ISSUE' | 'REVOKEISSUE',
    fields: CashbillFields,
    isSame: (info: CashbillInfo) => boolean,
    signal: AbortSignal,
  ): Promise<Outcome<TaxDocument>> {
    const documentNumber = checkedDocumentNumber(String(fields['mgtKey']))
    const answer = await this.#call(
      { method: 'POST', path: '/Cashbill', override, body: JSON.stringify(fields) },
      signal,
    )
    if (answer.kind === 'ended') return answer.outcome
    if (answer.kind === 'refused') {
      return answer.code === DUPLICATE_CODE ? this.#settleDuplicate(documentNumber, isSame, signal) : refusedBy(answer)
    }
    const reply = issuedSchema.safeParse(answer.body)
    if (!reply.success) return unknown('unreadable-reply')
    const { confirmNum, tradeDate } = reply.data
    return accepted({ documentNumber, approvalNumber: confirmNum, tradeDate, status: 'issued' })
  }

  /**
   * The number is taken (-14001019): by this very document, sent before, or by another one. Only looking tells. It comes
   * back as it stands by now, which may be `rejected`: accepted here says that the gateway holds it, not that it is good.
   */
  async #settleDuplicate(
    documentNumber: string,
    isSame: (info: CashbillInfo) => boolean,
    signal: AbortSignal,
  ): Promise<Outcome<TaxDocument>> {
    const looked = await this.#lookUp(documentNumber, signal)
    if (looked.kind === 'unknown') return looked
    // A document stands there, whatever became of looking at it: nothing firmer than unknown can be said.
    if (looked.kind !== 'accepted' || !looked.value) return unknown('disconnected')
    return isSame(looked.value.info)
      ? accepted(looked.value.document)
      : refused('tax.duplicateConflict', 'another document stands under this number', String(DUPLICATE_CODE))
  }

  async #lookUp(
    documentNumber: string,
    signal: AbortSignal,
  ): Promise<Outcome<{ readonly document: TaxDocument; readonly info: CashbillInfo } | undefined>> {
    const path = `/Cashbill/${checkedDocumentNumber(documentNumber)}`
    const answer = await this.#call({ method: 'GET', path }, signal)
    if (answer.kind === 'ended') return answer.outcome
    if (answer.kind === 'refused') {
      return NOT_FOUND_CODES.has(answer.code) ? accepted(undefined) : refusedBy(answer)
    }
    const info = infoSchema.safeParse(answer.body)
    const document = info.success ? documentOf(info.data) : undefined
    if (!info.success || document?.documentNumber !== documentNumber) return unknown('unreadable-reply')
    return accepted({ document, info: info.data })
  }

  /** A token refused is a call refused, so one more try with a fresh token cannot do anything twice. */
  async #call(call: PathAndBody, signal: AbortSignal): Promise<Answer> {
    const either = AbortSignal.any([signal, this.#closing.signal])
    const answer = await this.#callOnce(call, either)
    if (answer.kind !== 'refused' || !answer.tokenRejected) return answer
    this.#tokens.forget()
    return this.#callOnce(call, either)
  }

  async #callOnce(call: PathAndBody, signal: AbortSignal): Promise<Answer> {
    const token = await this.#tokens.obtain(signal)
    if (token.kind !== 'accepted') return { kind: 'ended', outcome: token }
    const request: HttpRequest = {
      url: `${this.#apiUrl}${call.path}`,
      method: call.method,
      headers: {
        authorization: `Bearer ${token.value}`,
        ...(call.override ? { 'x-http-method-override': call.override } : {}),
        ...(call.body === undefined ? {} : { 'content-type': 'application/json; charset=utf-8' }),
      },
      ...(call.body === undefined ? {} : { body: call.body }),
    }
    const exchanged = await exchange(request, this.#limits.requestMs, this.#clock, signal)
    if (exchanged.kind === 'neverSent') {
      return { kind: 'ended', outcome: unavailable('tax.gatewayUnreachable', exchanged.detail) }
    }
    if (exchanged.kind === 'lost') return { kind: 'ended', outcome: unknown(exchanged.reason) }
    const reply = readGatewayReply(exchanged.reply, call.override === undefined ? 'question' : 'submission')
    if (reply.kind === 'notTaken') return { kind: 'ended', outcome: unavailable(reply.failure, reply.detail) }
    if (reply.kind === 'unreadable') return { kind: 'ended', outcome: unknown('unreadable-reply') }
    return reply
  }
}

function refusedBy({ code, message, tokenRejected }: Extract<GatewayReply, { kind: 'refused' }>): Outcome<never> {
  const unlisted = tokenRejected ? 'tax.credentialsRejected' : 'tax.refused'
  return refused(failureOfCode(code) ?? unlisted, message, String(code))
}

function withoutSlash(url: string): string {
  return url.replace(/\/+$/, '')
}

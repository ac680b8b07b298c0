/**
 * Cash receipts through Popbill, over plain HTTP. It does without Popbill's own SDK, which never calls back on a refused
 * connection and dies of an HTML page, both of which are ordinary days in a shop.
 */
import type { BusinessNumber } from '../../../src/domain/identifiers/business-number.js'
import { accepted, type Outcome, refused, unknown } from '../../../src/domain/outcome.js'
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
import { askStates, type SearchSpan, searchDocuments } from './document-lists.js'
import { refusedBy } from './gateway-reply.js'
import { PopbillConnection, type PopbillLimits } from './popbill-connection.js'
import { type CashbillInfo, documentOf, infoSchema, issuedSchema, unitCostSchema } from './popbill-wire.js'
import { DUPLICATE_CODE, NOT_FOUND_CODES } from './steering-codes.js'

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

const LIMITS: PopbillLimits = { tokenMs: 10_000, requestMs: 30_000 }

export class PopbillTaxAuthority implements TaxAuthority {
  readonly abilities = { partialRevocation: true, tellsVerdict: true } as const
  readonly address: string
  readonly #connection: PopbillConnection

  constructor(settings: PopbillSettings) {
    this.address = settings.address
    this.#connection = new PopbillConnection({
      authUrl: withoutSlash(settings.authUrl),
      apiUrl: withoutSlash(settings.apiUrl),
      linkId: settings.linkId,
      secretKey: settings.secretKey,
      corpNum: settings.corpNum.reveal(),
      isTest: settings.isTest,
      clock: settings.clock,
      limits: { ...LIMITS, ...settings.limits },
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

  /** At Popbill a revocation is a document like any other, under a number of its own. */
  async queryRevocation(request: RevocationRequest, signal: AbortSignal): Promise<Outcome<TaxDocumentAnswer>> {
    return this.query(request.documentNumber, signal)
  }

  async states(documentNumbers: readonly string[], signal: AbortSignal): Promise<Outcome<readonly TaxDocument[]>> {
    return askStates(this.#connection, documentNumbers, signal)
  }

  async search(span: SearchSpan, signal: AbortSignal): Promise<Outcome<readonly ListedTaxDocument[]>> {
    return searchDocuments(this.#connection, span, signal)
  }

  /** Asks what a document costs (`GET /Cashbill?cfg=UNITCOST`), which takes a good token and leaves nothing behind. */
  async check(signal: AbortSignal): Promise<Outcome<TaxGatewayHealth>> {
    const answer = await this.#connection.call({ method: 'GET', path: '/Cashbill?cfg=UNITCOST' }, signal)
    if (answer.kind === 'ended') return answer.outcome
    if (answer.kind === 'refused') return refusedBy(answer)
    if (!unitCostSchema.safeParse(answer.body).success) return unknown('unreadable-reply')
    const { clockAheadMs } = this.#connection
    return accepted(clockAheadMs === undefined ? {} : { clockAheadMs })
  }

  async close(): Promise<void> {
    this.#connection.close()
  }

  async #submit(
    override: 'ISSUE' | 'REVOKEISSUE',
    fields: CashbillFields,
    isSame: (info: CashbillInfo) => boolean,
    signal: AbortSignal,
  ): Promise<Outcome<TaxDocument>> {
    const documentNumber = checkedDocumentNumber(String(fields['mgtKey']))
    const call = { method: 'POST', path: '/Cashbill', override, body: JSON.stringify(fields) } as const
    const answer = await this.#connection.call(call, signal)
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
    const answer = await this.#connection.call({ method: 'GET', path }, signal)
    if (answer.kind === 'ended') return answer.outcome
    if (answer.kind === 'refused') {
      return NOT_FOUND_CODES.has(answer.code) ? accepted(undefined) : refusedBy(answer)
    }
    const info = infoSchema.safeParse(answer.body)
    const document = info.success ? documentOf(info.data) : undefined
    if (!info.success || document?.documentNumber !== documentNumber) return unknown('unreadable-reply')
    return accepted({ document, info: info.data })
  }
}

function withoutSlash(url: string): string {
  return url.replace(/\/+$/, '')
}

/**
 * Cash receipts through PortOne V2 (`api.portone.io`), over plain HTTP. The document number is PortOne's `paymentId`; each
 * submission goes out once, and where its answer leaves a doubt PortOne is asked what it holds before anything is said.
 */
import { accepted, type Outcome, refused, unknown } from '../../../src/domain/outcome.js'
import type { Clock } from '../../../src/ports/clock.js'
import type {
  CashReceiptRequest,
  ListedTaxDocument,
  RevocationRequest,
  TaxAuthority,
  TaxDocument,
  TaxDocumentAnswer,
  TaxGatewayAbilities,
  TaxGatewayHealth,
} from '../../../src/ports/tax-authority.js'
import {
  checkedDocumentNumber,
  documentOf,
  idempotencyKey,
  isSameReceipt,
  issueBody,
  type PortonePlace,
} from './cash-receipt-body.js'
import { PortoneConnection, type PortoneLimits, refusedBy } from './portone-connection.js'
import type { PortoneRefusal } from './portone-reply.js'
import { type IssuedReceipt, issuedSchema, listSchema, type PortoneReceipt, receiptSchema } from './portone-wire.js'
import { listPath, type SearchSpan, searchReceipts } from './receipt-search.js'
import { cancelReceipt, revocationIn } from './revocation.js'

export interface PortoneSettings extends PortonePlace {
  /** `https://api.portone.io`, or where a counterpart of it listens. */
  readonly apiUrl: string
  /** The V2 API secret. Never shown or logged. */
  readonly secret: string
  readonly clock: Clock
  /** What the terminal shows and logs; without the secret. */
  readonly address: string
  readonly limits?: Partial<PortoneLimits>
}

const LIMITS: PortoneLimits = { submitMs: 60_000, askMs: 30_000 }

/** How many look-ups `states` has under way at once. */
const LOOK_UPS_AT_ONCE = 4

export class PortoneTaxAuthority implements TaxAuthority {
  /** `POST …/cancel` takes no amount. */
  readonly abilities: TaxGatewayAbilities = { partialRevocation: false, tellsVerdict: false }
  readonly address: string
  readonly #place: PortonePlace
  readonly #connection: PortoneConnection
  /** How often a number was refused: what is sent under it next is another request (see `idempotencyKey`). */
  readonly #timesTurnedDown = new Map<string, number>()

  constructor({ apiUrl, secret, clock, address, limits, channelKey, storeId }: PortoneSettings) {
    this.address = address
    this.#place = { channelKey, ...(storeId !== undefined && { storeId }) }
    this.#connection = new PortoneConnection({
      apiUrl: apiUrl.replace(/\/+$/, ''),
      secret,
      clock,
      limits: { ...LIMITS, ...limits },
    })
  }

  async issue(request: CashReceiptRequest, signal: AbortSignal): Promise<Outcome<TaxDocument>> {
    const body = issueBody(request, this.#place)
    if (request.amounts.serviceCharge.amountMinor !== 0) {
      // Put under supply or tax-free it would be declared as what it is not.
      return refused('tax.refused', 'PortOne has no field for a service charge (봉사료)')
    }
    return this.#counted(request.documentNumber, await this.#issue(request, body, signal))
  }

  async query(documentNumber: string, signal: AbortSignal): Promise<Outcome<TaxDocumentAnswer>> {
    const looked = await this.#lookUp(documentNumber, signal)
    if (looked.kind !== 'accepted') return looked
    const receipt = issuedOnly(looked.value)
    return accepted(receipt ? { found: true, document: documentOf(receipt) } : { found: false })
  }

  async revoke(request: RevocationRequest, signal: AbortSignal): Promise<Outcome<TaxDocument>> {
    const path = this.#receiptPath(request.originalDocumentNumber, '/cancel')
    const times = this.#timesTurnedDown.get(checkedDocumentNumber(request.documentNumber)) ?? 0
    const submission = { path, key: idempotencyKey(request.documentNumber, path, times) }
    const outcome = await cancelReceipt(request, {
      lookUp: () => this.#lookUp(request.originalDocumentNumber, signal),
      submit: () => this.#connection.submit(submission, signal),
    })
    return this.#counted(request.documentNumber, outcome)
  }

  async queryRevocation(request: RevocationRequest, signal: AbortSignal): Promise<Outcome<TaxDocumentAnswer>> {
    // PortOne knows a revocation by its original alone; the port knows it by its number.
    checkedDocumentNumber(request.documentNumber)
    const looked = await this.#lookUp(request.originalDocumentNumber, signal)
    if (looked.kind !== 'accepted') return looked
    const document = revocationIn(request, looked.value)
    return accepted(document ? { found: true, document } : { found: false })
  }

  /** All of them or none: a look-up that fails ends the whole, because a number left out means that PortOne has none. */
  async states(documentNumbers: readonly string[], signal: AbortSignal): Promise<Outcome<readonly TaxDocument[]>> {
    const numbers = [...new Set(documentNumbers.map(checkedDocumentNumber))]
    const documents: TaxDocument[] = []
    for (let next = 0; next < numbers.length; next += LOOK_UPS_AT_ONCE) {
      const group = numbers.slice(next, next + LOOK_UPS_AT_ONCE)
      for (const answer of await Promise.all(group.map((each) => this.query(each, signal)))) {
        if (answer.kind !== 'accepted') return answer
        if (answer.value.found) documents.push(answer.value.document)
      }
    }
    return accepted(documents)
  }

  async search(span: SearchSpan, signal: AbortSignal): Promise<Outcome<readonly ListedTaxDocument[]>> {
    return searchReceipts(this.#connection, span, this.#place.storeId, signal)
  }

  /** Asks for a list of at most one. PortOne checks no clock, so none is compared. */
  async check(signal: AbortSignal): Promise<Outcome<TaxGatewayHealth>> {
    const { storeId } = this.#place
    const asked = { page: { number: 0, size: 1 }, ...(storeId !== undefined && { filter: { storeId } }) }
    const answer = await this.#connection.ask(listPath(asked), signal)
    if (answer.kind === 'ended') return answer.outcome
    if (answer.kind === 'refused') return refusedBy(answer)
    return listSchema.safeParse(answer.body).success ? accepted({}) : unknown('unreadable-reply')
  }

  async close(): Promise<void> {
    this.#connection.close()
  }

  async #issue(request: CashReceiptRequest, body: string, signal: AbortSignal): Promise<Outcome<TaxDocument>> {
    const { documentNumber, tradedAt } = request
    const times = this.#timesTurnedDown.get(documentNumber) ?? 0
    const key = idempotencyKey(documentNumber, body, times)
    const answer = await this.#connection.submit({ path: '/cash-receipts', key, body }, signal)
    if (answer.kind === 'ended') return answer.outcome
    if (answer.kind === 'refused') return this.#settleRefusal(request, answer, signal)
    const reply = issuedSchema.safeParse(answer.body)
    if (!reply.success) return unknown('unreadable-reply')
    const { issueNumber } = reply.data.cashReceipt
    // The reply names no date; the trade's own was sent along.
    return accepted(documentOf({ issueNumber, issuedAt: tradedAt, paymentId: documentNumber }))
  }

  /**
   * A number already used (`CASH_RECEIPT_ALREADY_ISSUED`) may be this very receipt, sent before; and behind the payment
   * company's error (`PG_PROVIDER`) PortOne may hold a receipt all the same. Only looking tells.
   */
  async #settleRefusal(
    request: CashReceiptRequest,
    refusal: PortoneRefusal,
    signal: AbortSignal,
  ): Promise<Outcome<TaxDocument>> {
    const isDuplicate = refusal.type === 'CASH_RECEIPT_ALREADY_ISSUED'
    if (!isDuplicate && refusal.type !== 'PG_PROVIDER') return refusedBy(refusal)
    const looked = await this.#lookUp(request.documentNumber, signal)
    if (looked.kind === 'unknown') return looked
    if (looked.kind !== 'accepted') return unknown('disconnected')
    const receipt = issuedOnly(looked.value)
    // None stands. That is what the payment company said; as an answer to “already issued” it is none at all.
    if (!receipt) return isDuplicate ? unknown('unreadable-reply') : refusedBy(refusal)
    if (isSameReceipt(request, receipt)) return accepted(documentOf(receipt))
    const standing = receipt.status === 'CANCELLED' ? 'the receipt under this number was cancelled' : OTHER_CONTENT
    return refused('tax.duplicateConflict', standing, refusal.hostCode)
  }

  async #lookUp(documentNumber: string, signal: AbortSignal): Promise<Outcome<PortoneReceipt | undefined>> {
    const answer = await this.#connection.ask(this.#receiptPath(documentNumber, ''), signal)
    if (answer.kind === 'ended') return answer.outcome
    if (answer.kind === 'refused') {
      return answer.type === 'CASH_RECEIPT_NOT_FOUND' ? accepted(undefined) : refusedBy(answer)
    }
    const receipt = receiptSchema.safeParse(answer.body)
    if (!receipt.success || receipt.data.paymentId !== documentNumber) return unknown('unreadable-reply')
    return accepted(receipt.data)
  }

  #receiptPath(documentNumber: string, action: '' | '/cancel'): string {
    const { storeId } = this.#place
    const query = storeId === undefined ? '' : `?storeId=${encodeURIComponent(storeId)}`
    return `/payments/${checkedDocumentNumber(documentNumber)}/cash-receipt${action}${query}`
  }

  #counted(documentNumber: string, outcome: Outcome<TaxDocument>): Outcome<TaxDocument> {
    if (outcome.kind === 'refused') {
      this.#timesTurnedDown.set(documentNumber, (this.#timesTurnedDown.get(documentNumber) ?? 0) + 1)
    }
    return outcome
  }
}

const OTHER_CONTENT = 'another receipt stands under this number'

/** A failed attempt (`ISSUE_FAILED`) is no document. */
function issuedOnly(receipt: PortoneReceipt | undefined): IssuedReceipt | undefined {
  return receipt?.status === 'ISSUE_FAILED' ? undefined : receipt
}

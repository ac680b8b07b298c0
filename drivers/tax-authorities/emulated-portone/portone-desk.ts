/**
 * The emulated PortOne's work, one method an endpoint, apart from HTTP: a call comes in as text and headers, an answer goes
 * out as a status and a body. Receipts reach the disk here, before anyone is told of them.
 */
import type { Clock } from '../../../src/ports/clock.js'
import { AnsweredKeys } from './answered-keys.js'
import {
  customerOf,
  formProblem,
  type IssueRequest,
  issueRequestSchema,
  partsOf,
  paymentCompanyRefusal,
} from './issue-request.js'
import type { PortoneAccount } from './portone-account.js'
import { errorAnswer, type PortoneAnswer, paymentCompanyAnswer } from './portone-answers.js'
import type { PaymentCompanyRefusal, PortoneRules } from './portone-rules.js'
import type { ReceiptBook } from './receipt-book.js'
import { listReceipts, listRequestSchema } from './receipt-list.js'
import { instant, type ReceiptRecord, receiptUrl, shownRecord } from './receipt-record.js'

export interface PortoneCall {
  /** The path without its query. */
  readonly path: string
  readonly authorization: string | undefined
  readonly idempotencyKey: string | undefined
  readonly body: string
  readonly query: Readonly<Record<string, string | undefined>>
}

export class PortoneDesk {
  readonly #keys: AnsweredKeys

  constructor(
    readonly book: ReceiptBook,
    private readonly accounts: readonly PortoneAccount[],
    private readonly rules: PortoneRules,
    private readonly clock: Clock,
  ) {
    this.#keys = new AnsweredKeys(rules.keyLifeMs)
  }

  /** `POST /cash-receipts`. @param struck the payment company's error, when a fault makes it fail. */
  issue(call: PortoneCall, struck?: PaymentCompanyRefusal): PortoneAnswer {
    return this.#asAccount(call, undefined, (account) =>
      this.#keys.answer(scopeOf(call), call.idempotencyKey, this.clock.now(), () => {
        const request = issueRequestSchema.safeParse(parseJson(call.body))
        if (!request.success) return errorAnswer('INVALID_REQUEST', request.error.issues[0]?.path.join('.'))
        if (request.data.storeId !== undefined && request.data.storeId !== account.storeId)
          return errorAnswer('FORBIDDEN')
        return this.#issue(account, request.data, struck)
      }),
    )
  }

  /** `GET /payments/{paymentId}/cash-receipt`. */
  get(call: PortoneCall, paymentId: string): PortoneAnswer {
    return this.#asAccount(call, call.query['storeId'], ({ storeId }) => {
      const record = this.book.find(storeId, paymentId)
      return record ? { status: 200, body: shownRecord(record) } : errorAnswer('CASH_RECEIPT_NOT_FOUND')
    })
  }

  /** `POST /payments/{paymentId}/cash-receipt/cancel`. */
  cancel(call: PortoneCall, paymentId: string, struck?: PaymentCompanyRefusal): PortoneAnswer {
    return this.#asAccount(call, call.query['storeId'], ({ storeId }) =>
      this.#keys.answer(scopeOf(call), call.idempotencyKey, this.clock.now(), () => {
        const record = this.book.find(storeId, paymentId)
        if (!record) return errorAnswer('CASH_RECEIPT_NOT_FOUND')
        if (record.status !== 'ISSUED') return errorAnswer('CASH_RECEIPT_NOT_ISSUED')
        if (struck) return paymentCompanyAnswer(struck)
        const cancelledAt = this.clock.now()
        this.book.write({ ...record, status: 'CANCELLED', cancelledAt })
        return { status: 200, body: { cancelledAmount: record.amount, cancelledAt: instant(cancelledAt) } }
      }),
    )
  }

  /** `GET /cash-receipts`, its question in the query `requestBody`. */
  list(call: PortoneCall): PortoneAnswer {
    const asked = listRequestSchema.safeParse(parseJson(call.query['requestBody'] ?? '{}'))
    return this.#asAccount(call, asked.data?.filter.storeId, ({ storeId }) => {
      if (!asked.success) return errorAnswer('INVALID_REQUEST', asked.error.issues[0]?.path.join('.'))
      const records = this.book.records().filter((record) => record.storeId === storeId)
      return { status: 200, body: listReceipts(records, asked.data, this.clock.now(), this.rules.mostPerPage) }
    })
  }

  /** A submission whose reply is held back counts as under way until the function it gives is called. */
  hold(call: PortoneCall): () => void {
    return this.#keys.hold(scopeOf(call), call.idempotencyKey)
  }

  #issue(account: PortoneAccount, request: IssueRequest, struck: PaymentCompanyRefusal | undefined): PortoneAnswer {
    const now = this.clock.now()
    const { storeId } = account
    const { paymentId, channelKey, orderName } = request
    if (!account.channelKeys.includes(channelKey)) return errorAnswer('CHANNEL_NOT_FOUND')
    const problem = formProblem(request, now)
    const parts = partsOf(request)
    const customer = customerOf(request)
    if (problem !== undefined || !parts || !customer) return errorAnswer('INVALID_REQUEST', problem)
    // A number that was used stays used, cancelled or not; one whose issue failed may be tried again.
    const before = this.book.find(storeId, paymentId)
    if (before && before.status !== 'ISSUE_FAILED') return errorAnswer('CASH_RECEIPT_ALREADY_ISSUED')
    const refusal = struck ?? paymentCompanyRefusal(request, now, this.rules)
    if (refusal) {
      this.book.write({ status: 'ISSUE_FAILED', storeId, paymentId, channelKey, orderName, failedAt: now })
      return paymentCompanyAnswer(refusal)
    }
    const issueNumber = this.book.nextIssueNumber()
    const pgReceiptId = `pg-${issueNumber}`
    const record: ReceiptRecord = {
      ...{ status: 'ISSUED', storeId, paymentId, channelKey, orderName, type: request.type },
      ...{ amount: parts.total, taxFreeAmount: parts.taxFree, vatAmount: parts.vat },
      identityMasked: customer.masked,
      identityDigest: this.book.digest(request.customer.identityNumber),
      ...{ issueNumber, pgReceiptId, paidAt: request.paidAt ?? now, issuedAt: now },
    }
    this.book.write(record)
    return { status: 200, body: { cashReceipt: { issueNumber, url: receiptUrl(pgReceiptId), pgReceiptId } } }
  }

  /** Who calls comes before anything else, and a secret speaks for one store. */
  #asAccount(
    { authorization }: PortoneCall,
    storeId: string | undefined,
    work: (account: PortoneAccount) => PortoneAnswer,
  ): PortoneAnswer {
    const account = this.accounts.find(({ secret }) => authorization === `PortOne ${secret}`)
    if (!account) return errorAnswer('UNAUTHORIZED')
    return storeId === undefined || storeId === account.storeId ? work(account) : errorAnswer('FORBIDDEN')
  }
}

function scopeOf({ authorization, path }: PortoneCall): string {
  return `${authorization} ${path}`
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

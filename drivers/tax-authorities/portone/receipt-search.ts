/**
 * Every receipt of some days, read page by page from `GET /cash-receipts`. PortOne keeps a receipt and its cancellation as
 * one entry, the till as two documents: so it is asked twice, for what was issued in those days and for what was
 * cancelled in them.
 */
import { money } from '../../../src/domain/money.js'
import { accepted, type Outcome, unknown } from '../../../src/domain/outcome.js'
import { DriverError } from '../../../src/ports/device.js'
import type { ListedTaxDocument } from '../../../src/ports/tax-authority.js'
import { DAY_MS, koreanDate, parseKoreanDateTime } from '../korean-time.js'
import { documentOf, rfc3339 } from './cash-receipt-body.js'
import { type PortoneConnection, refusedBy } from './portone-connection.js'
import { type IssuedReceipt, listSchema, type PortoneReceipt, USE_OF_TYPE } from './portone-wire.js'

export interface SearchSpan {
  /** `yyyyMMdd`, both included. */
  readonly from: string
  readonly to: string
}

const PAGE_SIZE = 100

/** A hundred thousand receipts: a listing that goes on is not one of some days. */
const MOST_PAGES = 1000

type TimeField = 'ISSUED_AT' | 'CANCELLED_AT'

interface Dated {
  readonly at: number
  readonly document: ListedTaxDocument
}

/**
 * Oldest first. PortOne names no trade date, so a receipt counts for the day it was issued, a revocation for the day of the
 * cancelling. A revocation has no number of its own there: it goes under the original's.
 * @throws DriverError `tax.dateInvalid` for days that do not exist.
 */
export async function searchReceipts(
  connection: PortoneConnection,
  span: SearchSpan,
  storeId: string | undefined,
  signal: AbortSignal,
): Promise<Outcome<readonly ListedTaxDocument[]>> {
  const documents: Dated[] = []
  for (const field of ['ISSUED_AT', 'CANCELLED_AT'] as const) {
    const receipts = await listAll(connection, filterOf(field, span, storeId), field, signal)
    if (receipts.kind !== 'accepted') return receipts
    for (const receipt of receipts.value) {
      const listed = listedAs(field, receipt)
      // What the till issues always has its use: an entry without is not one it can be held against.
      if (!listed) return unknown('unreadable-reply')
      if (isWithin(koreanDate(listed.at), span)) documents.push(listed)
    }
  }
  documents.sort((a, b) => a.at - b.at)
  return accepted(documents.map(({ document }) => document))
}

/** Only receipts somebody asked for by hand or by till (`isManual`); those PortOne issues along with online payments are not the till's. */
function filterOf(field: TimeField, { from, to }: SearchSpan, storeId: string | undefined) {
  return {
    ...(storeId !== undefined && { storeId }),
    timeRangeField: field,
    from: rfc3339(midnight(from)),
    until: rfc3339(midnight(to) + DAY_MS),
    statuses: field === 'ISSUED_AT' ? ['ISSUED', 'CANCELLED'] : ['CANCELLED'],
    isManual: true,
  }
}

async function listAll(
  connection: PortoneConnection,
  filter: object,
  field: TimeField,
  signal: AbortSignal,
): Promise<Outcome<readonly PortoneReceipt[]>> {
  const found = new Map<string, PortoneReceipt>()
  for (let number = 0; number < MOST_PAGES; number += 1) {
    const asked = { page: { number, size: PAGE_SIZE }, sort: { by: field, order: 'ASC' }, filter }
    const answer = await connection.ask(listPath(asked), signal)
    if (answer.kind === 'ended') return answer.outcome
    if (answer.kind === 'refused') return refusedBy(answer)
    const list = listSchema.safeParse(answer.body)
    if (!list.success) return unknown('unreadable-reply')
    const { items, page } = list.data
    for (const item of items) found.set(item.paymentId, item)
    if (items.length < page.size) return accepted([...found.values()])
  }
  return unknown('unreadable-reply')
}

/** The question goes into the query, because a GET carries no body (PortOne, GET 요청 시 body 대신 query 사용하기). */
export function listPath(asked: object): string {
  return `/cash-receipts?requestBody=${encodeURIComponent(JSON.stringify(asked))}`
}

function listedAs(field: TimeField, receipt: PortoneReceipt): Dated | undefined {
  if (receipt.status === 'ISSUE_FAILED' || !receipt.type) return undefined
  const shared = { total: money(receipt.amount, 'KRW'), use: USE_OF_TYPE[receipt.type] }
  if (field === 'ISSUED_AT') {
    return { at: receipt.issuedAt, document: { ...documentOf(receipt), kind: 'issue', ...shared } }
  }
  const at = cancelledAt(receipt)
  if (at === undefined) return undefined
  return {
    at,
    document: { ...documentOf(receipt), tradeDate: koreanDate(at), kind: 'revocation', ...shared },
  }
}

function cancelledAt(receipt: IssuedReceipt): number | undefined {
  return receipt.status === 'CANCELLED' ? receipt.cancelledAt : undefined
}

function isWithin(date: string, { from, to }: SearchSpan): boolean {
  return from <= date && date <= to
}

function midnight(date: string): number {
  const epochMs = parseKoreanDateTime(`${date}000000`)
  if (epochMs === undefined) throw new DriverError('tax.dateInvalid', `no such day: ${date}`)
  return epochMs
}

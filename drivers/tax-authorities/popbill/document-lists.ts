/**
 * Many documents at a time: `POST /Cashbill/States` for those whose numbers are known, `GET /Cashbill/Search` for a span of
 * days. Both are asked in portions, and a portion that fails ends the whole: half a list would pass for all there is.
 */
import { accepted, type Outcome, refused, unknown } from '../../../src/domain/outcome.js'
import { DriverError } from '../../../src/ports/device.js'
import type { ListedTaxDocument, TaxDocument } from '../../../src/ports/tax-authority.js'
import { checkedDocumentNumber } from './cashbill-fields.js'
import { refusedBy } from './gateway-reply.js'
import type { PopbillConnection } from './popbill-connection.js'
import { listedDocuments, pageSchema, statesSchema } from './popbill-wire.js'

/** As many as Popbill takes in one `States` request. */
const MOST_STATES = 1000

const PER_PAGE = 500
/** 50,000 documents: years of a shop's. A span with more is refused, never cut short. */
const MOST_PAGES = 100

/** A thousand documents of two kilobytes, twice over. */
const MOST_BYTES = 4 * 1024 * 1024

export interface SearchSpan {
  /** `yyyyMMdd`, both included. */
  readonly from: string
  readonly to: string
}

/** Those of the numbers that Popbill knows. @throws DriverError when one is no document number. */
export async function askStates(
  connection: PopbillConnection,
  documentNumbers: readonly string[],
  signal: AbortSignal,
): Promise<Outcome<readonly TaxDocument[]>> {
  const numbers = [...new Set(documentNumbers.map(checkedDocumentNumber))]
  const documents: TaxDocument[] = []
  for (let from = 0; from < numbers.length; from += MOST_STATES) {
    const asked = new Set(numbers.slice(from, from + MOST_STATES))
    const body = JSON.stringify([...asked])
    const answer = await connection.call(
      { method: 'POST', path: '/Cashbill/States', body, mostBytes: MOST_BYTES },
      signal,
    )
    if (answer.kind === 'ended') return answer.outcome
    if (answer.kind === 'refused') return refusedBy(answer)
    const entries = statesSchema.safeParse(answer.body)
    const listed = entries.success ? listedDocuments(entries.data) : undefined
    if (!listed) return unknown('unreadable-reply')
    for (const { kind, total, use, ...document } of listed) {
      if (asked.has(document.documentNumber)) documents.push(document)
    }
  }
  return accepted(documents)
}

/** Every finished document traded in the span, oldest first. @throws DriverError when the span is none. */
export async function searchDocuments(
  connection: PopbillConnection,
  { from, to }: SearchSpan,
  signal: AbortSignal,
): Promise<Outcome<readonly ListedTaxDocument[]>> {
  if (!/^\d{8}$/.test(from) || !/^\d{8}$/.test(to) || from > to) {
    throw new DriverError('tax.spanInvalid', 'a span is two dates of the form yyyyMMdd, the earlier first')
  }
  const documents: ListedTaxDocument[] = []
  for (let page = 1; page <= MOST_PAGES; page++) {
    const answer = await connection.call(
      { method: 'GET', path: pagePath(from, to, page), mostBytes: MOST_BYTES },
      signal,
    )
    if (answer.kind === 'ended') return answer.outcome
    if (answer.kind === 'refused') return refusedBy(answer)
    const reply = pageSchema.safeParse(answer.body)
    const listed = reply.success ? listedDocuments(reply.data.list) : undefined
    if (!reply.success || !listed) return unknown('unreadable-reply')
    documents.push(...listed)
    if (page >= reply.data.pageCount) return accepted(documents.sort(byTradeDate))
  }
  return refused('tax.refused', `more than ${MOST_PAGES * PER_PAGE} documents: ask for fewer days`)
}

/** `DType=T`: by trade date. `3**`: what was issued, whatever became of it. N 승인거래, C 취소거래. `Order=A`: oldest first. */
function pagePath(from: string, to: string, page: number): string {
  const span = `DType=T&SDate=${from}&EDate=${to}`
  return `/Cashbill/Search?${span}&State=3**&TradeType=N,C&Order=A&Page=${page}&PerPage=${PER_PAGE}`
}

/** Documents of one day stay in the order they were listed in. */
function byTradeDate(one: ListedTaxDocument, other: ListedTaxDocument): number {
  return Number(one.tradeDate) - Number(other.tradeDate)
}

/**
 * `GET /Cashbill/Search`: documents of a span of days, a page at a time. The daily check of all issued documents reads
 * the day's list from it.
 */
import { z } from 'zod'
import { koreanDate } from '../korean-time.js'
import { cashbillInfo } from './cashbill-info.js'
import type { DocumentLedger } from './document-ledger.js'
import { tradeDateOf } from './gateway-document.js'

const day = z.string().regex(/^\d{8}$/)

export const searchQuerySchema = z.object({
  /** R when registered, T when traded, I when issued. */
  DType: z.enum(['R', 'T', 'I']),
  SDate: day,
  EDate: day,
  /** Comma-separated state codes, `*` for any digit: `3**` or `300,304`. */
  State: z.string().default('***'),
  /** N 승인거래, C 취소거래, comma-separated. */
  TradeType: z.string().default('N,C'),
  /** D newest first, A oldest first. */
  Order: z.enum(['A', 'D']).default('D'),
  Page: z.coerce.number().int().positive().default(1),
  PerPage: z.coerce.number().int().positive().max(1000).default(500),
})

type SearchQuery = z.infer<typeof searchQuerySchema>

export function searchCashbills(ledger: DocumentLedger, corpNum: string, query: SearchQuery, now: number) {
  const states = query.State.split(',').map((pattern) => new RegExp(`^${pattern.replaceAll('*', '\\d')}$`))
  const types = query.TradeType.split(',').map((letter) => (letter === 'N' ? '승인거래' : '취소거래'))
  const found = ledger
    .documents()
    .filter((document) => document.corpNum === corpNum && types.includes(document.tradeType))
    .filter((document) => {
      const date = query.DType === 'T' ? tradeDateOf(document) : koreanDate(document.issuedAt)
      return query.SDate <= date && date <= query.EDate
    })
    .map((document) => cashbillInfo(document, ledger.standingOf(document, now)))
    .filter((info) => states.some((state) => state.test(String(info['stateCode']))))
  if (query.Order === 'D') found.reverse()
  const from = (query.Page - 1) * query.PerPage
  return {
    code: 1,
    message: '성공',
    total: found.length,
    perPage: query.PerPage,
    pageNum: query.Page,
    pageCount: Math.ceil(found.length / query.PerPage),
    list: found.slice(from, from + query.PerPage),
  }
}

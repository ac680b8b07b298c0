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
  /** P 소득공제용, C 지출증빙용, comma-separated. */
  TradeUsage: z.string().default('P,C'),
  /** T 과세, N 비과세, comma-separated. */
  TaxationType: z.string().default('T,N'),
  /** A customer's identifier, whole. */
  QString: z.string().default(''),
  /** D newest first, A oldest first. */
  Order: z.enum(['A', 'D']).default('D'),
  Page: z.coerce.number().int().positive().default(1),
  PerPage: z.coerce.number().int().positive().max(1000).default(500),
})

type SearchQuery = z.infer<typeof searchQuerySchema>

export function searchCashbills(ledger: DocumentLedger, corpNum: string, query: SearchQuery, now: number) {
  const states = query.State.split(',').map((pattern) => new RegExp(`^${pattern.replaceAll('*', '\\d')}$`))
  const types = wordsOf(query.TradeType, { N: '승인거래', C: '취소거래' })
  const usages = wordsOf(query.TradeUsage, { P: '소득공제용', C: '지출증빙용' })
  const taxations = wordsOf(query.TaxationType, { T: '과세', N: '비과세' })
  const found = ledger
    .documents()
    .filter((document) => document.corpNum === corpNum && types.includes(document.tradeType))
    .filter(({ tradeUsage, taxationType }) => usages.includes(tradeUsage) && taxations.includes(taxationType))
    .filter((document) => query.QString === '' || ledger.isIssuedTo(document, query.QString))
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

/** Letters as the words documents carry; a letter that stands for none is dropped. */
function wordsOf(letters: string, words: Readonly<Record<string, string>>): readonly string[] {
  return letters.split(',').flatMap((letter) => words[letter] ?? [])
}

/**
 * The shapes Popbill's replies have, and the words its fields use. A reply that does not fit its shape is unreadable:
 * the driver never guesses at one.
 */
import { z } from 'zod'
import type { CashReceiptUse } from '../../../src/domain/identifiers/tax-identifier.js'
import { money } from '../../../src/domain/money.js'
import type { ListedTaxDocument, TaxDocument, TaxDocumentStatus } from '../../../src/ports/tax-authority.js'

export const TRADE_USAGE: Readonly<Record<CashReceiptUse, string>> = {
  personalDeduction: '소득공제용',
  businessExpense: '지출증빙용',
}

/** 승인거래: a receipt; 취소거래: the revocation of one. */
export const TRADE_TYPE = { approval: '승인거래', revocation: '취소거래' } as const

/** What `stateCode` says. 300 issued, 301–303 on the way to the tax office, 304 taken there, 305 refused there. */
const STATUS_OF_STATE: ReadonlyMap<number, TaxDocumentStatus> = new Map([
  [300, 'issued'],
  [301, 'issued'],
  [302, 'issued'],
  [303, 'issued'],
  [304, 'confirmed'],
  [305, 'rejected'],
])

const tradeDate = z.string().regex(/^\d{8}$/)
const confirmNum = z.string().min(1).max(30)

export const refusalSchema = z.object({ code: z.number().int(), message: z.string().catch('') })

export const tokenSchema = z.object({ session_token: z.string().min(1), expiration: z.string() })

/** `POST /Cashbill`, ISSUE and REVOKEISSUE alike. */
export const issuedSchema = z.object({ code: z.literal(1), confirmNum, tradeDate })

/** `GET /Cashbill/{mgtKey}`. Fields of no use here are left out; those that may be empty come as null or not at all. */
export const infoSchema = z.object({
  mgtKey: z.string(),
  stateCode: z.coerce.number().int(),
  confirmNum,
  tradeDate,
  tradeType: z.string(),
  tradeUsage: z.string(),
  identityNum: z.string().nullish(),
  totalAmount: z.coerce.number(),
  orgConfirmNum: z.string().nullish(),
  orgTradeDate: z.string().nullish(),
  ntsresultCode: z.string().nullish(),
})

export type CashbillInfo = z.infer<typeof infoSchema>

/** `GET /Cashbill/Search`, one page. */
export const searchSchema = z.object({ pageCount: z.coerce.number().int(), list: z.array(infoSchema) })

/** Undefined in a state that is none of a finished issue (a draft, a deleted one): nobody can say what it is worth. */
export function documentOf(info: CashbillInfo): TaxDocument | undefined {
  const status = STATUS_OF_STATE.get(info.stateCode)
  if (!status) return undefined
  return {
    documentNumber: info.mgtKey,
    approvalNumber: info.confirmNum,
    tradeDate: info.tradeDate,
    status,
    ...(info.ntsresultCode ? { resultCode: info.ntsresultCode } : {}),
  }
}

/** A document of a list; undefined for what is none of ours, as in `documentOf`. */
export function listedDocumentOf(info: CashbillInfo): ListedTaxDocument | undefined {
  const document = documentOf(info)
  return (
    document && {
      ...document,
      kind: info.tradeType === TRADE_TYPE.revocation ? 'revocation' : 'issue',
      total: money(Math.abs(info.totalAmount), 'KRW'),
      use: info.tradeUsage === TRADE_USAGE.businessExpense ? 'businessExpense' : 'personalDeduction',
    }
  )
}

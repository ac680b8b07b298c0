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

const USE_OF_TRADE: ReadonlyMap<string, CashReceiptUse> = new Map([
  [TRADE_USAGE.personalDeduction, 'personalDeduction'],
  [TRADE_USAGE.businessExpense, 'businessExpense'],
])

const KIND_OF_TRADE: ReadonlyMap<string, ListedTaxDocument['kind']> = new Map([
  [TRADE_TYPE.approval, 'issue'],
  [TRADE_TYPE.revocation, 'revocation'],
])

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

/**
 * `GET /Cashbill/{mgtKey}`, and each entry of `States` and `Search`. Fields of no use here are left out; those that may be
 * empty come as null or not at all.
 */
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

/** `POST /Cashbill/States`. Drafts come along in it, which have no approval number; entries are read one by one. */
export const statesSchema = z.array(z.unknown())

/** `GET /Cashbill/Search`, one page. */
export const pageSchema = z.object({
  total: z.coerce.number().int().nonnegative(),
  pageCount: z.coerce.number().int().nonnegative(),
  list: z.array(z.unknown()),
})

/** `GET /Cashbill?cfg=UNITCOST`: what a document costs, in points. */
export const unitCostSchema = z.object({ unitCost: z.coerce.number().nonnegative() })

/** The state alone, which says whether the rest of an entry is worth reading. */
const stateSchema = z.object({ stateCode: z.coerce.number().int() })

/** A document issued on the gateway's own website has no number of the shop's. */
const listedSchema = infoSchema.extend({
  mgtKey: z
    .string()
    .nullish()
    .transform((mgtKey) => mgtKey ?? ''),
})

/**
 * The finished documents among a list's entries: drafts and deleted ones are left out. Undefined when any entry is none that
 * Popbill gives.
 */
export function listedDocuments(entries: readonly unknown[]): readonly ListedTaxDocument[] | undefined {
  const documents: ListedTaxDocument[] = []
  for (const entry of entries) {
    const state = stateSchema.safeParse(entry)
    if (!state.success) return undefined
    if (!STATUS_OF_STATE.has(state.data.stateCode)) continue
    const info = listedSchema.safeParse(entry)
    const document = info.success ? listedDocument(info.data) : undefined
    if (!document) return undefined
    documents.push(document)
  }
  return documents
}

function listedDocument(info: CashbillInfo): ListedTaxDocument | undefined {
  const document = documentOf(info)
  const kind = KIND_OF_TRADE.get(info.tradeType)
  const use = USE_OF_TRADE.get(info.tradeUsage)
  if (!document || !kind || !use || !Number.isSafeInteger(info.totalAmount)) return undefined
  return { ...document, kind, use, total: money(Math.abs(info.totalAmount), 'KRW') }
}

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

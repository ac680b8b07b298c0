/**
 * A document as the emulated gateway shows it: the summary of GET and States, the detail of `?Detail`. The customer's
 * identifier is shown masked, since that is all the gateway keeps of it.
 */
import { koreanDateTime } from '../korean-time.js'
import type { Standing } from './document-ledger.js'
import { type GatewayDocument, tradeDateOf } from './gateway-document.js'

const STATE_CODE = { issued: 300, confirmed: 304, rejected: 305 } as const

export function cashbillInfo(document: GatewayDocument, standing: Standing): Readonly<Record<string, unknown>> {
  const issueDT = koreanDateTime(document.issuedAt)
  const decidedDT = standing.decidedAt === undefined ? null : koreanDateTime(standing.decidedAt)
  return {
    itemKey: `${issueDT}${document.confirmNum.slice(-4)}`,
    mgtKey: document.mgtKey,
    tradeDate: tradeDateOf(document),
    tradeDT: document.tradeDT,
    tradeType: document.tradeType,
    tradeUsage: document.tradeUsage,
    tradeOpt: '일반',
    taxationType: document.taxationType,
    totalAmount: String(document.totalAmount),
    issueDT,
    regDT: issueDT,
    stateCode: STATE_CODE[standing.status],
    stateDT: decidedDT ?? issueDT,
    identityNum: document.identityMasked,
    itemName: document.itemName,
    confirmNum: document.confirmNum,
    orgConfirmNum: document.revokes?.confirmNum ?? null,
    orgTradeDate: document.revokes?.tradeDate ?? null,
    ntssendDT: decidedDT,
    ntsresultDT: decidedDT,
    ntsresultCode: standing.resultCode ?? null,
  }
}

export function cashbillDetail(document: GatewayDocument, standing: Standing): Readonly<Record<string, unknown>> {
  return {
    ...cashbillInfo(document, standing),
    supplyCost: String(document.supplyCost),
    tax: String(document.tax),
    serviceFee: String(document.serviceFee),
    franchiseCorpNum: document.corpNum,
    franchiseCorpName: document.franchiseCorpName,
    cancelType: document.revokes ? Number(document.revokes.cancelType) : null,
  }
}

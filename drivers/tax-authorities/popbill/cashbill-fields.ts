/**
 * Requests as the fields Popbill takes, and whether a document it already holds is the one that was asked for. Pure, so
 * every won that goes out can be checked without a gateway.
 */
import type { AmountSplit } from '../../../src/domain/amount-split.js'
import { DriverError } from '../../../src/ports/device.js'
import type { CashReceiptRequest, RevocationRequest } from '../../../src/ports/tax-authority.js'
import { koreanDate, koreanDateTime } from '../korean-time.js'
import { type CashbillInfo, TRADE_TYPE, TRADE_USAGE } from './popbill-wire.js'

/** `isPartCancel` alone is a JSON boolean; every other field is a string, amounts in won included. */
export type CashbillFields = Readonly<Record<string, string | true>>

/** @throws DriverError when the request cannot be a Korean cash receipt at all. */
export function issueFields(request: CashReceiptRequest): CashbillFields {
  const { seller, amounts } = request
  if (!seller.businessNumber) {
    throw new DriverError('tax.sellerNumberMissing', 'a cash receipt needs the seller’s business number')
  }
  return {
    mgtKey: checkedDocumentNumber(request.documentNumber),
    tradeType: TRADE_TYPE.approval,
    tradeUsage: TRADE_USAGE[request.use],
    tradeOpt: '일반',
    taxationType: amounts.vat.amountMinor === 0 ? '비과세' : '과세',
    ...amountFields(amounts),
    tradeDT: koreanDateTime(request.tradedAt),
    identityNum: request.identifier.reveal(),
    franchiseCorpNum: seller.businessNumber.reveal(),
    franchiseCorpName: seller.name,
    franchiseCEOName: seller.ownerName,
    franchiseAddr: seller.address,
    franchiseTEL: seller.telephone,
    itemName: request.itemName,
    orderNumber: request.documentNumber,
  }
}

/** @throws DriverError as `issueFields` does. */
export function revokeFields(request: RevocationRequest): CashbillFields {
  return {
    mgtKey: checkedDocumentNumber(request.documentNumber),
    orgConfirmNum: request.originalApprovalNumber,
    orgTradeDate: request.originalTradeDate,
    cancelType: String(request.reason),
    ...(request.partial ? { isPartCancel: true as const, ...amountFields(request.partial) } : {}),
  }
}

/** @throws DriverError for anything but 1–24 of `A-Z a-z 0-9 - _`; it becomes part of a URL. */
export function checkedDocumentNumber(documentNumber: string): string {
  if (!/^[A-Za-z0-9_-]{1,24}$/.test(documentNumber)) {
    throw new DriverError(
      'tax.documentNumberInvalid',
      'a document number is 1–24 letters, digits, hyphens, underscores',
    )
  }
  return documentNumber
}

/** 공급가액 holds what is taxed and what is free of VAT together; the tax beside it covers only the taxed part. */
function amountFields(amounts: AmountSplit): Readonly<Record<string, string>> {
  if (amounts.total.currency !== 'KRW') {
    throw new DriverError('tax.currencyUnsupported', `a cash receipt is in KRW, not ${amounts.total.currency}`)
  }
  return {
    supplyCost: String(amounts.supply.amountMinor + amounts.taxFree.amountMinor),
    tax: String(amounts.vat.amountMinor),
    serviceFee: String(amounts.serviceCharge.amountMinor),
    totalAmount: String(amounts.total.amountMinor),
  }
}

/** Whether the document standing under the number is this receipt: kind, use, identifier, total and trade date agree. */
export function isSameReceipt(request: CashReceiptRequest, info: CashbillInfo): boolean {
  return (
    info.tradeType === TRADE_TYPE.approval &&
    info.tradeUsage === TRADE_USAGE[request.use] &&
    info.totalAmount === request.amounts.total.amountMinor &&
    info.tradeDate === koreanDate(request.tradedAt) &&
    fitsMask(request.identifier.reveal(), info.identityNum ?? '')
  )
}

/** Whether the document standing under the number is this revocation: same original, same part of it. */
export function isSameRevocation(request: RevocationRequest, info: CashbillInfo): boolean {
  return (
    info.tradeType === TRADE_TYPE.revocation &&
    info.orgConfirmNum === request.originalApprovalNumber &&
    info.orgTradeDate === request.originalTradeDate &&
    (!request.partial || Math.abs(info.totalAmount) === request.partial.total.amountMinor)
  )
}

/** A gateway may show the identifier in clear, masked to any length, or not at all; only the digits it shows can disagree. */
function fitsMask(clear: string, shown: string): boolean {
  const visible = shown.replace(/[^\d*]/g, '')
  if (visible === '') return true
  if (!visible.includes('*')) return visible === clear
  const head = visible.slice(0, visible.indexOf('*'))
  const tail = visible.slice(visible.lastIndexOf('*') + 1)
  return clear.startsWith(head) && clear.endsWith(tail)
}

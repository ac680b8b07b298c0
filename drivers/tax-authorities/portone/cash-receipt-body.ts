/**
 * Requests as the JSON PortOne takes, the idempotency keys they go under, and whether a receipt PortOne already holds is
 * the one that was asked for. Pure, so every won that goes out can be checked without a gateway.
 */
import { createHash } from 'node:crypto'
import { DriverError } from '../../../src/ports/device.js'
import type { CashReceiptRequest, TaxDocument } from '../../../src/ports/tax-authority.js'
import { koreanDate, koreanDateTime } from '../korean-time.js'
import { IDENTITY_TYPE, type IssuedReceipt, TYPE_OF_USE } from './portone-wire.js'

export interface PortonePlace {
  /** The channel (one contract with one payment company) receipts are issued through. */
  readonly channelKey: string
  /** Needed where the secret speaks for several stores; its own store otherwise. */
  readonly storeId?: string
}

/**
 * `POST /cash-receipts`. All three amounts are said, so that PortOne computes no VAT of its own (it would take an
 * eleventh).
 * @throws DriverError when the request cannot be a Korean cash receipt at all.
 */
export function issueBody(request: CashReceiptRequest, { channelKey, storeId }: PortonePlace): string {
  const { amounts, identifier } = request
  if (amounts.total.currency !== 'KRW') {
    throw new DriverError('tax.currencyUnsupported', `a cash receipt is in KRW, not ${amounts.total.currency}`)
  }
  return JSON.stringify({
    ...(storeId !== undefined && { storeId }),
    paymentId: checkedDocumentNumber(request.documentNumber),
    channelKey,
    type: TYPE_OF_USE[request.use],
    orderName: request.itemName,
    currency: 'KRW',
    amount: {
      total: amounts.total.amountMinor,
      taxFree: amounts.taxFree.amountMinor,
      vat: amounts.vat.amountMinor,
    },
    customer: { identityNumber: identifier.reveal(), identityNumberType: IDENTITY_TYPE[identifier.kind] },
    paidAt: rfc3339(request.tradedAt),
  })
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

/**
 * The `Idempotency-Key` of a submission, 16–256 of `A-Z a-z 0-9 - _`. PortOne answers a key it has seen within three hours
 * with the answer it gave then, so the key covers the content (other content is another request) and how often the
 * number was turned down (a submission after a refusal is a new one, and must not be told the old refusal).
 */
export function idempotencyKey(documentNumber: string, content: string, timesTurnedDown: number): string {
  const digest = createHash('sha256').update(content).digest('hex').slice(0, 32)
  return `${documentNumber}-${timesTurnedDown}-${digest}`
}

/**
 * Whether the receipt standing under the number is the one asked for, as far as PortOne shows it: total, VAT, tax-free part
 * and use. It never shows whom a receipt was issued to, nor the date of the trade.
 */
export function isSameReceipt(request: CashReceiptRequest, receipt: IssuedReceipt): boolean {
  const { total, vat, taxFree } = request.amounts
  return (
    receipt.status === 'ISSUED' &&
    receipt.amount === total.amountMinor &&
    (receipt.vatAmount ?? vat.amountMinor) === vat.amountMinor &&
    (receipt.taxFreeAmount ?? taxFree.amountMinor) === taxFree.amountMinor &&
    (receipt.type ?? TYPE_OF_USE[request.use]) === TYPE_OF_USE[request.use]
  )
}

type ReceiptNames = Pick<IssuedReceipt, 'paymentId' | 'issueNumber' | 'issuedAt'>

/** A receipt as PortOne shows it. Its date is the day of issue, the only one PortOne tells. */
export function documentOf({ paymentId, issueNumber, issuedAt }: ReceiptNames): TaxDocument {
  return {
    documentNumber: paymentId,
    approvalNumber: issueNumber,
    tradeDate: koreanDate(issuedAt),
    status: 'issued',
  }
}

/** In Korean time: `2026-03-05T14:30:15+09:00`. */
export function rfc3339(epochMs: number): string {
  const text = koreanDateTime(epochMs)
  const [, year, month, day, hour, minute, second] = /^(....)(..)(..)(..)(..)(..)$/.exec(text) ?? []
  return `${year}-${month}-${day}T${hour}:${minute}:${second}+09:00`
}

/**
 * Requests as the fields 诺诺 takes, and whether what it already holds is the one that was asked for. Pure, so every fen that
 * goes out can be checked without a gateway.
 */
import { formatAmount, type Money } from '../../../src/domain/money.js'
import { DriverError } from '../../../src/ports/device.js'
import type { InvoiceLine, InvoiceRequest, RedInvoiceRequest } from '../../../src/ports/invoice-service.js'
import { beijingDateTime } from '../beijing-time.js'
import { type InvoiceInfo, RED_REASON_CODES, type RedForm } from './nuonuo-wire.js'

/** 电子发票（普通发票）. The special kind (bs) needs the buyer's bank and address, which no counter asks for. */
const ORDINARY = 'pc'
const NOT_DELIVERED = '-1'
const SELLER = '0'

/** 19 digits of the tax office's goods catalogue (税收分类编码), one for all lines of a small shop. */
export interface BillingSettings {
  readonly goodsCode?: string
}

/** `requestBillingNew`. @throws DriverError when the request cannot be a Chinese invoice at all. */
export function billingFields(request: InvoiceRequest, { goodsCode }: BillingSettings) {
  const { seller, buyer, amounts } = request
  if (amounts.total.currency !== 'CNY') {
    throw new DriverError('invoice.currencyUnsupported', `an invoice is in CNY, not ${amounts.total.currency}`)
  }
  return {
    order: {
      orderNo: checkedOrderNumber(request.orderNumber),
      invoiceDate: beijingDateTime(request.tradedAt),
      invoiceType: '1',
      invoiceLine: ORDINARY,
      salerTaxNum: sellerTaxNumber(request),
      salerTel: seller.telephone,
      salerAddress: seller.address,
      clerk: seller.ownerName,
      buyerName: buyer.name,
      buyerTaxNum: buyer.taxNumber?.reveal() ?? '',
      naturalPersonFlag: buyer.taxNumber ? '0' : '1',
      buyerPhone: buyer.phone?.reveal() ?? '',
      email: buyer.email ?? '',
      pushMode: pushMode(buyer),
      invoiceDetail: request.lines.map((line) => detailFields(line, goodsCode)),
    },
  }
}

/** `saveInvoiceRedConfirm`, of the whole invoice: without lines. */
export function redFields(request: RedInvoiceRequest) {
  return {
    billId: checkedOrderNumber(request.orderNumber),
    orderNo: request.orderNumber,
    blueInvoiceLine: ORDINARY,
    applySource: SELLER,
    blueElecInvoiceNumber: request.originalInvoiceNumber,
    sellerTaxNo: sellerTaxNumber(request),
    sellerName: request.seller.name,
    buyerName: request.buyer.name,
    buyerTaxNo: request.buyer.taxNumber?.reveal() ?? '',
    redReason: RED_REASON_CODES[request.reason],
    autoInvoice: '1',
  }
}

/** @throws DriverError for anything but 1–20 of `A-Z a-z 0-9 -`. */
export function checkedOrderNumber(orderNumber: string): string {
  if (!/^[A-Za-z0-9-]{1,20}$/.test(orderNumber)) {
    throw new DriverError('invoice.orderNumberInvalid', 'an order number is 1–20 letters, digits, hyphens')
  }
  return orderNumber
}

function sellerTaxNumber({ seller }: Pick<InvoiceRequest, 'seller'>): string {
  if (!seller.uscc) throw new DriverError('invoice.sellerNumberMissing', 'an invoice needs the seller’s tax number')
  return seller.uscc.code
}

/** -1 not delivered, 0 by mail, 1 by phone, 2 both. */
function pushMode({ phone, email }: InvoiceRequest['buyer']): string {
  if (phone && email) return '2'
  if (email) return '0'
  return phone ? '1' : NOT_DELIVERED
}

function detailFields(line: InvoiceLine, goodsCode: string | undefined) {
  const { amount, vat, quantityThousandths } = line
  return {
    goodsName: line.name,
    ...(goodsCode !== undefined && { goodsCode }),
    invoiceLineProperty: '0',
    withTaxFlag: '1',
    num: trimmed(quantityThousandths / 1000),
    price: trimmed(amount.amountMinor / 100 / (quantityThousandths / 1000)),
    taxRate: trimmed(line.vatRateBasisPoints / 10_000),
    taxIncludedAmount: yuan(amount),
    tax: yuan(vat),
    taxExcludedAmount: yuan({ ...amount, amountMinor: amount.amountMinor - vat.amountMinor }),
  }
}

function yuan(amount: Money): string {
  return formatAmount(amount).replaceAll(',', '')
}

/** At most eight decimals and no zeros behind them: quantities, unit prices and rates, never an amount. */
function trimmed(value: number): string {
  return value.toFixed(8).replace(/\.?0+$/, '')
}

/** Whether the invoice standing under the number is this one: same total, same buyer, as far as it is shown. */
export function isSameInvoice(request: InvoiceRequest, info: InvoiceInfo): boolean {
  const total = Number(info.orderAmount ?? Number.NaN)
  return (
    Math.round(total * 100) === request.amounts.total.amountMinor &&
    fitsMask(request.buyer.name, info.payerName ?? '') &&
    fitsMask(request.buyer.taxNumber?.reveal() ?? '', info.payerTaxNo ?? '')
  )
}

/** Whether the red form standing under the number is for this invoice. */
export function isSameRed(request: RedInvoiceRequest, form: RedForm): boolean {
  return form.blueElecInvoiceNumber === request.originalInvoiceNumber
}

/** The service may show a text whole, masked with asterisks, or not at all; only what it shows can disagree. */
function fitsMask(clear: string, shown: string): boolean {
  if (shown === '') return true
  if (!shown.includes('*')) return shown === clear
  const head = shown.slice(0, shown.indexOf('*'))
  const tail = shown.slice(shown.lastIndexOf('*') + 1)
  return clear.length >= head.length + tail.length && clear.startsWith(head) && clear.endsWith(tail)
}

/**
 * The cash receipt (현금영수증) of the part paid in cash or by transfer. A pending one says so and never shows anything
 * that could pass for an approval number.
 */
import { formatAmount, isPositive } from '../../domain/money.js'
import type { ReceiptAmount, ReceiptBlock, ReceiptField } from '../../domain/receipt-document.js'
import type { TaxRecord } from '../../domain/sale-record.js'
import { calendarDay } from '../format/format-moment.js'
import { withCurrency } from '../format/format-money.js'
import type { ReceiptTexts } from '../texts.js'

type CashReceiptRecord = Exclude<TaxRecord, { readonly status: 'none' }>

/** Self-issued receipts (자진발급) go to this number. It is nobody's, so it is shown in clear. */
const SHOWN_SELF_ISSUE_NUMBER = '010-000-1234'

/** @throws Error when an issued receipt has no approval number: that is a bug, and no paper may paper over it. */
export function composeCashReceipt(tax: CashReceiptRecord, texts: ReceiptTexts): ReceiptBlock[] {
  const words = texts.cashReceipt
  const issued = tax.status === 'issued'
  const notes = issued ? (tax.selfIssued ? [words.registerYourself] : []) : [words.next]
  return [
    { kind: 'heading', text: issued ? words.issued(words.uses[tax.use]) : words.pending },
    { kind: 'fields', fields: issued ? issuedFields(tax, texts) : pendingFields(tax, texts) },
    { kind: 'amounts', amounts: composeAmounts(tax, texts) },
    ...[...notes, words.enquiries].map((text): ReceiptBlock => ({ kind: 'paragraph', text })),
  ]
}

function issuedFields(tax: CashReceiptRecord, texts: ReceiptTexts): ReceiptField[] {
  const words = texts.cashReceipt
  if (!tax.approvalNumber) throw new Error(`cash receipt ${tax.documentNumber} is issued but has no approval number`)
  const day = calendarDay(tax.tradeDate ?? '')
  return [
    { label: words.transaction, value: words.approved },
    ...customerFields(tax, texts),
    { label: words.approvalNumber, value: tax.approvalNumber },
    ...(day ? [{ label: words.tradeDate, value: texts.date(day) }] : []),
  ]
}

function pendingFields(tax: CashReceiptRecord, texts: ReceiptTexts): ReceiptField[] {
  const words = texts.cashReceipt
  return [
    { label: words.documentNumber, value: tax.documentNumber },
    { label: words.use, value: words.uses[tax.use] },
    ...customerFields(tax, texts),
  ]
}

function customerFields(tax: CashReceiptRecord, texts: ReceiptTexts): ReceiptField[] {
  const words = texts.cashReceipt
  const identifier = tax.identifier?.masked ?? (tax.selfIssued ? SHOWN_SELF_ISSUE_NUMBER : undefined)
  return [
    ...(tax.selfIssued ? [{ label: words.issuance, value: words.selfIssued }] : []),
    ...(identifier ? [{ label: words.identifier, value: identifier }] : []),
  ]
}

/** Supply, VAT and service charge always stand here, also when zero: the form of the document wants them. */
function composeAmounts({ amounts }: CashReceiptRecord, texts: ReceiptTexts): ReceiptAmount[] {
  const words = texts.amounts
  return [
    { label: words.supply, amount: formatAmount(amounts.supply) },
    { label: words.vat, amount: formatAmount(amounts.vat) },
    ...(isPositive(amounts.taxFree) ? [{ label: words.taxFree, amount: formatAmount(amounts.taxFree) }] : []),
    { label: words.serviceCharge, amount: formatAmount(amounts.serviceCharge) },
    { label: words.total, amount: withCurrency(amounts.total, texts.currency), emphasis: 'strong' },
  ]
}

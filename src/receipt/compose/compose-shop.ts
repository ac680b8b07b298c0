/**
 * The head of the paper: whose it is, and which sale of theirs. Which registration is printed follows from the shop's
 * own, so a shop says what its country asks for in whatever language.
 */
import type { ReceiptBlock, ReceiptField } from '../../domain/receipt-document.js'
import type { SaleRecord } from '../../domain/sale-record.js'
import type { ShopIdentity } from '../../domain/shop.js'
import { calendarMoment } from '../format/format-moment.js'
import type { ReceiptTexts } from '../texts.js'

/** Logo, name, registration and address. The shop's own business number is printed in clear, as the law wants. */
export function composeShop(shop: ShopIdentity, texts: ReceiptTexts): ReceiptBlock[] {
  const words = texts.shop
  const fields: ReceiptField[] = [
    ...(shop.businessNumber
      ? [
          { label: words.businessNumber, value: shop.businessNumber.revealGrouped() },
          { label: words.owner, value: shop.ownerName },
        ]
      : []),
    ...(shop.uscc ? [{ label: words.uscc, value: shop.uscc.code }] : []),
    { label: words.address, value: shop.address },
    { label: words.telephone, value: shop.telephone },
  ]
  return [
    ...(shop.logo ? [{ kind: 'logo', ...shop.logo } as const] : []),
    { kind: 'title', text: shop.name },
    { kind: 'heading', text: texts.title },
    { kind: 'fields', fields: fields.filter(({ value }) => value.trim() !== '') },
  ]
}

/** When, by whom and under which number. */
export function composeSaleHead(
  record: SaleRecord,
  paidAt: number,
  utcOffsetMinutes: number,
  texts: ReceiptTexts,
): ReceiptBlock {
  const words = texts.sale
  return {
    kind: 'fields',
    fields: [
      { label: words.soldAt, value: texts.dateTime(calendarMoment(paidAt, utcOffsetMinutes)) },
      { label: words.receiptNumber, value: record.saleId },
      { label: words.operator, value: record.operator },
    ].filter(({ value }) => value.trim() !== ''),
  }
}

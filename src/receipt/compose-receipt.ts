/**
 * Turns a paid sale into the customer's receipt: one paper with the sale, a slip for each card, the cash and the cash
 * receipt. Pure, so a copy made years later says exactly what the original said, plus its mark.
 */
import type { ReceiptBlock, ReceiptDocument } from '../domain/receipt-document.js'
import type { CardTender, SaleRecord, Tender } from '../domain/sale-record.js'
import type { ShopIdentity } from '../domain/shop.js'
import { composeCard } from './compose/compose-card.js'
import { composeCash } from './compose/compose-cash.js'
import { composeCashReceipt } from './compose/compose-cash-receipt.js'
import { composeInvoicePage } from './compose/compose-invoice-page.js'
import { composeItems, composeTotals } from './compose/compose-sale.js'
import { composeSaleHead, composeShop } from './compose/compose-shop.js'
import { type PaperIssue, paperMarks, sectionMarks } from './compose/receipt-marks.js'
import { RECEIPT_TEXTS, type ReceiptTexts } from './texts.js'

export interface ReceiptInput {
  readonly record: SaleRecord
  readonly shop: ShopIdentity
  readonly paper: PaperIssue
  /** The shop's distance from UTC: 540 in Korea, 480 in China. All times on the paper are written with it. */
  readonly utcOffsetMinutes: number
  /** Address of the digital receipt; printed as a QR code. */
  readonly receiptUrl?: string
  /** The page where the customer asks for an invoice (扫码开票); printed as a QR code of its own. */
  readonly invoicePage?: string
}

const HEAVY: ReceiptBlock = { kind: 'rule', weight: 'heavy' }
const LIGHT: ReceiptBlock = { kind: 'rule', weight: 'light' }

/**
 * Words follow `record.language`; which sections there are follows what is in the record.
 * @throws Error when the sale is not paid yet, or its cash receipt is issued without an approval number: bugs both.
 */
export function composeReceipt(input: ReceiptInput): ReceiptDocument {
  const { record, shop, paper, utcOffsetMinutes } = input
  const { language, training } = record
  if (record.paidAt === undefined) throw new Error(`sale ${record.saleId} is not paid, so it has no receipt`)
  const texts = RECEIPT_TEXTS[language]
  const marks = paperMarks(training, paper, utcOffsetMinutes, texts)
  const sections = paymentSections(input, texts)
  const blocks: ReceiptBlock[] = [
    ...marks,
    ...composeShop(shop, texts),
    LIGHT,
    composeSaleHead(record, record.paidAt, utcOffsetMinutes, texts),
    LIGHT,
    ...composeItems(record.sale, texts),
    LIGHT,
    ...composeTotals(record.sale, texts),
    ...sections.flatMap((section) => [HEAVY, ...sectionMarks(training, texts), ...section]),
    HEAVY,
    ...composeClosing(input, texts),
    ...marks,
  ]
  return { language, blocks }
}

/**
 * Cards first, each with its own slip; then cash, transfers and credit together, and their cash receipt right below them;
 * last the way to an invoice.
 */
function paymentSections(
  { record, utcOffsetMinutes, invoicePage }: ReceiptInput,
  texts: ReceiptTexts,
): ReceiptBlock[][] {
  const cards = record.tenders.filter(isCard)
  const others = record.tenders.filter((tender) => tender.kind !== 'card')
  const sections = cards.map((card) => composeCard(card, record.language, utcOffsetMinutes, texts))
  if (others.length > 0) sections.push([composeCash(others, texts)])
  if (record.tax.status !== 'none') sections.push(composeCashReceipt(record.tax, texts))
  // Nobody may get a real invoice for a practice sale.
  if (invoicePage && !record.training) sections.push(composeInvoicePage(invoicePage, texts))
  return sections
}

function composeClosing({ record, receiptUrl }: ReceiptInput, texts: ReceiptTexts): ReceiptBlock[] {
  const blocks: ReceiptBlock[] = []
  if (receiptUrl) blocks.push({ kind: 'qr', data: receiptUrl, caption: texts.digitalReceipt })
  blocks.push({ kind: 'paragraph', text: texts.thanks, align: 'center' })
  if (record.tenders.some(isCard)) blocks.push({ kind: 'paragraph', text: texts.customerCopy, align: 'center' })
  return blocks
}

function isCard(tender: Tender): tender is CardTender {
  return tender.kind === 'card'
}

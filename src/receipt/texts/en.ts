/**
 * The words of an English receipt, and by their shape the list of what every language must be able to say. A text
 * missing elsewhere is a compile error there.
 */
import type { EntryMode } from '../../domain/card.js'
import type { CashReceiptUse } from '../../domain/identifiers/tax-identifier.js'
import type { KnownCopyReason } from '../copy-reason.js'
import type { CalendarMoment } from '../format/format-moment.js'
import type { CurrencyAffixes } from '../format/format-money.js'

type CalendarDay = Pick<CalendarMoment, 'year' | 'month' | 'day'>

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

/** With the month in letters: a day-first and a month-first reader must not read different days. */
function date({ year, month, day }: CalendarDay): string {
  return `${Number(day)} ${MONTHS[Number(month) - 1] ?? month} ${year}`
}

export const en = {
  date,
  dateTime: (moment: CalendarMoment) => `${date(moment)} ${moment.hour}:${moment.minute}:${moment.second}`,
  currency: {
    KRW: { before: 'KRW ', after: '' },
    CNY: { before: 'CNY ', after: '' },
    USD: { before: '$', after: '' },
  } satisfies CurrencyAffixes as CurrencyAffixes,

  title: 'RECEIPT',
  thanks: 'Thank you',
  customerCopy: 'Customer copy',
  digitalReceipt: 'Scan for your digital receipt',

  shop: {
    businessNumber: 'Business no.',
    uscc: 'Credit code (USCC)',
    owner: 'Owner',
    address: 'Address',
    telephone: 'Tel.',
  },
  sale: {
    receiptNumber: 'Receipt no.',
    soldAt: 'Date',
    operator: 'Cashier',
  },
  items: { name: 'Item', unitPrice: 'Price', quantity: 'Qty', amount: 'Amount' },
  lineDiscount: 'Discount',
  taxFreeLegend: (marker: string) => `${marker} Tax-free item`,
  amounts: {
    subtotal: 'Subtotal',
    discount: 'Discount',
    supply: 'Net amount',
    vat: 'VAT',
    taxFree: 'Tax-free amount',
    serviceCharge: 'Service charge',
    total: 'Total',
  },
  card: {
    heading: 'Card payment',
    issuer: 'Card issuer',
    application: 'Card',
    number: 'Card no.',
    /** The number with how it was read, where the two belong together. */
    numberRead: (masked: string, _mode: EntryMode) => masked,
    entryMode: 'Entry mode',
    entryModes: { chip: 'Chip', contactless: 'Contactless', swipe: 'Swipe' } satisfies Record<EntryMode, string>,
    aid: 'AID',
    transaction: 'Transaction',
    sale: 'Sale, approved',
    instalment: 'Instalments',
    paidAtOnce: 'None',
    months: (months: number) => `${months} months`,
    approvalCode: 'Approval code',
    approvedAt: 'Approved on',
    merchantNumber: 'Merchant no.',
    terminalNumber: 'Terminal no.',
    acquirer: 'Acquirer',
    stan: 'Trace no.',
    rrn: 'Reference no.',
    amount: 'Amount',
    currency: {
      KRW: { before: 'KRW ', after: '' },
      CNY: { before: 'CNY ', after: '' },
      USD: { before: '$', after: '' },
    } satisfies CurrencyAffixes as CurrencyAffixes,
    signature: 'Signature',
    declaration: 'I agree to pay the amount above under my card agreement.',
    noSignature: 'No signature required',
    noPinNoSignature: 'No PIN or signature required',
  },
  cash: { paid: 'Cash', received: 'Received', change: 'Change' },
  transfer: 'Bank transfer',
  /** What goods taken back in an exchange pay of this sale. */
  credit: (amendmentId: string) => `Credit from exchange ${amendmentId}`,
  cashReceipt: {
    issued: (use: string) => `Cash receipt: ${use}`,
    pending: 'Cash receipt pending',
    uses: {
      personalDeduction: 'personal deduction',
      businessExpense: 'business expense',
    } satisfies Record<CashReceiptUse, string>,
    use: 'Use',
    issuance: 'Issued as',
    selfIssued: 'Without a customer number',
    identifier: 'Customer no.',
    approvalNumber: 'Approval no.',
    tradeDate: 'Date',
    transaction: 'Transaction',
    approved: 'Approved',
    documentNumber: 'Document no.',
    registerYourself: 'To claim it, register the approval number, date and total on the Hometax website.',
    next: 'No approval number has been received yet. The terminal keeps trying. Ask the shop for the result and give the document number above.',
    enquiries: 'Cash receipt enquiries: 126 (National Tax Service)',
  },
  invoice: {
    heading: 'Tax invoice (fapiao)',
    caption: 'Scan to say whom the invoice is for',
    note: 'It is sent to your phone or e-mail',
  },
  copy: {
    mark: (copyNumber: number) => `COPY ${copyNumber}`,
    printedAt: 'Printed',
    reason: 'Reason',
    reasons: {
      customerRequest: 'Customer request',
      notHandedOver: 'Original not handed over',
      printUnconfirmed: 'Original print not confirmed',
      unreadable: 'Original unreadable',
      cashReceiptIssued: 'Cash receipt now issued',
    } satisfies Record<KnownCopyReason, string>,
  },
  training: {
    mark: 'TRAINING',
    details: ['Not a real sale', 'Not valid as proof of payment'],
  },
}

/** Everything a receipt can say, in one language. */
export type ReceiptTexts = typeof en

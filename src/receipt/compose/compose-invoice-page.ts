/**
 * The way to an invoice (扫码开票): a code the customer scans, now or at home, to say whom the invoice is for. A section of its own,
 * so that it is not taken for the code of the digital receipt.
 */
import type { ReceiptBlock } from '../../domain/receipt-document.js'
import type { ReceiptTexts } from '../texts.js'

export function composeInvoicePage(page: string, texts: ReceiptTexts): ReceiptBlock[] {
  const { heading, caption, note } = texts.invoice
  return [
    { kind: 'heading', text: heading },
    { kind: 'qr', data: page, caption },
    // A phone tells a code from what is printed below it by four modules of white (ISO/IEC 18004).
    { kind: 'paragraph', text: '' },
    { kind: 'paragraph', text: note, align: 'center' },
  ]
}

/**
 * Names and words from outside, made fit for paper: composed characters (NFC; a printer's table has no loose jamo) and
 * nothing a printer could take for a command. QR data is not text on paper and stays as it is.
 */
import type { ReceiptAmount, ReceiptBlock } from '../../domain/receipt-document.js'

const LINE_BREAKS_AND_TABS = /[\t\n\v\f\r\x85\u2028\u2029]+/g
const SPACES = /\p{Zs}/gu
/** Control, format, surrogate and private characters, and the variation selectors that follow emoji. */
const UNPRINTABLE = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}]|\p{Variation_Selector}/gu

export function printable(text: string): string {
  return text
    .normalize('NFC')
    .replace(LINE_BREAKS_AND_TABS, ' ')
    .replace(SPACES, ' ')
    .replace(UNPRINTABLE, '')
    .normalize('NFC')
    .trim()
}

export function printableBlock(block: ReceiptBlock): ReceiptBlock {
  switch (block.kind) {
    case 'title':
    case 'heading':
    case 'paragraph':
      return { ...block, text: printable(block.text) }
    case 'mark':
      return { ...block, text: printable(block.text), details: block.details.map(printable) }
    case 'fields': {
      const fields = block.fields.map(({ label, value }) => ({ label: printable(label), value: printable(value) }))
      return { ...block, fields }
    }
    case 'items': {
      const items = block.items.map((item) => ({
        ...item,
        name: printable(item.name),
        adjustments: item.adjustments.map(printableAmount),
      }))
      return { ...block, items }
    }
    case 'amounts':
      return { ...block, amounts: block.amounts.map(printableAmount) }
    case 'signature':
      return { ...block, declaration: printable(block.declaration), label: printable(block.label) }
    case 'qr':
      return { ...block, caption: printable(block.caption) }
    case 'logo':
    case 'rule':
      return block
  }
}

function printableAmount(amount: ReceiptAmount): ReceiptAmount {
  return { ...amount, label: printable(amount.label), amount: printable(amount.amount) }
}

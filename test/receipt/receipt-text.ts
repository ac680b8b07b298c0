/** Reads receipts the way an auditor would: every string of a document, the amounts under their labels, the lines. */
import type { PaperLine } from '../../src/domain/paper-line.js'
import type { ReceiptBlock, ReceiptDocument } from '../../src/domain/receipt-document.js'

/** Every string that ends up as text on paper. */
export function textsOf(document: ReceiptDocument): string[] {
  return document.blocks.flatMap(blockTexts)
}

function blockTexts(block: ReceiptBlock): string[] {
  switch (block.kind) {
    case 'title':
    case 'heading':
    case 'paragraph':
      return [block.text]
    case 'mark':
      return [block.text, ...block.details]
    case 'fields':
      return block.fields.flatMap(({ label, value }) => [label, value])
    case 'items':
      return [
        ...Object.values<string>({ ...block.headings }),
        ...block.items.flatMap(({ name, marker, unitPrice, quantity, amount, adjustments }) => [
          ...[name, marker ?? '', unitPrice, quantity, amount],
          ...adjustments.flatMap((adjustment) => [adjustment.label, adjustment.amount]),
        ]),
      ]
    case 'amounts':
      return block.amounts.flatMap(({ label, amount }) => [label, amount])
    case 'signature':
      return [block.declaration, block.label]
    case 'qr':
      return [block.caption]
    case 'logo':
    case 'rule':
      return []
  }
}

/** Blocks of one kind, in order. */
export function blocksOf<K extends ReceiptBlock['kind']>(
  document: ReceiptDocument,
  kind: K,
): Extract<ReceiptBlock, { kind: K }>[] {
  return document.blocks.filter((block): block is Extract<ReceiptBlock, { kind: K }> => block.kind === kind)
}

/** Values under a label, in order of appearance. */
export function fieldValues(document: ReceiptDocument, label: string): string[] {
  return blocksOf(document, 'fields')
    .flatMap((block) => block.fields)
    .filter((field) => field.label === label)
    .map((field) => field.value)
}

/** The digits of an amount as minor units: `￥9.50` → 950, `-1,000원` → -1000. */
export function minorOf(amount: string): number {
  return Number(amount.replace(/[^0-9-]/g, ''))
}

/** What each text line says, without its alignment. */
export function textLines(lines: readonly PaperLine[]): string[] {
  return lines.flatMap((line) => (line.kind === 'text' ? [line.text] : []))
}

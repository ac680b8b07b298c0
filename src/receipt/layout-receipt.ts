/**
 * Turns a receipt document into lines for a printer of so many columns. The printer only encodes what stands here, so
 * every measuring, wrapping and padding is done and tested without one.
 */
import type { PaperLine } from '../domain/paper-line.js'
import type { ReceiptBlock, ReceiptDocument } from '../domain/receipt-document.js'
import type { ShopLogo } from '../domain/shop.js'
import { layoutAmounts } from './layout/layout-amounts.js'
import { layoutFields } from './layout/layout-fields.js'
import { layoutItems } from './layout/layout-items.js'
import {
  centred,
  layoutHeading,
  layoutMark,
  layoutParagraph,
  layoutRule,
  layoutSignature,
  layoutTitle,
} from './layout/layout-words.js'
import { type PaperGrid, paperGrid } from './layout/paper-grid.js'
import { printableBlock } from './layout/printable-block.js'

/** Below this a date or a large amount no longer fits a line. */
const FEWEST_COLUMNS = 24
/** Carries the last line past the cutter. */
const FEED_BEFORE_CUT_LINES = 4

/**
 * @param columns columns of the printer's normal font: 32, 42 or 48. Every line takes at most these, divided by its width.
 * @throws RangeError when `columns` is not a whole number of at least 24.
 */
export function layoutReceipt(document: ReceiptDocument, columns: number): PaperLine[] {
  if (!Number.isInteger(columns) || columns < FEWEST_COLUMNS) {
    throw new RangeError(`a receipt needs at least ${FEWEST_COLUMNS} columns, got ${columns}`)
  }
  const grid = paperGrid(columns, document.language)
  return [
    ...document.blocks.flatMap((block) => layoutBlock(printableBlock(block), grid)),
    { kind: 'feed', lines: FEED_BEFORE_CUT_LINES },
    { kind: 'cut' },
  ]
}

function layoutBlock(block: ReceiptBlock, grid: PaperGrid): PaperLine[] {
  switch (block.kind) {
    case 'logo':
      return [layoutLogo(block)]
    case 'title':
      return layoutTitle(block.text, grid)
    case 'heading':
      return layoutHeading(block.text, grid)
    case 'mark':
      return layoutMark(block, grid)
    case 'fields':
      return layoutFields(block.fields, grid)
    case 'items':
      return layoutItems(block, grid)
    case 'amounts':
      return layoutAmounts(block.amounts, grid)
    case 'rule':
      return [layoutRule(block.weight, grid)]
    case 'paragraph':
      return layoutParagraph(block.text, block.align ?? 'left', grid)
    case 'signature':
      return layoutSignature(block, grid)
    case 'qr':
      return [...centred(block.caption, grid), QUIET, { kind: 'qr', data: block.data }, QUIET]
  }
}

/** Readers need four modules of white around a code (ISO/IEC 18004, 6.3.8); a line is a little more. */
const QUIET: PaperLine = { kind: 'feed', lines: 1 }

/** It heads every receipt of the shop, so a printer that can keeps it. */
function layoutLogo({ widthDots, heightDots, bits }: ShopLogo): PaperLine {
  return { kind: 'image', widthDots, heightDots, bits, recurring: true }
}

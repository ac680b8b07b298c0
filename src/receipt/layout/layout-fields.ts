/**
 * Labelled values: one column of labels, one of values, and a hanging indent where a value needs more lines. Values are
 * read aloud and typed off, so a number in one is never broken to save a line.
 */
import type { PaperLine } from '../../domain/paper-line.js'
import type { ReceiptField } from '../../domain/receipt-document.js'
import { type PaperGrid, padEnd } from './paper-grid.js'
import { wrapsWhole, wrapText } from './wrap-text.js'

const GAP_COLUMNS = 1
const INDENT_COLUMNS = 2
/** A longer label does not push everybody's values to the right; its own goes below it instead. */
const WIDEST_LABEL_SHARE = 0.5

export function layoutFields(fields: readonly ReceiptField[], grid: PaperGrid): PaperLine[] {
  const widest = Math.floor(grid.columns * WIDEST_LABEL_SHARE) - GAP_COLUMNS
  const labelColumns = Math.max(
    0,
    ...fields.map(({ label }) => grid.measure(label)).filter((columns) => columns <= widest),
  )
  return fields
    .flatMap((field) => fieldLines(field, labelColumns, grid))
    .map((text): PaperLine => ({ kind: 'text', text }))
}

function fieldLines({ label, value }: ReceiptField, labelColumns: number, grid: PaperGrid): string[] {
  const { columns, measure } = grid
  const indent = labelColumns + GAP_COLUMNS
  if (measure(label) <= labelColumns && wrapsWhole(value, columns - indent, measure)) {
    return wrapText(value, columns - indent, measure).map(
      (line, index) => `${padEnd(index === 0 ? label : '', indent, grid)}${line}`,
    )
  }
  if (measure(label) + GAP_COLUMNS + measure(value) <= columns) return [`${label}${' '.repeat(GAP_COLUMNS)}${value}`]
  return [
    ...wrapText(label, columns, measure),
    ...wrapText(value, columns - INDENT_COLUMNS, measure).map((line) => `${' '.repeat(INDENT_COLUMNS)}${line}`),
  ]
}

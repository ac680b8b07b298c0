/**
 * Labelled amounts: labels to the left, amounts to the right edge, the total large enough to find at a glance. An amount
 * is never broken; where there is no room beside its label it moves down.
 */
import type { PaperLine } from '../../domain/paper-line.js'
import type { ReceiptAmount } from '../../domain/receipt-document.js'
import { justified, type PaperGrid, padStart } from './paper-grid.js'
import { wrapText } from './wrap-text.js'

/** @param indentColumns columns the labels stand in from the left. */
export function layoutAmounts(amounts: readonly ReceiptAmount[], grid: PaperGrid, indentColumns = 0): PaperLine[] {
  return amounts.flatMap((amount) => {
    if (amount.emphasis === 'total') return totalLines(amount, grid)
    const bold = amount.emphasis === 'strong' ? { bold: true } : {}
    return amountTexts(amount, grid, indentColumns).map((text): PaperLine => ({ kind: 'text', text, ...bold }))
  })
}

function totalLines(total: ReceiptAmount, grid: PaperGrid): PaperLine[] {
  const wide = justified(total.label, total.amount, Math.floor(grid.columns / 2), grid)
  if (wide) return [{ kind: 'text', text: wide, bold: true, width: 2, height: 2 }]
  return amountTexts(total, grid, 0).map((text) => ({ kind: 'text', text, bold: true, height: 2 }))
}

/** An amount that does not fit behind its label goes to the right edge of the next line, whole. */
function amountTexts({ label, amount }: ReceiptAmount, grid: PaperGrid, indentColumns: number): string[] {
  const indent = ' '.repeat(indentColumns)
  const oneLine = justified(`${indent}${label}`, amount, grid.columns, grid)
  if (oneLine) return [oneLine]
  const labelLines = wrapText(label, grid.columns - indentColumns, grid.measure)
  return [...labelLines.map((line) => `${indent}${line}`), padStart(amount, grid.columns, grid)]
}

/**
 * The sold items as a table whose figure columns are as wide as their widest figure. A name that does not fit gets lines
 * of its own; where the figures leave no room for names at all, every item is stacked.
 */
import type { PaperLine } from '../../domain/paper-line.js'
import type { ReceiptAmount, ReceiptBlock, ReceiptItem } from '../../domain/receipt-document.js'
import { layoutAmounts } from './layout-amounts.js'
import { type PaperGrid, padEnd, padStart } from './paper-grid.js'
import { wrapText } from './wrap-text.js'

type ItemsBlock = Extract<ReceiptBlock, { kind: 'items' }>

interface Table {
  readonly grid: PaperGrid
  readonly nameColumns: number
  readonly gap: string
  readonly unitPriceColumns: number
  readonly quantityColumns: number
  readonly amountColumns: number
}

interface Cells {
  readonly name: string
  readonly unitPrice: string
  readonly quantity: string
  readonly amount: string
}

const SHORTEST_NAME_COLUMNS = 9
/** From here on there is room for wider gaps between the figures. */
const ROOMY_NAME_COLUMNS = 16
/** Of what belongs to the name above. */
const INDENT_COLUMNS = 2

export function layoutItems({ headings, items }: ItemsBlock, grid: PaperGrid): PaperLine[] {
  const table = measureTable([headings, ...items], grid)
  if (table.nameColumns < SHORTEST_NAME_COLUMNS) return items.flatMap((item) => stackedLines(item, grid))
  const rule = '-'.repeat(grid.columns)
  return [
    ...[row(headings, table), rule].map(textLine),
    ...items.flatMap((item) => [
      ...tableTexts(item, table).map(textLine),
      ...layoutAmounts(item.adjustments, grid, INDENT_COLUMNS),
    ]),
  ]
}

function measureTable(rows: readonly Cells[], grid: PaperGrid): Table {
  const widest = (cell: (row: Cells) => string) => Math.max(...rows.map((row) => grid.measure(cell(row))))
  const unitPriceColumns = widest((row) => row.unitPrice)
  const quantityColumns = widest((row) => row.quantity)
  const amountColumns = widest((row) => row.amount)
  const besidesFigures = grid.columns - unitPriceColumns - quantityColumns - amountColumns
  const gap = besidesFigures - 6 >= ROOMY_NAME_COLUMNS ? '  ' : ' '
  const nameColumns = besidesFigures - 3 * gap.length
  return { grid, nameColumns, gap, unitPriceColumns, quantityColumns, amountColumns }
}

function tableTexts(item: ReceiptItem, table: Table): string[] {
  const { grid, nameColumns } = table
  const name = markedName(item)
  if (grid.measure(name) <= nameColumns) return [row({ ...item, name }, table)]
  return [...wrapText(name, grid.columns, grid.measure), row({ ...item, name: '' }, table)]
}

function row(cells: Cells, table: Table): string {
  const { grid, nameColumns, gap, unitPriceColumns, quantityColumns, amountColumns } = table
  return [
    padEnd(cells.name, nameColumns, grid),
    padStart(cells.unitPrice, unitPriceColumns, grid),
    padStart(cells.quantity, quantityColumns, grid),
    padStart(cells.amount, amountColumns, grid),
  ].join(gap)
}

/** Name, then quantity x price and the amount at the right edge. The x is a letter: a true × is two columns in CP949. */
function stackedLines(item: ReceiptItem, grid: PaperGrid): PaperLine[] {
  const figures: ReceiptAmount = { label: `${item.quantity} x ${item.unitPrice}`, amount: item.amount }
  return [
    ...wrapText(markedName(item), grid.columns, grid.measure).map(textLine),
    ...layoutAmounts([figures, ...item.adjustments], grid, INDENT_COLUMNS),
  ]
}

function markedName({ name, marker }: ReceiptItem): string {
  return marker === undefined ? name : `${marker}${name}`
}

function textLine(text: string): PaperLine {
  return { kind: 'text', text }
}

/**
 * What was sold and what it came to. Amounts are taken from the priced sale as they are; the only sums made here undo a
 * discount, so that a column on paper adds up from top to bottom.
 */
import { add, formatAmount, isPositive, negate, sum } from '../../domain/money.js'
import type { ReceiptAmount, ReceiptBlock, ReceiptItem } from '../../domain/receipt-document.js'
import type { PricedLine, PricedSale } from '../../domain/sale.js'
import { formatQuantity, formatRate, withCurrency } from '../format/format-money.js'
import type { ReceiptTexts } from '../texts.js'

const TAX_FREE_MARKER = '*'

export function composeItems(sale: PricedSale, texts: ReceiptTexts): ReceiptBlock[] {
  const blocks: ReceiptBlock[] = [
    { kind: 'items', headings: texts.items, items: sale.lines.map((line) => composeItem(line, texts)) },
  ]
  if (sale.lines.some((line) => line.taxFree)) {
    blocks.push({ kind: 'paragraph', text: texts.taxFreeLegend(TAX_FREE_MARKER) })
  }
  return blocks
}

function composeItem(line: PricedLine, texts: ReceiptTexts): ReceiptItem {
  return {
    name: line.name,
    ...(line.taxFree ? { marker: TAX_FREE_MARKER } : {}),
    unitPrice: formatAmount(line.unitPrice),
    quantity: formatQuantity(line.quantityThousandths),
    amount: formatAmount(add(line.amount, line.discount)),
    adjustments: isPositive(line.discount)
      ? [{ label: texts.lineDiscount, amount: formatAmount(negate(line.discount)) }]
      : [],
  }
}

/** From the sum of the lines to the total, then the total taken apart. */
export function composeTotals(sale: PricedSale, texts: ReceiptTexts): ReceiptBlock[] {
  const words = texts.amounts
  const blocks: ReceiptBlock[] = []
  if (isPositive(sale.discount) || isPositive(sale.split.serviceCharge)) {
    const amounts: ReceiptAmount[] = [
      {
        label: words.subtotal,
        amount: formatAmount(
          sum(
            sale.lines.map((line) => line.amount),
            sale.currency,
          ),
        ),
      },
    ]
    if (isPositive(sale.discount)) {
      amounts.push({ label: words.discount, amount: formatAmount(negate(sale.discount)) })
    }
    blocks.push({ kind: 'amounts', amounts }, { kind: 'rule', weight: 'light' })
  }
  const total: ReceiptAmount = {
    label: words.total,
    amount: withCurrency(sale.split.total, texts.currency),
    emphasis: 'total',
  }
  blocks.push({ kind: 'amounts', amounts: [...composeParts(sale, texts), total] })
  return blocks
}

/** The parts that are there. A lone supply value without VAT is the total itself and is not said twice. */
function composeParts({ split, vatRateBasisPoints }: PricedSale, texts: ReceiptTexts): ReceiptAmount[] {
  const words = texts.amounts
  const parts = [
    { label: words.supply, part: split.supply },
    { label: `${words.vat} ${formatRate(vatRateBasisPoints)}`, part: split.vat },
    { label: words.taxFree, part: split.taxFree },
    { label: words.serviceCharge, part: split.serviceCharge },
  ].filter(({ part }) => isPositive(part))
  if (parts.length === 1 && isPositive(split.supply)) return []
  return parts.map(({ label, part }) => ({ label, amount: formatAmount(part) }))
}

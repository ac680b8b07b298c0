/**
 * What comes back and what it comes to: goods, the total, and in an exchange what of it pays for the new goods. All of it
 * is negative, as seen from the sale it undoes, so that sale and slip add up to what the customer really spent.
 */
import type { AmendmentRecord, ReturnedLine } from '../../domain/amendment-record.js'
import { formatAmount, isPositive, type Money, negate, sum } from '../../domain/money.js'
import type { ReceiptAmount, ReceiptBlock, ReceiptItem } from '../../domain/receipt-document.js'
import type { CreditTender } from '../../domain/sale-record.js'
import { formatQuantity, formatRate, withCurrency } from '../format/format-money.js'
import type { SlipTexts } from '../texts/amendment.js'

const TAX_FREE_MARKER = '*'

/** The goods taken back; nothing where money alone goes back. */
export function amendmentGoods(record: AmendmentRecord, texts: SlipTexts): ReceiptBlock[] {
  const { lines, sale } = record
  if (lines.length === 0) return []
  const words = texts.amendment.goods
  const blocks: ReceiptBlock[] = [
    { kind: 'heading', text: words.heading },
    { kind: 'items', headings: texts.items, items: lines.map((line) => returnedItem(line, record)) },
  ]
  if (lines.some(({ taxFree }) => taxFree)) {
    blocks.push({ kind: 'paragraph', text: texts.taxFreeLegend(TAX_FREE_MARKER) })
  }
  const discounts = [sale.sale.discount, ...lines.map(({ line }) => sale.sale.lines[line]?.discount)]
  if (discounts.some((discount) => discount && isPositive(discount))) {
    blocks.push({ kind: 'paragraph', text: words.afterDiscounts })
  }
  return blocks
}

function returnedItem(returned: ReturnedLine, { amendmentId, sale }: AmendmentRecord): ReceiptItem {
  const sold = sale.sale.lines[returned.line]
  if (!sold) throw new Error(`${amendmentId} takes back line ${returned.line}, which its sale does not have`)
  return {
    name: returned.name,
    ...(returned.taxFree ? { marker: TAX_FREE_MARKER } : {}),
    unitPrice: formatAmount(sold.unitPrice),
    quantity: `-${formatQuantity(returned.quantityThousandths)}`,
    amount: formatAmount(negate(returned.amount)),
    adjustments: [],
  }
}

/** What everything given back comes to; of an exchange, how it is used. Nothing where no money is involved. */
export function amendmentTotals(record: AmendmentRecord, texts: SlipTexts): ReceiptBlock[] {
  const { kind } = record
  if (kind === 'correction' || kind === 'refusal') return []
  if (kind === 'exchange') return exchangeTotals(record, texts)
  const total: ReceiptAmount = {
    label: texts.amendment.totals[kind],
    amount: negative(record.total, texts),
    emphasis: 'total',
  }
  return [{ kind: 'amounts', amounts: [...wholeSaleParts(record, texts), total] }]
}

/** Only where the whole sale goes back is it known here how the total is taken apart: as the sale was. */
function wholeSaleParts({ total, sale }: AmendmentRecord, texts: SlipTexts): ReceiptAmount[] {
  const { split, vatRateBasisPoints } = sale.sale
  if (total.amountMinor !== split.total.amountMinor) return []
  const words = texts.amounts
  const parts = [
    { label: words.supply, part: split.supply },
    { label: `${words.vat} ${formatRate(vatRateBasisPoints)}`, part: split.vat },
    { label: words.taxFree, part: split.taxFree },
    { label: words.serviceCharge, part: split.serviceCharge },
  ].filter(({ part }) => isPositive(part))
  if (parts.length === 1 && isPositive(split.supply)) return []
  return parts.map(({ label, part }) => ({ label, amount: formatAmount(negate(part)) }))
}

/** A column that adds up: what came back, less what pays for the new goods, is what the customer gets. */
function exchangeTotals({ total, exchange, payouts }: AmendmentRecord, texts: SlipTexts): ReceiptBlock[] {
  const words = texts.amendment.exchange
  const returned = { label: words.returned, amount: negative(total, texts) }
  if (!exchange) {
    return [
      { kind: 'amounts', amounts: [{ ...returned, emphasis: 'total' }] },
      { kind: 'paragraph', text: words.pending },
    ]
  }
  const { credits } = exchange
  const label = ({ origin }: CreditTender) => (credits.length > 1 ? words.creditOf[origin] : words.credit)
  const difference = sum(
    payouts.map(({ amount }) => amount),
    total.currency,
  )
  return [
    { kind: 'fields', fields: [{ label: words.sale, value: exchange.saleId }] },
    {
      kind: 'amounts',
      amounts: [
        returned,
        ...credits.map((credit) => ({ label: label(credit), amount: withCurrency(credit.amount, texts.currency) })),
        { label: words.difference, amount: negative(difference, texts), emphasis: 'total' },
      ],
    },
  ]
}

function negative(amount: Money, texts: SlipTexts): string {
  return withCurrency(negate(amount), texts.currency)
}

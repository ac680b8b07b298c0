/**
 * A sale as the lines of an invoice: every discount in its line, every line with its own VAT, and both adding up to the sale's
 * own split to the last unit. Nobody computes VAT again; it is only shared out.
 */
import { apportion } from '../../domain/amount-split.js'
import { money } from '../../domain/money.js'
import type { PricedSale } from '../../domain/sale.js'
import type { InvoiceLine } from '../../ports/invoice-service.js'

/** Lines that came to nothing are left out: an invoice has no line of zero. */
export function invoiceLines(sale: PricedSale, serviceChargeName: string): readonly InvoiceLine[] {
  const { currency, split, lines, vatRateBasisPoints } = sale
  const taxed = split.supply.amountMinor + split.vat.amountMinor
  const amounts = [
    ...shares(taxed, lines, (line) => !line.taxFree),
    ...shares(split.taxFree.amountMinor, lines, (line) => line.taxFree),
  ]
  const vats = apportion(
    split.vat.amountMinor,
    amounts.map(({ line, amountMinor }) => (line.taxFree ? 0 : amountMinor)),
  )
  const goods = amounts.map(({ line, amountMinor }, index) => ({
    name: line.name,
    quantityThousandths: line.quantityThousandths,
    amount: money(amountMinor, currency),
    vat: money(vats[index] ?? 0, currency),
    vatRateBasisPoints: line.taxFree ? 0 : vatRateBasisPoints,
  }))
  const charge = {
    name: serviceChargeName,
    quantityThousandths: 1000,
    amount: split.serviceCharge,
    vat: money(0, currency),
    vatRateBasisPoints: 0,
  }
  return [...goods, charge].filter(({ amount }) => amount.amountMinor > 0)
}

type Line = PricedSale['lines'][number]

/** What is left of each line of one kind after the sale's own discount. */
function shares(total: number, lines: readonly Line[], isOfKind: (line: Line) => boolean) {
  const ofKind = lines.filter(isOfKind)
  const parts = apportion(
    total,
    ofKind.map(({ amount }) => amount.amountMinor),
  )
  return ofKind.map((line, index) => ({ line, amountMinor: parts[index] ?? 0 }))
}

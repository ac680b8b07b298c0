/**
 * What is sold and what it costs. A draft is what a person or a file gave; pricing checks it and computes every amount
 * once, so nothing downstream multiplies or rounds again.
 */
import { type AmountSplit, apportion, splitAmounts } from './amount-split.js'
import { type Currency, type Money, money, subtract, sum, zero } from './money.js'
import { type Parsed, parsed } from './parsed.js'
import type { InputProblem, InputRule } from './validation/input-problem.js'

export interface SaleLineDraft {
  readonly name: string
  /** Thousandths of a unit: 1 piece is 1000, 0.35 kg is 350. */
  readonly quantityThousandths: number
  /** Price of one unit, VAT included. */
  readonly unitPrice: Money
  /** Sold free of VAT (면세). */
  readonly taxFree?: boolean
  /** Taken off this line. */
  readonly discount?: Money
}

export interface SaleDraft {
  readonly currency: Currency
  readonly lines: readonly SaleLineDraft[]
  /** Taken off the whole sale, shared over the lines in proportion. */
  readonly discount?: Money
  /** Added on top, outside the VAT base (봉사료). */
  readonly serviceCharge?: Money
  /** VAT contained in the taxable prices: 1000 = 10 %. */
  readonly vatRateBasisPoints: number
}

export interface PricedLine {
  readonly name: string
  readonly quantityThousandths: number
  readonly unitPrice: Money
  readonly taxFree: boolean
  readonly discount: Money
  /** Quantity × unit price − discount. */
  readonly amount: Money
}

export interface PricedSale {
  readonly currency: Currency
  readonly lines: readonly PricedLine[]
  /** The sale's own discount; line discounts are already in the lines. */
  readonly discount: Money
  readonly vatRateBasisPoints: number
  readonly split: AmountSplit
}

/** The largest total the tax gateways and DE4 both take. */
const LARGEST_TOTAL_MINOR = 999_999_999
const LONGEST_NAME = 60
const CONTROL_CHARACTERS = /\p{Cc}/u

/** Checks a draft and prices it; `problem` says which field to mend. */
export function priceSale(draft: SaleDraft): Parsed<PricedSale, InputProblem> {
  const wrong = firstProblem(draft)
  if (wrong) return { ok: false, problem: wrong }
  const { currency } = draft
  const lines = draft.lines.map((line) => priceLine(line, currency))
  const discount = draft.discount ?? zero(currency)
  const taxable = sum(
    lines.filter((line) => !line.taxFree).map((line) => line.amount),
    currency,
  )
  const taxFree = sum(
    lines.filter((line) => line.taxFree).map((line) => line.amount),
    currency,
  )
  if (discount.amountMinor > taxable.amountMinor + taxFree.amountMinor) {
    return { ok: false, problem: { field: 'discount', rule: 'moreThan', most: sum([taxable, taxFree], currency) } }
  }
  const [offTaxable = 0, offTaxFree = 0] = apportion(discount.amountMinor, [taxable.amountMinor, taxFree.amountMinor])
  const split = splitAmounts(
    subtract(taxable, money(offTaxable, currency)),
    subtract(taxFree, money(offTaxFree, currency)),
    draft.serviceCharge ?? zero(currency),
    draft.vatRateBasisPoints,
  )
  if (split.total.amountMinor <= 0) return { ok: false, problem: { field: 'lines', rule: 'notPositive' } }
  if (split.total.amountMinor > LARGEST_TOTAL_MINOR) {
    return { ok: false, problem: { field: 'lines', rule: 'tooLarge' } }
  }
  return parsed({ currency, lines, discount, vatRateBasisPoints: draft.vatRateBasisPoints, split })
}

/** Short text for tax documents: the first item, and how many more there are. */
export function itemSummary(sale: PricedSale): { readonly first: string; readonly more: number } {
  return { first: sale.lines[0]?.name ?? '', more: sale.lines.length - 1 }
}

function priceLine(line: SaleLineDraft, currency: Currency): PricedLine {
  const discount = line.discount ?? zero(currency)
  const gross = money(grossMinor(line), currency)
  return {
    name: line.name.normalize('NFC'),
    quantityThousandths: line.quantityThousandths,
    unitPrice: line.unitPrice,
    taxFree: line.taxFree ?? false,
    discount,
    amount: subtract(gross, discount),
  }
}

/** Quantity × unit price, rounded half up to a minor unit. */
function grossMinor(line: SaleLineDraft): number {
  return Number((BigInt(line.unitPrice.amountMinor) * BigInt(line.quantityThousandths) + 500n) / 1000n)
}

function firstProblem(draft: SaleDraft): InputProblem | undefined {
  if (draft.lines.length === 0) return { field: 'lines', rule: 'missing' }
  for (const [index, line] of draft.lines.entries()) {
    const wrong = lineProblem(line, draft.currency)
    if (wrong) return { ...wrong, field: `lines[${index}].${wrong.field}` }
  }
  for (const field of ['discount', 'serviceCharge'] as const) {
    const amount = draft[field]
    const wrong = amount && amountRule(amount, draft.currency)
    if (wrong) return { field, ...wrong }
  }
  if (
    !Number.isInteger(draft.vatRateBasisPoints) ||
    draft.vatRateBasisPoints < 0 ||
    draft.vatRateBasisPoints > 10_000
  ) {
    return { field: 'vatRateBasisPoints', rule: 'notWhole', least: 0, most: 10_000 }
  }
  return undefined
}

function lineProblem(line: SaleLineDraft, currency: Currency): InputProblem | undefined {
  const wrongName = nameRule(line.name)
  if (wrongName) return { field: 'name', ...wrongName }
  if (!Number.isInteger(line.quantityThousandths) || line.quantityThousandths <= 0) {
    return { field: 'quantity', rule: 'notQuantity' }
  }
  const wrongPrice = amountRule(line.unitPrice, currency)
  if (wrongPrice) return { field: 'unitPrice', ...wrongPrice }
  const wrongDiscount = line.discount && amountRule(line.discount, currency)
  if (wrongDiscount) return { field: 'discount', ...wrongDiscount }
  if (line.discount && line.discount.amountMinor > grossMinor(line)) {
    return { field: 'discount', rule: 'moreThan', most: money(grossMinor(line), currency) }
  }
  return undefined
}

function nameRule(name: string): InputRule | undefined {
  if (name.trim() === '') return { rule: 'empty' }
  if (name.length > LONGEST_NAME) return { rule: 'tooLong', most: LONGEST_NAME }
  return CONTROL_CHARACTERS.test(name) ? { rule: 'unprintable' } : undefined
}

function amountRule(amount: Money, currency: Currency): InputRule | undefined {
  if (amount.currency !== currency) return { rule: 'notAmount', currency }
  return amount.amountMinor < 0 ? { rule: 'negative' } : undefined
}

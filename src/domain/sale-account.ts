/**
 * What of a sale is still the shop's to give back: by line, by tender and in all, after everything that amended it. Every
 * amendment that was not called off counts from the moment it is opened, so that no two can give the same money back.
 */
import type { AmendmentRecord } from './amendment-record.js'
import { apportion } from './amount-split.js'
import { type Money, money, subtract, sum } from './money.js'
import type { PricedLine, PricedSale } from './sale.js'
import type { CardTender, SaleRecord, Tender } from './sale-record.js'

export interface LineAccount {
  readonly index: number
  readonly line: PricedLine
  /** What the customer paid for all of it, the sale's discount taken off. */
  readonly paid: Money
  readonly remainingThousandths: number
  readonly remaining: Money
}

export interface TenderAccount {
  readonly index: number
  readonly tender: Tender
  readonly remaining: Money
  /** The card purchase behind it, its own or, of credit from an exchange, an earlier one's. */
  readonly card?: CardTender
  /** No card company reports it, so a cash receipt stands for it. */
  readonly receipted: boolean
  /** Nothing of it was ever given back. */
  readonly whole: boolean
}

export interface SaleAccount {
  readonly record: SaleRecord
  readonly lines: readonly LineAccount[]
  readonly tenders: readonly TenderAccount[]
  /** The sum of what remains of the tenders. */
  readonly refundable: Money
}

/** @param amendments of this sale, in any order. */
export function saleAccount(record: SaleRecord, amendments: readonly AmendmentRecord[]): SaleAccount {
  const counted = amendments.filter(({ state }) => state !== 'calledOff')
  const tenders = record.tenders.map((tender, index) => tenderAccount(tender, index, counted))
  const { currency } = record.sale
  return {
    record,
    lines: paidByLine(record.sale).map((paid, index) => lineAccount(record.sale, paid, index, counted)),
    tenders,
    refundable: sum(
      tenders.map(({ remaining }) => remaining),
      currency,
    ),
  }
}

/** What so much of a line, counted from its first unit, costs: rounded once, so that parts always add up to the whole. */
export function paidUpTo(paid: Money, line: PricedLine, thousandths: number): Money {
  const exact = BigInt(paid.amountMinor) * BigInt(thousandths) * 2n + BigInt(line.quantityThousandths)
  return money(Number(exact / (BigInt(line.quantityThousandths) * 2n)), paid.currency)
}

/** A discount of the whole sale lies on its lines in proportion, the taxed and the tax-free ones each for themselves. */
function paidByLine({ lines, discount, currency, split }: PricedSale): readonly Money[] {
  const off = (taxFree: boolean, net: number) => {
    const chosen = lines.map((line) => (line.taxFree === taxFree ? line.amount.amountMinor : 0))
    const gross = chosen.reduce((total, amount) => total + amount, 0)
    return apportion(gross - net, chosen)
  }
  if (discount.amountMinor === 0) return lines.map(({ amount }) => amount)
  const offTaxed = off(false, split.supply.amountMinor + split.vat.amountMinor)
  const offFree = off(true, split.taxFree.amountMinor)
  return lines.map(({ amount, taxFree }, index) =>
    subtract(amount, money((taxFree ? offFree[index] : offTaxed[index]) ?? 0, currency)),
  )
}

function lineAccount(
  sale: PricedSale,
  paid: Money,
  index: number,
  amendments: readonly AmendmentRecord[],
): LineAccount {
  const line = sale.lines[index]
  if (!line) throw new RangeError(`the sale has no line ${index}`)
  const returned = amendments
    .flatMap(({ lines }) => lines)
    .filter((each) => each.line === index)
    .reduce((total, each) => total + each.quantityThousandths, 0)
  return {
    index,
    line,
    paid,
    remainingThousandths: line.quantityThousandths - returned,
    remaining: subtract(paid, paidUpTo(paid, line, returned)),
  }
}

function tenderAccount(tender: Tender, index: number, amendments: readonly AmendmentRecord[]): TenderAccount {
  const taken = amendments.flatMap(({ payouts, exchange }) => [
    ...payouts.filter((payout) => payout.tender === index),
    ...(exchange?.credits ?? []).filter((credit) => credit.tender === index),
  ])
  const card = cardOf(tender)
  return {
    index,
    tender,
    remaining: subtract(
      tender.amount,
      sum(
        taken.map(({ amount }) => amount),
        tender.amount.currency,
      ),
    ),
    ...(card && { card }),
    receipted: tender.kind === 'credit' ? tender.origin !== 'card' : tender.kind !== 'card',
    whole: taken.length === 0,
  }
}

function cardOf(tender: Tender): CardTender | undefined {
  if (tender.kind === 'card') return tender
  return tender.kind === 'credit' ? tender.card : undefined
}

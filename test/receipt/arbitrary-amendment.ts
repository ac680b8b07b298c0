/** Slips nobody thought of: any kind of amendment of any sale, money going back any way, steps done or still due. */
import fc from 'fast-check'
import {
  AMENDMENT_KINDS,
  type AmendmentRecord,
  type PayoutRecord,
  type TaxStepRecord,
} from '../../src/domain/amendment-record.js'
import { type Money, money, sum } from '../../src/domain/money.js'
import type { PricedSale } from '../../src/domain/sale.js'
import type { Tender } from '../../src/domain/sale-record.js'
import { KNOWN_AMENDMENT_REASONS } from '../../src/receipt/amendment-reason.js'
import type { AmendmentInput } from '../../src/receipt/compose-amendment.js'
import { amendment, cardPayout, issuance, revocation, stillDue } from './amendment-samples.js'
import { arbitraryReceipt } from './arbitrary-receipt.js'

const STATES = ['due', 'done', 'settledByPerson'] as const

/** `plain` keeps all data to ASCII, so that whatever else is on the paper are the slip's own words. */
export function arbitraryAmendment(data: 'plain' | 'wild'): fc.Arbitrary<AmendmentInput> {
  return fc
    .record({
      receipt: arbitraryReceipt(data),
      kind: fc.constantFrom(...AMENDMENT_KINDS),
      share: fc.integer({ min: 1, max: 100 }),
      states: fc.infiniteStream(fc.constantFrom(...STATES)),
      cardsByHand: fc.boolean(),
      credits: fc.integer({ min: 0, max: 2 }),
      steps: fc.array(fc.record({ issue: fc.boolean(), due: fc.boolean(), self: fc.boolean() }), { maxLength: 3 }),
      pending: fc.boolean(),
      reason: fc.constantFrom(...KNOWN_AMENDMENT_REASONS),
      approvedBy: fc.boolean(),
      settled: fc.boolean(),
      rungUp: fc.boolean(),
    })
    .map(({ receipt, ...draw }): AmendmentInput => {
      const { record: sold, shop, paper, utcOffsetMinutes } = receipt
      const { kind } = draw
      const moneyGoesBack = kind !== 'correction' && kind !== 'refusal'
      const lines = kind === 'return' || kind === 'exchange' ? returnedOf(sold.sale, draw.share) : []
      const payouts = moneyGoesBack ? payoutsOf(sold.tenders, draw) : []
      const { currency } = sold.sale
      const credits = (kind === 'exchange' && draw.rungUp ? sold.tenders.slice(0, draw.credits) : []).map(
        ({ amount, kind: origin }) =>
          ({
            kind: 'credit',
            tender: 0,
            amount,
            amendmentId: 'T1-R000045',
            origin: origin === 'credit' ? 'cash' : origin,
          }) as const,
      )
      const given = [...payouts, ...credits].map(({ amount }) => amount)
      const taxSteps = kind === 'refusal' ? [] : draw.steps.map((step) => stepOf(step, sold.sale))
      const record: AmendmentRecord = {
        ...amendment(sold.sale, sold.tenders, { kind }),
        ...{ language: sold.language, training: sold.training, operator: sold.operator, reason: draw.reason },
        ...(draw.approvedBy ? { approvedBy: sold.operator } : {}),
        ...{ lines, payouts, taxSteps, total: sum(given, currency) },
        ...(kind === 'exchange' && draw.rungUp ? { exchange: { saleId: 'T1-000051', credits } } : {}),
        taxStatus: draw.pending ? 'pending' : 'none',
      }
      const { settledAt: _settled, ...open } = record
      return { record: draw.settled ? record : { ...open, state: 'open' }, shop, paper, utcOffsetMinutes }
    })
}

function returnedOf({ lines, currency }: PricedSale, share: number): AmendmentRecord['lines'] {
  return lines.map(({ name, quantityThousandths, amount, taxFree }, line) => ({
    ...{ line, name, quantityThousandths, taxFree },
    amount: partOf(amount, share, currency),
  }))
}

function payoutsOf(
  tenders: readonly Tender[],
  draw: { share: number; cardsByHand: boolean; states: fc.Stream<(typeof STATES)[number]> },
): PayoutRecord[] {
  return tenders.map((tender, index) => {
    const amount = partOf(tender.amount, draw.share, tender.amount.currency)
    const state = draw.states.next().value
    if (tender.kind === 'card' && !draw.cardsByHand) {
      const manner = draw.share === 100 ? 'void' : 'refund'
      const payout = cardPayout(tender, index, { amount, state, manner })
      if (state === 'done') return payout
      const { approval: _approval, ...open } = payout
      return open
    }
    return { tender: index, amount, state, by: tender.kind === 'transfer' ? 'transfer' : 'cash' }
  })
}

function stepOf(
  { issue, due, self }: { issue: boolean; due: boolean; self: boolean },
  sale: PricedSale,
): TaxStepRecord {
  const part = money(Math.ceil(sale.split.total.amountMinor / 2), sale.currency)
  const full = issue ? issuance(sale, part) : revocation(sale, part)
  const { identifier: _identifier, ...anonymous } = full
  const step = self ? { ...anonymous, selfIssued: true, use: 'personalDeduction' as const } : full
  return due ? stillDue(step) : step
}

function partOf({ amountMinor }: Money, share: number, currency: Money['currency']): Money {
  return money(Math.ceil((amountMinor * share) / 100), currency)
}

/** Every amount a slip may show: those of the record, and what the payouts of an exchange come to. */
export function amountsOf({ sale, lines, total, payouts, exchange, taxSteps }: AmendmentRecord): Set<number> {
  const { split } = sale.sale
  const parts = [split, ...taxSteps.map(({ amounts }) => amounts)].flatMap(
    ({ supply, vat, taxFree, serviceCharge, total: whole }) => [supply, vat, taxFree, serviceCharge, whole],
  )
  const moved = [...lines, ...payouts, ...(exchange?.credits ?? [])].map(({ amount }) => amount)
  const prices = sale.sale.lines.map(({ unitPrice }) => unitPrice)
  const difference = sum(
    payouts.map(({ amount }) => amount),
    total.currency,
  )
  return new Set([total, difference, ...parts, ...moved, ...prices].map(({ amountMinor }) => amountMinor))
}

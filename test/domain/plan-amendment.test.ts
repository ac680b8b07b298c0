/**
 * What a sale still has to give back. Whatever is taken back of it, in whatever order, the parts add up to the sale, and
 * nothing is ever given back twice.
 */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { AmendmentRecord } from '../../src/domain/amendment-record.js'
import { money, zero } from '../../src/domain/money.js'
import { type AmendmentPlan, type AmendmentRequest, planAmendment } from '../../src/domain/plan-amendment.js'
import { type PricedSale, priceSale } from '../../src/domain/sale.js'
import { saleAccount } from '../../src/domain/sale-account.js'
import type { CardTender, SaleRecord, Tender } from '../../src/domain/sale-record.js'

const AT = Date.UTC(2026, 10, 22, 5)
const won = (amountMinor: number) => money(amountMinor, 'KRW')

function sold(draft: {
  readonly lines: readonly { price: number; thousandths: number; taxFree: boolean }[]
  readonly discountShare: number
  readonly serviceCharge: number
}): PricedSale | undefined {
  const gross = draft.lines.reduce((sum, { price, thousandths }) => sum + Math.round((price * thousandths) / 1000), 0)
  const priced = priceSale({
    currency: 'KRW',
    lines: draft.lines.map(({ price, thousandths, taxFree }, index) => ({
      name: `goods ${index}`,
      quantityThousandths: thousandths,
      unitPrice: won(price),
      taxFree,
    })),
    discount: won(Math.floor(gross * draft.discountShare)),
    serviceCharge: won(draft.serviceCharge),
    vatRateBasisPoints: 1000,
  })
  return priced.ok ? priced.value : undefined
}

const card = (amountMinor: number): CardTender => ({
  ...{ kind: 'card', amount: won(amountMinor), instalmentMonths: 0, stan: '000001', sentAt: AT },
  card: { maskedPan: '536112******1234', entryMode: 'chip', hasChip: true },
  approval: {
    ...{ approvalCode: '000123', rrn: '000000000123', approvedAt: AT, issuerName: 'KB', acquirerName: 'BC' },
    ...{ merchantNumber: '7', terminalNumber: 'T1' },
  },
})

/** Paid by card, transfer and cash, in these shares. */
function tendersOf(total: number, cardShare: number, transferShare: number): Tender[] {
  const byCard = Math.floor(total * cardShare)
  const byTransfer = Math.floor((total - byCard) * transferShare)
  const inCash = total - byCard - byTransfer
  return [
    ...(byCard > 0 ? [card(byCard)] : []),
    ...(byTransfer > 0 ? [{ kind: 'transfer', amount: won(byTransfer) } as const] : []),
    ...(inCash > 0 ? [{ kind: 'cash', amount: won(inCash), received: won(inCash), change: won(0) } as const] : []),
  ]
}

function recordOf(sale: PricedSale, tenders: readonly Tender[]): SaleRecord {
  return {
    ...{ saleId: 'T1-000001', terminalId: 'T1', operator: 'kim', language: 'ko', openedAt: AT, paidAt: AT },
    ...{ sale, tenders, tax: { status: 'none' }, training: false },
  }
}

function amendmentOf(
  plan: AmendmentPlan,
  kind: AmendmentRecord['kind'],
  index: number,
  sale: PricedSale,
): AmendmentRecord {
  const amendmentId = `T1-000001/R${index}`
  return {
    ...{ amendmentId, saleId: 'T1-000001', kind, terminalId: 'T1', operator: 'kim', reason: '', language: 'ko' },
    ...{ training: false, openedAt: AT, taxSteps: [], taxStatus: 'none', state: 'settled' },
    sale: { sale, tenders: [], paidAt: AT },
    lines: plan.lines,
    total: plan.total,
    payouts: plan.payouts.map(({ tender, amount, by }) => ({ tender, amount, by, state: 'done' })),
    exchange: {
      saleId: 'T1-000002',
      credits: plan.credits.map((credit) => ({ kind: 'credit', amendmentId, ...credit })),
    },
  }
}

const arbitrarySale = fc
  .record({
    lines: fc.array(
      fc.record({
        price: fc.integer({ min: 1, max: 90_000 }),
        thousandths: fc.oneof(
          fc.integer({ min: 1, max: 5 }).map((count) => count * 1000),
          fc.integer({ min: 1, max: 4_000 }),
        ),
        taxFree: fc.boolean(),
      }),
      { minLength: 1, maxLength: 5 },
    ),
    discountShare: fc.constantFrom(0, 0, 0.1, 0.37),
    serviceCharge: fc.constantFrom(0, 0, 1_000),
  })
  .map(sold)
  .filter((sale) => sale !== undefined)

const arbitraryRequest = fc.oneof(
  fc.record({ kind: fc.constant('refund' as const), share: fc.double({ min: 0, max: 1.2, noNaN: true }) }),
  fc.record({
    kind: fc.constantFrom('return' as const, 'exchange' as const),
    line: fc.nat(5),
    share: fc.double({ min: 0, max: 1.2, noNaN: true }),
    given: fc.integer({ min: 1, max: 100_000 }),
  }),
  fc.record({ kind: fc.constant('void' as const), share: fc.constant(1) }),
)

describe('what is given back of a sale', () => {
  it('adds up, whatever is taken back in whatever order, and never exceeds what was paid', () => {
    fc.assert(
      fc.property(
        arbitrarySale,
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.array(arbitraryRequest, { minLength: 1, maxLength: 8 }),
        (sale, cardShare, transferShare, requests) => {
          const record = recordOf(sale, tendersOf(sale.split.total.amountMinor, cardShare, transferShare))
          const amendments: AmendmentRecord[] = []
          for (const [index, request] of requests.entries()) {
            const before = saleAccount(record, amendments)
            const plan = planAmendment(before, requestOf(request, before.refundable.amountMinor, sale), () => true)
            if (!plan.ok) continue
            checkPlan(plan.value, before)
            amendments.push(amendmentOf(plan.value, request.kind, index, sale))
            const after = saleAccount(record, amendments)
            expect(after.refundable.amountMinor).toBe(before.refundable.amountMinor - plan.value.total.amountMinor)
            expect(after.tenders.every(({ remaining }) => remaining.amountMinor >= 0)).toBe(true)
            expect(after.lines.every(({ remainingThousandths }) => remainingThousandths >= 0)).toBe(true)
          }
          // Whatever is still left can be given back in one go, and then nothing is left.
          const left = saleAccount(record, amendments)
          const rest = planAmendment(left, { kind: 'refund' }, () => true)
          expect(rest.ok).toBe(left.refundable.amountMinor > 0)
          if (rest.ok) expect(rest.value.total).toEqual(left.refundable)
        },
      ),
      { numRuns: 300 },
    )
  })

  it('says what is wrong and what is left', () => {
    const sale = sold({
      lines: [{ price: 10_000, thousandths: 2_000, taxFree: false }],
      discountShare: 0,
      serviceCharge: 0,
    })
    if (!sale) throw new Error('unpriced')
    const account = saleAccount(recordOf(sale, [card(20_000)]), [])
    const plan = (request: AmendmentRequest, open = true) => planAmendment(account, request, () => open)
    expect(plan({ kind: 'refund', amount: won(20_001) })).toEqual({
      ok: false,
      problem: { problem: 'moreThanLeft', left: won(20_000) },
    })
    expect(plan({ kind: 'refund', amount: won(0) })).toEqual({ ok: false, problem: { problem: 'amountNotPositive' } })
    expect(plan({ kind: 'refund', amount: money(100, 'USD') })).toEqual({
      ok: false,
      problem: { problem: 'wrongCurrency' },
    })
    expect(plan({ kind: 'return', lines: [{ line: 1, quantityThousandths: 1000 }] })).toEqual({
      ok: false,
      problem: { problem: 'noSuchLine', line: 1, lines: 1 },
    })
    expect(plan({ kind: 'return', lines: [{ line: 0, quantityThousandths: 2001 }] })).toEqual({
      ok: false,
      problem: { problem: 'quantityNotLeft', line: 0, leftThousandths: 2000 },
    })
    expect(plan({ kind: 'void' }, false)).toEqual({ ok: false, problem: { problem: 'alreadySettled' } })
    const cash = saleAccount(recordOf(sale, tendersOf(20_000, 0, 0)), [])
    expect(planAmendment(cash, { kind: 'refund', by: 'card' }, () => true)).toEqual({
      ok: false,
      problem: { problem: 'noCardToPayTo' },
    })
  })

  it('voids a whole purchase of the open batch, and refunds a part or what is settled', () => {
    const sale = sold({
      lines: [{ price: 10_000, thousandths: 2_000, taxFree: false }],
      discountShare: 0,
      serviceCharge: 0,
    })
    if (!sale) throw new Error('unpriced')
    const account = saleAccount(recordOf(sale, [card(20_000)]), [])
    const manner = (request: AmendmentRequest, open: boolean) => {
      const plan = planAmendment(account, request, () => open)
      return plan.ok ? plan.value.payouts.map((payout) => payout.manner) : plan.problem.problem
    }
    expect(manner({ kind: 'void' }, true)).toEqual(['void'])
    expect(manner({ kind: 'refund' }, true)).toEqual(['void'])
    expect(manner({ kind: 'refund' }, false)).toEqual(['refund'])
    expect(manner({ kind: 'refund', amount: won(5_000) }, true)).toEqual(['refund'])
    expect(manner({ kind: 'refund', by: 'cash' }, true)).toEqual([undefined])
  })
})

interface Wish {
  readonly kind: AmendmentRequest['kind']
  readonly share: number
  readonly line?: number
  readonly given?: number
}

function requestOf({ kind, share, line = 0, given = 1 }: Wish, left: number, sale: PricedSale): AmendmentRequest {
  if (kind === 'refund') return { kind, amount: won(Math.ceil(left * share)) }
  if (kind === 'void') return { kind }
  const index = line % sale.lines.length
  const quantityThousandths = Math.ceil((sale.lines[index]?.quantityThousandths ?? 0) * share)
  const lines = [{ line: index, quantityThousandths }]
  if (kind === 'return') return { kind, lines }
  const goods = sold({
    lines: [{ price: given, thousandths: 1_000, taxFree: false }],
    discountShare: 0,
    serviceCharge: 0,
  })
  return goods ? { kind, lines, given: goods } : { kind, lines }
}

function checkPlan(plan: AmendmentPlan, account: ReturnType<typeof saleAccount>): void {
  const sumOf = (parts: readonly { readonly amount: { readonly amountMinor: number } }[]) =>
    parts.reduce((total, { amount }) => total + amount.amountMinor, 0)
  expect(sumOf(plan.payouts) + sumOf(plan.credits)).toBe(plan.total.amountMinor)
  const receipted = [...plan.payouts, ...plan.credits].filter(({ tender }) => account.tenders[tender]?.receipted)
  expect(plan.receipted.amountMinor).toBe(sumOf(receipted))
  expect([...plan.payouts, ...plan.credits].every(({ amount }) => amount.amountMinor > 0)).toBe(true)
  if (plan.split) {
    const { total, supply, vat, taxFree, serviceCharge } = plan.split
    expect(supply.amountMinor + vat.amountMinor + taxFree.amountMinor + serviceCharge.amountMinor).toBe(
      total.amountMinor,
    )
  }
  expect(plan.total.amountMinor).toBeLessThanOrEqual(account.refundable.amountMinor)
  expect(plan.total).not.toEqual(zero('KRW'))
}

/** What a sale owes the tax office: by the rules of the day it was opened, and by the older words of older journals. */
import { describe, expect, it } from 'vitest'
import { KOREAN_RULES } from '../../src/domain/tax-rules/korean-rules.js'
import { KOREAN_POLICY, type PaymentPolicy } from '../../src/flows/payment/payment-policy.js'
import { policyAt } from '../../src/flows/payment/policy-at.js'
import { taxDuty } from '../../src/flows/payment/tax-duty.js'
import { OPENED_AT, walk } from './payment-fixture.js'
import { approved, cardPart, inserted, NO_TAX, payCash, placesOf, sale, taxDeclined, won } from './payment-story.js'

const TODAY = policyAt(KOREAN_POLICY, { sets: KOREAN_RULES, sector: '가구 소매업' }, OPENED_AT)
const mixed = (policy: PaymentPolicy) =>
  walk(sale(150_000, policy), cardPart(100_000), inserted, approved, payCash(50_000))
const dutyOf = ({ snapshot }: ReturnType<typeof walk>) => taxDuty(snapshot.context)

describe('the policy of a day', () => {
  it('is the law’s of that day for the shop’s trade', () => {
    expect(TODAY.tax).toMatchObject({
      compulsorySector: true,
      compulsoryFromMinor: 100_000,
      compulsoryOver: 'sale',
      penaltyPercent: 20,
      issuePeriod: { days: 5, countsFirstDay: true },
    })
    const fishing = { sets: KOREAN_RULES, sector: '낚시장 운영업' }
    const beforeMidnight = policyAt(KOREAN_POLICY, fishing, Date.parse('2025-12-31T23:59:59+09:00'))
    const afterMidnight = policyAt(KOREAN_POLICY, fishing, Date.parse('2026-01-01T00:00:00+09:00'))
    expect([beforeMidnight, afterMidnight].map(({ tax }) => tax.compulsorySector)).toEqual([false, true])
  })

  it('keeps the shop’s own word on its trade where it names none', () => {
    for (const compulsorySector of [true, false]) {
      const policy = { ...KOREAN_POLICY, tax: { ...KOREAN_POLICY.tax, compulsorySector } }
      expect(policyAt(policy, { sets: KOREAN_RULES }, OPENED_AT).tax.compulsorySector).toBe(compulsorySector)
    }
  })

  it('is as it was where nothing is submitted, and on days before the first set', () => {
    expect(policyAt(NO_TAX, { sets: KOREAN_RULES }, OPENED_AT)).toBe(NO_TAX)
    expect(policyAt(KOREAN_POLICY, { sets: KOREAN_RULES }, 0)).toBe(KOREAN_POLICY)
  })
})

describe('a duty', () => {
  it('is known from the moment all is paid', () => {
    const half = walk(sale(120_000, TODAY), payCash(20_000))
    expect(dutyOf(half)).toBeUndefined()
    expect(dutyOf(walk(half, payCash(100_000)))).toEqual({
      amount: won(120_000),
      isCompulsory: true,
      // Opened on 22 November; that day and four more.
      dueAt: Date.parse('2026-11-26T23:59:59.999+09:00'),
      atRisk: won(24_000),
    })
  })

  it('is not compulsory just below the threshold, and costs nothing then', () => {
    const duty = dutyOf(walk(sale(99_999, TODAY), payCash(99_999)))
    expect(duty).toMatchObject({ isCompulsory: false, atRisk: won(0), amount: won(99_999) })
  })

  it('is not lifted by paying a part by card: the sale is measured, the cash is issued', () => {
    expect(dutyOf(mixed(TODAY))).toMatchObject({ amount: won(50_000), isCompulsory: true, atRisk: won(10_000) })
    const declined = walk(mixed(TODAY), taxDeclined)
    expect(placesOf(declined.snapshot)['tax']).toBe('submitting')
    expect(declined.snapshot.context.tax.selfIssued).toBe(true)
  })

  it('of a sale opened before that was told apart is what it was: over its cash, five times 24 hours', () => {
    expect(dutyOf(mixed(KOREAN_POLICY))?.isCompulsory).toBe(false)
    expect(placesOf(walk(mixed(KOREAN_POLICY), taxDeclined).snapshot)['tax']).toBe('noDocument')
    const paid = walk(sale(120_000, KOREAN_POLICY), payCash(120_000))
    expect(dutyOf(paid)?.dueAt).toBe((paid.snapshot.context.paidAt ?? 0) + 5 * 24 * 60 * 60_000)
  })
})

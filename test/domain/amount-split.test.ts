/** The split of a total: whatever is sold, shared or cancelled, the parts sum to the total and none goes below zero. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  type AmountSplit,
  apportion,
  emptySplit,
  includedVat,
  portionOf,
  restOf,
  splitAmounts,
} from '../../src/domain/amount-split.js'
import { type Currency, money, zero } from '../../src/domain/money.js'

// The same examples every time, so that a failure here is a failure everywhere.
fc.configureGlobal({ seed: 20_250_303 })

/** The tax office takes at most 999,999,999 a document. */
const anyShare = fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 50 }), fc.integer({ min: 0, max: 333_333_333 }))
const anyRate = fc.constantFrom(0, 300, 600, 900, 1_000, 1_300, 2_000)

const anySplit = fc
  .tuple(anyShare, anyShare, anyShare, anyRate, fc.constantFrom<Currency>('KRW', 'CNY'))
  .map(([taxable, taxFree, service, rate, currency]) =>
    splitAmounts(money(taxable, currency), money(taxFree, currency), money(service, currency), rate),
  )

const anySplitAndPart = anySplit.chain((whole) =>
  fc
    .integer({ min: 0, max: whole.total.amountMinor })
    .map((minor) => ({ whole, part: money(minor, whole.total.currency) })),
)

const partsOf = ({ supply, vat, taxFree, serviceCharge }: AmountSplit) =>
  [supply, vat, taxFree, serviceCharge].map(({ amountMinor }) => amountMinor)

function expectSound(split: AmountSplit): void {
  const parts = partsOf(split)
  expect(parts.reduce((total, part) => total + part, 0)).toBe(split.total.amountMinor)
  for (const part of parts) expect(part).toBeGreaterThanOrEqual(0)
  // The tax office refuses a document with more tax than supply value.
  expect(split.vat.amountMinor).toBeLessThanOrEqual(split.supply.amountMinor)
}

describe('included VAT', () => {
  it.each([
    [11_000, 1_000, 1_000],
    [10_000, 1_000, 909],
    [1, 1_000, 0],
    [5, 1_000, 0],
    [6, 1_000, 1],
    [0, 1_000, 0],
    [10_000, 0, 0],
    [11_300, 1_300, 1_300],
    [999_999_999, 1_000, 90_909_091],
  ])('of %d at %d basis points is %d', (gross, rate, vat) => {
    expect(includedVat(gross, rate)).toBe(vat)
  })

  it('is rounded half up, and only then', () => {
    // Half a unit exactly: 0.5 of 3 at 20 %, 1.5 of 9 at 20 %.
    expect(includedVat(3, 2_000)).toBe(1)
    expect(includedVat(9, 2_000)).toBe(2)
    fc.assert(
      fc.property(fc.nat(Number.MAX_SAFE_INTEGER), anyRate, (gross, rate) => {
        const exact = BigInt(gross) * BigInt(rate)
        const rounded = BigInt(includedVat(gross, rate)) * BigInt(10_000 + rate)
        const off = 2n * (rounded - exact)
        expect(off > -BigInt(10_000 + rate) && off <= BigInt(10_000 + rate)).toBe(true)
      }),
    )
  })
})

describe('the split of a sale', () => {
  it('sums to its total', () => {
    fc.assert(fc.property(anySplit, expectSound))
  })

  it('takes VAT from the taxable part only, and keeps the others as they are', () => {
    const split = splitAmounts(money(11_000, 'KRW'), money(5_000, 'KRW'), money(700, 'KRW'), 1_000)
    expect(split).toEqual({
      total: money(16_700, 'KRW'),
      supply: money(10_000, 'KRW'),
      vat: money(1_000, 'KRW'),
      taxFree: money(5_000, 'KRW'),
      serviceCharge: money(700, 'KRW'),
    })
  })

  it('of nothing is nothing', () => {
    expect(splitAmounts(zero('CNY'), zero('CNY'), zero('CNY'), 1_300)).toEqual(emptySplit('CNY'))
    expectSound(emptySplit('USD'))
  })

  it('refuses parts in two currencies', () => {
    expect(() => splitAmounts(money(1, 'KRW'), money(1, 'CNY'), zero('KRW'), 1_000)).toThrow(RangeError)
  })
})

describe('a portion of a sale', () => {
  it('and the rest are both sound, and together the whole', () => {
    fc.assert(
      fc.property(anySplitAndPart, ({ whole, part }) => {
        const portion = portionOf(whole, part)
        const rest = restOf(whole, portion)
        expect(portion.total).toEqual(part)
        expectSound(portion)
        expectSound(rest)
        expect(partsOf(portion).map((minor, i) => minor + (partsOf(rest)[i] ?? Number.NaN))).toEqual(partsOf(whole))
      }),
    )
  })

  it('can be taken again and again until nothing is left', () => {
    fc.assert(
      fc.property(
        anySplit,
        fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 8 }),
        (whole, fractions) => {
          const { currency } = whole.total
          let left = whole
          for (const fraction of fractions) {
            const portion = portionOf(left, money(Math.floor(left.total.amountMinor * fraction), currency))
            expectSound(portion)
            left = restOf(left, portion)
            expectSound(left)
          }
          expect(restOf(left, portionOf(left, left.total))).toEqual(emptySplit(currency))
        },
      ),
    )
  })

  it('that is all of it, or none, is the whole or nothing', () => {
    fc.assert(
      fc.property(anySplit, (whole) => {
        expect(portionOf(whole, whole.total)).toEqual(whole)
        expect(portionOf(whole, zero(whole.total.currency))).toEqual(emptySplit(whole.total.currency))
      }),
    )
  })

  it('is in proportion, to within one unit a part', () => {
    fc.assert(
      fc.property(anySplitAndPart, ({ whole, part }) => {
        if (whole.total.amountMinor === 0) return
        const wholes = partsOf(whole)
        partsOf(portionOf(whole, part)).forEach((minor, i) => {
          const off =
            BigInt(minor) * BigInt(whole.total.amountMinor) - BigInt(wholes[i] ?? 0) * BigInt(part.amountMinor)
          expect(off > -BigInt(whole.total.amountMinor) && off < BigInt(whole.total.amountMinor)).toBe(true)
        })
      }),
    )
  })

  it.each([-1, 11_001])('of %d is not within 11,000', (minor) => {
    const whole = splitAmounts(money(11_000, 'KRW'), zero('KRW'), zero('KRW'), 1_000)
    expect(() => portionOf(whole, money(minor, 'KRW'))).toThrow(RangeError)
  })

  it('is refused in another currency', () => {
    const whole = splitAmounts(money(11_000, 'KRW'), zero('KRW'), zero('KRW'), 1_000)
    expect(() => portionOf(whole, money(1_000, 'CNY'))).toThrow(RangeError)
  })
})

describe('apportioning', () => {
  it('gives whole units that sum exactly, none above its weight', () => {
    const anyWeights = fc.array(anyShare, { minLength: 1, maxLength: 12 })
    const weightsAndAmount = anyWeights.chain((weights) =>
      fc.tuple(fc.constant(weights), fc.integer({ min: 0, max: weights.reduce((total, weight) => total + weight, 0) })),
    )
    fc.assert(
      fc.property(weightsAndAmount, ([weights, amount]) => {
        const shares = apportion(amount, weights)
        expect(shares.reduce((total, share) => total + share, 0)).toBe(amount)
        shares.forEach((share, i) => {
          expect(Number.isInteger(share)).toBe(true)
          expect(share).toBeGreaterThanOrEqual(0)
          expect(share).toBeLessThanOrEqual(weights[i] ?? 0)
        })
      }),
    )
  })

  it.each([
    [10, [1, 1, 1], [4, 3, 3]],
    [2, [1, 1, 1], [1, 1, 0]],
    [100, [50, 30, 20], [50, 30, 20]],
    [7, [0, 7, 0], [0, 7, 0]],
    [1, [1, 2, 97], [0, 0, 1]],
    [0, [3, 4], [0, 0]],
    [0, [0, 0], [0, 0]],
    [0, [], []],
  ])('%d over %j is %j', (amount, weights, shares) => {
    expect(apportion(amount, weights)).toEqual(shares)
  })

  it('stays exact where a float would not', () => {
    const large = 2 ** 50
    expect(apportion(large + 1, [large, large])).toEqual([large / 2 + 1, large / 2])
  })

  it('shares a discount larger than one unit a line, as a cancel does', () => {
    expect(apportion(1_000, [3_300, 3_300, 3_400])).toEqual([330, 330, 340])
  })
})

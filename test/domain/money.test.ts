/** Money: whole minor units only, read back exactly as written, and never mixed between currencies. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  add,
  CURRENCIES,
  type Currency,
  formatAmount,
  isPositive,
  money,
  negate,
  parseMoney,
  subtract,
  sum,
  zero,
} from '../../src/domain/money.js'

// The same examples every time, so that a failure here is a failure everywhere.
fc.configureGlobal({ seed: 20_250_303 })

const anyCurrency = fc.constantFrom<Currency>('KRW', 'CNY', 'USD')
const anyMoney = fc.tuple(fc.maxSafeInteger(), anyCurrency).map(([minor, currency]) => money(minor, currency))
/** Small enough that a sum of many stays a safe integer. */
const someMoney = (currency: Currency) => fc.integer({ min: -1e12, max: 1e12 }).map((minor) => money(minor, currency))

describe('money', () => {
  it.each([0.5, 1.1, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53, -(2 ** 53)])('is never %s', (amount) => {
    expect(() => money(amount, 'KRW')).toThrow(RangeError)
  })

  it('has one zero', () => {
    expect(Object.is(money(-0, 'KRW').amountMinor, 0)).toBe(true)
    expect(Object.is(negate(zero('CNY')).amountMinor, 0)).toBe(true)
    expect(isPositive(zero('USD'))).toBe(false)
  })

  it('carries its currency through every sum', () => {
    fc.assert(
      fc.property(
        anyCurrency.chain((currency) => fc.tuple(someMoney(currency), someMoney(currency))),
        ([a, b]) => {
          expect(subtract(add(a, b), b)).toEqual(a)
          expect(add(a, negate(a))).toEqual(zero(a.currency))
          expect(add(a, b)).toEqual(add(b, a))
        },
      ),
    )
  })

  it('sums a list, and an empty one to nothing', () => {
    fc.assert(
      fc.property(fc.array(someMoney('CNY'), { maxLength: 20 }), (amounts) => {
        const total = amounts.reduce((minor, { amountMinor }) => minor + amountMinor, 0)
        expect(sum(amounts, 'CNY').amountMinor).toBe(total === 0 ? 0 : total)
      }),
    )
    expect(sum([], 'KRW')).toEqual(zero('KRW'))
  })

  it('refuses to mix currencies, even when there is nothing to add', () => {
    expect(() => add(money(1, 'KRW'), money(1, 'USD'))).toThrow('cannot mix KRW and USD')
    expect(() => subtract(money(0, 'KRW'), money(0, 'CNY'))).toThrow(RangeError)
    expect(() => sum([money(1, 'CNY')], 'KRW')).toThrow(RangeError)
  })

  it('refuses a sum too large to be exact', () => {
    expect(() => add(money(Number.MAX_SAFE_INTEGER, 'KRW'), money(1, 'KRW'))).toThrow(RangeError)
  })
})

describe('an amount as text', () => {
  it('reads back as what it was written from', () => {
    fc.assert(
      fc.property(anyMoney, (value) => {
        expect(parseMoney(formatAmount(value), value.currency)).toEqual(value)
      }),
    )
  })

  it('has thousands separated and exactly the decimals of its currency', () => {
    fc.assert(
      fc.property(anyMoney, (value) => {
        const { exponent } = CURRENCIES[value.currency]
        const shape = exponent === 0 ? /^-?\d{1,3}(,\d{3})*$/ : /^-?\d{1,3}(,\d{3})*\.\d{2}$/
        expect(formatAmount(value)).toMatch(shape)
      }),
    )
  })

  it.each([
    [0, 'KRW', '0'],
    [999, 'KRW', '999'],
    [12_000, 'KRW', '12,000'],
    [-1_234_567, 'KRW', '-1,234,567'],
    [0, 'CNY', '0.00'],
    [5, 'CNY', '0.05'],
    [950, 'CNY', '9.50'],
    [-5, 'USD', '-0.05'],
    [100_000_000, 'USD', '1,000,000.00'],
    [Number.MAX_SAFE_INTEGER, 'KRW', '9,007,199,254,740,991'],
  ] as const)('%d minor units of %s is written %s', (minor, currency, text) => {
    expect(formatAmount(money(minor, currency))).toBe(text)
  })

  it.each([
    ['12000', 'KRW', 12_000],
    ['12,000', 'KRW', 12_000],
    [' 12,000 ', 'KRW', 12_000],
    ['-500', 'KRW', -500],
    ['0', 'KRW', 0],
    ['-0', 'CNY', 0],
    ['007', 'KRW', 7],
    ['9.5', 'CNY', 950],
    ['9.50', 'CNY', 950],
    ['9', 'CNY', 900],
    ['0.01', 'USD', 1],
    ['1,234.56', 'USD', 123_456],
  ] as const)('%j is read in %s', (text, currency, minor) => {
    expect(parseMoney(text, currency)).toEqual(money(minor, currency))
  })

  it.each([
    ['', 'KRW'],
    ['-', 'KRW'],
    ['won', 'KRW'],
    ['1.5', 'KRW'],
    ['1.0', 'KRW'],
    ['1.', 'CNY'],
    ['.5', 'CNY'],
    ['9.505', 'CNY'],
    ['1,00', 'KRW'],
    ['1,0000', 'KRW'],
    ['1000,000', 'KRW'],
    [',100', 'KRW'],
    ['1 000', 'KRW'],
    ['+5', 'KRW'],
    ['--5', 'KRW'],
    ['1e3', 'KRW'],
    ['0x10', 'KRW'],
    ['１２', 'KRW'],
    ['₩100', 'KRW'],
    ['9007199254740992', 'KRW'],
    ['90071992547409.92', 'CNY'],
  ] as const)('%j is no amount in %s', (text, currency) => {
    expect(parseMoney(text, currency)).toBeUndefined()
  })

  it('is never rounded: what is read is what was typed, digit by digit', () => {
    const typed = fc.tuple(fc.bigInt({ min: 0n, max: 90_000_000_000_000n }), fc.integer({ min: 0, max: 99 }))
    fc.assert(
      fc.property(typed, ([whole, cents]) => {
        const value = parseMoney(`${whole}.${String(cents).padStart(2, '0')}`, 'USD')
        expect(BigInt(value?.amountMinor ?? -1)).toBe(whole * 100n + BigInt(cents))
      }),
    )
  })

  it('is an amount or nothing, whatever is typed', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'0123456789,.- e') }), anyCurrency, (text, currency) => {
        const value = parseMoney(text, currency)
        if (value) expect(Number.isSafeInteger(value.amountMinor)).toBe(true)
      }),
    )
  })
})

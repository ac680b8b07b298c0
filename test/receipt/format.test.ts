/** Moments, quantities and amounts as they are written on paper. */
import { describe, expect, it } from 'vitest'
import { money } from '../../src/domain/money.js'
import { calendarDay, calendarMoment } from '../../src/receipt/format/format-moment.js'
import { formatQuantity, formatRate, withCurrency } from '../../src/receipt/format/format-money.js'
import { printable } from '../../src/receipt/layout/printable-block.js'
import { RECEIPT_TEXTS } from '../../src/receipt/texts.js'

describe('a moment', () => {
  it('crosses midnight, month and leap day with its offset', () => {
    const moment = Date.UTC(2024, 1, 28, 15, 0, 5)
    expect(RECEIPT_TEXTS.ko.dateTime(calendarMoment(moment, 540))).toBe('2024-02-29 00:00:05')
    expect(RECEIPT_TEXTS.zh.dateTime(calendarMoment(moment, 480))).toBe('2024-02-28 23:00:05')
    expect(RECEIPT_TEXTS.en.dateTime(calendarMoment(moment, -330))).toBe('28 Feb 2024 09:30:05')
  })

  it('reads a trade date, and nothing else for one', () => {
    expect(calendarDay('20250314')).toEqual({ year: '2025', month: '03', day: '14' })
    expect(calendarDay('2025-03-14')).toBeUndefined()
  })
})

describe('figures', () => {
  it.each([
    [1000, '1'],
    [350, '0.35'],
    [1, '0.001'],
    [10_500, '10.5'],
    [1_234_567_000, '1,234,567'],
  ])('%i thousandths are %s', (thousandths, expected) => expect(formatQuantity(thousandths)).toBe(expected))

  it.each([
    [1000, '10%'],
    [825, '8.25%'],
    [0, '0%'],
    [10_000, '100%'],
    [650, '6.5%'],
  ])('%i basis points are %s', (basisPoints, expected) => expect(formatRate(basisPoints)).toBe(expected))

  it.each([
    ['ko', 'KRW', '12,000원', '-12,000원'],
    ['ko', 'CNY', '120.00위안', '-120.00위안'],
    ['zh', 'CNY', '￥120.00', '-￥120.00'],
    ['zh', 'KRW', '12,000韩元', '-12,000韩元'],
    ['en', 'USD', '$120.00', '-$120.00'],
    ['en', 'KRW', 'KRW 12,000', '-KRW 12,000'],
  ] as const)('%s writes %s as %s and %s', (language, currency, plus, minus) => {
    const { currency: affixes } = RECEIPT_TEXTS[language]
    expect(withCurrency(money(12_000, currency), affixes)).toBe(plus)
    expect(withCurrency(money(-12_000, currency), affixes)).toBe(minus)
  })
})

describe('text from outside', () => {
  it.each([
    ['loose jamo are composed', '한글'.normalize('NFD'), '한글'],
    ['commands are removed', 'a\x1B@b\x00\x7Fc', 'a@bc'],
    ['line breaks become spaces', 'a\r\nb\tc', 'a b c'],
    ['invisible characters are removed', 'a\u200Bb\uFEFF\u202Ec', 'abc'],
    ['wide spaces become plain ones', 'a\u3000b\u00A0c', 'a b c'],
    ['half an emoji is removed', 'a\uD83Db', 'ab'],
  ])('%s', (_name, text, expected) => expect(printable(text)).toBe(expected))
})

/** What is told about wrong input: every rule in three languages, and readers that no text makes fall over. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { LANGUAGES } from '../../src/domain/language.js'
import {
  parseAmount,
  parseApprovalNumber,
  parseLine,
  parseQuantity,
  parseTradeDate,
  parseWhole,
} from '../../src/domain/validation/input-parsers.js'
import type { InputRule } from '../../src/domain/validation/input-problem.js'
import { inputProblemText, inputRuleText } from '../../src/domain/validation/input-words.js'
import { INPUT_WORDS_KO } from '../../src/domain/validation/input-words-ko.js'

/** One of each, with the data it has. */
const DATA: Readonly<Partial<Record<InputRule['rule'], object>>> = {
  wrongType: { type: 'number' },
  tooLong: { most: 30 },
  tooMany: { most: 30 },
  notOneOf: { choices: ['card', 'cash'] },
  onlyOneOf: { fields: ['--void', '--line'] },
  notAmount: { currency: 'KRW' },
  notWhole: { least: 2, most: 36 },
  notApprovalNumber: { digits: 24 },
}
const RULES = Object.keys(INPUT_WORDS_KO).map((rule) => ({ rule, ...DATA[rule as InputRule['rule']] }) as InputRule)
/** Options, words of the command line and examples, which are the same everywhere. */
const AS_TYPED =
  /none|self|personal(-card)?|business(-card)?|card|cash|transfer|true|false|JSON|name@example\.cn|--[a-z-]+/g
const OWN = { ko: /[가-힣]/, zh: /[一-鿿]/, en: /[a-z]/ } as const
const FOREIGN = { ko: /[一-鿿]|[A-Za-z]{2,}/, zh: /[가-힣]|[A-Za-z]{2,}/, en: /[^\x20-\x7E]/ } as const

describe.each(LANGUAGES)('in %s', (language) => {
  it.each(RULES)('$rule says what was expected, in that language alone', (rule) => {
    const text = inputRuleText(rule, language)
    expect(text).toMatch(OWN[language])
    expect(text.replaceAll(AS_TYPED, '')).not.toMatch(FOREIGN[language])
    expect(text).not.toMatch(/undefined|\[object|\p{Cc}|[.。]$/u)
    expect(inputProblemText({ field: 'lines[1].unitPrice', ...rule }, language)).toBe(`lines[1].unitPrice: ${text}`)
  })
})

it('repeats what was given only as far as it can be shown', () => {
  const told = (got: string) => inputProblemText({ field: '--pay', rule: 'empty', got }, 'en')
  expect(told('card:12k')).toBe('--pay card:12k: it is empty. Write something')
  expect(told(`\u202e\u0000${'x'.repeat(1_000)}\ud800`)).toMatch(/^--pay ��x{38}…: /)
})

describe('readers', () => {
  it('take what a Korean or Chinese keyboard gives', () => {
    expect(parseAmount('１２，０００', 'KRW')).toEqual({ ok: true, value: { amountMinor: 12_000, currency: 'KRW' } })
    expect(parseTradeDate('２０２６-02-28')).toEqual({ ok: true, value: '20260228' })
    expect(parseApprovalNumber('2026 0302-4100 0008 1234 5678', 24)).toMatchObject({ ok: true })
    expect(parseQuantity('０.35')).toEqual({ ok: true, value: 350 })
    expect(parseWhole('１２', 2, 36)).toEqual({ ok: true, value: 12 })
    expect(parseLine('  커피가 식음 ')).toEqual({ ok: true, value: '커피가 식음' })
  })

  it.each([
    [parseAmount('12k', 'KRW'), 'notAmount'],
    [parseAmount('0', 'KRW'), 'notPositive'],
    [parseAmount('9.5', 'KRW'), 'notAmount'],
    [parseAmount('9999999999999', 'KRW'), 'tooLarge'],
    [parseTradeDate('20260230'), 'notADate'],
    [parseTradeDate('2026-13-01'), 'notADate'],
    [parseApprovalNumber('1234', 24), 'notApprovalNumber'],
    [parseQuantity('0'), 'notQuantity'],
    [parseQuantity('1.2345'), 'notQuantity'],
    [parseWhole('37', 2, 36), 'notWhole'],
    [parseLine(' '), 'empty'],
    [parseLine('a\u0000b'), 'unprintable'],
    [parseLine('a\u202eb'), 'unprintable'],
    [parseLine('\ud800'), 'unprintable'],
    [parseLine('x'.repeat(201)), 'tooLong'],
  ])('%j breaks %s', (read, rule) => {
    expect(read).toMatchObject({ ok: false, problem: { rule } })
  })

  const anything = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.string(),
    fc.constantFrom(
      '\ud800',
      '\u202e12',
      '١٢',
      '1e9',
      '0x10',
      '-0',
      '∞',
      'NaN',
      '9'.repeat(400),
      'x'.repeat(1_000_000),
    ),
  )

  it('never fall over, and give only what a printer and a host can take', () => {
    fc.assert(
      fc.property(anything, (text) => {
        const amount = parseAmount(text, 'CNY')
        if (amount.ok) expect(Number.isSafeInteger(amount.value.amountMinor)).toBe(true)
        const line = parseLine(text)
        if (line.ok) expect(line.value).toMatch(/^[^\p{Cc}\p{Cf}\p{Cs}]{1,200}$/u)
        for (const read of [parseTradeDate(text), parseApprovalNumber(text, 9), parseQuantity(text)]) {
          if (!read.ok) expect(inputRuleText(read.problem, 'ko')).not.toContain('undefined')
        }
        expect(inputProblemText({ field: 'x', rule: 'empty', got: text }, 'zh').length).toBeLessThan(200)
      }),
      { seed: 20_261_123 },
    )
  })
})

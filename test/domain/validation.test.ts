/** What is told about wrong input: every rule in three languages, and readers that no text makes fall over. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { LANGUAGES } from '../../src/domain/language.js'
import { money } from '../../src/domain/money.js'
import { priceSale, type SaleDraft, type SaleLineDraft } from '../../src/domain/sale.js'
import {
  parseAmount,
  parseAmountOrZero,
  parseApprovalNumber,
  parseLine,
  parseQuantity,
  parseReceiptLine,
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
  notYaml: { line: 3 },
  largePicture: { megabytes: 5, dots: 384 },
  moreThan: { most: money(5_000, 'KRW') },
  notMonths: { most: 36 },
  tooLittleForInstalments: { from: money(50_000, 'KRW') },
  unknownNumber: { of: 'refund' },
  notNow: { see: 'tillproof owed' },
  notAfter: { start: '2026-12-01 23:00' },
  tooLongFrom: { start: '2026-12-01 23:00', days: 7 },
  beforeTheRules: { first: '2019-01-01' },
  rulesOfKorea: { currency: 'CNY' },
  unlistedTrade: { alike: [] },
  samePrinter: { printer: '–' },
  otherMachinesReachIt: { option: '--open-to-network' },
  unknownScheme: { scheme: 'lpr', known: ['tcp', 'usb'] },
  notAPlace: { example: 'serial:/dev/ttyUSB0' },
  unknownOption: { option: 'baud', known: [] },
  optionMissing: { option: 'baud' },
  optionNotWhole: { option: 'baud', least: 1_200, most: 9_600 },
  optionNotOneOf: { option: 'baud', choices: ['tcp', 'usb'] },
  optionNotPlain: { option: 'baud', most: 8 },
  optionNotLike: { option: 'baud', example: '9600' },
  optionFileUnreadable: { file: '–' },
  secretMissing: { variable: 'TILLPROOF_TAX_SECRET' },
  settingMissing: { setting: 'shop.uscc' },
}
const RULES = Object.keys(INPUT_WORDS_KO).map((rule) => ({ rule, ...DATA[rule as InputRule['rule']] }) as InputRule)
/** Options, words of the command line and examples, which are the same everywhere. */
const AS_TYPED =
  /none|self|personal(-card)?|business(-card)?|card|cash|transfer|true|false|JSON|YAML|PNG|JPEG|MB|\*\.yaml|KRW|CNY|tillproof owed|name@example\.cn|--[a-z-]+|tcp:[0-9.:]+|emulated:|serial:\/dev\/ttyUSB0|lpr|tcp|usb|baud|tax\.(rules|sector)|sectors|rules\.compulsorySector|training|\?terminal=…&merchant=…|TILLPROOF_TAX_SECRET|shop\.uscc|T1|가구 소매업|T(?=23)|[–…’]/g
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

it.each(['card:4000001234567899', '010-9876-1234', '２２０-81-62517', '1544 2020 1234 5678', '01098761234x'])(
  'never repeats %s, which may be a customer’s number in the wrong place',
  (got) => {
    expect(inputProblemText({ field: '--pay', rule: 'notATender', got }, 'ko')).not.toMatch(/400000|9876|81-62|2020/)
  },
)

it('says what may have been meant', () => {
  const near = { field: '--operater', rule: 'unknownField', near: '--operator' } as const
  for (const language of LANGUAGES) expect(inputProblemText(near, language)).toMatch(/--operater: .+--operator/)
})

it('shows a field that was typed no further, and no number in it', () => {
  const told = inputProblemText({ field: `\u0000010-9876-1234${'x'.repeat(1_000)}`, rule: 'notNow' }, 'en')
  expect(told).toMatch(/^�…x{118}…: /)
})

describe('readers', () => {
  it('take what a Korean or Chinese keyboard gives', () => {
    expect(parseAmount('１２，０００', 'KRW')).toEqual({ ok: true, value: { amountMinor: 12_000, currency: 'KRW' } })
    expect(parseTradeDate('２０２６-02-28')).toEqual({ ok: true, value: '20260228' })
    expect(parseApprovalNumber('2026 0302-4100 0008 1234 5678', 24)).toMatchObject({ ok: true })
    expect(parseQuantity('０.35')).toEqual({ ok: true, value: 350 })
    expect(parseAmountOrZero('０', 'KRW')).toMatchObject({ ok: true })
    expect(parseReceiptLine('２：３')).toEqual({ ok: true, value: { line: 1, quantityThousandths: 3_000 } })
    expect(parseTradeDate('2026-11-23', '20261123')).toEqual({ ok: true, value: '20261123' })
    expect(parseWhole('１２', 2, 36)).toEqual({ ok: true, value: 12 })
    expect(parseLine('  커피가 식음 ')).toEqual({ ok: true, value: '커피가 식음' })
  })

  it.each([
    [parseAmount('12k', 'KRW'), 'notAmount'],
    [parseAmount('0', 'KRW'), 'notPositive'],
    [parseAmount('-5', 'KRW'), 'notPositive'],
    [parseAmountOrZero('-5', 'KRW'), 'negative'],
    [parseAmountOrZero('five', 'KRW'), 'notAmount'],
    [parseReceiptLine('0'), 'notALine'],
    [parseReceiptLine('first'), 'notALine'],
    [parseReceiptLine('1:'), 'notALine'],
    [parseReceiptLine('1:two'), 'notQuantity'],
    [parseReceiptLine('1:0'), 'notQuantity'],
    [parseTradeDate('20261124', '20261123'), 'dateInFuture'],
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
        const reads = [parseTradeDate(text), parseApprovalNumber(text, 9), parseQuantity(text), parseReceiptLine(text)]
        for (const read of reads) {
          if (!read.ok) expect(inputRuleText(read.problem, 'ko')).not.toContain('undefined')
        }
        expect(inputProblemText({ field: 'x', rule: 'empty', got: text }, 'zh').length).toBeLessThan(200)
      }),
      { seed: 20_261_123 },
    )
  })
})

describe('a sale', () => {
  const LATTE = { name: '라떼', quantityThousandths: 1_000, unitPrice: money(5_000, 'KRW') }
  const SALE: SaleDraft = { currency: 'KRW', lines: [LATTE], vatRateBasisPoints: 1_000 }
  const selling = (wrong: Partial<SaleLineDraft>): SaleDraft => ({ ...SALE, lines: [LATTE, { ...LATTE, ...wrong }] })

  it.each([
    ['lines', 'missing', { ...SALE, lines: [] }],
    ['lines', 'notPositive', { ...SALE, discount: money(5_000, 'KRW') }],
    ['lines', 'tooLarge', { ...SALE, serviceCharge: money(999_999_999, 'KRW') }],
    ['discount', 'moreThan', { ...SALE, discount: money(5_001, 'KRW') }],
    ['discount', 'negative', { ...SALE, discount: money(-1, 'KRW') }],
    ['serviceCharge', 'notAmount', { ...SALE, serviceCharge: money(1, 'USD') }],
    ['vatRateBasisPoints', 'notWhole', { ...SALE, vatRateBasisPoints: 10_001 }],
    ['lines[1].name', 'empty', selling({ name: ' ' })],
    ['lines[1].name', 'tooLong', selling({ name: '라'.repeat(61) })],
    ['lines[1].name', 'unprintable', selling({ name: '라\u0000떼' })],
    ['lines[1].quantity', 'notQuantity', selling({ quantityThousandths: 0 })],
    ['lines[1].unitPrice', 'negative', selling({ unitPrice: money(-1, 'KRW') })],
    ['lines[1].discount', 'moreThan', selling({ discount: money(5_001, 'KRW') })],
  ] as const)('is not priced where %s is %s', (field, rule, draft) => {
    expect(priceSale(draft)).toMatchObject({ ok: false, problem: { field, rule } })
  })
})

/**
 * Identifiers: check digits against published examples and against every single-digit slip, masks that keep what must be
 * kept, and the one number that must never be taken.
 */
import { inspect } from 'node:util'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { BusinessNumber } from '../../src/domain/identifiers/business-number.js'
import { CashReceiptCard } from '../../src/domain/identifiers/cash-receipt-card.js'
import { MobileNumber, SELF_ISSUE_NUMBER } from '../../src/domain/identifiers/mobile-number.js'
import { Pan, Track2 } from '../../src/domain/identifiers/pan.js'
import { kindFitsUse, parseTaxIdentifier, type TaxIdentifierKind } from '../../src/domain/identifiers/tax-identifier.js'
import { UnifiedSocialCreditCode } from '../../src/domain/identifiers/uscc.js'
import type { Parsed } from '../../src/domain/parsed.js'

// The same examples every time, so that a failure here is a failure everywhere.
fc.configureGlobal({ seed: 20_250_303 })

const digits = (length: number) =>
  fc.string({ unit: fc.constantFrom(...'0123456789'), minLength: length, maxLength: length })

function validOf<T>(result: Parsed<T, string>): T {
  if (!result.ok) throw new Error(`expected a value, got ${result.problem}`)
  return result.value
}

/** The one last digit that makes the text valid, tried out rather than computed. */
function completed(start: string, alphabet: string, parse: (text: string) => Parsed<unknown, string>): string {
  const ends = [...alphabet].filter((last) => parse(start + last).ok)
  expect(ends).toHaveLength(1)
  return `${start}${ends[0]}`
}

const USCC_ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY'

describe('a business number', () => {
  it.each(['116-82-00276', '117-81-78260', '1168200276', ' 116 82 00276 '])('%s is one', (text) => {
    const number = validOf(BusinessNumber.parse(text))
    expect(number.reveal()).toMatch(/^\d{10}$/)
  })

  it.each([
    ['116-82-00278', 'wrongCheckDigit'],
    ['123-45-67890', 'wrongCheckDigit'],
    ['000-00-00000', 'wrongCheckDigit'],
    ['116-82-0027', 'notTenDigits'],
    ['116-82-002766', 'notTenDigits'],
    ['116-82-0027X', 'notTenDigits'],
    ['１１６-８２-００２７６', 'notTenDigits'],
    ['', 'notTenDigits'],
  ])('%s is none: %s', (text, problem) => {
    expect(BusinessNumber.parse(text)).toEqual({ ok: false, problem })
  })

  it('has exactly one check digit for any nine digits that begin as a tax office does', () => {
    const starts = digits(8).map((rest) => `1${rest}`)
    fc.assert(fc.property(starts, (start) => void completed(start, '0123456789', BusinessNumber.parse)))
  })

  it('is masked as receipts show it, and shown in full only as the shop’s own', () => {
    const number = validOf(BusinessNumber.parse('116-82-00276'))
    expect(`${number} ${JSON.stringify(number)} ${inspect(number)}`).toBe('116-82-***** "116-82-*****" 116-82-*****')
    expect(number.revealGrouped()).toBe('116-82-00276')
  })
})

describe('a mobile number', () => {
  it.each([
    ['010-1234-5678', '010****5678'],
    ['01012345678', '010****5678'],
    ['011 123 4567', '011****4567'],
    ['0191234567', '019****4567'],
    [SELF_ISSUE_NUMBER, '010****1234'],
  ])('%s is one, masked %s', (text, masked) => {
    const number = validOf(MobileNumber.parse(text))
    expect(number.masked).toBe(masked)
    expect(number.reveal()).toBe(text.replace(/\D/g, ''))
  })

  it.each([
    '0121234567',
    '0151234567',
    '010123456',
    '010123456789',
    '02-123-4567',
    '+82 10-1234-5678',
    '010-1234-567a',
    '',
  ])('%j is none', (text) => expect(MobileNumber.parse(text)).toEqual({ ok: false, problem: 'notAMobileNumber' }))
})

describe('a cash-receipt card', () => {
  it.each([
    ['1544 2020 1234 5678 90', '1544**********7890'],
    ['1544202012345', '1544*****2345'],
    ['1544202012345678901', '1544***********8901'],
  ])('%s is one, masked %s', (text, masked) => {
    expect(validOf(CashReceiptCard.parse(text)).masked).toBe(masked)
  })

  it.each(['154420201234', '15442020123456789012', '1544-2020-ABCD-5678', ''])('%j is none', (text) => {
    expect(CashReceiptCard.parse(text)).toEqual({ ok: false, problem: 'notACashReceiptCard' })
  })

  it.each(['900101-1234567', '9001011234567', '000229-4123456', '850815 5123456', '991231-8999999'])(
    'is never a resident number: %s',
    (text) => expect(CashReceiptCard.parse(text)).toEqual({ ok: false, problem: 'residentNumberRefused' }),
  )

  it('is never anything with a birthday and a century digit in front', () => {
    const birthday = fc
      .tuple(fc.integer({ min: 0, max: 99 }), fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 31 }))
      .map((parts) => parts.map((part) => String(part).padStart(2, '0')).join(''))
    fc.assert(
      fc.property(
        birthday,
        fc.integer({ min: 1, max: 8 }),
        digits(6),
        fc.constantFrom('', '-', ' '),
        (day, sex, rest, gap) => {
          expect(CashReceiptCard.parse(`${day}${gap}${sex}${rest}`)).toEqual({
            ok: false,
            problem: 'residentNumberRefused',
          })
        },
      ),
    )
  })
})

describe('a tax identifier', () => {
  const examples: Record<TaxIdentifierKind, string> = {
    mobileNumber: '010-1234-5678',
    businessNumber: '116-82-00276',
    cashReceiptCard: '154420201234567890',
  }

  it.each([
    ['mobileNumber', 'personalDeduction', true],
    ['cashReceiptCard', 'personalDeduction', true],
    ['businessNumber', 'personalDeduction', false],
    ['businessNumber', 'businessExpense', true],
    ['cashReceiptCard', 'businessExpense', true],
    ['mobileNumber', 'businessExpense', true],
  ] as const)('%s for %s: %s', (kind, use, fits) => {
    expect(kindFitsUse(kind, use)).toBe(fits)
    const result = parseTaxIdentifier(kind, examples[kind], use)
    if (fits) expect(validOf(result).kind).toBe(kind)
    else expect(result).toEqual({ ok: false, problem: 'kindDoesNotFitUse' })
  })

  it('is checked as its own kind', () => {
    expect(parseTaxIdentifier('businessNumber', '123-45-67890', 'businessExpense')).toMatchObject({
      problem: 'wrongCheckDigit',
    })
    expect(parseTaxIdentifier('cashReceiptCard', '900101-1234567', 'personalDeduction')).toMatchObject({
      problem: 'residentNumberRefused',
    })
    expect(parseTaxIdentifier('mobileNumber', '116-82-00276', 'personalDeduction')).toMatchObject({
      problem: 'notAMobileNumber',
    })
  })
})

describe('a card number', () => {
  it.each([
    ['4111111111111111', '411111******1111'],
    ['5555 5555 5555 4444', '555555******4444'],
    ['6200-0000-0000-0005', '620000******0005'],
    ['378282246310005', '378282*****0005'],
    ['6205500000000000004', '620550*********0004'],
  ])('%s is one, masked %s', (text, masked) => {
    expect(validOf(Pan.parse(text)).masked).toBe(masked)
  })

  it.each([
    ['4111111111111112', 'wrongCheckDigit'],
    ['411111111111', 'notACardNumber'],
    ['41111111111111111111', 'notACardNumber'],
    ['4111x11111111111', 'notACardNumber'],
    ['', 'notACardNumber'],
  ])('%s is none: %s', (text, problem) => expect(Pan.parse(text)).toEqual({ ok: false, problem }))

  const anyPan = fc
    .integer({ min: 12, max: 18 })
    .chain(digits)
    .map((start) => completed(start, '0123456789', Pan.parse))

  it('does not survive one wrong digit', () => {
    fc.assert(
      fc.property(anyPan, fc.nat(), fc.integer({ min: 1, max: 9 }), (pan, at, by) => {
        const i = at % pan.length
        const wrong = `${pan.slice(0, i)}${(Number(pan[i]) + by) % 10}${pan.slice(i + 1)}`
        expect(Pan.parse(wrong)).toEqual({ ok: false, problem: 'wrongCheckDigit' })
      }),
    )
  })

  it('shows ten digits at most, whatever its length', () => {
    fc.assert(
      fc.property(anyPan, (pan) => {
        const { masked } = validOf(Pan.parse(pan))
        expect(masked).toHaveLength(pan.length)
        expect(masked.replace(/\*/g, '')).toBe(pan.slice(0, 6) + pan.slice(-4))
      }),
    )
  })
})

describe('track 2', () => {
  it.each([
    ';4111111111111111=4912201000?',
    '4111111111111111=4912201000',
    '4111111111111111D4912201000',
    ' ;4111111111111111=4912201000?\r\n',
  ])('%j is one', (text) => {
    const track2 = validOf(Track2.parse(text))
    expect(track2).toMatchObject({ expiry: '4912', serviceCode: '201', masked: '411111******1111' })
    expect(track2.reveal()).toBe('4111111111111111=4912201000')
    expect(track2.pan.reveal()).toBe('4111111111111111')
  })

  it.each([
    [';4111111111111112=4912201?', 'wrongCheckDigit'],
    [';4111111111111111=4900201?', 'notTrack2'],
    [';4111111111111111=4913201?', 'notTrack2'],
    [';4111111111111111=491220?', 'notTrack2'],
    [';4111111111111111?', 'notTrack2'],
    [';411111111111=4912201?', 'notTrack2'],
    [';4111111111111111=4912201A?', 'notTrack2'],
    [';4111111111111111=4912201?;', 'notTrack2'],
    ['%B4111111111111111^KIM/MINSU^4912201?', 'notTrack2'],
    ['', 'notTrack2'],
  ])('%j is none: %s', (text, problem) => expect(Track2.parse(text)).toEqual({ ok: false, problem }))

  it.each([
    ['101', false],
    ['120', false],
    ['201', true],
    ['220', true],
    ['601', true],
    ['799', false],
  ])('service code %s has a chip: %s', (serviceCode, hasChip) => {
    expect(validOf(Track2.parse(`4111111111111111=4912${serviceCode}`)).hasChip).toBe(hasChip)
  })
})

describe('a unified social credit code', () => {
  it.each(['91110000600037341L', '911100006000300020', ' 91110000600037341l '])('%s is one', (text) => {
    expect(`${validOf(UnifiedSocialCreditCode.parse(text))}`).toBe(text.trim().toUpperCase())
  })

  it.each([
    ['911100006000373411', 'wrongCheckCharacter'],
    ['91110000600037341', 'notEighteenCharacters'],
    ['91110000600037341LL', 'notEighteenCharacters'],
    ['9111000060003734IL', 'notEighteenCharacters'],
    ['9111000060003734OL', 'notEighteenCharacters'],
    ['', 'notEighteenCharacters'],
  ])('%s is none: %s', (text, problem) => {
    expect(UnifiedSocialCreditCode.parse(text)).toEqual({ ok: false, problem })
  })

  const anyStart = fc.string({ unit: fc.constantFrom(...USCC_ALPHABET), minLength: 17, maxLength: 17 })

  it('has exactly one check character, and does not survive one wrong character', () => {
    fc.assert(
      fc.property(anyStart, fc.integer({ min: 0, max: 16 }), fc.integer({ min: 1, max: 30 }), (start, at, by) => {
        const code = completed(start, USCC_ALPHABET, UnifiedSocialCreditCode.parse)
        const wrong = USCC_ALPHABET.charAt((USCC_ALPHABET.indexOf(code.charAt(at)) + by) % 31)
        expect(UnifiedSocialCreditCode.parse(`${code.slice(0, at)}${wrong}${code.slice(at + 1)}`).ok).toBe(false)
      }),
    )
  })
})

describe('any text at all', () => {
  it('is an identifier or a named problem, and never throws', () => {
    const parsers: ((text: string) => Parsed<unknown, string>)[] = [
      BusinessNumber.parse,
      MobileNumber.parse,
      CashReceiptCard.parse,
      Pan.parse,
      Track2.parse,
      UnifiedSocialCreditCode.parse,
    ]
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.string({ unit: 'binary' })), (text) => {
        for (const parse of parsers) {
          const result = parse(text)
          if (!result.ok) expect(result.problem).toMatch(/^[a-zA-Z0-9]+$/)
        }
      }),
    )
  })
})

/** The one table of response codes: complete, in three languages that are never mixed, and discreet before customers. */
import { describe, expect, it } from 'vitest'
import { CUSTOMER_WORDS } from '../../src/domain/host-codes/customer-words.js'
import { HOST_CODES, hostCodeWords } from '../../src/domain/host-codes/host-codes.js'
import { ISO_RESPONSE_CODES } from '../../src/domain/host-codes/iso-response-codes.js'
import { VAN_RESPONSE_CODES } from '../../src/domain/host-codes/van-response-codes.js'
import { LANGUAGES, type Language } from '../../src/domain/language.js'
import { columnsOf } from '../../src/domain/paper-line.js'

const STANDARD =
  '00 01 02 03 04 05 06 07 09 10 12 13 14 15 20 21 22 25 30 31 33 34 36 38 40 41 42 43 51 52 53 54 55 56 57 58 59 61 62 63 64 65 66 68 75 77 90 91 92 93 94 95 96 97 98 99 A0'.split(
    ' ',
  )
const VAN = ['8521', '8035', '8314', '8315', '8316', '8311', '8350', '8373']

const FOREIGN: Readonly<Record<Language, RegExp>> = {
  ko: /\p{Script=Han}/u,
  zh: /\p{Script=Hangul}/u,
  en: /[^\x20-\x7E’]/u,
}
const OWN: Readonly<Record<Language, RegExp>> = { ko: /\p{Script=Hangul}/u, zh: /\p{Script=Han}/u, en: /[a-z]/ }

/** What must not be said aloud before a queue: lost, stolen, fraud, picking the card up. */
const INDISCREET: Readonly<Record<Language, RegExp>> = {
  ko: /분실|도난|부정|회수|사기|신고/,
  zh: /挂失|失窃|被盗|盗|欺诈|没收|丢失/,
  en: /lost|stolen|theft|fraud|pick(ed)? up|captur|suspect/i,
}

/** One line of the cashier's screen: 30 double-width characters. */
const MOST_COLUMNS = 60

describe('host codes', () => {
  it.each([...STANDARD, ...VAN])('%s is known', (code) => {
    expect(HOST_CODES.has(code)).toBe(true)
  })

  it('has one row a code', () => {
    const rows = [...ISO_RESPONSE_CODES, ...VAN_RESPONSE_CODES]
    expect(new Set(rows.map(({ code }) => code)).size).toBe(rows.length)
    for (const { code } of ISO_RESPONSE_CODES) expect(code).toMatch(/^[0-9A-Z]{2}$/)
    for (const { code } of VAN_RESPONSE_CODES) expect(code).toMatch(/^\d{4}$/)
  })

  it('names a failure for everything but an approval', () => {
    for (const { code, verdict, failure } of HOST_CODES.values()) {
      expect(failure === undefined, code).toBe(verdict === 'approved')
      if (failure !== undefined) expect(failure).toMatch(/^host\./)
    }
  })

  it('knows no words for a code nobody knows', () => {
    expect(hostCodeWords('ZZ', 'en')).toBeUndefined()
  })

  describe.each(LANGUAGES)('in %s', (language) => {
    it.each([...HOST_CODES.keys()])('%s is told in that language alone, on one clean line', (code) => {
      const words = hostCodeWords(code, language)
      expect(words).toBeDefined()
      for (const text of [words?.means ?? '', words?.say ?? '']) {
        expect(text).toMatch(OWN[language])
        expect(text).not.toMatch(FOREIGN[language])
        expect(text.trim()).toBe(text)
        expect(text).not.toMatch(/\p{Cc}| {2}|[.。]$|[.。] /u)
      }
      expect(columnsOf(words?.means ?? '')).toBeLessThanOrEqual(MOST_COLUMNS)
    })

    it('means something else by every code', () => {
      const means = [...HOST_CODES.keys()].map((code) => hostCodeWords(code, language)?.means)
      expect(new Set(means).size).toBe(means.length)
    })

    it.each(Object.entries(CUSTOMER_WORDS))('nothing said to a customer gives the card away: %s', (_, sentence) => {
      expect(sentence[language]).not.toMatch(INDISCREET[language])
    })
  })

  it('speaks politely to customers in Korean', () => {
    for (const { ko } of Object.values(CUSTOMER_WORDS)) expect(ko).toMatch(/(니다|요\?)$/)
  })
})

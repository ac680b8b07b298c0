/**
 * The words of every failure. A code without words, or words in the wrong language, would only be noticed in front of a
 * customer; here they are noticed first.
 */
import { describe, expect, it } from 'vitest'
import { FAILURE_WORDS, failureWords } from '../../src/domain/failure-words.js'
import { FAILURE_CODES } from '../../src/domain/failures.js'
import { LANGUAGES, type Language } from '../../src/domain/language.js'
import { columnsOf } from '../../src/domain/paper-line.js'

/** Letters that give a language away where it has no business. Latin loan words (IC, PIN, QR) are allowed everywhere. */
const FOREIGN: Readonly<Record<Language, RegExp>> = {
  ko: /\p{Script=Han}|\p{Script=Hiragana}|\p{Script=Katakana}/u,
  zh: /\p{Script=Hangul}|\p{Script=Hiragana}|\p{Script=Katakana}/u,
  en: /[^\x20-\x7E]/u,
}

const OWN: Readonly<Record<Language, RegExp>> = { ko: /\p{Script=Hangul}/u, zh: /\p{Script=Han}/u, en: /[a-z]/ }

/** A POS message line: 30 double-width characters. */
const MOST_COLUMNS = 60

describe('failure words', () => {
  it('exist for the catalogue and for nothing else', () => {
    expect(new Set(Object.keys(FAILURE_WORDS))).toEqual(new Set(FAILURE_CODES))
    for (const words of Object.values(FAILURE_WORDS)) expect(new Set(Object.keys(words))).toEqual(new Set(LANGUAGES))
  })

  describe.each(LANGUAGES)('in %s', (language) => {
    it.each(FAILURE_CODES)('%s is told in that language alone, each part on one clean line', (code) => {
      const { what, remedy } = failureWords(code, language)
      for (const text of [what, remedy]) {
        expect(text).toMatch(OWN[language])
        expect(text).not.toMatch(FOREIGN[language])
        expect(text.trim()).toBe(text)
        expect(text).not.toMatch(/\p{Cc}| {2}|[.。]$/u)
        expect(columnsOf(text)).toBeLessThanOrEqual(MOST_COLUMNS)
      }
      expect([...what].length).toBeLessThanOrEqual(language === 'en' ? MOST_COLUMNS : 30)
      expect(remedy).not.toBe(what)
    })

    it('never says the same thing for two failures', () => {
      const said = FAILURE_CODES.map((code) => failureWords(code, language).what)
      expect(new Set(said).size).toBe(said.length)
    })
  })

  it.each(FAILURE_CODES)('%s is polite in Korean', (code) => {
    const { what, remedy } = failureWords(code, 'ko')
    for (const text of [what, remedy]) expect(text).toMatch(/(니다|세요|요)$/)
  })
})

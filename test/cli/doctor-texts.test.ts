/**
 * What the doctor says and prints, in each language alone: no word of another, nothing the paper or the terminal cannot
 * hold. Findings are said with facts as they come, which are Latin in every language.
 */
import { describe, expect, it } from 'vitest'
import { PROFILE_NAMES } from '../../drivers/printers/profiles/profiles.js'
import { operatorLanguage } from '../../src/cli/doctor/operator-language.js'
import { rulerOf, testSheet } from '../../src/cli/doctor/test-sheet.js'
import { DOCTOR_TEXTS } from '../../src/cli/doctor/texts.js'
import { LANGUAGES, type Language } from '../../src/domain/language.js'
import { columnsOf } from '../../src/domain/paper-line.js'
import type { PrinterDescription } from '../../src/ports/receipt-printer.js'
import { paperGrid } from '../../src/receipt/layout/paper-grid.js'

const FOREIGN: Readonly<Record<Language, RegExp>> = {
  ko: /\p{Script=Han}|\p{Script=Hiragana}|\p{Script=Katakana}/u,
  zh: /\p{Script=Hangul}|\p{Script=Hiragana}|\p{Script=Katakana}/u,
  en: /[^\x20-\x7E…·–]/u,
}
const OWN: Readonly<Record<Language, RegExp>> = { ko: /\p{Script=Hangul}/u, zh: /\p{Script=Han}/u, en: /[a-z]/ }

/** Facts of every finding at once; each takes what it knows. */
const FACTS = {
  ...{ path: '/dev/ttyUSB0', group: 'dialout', user: 'kim', programs: 'minicom (900)', found: '/dev/ttyUSB1' },
  ...{ received: 'fce0', ids: '04b8:0e28', baud: 9_600, bauds: '9600, 19200', chip: 'CH340', module: 'ch341' },
  ...{ site: 'wch-ic.com', driver: 'usblp', address: 'usb://04b8:0e28', name: 'EPSON TM-T88V', count: 2 },
  ...{ host: '192.168.0.50', port: 9_100, own: '192.168.1.20/24', reason: 'EIO', profile: 'generic-80' },
  queue: 'Receipts',
  addresses: 'usb://04b8:0e28?serial=J1',
} as const

type AnyWords = (facts: object) => { readonly what: string; readonly todo: readonly string[] }

const CODES = Object.keys(DOCTOR_TEXTS.en.findings)
const wordsOf = (language: Language, code: string, facts: object) =>
  (DOCTOR_TEXTS[language].findings as Readonly<Record<string, AnyWords>>)[code]?.({ language, ...FACTS, ...facts })

describe.each(LANGUAGES)('the doctor in %s', (language) => {
  it.each(CODES)('tells %s in that language alone, and what to do in sentences without a full stop', (code) => {
    for (const facts of [{}, { programs: '', found: '', received: '', reason: '' }]) {
      const words = wordsOf(language, code, facts)
      for (const text of [words?.what ?? '', ...(words?.todo ?? [])]) {
        expect(text).toMatch(OWN[language])
        expect(text).not.toMatch(FOREIGN[language])
        expect(text.trim()).toBe(text)
        expect(text).not.toMatch(/undefined|\[object|\p{Cc}| {2}|[.。]$/u)
      }
    }
  })

  it('never says the same of two findings', () => {
    const said = CODES.map((code) => wordsOf(language, code, {})?.what)
    expect(new Set(said).size).toBe(said.length)
  })

  it('mixes no other language into the rest', () => {
    const { findings: _findings, sheet: _sheet, ...rest } = DOCTOR_TEXTS[language]
    for (const text of textsIn(rest)) {
      expect(text).toMatch(OWN[language])
      expect(text).not.toMatch(FOREIGN[language])
    }
  })
})

/** Every string in a tree of texts; functions are given a Latin word. */
function textsIn(tree: unknown): readonly string[] {
  if (typeof tree === 'string') return [tree]
  if (typeof tree === 'function') {
    const text: unknown = tree('COM3', 48)
    // Brackets only.
    return typeof text === 'string' && !/^[(（]COM3[)）]$/.test(text) ? [text] : []
  }
  return tree !== null && typeof tree === 'object' ? Object.values(tree).flatMap(textsIn) : []
}

describe('the test slip', () => {
  const description = (columns: number): PrinterDescription => ({
    ...{ columns, confirmation: 'process-id', maker: 'EPSON', model: 'TM-T88V', firmware: '', serial: '' },
    ...{ mountedFont: '', profile: { name: 'generic-korean-80', chosen: 'detected' } },
    scripts: { korean: 'font', chinese: 'picture' },
  })
  const address = 'serial:/dev/serial/by-id/usb-FTDI_FT232R_USB_UART_A50285BI-if00-port0?baud=19200'
  const facts = (columns: number) => ({ address, description: description(columns), time: '2026-03-02 09:15' })

  describe.each(LANGUAGES)('in %s', (language) => {
    it.each([32, 42, 48])('fits %i columns, whatever the address', (columns) => {
      const { measure } = paperGrid(columns, language)
      for (const line of testSheet(language, facts(columns), true)) {
        if (line.kind !== 'text') continue
        expect(measure(line.text) * (line.width ?? 1), line.text).toBeLessThanOrEqual(columns)
        expect(line.text).not.toMatch(FOREIGN[language])
      }
    })

    it('shows the printer, a ruler of exactly its columns, a code, and ends with a cut under its last line', () => {
      const lines = testSheet(language, facts(48), true)
      const texts = lines.flatMap((line) => (line.kind === 'text' ? [line.text] : []))
      expect(texts.join('\n')).toContain('EPSON TM-T88V')
      expect(texts).toContain(rulerOf(48))
      expect(lines.filter(({ kind }) => kind === 'qr')).toHaveLength(1)
      expect(lines.at(-1)).toEqual({ kind: 'cut' })
      expect(lines.at(-2)).toMatchObject({ text: DOCTOR_TEXTS[language].sheet.lastLine })
    })

    it('names as its remedies profiles there are, in ASCII', () => {
      for (const columns of [32, 48]) {
        const texts = testSheet(language, facts(columns), true).flatMap((line) =>
          line.kind === 'text' ? [line.text] : [],
        )
        const remedies = texts.filter((text) => text.startsWith('&profile='))
        expect(remedies).toHaveLength(columns === 32 ? 1 : 2)
        for (const remedy of remedies) expect(PROFILE_NAMES).toContain(remedy.replace('&profile=', ''))
      }
    })

    it('is short unless it is to show everything', () => {
      const lines = testSheet(language, facts(48), false)
      expect(lines.filter(({ kind }) => kind === 'qr')).toEqual([])
      expect(lines.length).toBeLessThan(testSheet(language, facts(48), true).length)
    })
  })

  it.each([32, 42, 48])('has a ruler of %i columns with the tens in their places', (columns) => {
    const ruler = rulerOf(columns)
    expect(columnsOf(ruler)).toBe(columns)
    expect([ruler[0], ruler.at(-1)]).toEqual(['[', ']'])
    for (let ten = 1; ten * 10 < columns; ten++) expect(ruler[ten * 10 - 1]).toBe(String(ten))
  })
})

describe("the operator's language", () => {
  it.each([
    ['as asked for', { asked: 'zh', shop: 'ko', environment: { LANG: 'en_US.UTF-8' }, locale: 'en-US' }, 'zh'],
    ["the shop's", { asked: undefined, shop: 'ko', environment: { LANG: 'en_US.UTF-8' }, locale: 'en-US' }, 'ko'],
    ["the computer's", { environment: { LANG: 'zh_CN.UTF-8' }, locale: 'en-US' }, 'zh'],
    ['LC_ALL before LANG', { environment: { LC_ALL: 'ko_KR.UTF-8', LANG: 'zh_CN.UTF-8' }, locale: 'en-US' }, 'ko'],
    ['an empty one is none', { environment: { LC_ALL: '', LANG: 'ko_KR.UTF-8' }, locale: 'en-US' }, 'ko'],
    ['on Windows, its locale', { environment: {}, locale: 'ko-KR' }, 'ko'],
    ['English for a language it does not speak', { environment: { LANG: 'fr_FR.UTF-8' }, locale: 'fr-FR' }, 'en'],
    ['English without any', { environment: { LANG: 'C' }, locale: 'en-US' }, 'en'],
  ] as const)('is %s', (_which, hints, expected) => {
    expect(operatorLanguage({ asked: undefined, shop: undefined, ...hints })).toBe(expected)
  })
})

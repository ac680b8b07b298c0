/** What single bytes print: every code page against another implementation of it where there is one. */
import { describe, expect, it } from 'vitest'
import type { CodePageNumbering } from '../../../drivers/printers/emulated/characters/code-page-numbers.js'
import { codePage, hasCodePage } from '../../../drivers/printers/emulated/characters/code-pages.js'
import { hasNationalSet, nationalCharacter } from '../../../drivers/printers/emulated/characters/national-sets.js'

const NONE = '\ufffd'
const numbers = (count: number): number[] => Array.from({ length: count }, (_, index) => index)

/** The bytes 80h–FFh of a page as one string. */
const upperHalf = (page: number, numbering?: CodePageNumbering): string => (codePage(page, numbering) ?? []).join('')

const at = (page: number, byte: number): string | undefined => codePage(page)?.[byte - 0x80]

/** Letters that tell pages of one script from each other. */
const LETTERS: readonly (readonly [page: number, ...letters: (readonly [byte: number, character: string])[]])[] = [
  // Greek, by the letters of the alphabet where each page keeps them.
  [11, [0xa4, 'Α'], [0xd6, 'α'], [0xfa, 'ω'], [0xfd, 'ώ']],
  [14, [0x80, 'Α'], [0x98, 'α'], [0xe0, 'ω']],
  [38, [0xa4, 'Α'], [0xd6, 'α'], [0xfa, 'ω']],
  // Turkish, Esperanto, Maltese.
  [12, [0x86, 'ĉ'], [0x98, 'İ'], [0xa6, 'Ğ'], [0xe8, 'ħ']],
  [13, [0x8d, 'ı'], [0x98, 'İ'], [0xd5, '€']],
  // Lithuanian, with western and with Russian letters.
  [42, [0x80, 'Ç'], [0xb5, 'Ą'], [0xd8, 'ž'], [0xf4, '„'], [0xff, ' ']],
  [43, [0x80, 'А'], [0xb5, 'Ą'], [0xd8, 'ž'], [0xf4, '„'], [0xff, ' ']],
  [44, [0x80, 'А'], [0xf2, 'Ґ'], [0xf8, 'Ї']],
  [53, [0xa3, 'Ә'], [0xaa, 'Ғ'], [0xff, 'я']],
  // Arabic and Persian, as the shapes that are printed.
  [37, [0xb0, '٠'], [0xc7, 'ﺍ'], [0xe1, 'ﻓ']],
  [41, [0x87, 'ﺂ'], [0x88, NONE], [0xf4, '۰'], [0xfd, '۹'], [0xff, ' ']],
  [32, [0x98, 'ء'], [0x9f, 'ا'], [0xf0, '≡']],
  // Thai: the national standard’s order in one, closed up in the other.
  [20, [0xa1, 'ก'], [0xa3, 'ค'], [0xdf, '็']],
  [21, [0xa1, 'ก'], [0xa4, 'ค'], [0xdf, '฿'], [0xe9, '้'], [0xf9, '๙']],
  [26, [0x80, '┌'], [0xa4, 'ค'], [0xdf, '฿'], [0xf9, '๙']],
  // Vietnamese, small and capital.
  [30, [0xae, 'đ'], [0xb5, 'à'], [0xfe, 'ỵ']],
  [31, [0xa2, 'Â'], [0xb5, 'À'], [0xfe, 'Ỵ']],
  [0, [0x80, 'Ç'], [0x9d, '¥'], [0xb0, '░'], [0xe1, 'ß'], [0xff, ' ']],
  [19, [0xd5, '€'], [0x9b, 'ø'], [0xf0, '-']],
  [2, [0xd5, 'ı'], [0x9b, 'ø'], [0xf0, '-']],
  [39, [0x80, '░'], [0xa1, 'Ą'], [0xe8, 'č']],
]

/** As printers understand the answers of a general decoder: control codes are nothing, a soft hyphen is a hyphen. */
function printed(decoded: string): string {
  if (decoded < '\u00a0') return NONE
  return decoded === '\u00a0' ? ' ' : decoded.replace('\u00ad', '-')
}

describe('code pages of ESC t', () => {
  it.each([
    [15, 'iso-8859-7'],
    [17, 'ibm866'],
    [40, 'iso-8859-15'],
    [45, 'windows-1250'],
    [46, 'windows-1251'],
    [48, 'windows-1254'],
    [50, 'windows-1256'],
    [51, 'windows-1257'],
    [52, 'windows-1258'],
  ])('page %i is %s as Node decodes it', (page, encoding) => {
    const decoder = new TextDecoder(encoding)
    expect(upperHalf(page)).toBe(
      numbers(0x80)
        .map((index) => printed(decoder.decode(Buffer.of(0x80 + index))))
        .join(''),
    )
  })

  it('WPC1253 and WPC1255 differ from the web’s in one position each, and not at all where ICU is newer', () => {
    const differing = [47, 49].map((page) => {
      const decoder = new TextDecoder(page === 47 ? 'windows-1253' : 'windows-1255')
      const bytes = numbers(0x80).map((index) => 0x80 + index)
      return bytes.filter((byte) => at(page, byte) !== printed(decoder.decode(Buffer.of(byte))))
    })
    expect([
      [[], []],
      [[0xaa], [0xca]],
    ]).toContainEqual(differing)
  })

  it.each(LETTERS.map(([page, ...letters]) => ({ page, letters })))(
    'page $page has its letters where they belong',
    ({ page, letters }) => {
      for (const [byte, character] of letters) expect(at(page, byte), byte.toString(16)).toBe(character)
    },
  )

  it('page 1 is JIS X 0201 katakana with lines and signs around it', () => {
    expect(upperHalf(1).slice(0x21, 0x60)).toBe(
      numbers(63)
        .map((index) => String.fromCharCode(0xff61 + index))
        .join(''),
    )
    expect([at(1, 0x80), at(1, 0xf1), at(1, 0xff)]).toEqual(['▁', '円', ' '])
  })

  it('pages 254 and 255 are blank until a host fills them', () => {
    expect([upperHalf(254), upperHalf(255)]).toEqual([' '.repeat(128), ' '.repeat(128)])
  })

  it('every page of every numbering has 128 positions, each one character', () => {
    for (const numbering of ['epson', 'bixolon', 'citizen', 'star', 'xprinter'] as const) {
      for (const page of numbers(256).filter((number) => hasCodePage(number, numbering))) {
        const characters = codePage(page, numbering) ?? []
        expect(characters.length, `${numbering} ${page}`).toBe(128)
        expect(characters.every((character) => [...character].length === 1)).toBe(true)
        if (page < 254) expect(characters.filter((character) => character !== NONE).length).toBeGreaterThan(25)
      }
    }
  })

  it('the pages of Epson’s list, and none that nothing is known of', () => {
    expect(numbers(256).filter((page) => hasCodePage(page))).toEqual([
      0, 1, 2, 3, 4, 5, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 26, 30, 31, 32, 33, 34, 35, 36, 37, 38,
      39, 40, 41, 42, 43, 44, 45, 46, 47, 48, 49, 50, 51, 52, 53, 254, 255,
    ])
    expect(codePage(6)).toBeUndefined()
  })

  it('makers count differently', () => {
    expect(upperHalf(28, 'bixolon')).toBe(upperHalf(46))
    expect(upperHalf(23, 'xprinter')).toBe(upperHalf(46))
    expect(upperHalf(6, 'citizen')).toBe(upperHalf(18))
    expect(upperHalf(22, 'star')).toBe(upperHalf(22))
    expect([hasCodePage(53, 'star'), hasCodePage(53, 'epson')]).toEqual([false, true])
  })
})

describe('national sets of ESC R', () => {
  const replaced = (country: number): string =>
    [...'#$@[\\]^`{|}~'].map((ascii) => nationalCharacter(ascii.charCodeAt(0), country)).join('')

  it('change twelve positions and no other', () => {
    expect(replaced(2)).toBe('#$§ÄÖÜ^`äöüß')
    expect(replaced(3)).toBe('£$@[\\]^`{|}~')
    expect([replaced(8), replaced(13), replaced(15), replaced(16)]).toEqual([
      '#$@[¥]^`{|}~',
      '#$@[₩]^`{|}~',
      '#¥@[\\]^`{|}~',
      '#₫@[\\]^`{|}~',
    ])
    for (let country = 0; country < 18; country++) {
      expect([...replaced(country)]).toHaveLength(12)
      const others = numbers(0x5f)
        .map((index) => 0x20 + index)
        .filter((byte) => !'#$@[\\]^`{|}~'.includes(String.fromCharCode(byte)))
      for (const byte of others) expect(nationalCharacter(byte, country)).toBe(String.fromCharCode(byte))
    }
  })

  it('are numbered 0–17', () => {
    expect(numbers(256).filter(hasNationalSet)).toEqual(numbers(18))
  })

  it('leave a gap for DEL', () => {
    expect(nationalCharacter(0x7f, 0)).toBe(' ')
  })
})

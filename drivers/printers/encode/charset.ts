/**
 * Text to bytes in the character set a job prints in. Nothing is ever replaced by a question mark: a character the printer
 * has no glyph for makes the whole text unencodable, and its line is drawn as dots instead.
 */
import iconv from 'iconv-lite'
import type { Language } from '../../../src/domain/language.js'
import type { CodePage, PrinterProfile } from '../profiles/printer-profile.js'

export interface Charset {
  /** Puts the printer into this set (ESC t, FS & or FS ., ESC R), whatever it was in. */
  readonly select: Uint8Array
  readonly doubleByte: boolean
  /** @returns undefined when the printer lacks a character. `columns` are those the printer will really take. */
  encode(text: string): EncodedText | undefined
}

export interface EncodedText {
  readonly bytes: Uint8Array
  readonly columns: number
}

interface Glyph {
  readonly bytes: readonly number[]
  readonly columns: 1 | 2
  /** The number of its page (ESC t n), where it is not the one selected at the start. */
  readonly page?: number
}

type FindGlyph = (character: string) => Glyph | undefined

/** ESC t n; 0 is PC437, and the page that leaves the upper half to double-byte text. */
const codePage = (number: number) => [0x1b, 0x74, number]
/** FS & and FS . */
const DOUBLE_BYTE_ON = [0x1c, 0x26]
const DOUBLE_BYTE_OFF = [0x1c, 0x2e]
/** ESC 3 0, LF, ESC 2: a line that feeds nothing. */
const EMPTY_LINE = [0x1b, 0x33, 0, 0x0a, 0x1b, 0x32]
/** ESC R n */
const nationalSet = (set: number) => [0x1b, 0x52, set]
const USA = 0
const JAPAN = 8
const KOREA = 13

/** Characters that live at 5Ch, by the national set that shows them there. */
const AT_5C: Readonly<Record<string, number>> = { '\\': USA, '¥': JAPAN, '₩': KOREA }

/** Control, format, private-use and unassigned characters: no glyph, and a control character would be a command. */
const NOT_PRINTABLE = /\p{C}/u

/** @returns the set for a language, as far as the printer's memory has it: ko → CP949, zh → GBK, en → single-byte pages. */
export function charsetFor(language: Language, profile: PrinterProfile): Charset {
  const { korean, chinese } = profile.glyphs
  if (language === 'ko' && korean !== 'none') {
    return charset(profile, { national: KOREA, doubleByte: true, find: doubleByteGlyphs('cp949', korean === 'cp949') })
  }
  if (language === 'zh' && chinese !== 'none') {
    return charset(profile, { national: USA, doubleByte: true, find: doubleByteGlyphs('gb18030', chinese === 'gbk') })
  }
  return charset(profile, { national: USA, doubleByte: false, find: singleByteGlyphs(profile.codePages) })
}

interface Selection {
  readonly national: number
  readonly doubleByte: boolean
  readonly find: FindGlyph
}

function charset({ glyphs, codePages }: PrinterProfile, { national, doubleByte, find }: Selection): Charset {
  const { nationalSets, doubleByteFrom } = glyphs
  // In double-byte mode single-byte pages are out of reach, and leaving it in mid-line is more than some models take.
  const base = doubleByte ? 0 : (codePages[0]?.number ?? 0)
  const findWithNational: FindGlyph = (character) => {
    const set = nationalSets ? AT_5C[character] : undefined
    return set === undefined ? find(character) : at5c(set, national)
  }
  // A line is measured first and written then.
  let last: { readonly text: string; readonly encoded: EncodedText | undefined } | undefined
  return {
    select: Uint8Array.from([
      ...codePage(base),
      ...(doubleByte ? DOUBLE_BYTE_ON : DOUBLE_BYTE_OFF),
      ...(nationalSets ? nationalSet(national) : []),
      ...(doubleByteFrom === 'next-line' ? EMPTY_LINE : []),
    ]),
    doubleByte,
    encode(text) {
      if (last?.text !== text) last = { text, encoded: encodeAll(text.normalize('NFC'), base, findWithNational) }
      return last.encoded
    },
  }
}

function encodeAll(text: string, base: number, find: FindGlyph): EncodedText | undefined {
  const bytes: number[] = []
  let columns = 0
  let page = base
  for (const character of text) {
    const glyph = find(character)
    if (!glyph) return undefined
    const { page: wanted = base } = glyph
    // Letters, digits and punctuation are the same in all pages.
    if (wanted !== page && !isAscii(character)) {
      bytes.push(...codePage(wanted))
      page = wanted
    }
    bytes.push(...glyph.bytes)
    columns += glyph.columns
  }
  if (page !== base) bytes.push(...codePage(base))
  return { bytes: Uint8Array.from(bytes), columns }
}

function at5c(set: number, current: number): Glyph {
  if (set === current) return { bytes: [0x5c], columns: 1 }
  return { bytes: [...nationalSet(set), 0x5c, ...nationalSet(current)], columns: 1 }
}

function isAscii(character: string): boolean {
  return character <= '\x7f'
}

/** Looks each character up once; a receipt has few different ones, and a shop not many more. */
function remembered(find: FindGlyph): FindGlyph {
  const known = new Map<string, Glyph | undefined>()
  return (character) => {
    if (known.has(character)) return known.get(character)
    const glyph = NOT_PRINTABLE.test(character) ? undefined : find(character)
    known.set(character, glyph)
    return glyph
  }
}

const doubleByteTables = new Map<string, FindGlyph>()

/** GB18030 gives four bytes to what GBK lacks; printers know two. The old sets end where either byte is under A1h. */
function doubleByteGlyphs(encoding: 'cp949' | 'gb18030', extended: boolean): FindGlyph {
  const name = `${encoding} ${extended}`
  const known = doubleByteTables.get(name)
  if (known) return known
  const table = remembered((character) => {
    const bytes = [...iconv.encode(character, encoding)]
    if (isAscii(character)) return { bytes, columns: 1 }
    if (bytes.length !== 2 || iconv.decode(Buffer.from(bytes), encoding) !== character) return undefined
    if (!extended && bytes.some((byte) => byte < 0xa1)) return undefined
    return { bytes, columns: 2 }
  })
  doubleByteTables.set(name, table)
  return table
}

const singleByteTables = new Map<readonly CodePage[], FindGlyph>()

/** In the first page that has it. Where no page is trusted, ASCII is all there is. */
function singleByteGlyphs(pages: readonly CodePage[]): FindGlyph {
  const known = singleByteTables.get(pages)
  if (known) return known
  const table = remembered((character) => {
    if (isAscii(character)) return { bytes: [character.charCodeAt(0)], columns: 1 }
    for (const { page, number } of pages) {
      const bytes = [...iconv.encode(character, page)]
      const [byte = 0] = bytes
      if (bytes.length !== 1 || byte < 0x80 || iconv.decode(Buffer.from(bytes), page) !== character) continue
      return { bytes, columns: 1, page: number }
    }
    return undefined
  })
  singleByteTables.set(pages, table)
  return table
}

/**
 * Text to bytes in the one character set a job prints in. Nothing is ever replaced by a question mark: a character the
 * printer has no glyph for makes the whole text unencodable, and its line is drawn as dots instead.
 */
import iconv from 'iconv-lite'
import type { Language } from '../../../src/domain/language.js'
import type { PrinterGlyphs, PrinterProfile } from '../profiles/printer-profile.js'

export interface Charset {
  /** Puts the printer into this set (ESC t, FS & or FS ., ESC R), whatever it was in. */
  readonly select: Uint8Array
  readonly doubleByte: boolean
  /** @returns undefined when the printer lacks a character. `columns` are those the printer will really take. */
  encode(text: string): { readonly bytes: Uint8Array; readonly columns: number } | undefined
}

interface Glyph {
  readonly bytes: readonly number[]
  readonly columns: 1 | 2
}

/** ESC t 0: PC437, and the page that leaves the upper half to double-byte text. */
const CODE_PAGE_437 = [0x1b, 0x74, 0x00]
/** FS & and FS . */
const DOUBLE_BYTE_ON = [0x1c, 0x26]
const DOUBLE_BYTE_OFF = [0x1c, 0x2e]
/** ESC R n */
const nationalSet = (set: number) => [0x1b, 0x52, set]
const USA = 0
const JAPAN = 8
const KOREA = 13

/** Characters that live at 5Ch, by the national set that shows them there. */
const AT_5C: Readonly<Record<string, number>> = { '\\': USA, '¥': JAPAN, '₩': KOREA }

/** Control, format, private-use and unassigned characters: no glyph, and a control character would be a command. */
const NOT_PRINTABLE = /\p{C}/u

/** @returns the set for a language, as far as the printer's memory has it: ko → CP949, zh → GBK, en → PC437. */
export function charsetFor(language: Language, profile: PrinterProfile): Charset {
  const { glyphs } = profile
  if (language === 'ko' && glyphs.korean !== 'none') {
    return charset(glyphs, KOREA, true, doubleByteGlyph('cp949', glyphs.korean === 'cp949'))
  }
  if (language === 'zh' && glyphs.chinese !== 'none') {
    return charset(glyphs, USA, true, doubleByteGlyph('gb18030', glyphs.chinese === 'gbk'))
  }
  return charset(glyphs, USA, false, singleByteGlyph)
}

function charset(
  { nationalSets }: PrinterGlyphs,
  national: number,
  doubleByte: boolean,
  glyphOf: (character: string) => Glyph | undefined,
): Charset {
  const select = [...CODE_PAGE_437, ...(doubleByte ? DOUBLE_BYTE_ON : DOUBLE_BYTE_OFF)]
  const find = (character: string): Glyph | undefined => {
    if (NOT_PRINTABLE.test(character)) return undefined
    const set = nationalSets ? AT_5C[character] : undefined
    return set === undefined ? glyphOf(character) : at5c(set, national)
  }
  return {
    select: Uint8Array.from(nationalSets ? [...select, ...nationalSet(national)] : select),
    doubleByte,
    encode: (text) => encodeAll(text.normalize('NFC'), find),
  }
}

function encodeAll(text: string, find: (character: string) => Glyph | undefined) {
  const bytes: number[] = []
  let columns = 0
  for (const character of text) {
    const glyph = find(character)
    if (!glyph) return undefined
    bytes.push(...glyph.bytes)
    columns += glyph.columns
  }
  return { bytes: Uint8Array.from(bytes), columns }
}

function at5c(set: number, current: number): Glyph {
  if (set === current) return { bytes: [0x5c], columns: 1 }
  return { bytes: [...nationalSet(set), 0x5c, ...nationalSet(current)], columns: 1 }
}

function isAscii(character: string): boolean {
  return character <= '\x7f'
}

/** GB18030 gives four bytes to what GBK lacks; printers know two. The old sets end where either byte is under A1h. */
function doubleByteGlyph(encoding: 'cp949' | 'gb18030', extended: boolean) {
  return (character: string): Glyph | undefined => {
    const bytes = [...iconv.encode(character, encoding)]
    if (isAscii(character)) return { bytes, columns: 1 }
    if (bytes.length !== 2 || iconv.decode(Buffer.from(bytes), encoding) !== character) return undefined
    if (!extended && bytes.some((byte) => byte < 0xa1)) return undefined
    return { bytes, columns: 2 }
  }
}

function singleByteGlyph(character: string): Glyph | undefined {
  const bytes = [...iconv.encode(character, 'cp437')]
  if (bytes.length !== 1 || iconv.decode(Buffer.from(bytes), 'cp437') !== character) return undefined
  return { bytes, columns: 1 }
}

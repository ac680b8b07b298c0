/**
 * What the upper half of a page holds. Most pages are known to iconv-lite under other names; the rest are written down in
 * page-codes.ts.
 */
import iconv from 'iconv-lite'
import { type CodePageNumbering, pageName } from './code-page-numbers.js'
import { UNDECODABLE } from './decoded-character.js'
import { PAGE_CODES } from './page-codes.js'

/** Page names that are not simply `cp` or `windows-` with the number, or an ISO 8859 part. */
const ENCODINGS: Readonly<Record<string, string>> = { WPC775: 'cp775', 'KZ-1048': 'rk1048', VISCII: 'viscii' }

/** Printers have the euro sign where the tables of PC857 have nothing. */
const PC857_EURO = 0xd5

const UPPER_HALF = Buffer.from(Array.from({ length: 0x80 }, (_, index) => 0x80 + index))

/** Whether ESC t n selects anything. */
export const hasCodePage = (page: number, numbering: CodePageNumbering = 'epson'): boolean =>
  pageName(page, numbering) !== undefined

/** The characters at 80h–FFh, U+FFFD where there is none; undefined when there is no such page. */
export function codePage(page: number, numbering: CodePageNumbering = 'epson'): readonly string[] | undefined {
  const name = pageName(page, numbering)
  if (name === undefined) return undefined
  if (name === 'Space') return Array.from(UPPER_HALF, () => ' ')
  const written = PAGE_CODES[name]
  const characters = written === undefined ? decoded(name) : [...written]
  if (name === 'PC857') characters[PC857_EURO - 0x80] = '€'
  return characters
}

const decoded = (name: string): string[] => [...iconv.decode(UPPER_HALF, encodingOf(name))].map(printable)

function encodingOf(name: string): string {
  return (
    ENCODINGS[name] ??
    name
      .replace(/^PC/, 'cp')
      .replace(/^WPC/, 'windows-')
      .replace(/^ISO8859/, 'iso-8859')
  )
}

/** Control codes are no characters, a no-break space is a space, and a soft hyphen on paper is a hyphen. */
function printable(character: string): string {
  if (character < '\u00a0') return UNDECODABLE
  if (character === '\u00a0') return ' '
  return character === '\u00ad' ? '-' : character
}

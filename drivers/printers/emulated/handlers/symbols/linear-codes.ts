/** What each `m` of GS k means: which data it takes, which bars it makes and which characters are printed with them. */

import { readCode128 } from './code-128.js'
import { articleElement, elementStrings, FNC1, FNC3, readGs1, scanned } from './gs1.js'
import { checkDigit, digitsOf, type LinearCode, withoutControls } from './linear-code.js'
import { barPattern } from './symbol-patterns.js'
import { readEan8, readEan13, readUpcA, readUpcE } from './upc-ean.js'

type Reader = (data: Uint8Array) => LinearCode | undefined

/** Codes of seven bits hold no more. */
const isAscii = (text: string): boolean => [...text].every((character) => character <= '\u007f')

const textOf = (data: Uint8Array): string => Buffer.from(data).toString('latin1')

const asText =
  (read: (text: string) => LinearCode | undefined): Reader =>
  (data) =>
    read(textOf(data))

/** Start and stop `*` are added where the host left them out; they stand with the characters. */
function readCode39(text: string): LinearCode | undefined {
  const data = text.replace(/^\*/, '').replace(/\*$/, '')
  if (!/^[0-9A-Z $%+\-./]+$/.test(data)) return undefined
  const widths = barPattern({ bcid: 'code39', text: data })
  return widths && { symbology: 'CODE39', widths, hasTwoWidths: true, data, hri: `*${data}*` }
}

/** Digits go in pairs: of an odd number the last is left out. */
function readItf(text: string): LinearCode | undefined {
  const data = text.slice(0, text.length & ~1)
  const widths = /^\d+$/.test(text) && data !== '' ? barPattern({ bcid: 'interleaved2of5', text: data }) : undefined
  return widths && { symbology: 'ITF', widths, hasTwoWidths: true, data, hri: data }
}

/** Start and stop come from the host, in capitals or small letters. */
function readCodabar(data: string): LinearCode | undefined {
  if (!/^[A-Da-d][0-9$+\-./:]*[A-Da-d]$/.test(data)) return undefined
  const widths = barPattern({ bcid: 'rationalizedCodabar', text: data.toUpperCase() })
  return widths && { symbology: 'CODABAR', widths, hasTwoWidths: true, data, hri: data }
}

/** Two check characters are added. □ stands for start and stop, ■ and a letter for a control character. */
function readCode93(data: string): LinearCode | undefined {
  if (data === '' || !isAscii(data)) return undefined
  const widths = barPattern({ bcid: 'code93ext', text: data, includecheck: true })
  const shown = [...data].map((character) =>
    withoutControls(character) === character ? character : shift93(character),
  )
  return widths && { symbology: 'CODE93', widths, hasTwoWidths: false, data, hri: `□${shown.join('')}□` }
}

/** The letter that follows the shift sign in the code itself: NUL is U, 01h–1Ah are A–Z, 1Bh–1Fh A–E, DEL T. */
function shift93(control: string): string {
  const code = control.charCodeAt(0)
  const letter = code === 0 ? 'U' : code === 0x7f ? 'T' : String.fromCharCode(0x40 + (code > 0x1a ? code - 0x1a : code))
  return `■${letter}`
}

const readChosenCode128: Reader = (bytes) => {
  const code = readCode128(bytes)
  if (!code) return undefined
  const text = code.words.map((word) => `^${String(word).padStart(3, '0')}`).join('')
  const widths = barPattern({ bcid: 'code128', text, raw: true })
  return widths && { symbology: 'CODE128', widths, hasTwoWidths: false, data: code.data, hri: code.hri }
}

/** m = 79: any bytes, the printer chooses the code sets. */
function readCode128Auto(data: string): LinearCode | undefined {
  const widths = data === '' ? undefined : barPattern({ bcid: 'code128', text: data })
  return widths && { symbology: 'CODE128', widths, hasTwoWidths: false, data, hri: withoutControls(data) }
}

/** FNC1 after the start is added; the data begins with an identifier, in parentheses or not. */
const readGs1128: Reader = (bytes) => {
  const read = readGs1(bytes, { isGs1128: true })
  if (!read || !/^\d\d/.test(read.characters) || !isAscii(scanned(read.characters))) return undefined
  const text = read.characters.replaceAll('^', '^^').replaceAll(FNC1, '^FNC1').replaceAll(FNC3, '^FNC3')
  const widths = barPattern({ bcid: 'code128', text: `^FNC1${text}`, parsefnc: true })
  return widths && { symbology: 'GS1-128', widths, hasTwoWidths: false, data: scanned(read.characters), hri: read.hri }
}

/** Thirteen digits: identifier 01 before and check digit behind are added and shown. */
const dataBar =
  (symbology: string, bcid: string, valid: RegExp) =>
  (text: string): LinearCode | undefined => {
    const digits = valid.test(text) ? digitsOf(text, 13) : undefined
    const widths = digits && barPattern({ bcid, text: articleElement(digits) })
    if (!digits || !widths) return undefined
    const hri = articleElement(digits)
    return { symbology, widths, hasTwoWidths: false, data: hri.replace(/[()]/g, ''), hri }
  }

/** Element strings of GS1 DataBar Expanded, as `elementStrings` says them. An article's check digit must be right. */
export function readExpanded(bytes: Uint8Array): { elements: string; data: string; hri: string } | undefined {
  const read = readGs1(bytes, { isGs1128: false })
  const elements = read && elementStrings(read.characters)
  if (!read || elements === undefined) return undefined
  const article = /^\(01\)(\d{13})(.)/.exec(elements)
  if (article && checkDigit(article[1] ?? '') !== article[2]) return undefined
  return { elements, data: scanned(read.characters), hri: read.hri }
}

const readDataBarExpanded: Reader = (bytes) => {
  const read = readExpanded(bytes)
  const widths = read && barPattern({ bcid: 'databarexpanded', text: read.elements, dontlint: true })
  return widths && { symbology: 'GS1 DataBar Expanded', widths, hasTwoWidths: false, data: read.data, hri: read.hri }
}

const FROM_UPC_A_TO_CODABAR: readonly Reader[] = [
  asText(readUpcA),
  asText(readUpcE),
  asText(readEan13),
  asText(readEan8),
  asText(readCode39),
  asText(readItf),
  asText(readCodabar),
]

/** By `m` of function B, from 65 on; function A numbers the first seven from 0. */
export const LINEAR_CODES: readonly Reader[] = [
  ...FROM_UPC_A_TO_CODABAR,
  asText(readCode93),
  readChosenCode128,
  readGs1128,
  asText(dataBar('GS1 DataBar Omnidirectional', 'databaromni', /^/)),
  asText(dataBar('GS1 DataBar Truncated', 'databartruncated', /^/)),
  asText(dataBar('GS1 DataBar Limited', 'databarlimited', /^[01]/)),
  readDataBarExpanded,
  asText(readCode128Auto),
]

export const FUNCTION_A_CODES = FROM_UPC_A_TO_CODABAR.length

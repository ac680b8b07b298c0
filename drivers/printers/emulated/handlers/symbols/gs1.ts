/**
 * GS1 data as hosts send it: application identifiers in parentheses that are shown and not encoded, or bare, with function
 * characters after `{`. Read here once for GS1-128, the GS1 DataBars and composite symbols, which differ in little.
 */
import { checkDigit } from './linear-code.js'

/** Function characters as they stand in read data: no byte of a host can be one. */
export const FNC1 = '\uf8f1'
export const FNC3 = '\uf8f3'

export interface Gs1Data {
  /** The characters to encode, function characters among them. */
  readonly characters: string
  readonly hri: string
}

interface Gs1Rules {
  /** GS1-128: spaces are shown only, and `*` asks for a check digit. Elsewhere `*` is skipped. */
  readonly isGs1128: boolean
}

/** Undefined where an escape means nothing, or a check digit is asked for what are no digits. */
export function readGs1(bytes: Uint8Array, { isGs1128 }: Gs1Rules): Gs1Data | undefined {
  let characters = ''
  let hri = ''
  let elementStart = 0
  const text = Buffer.from(bytes).toString('latin1')
  for (let at = 0; at < text.length; at++) {
    const character = text[at] ?? ''
    if (character === '(' || character === ')' || (character === ' ' && isGs1128)) {
      hri += character
      // After `)` the digits begin that a check digit is for.
      if (character === ')') elementStart = characters.length
    } else if (character === '*') {
      if (!isGs1128) continue
      const digits = characters.slice(elementStart)
      if (!/^\d+$/.test(digits)) return undefined
      characters += checkDigit(digits)
      hri += checkDigit(digits)
    } else {
      const meant = character === '{' ? escaped(text[++at], isGs1128) : character
      if (meant === undefined) return undefined
      characters += meant
      hri += isShown(meant) ? meant : ' '
    }
  }
  return { characters, hri }
}

function escaped(character: string | undefined, isGs1128: boolean): string | undefined {
  if (character === '1') return FNC1
  if (character === '3' && isGs1128) return FNC3
  return character !== undefined && '({)'.includes(character)
    ? character
    : character === '*' && isGs1128
      ? '*'
      : undefined
}

const isShown = (character: string): boolean => character >= ' ' && character < '\u007f'

/** What a scanner hands on: FNC1 is a group separator to it. */
export const scanned = (characters: string): string => characters.replaceAll(FNC1, '\u001d').replaceAll(FNC3, '')

/** Digits of application identifiers, by their first two. */
const AI_DIGITS: readonly { readonly from: number; readonly to: number; readonly digits: number }[] = [
  { from: 0, to: 3, digits: 2 },
  { from: 10, to: 22, digits: 2 },
  { from: 23, to: 25, digits: 3 },
  { from: 30, to: 30, digits: 2 },
  { from: 31, to: 36, digits: 4 },
  { from: 37, to: 37, digits: 2 },
  { from: 39, to: 39, digits: 4 },
  { from: 40, to: 42, digits: 3 },
  { from: 43, to: 43, digits: 4 },
  { from: 70, to: 70, digits: 4 },
  { from: 71, to: 71, digits: 3 },
  { from: 72, to: 82, digits: 4 },
  { from: 90, to: 99, digits: 2 },
]

/** Characters of an identifier and its value together, by the first two digits, where the length is fixed. */
const ELEMENT_LENGTHS: readonly { readonly from: number; readonly to: number; readonly length: number }[] = [
  { from: 0, to: 0, length: 20 },
  { from: 1, to: 3, length: 16 },
  { from: 4, to: 4, length: 18 },
  { from: 11, to: 19, length: 8 },
  { from: 20, to: 20, length: 4 },
  { from: 31, to: 36, length: 10 },
  { from: 41, to: 41, length: 16 },
]

/**
 * Element strings in the notation `(01)09521234543213(10)ABC`, with no function characters: whoever encodes them knows
 * where those belong. Undefined where an identifier is none, or a value is too short, or holds a parenthesis, which the
 * notation has no way to say.
 */
export function elementStrings(characters: string): string | undefined {
  let rest = characters
  let result = ''
  while (rest !== '') {
    if (rest.startsWith(FNC1)) {
      rest = rest.slice(1)
      continue
    }
    const group = /^\d\d/.test(rest) ? Number(rest.slice(0, 2)) : -1
    const aiDigits = AI_DIGITS.find(({ from, to }) => group >= from && group <= to)?.digits
    const fixed = ELEMENT_LENGTHS.find(({ from, to }) => group >= from && group <= to)?.length
    const separator = rest.indexOf(FNC1)
    const end = fixed ?? (separator < 0 ? rest.length : separator)
    const element = rest.slice(0, end)
    if (aiDigits === undefined || element.length <= aiDigits || (fixed !== undefined && element.length < fixed))
      return undefined
    if (/[()]/.test(element) || element.includes(FNC1) || element.includes(FNC3)) return undefined
    result += `(${element.slice(0, aiDigits)})${element.slice(aiDigits)}`
    rest = rest.slice(end)
  }
  return result === '' ? undefined : result
}

/** Thirteen digits of an article as the element string of its number, check digit added. */
export const articleElement = (thirteen: string): string => `(01)${thirteen}${checkDigit(thirteen)}`

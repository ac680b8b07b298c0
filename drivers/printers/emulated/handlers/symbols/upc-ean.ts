/**
 * UPC-A, UPC-E, EAN13 and EAN8. They are worked out here and not left to an encoder, because a printer adds the check
 * digit when it is missing and prints the one it is given without looking at it – wrong ones too.
 */
import { checkDigit, digitsOf, type LinearCode } from './linear-code.js'

/** Widths of a digit of set L, space first. Set R has the same widths with the bar first, set G is L backwards. */
const DIGIT_WIDTHS = ['3211', '2221', '2122', '1411', '1132', '1231', '1114', '1312', '1213', '3112']
/** The sets of the left half of EAN13, which say the first digit. */
const FIRST_DIGIT_SETS = [
  'LLLLLL',
  'LLGLGG',
  'LLGGLG',
  'LLGGGL',
  'LGLLGG',
  'LGGLLG',
  'LGGGLL',
  'LGLGLG',
  'LGLGGL',
  'LGGLGL',
]
/** The sets of the six digits of UPC-E in number system 0, which say the check digit. */
const CHECK_DIGIT_SETS = [
  'GGGLLL',
  'GGLGLL',
  'GGLLGL',
  'GGLLLG',
  'GLGGLL',
  'GLLGGL',
  'GLLLGG',
  'GLGLGL',
  'GLGLLG',
  'GLLGLG',
]
const EDGE = '111'
const CENTRE = '11111'
const END_OF_UPC_E = '111111'

const widthsOf = (...parts: string[]): number[] => [...parts.join('')].map(Number)

const encodeDigits = (digits: string, sets: string): string =>
  [...digits]
    .map((digit, index) => {
      const widths = DIGIT_WIDTHS[Number(digit)] ?? ''
      return sets[index] === 'G' ? [...widths].reverse().join('') : widths
    })
    .join('')

const withCheckDigit = (digits: string, fullLength: number): string =>
  digits.length === fullLength ? digits : digits + checkDigit(digits)

function ean13(symbology: string, digits: string, shown: string): LinearCode {
  const sets = FIRST_DIGIT_SETS[Number(digits[0])] ?? ''
  const [left, right] = [digits.slice(1, 7), digits.slice(7)]
  const widths = widthsOf(EDGE, encodeDigits(left, sets), CENTRE, encodeDigits(right, 'LLLLLL'), EDGE)
  return { symbology, widths, hasTwoWidths: false, data: shown, hri: shown }
}

export function readEan13(text: string): LinearCode | undefined {
  const digits = digitsOf(text, 12, 13)
  if (digits === undefined) return undefined
  const full = withCheckDigit(digits, 13)
  return ean13('EAN13', full, full)
}

/** The bars are those of the EAN13 that begins with 0. */
export function readUpcA(text: string): LinearCode | undefined {
  const digits = digitsOf(text, 11, 12)
  if (digits === undefined) return undefined
  const full = withCheckDigit(digits, 12)
  return ean13('UPC-A', `0${full}`, full)
}

export function readEan8(text: string): LinearCode | undefined {
  const digits = digitsOf(text, 7, 8)
  if (digits === undefined) return undefined
  const full = withCheckDigit(digits, 8)
  const [left, right] = [full.slice(0, 4), full.slice(4)]
  const widths = widthsOf(EDGE, encodeDigits(left, 'LLLL'), CENTRE, encodeDigits(right, 'LLLL'), EDGE)
  return { symbology: 'EAN8', widths, hasTwoWidths: false, data: full, hri: full }
}

/**
 * Six digits are the code itself, seven and eight have the number system before and the check digit behind, eleven and
 * twelve are the UPC-A it stands for. The number system is always 0.
 */
export function readUpcE(text: string): LinearCode | undefined {
  const digits = digitsOf(text, 6, 7, 8, 11, 12)
  if (digits === undefined || (digits.length > 6 && digits[0] !== '0')) return undefined
  const six =
    digits.length >= 11 ? suppressZeros(digits.slice(1, 11)) : digits.length === 6 ? digits : digits.slice(1, 7)
  if (six === undefined) return undefined
  const sent = digits.length === 8 ? digits[7] : digits[11]
  const check = sent ?? checkDigit(`0${restoreZeros(six)}`)
  const widths = widthsOf(EDGE, encodeDigits(six, CHECK_DIGIT_SETS[Number(check)] ?? ''), END_OF_UPC_E)
  const full = `0${six}${check}`
  return { symbology: 'UPC-E', widths, hasTwoWidths: false, data: full, hri: full }
}

/** Ten digits, maker and item, to six; undefined where they have too few zeros. */
function suppressZeros(ten: string): string | undefined {
  const [maker, item] = [ten.slice(0, 5), ten.slice(5)]
  if (/[012]00$/.test(maker) && item.startsWith('00')) return maker.slice(0, 2) + item.slice(2) + maker.slice(2, 3)
  if (maker.endsWith('00') && item.startsWith('000')) return `${maker.slice(0, 3) + item.slice(3)}3`
  if (maker.endsWith('0') && item.startsWith('0000')) return `${maker.slice(0, 4) + item.slice(4)}4`
  return /^0000[5-9]$/.test(item) ? maker + item.slice(4) : undefined
}

function restoreZeros(six: string): string {
  const last = six.slice(5)
  if (last <= '2') return `${six.slice(0, 2)}${last}0000${six.slice(2, 5)}`
  if (last === '3') return `${six.slice(0, 3)}00000${six.slice(3, 5)}`
  if (last === '4') return `${six.slice(0, 4)}00000${six.slice(4, 5)}`
  return `${six.slice(0, 5)}0000${last}`
}

/**
 * A bar code as it will be drawn: bars, and the characters that stand with them. Every symbology is read into this one
 * shape, so height, width and the place of the characters are decided in one place only.
 */
export interface LinearCode {
  readonly symbology: string
  /** In modules, a bar first and then space and bar in turn. */
  readonly widths: readonly number[]
  /** Bars are thin or wide and nothing between: GS w gives the wide ones a width of their own. */
  readonly hasTwoWidths: boolean
  /** What a scanner reads. */
  readonly data: string
  /** The characters printed with it (human readable interpretation). */
  readonly hri: string
}

const DIGITS = /^\d+$/

/** The text as digits, or undefined where it holds anything else or has another length. */
export const digitsOf = (text: string, ...lengths: number[]): string | undefined =>
  DIGITS.test(text) && lengths.includes(text.length) ? text : undefined

/** The check digit EAN, UPC and GS1 share: weights 3 and 1 in turn from the right, up to the next ten. */
export function checkDigit(digits: string): string {
  let sum = 0
  for (let index = 0; index < digits.length; index++) {
    sum += Number(digits[digits.length - 1 - index]) * (index % 2 === 0 ? 3 : 1)
  }
  return String((10 - (sum % 10)) % 10)
}

/** Control characters have no shape of their own; most symbologies leave a space for them. */
export const withoutControls = (text: string): string => text.replace(/\p{Cc}/gu, ' ')

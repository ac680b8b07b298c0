/**
 * Which of the built-in fonts a model has under A, B and C (ESC M): models differ in their cells, and a letter alone does
 * not say what will be printed.
 */
import type { PrinterProfile } from '../models/profiles.js'
import { FONT_CELLS, type FontName } from './glyphs.js'

export type FontLetter = 'A' | 'B' | 'C'

const SINGLE_BYTE_FONTS: readonly FontName[] = ['A', 'B', 'tallB', 'C', 'D']

/** The font of a letter, or undefined where the model has none. */
export function fontOf({ fonts }: Pick<PrinterProfile, 'fonts'>, letter: FontLetter): FontName | undefined {
  const cell = fonts[letter]
  return (
    cell &&
    SINGLE_BYTE_FONTS.find((name) => {
      const { widthDots, heightDots } = FONT_CELLS[name]
      return widthDots === cell.widthDots && heightDots === cell.heightDots
    })
  )
}

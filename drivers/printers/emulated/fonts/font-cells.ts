/** The sizes of the built-in fonts, as Epson's "ESC/POS Command Reference" gives them with ESC ! and FS ( A. */

/**
 * A–D and `tallB` hold single-byte characters. ESC M 1 is B on most models, `tallB` on the TM-T88 and D on the TM-m30.
 * `wide`, `wideB` and `wideC` hold double-byte ones (FS ( A fn 48).
 */
export type FontName = 'A' | 'B' | 'tallB' | 'C' | 'D' | 'wide' | 'wideB' | 'wideC'

interface FontCell {
  readonly widthDots: number
  readonly heightDots: number
  /** From the top to where characters of different heights on one line meet. */
  readonly baselineDots: number
}

export const FONT_CELLS: Readonly<Record<FontName, FontCell>> = {
  A: { widthDots: 12, heightDots: 24, baselineDots: 21 },
  B: { widthDots: 9, heightDots: 17, baselineDots: 16 },
  tallB: { widthDots: 9, heightDots: 24, baselineDots: 21 },
  C: { widthDots: 8, heightDots: 16, baselineDots: 15 },
  D: { widthDots: 10, heightDots: 24, baselineDots: 21 },
  wide: { widthDots: 24, heightDots: 24, baselineDots: 21 },
  wideB: { widthDots: 20, heightDots: 24, baselineDots: 21 },
  wideC: { widthDots: 16, heightDots: 16, baselineDots: 15 },
}

/**
 * A text line drawn as dots, for what the printer has no glyph for: emoji, Hangul on a Chinese printer, é among CP949.
 * Characters stand on the same column grid as printed text, so the line still meets its neighbours.
 */
import { columnsOf, type PaperLine } from '../../../src/domain/paper-line.js'
import type { PrinterProfile } from '../profiles/printer-profile.js'
import { type GlyphDots, type GlyphStyle, glyphDots, LEADING_DOTS } from './glyph-dots.js'
import type { Bitmap } from './image.js'

const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' })

type TextLine = Extract<PaperLine, { kind: 'text' }>

/**
 * @returns pictures of the line's own extent, so that the printer can align them like text: one, or as many as the text
 *   needs when it is wider than the paper.
 */
export function rasterLine(line: TextLine, { columns, widthDots, fonts }: PrinterProfile): Bitmap[] {
  const { bold = false, inverse = false, width = 1, height = 1 } = line
  const style = {
    ...{ columnDots: Math.floor(widthDots / columns) * width, glyphDots: fonts.A.heightDots },
    ...{ height, bold },
  }
  // A control character has no picture, and canvas does not take a NUL.
  const text = line.text.replaceAll(/\p{Cc}/gu, ' ')
  return wrap(text, Math.floor(columns / width)).map((row) => drawRow(row, style, inverse))
}

/** Rows of graphemes, of at most so many columns. */
function wrap(text: string, columns: number): string[][] {
  const rows: string[][] = [[]]
  let used = 0
  for (const { segment } of graphemes.segment(text)) {
    const wide = columnsOf(segment)
    if (used + wide > columns && used > 0) {
      rows.push([])
      used = 0
    }
    rows.at(-1)?.push(segment)
    used += wide
  }
  return rows
}

function drawRow(row: readonly string[], style: GlyphStyle, inverse: boolean): Bitmap {
  const glyphs = row.map((grapheme) => glyphDots(grapheme, style))
  const columns = glyphs.reduce((sum, glyph) => sum + glyph.columns, 0)
  const rowBytes = Math.ceil((Math.max(1, columns) * style.columnDots) / 8)
  const heightDots = style.glyphDots * style.height + LEADING_DOTS
  const bits = new Uint8Array(rowBytes * heightDots)
  let left = 0
  for (const glyph of glyphs) {
    blacken(bits, rowBytes, glyph, left)
    left += glyph.columns * style.columnDots
  }
  return { widthDots: rowBytes * 8, heightDots, bits: inverse ? bits.map((byte) => ~byte & 0xff) : bits }
}

function blacken(bits: Uint8Array, rowBytes: number, { x, y }: GlyphDots, left: number): void {
  for (let index = 0; index < x.length; index++) {
    const column = left + (x[index] ?? 0)
    if (column < 0 || column >= rowBytes * 8) continue
    const at = (y[index] ?? 0) * rowBytes + (column >> 3)
    bits[at] = (bits[at] ?? 0) | (0x80 >> (column & 7))
  }
}

/**
 * A text line drawn as dots, for what the printer has no glyph for: emoji, Hangul on a Chinese printer, é among CP949.
 * Characters stand on the same column grid as printed text, so the line still meets its neighbours.
 */
import { createCanvas, type SKRSContext2D } from '@napi-rs/canvas'
import { columnsOf, type PaperLine } from '../../../src/domain/paper-line.js'
import type { PrinterProfile } from '../profiles/printer-profile.js'
import { fontsFor } from './fonts.js'
import type { Bitmap } from './image.js'

/** Glyphs of font A are 24 dots high; printers feed about 30 a line, and rasters come in multiples of 8. */
const GLYPH_DOTS = 24
const LEADING_DOTS = 8
/** Where the baseline lies within the 24 dots. */
const BASELINE_DOTS = 20
const DARK = 128

const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' })

type TextLine = Extract<PaperLine, { kind: 'text' }>

/**
 * @returns pictures of the line's own extent, so that the printer can align them like text: one, or as many as the text
 *   needs when it is wider than the paper.
 */
export function rasterLine(line: TextLine, profile: PrinterProfile): Bitmap[] {
  const columnDots = Math.floor(profile.widthDots / profile.columns) * (line.width ?? 1)
  // A control character has no picture, and canvas does not take a NUL.
  const text = line.text.replaceAll(/\p{Cc}/gu, ' ')
  return wrap(text, Math.floor(profile.widthDots / columnDots)).map((row) => drawRow(line, row, columnDots))
}

/** Rows of at most `columns` columns, broken between graphemes. */
function wrap(text: string, columns: number): string[] {
  const rows = ['']
  for (const { segment } of graphemes.segment(text)) {
    const row = rows.at(-1) ?? ''
    if (columnsOf(row + segment) <= columns) rows[rows.length - 1] = row + segment
    else rows.push(segment)
  }
  return rows
}

function drawRow({ bold = false, inverse = false, height = 1 }: TextLine, text: string, columnDots: number): Bitmap {
  const widthDots = Math.ceil((Math.max(1, columnsOf(text)) * columnDots) / 8) * 8
  const heightDots = GLYPH_DOTS * height + LEADING_DOTS
  const context = createCanvas(widthDots, heightDots).getContext('2d')
  context.fillStyle = inverse ? 'black' : 'white'
  context.fillRect(0, 0, widthDots, heightDots)
  context.fillStyle = inverse ? 'white' : 'black'
  drawGraphemes(context, text, { columnDots, height, bold })
  return { widthDots, heightDots, bits: bitsOf(context.getImageData(0, 0, widthDots, heightDots).data) }
}

interface Drawing {
  readonly columnDots: number
  readonly height: number
  readonly bold: boolean
}

function drawGraphemes(context: SKRSContext2D, text: string, { columnDots, height, bold }: Drawing): void {
  context.textAlign = 'center'
  let column = 0
  for (const { segment } of graphemes.segment(text)) {
    const columns = columnsOf(segment)
    const cellDots = columns * columnDots
    context.font = `${GLYPH_DOTS}px ${fontsFor(segment)}`
    context.setTransform(stretch(context.measureText(segment).width, cellDots, columnDots), 0, 0, height, 0, 0)
    const { a: scaleX } = context.getTransform()
    const x = (column * columnDots + cellDots / 2) / scaleX
    const y = LEADING_DOTS / 2 / height + BASELINE_DOTS
    context.fillText(segment, x, y)
    // Printers embolden by striking twice, one dot apart.
    if (bold) context.fillText(segment, x + 1, y)
    column += columns
  }
}

/** Horizontal scale: the line's magnification, less whatever a wide glyph needs to stay in its cell. */
function stretch(glyphDots: number, cellDots: number, columnDots: number): number {
  const magnification = columnDots / (GLYPH_DOTS / 2)
  return glyphDots * magnification > cellDots ? cellDots / glyphDots : magnification
}

/** RGBA pixels to one bit each, most significant first, 1 = black. */
function bitsOf(pixels: Uint8ClampedArray): Uint8Array {
  const bits = new Uint8Array(pixels.length / 32)
  for (let index = 0; index < pixels.length / 4; index++) {
    if ((pixels[index * 4] ?? 255) < DARK) bits[index >> 3] = (bits[index >> 3] ?? 0) | (0x80 >> (index & 7))
  }
  return bits
}

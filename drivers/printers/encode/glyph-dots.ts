/**
 * Characters drawn as dots, each once: a shop prints the same few hundred every day, and drawing costs a thousand times what
 * looking up does.
 */
import type { SKRSContext2D } from '@napi-rs/canvas'
import { columnsOf } from '../../../src/domain/paper-line.js'
import { drawing, fontsFor } from './fonts.js'

export interface GlyphStyle {
  /** Dots a column takes, magnification included. */
  readonly columnDots: number
  readonly glyphDots: number
  /** Magnification down. */
  readonly height: number
  readonly bold: boolean
}

/** Black dots, from the left edge of the character's cell and the top of its line. Some may lie outside the cell. */
export interface GlyphDots {
  readonly columns: number
  readonly x: Int16Array
  readonly y: Int16Array
}

/** Above and below the glyph, together: printers feed about 30 dots a line of 24, and rasters are best in multiples of 8. */
export const LEADING_DOTS = 8
/** Where the baseline lies, of the height of a glyph. */
const BASELINE = 20 / 24
/** Room for what a glyph has outside its cell. */
const MARGIN_DOTS = 12
const DARK = 128
/** Of different characters in different sizes; some megabytes at the most. */
const MOST_KEPT = 8_000

const kept = new Map<string, GlyphDots>()
let context: SKRSContext2D | undefined

/** @param grapheme what a person takes for one character. */
export function glyphDots(grapheme: string, style: GlyphStyle): GlyphDots {
  const key = `${style.columnDots} ${style.glyphDots} ${style.height} ${style.bold} ${grapheme}`
  const known = kept.get(key)
  if (known) return known
  if (kept.size >= MOST_KEPT) kept.clear()
  const drawn = draw(grapheme, style)
  kept.set(key, drawn)
  return drawn
}

function draw(grapheme: string, { columnDots, glyphDots, height, bold }: GlyphStyle): GlyphDots {
  const columns = columnsOf(grapheme)
  const cellDots = columns * columnDots
  const widthDots = cellDots + 2 * MARGIN_DOTS
  const heightDots = glyphDots * height + LEADING_DOTS
  const canvas = blankCanvas(widthDots, heightDots)
  canvas.font = `${glyphDots}px ${fontsFor(grapheme)}`
  const scaleX = stretch(canvas.measureText(grapheme).width, cellDots, columnDots / (glyphDots / 2))
  canvas.setTransform(scaleX, 0, 0, height, 0, 0)
  const x = (MARGIN_DOTS + cellDots / 2) / scaleX
  const y = LEADING_DOTS / 2 / height + glyphDots * BASELINE
  canvas.fillText(grapheme, x, y)
  // Printers embolden by striking twice, one dot apart.
  if (bold) canvas.fillText(grapheme, x + 1, y)
  return { columns, ...dotsOf(canvas.getImageData(0, 0, widthDots, heightDots).data, widthDots) }
}

/** One canvas serves all, as large as the largest so far. */
function blankCanvas(widthDots: number, heightDots: number): SKRSContext2D {
  if (!context || context.canvas.width < widthDots || context.canvas.height < heightDots) {
    context = drawing().createCanvas(widthDots, heightDots).getContext('2d')
    context.textAlign = 'center'
  }
  context.setTransform(1, 0, 0, 1, 0, 0)
  context.fillStyle = 'white'
  context.fillRect(0, 0, widthDots, heightDots)
  context.fillStyle = 'black'
  return context
}

/** Horizontal scale: the line's magnification, less whatever a wide glyph needs to stay in its cell. */
function stretch(glyphWidth: number, cellDots: number, magnification: number): number {
  return glyphWidth * magnification > cellDots ? cellDots / glyphWidth : magnification
}

function dotsOf(pixels: Uint8ClampedArray, widthDots: number): Pick<GlyphDots, 'x' | 'y'> {
  const [x, y]: [number[], number[]] = [[], []]
  for (let index = 0; index < pixels.length / 4; index++) {
    if ((pixels[index * 4] ?? 255) >= DARK) continue
    x.push((index % widthDots) - MARGIN_DOTS)
    y.push(Math.floor(index / widthDots))
  }
  return { x: Int16Array.from(x), y: Int16Array.from(y) }
}

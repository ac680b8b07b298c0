/**
 * The printer's built-in fonts: draws a character into a cell of dots. Everything is thresholded to black and white,
 * cached, and taken only from the typefaces the project ships, so a receipt looks the same on every machine.
 */
import { createCanvas } from '@napi-rs/canvas'
import { Bitmap } from './bitmap.js'
import type { DoubleByteCharset } from './profiles.js'
import { familyFor, type TypefaceName } from './typefaces.js'

/** Font A and B hold single-byte characters; wide holds double-byte ones. */
export type FontName = 'A' | 'B' | 'wide'

/** Cell sizes in dots. The baseline is where enlarged and normal characters on one line meet. */
export const FONT_CELLS: Readonly<Record<FontName, { widthDots: number; heightDots: number; baselineDots: number }>> = {
  A: { widthDots: 12, heightDots: 24, baselineDots: 20 },
  B: { widthDots: 9, heightDots: 17, baselineDots: 14 },
  wide: { widthDots: 24, heightDots: 24, baselineDots: 20 },
}

interface Drawing {
  readonly sizeDots: number
  /** The alpha (0–255) from which a dot is black. */
  readonly threshold: number
  /** Where the typeface's own baseline goes, if not on the cell's. */
  readonly baselineDots?: number
}

/** Chosen by eye for even two-dot strokes. */
const DRAWINGS: Readonly<Record<TypefaceName, Readonly<Record<FontName, Drawing>>>> = {
  nanum: {
    A: { sizeDots: 24, threshold: 120 },
    B: { sizeDots: 17.5, threshold: 105 },
    wide: { sizeDots: 24, threshold: 120 },
  },
  noto: {
    A: { sizeDots: 20, threshold: 90 },
    B: { sizeDots: 15, threshold: 90 },
    wide: { sizeDots: 24, threshold: 78 },
  },
  // Its design box of 16 fills the cell exactly, so that line-drawing characters join.
  unifont: {
    A: { sizeDots: 24, threshold: 110, baselineDots: 21 },
    B: { sizeDots: 17, threshold: 110, baselineDots: 15 },
    wide: { sizeDots: 24, threshold: 110, baselineDots: 21 },
  },
}

/** A full-width sign may stick out of a narrower cell by this much before it is squeezed. */
const MOST_OVERHANG = 1.05

const cache = new Map<string, Bitmap>()

/**
 * The dots of one character, in a cell of the font's size. A character no typeface has, or none at all (U+FFFD), is an
 * outlined box, as printers do.
 *
 * @param charset the printer's double-byte set: decides which typeface draws what both have.
 */
export function glyph(character: string, font: FontName, charset: DoubleByteCharset): Bitmap {
  const key = `${font} ${charset} ${character}`
  const known = cache.get(key)
  if (known) return known
  const drawn = draw(character, font, charset)
  cache.set(key, drawn)
  return drawn
}

function draw(character: string, font: FontName, charset: DoubleByteCharset): Bitmap {
  const codePoint = character.codePointAt(0) ?? 0
  const { widthDots, heightDots } = FONT_CELLS[font]
  if (/^\s$/u.test(character)) return new Bitmap(widthDots, heightDots)
  if (character === '\ufffd') return missingBox(font)
  for (const name of typefacesFor(character, font, charset)) {
    const family = familyFor(name, codePoint)
    if (family) return rasterise(character, font, family, DRAWINGS[name][font])
  }
  return missingBox(font)
}

function typefacesFor(character: string, font: FontName, charset: DoubleByteCharset): readonly TypefaceName[] {
  // Lines of two designs would not meet, and only one typeface has the single-width ones in all their forms.
  if (isLineDrawing(character)) return font === 'wide' ? ['noto', 'unifont'] : ['unifont']
  return font === 'wide' && charset === 'gb18030' ? ['noto', 'nanum', 'unifont'] : ['nanum', 'noto', 'unifont']
}

function rasterise(character: string, font: FontName, family: string, drawing: Drawing): Bitmap {
  const { widthDots, heightDots } = FONT_CELLS[font]
  const { sizeDots, threshold, baselineDots = FONT_CELLS[font].baselineDots } = drawing
  const context = createCanvas(widthDots, heightDots).getContext('2d')
  context.font = `${sizeDots}px "${family}"`
  const advance = context.measureText(character).width
  // Too wide is squeezed, never cut off, and lines are drawn out until they join.
  context.translate(widthDots / 2, baselineDots)
  if (advance > widthDots * MOST_OVERHANG || isLineDrawing(character)) context.scale(widthDots / advance, 1)
  context.textAlign = 'center'
  context.fillText(character, 0, 0)
  const pixels = context.getImageData(0, 0, widthDots, heightDots).data
  const bitmap = new Bitmap(widthDots, heightDots)
  for (let y = 0; y < heightDots; y++) {
    for (let x = 0; x < widthDots; x++) if ((pixels[(y * widthDots + x) * 4 + 3] ?? 0) >= threshold) bitmap.set(x, y)
  }
  return bitmap
}

/** Box drawing and block elements, U+2500–259F. */
const isLineDrawing = (character: string): boolean => character >= '\u2500' && character <= '\u259f'

function missingBox(font: FontName): Bitmap {
  const { widthDots, heightDots, baselineDots } = FONT_CELLS[font]
  const box = new Bitmap(widthDots, heightDots)
  const [left, top, width, height] = [1, 3, widthDots - 2, baselineDots - 3]
  box.fill(left, top, width, 1)
  box.fill(left, top + height - 1, width, 1)
  box.fill(left, top, 1, height)
  box.fill(left + width - 1, top, 1, height)
  return box
}

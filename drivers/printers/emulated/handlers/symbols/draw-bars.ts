/** Bars and the characters with them as dots: shared by the bar codes of GS k and the composite symbols of GS ( k. */

import type { BarDots, HriFont } from '../../composing/symbol-settings.js'
import { FONT_CELLS, glyph } from '../../fonts/glyphs.js'
import { Bitmap } from '../../paper/bitmap.js'
import type { LinearCode } from './linear-code.js'

/** A bar code without its characters. */
export function drawBars({ widths, hasTwoWidths }: LinearCode, bars: BarDots, heightDots: number): Bitmap {
  const dots = widths.map((width) =>
    hasTwoWidths ? (width > 1 ? bars.wideDots : bars.moduleDots) : width * bars.moduleDots,
  )
  const row = new Bitmap(
    dots.reduce((sum, width) => sum + width, 0),
    1,
  )
  let x = 0
  dots.forEach((width, index) => {
    if (index % 2 === 0) row.fill(x, 0, width, 1)
    x += width
  })
  return row.scaled(1, heightDots)
}

interface HriPlace {
  readonly font: HriFont
  readonly above: boolean
  readonly below: boolean
}

/** The block with its characters centred above it, below it, or both. They may be wider than the block. */
export function withCharacters(block: Bitmap, text: string, { font, above, below }: HriPlace): Bitmap {
  if (!above && !below) return block
  const line = lineOf(text, font)
  const result = new Bitmap(
    Math.max(block.widthDots, line.widthDots),
    block.heightDots + line.heightDots * (Number(above) + Number(below)),
  )
  const top = above ? line.heightDots : 0
  const indent = (widthDots: number): number => (result.widthDots - widthDots) >> 1
  result.draw(block, indent(block.widthDots), top)
  if (above) result.draw(line, indent(line.widthDots), 0)
  if (below) result.draw(line, indent(line.widthDots), top + block.heightDots)
  return result
}

function lineOf(text: string, font: HriFont): Bitmap {
  const { widthDots, heightDots } = FONT_CELLS[font]
  const characters = [...text]
  const line = new Bitmap(characters.length * widthDots, heightDots)
  characters.forEach((character, index) => {
    line.draw(glyph(character, font, 'none'), index * widthDots, 0)
  })
  return line
}

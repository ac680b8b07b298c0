/**
 * Box drawing and blocks (U+2500–259F). They are stretched from Unifont's dots to the cell exactly,
 * so that every line meets those of the cells around it.
 */
import { createCanvas } from '@napi-rs/canvas'
import { Bitmap } from '../paper/bitmap.js'
import { blackDots } from './black-dots.js'
import { FONT_CELLS, type FontName } from './font-cells.js'
import { familyFor } from './typefaces.js'

const BOX = { widthDots: 8, heightDots: 16, baselineDots: 14 }
const HALF = 128

/** Which dots of every two by two are black. Stretching would blur them into each other. */
const SHADES: Readonly<Record<string, readonly [x: number, y: number][]>> = {
  '░': [[0, 0]],
  '▒': [
    [0, 0],
    [1, 1],
  ],
  '▓': [
    [0, 0],
    [1, 1],
    [1, 0],
  ],
}

export const isLineDrawing = (character: string): boolean => character >= '\u2500' && character <= '\u259f'

export function drawLines(character: string, font: FontName): Bitmap {
  const { widthDots, heightDots } = FONT_CELLS[font]
  const shade = SHADES[character]
  if (shade) return shaded(widthDots, heightDots, shade)
  const design = designOf(character)
  const columns = Array.from({ length: widthDots }, (_, x) => sourcesOf(x, widthDots, BOX.widthDots))
  const bitmap = new Bitmap(widthDots, heightDots)
  for (let y = 0; y < heightDots; y++) {
    const rows = sourcesOf(y, heightDots, BOX.heightDots)
    for (const [x, sources] of columns.entries()) {
      if (rows.some((row) => sources.some((column) => design.get(column, row)))) bitmap.set(x, y)
    }
  }
  return bitmap
}

function designOf(character: string): Bitmap {
  const context = createCanvas(BOX.widthDots, BOX.heightDots).getContext('2d')
  context.font = `${BOX.heightDots}px "${familyFor('unifont', character.codePointAt(0) ?? 0) ?? ''}"`
  context.fillText(character, 0, BOX.baselineDots)
  return blackDots(context, BOX.widthDots, BOX.heightDots, HALF)
}

/**
 * Which of `designDots` dots decide about dot `at` of `dots`: those that cover half of it, so that strokes half as large
 * again are two dots everywhere. Closer to the design's own size just one does, or strokes would double here and there.
 */
function sourcesOf(at: number, dots: number, designDots: number): readonly number[] {
  const first = Math.floor((at * designDots) / dots)
  if (dots * 2 < designDots * 3) return [first]
  const begin = at * designDots
  const end = begin + designDots
  return [first, first + 1].filter((source) => {
    const covered = Math.min(end, (source + 1) * dots) - Math.max(begin, source * dots)
    return covered * 2 >= designDots
  })
}

function shaded(widthDots: number, heightDots: number, shade: readonly [x: number, y: number][]): Bitmap {
  const bitmap = new Bitmap(widthDots, heightDots)
  for (let top = 0; top < heightDots; top += 2) {
    for (let left = 0; left < widthDots; left += 2) for (const [x, y] of shade) bitmap.set(left + x, top + y)
  }
  return bitmap
}

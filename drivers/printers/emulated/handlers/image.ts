/** Images sent to be printed at once: raster (GS v 0, GS Q 0), and columns that stand in a line like characters (ESC *). */

import { FONT_CELLS } from '../fonts/glyphs.js'
import type { StoredGraphic } from '../machine/memory.js'
import { dotsOf } from '../machine/memory.js'
import { Bitmap } from '../paper/bitmap.js'
import { atLineStart, byteAt, digit, type Handler, type HandlerContext, type HandlerTable, wordAt } from './handler.js'

/**
 * Prints a picture by itself, each dot made `times` wide and high.
 *
 * @param isUpright true for raster data sent to be printed at once, which ESC { does not turn; kept pictures are turned.
 */
export function printGraphic(
  { first, second }: StoredGraphic,
  widthTimes: number,
  heightTimes: number,
  { line }: HandlerContext,
  isUpright = false,
): void {
  const { widthDots, heightDots } = dotsOf({ first, second })
  if (widthDots === 0 || heightDots === 0) return
  line.printBlock(first.scaled(widthTimes, heightTimes), {
    says: `[image ${widthDots * widthTimes}×${heightDots * heightTimes}]`,
    ...(second && { second: second.scaled(widthTimes, heightTimes) }),
    isUpright,
  })
}

/** Column data: each column `bytesPerColumn` bytes from the top down, the top dot in the highest bit. */
export function fromColumns(columns: number, bytesPerColumn: number, data: Uint8Array): Bitmap {
  const image = new Bitmap(columns, bytesPerColumn * 8)
  for (let index = 0; index < data.length; index++) {
    const bits = data[index] ?? 0
    if (bits === 0) continue
    const x = Math.floor(index / bytesPerColumn)
    const top = (index % bytesPerColumn) * 8
    for (let bit = 0; bit < 8; bit++) if (bits & (0x80 >> bit)) image.set(x, top + bit)
  }
  return image
}

/** m of GS v 0, GS / and FS p: 0 normal, 1 double width, 2 double height, 3 both; undefined out of range. */
export function scaleOf(m: number): { widthTimes: number; heightTimes: number } | undefined {
  const mode = digit(m)
  return mode > 3 ? undefined : { widthTimes: mode & 1 ? 2 : 1, heightTimes: mode & 2 ? 2 : 1 }
}

/** GS v 0 m xL xH yL yH d…: width is given in bytes. */
const rasterImage: Handler = (parameters, context) => {
  const scale = scaleOf(byteAt(parameters, 0))
  if (!scale) return context.note('parameter out of range')
  const first = new Bitmap(wordAt(parameters, 1) * 8, wordAt(parameters, 3), parameters.slice(5))
  printGraphic({ first, second: undefined }, scale.widthTimes, scale.heightTimes, context, true)
}

/** GS Q 0 m xL xH yL yH d…: columns; the height is given in bytes. */
const variableImage: Handler = (parameters, context) => {
  const scale = scaleOf(byteAt(parameters, 0))
  if (!scale) return context.note('parameter out of range')
  const first = fromColumns(wordAt(parameters, 1), wordAt(parameters, 3), parameters.subarray(5))
  printGraphic({ first, second: undefined }, scale.widthTimes, scale.heightTimes, context, true)
}

/** ESC * m: columns of 8 or 24 dots, top dot in the highest bit; every mode comes out 24 dots high on this head. */
const BIT_IMAGE_MODES: Readonly<Record<number, { bytes: number; widthTimes: number; heightTimes: number }>> = {
  0: { bytes: 1, widthTimes: 2, heightTimes: 3 },
  1: { bytes: 1, widthTimes: 1, heightTimes: 3 },
  32: { bytes: 3, widthTimes: 2, heightTimes: 1 },
  33: { bytes: 3, widthTimes: 1, heightTimes: 1 },
}

/** What does not fit on the line is lost, as on paper. */
const bitImage: Handler = (parameters, { line, modes, note }) => {
  const mode = BIT_IMAGE_MODES[byteAt(parameters, 0)]
  if (!mode) return note('parameter out of range')
  const room = Math.ceil(line.areaDots / mode.widthTimes)
  const columns = Math.min(wordAt(parameters, 1), room)
  if (columns === 0) return
  const image = fromColumns(columns, mode.bytes, parameters.subarray(3, 3 + columns * mode.bytes))
  line.put({
    bitmap: image.scaled(mode.widthTimes, mode.heightTimes),
    baselineDots: FONT_CELLS.A.baselineDots,
    says: '',
    style: undefined,
    ink: modes.ink,
    isBlank: false,
  })
}

export const imageHandlers: HandlerTable = {
  'GS v 0': atLineStart(rasterImage),
  'GS Q 0': atLineStart(variableImage),
  'ESC *': bitImage,
}

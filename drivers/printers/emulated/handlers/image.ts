/** Images: raster (GS v 0), column bit images that stand in a line (ESC *), and stored graphics (GS ( L, GS 8 L). */
import { Bitmap } from '../bitmap.js'
import { FONT_CELLS } from '../glyphs.js'
import { atLineStart, byteAt, digit, type Handler, type HandlerTable, wordAt } from './handler.js'

const saysImage = (image: Bitmap): string => `[image ${image.widthDots}×${image.heightDots}]`

/** GS v 0 m: 0 normal, 1 double width, 2 double height, 3 both. Width is given in bytes. */
const rasterImage: Handler = (parameters, { line, note }) => {
  const mode = digit(byteAt(parameters, 0))
  if (mode > 3) return note('parameter out of range')
  const widthBytes = wordAt(parameters, 1)
  const image = new Bitmap(widthBytes * 8, wordAt(parameters, 3), parameters.slice(5)).scaled(
    mode & 1 ? 2 : 1,
    mode & 2 ? 2 : 1,
  )
  line.printBlock(image, { says: saysImage(image) })
}

/** ESC * m: columns of 8 or 24 dots, top dot in the highest bit; every mode comes out 24 dots high on this head. */
const BIT_IMAGE_MODES: Readonly<Record<number, { bytes: number; widthTimes: number; heightTimes: number }>> = {
  0: { bytes: 1, widthTimes: 2, heightTimes: 3 },
  1: { bytes: 1, widthTimes: 1, heightTimes: 3 },
  32: { bytes: 3, widthTimes: 2, heightTimes: 1 },
  33: { bytes: 3, widthTimes: 1, heightTimes: 1 },
}

const bitImage: Handler = (parameters, { line, note }) => {
  const mode = BIT_IMAGE_MODES[byteAt(parameters, 0)]
  if (!mode) return note('parameter out of range')
  const columns = wordAt(parameters, 1)
  const image = new Bitmap(columns, mode.bytes * 8)
  for (let x = 0; x < columns; x++) {
    for (let y = 0; y < mode.bytes * 8; y++) {
      if (byteAt(parameters, 3 + x * mode.bytes + (y >> 3)) & (0x80 >> (y & 7))) image.set(x, y)
    }
  }
  const bitmap = image.scaled(mode.widthTimes, mode.heightTimes)
  line.put({ bitmap, baselineDots: FONT_CELLS.A.baselineDots, says: '' })
}

/** fn 112: m fn a bx by c xL xH yL yH data – stores a raster image in the print buffer. */
const storeRaster: Handler = (data, context) => {
  if (data.length < 10) return context.note('parameter out of range')
  const [tone, widthTimes, heightTimes] = [byteAt(data, 2), byteAt(data, 3), byteAt(data, 4)]
  const [widthDots, heightDots] = [wordAt(data, 6), wordAt(data, 8)]
  const bytesPerRow = Math.ceil(widthDots / 8)
  const isMonochrome = tone === 48 && [1, 2].includes(widthTimes) && [1, 2].includes(heightTimes)
  if (!isMonochrome || data.length !== 10 + bytesPerRow * heightDots) return context.note('parameter out of range')
  const bits = new Bitmap(bytesPerRow * 8, heightDots, data.slice(10))
  const image = new Bitmap(widthDots, heightDots)
  image.draw(bits, 0, 0)
  context.modes.storedGraphics = image.scaled(widthTimes, heightTimes)
}

/** fn 2 or 50: prints what is stored, and forgets it. */
const printStored: Handler = atLineStart((_parameters, { modes, line }) => {
  if (modes.storedGraphics) line.printBlock(modes.storedGraphics, { says: saysImage(modes.storedGraphics) })
  modes.storedGraphics = undefined
})

/** @param data from m on, without the length. */
export const graphics: Handler = (data, context) => {
  const [m, fn] = data
  if (m !== 48) return context.note('not supported')
  if (fn === 112) return storeRaster(data, context)
  if (fn === 2 || fn === 50) return printStored(data, context)
  context.note('not supported')
}

export const imageHandlers: HandlerTable = {
  'GS v 0': atLineStart(rasterImage),
  'ESC *': bitImage,
  'GS 8 *': (parameters, context) => {
    if (byteAt(parameters, 0) !== 0x4c) return context.note('not supported')
    graphics(parameters.subarray(5), context)
  },
}

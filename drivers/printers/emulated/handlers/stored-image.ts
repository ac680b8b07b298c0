/** Images kept for later in the old way: one downloaded (GS *, GS /), and numbered ones in non-volatile memory (FS q, FS p). */
import type { Bitmap } from '../paper/bitmap.js'
import { atLineStart, byteAt, type Handler, type HandlerTable, standardModeOnly, wordAt } from './handler.js'
import { fromColumns, printGraphic, scaleOf } from './image.js'

/** GS * x y d…: x × 8 columns of y bytes. */
const defineDownloaded: Handler = (parameters, { memory, note }) => {
  const [x, y] = [byteAt(parameters, 0), byteAt(parameters, 1)]
  if (x === 0 || y === 0) return note('parameter out of range')
  memory.downloadedImage = fromColumns(x * 8, y, parameters.subarray(2))
}

/** GS / m. */
const printDownloaded: Handler = (parameters, context) => {
  const scale = scaleOf(byteAt(parameters, 0))
  if (!scale) return context.note('parameter out of range')
  const first = context.memory.downloadedImage
  if (first) printGraphic({ first, second: undefined }, scale.widthTimes, scale.heightTimes, context)
}

/** FS q n [xL xH yL yH d…]…: replaces all of them. Each is x × 8 columns of y bytes. */
const defineNumbered: Handler = (parameters, { nonVolatile, profile, note }) => {
  const count = byteAt(parameters, 0)
  if (count === 0) return note('parameter out of range')
  const images: Bitmap[] = []
  let at = 1
  for (let index = 0; index < count; index++) {
    const [x, y] = [wordAt(parameters, at), wordAt(parameters, at + 2)]
    const bytes = x * 8 * y
    images.push(fromColumns(x * 8, y, parameters.subarray(at + 4, at + 4 + bytes)))
    at += 4 + bytes
  }
  if (at > profile.nvGraphicsBytes) return note('no room in memory')
  nonVolatile.bitImages = images
}

/** FS p n m. */
const printNumbered: Handler = (parameters, context) => {
  const first = context.nonVolatile.bitImages[byteAt(parameters, 0) - 1]
  const scale = scaleOf(byteAt(parameters, 1))
  if (!scale) return context.note('parameter out of range')
  if (first) printGraphic({ first, second: undefined }, scale.widthTimes, scale.heightTimes, context)
}

export const storedImageHandlers: HandlerTable = {
  'GS *': defineDownloaded,
  'GS /': atLineStart(printDownloaded),
  'FS q': standardModeOnly(atLineStart(defineNumbered)),
  'FS p': atLineStart(printNumbered),
}

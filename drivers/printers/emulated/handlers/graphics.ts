/**
 * Graphics (GS ( L, GS 8 L): pictures stored under key codes in working or non-volatile memory, or sent to be printed once,
 * in one plane a colour. Functions 64–69 are the non-volatile ones, 80–85 the downloaded ones, and otherwise alike.
 */

import type { GraphicsStore, StoredGraphic } from '../machine/memory.js'
import { block } from '../machine/status-bytes.js'
import { Bitmap } from '../paper/bitmap.js'
import { atLineStart, byteAt, type Handler, type HandlerContext, wordAt } from './handler.js'
import { fromColumns, printGraphic } from './image.js'

/** m of every function. */
const M = 48
const MONOCHROME = 48
/** c: which colour a plane is. */
const FIRST_COLOUR = 49
const SECOND_COLOUR = 50
/** GS ( L fn 64 and 80 send the key codes in portions of this many. */
const KEYS_A_REPLY = 40
const KEYS_FOLLOW = 0x41
const LAST_KEYS = 0x40

/** @param data from m on, without the length. */
export const graphics: Handler = (data, context) => {
  if (data.length < 2 || byteAt(data, 0) !== M) return context.note('parameter out of range')
  const act = FUNCTIONS[byteAt(data, 1)]
  if (act) act(data, context)
  else context.note('not supported')
}

const storeOf = (fn: number, { memory, nonVolatile }: HandlerContext): GraphicsStore =>
  fn >= 80 ? memory.graphics : nonVolatile.graphics

const keyAt = (data: Uint8Array, at: number): string => String.fromCharCode(byteAt(data, at), byteAt(data, at + 1))

/** A block must be as long as what it announces. */
const atLeast =
  (bytes: number, handler: Handler): Handler =>
  (data, context) =>
    data.length < bytes ? context.note('parameter out of range') : handler(data, context)

/** fn 64, 80: 37h 72h (73h), whether more follow, keys, NUL; each portion waits to be acknowledged. */
const transmitKeys: Handler = (data, context) => {
  const fn = byteAt(data, 1)
  const keys = storeOf(fn, context).keys()
  const portions: Uint8Array[] = []
  for (let at = 0; at === 0 || at < keys.length; at += KEYS_A_REPLY) {
    const status = at + KEYS_A_REPLY < keys.length ? KEYS_FOLLOW : LAST_KEYS
    const portion = keys.slice(at, at + KEYS_A_REPLY).join('')
    portions.push(block(0x37, [fn === 64 ? 0x72 : 0x73, status], portion))
  }
  context.mechanism.controls.sendBlocks(portions)
}

/** fn 65, 81: C L R. */
const deleteAll: Handler = atLeast(5, (data, context) => {
  if (Buffer.from(data.subarray(2, 5)).toString('latin1') !== 'CLR') return context.note('parameter out of range')
  storeOf(byteAt(data, 1), context).clear()
})

/** fn 66, 82: kc1 kc2. */
const deleteOne: Handler = atLeast(4, (data, context) => {
  storeOf(byteAt(data, 1), context).delete(keyAt(data, 2))
})

/** fn 67, 83 (raster) and 68, 84 (columns): a kc1 kc2 b xL xH yL yH, then b times c and a plane. */
const define: Handler = atLeast(10, (data, context) => {
  const fn = byteAt(data, 1)
  const planes = byteAt(data, 5)
  const [widthDots, heightDots] = [wordAt(data, 6), wordAt(data, 8)]
  const isRaster = fn === 67 || fn === 83
  const planeBytes = isRaster ? ((widthDots + 7) >> 3) * heightDots : widthDots * ((heightDots + 7) >> 3)
  const isWhole = data.length === 10 + planes * (1 + planeBytes)
  if (byteAt(data, 2) !== MONOCHROME || planes === 0 || planeBytes === 0 || !isWhole) {
    return context.note('parameter out of range')
  }
  let graphic: StoredGraphic = { first: new Bitmap(widthDots, heightDots), second: undefined }
  for (let plane = 0; plane < planes; plane++) {
    const at = 10 + plane * (1 + planeBytes)
    const bytes = data.subarray(at + 1, at + 1 + planeBytes)
    graphic = withPlane(graphic, byteAt(data, at), planeOf(isRaster, widthDots, heightDots, bytes), context)
  }
  if (!storeOf(fn, context).put(keyAt(data, 3), graphic)) context.note('no room in memory')
})

function planeOf(isRaster: boolean, widthDots: number, heightDots: number, bytes: Uint8Array): Bitmap {
  if (isRaster) return Bitmap.fromRows(widthDots, heightDots, bytes)
  return fromColumns(widthDots, (heightDots + 7) >> 3, bytes).rows(0, heightDots)
}

/** A one-colour printer prints both planes in its colour. */
function withPlane(graphic: StoredGraphic, colour: number, plane: Bitmap, context: HandlerContext): StoredGraphic {
  if (colour !== FIRST_COLOUR && colour !== SECOND_COLOUR) {
    context.note('not supported')
    return graphic
  }
  if (colour === SECOND_COLOUR && context.profile.secondColour) return { ...graphic, second: plane }
  const { first } = graphic
  const both = new Bitmap(Math.max(first.widthDots, plane.widthDots), Math.max(first.heightDots, plane.heightDots))
  both.draw(first, 0, 0)
  both.draw(plane, 0, 0)
  return { ...graphic, first: both }
}

/** fn 69, 85: kc1 kc2 x y. */
const printKept: Handler = atLineStart(
  atLeast(6, (data, context) => {
    const [x, y] = [byteAt(data, 4), byteAt(data, 5)]
    if (!isScale(x) || !isScale(y)) return context.note('parameter out of range')
    const graphic = storeOf(byteAt(data, 1), context).get(keyAt(data, 2))
    if (graphic) printGraphic(graphic, x, y, context)
  }),
)

const isScale = (times: number): boolean => times === 1 || times === 2

/** fn 112 (raster) and 113 (columns): a bx by c xL xH yL yH and one plane, printed by fn 50. */
const store: Handler = atLeast(10, (data, context) => {
  const [tone, widthTimes, heightTimes] = [byteAt(data, 2), byteAt(data, 3), byteAt(data, 4)]
  const [widthDots, heightDots] = [wordAt(data, 6), wordAt(data, 8)]
  const isRaster = byteAt(data, 1) === 112
  const planeBytes = isRaster ? ((widthDots + 7) >> 3) * heightDots : widthDots * ((heightDots + 7) >> 3)
  const isSound = tone === MONOCHROME && isScale(widthTimes) && isScale(heightTimes) && planeBytes > 0
  if (!isSound || data.length !== 10 + planeBytes) return context.note('parameter out of range')
  const plane = planeOf(isRaster, widthDots, heightDots, data.subarray(10)).scaled(widthTimes, heightTimes)
  const before = context.memory.printBuffer ?? {
    first: new Bitmap(plane.widthDots, plane.heightDots),
    second: undefined,
  }
  context.memory.printBuffer = withPlane(before, byteAt(data, 5), plane, context)
})

/** fn 2, 50: prints what fn 112 and 113 stored, and forgets it. */
const printBuffer: Handler = atLineStart((_data, context) => {
  const graphic = context.memory.printBuffer
  context.memory.printBuffer = undefined
  if (graphic) printGraphic(graphic, 1, 1, context, true)
})

const FUNCTIONS: Readonly<Record<number, Handler>> = {
  // fn 0, 48: size of the NV graphics memory; 3, 51: what is free of it; 4, 52: what is free for downloaded graphics.
  ...both(0, 48, (_data, context) =>
    context.reply(block(0x37, [0x30], String(context.nonVolatile.graphics.capacityBytes))),
  ),
  ...both(3, 51, (_data, context) =>
    context.reply(block(0x37, [0x31], String(context.nonVolatile.graphics.freeBytes))),
  ),
  ...both(4, 52, (_data, context) => context.reply(block(0x37, [0x32], String(context.memory.graphics.freeBytes)))),
  // fn 1, 49: the dot density the data was made for. Every dot is printed as a dot of the head.
  ...both(1, 49, () => undefined),
  ...both(2, 50, printBuffer),
  ...both(64, 80, transmitKeys),
  ...both(65, 81, deleteAll),
  ...both(66, 82, deleteOne),
  ...both(67, 83, define),
  ...both(68, 84, define),
  ...both(69, 85, printKept),
  ...both(112, 113, store),
}

function both(one: number, other: number, handler: Handler): Readonly<Record<number, Handler>> {
  return { [one]: handler, [other]: handler }
}

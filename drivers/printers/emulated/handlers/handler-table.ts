/** Every command the printer carries out, gathered from the families. What is not in here is skipped and put on record. */
import { barCodeHandlers } from './bar-code.js'
import { cutAndDrawerHandlers } from './cut-and-drawer.js'
import { doubleByteHandlers } from './double-byte.js'
import { byteAt, type HandlerContext, type HandlerTable } from './handler.js'
import { graphics, imageHandlers } from './image.js'
import { matrixCode } from './matrix-code.js'
import { positionHandlers } from './position.js'
import { realTimeSwitch, responseRequest, statusHandlers } from './status.js'
import { textStyleHandlers } from './text-style.js'

/** GS ( x: a family of functions a letter, all length-prefixed. */
const EXTENDED: Readonly<Record<string, (data: Uint8Array, context: HandlerContext) => void>> = {
  D: realTimeSwitch,
  H: responseRequest,
  L: graphics,
  k: matrixCode,
}

/** Commands that are obeyed by doing nothing: what they choose does not exist on this printer, or has one value only. */
const accepted: HandlerTable = {
  // Executed as they arrived (real-time-scanner.ts); in the data they have no further meaning.
  'DLE EOT': () => undefined,
  'DLE ENQ': () => undefined,
  'DLE DC4': () => undefined,
  'ESC U': () => undefined,
  'ESC S': () => undefined,
  'ESC c 3': () => undefined,
  'ESC c 4': () => undefined,
  'ESC c 5': () => undefined,
  'GS b': () => undefined,
}

export const handlerTable: HandlerTable = {
  ...accepted,
  ...textStyleHandlers,
  ...doubleByteHandlers,
  ...positionHandlers,
  ...imageHandlers,
  ...barCodeHandlers,
  ...cutAndDrawerHandlers,
  ...statusHandlers,
  'GS ( *': (parameters, context) => {
    const family = EXTENDED[String.fromCharCode(byteAt(parameters, 0))]
    if (family) family(parameters.subarray(3), context)
    else context.note('not supported')
  },
}

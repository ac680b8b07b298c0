/** Every command the printer carries out, gathered from the families. What is not in here is skipped and put on record. */
import type { CommandId } from '../grammar/command-table.js'
import { barCodeHandlers } from './bar-code.js'
import { counterHandlers } from './counter.js'
import { customiseHandlers, userRecords, userSettings } from './customise.js'
import { cutAndDrawerHandlers } from './cut-and-drawer.js'
import { doubleByteFont, doubleByteHandlers, encoding } from './double-byte.js'
import { graphics } from './graphics.js'
import { type Handler, type HandlerTable, standardModeOnly } from './handler.js'
import { imageHandlers } from './image.js'
import { macroHandlers } from './macro.js'
import { matrixCode } from './matrix-code.js'
import { drawFigure, pageHandlers, setSheet } from './page.js'
import { positionHandlers } from './position.js'
import { realTimeSwitch, responseRequest, statusHandlers } from './status.js'
import { storedImageHandlers } from './stored-image.js'
import { testPrint } from './test-print.js'
import { characterColour, textStyleHandlers } from './text-style.js'
import { userCharacterHandlers } from './user-characters.js'

/** Functions that count their parameters with pL pH are written against the data alone: from m, fn or cn on. */
const LENGTH_BYTES = 2
const LONG_LENGTH_BYTES = 4

const withoutLength =
  (handler: Handler): Handler =>
  (parameters, context) =>
    handler(parameters.subarray(LENGTH_BYTES), context)

/** Commands that are obeyed by doing nothing: what they choose does not exist on this printer, or has one value only. */
const accepted: HandlerTable = {
  // Executed as they arrived (real-time-scanner.ts); in the data they have no further meaning.
  'DLE EOT': () => undefined,
  'DLE ENQ': () => undefined,
  'DLE DC4': () => undefined,
  'ESC U': () => undefined,
  // How dark and how fast it prints; dots are black or white here.
  'DC2 #': () => undefined,
  'ESC 7': () => undefined,
  'ESC x': () => undefined,
  'GS E': () => undefined,
  'GS |': () => undefined,
  'GS ( K': () => undefined,
  // There is no ink to tell of.
  'GS j': () => undefined,
  'ESC c 0': () => undefined,
  'ESC c 1': () => undefined,
  'ESC c 3': () => undefined,
}

function onlyInStandardMode(table: HandlerTable, ids: readonly CommandId[]): HandlerTable {
  return Object.fromEntries(ids.map((id) => [id, standardModeOnly(table[id] ?? (() => undefined))]))
}

export const handlerTable: HandlerTable = {
  ...accepted,
  ...textStyleHandlers,
  ...doubleByteHandlers,
  ...positionHandlers,
  ...imageHandlers,
  ...storedImageHandlers,
  ...pageHandlers,
  ...macroHandlers,
  ...counterHandlers,
  ...userCharacterHandlers,
  ...barCodeHandlers,
  ...cutAndDrawerHandlers,
  // A page is not on paper yet; cutting would part it from what it belongs to.
  ...onlyInStandardMode(cutAndDrawerHandlers, ['GS V', 'ESC i', 'ESC m']),
  ...statusHandlers,
  ...customiseHandlers,
  'GS ( A': withoutLength(testPrint),
  'GS ( C': withoutLength(userRecords),
  'GS ( D': withoutLength(realTimeSwitch),
  'GS ( E': withoutLength(userSettings),
  'GS ( H': withoutLength(responseRequest),
  'GS ( L': withoutLength(graphics),
  'GS 8 L': (parameters, context) => graphics(parameters.subarray(LONG_LENGTH_BYTES), context),
  'GS ( N': withoutLength(characterColour),
  'GS ( P': withoutLength(setSheet),
  'GS ( Q': withoutLength(drawFigure),
  'FS ( A': withoutLength(doubleByteFont),
  'FS ( C': withoutLength(encoding),
  'GS ( k': withoutLength(matrixCode),
}

/**
 * Two-dimensional codes (GS ( k): data is stored first (fn 80) and printed from there as often as asked (fn 81), with
 * settings by family. fn 82 asks how large the print would be.
 */
import type { SymbolSettings } from '../composing/symbol-settings.js'
import { atLineStart, type Handler, type HandlerContext } from './handler.js'
import { aztecCode } from './symbols/aztec-code.js'
import { composite } from './symbols/composite.js'
import { dataMatrix } from './symbols/data-matrix.js'
import { maxiCode } from './symbols/maxi-code.js'
import { pdf417 } from './symbols/pdf417.js'
import { type DrawnSymbol, printSymbol } from './symbols/print-symbol.js'
import { qrCode } from './symbols/qr-code.js'
import { stackedDataBar } from './symbols/stacked-data-bar.js'
import { Parameters, type SymbolFamily } from './symbols/symbol-family.js'

/** cn. */
const FAMILIES: Readonly<Record<number, SymbolFamily>> = {
  48: pdf417,
  49: qrCode,
  50: maxiCode,
  51: stackedDataBar,
  52: composite,
  53: aztecCode,
  54: dataMatrix,
}
const STORE = 80
const PRINT = 81
const TRANSMIT_SIZE = 82

/** @param data cn fn and what follows, without the length. */
export const matrixCode: Handler = (data, context) => {
  const [cn, fn] = data
  const family = FAMILIES[cn ?? 0]
  if (!family || fn === undefined) return context.note('not supported')
  const parameters = new Parameters(data.subarray(2))
  if (fn === PRINT || fn === TRANSMIT_SIZE) {
    if (parameters.at(0) !== 48) return context.note('parameter out of range')
    return fn === PRINT ? print(family)(data, context) : transmitSize(family, context)
  }
  const change = fn === STORE ? family.store : family.settings[fn]
  const result = change ? change(parameters, context.modes.symbols, context.profile) : 'not supported'
  if (result !== 'done') context.note(result)
}

const print = (family: SymbolFamily): Handler =>
  atLineStart((_data, context) => {
    const drawn = draw(family, context)
    if (drawn) printSymbol(context, drawn)
    else context.note('parameter out of range')
  })

const draw = (family: SymbolFamily, { modes, line, profile }: HandlerContext): DrawnSymbol | undefined => {
  const symbols: SymbolSettings = modes.symbols
  return family.draw(symbols, { areaDots: line.areaDots, dotsPerMm: profile.dpi / 25.4 })
}

const HEADER = 0x37
const SEPARATOR = '\u001f'
const YES = '1'
const NO = '0'

/** fn 82: width and height in decimal digits, and whether it could be printed as things stand. */
function transmitSize(family: SymbolFamily, context: HandlerContext): void {
  const drawn = draw(family, context)
  const isPrintable = drawn !== undefined && drawn.codeWidthDots <= context.line.areaDots && context.line.atLineStart
  const impossible = isPrintable ? NO : YES
  const { widthDots, heightDots } = drawn?.bitmap ?? { widthDots: 0, heightDots: 0 }
  const fields = [widthDots, heightDots, YES, family.tellsErrors ? impossible + impossible : impossible]
  context.reply(Buffer.concat([Buffer.from([HEADER, family.identifier]), Buffer.from(`${fields.join(SEPARATOR)}\0`)]))
}

/**
 * Bar codes (GS k) with their height (GS h), width (GS w) and the characters printed with them (GS H, GS f). What no bar
 * code can hold is not printed but put on record; a code wider than the print area only feeds its height.
 */
import { atLineStart, byteAt, digit, type Handler, type HandlerTable } from './handler.js'
import { drawBars, withCharacters } from './symbols/draw-bars.js'
import { hriFont } from './symbols/hri-font.js'
import { FUNCTION_A_CODES, LINEAR_CODES } from './symbols/linear-codes.js'
import { printSymbol } from './symbols/print-symbol.js'

const FUNCTION_B = 65

/** GS w n: a thin bar is n dots, a wide one about two and a half times that, as near as the head's dots allow. */
const WIDE_DOTS: Readonly<Record<180 | 203, Readonly<Record<number, number>>>> = {
  180: { 2: 5, 3: 8, 4: 10, 5: 13, 6: 16 },
  203: { 2: 5, 3: 8, 4: 10, 5: 13, 6: 15 },
}
/** GS w 68–76 ask for half dots, which heads of a higher resolution have. */
const HALF_DOTS = { from: 68, to: 76 }

/** GS k m d… NUL, or GS k m n d…. */
const printBarCode: Handler = (parameters, context) => {
  const m = byteAt(parameters, 0)
  const read = m >= FUNCTION_B ? LINEAR_CODES[m - FUNCTION_B] : m < FUNCTION_A_CODES ? LINEAR_CODES[m] : undefined
  if (!read) return context.note('not supported')
  const code = read(m >= FUNCTION_B ? parameters.subarray(2) : parameters.subarray(1, parameters.indexOf(0, 1)))
  if (!code) return context.note('parameter out of range')
  const { bars, heightDots, hriAbove, hriBelow, hriFont } = context.modes.symbols.barCode
  const block = drawBars(code, bars, heightDots)
  printSymbol(context, {
    bitmap: withCharacters(block, code.hri, { font: hriFont, above: hriAbove, below: hriBelow }),
    codeWidthDots: block.widthDots,
    says: `${code.symbology} ${code.hri}`,
    symbol: { kind: 'barCode', symbology: code.symbology, data: code.data },
  })
}

export const barCodeHandlers: HandlerTable = {
  'GS k': atLineStart(printBarCode),
  'GS h': (parameters, { modes, note }) => {
    const heightDots = byteAt(parameters, 0)
    if (heightDots === 0) return note('parameter out of range')
    modes.symbols.barCode.heightDots = heightDots
  },
  'GS w': (parameters, { modes, profile, note }) => {
    const n = byteAt(parameters, 0)
    const wideDots = WIDE_DOTS[profile.dpi === 180 ? 180 : 203][n]
    if (wideDots === undefined)
      return note(n >= HALF_DOTS.from && n <= HALF_DOTS.to ? 'not supported' : 'parameter out of range')
    modes.symbols.barCode.bars = { moduleDots: n, wideDots }
  },
  'GS H': (parameters, { modes, note }) => {
    const position = digit(byteAt(parameters, 0))
    if (position > 3) return note('parameter out of range')
    modes.symbols.barCode.hriAbove = (position & 1) !== 0
    modes.symbols.barCode.hriBelow = (position & 2) !== 0
  },
  'GS f': (parameters, { modes, profile, note }) => {
    const font = hriFont(byteAt(parameters, 0), profile)
    if (font === 'not supported' || font === 'parameter out of range') return note(font)
    modes.symbols.barCode.hriFont = font
  },
}

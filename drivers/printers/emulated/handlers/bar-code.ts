/** Bar codes (GS k) with their height, width and the characters printed with them (HRI). */
import { Bitmap } from '../bitmap.js'
import { FONT_CELLS, glyph } from '../glyphs.js'
import type { PrintModes } from '../print-modes.js'
import { barPattern } from '../symbol-patterns.js'
import { type Code128, readCode128 } from './code-128.js'
import { atLineStart, byteAt, digit, type Handler, type HandlerTable } from './handler.js'

/** GS k m: function A numbers them from 0, function B from 65; both mean the same seven, and B goes on. */
const SYMBOLOGIES: Readonly<Record<number, { readonly name: string; readonly bcid: string }>> = {
  0: { name: 'UPC-A', bcid: 'upca' },
  1: { name: 'UPC-E', bcid: 'upce' },
  2: { name: 'EAN13', bcid: 'ean13' },
  3: { name: 'EAN8', bcid: 'ean8' },
  4: { name: 'CODE39', bcid: 'code39' },
  5: { name: 'ITF', bcid: 'interleaved2of5' },
  6: { name: 'CODABAR', bcid: 'rationalizedCodabar' },
  7: { name: 'CODE93', bcid: 'code93ext' },
  8: { name: 'CODE128', bcid: 'code128' },
}
const FUNCTION_B = 65
const CODE128 = 8
/** The start and stop characters of CODE39, which a host may send or leave out. */
const CODE39_FRAME = /^\*|\*$/g
const SMALLEST_MODULE_DOTS = 2
const LARGEST_MODULE_DOTS = 6

interface BarCode extends Code128 {
  readonly bcid: string
  readonly raw: boolean
}

/** GS k m d… NUL, or GS k m n d…. */
const printBarCode: Handler = (parameters, { modes, line, note }) => {
  const m = byteAt(parameters, 0)
  const kind = m >= FUNCTION_B ? m - FUNCTION_B : m
  const symbology = SYMBOLOGIES[kind]
  if (!symbology) return note('not supported')
  const data = m >= FUNCTION_B ? parameters.subarray(2) : parameters.subarray(1, parameters.indexOf(0, 1))
  const code = read(kind, symbology.bcid, data)
  const widths =
    code && barPattern({ bcid: code.bcid, text: code.text, raw: code.raw, includecheck: code.bcid === 'code93ext' })
  if (!code || !widths) return note('parameter out of range')
  line.printBlock(draw(widths, code.says, modes), {
    says: `[${symbology.name} ${code.says}]`,
    symbol: { kind: 'barCode', data: code.says },
  })
}

function read(kind: number, bcid: string, data: Uint8Array): BarCode | undefined {
  const says = Buffer.from(data).toString('latin1')
  if (kind !== CODE128) return { bcid, raw: false, says, text: withoutOptionalParts(bcid, says) }
  const code = readCode128(data)
  return code && { bcid, raw: true, ...code }
}

/** What a host may leave out or send: the frame of CODE39, and the leading zero that every UPC-E has. */
function withoutOptionalParts(bcid: string, text: string): string {
  if (bcid === 'code39') return text.replace(CODE39_FRAME, '')
  return bcid === 'upce' && text.length === 6 ? `0${text}` : text
}

function draw(widths: readonly number[], says: string, { barCode }: PrintModes): Bitmap {
  const { moduleDots, heightDots, hriAbove, hriBelow, hriFont } = barCode
  const cell = FONT_CELLS[hriFont]
  const hriDots = [...says].length * cell.widthDots
  const barsDots = widths.reduce((sum, width) => sum + width, 0) * moduleDots
  const top = hriAbove ? cell.heightDots : 0
  const block = new Bitmap(
    Math.max(barsDots, hriAbove || hriBelow ? hriDots : 0),
    top + heightDots + (hriBelow ? cell.heightDots : 0),
  )
  let x = (block.widthDots - barsDots) >> 1
  widths.forEach((width, index) => {
    if (index % 2 === 0) block.fill(x, top, width * moduleDots, heightDots)
    x += width * moduleDots
  })
  const writeAt = (y: number) =>
    [...says].forEach((character, index) => {
      block.draw(glyph(character, hriFont, 'none'), ((block.widthDots - hriDots) >> 1) + index * cell.widthDots, y)
    })
  if (hriAbove) writeAt(0)
  if (hriBelow) writeAt(top + heightDots)
  return block
}

export const barCodeHandlers: HandlerTable = {
  'GS k': atLineStart(printBarCode),
  'GS h': (parameters, { modes, note }) => {
    const heightDots = byteAt(parameters, 0)
    if (heightDots === 0) return note('parameter out of range')
    modes.barCode.heightDots = heightDots
  },
  'GS w': (parameters, { modes, note }) => {
    const moduleDots = byteAt(parameters, 0)
    if (moduleDots < SMALLEST_MODULE_DOTS || moduleDots > LARGEST_MODULE_DOTS) return note('parameter out of range')
    modes.barCode.moduleDots = moduleDots
  },
  'GS H': (parameters, { modes, note }) => {
    const position = digit(byteAt(parameters, 0))
    if (position > 3) return note('parameter out of range')
    modes.barCode.hriAbove = (position & 1) !== 0
    modes.barCode.hriBelow = (position & 2) !== 0
  },
  'GS f': (parameters, { modes, note }) => {
    const font = digit(byteAt(parameters, 0))
    if (font > 1) return note('not supported')
    modes.barCode.hriFont = font === 1 ? 'B' : 'A'
  },
}

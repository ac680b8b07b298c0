/**
 * Bar and matrix patterns, from bwip-js: modules only, no picture. The data that does not fit a symbology is an ordinary
 * thing for a printer to receive, so it comes back as undefined and not as an exception.
 */
import bwipjs from 'bwip-js/node'
import { Bitmap } from './bitmap.js'

interface SymbolRequest extends bwipjs.RawOptions {
  readonly eclevel?: string
  /** Code 128: `text` is a list of code words, `^104^033`. */
  readonly raw?: boolean
}

/** One dot a module, or undefined. */
export function matrixPattern(request: SymbolRequest): Bitmap | undefined {
  const symbol = encode(request)
  if (!symbol || !('pixs' in symbol)) return undefined
  const bitmap = new Bitmap(symbol.pixx, symbol.pixy)
  symbol.pixs.forEach((black, index) => {
    if (black) bitmap.set(index % symbol.pixx, Math.floor(index / symbol.pixx))
  })
  return bitmap
}

/** Widths in modules, a bar first and then space and bar in turn, or undefined. */
export function barPattern(request: SymbolRequest): readonly number[] | undefined {
  const symbol = encode(request)
  return symbol && 'sbs' in symbol ? symbol.sbs : undefined
}

/** A list with the one symbol it made. */
const rawSymbols = (request: SymbolRequest) => bwipjs.raw(request)

function encode(request: SymbolRequest): ReturnType<typeof rawSymbols>[number] | undefined {
  try {
    return rawSymbols(request)[0]
  } catch (error) {
    // Whatever it throws is its way of saying that this data makes no such symbol: an Error, or the bare name of one.
    if (error instanceof Error || typeof error === 'string') return undefined
    throw error
  }
}

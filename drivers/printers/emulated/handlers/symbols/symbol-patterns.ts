/**
 * Bar and matrix patterns, from bwip-js: modules only, no picture. Data that does not fit a symbology is an ordinary thing
 * for a printer to receive, so it comes back as undefined and not as an exception; what was worked out once is kept.
 */
import bwipjs from 'bwip-js/node'
import { Bitmap } from '../../paper/bitmap.js'

/** @see https://github.com/bwipp/postscriptbarcode/wiki for the names and options. */
export interface SymbolRequest {
  /** The symbology. */
  readonly bcid: string
  /** One character a byte: printers know no character sets inside a code. */
  readonly text: string
  readonly [option: string]: string | number | boolean
}

export interface MatrixPattern {
  /** One dot a module across. Down, a row is one dot however high the symbology makes it. */
  readonly modules: Bitmap
  /** How high the whole is, in modules, as the symbology has it. */
  readonly heightModules: number
}

/** The fields of the encoder's answer that are used here; which of them there are depends on the symbology. */
interface RawSymbol {
  readonly pixs?: unknown
  readonly pixx?: unknown
  readonly pixy?: unknown
  readonly sbs?: unknown
}

/** Each symbol is some kilobytes; a shop's receipts repeat a few. */
const MOST_KEPT = 128
const kept = new Map<string, RawSymbol | undefined>()

export function matrixPattern(request: SymbolRequest): MatrixPattern | undefined {
  const symbol = encode(request)
  const [black, columns, heightModules] = [numbers(symbol?.pixs), symbol?.pixx, symbol?.pixy]
  if (!black || typeof columns !== 'number' || typeof heightModules !== 'number') return undefined
  const modules = new Bitmap(columns, black.length / columns)
  black.forEach((value, index) => {
    if (value) modules.set(index % columns, Math.floor(index / columns))
  })
  return { modules, heightModules }
}

/** Widths in modules, a bar first and then space and bar in turn, and a bar last. A width may be 0. */
export function barPattern(request: SymbolRequest): readonly number[] | undefined {
  const widths = numbers(encode(request)?.sbs)
  // Some symbologies put a space behind every character, the last one too: that is quiet zone.
  return widths && widths.length % 2 === 0 ? widths.slice(0, -1) : widths
}

/** The black modules of a MaxiCode, numbered row by row, 30 a row. */
export function hexagonPattern(request: SymbolRequest): readonly number[] | undefined {
  return numbers(encode(request)?.pixs)
}

const numbers = (field: unknown): readonly number[] | undefined =>
  Array.isArray(field) && field.every((value) => typeof value === 'number') ? field : undefined

/** The least recently used goes first when there are too many: a map remembers the order things were put in. */
function encode(request: SymbolRequest): RawSymbol | undefined {
  const key = JSON.stringify(request)
  const isKnown = kept.has(key)
  const symbol = isKnown ? kept.get(key) : encodeAnew(request)
  kept.delete(key)
  kept.set(key, symbol)
  if (kept.size > MOST_KEPT) for (const oldest of [...kept.keys()].slice(0, kept.size - MOST_KEPT)) kept.delete(oldest)
  return symbol
}

function encodeAnew(request: SymbolRequest): RawSymbol | undefined {
  try {
    // Without `binarytext` characters above 7Fh would be written as UTF-8.
    const [symbol] = bwipjs.raw({ binarytext: true, ...request })
    return symbol && { ...symbol }
  } catch (error) {
    // Whatever it throws is its way of saying that this data makes no such symbol: an Error, or the bare name of one.
    if (error instanceof Error || typeof error === 'string') return undefined
    throw error
  }
}

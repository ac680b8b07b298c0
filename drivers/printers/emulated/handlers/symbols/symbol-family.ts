/**
 * What the seven families of GS ( k have in common: settings by function number, a storage area, and a drawing of what is
 * stored. The command itself (matrix-code.ts) does the rest alike for all of them.
 */

import type { StoredData, StoredSymbol, SymbolFamilyName, SymbolSettings } from '../../composing/symbol-settings.js'
import type { PrinterProfile } from '../../models/profiles.js'
import { Bitmap } from '../../paper/bitmap.js'
import type { DrawnSymbol } from './print-symbol.js'

/** Whether a function did what it is there for: what it leaves undone goes on record with this reason. */
export type Result = 'done' | 'not supported' | 'parameter out of range' | 'too long'

/** @param parameters what follows fn; short ones read as NaN, which is in no range. */
export type SettingFunction = (parameters: Parameters, settings: SymbolSettings, profile: PrinterProfile) => Result

export class Parameters {
  constructor(private readonly bytes: Uint8Array) {}

  at(index: number): number {
    return this.bytes[index] ?? Number.NaN
  }

  word(index: number): number {
    return this.at(index) + this.at(index + 1) * 0x100
  }

  from(index: number): Uint8Array {
    return this.bytes.slice(index)
  }
}

export interface DrawingRoom {
  /** Dots across the print area: some families choose their shape by it. */
  readonly areaDots: number
  readonly dotsPerMm: number
}

export interface SymbolFamily {
  readonly name: SymbolFamilyName
  /** fn 82: the second byte of the answer. */
  readonly identifier: number
  /** fn 82 of the younger families has a byte about errors behind the one about printing. */
  readonly tellsErrors: boolean
  readonly settings: Readonly<Record<number, SettingFunction>>
  /** fn 80, from m on. What is not kept leaves the storage area as it was. */
  readonly store: SettingFunction
  /** Undefined where what is stored makes no such symbol. */
  readonly draw: (settings: SymbolSettings, room: DrawingRoom) => DrawnSymbol | undefined
}

/** fn 80 of a family that stores one stretch of data: m = 48, then the data. */
export const storing =
  (family: SymbolFamilyName, longest: number): SettingFunction =>
  (parameters, settings) => {
    const bytes = parameters.from(1)
    if (parameters.at(0) !== 48 || bytes.length === 0) return 'parameter out of range'
    if (bytes.length > longest) return 'too long'
    settings.stored = { family, main: { kind: 0, bytes }, component: undefined }
    return 'done'
  }

/** A function that sets one number, taken as it is. */
export const setting =
  (from: number, to: number, set: (settings: SymbolSettings, n: number) => void): SettingFunction =>
  (parameters, settings) => {
    const n = parameters.at(0)
    if (!(n >= from && n <= to)) return 'parameter out of range'
    set(settings, n)
    return 'done'
  }

/** What this family has stored, if what is stored is its own. */
export const storedFor = (family: SymbolFamilyName, stored: StoredSymbol | undefined): StoredData | undefined =>
  stored?.family === family ? stored.main : undefined

/** One character a byte, for the pattern encoder. */
export const latin1 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('latin1')

/** What a scanner shows: text where the bytes are UTF-8, else a character a byte. */
export function scannedText(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch (error) {
    if (error instanceof TypeError) return latin1(bytes)
    throw error
  }
}

/** Rows of modules, each drawn `moduleDots` wide a module and as many dots high as its own entry says. */
export function drawRows(modules: Bitmap, moduleDots: number, rowDots: readonly number[]): Bitmap {
  const wide = modules.scaled(moduleDots, 1)
  const result = new Bitmap(
    wide.widthDots,
    rowDots.reduce((sum, dots) => sum + dots, 0),
  )
  let y = 0
  rowDots.forEach((dots, row) => {
    result.draw(wide.rows(row, 1).scaled(1, dots), 0, y)
    y += dots
  })
  return result
}

/** PDF417, GS ( k cn 48, full and truncated. Where a host leaves the shape open, it is chosen to fit the print area. */

import type { Pdf417Settings } from '../../composing/symbol-settings.js'
import { drawRows, latin1, type SymbolFamily, scannedText, setting, storedFor, storing } from './symbol-family.js'
import { type MatrixPattern, matrixPattern } from './symbol-patterns.js'

/** Digits in the largest symbol. */
const LONGEST_DATA = 2710
const MOST_COLUMNS = 30
const MOST_ROWS = 90
/** Modules of a code word, and of what stands to its left and right in every row. */
const CODE_WORD = 17
const FRAME = { full: 69, truncated: 35 }

export const pdf417: SymbolFamily = {
  name: 'pdf417',
  identifier: 0x2f,
  tellsErrors: false,
  settings: {
    65: setting(0, MOST_COLUMNS, ({ pdf417 }, n) => {
      pdf417.columns = n
    }),
    // n = 0 or 3–90.
    66: (parameters, { pdf417 }) => {
      const n = parameters.at(0)
      if (n !== 0 && !(n >= 3 && n <= MOST_ROWS)) return 'parameter out of range'
      pdf417.rows = n
      return 'done'
    },
    67: setting(2, 8, ({ pdf417 }, n) => {
      pdf417.moduleDots = n
    }),
    68: setting(2, 8, ({ pdf417 }, n) => {
      pdf417.rowModules = n
    }),
    // m = 48: n = 48–56 is a level; m = 49: n = 1–40 is a ratio.
    69: (parameters, { pdf417 }) => {
      const [m, n] = [parameters.at(0), parameters.at(1)]
      if (m === 48 && n >= 48 && n <= 56) pdf417.correction = { by: 'level', value: n - 48 }
      else if (m === 49 && n >= 1 && n <= 40) pdf417.correction = { by: 'ratio', value: n }
      else return 'parameter out of range'
      return 'done'
    },
    70: setting(0, 1, ({ pdf417 }, n) => {
      pdf417.truncated = n === 1
    }),
  },
  store: storing('pdf417', LONGEST_DATA),
  draw: ({ pdf417, stored }, { areaDots }) => {
    const data = storedFor('pdf417', stored)
    const pattern = data && shaped(latin1(data.bytes), pdf417, Math.floor(areaDots / pdf417.moduleDots))
    if (!data || !pattern) return undefined
    const { modules } = pattern
    const rowDots = new Array<number>(modules.heightDots).fill(pdf417.rowModules * pdf417.moduleDots)
    const bitmap = drawRows(modules, pdf417.moduleDots, rowDots)
    const text = scannedText(data.bytes)
    return {
      bitmap,
      codeWidthDots: bitmap.widthDots,
      says: `PDF417 ${text}`,
      symbol: { kind: 'pdf417', symbology: pdf417.truncated ? 'Truncated PDF417' : 'PDF417', data: text },
    }
  },
}

/** @param areaModules how wide it may be where the columns are left to the printer. */
function shaped(text: string, settings: Pdf417Settings, areaModules: number): MatrixPattern | undefined {
  const { columns, rows, truncated, correction } = settings
  const eclevel = correction.by === 'level' ? correction.value : levelFor(text, correction.value)
  const bcid = truncated ? 'pdf417compact' : 'pdf417'
  const draw = (shape: Readonly<Record<string, number>>) => matrixPattern({ bcid, text, eclevel, ...shape })
  const isAsked = (pattern: MatrixPattern | undefined): boolean => rows === 0 || pattern?.modules.heightDots === rows
  if (columns > 0) {
    const pattern = draw(rows > 0 ? { columns, rows } : { columns })
    return isAsked(pattern) ? pattern : undefined
  }
  const fitting = Math.min(
    MOST_COLUMNS,
    Math.floor((areaModules - FRAME[truncated ? 'truncated' : 'full']) / CODE_WORD),
  )
  if (rows === 0) {
    const balanced = draw({})
    return balanced && (balanced.modules.widthDots <= areaModules || fitting < 1)
      ? balanced
      : draw({ columns: fitting })
  }
  // As narrow as the rows allow: with fewer columns the data would need more rows than asked for.
  for (let tried = 1; tried <= fitting; tried++) {
    const pattern = draw({ columns: tried, rows })
    if (pattern && isAsked(pattern)) return pattern
  }
  return undefined
}

/** fn 69 with m = 49: code words for correction, as a share of those for data, up to the level that has as many. */
const LEVEL_BY_WORDS: readonly { readonly upTo: number; readonly level: number }[] = [
  { upTo: 3, level: 1 },
  { upTo: 10, level: 2 },
  { upTo: 20, level: 3 },
  { upTo: 45, level: 4 },
  { upTo: 100, level: 5 },
  { upTo: 200, level: 6 },
  { upTo: 400, level: 7 },
]

function levelFor(text: string, tenths: number): number {
  const words = Math.floor((dataWords(text) * tenths) / 10)
  return LEVEL_BY_WORDS.find(({ upTo }) => words <= upTo)?.level ?? 8
}

/** Level 0 adds two code words, so a symbol of it has two places more than there are words of data. */
const LEVEL_0_WORDS = 2

/** In the fewest columns that hold them: exact up to 88, above that to within a row. 0 where no symbol holds this much. */
function dataWords(text: string): number {
  const places = ({ modules }: MatrixPattern, columns: number): number => modules.heightDots * columns - LEVEL_0_WORDS
  const balanced = matrixPattern({ bcid: 'pdf417', text, eclevel: 0 })
  if (!balanced) return 0
  const columns = (balanced.modules.widthDots - FRAME.full) / CODE_WORD
  const fewest = Math.ceil((balanced.modules.heightDots * columns) / MOST_ROWS)
  const narrow = matrixPattern({ bcid: 'pdf417', text, eclevel: 0, columns: fewest })
  return narrow ? places(narrow, fewest) : places(balanced, columns)
}

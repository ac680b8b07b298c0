/** Two-dimensional GS1 DataBar, GS ( k cn 51: stacked, stacked omnidirectional and expanded stacked. */

import type { SymbolSettings } from '../../composing/symbol-settings.js'
import { articleElement } from './gs1.js'
import { digitsOf } from './linear-code.js'
import { readExpanded } from './linear-codes.js'
import { drawRows, latin1, type SettingFunction, type SymbolFamily, setting, storedFor } from './symbol-family.js'
import { type MatrixPattern, matrixPattern } from './symbol-patterns.js'

const STACKED = 72
const STACKED_OMNIDIRECTIONAL = 73
const EXPANDED_STACKED = 76
const LONGEST_DATA = 255

/** Heights of the rows in modules, separators between them. */
export const STACKED_ROWS = [5, 1, 7]
export const STACKED_OMNIDIRECTIONAL_ROWS = [33, 1, 1, 1, 33]
export const EXPANDED_ROW = 34
const EXPANDED_SEPARATOR_ROWS = 3

/** Of an expanded stacked code: the guards of a row, and a pair of its segments. */
const GUARD_MODULES = 4
const PAIR_MODULES = 49
const MOST_PAIRS = 11

/** fn 71: 0, or what two segments of the narrowest to twenty of the widest modules take. */
const WIDEST = { from: 106, to: 3952 }

/** fn 67 and fn 71, which composite symbols have too. */
export const stackedSettings = (
  of: (settings: SymbolSettings) => { moduleDots: number; widestDots: number },
): Readonly<Record<number, SettingFunction>> => ({
  67: setting(2, 8, (settings, n) => {
    of(settings).moduleDots = n
  }),
  71: (parameters, settings) => {
    const dots = parameters.word(0)
    if (dots !== 0 && !(dots >= WIDEST.from && dots <= WIDEST.to)) return 'parameter out of range'
    of(settings).widestDots = dots
    return 'done'
  },
})

/** How many segments of an expanded stacked code go in a row: as many as the narrower of the two widths has room for. */
export function segmentsFor(areaDots: number, widestDots: number, moduleDots: number): number {
  const dots = widestDots === 0 ? areaDots : Math.min(areaDots, widestDots)
  const pairs = Math.floor((dots / moduleDots - GUARD_MODULES) / PAIR_MODULES)
  return 2 * Math.max(1, Math.min(MOST_PAIRS, pairs))
}

interface Stacked {
  readonly symbology: string
  readonly pattern: MatrixPattern
  readonly rows: readonly number[]
  readonly data: string
  readonly says: string
}

export const stackedDataBar: SymbolFamily = {
  name: 'dataBar',
  identifier: 0x4f,
  tellsErrors: false,
  settings: stackedSettings(({ dataBar }) => dataBar),
  // m = 48, n, then the data.
  store: (parameters, settings) => {
    const [kind, bytes] = [parameters.at(1), parameters.from(2)]
    const isKind = [STACKED, STACKED_OMNIDIRECTIONAL, EXPANDED_STACKED].includes(kind)
    if (parameters.at(0) !== 48 || !isKind || bytes.length === 0) return 'parameter out of range'
    if (bytes.length > LONGEST_DATA) return 'too long'
    settings.stored = { family: 'dataBar', main: { kind, bytes }, component: undefined }
    return 'done'
  },
  draw: ({ dataBar: { moduleDots, widestDots }, stored }, { areaDots }) => {
    const data = storedFor('dataBar', stored)
    if (!data) return undefined
    const stacked =
      data.kind === EXPANDED_STACKED
        ? expandedStacked(data.bytes, segmentsFor(areaDots, widestDots, moduleDots))
        : articleStacked(data.kind, latin1(data.bytes))
    if (!stacked) return undefined
    const { pattern, rows, symbology, says } = stacked
    const bitmap = drawRows(
      pattern.modules,
      moduleDots,
      rows.map((modules) => modules * moduleDots),
    )
    return {
      bitmap,
      codeWidthDots: bitmap.widthDots,
      says: `${symbology} ${says}`,
      symbol: { kind: 'gs1DataBar', symbology, data: stacked.data },
    }
  },
}

/** Thirteen digits; identifier 01 and the check digit are added. */
function articleStacked(kind: number, text: string): Stacked | undefined {
  const digits = digitsOf(text, 13)
  const isOmnidirectional = kind === STACKED_OMNIDIRECTIONAL
  const says = digits && articleElement(digits)
  const pattern =
    says && matrixPattern({ bcid: isOmnidirectional ? 'databarstackedomni' : 'databarstacked', text: says })
  if (!says || !pattern) return undefined
  return {
    symbology: isOmnidirectional ? 'GS1 DataBar Stacked Omnidirectional' : 'GS1 DataBar Stacked',
    pattern,
    rows: isOmnidirectional ? STACKED_OMNIDIRECTIONAL_ROWS : STACKED_ROWS,
    data: says.replace(/[()]/g, ''),
    says,
  }
}

function expandedStacked(bytes: Uint8Array, segments: number): Stacked | undefined {
  const read = readExpanded(bytes)
  const pattern =
    read && matrixPattern({ bcid: 'databarexpandedstacked', text: read.elements, segments, dontlint: true })
  if (!read || !pattern) return undefined
  const rows = expandedRows(pattern.modules.heightDots)
  return { symbology: 'GS1 DataBar Expanded Stacked', pattern, rows, data: read.data, says: read.hri }
}

/** @param count of rows, each but the first with its separator of three before it. */
export const expandedRows = (count: number): number[] =>
  Array.from({ length: count }, (_, row) => (row % (EXPANDED_SEPARATOR_ROWS + 1) === 0 ? EXPANDED_ROW : 1))

/**
 * Composite symbols, GS ( k cn 52: a bar code with a two-dimensional component above it. The two are stored one by one, in
 * either order, and each can be replaced without the other.
 */

import type { StoredData, SymbolSettings } from '../../composing/symbol-settings.js'
import { digit } from '../handler.js'
import { withCharacters } from './draw-bars.js'
import { articleElement, elementStrings, readGs1, scanned } from './gs1.js'
import { hriFont } from './hri-font.js'
import { digitsOf } from './linear-code.js'
import { readExpanded } from './linear-codes.js'
import {
  EXPANDED_ROW,
  expandedRows,
  STACKED_OMNIDIRECTIONAL_ROWS,
  STACKED_ROWS,
  segmentsFor,
  stackedSettings,
} from './stacked-data-bar.js'
import { drawRows, latin1, type SymbolFamily } from './symbol-family.js'
import { type MatrixPattern, matrixPattern } from './symbol-patterns.js'
import { readEan8, readEan13, readUpcA, readUpcE } from './upc-ean.js'

interface Linear {
  readonly symbology: string
  /** For the pattern encoder: its name of the composite, and the bar code's part of the text. */
  readonly bcid: string
  readonly text: string
  readonly data: string
  readonly hri: string
}

const article =
  (symbology: string, bcid: string, valid = /^/) =>
  (bytes: Uint8Array): Linear | undefined => {
    const digits = digitsOf(latin1(bytes), 13)
    if (!digits || !valid.test(digits)) return undefined
    const text = articleElement(digits)
    return { symbology, bcid, text, data: text.replace(/[()]/g, ''), hri: text }
  }

const retail =
  (bcid: string, read: typeof readEan13, ...lengths: number[]) =>
  (bytes: Uint8Array): Linear | undefined => {
    const digits = digitsOf(latin1(bytes), ...lengths)
    const code = digits === undefined ? undefined : read(digits)
    return code && { symbology: code.symbology, bcid, text: code.data, data: code.data, hri: code.hri }
  }

const expanded =
  (symbology: string, bcid: string) =>
  (bytes: Uint8Array): Linear | undefined => {
    const read = readExpanded(bytes)
    return read && { symbology, bcid, text: read.elements, data: read.data, hri: read.hri }
  }

function gs1128(bytes: Uint8Array): Linear | undefined {
  const read = readGs1(bytes, { isGs1128: true })
  const text = read && elementStrings(read.characters)
  if (!read || text === undefined) return undefined
  return { symbology: 'GS1-128', bcid: 'gs1-128composite', text, data: scanned(read.characters), hri: read.hri }
}

const GS1_128 = 77
/** fn 80, a = 48: `b` is the kind of bar code. Check digits are always added here, never sent. */
const LINEAR_PARTS: Readonly<Record<number, (bytes: Uint8Array) => Linear | undefined>> = {
  65: retail('ean8composite', readEan8, 7),
  66: retail('ean13composite', readEan13, 12),
  67: retail('upcacomposite', readUpcA, 11),
  68: retail('upcecomposite', readUpcE, 6),
  69: retail('upcecomposite', readUpcE, 11),
  70: article('GS1 DataBar Omnidirectional', 'databaromnicomposite'),
  71: article('GS1 DataBar Truncated', 'databartruncatedcomposite'),
  72: article('GS1 DataBar Stacked', 'databarstackedcomposite'),
  73: article('GS1 DataBar Stacked Omnidirectional', 'databarstackedomnicomposite'),
  74: article('GS1 DataBar Limited', 'databarlimitedcomposite', /^[01]/),
  75: expanded('GS1 DataBar Expanded', 'databarexpandedcomposite'),
  76: expanded('GS1 DataBar Expanded Stacked', 'databarexpandedstackedcomposite'),
  [GS1_128]: gs1128,
}
const LONGEST_LINEAR = 255

/** fn 80, a = 49: `b` chooses CC-A, CC-B or CC-C by the amount of data, or CC-C, which only GS1-128 can carry. */
const COMPONENT_BY_AMOUNT = 65
const COMPONENT_C = 66
const LONGEST_COMPONENT_A = 56
const LONGEST_COMPONENT_B = 338
const LONGEST_COMPONENT = 2361

/** fn 72: 97 and 98 are the same fonts as for GS f, but below them 0 is none, and font A is 1. */
const SPECIAL_FONTS = 97

export const composite: SymbolFamily = {
  name: 'composite',
  identifier: 0x50,
  tellsErrors: false,
  settings: {
    ...stackedSettings(({ composite }) => composite),
    72: (parameters, { composite }, profile) => {
      const n = digit(parameters.at(0))
      const font = n === 0 ? undefined : hriFont(n < SPECIAL_FONTS ? n - 1 : n, profile)
      if (font === 'not supported' || font === 'parameter out of range') return font
      composite.hriFont = font
      return 'done'
    },
  },
  // m = 48, a, b, then the data.
  store: (parameters, settings) => {
    const [a, kind, bytes] = [parameters.at(1), parameters.at(2), parameters.from(3)]
    const isLinear = a === 48 && kind in LINEAR_PARTS
    const isComponent = a === 49 && (kind === COMPONENT_BY_AMOUNT || kind === COMPONENT_C)
    if (parameters.at(0) !== 48 || (!isLinear && !isComponent) || bytes.length === 0) return 'parameter out of range'
    if (bytes.length > (isLinear ? LONGEST_LINEAR : LONGEST_COMPONENT)) return 'too long'
    const { main, component } = settings.stored?.family === 'composite' ? settings.stored : {}
    const data = { kind, bytes }
    settings.stored = isLinear
      ? { family: 'composite', main: data, component }
      : { family: 'composite', main, component: data }
    return 'done'
  },
  draw: (settings, { areaDots }) => {
    const { stored } = settings
    if (stored?.family !== 'composite' || !stored.main || !stored.component) return undefined
    const linear = LINEAR_PARTS[stored.main.kind]?.(stored.main.bytes)
    const component = readComponent(stored.component, stored.main.kind === GS1_128)
    return linear && component && drawComposite(linear, component, settings, areaDots)
  },
}

interface Component {
  readonly version: 'a' | 'b' | 'c'
  readonly text: string
  readonly data: string
}

function readComponent({ kind, bytes }: StoredData, underGs1128: boolean): Component | undefined {
  const version =
    kind === COMPONENT_C || bytes.length > LONGEST_COMPONENT_B ? 'c' : bytes.length > LONGEST_COMPONENT_A ? 'b' : 'a'
  const read = readGs1(bytes, { isGs1128: false })
  const text = read && elementStrings(read.characters)
  if (!read || text === undefined || (version === 'c' && !underGs1128)) return undefined
  return { version, text, data: scanned(read.characters) }
}

function drawComposite(linear: Linear, component: Component, settings: SymbolSettings, areaDots: number) {
  const { moduleDots, widestDots, hriFont } = settings.composite
  const drawn = patternOf(linear, component, segmentsFor(areaDots, widestDots, moduleDots))
  if (!drawn) return undefined
  const { pattern, version } = drawn
  const rowDots = rowsOf(linear.bcid, version, pattern).map((modules) => modules * moduleDots)
  // GS h is the height of the bars, except of those that are stacked.
  if (!linear.bcid.includes('stacked')) rowDots[rowDots.length - 1] = settings.barCode.heightDots
  const block = drawRows(pattern.modules, moduleDots, rowDots)
  const symbology = `${linear.symbology} with CC-${version.toUpperCase()}`
  const place = { font: hriFont ?? 'A', above: false, below: hriFont !== undefined }
  return {
    bitmap: withCharacters(block, linear.hri, place),
    codeWidthDots: block.widthDots,
    says: `${symbology} ${linear.hri} ${component.text}`,
    symbol: { kind: 'composite', symbology, data: `${linear.data}|${component.data}` } as const,
  }
}

/** What is too much for CC-A, though short enough, goes into CC-B. */
function patternOf(linear: Linear, component: Component, segments: number) {
  const text = `${linear.text}|${component.text}`
  const versions = component.version === 'a' ? (['a', 'b'] as const) : ([component.version] as const)
  for (const version of versions) {
    const isStacked = linear.bcid === 'databarexpandedstackedcomposite'
    const request = { bcid: linear.bcid, text, ccversion: version, dontlint: true, ...(isStacked && { segments }) }
    const pattern = matrixPattern(request)
    if (pattern) return { pattern, version }
  }
  return undefined
}

/**
 * Heights of the rows in modules, from the top: the component, a separator, and the bars. EAN and UPC have a separator of
 * three rows that are two high, all others one row.
 */
function rowsOf(bcid: string, version: Component['version'], { modules, heightModules }: MatrixPattern): number[] {
  const bars = barRows(bcid, modules.heightDots, heightModules)
  const separator = /^(ean|upc)/.test(bcid) ? [2, 2, 2] : [1]
  const componentRows = modules.heightDots - separator.length - bars.length
  const component = new Array<number>(componentRows).fill(version === 'c' ? 3 : 2)
  return [...component, ...separator, ...bars]
}

/**
 * An expanded stacked code of k rows takes 4k − 3 with its separators, EXPANDED_ROW × k + 3(k − 1) high; what is above is
 * two high a row, and one separator. So the whole height tells k.
 */
function barRows(bcid: string, rowCount: number, heightModules: number): readonly number[] {
  if (bcid === 'databarstackedcomposite') return STACKED_ROWS
  if (bcid === 'databarstackedomnicomposite') return STACKED_OMNIDIRECTIONAL_ROWS
  if (bcid !== 'databarexpandedstackedcomposite') return [EXPANDED_ROW]
  const rows = (heightModules - 2 * rowCount - 2) / (EXPANDED_ROW - 5)
  return expandedRows(4 * rows - 3)
}

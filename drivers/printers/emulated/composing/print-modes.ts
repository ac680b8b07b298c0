/**
 * The settings that commands change and ESC @ puts back. They are plain data in one object, so that "initialise" is one
 * assignment and page mode works with the same ones as standard mode.
 */

import type { PrinterProfile } from '../models/profiles.js'
import type { Ink } from '../paper/receipt.js'
import { type Counter, initialCounter } from './counter.js'
import { initialSymbolSettings, type SymbolSettings } from './symbol-settings.js'

export interface Size {
  widthTimes: number
  heightTimes: number
}

export interface PrintModes {
  /** ESC M, ESC ! bit 0. */
  font: 'A' | 'B' | 'C'
  emphasized: boolean
  doubleStrike: boolean
  /** Dots thick: 0, 1 or 2. ESC -, ESC !. */
  underlineDots: number
  /** GS B. */
  inverse: boolean
  /** ESC {. */
  upsideDown: boolean
  /** ESC V: each character turned clockwise by 90 degrees. */
  rotated: boolean
  /** GS b. */
  smoothing: boolean
  /** ESC r, GS ( N fn 48. */
  ink: Ink
  /** Of single-byte characters: ESC !, GS !. */
  size: Size
  /** ESC SP, dots to the right of each single-byte character. */
  spacingDots: number
  /** ESC t and ESC R. */
  codePage: number
  country: number
  /** ESC %: characters a host has drawn take the place of built-in ones. */
  userDefined: boolean
  /** FS &, FS . */
  doubleByteMode: boolean
  /** FS C: on Japanese models only, JIS or Shift JIS. */
  doubleByteCode: 'jis' | 'shift-jis'
  /** FS ( C fn 48. */
  utf8: boolean
  /** FS ( A fn 48: double-byte characters of 24 × 24 or of 16 × 16 dots. */
  doubleByteFont: 'wide' | 'wideC'
  /** Of double-byte characters: FS !, FS W, GS !. */
  doubleByteSize: Size
  doubleByteUnderlineDots: number
  /** FS S, dots on either side of a double-byte character. */
  doubleByteSpacing: { leftDots: number; rightDots: number }
  justification: 'left' | 'centre' | 'right'
  lineSpacingDots: number
  leftMarginDots: number
  areaWidthDots: number
  /** GS P: dots that one unit of position or feed is. */
  unitDots: { horizontal: number; vertical: number }
  /** Dots from the left margin, ascending. ESC D. */
  tabStopsDots: readonly number[]
  /** Bar codes and two-dimensional codes: GS h, GS w, GS H, GS f, GS ( k. */
  readonly symbols: SymbolSettings
  /** GS C: the serial number counter. */
  readonly counter: Counter
}

/** Default tab stops: every eight characters of font A. */
const TAB_COLUMNS = 8
const FONT_A_DOTS = 12

/** As after power-on and ESC @. */
export function initialModes(profile: PrinterProfile): PrintModes {
  const tabDots = TAB_COLUMNS * FONT_A_DOTS
  return {
    font: 'A',
    emphasized: false,
    doubleStrike: false,
    underlineDots: 0,
    inverse: false,
    upsideDown: false,
    rotated: false,
    smoothing: false,
    ink: 'first',
    size: { widthTimes: 1, heightTimes: 1 },
    spacingDots: 0,
    codePage: 0,
    country: 0,
    userDefined: false,
    doubleByteMode: profile.doubleByte.onAtStart && profile.doubleByte.charset !== 'none',
    doubleByteCode: 'jis',
    utf8: false,
    doubleByteFont: 'wide',
    doubleByteSize: { widthTimes: 1, heightTimes: 1 },
    doubleByteUnderlineDots: 0,
    doubleByteSpacing: { leftDots: 0, rightDots: 0 },
    justification: 'left',
    lineSpacingDots: profile.lineSpacingDots,
    leftMarginDots: 0,
    areaWidthDots: profile.widthDots,
    unitDots: motionUnits(profile, 0, 0),
    tabStopsDots: Array.from({ length: Math.floor(profile.widthDots / tabDots) }, (_, i) => (i + 1) * tabDots),
    symbols: initialSymbolSettings(),
    counter: initialCounter(),
  }
}

/** GS P x y: units of 1/x and 1/y inch; 0 is the model's own. Shown in dots a unit. */
export function motionUnits(profile: PrinterProfile, x: number, y: number): PrintModes['unitDots'] {
  return {
    horizontal: profile.dpi / (x || profile.unitsPerInch.horizontal),
    vertical: profile.dpi / (y || profile.unitsPerInch.vertical),
  }
}

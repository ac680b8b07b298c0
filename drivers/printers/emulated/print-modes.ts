/**
 * The settings that commands change and ESC @ puts back. They are plain data in one object, so that "initialise" is one
 * assignment and a later macro or page mode can keep a copy.
 */
import type { Bitmap } from './bitmap.js'
import type { PrinterProfile } from './profiles.js'

export interface Size {
  widthTimes: number
  heightTimes: number
}

export interface PrintModes {
  /** ESC M, ESC ! bit 0. */
  font: 'A' | 'B'
  emphasized: boolean
  doubleStrike: boolean
  /** Dots thick: 0, 1 or 2. ESC -, ESC !. */
  underlineDots: number
  /** GS B. */
  inverse: boolean
  /** ESC {. */
  upsideDown: boolean
  /** Of single-byte characters: ESC !, GS !. */
  size: Size
  /** ESC SP, dots to the right of each single-byte character. */
  spacingDots: number
  /** ESC t and ESC R. */
  codePage: number
  country: number
  /** FS &, FS . */
  doubleByteMode: boolean
  /** Of double-byte characters: FS !, FS W, GS !. */
  doubleByteSize: Size
  doubleByteUnderlineDots: number
  /** FS S, dots on either side of a double-byte character. */
  doubleByteSpacing: { leftDots: number; rightDots: number }
  justification: 'left' | 'centre' | 'right'
  lineSpacingDots: number
  leftMarginDots: number
  areaWidthDots: number
  /** Dots from the left margin, ascending. ESC D. */
  tabStopsDots: readonly number[]
  qr: QrSettings
  barCode: BarCodeSettings
  /** GS ( L fn 112: the image waiting for fn 50. */
  storedGraphics: Bitmap | undefined
}

interface QrSettings {
  model: 'model1' | 'model2' | 'micro'
  moduleDots: number
  errorLevel: 'L' | 'M' | 'Q' | 'H'
  data: Uint8Array
}

interface BarCodeSettings {
  /** GS h. */
  heightDots: number
  /** GS w: dots of the narrowest bar. */
  moduleDots: number
  /** GS H: where the characters stand in words. */
  hriAbove: boolean
  hriBelow: boolean
  /** GS f. */
  hriFont: 'A' | 'B'
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
    size: { widthTimes: 1, heightTimes: 1 },
    spacingDots: 0,
    codePage: 0,
    country: 0,
    doubleByteMode: profile.doubleByte.onAtStart && profile.doubleByte.charset !== 'none',
    doubleByteSize: { widthTimes: 1, heightTimes: 1 },
    doubleByteUnderlineDots: 0,
    doubleByteSpacing: { leftDots: 0, rightDots: 0 },
    justification: 'left',
    lineSpacingDots: profile.lineSpacingDots,
    leftMarginDots: 0,
    areaWidthDots: profile.widthDots,
    tabStopsDots: Array.from({ length: Math.floor(profile.widthDots / tabDots) }, (_, i) => (i + 1) * tabDots),
    qr: { model: 'model2', moduleDots: 3, errorLevel: 'L', data: new Uint8Array(0) },
    barCode: { heightDots: 162, moduleDots: 3, hriAbove: false, hriBelow: false, hriFont: 'A' },
    storedGraphics: undefined,
  }
}

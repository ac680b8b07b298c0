/**
 * What GS h, GS w, GS H, GS f and the setting functions of GS ( k leave behind, with the symbol storage area. It is a part
 * of the print modes, so ESC @ puts all of it back and empties the storage.
 */
import type { FontName } from '../fonts/glyphs.js'

/** Characters under bars stand in a single-byte font. */
export type HriFont = Extract<FontName, 'A' | 'B' | 'C'>

export type SymbolFamilyName = 'pdf417' | 'qr' | 'maxiCode' | 'dataBar' | 'composite' | 'aztec' | 'dataMatrix'

export interface SymbolSettings {
  readonly barCode: BarCodeSettings
  readonly pdf417: Pdf417Settings
  readonly qr: QrSettings
  readonly maxiCode: MaxiCodeSettings
  readonly dataBar: StackedDataBarSettings
  readonly composite: CompositeSettings
  readonly aztec: AztecSettings
  readonly dataMatrix: DataMatrixSettings
  /** The one storage area all families share: storing for one forgets what another had stored. */
  stored: StoredSymbol | undefined
}

export interface BarCodeSettings {
  /** GS h. */
  heightDots: number
  /** GS w. */
  bars: BarDots
  /** GS H: where the characters stand in words. */
  hriAbove: boolean
  hriBelow: boolean
  /** GS f. */
  hriFont: HriFont
}

/** Dots of the narrowest bar, and of a wide one where a symbology has just two widths. */
export interface BarDots {
  readonly moduleDots: number
  readonly wideDots: number
}

export interface Pdf417Settings {
  /** fn 65; 0 lets the printer choose. */
  columns: number
  /** fn 66; 0 lets the printer choose. */
  rows: number
  /** fn 67. */
  moduleDots: number
  /** fn 68: module widths a row is high. */
  rowModules: number
  /** fn 69: a level of 0–8, or code words for correction in tenths of those for data. */
  correction: { readonly by: 'level' | 'ratio'; readonly value: number }
  /** fn 70. */
  truncated: boolean
}

export interface QrSettings {
  /** fn 65. */
  model: 'model2' | 'micro'
  /** fn 67. */
  moduleDots: number
  /** fn 69. */
  errorLevel: 'L' | 'M' | 'Q' | 'H'
}

export interface MaxiCodeSettings {
  /** fn 65: 2–6. */
  mode: number
}

export interface StackedDataBarSettings {
  /** fn 67. */
  moduleDots: number
  /** fn 71: dots an expanded stacked code may be wide; 0 is as wide as the print area. */
  widestDots: number
}

export interface CompositeSettings extends StackedDataBarSettings {
  /** fn 72; undefined prints no characters. */
  hriFont: HriFont | undefined
}

export interface AztecSettings {
  /** fn 66. */
  compact: boolean
  /** fn 66; 0 lets the printer choose. */
  layers: number
  /** fn 67. */
  moduleDots: number
  /** fn 69, per cent. */
  correctionPercent: number
}

export interface DataMatrixSettings {
  /** fn 66. */
  shape: 'square' | 'rectangle'
  /** fn 66; 0 lets the printer choose. */
  rows: number
  columns: number
  /** fn 67. */
  moduleDots: number
}

/** fn 80: what fn 81 prints, as often as it is asked. */
export interface StoredSymbol {
  readonly family: SymbolFamilyName
  /** The data; of a composite symbol that of the bar code, which is stored on its own. */
  readonly main: StoredData | undefined
  /** The two-dimensional component of a composite symbol. */
  readonly component: StoredData | undefined
}

export interface StoredData {
  /** Which member of the family: `n` of the GS1 DataBars, `b` of a composite symbol; 0 where there is one kind only. */
  readonly kind: number
  readonly bytes: Uint8Array
}

/** As after power-on and ESC @. */
export function initialSymbolSettings(): SymbolSettings {
  return {
    barCode: {
      heightDots: 162,
      bars: { moduleDots: 3, wideDots: 8 },
      hriAbove: false,
      hriBelow: false,
      hriFont: 'A',
    },
    pdf417: {
      columns: 0,
      rows: 0,
      moduleDots: 3,
      rowModules: 3,
      correction: { by: 'ratio', value: 1 },
      truncated: false,
    },
    qr: { model: 'model2', moduleDots: 3, errorLevel: 'L' },
    maxiCode: { mode: 2 },
    dataBar: { moduleDots: 2, widestDots: 0 },
    composite: { moduleDots: 2, widestDots: 0, hriFont: undefined },
    aztec: { compact: false, layers: 0, moduleDots: 3, correctionPercent: 23 },
    dataMatrix: { shape: 'square', rows: 0, columns: 0, moduleDots: 3 },
    stored: undefined,
  }
}

/**
 * What comes out of the printer, in words: pieces of paper, and pulses to the drawer. These are the types tests and
 * screens look at, so they hold facts only and know nothing of how they came about.
 */
import type { Bitmap } from './bitmap.js'

/** A bar or matrix code as it was printed. */
export interface PrintedSymbol {
  /** The family: `barCode` is everything GS k prints, the others are those of GS ( k. */
  readonly kind: 'barCode' | 'qr' | 'pdf417' | 'maxiCode' | 'aztec' | 'dataMatrix' | 'gs1DataBar' | 'composite'
  /** Its name: `EAN13`, `GS1-128`, `QR Code`, `Micro QR Code`, `GS1 DataBar Stacked`, `EAN13 with CC-A` … */
  readonly symbology: string
  /** What a scanner reads, check digits included: text where the bytes are UTF-8, a character a byte where they are not. */
  readonly data: string
}

/** A rectangle of paper, in dots from the piece's top left corner. */
export interface Box {
  readonly leftDots: number
  readonly topDots: number
  readonly widthDots: number
  readonly heightDots: number
}

/** Characters that stand side by side and look alike. */
export interface TextRun {
  readonly text: string
  /** From the left edge of the paper; in page mode from where the line's direction begins. */
  readonly leftDots: number
  readonly widthDots: number
  readonly style: TextStyle
}

export interface TextStyle {
  /** A, B, C; `wide` for double-byte characters. */
  readonly font: string
  readonly widthTimes: number
  readonly heightTimes: number
  readonly emphasized: boolean
  readonly underlineDots: number
  readonly inverse: boolean
  readonly rotated: boolean
  readonly upsideDown: boolean
  readonly ink: Ink
}

/** The second colour exists on two-colour models only. */
export type Ink = 'first' | 'second'

/** Which way the characters of a line run: page mode can turn them by quarters (ESC T). */
export type Direction = 'leftToRight' | 'bottomToTop' | 'rightToLeft' | 'topToBottom'

/** Something the paper shows, as it was printed. */
export type Shown =
  | {
      readonly kind: 'text'
      /** The line's words, gaps as spaces; no indent for justification or margin (the runs tell that). */
      readonly says: string
      readonly box: Box
      readonly direction: Direction
      readonly runs: readonly TextRun[]
    }
  | { readonly kind: 'image'; readonly says: string; readonly box: Box }
  | { readonly kind: 'symbol'; readonly says: string; readonly box: Box; readonly symbol: PrintedSymbol }

export interface CommandNote {
  /** The command's name in the reference, or its bytes in hexadecimal where the grammar has none. */
  readonly command: string
  readonly reason: string
}

/** One happening in the life of a piece of paper, in order. */
export type TranscriptEntry =
  | Shown
  /** A command that was read and not carried out. */
  | { readonly kind: 'note'; readonly note: CommandNote }
  /** The roll was changed at this row. */
  | { readonly kind: 'splice'; readonly topDots: number }

/** A stretch of paper: dots, and what they say. */
export interface PaperPiece {
  /** The dots of the first colour, black. */
  readonly image: Bitmap
  /** The dots of the second colour, where something was printed in it. */
  readonly secondImage: Bitmap | undefined
  readonly transcript: readonly TranscriptEntry[]
  /** Printed lines in order, without trailing spaces. Codes and images stand as `[QR …]` and `[image w×h]`. */
  readonly lines: readonly string[]
  /** The lines joined with line feeds. */
  readonly text: string
  readonly symbols: readonly PrintedSymbol[]
  /** Commands that came with it and were not carried out, and why. */
  readonly notUnderstood: readonly CommandNote[]
  /** Rows at which the roll was changed in the middle of the piece. */
  readonly spliceRows: readonly number[]
}

export type CutKind = 'full' | 'partial'

/** A piece of paper that left the printer. */
export interface Receipt extends PaperPiece {
  /** 1 for the first since the printer was made. */
  readonly number: number
  /** By the cutter, or torn off by hand. */
  readonly cut: CutKind | 'torn'
  /** Clock time of the cut, epoch milliseconds. */
  readonly cutAt: number
}

export interface DrawerPulse {
  /** Clock time, epoch milliseconds. */
  readonly at: number
  /** Connector pin: 2 is the first drawer, 5 the second. */
  readonly pin: 2 | 5
  readonly onMs: number
  readonly offMs: number
  readonly source: 'ESC p' | 'DLE DC4'
}

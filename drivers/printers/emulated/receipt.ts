/**
 * What comes out of the printer, in words: pieces of paper, and pulses to the drawer. These are the types tests and
 * screens look at, so they hold facts only and know nothing of how they came about.
 */
import type { Bitmap } from './bitmap.js'

/** A bar or matrix code as it was printed. */
export interface PrintedSymbol {
  readonly kind: 'qr' | 'barCode'
  /** What it holds: UTF-8 text of a matrix code, characters of a bar code. */
  readonly data: string
}

export interface CommandNote {
  /** The command's name in the reference, or its bytes in hexadecimal where the grammar has none. */
  readonly command: string
  readonly reason: string
}

/** A stretch of paper: dots, and what they say. */
export interface PaperPiece {
  readonly image: Bitmap
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

/**
 * Where characters and pictures are put before they are printed: on the line in the making, or on the page (ESC L).
 * Handlers speak to whichever of the two is in use and need not know which.
 */
import type { Bitmap } from '../paper/bitmap.js'
import type { Ink, PrintedSymbol, TextStyle } from '../paper/receipt.js'

/** Something that stands in a line: a character, or a strip of a bit image. */
export interface Cell {
  readonly bitmap: Bitmap
  /** Rows from the cell's top to its baseline. */
  readonly baselineDots: number
  /** The character; empty for an image. */
  readonly says: string
  /** Absent for an image. One object for all characters that look alike. */
  readonly style: TextStyle | undefined
  readonly ink: Ink
  /** Only white, as a space is: it takes its place and leaves nothing. */
  readonly isBlank: boolean
}

/** Something that stands by itself: a raster image, a bar code. */
export interface Block {
  readonly says: string
  readonly symbol?: PrintedSymbol
  /** Dots of the second colour, as large as the first's. Without it the whole block has the colour of ESC r. */
  readonly second?: Bitmap
  /** Raster data comes out as it was sent: upside-down mode does not turn it (ESC {). */
  readonly isUpright?: boolean
}

export interface Composer {
  /** Many commands count only here. A page has no lines to begin: always true. */
  readonly atLineStart: boolean
  /** Dots along the line, from the left margin or the edge of the page's print area. */
  readonly positionDots: number
  /** Dots a line may be wide. */
  readonly areaDots: number
  /** Sets a cell at the current position; a line that is full is ended first. */
  put(cell: Cell): void
  /** Moves the print position along the line. Ignored outside the line. */
  moveTo(dots: number): void
  /** Ends the line and feeds `lines` lines in all (LF, ESC d). */
  feedLine(lines?: number): void
  /** Ends the line and feeds `dots` in all, or as far as the line is high (ESC J). */
  feedDots(dots: number): void
  /** Ends the line and goes back (ESC K, ESC e). */
  feedBack(dots: number): void
  /** Prints a block by itself, justified. */
  printBlock(block: Bitmap, about: Block): void
  /** Forgets what is not printed yet (ESC @, CAN). */
  clear(): void
}

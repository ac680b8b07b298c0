/**
 * The line being put together in standard mode: characters and bit images stand side by side on one baseline until a feed
 * prints them. It decides where things stand; what they look like was decided before.
 */
import { Bitmap } from './bitmap.js'
import type { Work } from './mechanism.js'
import type { PrintModes } from './print-modes.js'
import type { PrintedSymbol } from './receipt.js'

export interface Cell {
  readonly bitmap: Bitmap
  /** Rows from the cell's top to its baseline. */
  readonly baselineDots: number
  /** What it says, for the transcript. */
  readonly says: string
}

/** How wide one column of the transcript is: a character of font A. */
const COLUMN_DOTS = 12

export class LineComposer {
  #cells: { readonly cell: Cell; readonly left: number }[] = []
  /** Dots from the left margin. */
  #position = 0
  #says = ''

  constructor(
    private readonly paperDots: number,
    private readonly modes: () => PrintModes,
    private readonly print: (work: Work) => void,
  ) {}

  /** Many commands count only here. */
  get atLineStart(): boolean {
    return this.#cells.length === 0 && this.#position === 0
  }

  get positionDots(): number {
    return this.#position
  }

  /** Dots a line may be wide: the print area, less where the margin pushes it off the paper. */
  get areaDots(): number {
    const { areaWidthDots, leftMarginDots } = this.modes()
    return Math.max(0, Math.min(areaWidthDots, this.paperDots - leftMarginDots))
  }

  /** Sets a cell at the current position; a line that is full is printed first. */
  put(cell: Cell): void {
    if (this.#position > 0 && this.#position + cell.bitmap.widthDots > this.areaDots) this.feedLine()
    this.#cells.push({ cell, left: this.#position })
    this.#position += cell.bitmap.widthDots
    this.#says += cell.says
  }

  /** Moves the print position; the gap shows as spaces in the transcript. */
  moveTo(dots: number): void {
    if (dots < 0 || dots > this.areaDots) return
    const columns = Math.round((dots - this.#position) / COLUMN_DOTS)
    if (dots > this.#position) this.#says += ' '.repeat(Math.max(1, columns))
    this.#position = dots
  }

  /** Prints the line and feeds `lines` lines in all (LF, ESC d). */
  feedLine(lines = 1): void {
    this.feedDots(lines * this.modes().lineSpacingDots)
  }

  /** Prints the line and feeds `dots` in all, or as far as the line is high (ESC J). */
  feedDots(dots: number): void {
    const says = this.#says
    const bitmap = this.#compose()
    this.clear()
    if (!bitmap) {
      this.print({ kind: 'feed', rows: dots, says })
      return
    }
    this.print({ kind: 'print', bitmap, says })
    if (dots > bitmap.heightDots) this.print({ kind: 'feed', rows: dots - bitmap.heightDots })
  }

  /** Prints a block (raster image, code) by itself, justified. Only at the beginning of a line. */
  printBlock(block: Bitmap, work: { readonly says: string; readonly symbol?: PrintedSymbol }): void {
    const area = new Bitmap(this.areaDots, block.heightDots)
    area.draw(block, this.#indent(block.widthDots), 0)
    this.print({ kind: 'print', bitmap: this.#onPaper(area), ...work })
  }

  /** Forgets the line (ESC @, CAN). */
  clear(): void {
    this.#cells = []
    this.#position = 0
    this.#says = ''
  }

  #compose(): Bitmap | undefined {
    if (this.#cells.length === 0) return undefined
    const ascent = Math.max(...this.#cells.map(({ cell }) => cell.baselineDots))
    const descent = Math.max(...this.#cells.map(({ cell }) => cell.bitmap.heightDots - cell.baselineDots))
    const width = Math.max(...this.#cells.map(({ cell, left }) => left + cell.bitmap.widthDots))
    const indent = this.#indent(Math.max(width, this.#position))
    const area = new Bitmap(this.areaDots, ascent + descent)
    for (const { cell, left } of this.#cells) area.draw(cell.bitmap, indent + left, ascent - cell.baselineDots)
    return this.#onPaper(area)
  }

  /** ESC a: where a line or block of this width begins. */
  #indent(widthDots: number): number {
    const free = Math.max(0, this.areaDots - widthDots)
    const { justification } = this.modes()
    return justification === 'left' ? 0 : justification === 'right' ? free : free >> 1
  }

  #onPaper(area: Bitmap): Bitmap {
    const { upsideDown, leftMarginDots } = this.modes()
    const paper = new Bitmap(this.paperDots, area.heightDots)
    paper.draw(upsideDown ? area.upsideDown() : area, leftMarginDots, 0)
    return paper
  }
}

/**
 * The strip of paper: what the head has burnt onto it, row by row, and where the cutter parts it. Paper keeps what is on
 * it whatever happens to the printer's memory, so nothing here is ever undone.
 */
import { Bitmap } from './bitmap.js'
import type { CommandNote, PaperPiece, PrintedSymbol } from './receipt.js'

/** What is remembered of the strip besides its dots; `row` is where on the strip it ends. */
type Mark =
  | { readonly kind: 'line'; readonly row: number; readonly text: string }
  | { readonly kind: 'symbol'; readonly row: number; readonly symbol: PrintedSymbol }
  | { readonly kind: 'note'; readonly row: number; readonly note: CommandNote }
  | { readonly kind: 'splice'; readonly row: number }

const GROWTH_ROWS = 1024
/** Notes kept a piece: a stream of noise must not fill the memory. */
const MOST_NOTES = 1000

export class Paper {
  readonly #bytesPerRow: number
  #dots: Uint8Array
  #rows = 0
  #marks: Mark[] = []
  #notes = 0

  /** @param headToCutterRows paper that lies between head and cutter: it starts blank and is there after every cut. */
  constructor(
    readonly widthDots: number,
    readonly headToCutterRows: number,
  ) {
    this.#bytesPerRow = Math.ceil(widthDots / 8)
    this.#dots = new Uint8Array(this.#bytesPerRow * GROWTH_ROWS)
    this.#reserve(headToCutterRows)
    this.#rows = headToCutterRows
  }

  /** Prints rows `from` to `from + count` of a bitmap. */
  print(bitmap: Bitmap, from: number, count: number): void {
    this.#reserve(count)
    for (let row = from; row < from + count; row++, this.#rows++) {
      const bytes = bitmap.bytes.subarray(row * bitmap.bytesPerRow, (row + 1) * bitmap.bytesPerRow)
      this.#dots.set(bytes.subarray(0, this.#bytesPerRow), this.#rows * this.#bytesPerRow)
    }
  }

  feed(rows: number): void {
    this.#reserve(rows)
    this.#rows += rows
  }

  /** Remembers a line that has just been printed completely. */
  markLine(text: string): void {
    this.#marks.push({ kind: 'line', row: this.#rows, text: text.trimEnd() })
  }

  markSymbol(symbol: PrintedSymbol): void {
    this.#marks.push({ kind: 'symbol', row: this.#rows, symbol })
  }

  markNote(note: CommandNote): void {
    if (this.#notes++ < MOST_NOTES) this.#marks.push({ kind: 'note', row: 0, note })
  }

  /** The roll was changed here. */
  markSplice(): void {
    this.#marks.push({ kind: 'splice', row: this.#rows })
  }

  /** Parts the strip at the cutter. Undefined when nothing was fed past it since the last cut. */
  cut(): PaperPiece | undefined {
    const rows = this.#rows - this.headToCutterRows
    if (rows <= 0) return undefined
    const piece = this.#piece(rows, (mark) => mark.row <= rows)
    this.#dots.copyWithin(0, rows * this.#bytesPerRow, this.#rows * this.#bytesPerRow)
    this.#dots.fill(0, this.headToCutterRows * this.#bytesPerRow)
    this.#rows = this.headToCutterRows
    this.#notes = 0
    this.#marks = this.#marks.filter((mark) => mark.row > rows).map((mark) => ({ ...mark, row: mark.row - rows }))
    return piece
  }

  /** What hangs out of the printer, uncut, down to the head. */
  uncut(): PaperPiece {
    return this.#piece(this.#rows, () => true)
  }

  #piece(rows: number, includes: (mark: Mark) => boolean): PaperPiece {
    const marks = this.#marks.filter(includes)
    const lines = marks.flatMap((mark) => (mark.kind === 'line' ? [mark.text] : []))
    return {
      image: new Bitmap(this.widthDots, rows, this.#dots.slice(0, rows * this.#bytesPerRow)),
      lines,
      text: lines.join('\n'),
      symbols: marks.flatMap((mark) => (mark.kind === 'symbol' ? [mark.symbol] : [])),
      notUnderstood: marks.flatMap((mark) => (mark.kind === 'note' ? [mark.note] : [])),
      spliceRows: marks.flatMap((mark) => (mark.kind === 'splice' ? [mark.row] : [])),
    }
  }

  #reserve(rows: number): void {
    const needed = (this.#rows + rows) * this.#bytesPerRow
    if (needed <= this.#dots.length) return
    const grown = new Uint8Array(Math.max(needed, this.#dots.length * 2))
    grown.set(this.#dots.subarray(0, this.#rows * this.#bytesPerRow))
    this.#dots = grown
  }
}

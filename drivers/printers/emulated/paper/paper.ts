/**
 * The strip of paper: what the head has burnt onto it, row by row, and where the cutter parts it. Paper keeps what is on
 * it whatever happens to the printer's memory, so nothing here is ever undone; fed backwards, it is printed over.
 */
import { Bitmap } from './bitmap.js'
import type { CommandNote, PaperPiece, Shown, TranscriptEntry } from './receipt.js'

/** What is remembered of the strip besides its dots; it belongs to the piece that `row`, where it ends, is on. */
interface Mark {
  readonly row: number
  readonly entry: TranscriptEntry
}

/** What the head burns: a bitmap as wide as the paper for each colour. */
export interface Print {
  readonly bitmap: Bitmap
  readonly second?: Bitmap
}

const GROWTH_ROWS = 1024
/** Notes kept a piece: a stream of noise must not fill the memory. */
const MOST_NOTES = 1000
/** Likewise lines; a roll printed without a cut has far fewer, unless they are fed by no dot at all. */
const MOST_MARKS = 200_000

export class Paper {
  readonly #bytesPerRow: number
  #dots: Uint8Array
  /** Made when the first dot of the second colour is printed; then as long as the first. */
  #secondDots: Uint8Array | undefined
  /** Where the head stands. */
  #rows = 0
  /** Below this the paper is blank: further than the head where it was fed backwards. */
  #usedRows = 0
  #marks: Mark[] = []
  #notes = 0

  /** @param headToCutterRows paper that lies between head and cutter: it starts blank and is there after every cut. */
  constructor(
    readonly widthDots: number,
    readonly headToCutterRows: number,
  ) {
    this.#bytesPerRow = (widthDots + 7) >> 3
    this.#dots = new Uint8Array(this.#bytesPerRow * GROWTH_ROWS)
    this.feed(headToCutterRows)
  }

  /** Prints rows `from` to `from + count` of a bitmap. */
  print({ bitmap, second }: Print, from: number, count: number): void {
    this.#reserve(count)
    this.#burn(this.#dots, bitmap, from, count)
    if (second) {
      this.#secondDots ??= new Uint8Array(this.#dots.length)
      this.#burn(this.#secondDots, second, from, count)
    }
    this.#move(count)
  }

  feed(rows: number): void {
    this.#reserve(rows)
    this.#move(rows)
  }

  /** Feeds backwards, no further than the last cut. @returns by how much. */
  feedBack(rows: number): number {
    const count = Math.min(rows, this.#rows)
    this.#rows -= count
    return count
  }

  /** Remembers what has just been printed completely, its boxes counted from `rows` above the head. */
  markShown(shown: readonly Shown[], rows: number): void {
    if (this.#marks.length >= MOST_MARKS) return
    const top = this.#rows - rows
    for (const one of shown) {
      this.#mark(top + one.box.topDots + one.box.heightDots, {
        ...one,
        box: { ...one.box, topDots: top + one.box.topDots },
      })
    }
  }

  markNote(note: CommandNote): void {
    if (this.#notes++ < MOST_NOTES) this.#mark(0, { kind: 'note', note })
  }

  /** The roll was changed here. */
  markSplice(): void {
    this.#mark(this.#rows, { kind: 'splice', topDots: this.#rows })
  }

  /** Parts the strip at the cutter. Undefined when nothing was fed past it since the last cut. */
  cut(): PaperPiece | undefined {
    const rows = this.#rows - this.headToCutterRows
    if (rows <= 0) return undefined
    // The piece takes its dots with it: the strip goes on in memory of its own.
    const piece = this.#piece(
      rows,
      (mark) => mark.row <= rows,
      (dots, end) => dots.subarray(0, end),
    )
    this.#dots = this.#after(this.#dots, rows)
    if (this.#secondDots) this.#secondDots = this.#after(this.#secondDots, rows)
    this.#usedRows -= rows
    this.#rows -= rows
    this.#notes = 0
    this.#marks = this.#marks
      .filter((mark) => mark.row > rows)
      .map(({ row, entry }) => ({ row: row - rows, entry: raised(entry, rows) }))
    return piece
  }

  /** What hangs out of the printer, uncut, down to the head. */
  uncut(): PaperPiece {
    return this.#piece(
      this.#rows,
      () => true,
      (dots, end) => dots.slice(0, end),
    )
  }

  #mark(row: number, entry: TranscriptEntry): void {
    this.#marks.push({ row, entry })
  }

  #move(rows: number): void {
    this.#rows += rows
    this.#usedRows = Math.max(this.#usedRows, this.#rows)
  }

  #burn(dots: Uint8Array, bitmap: Bitmap, from: number, count: number): void {
    const at = this.#rows * this.#bytesPerRow
    const bytes = bitmap.bytes.subarray(from * this.#bytesPerRow, (from + count) * this.#bytesPerRow)
    if (this.#rows >= this.#usedRows) dots.set(bytes, at)
    else
      for (let index = 0; index < bytes.length; index++)
        dots[at + index] = (dots[at + index] ?? 0) | (bytes[index] ?? 0)
  }

  #piece(
    rows: number,
    includes: (mark: Mark) => boolean,
    part: (dots: Uint8Array, end: number) => Uint8Array,
  ): PaperPiece {
    const transcript = this.#marks.filter(includes).map(({ entry }) => entry)
    const lines = transcript.flatMap((entry) => ('says' in entry ? [entry.says] : []))
    const picture = (dots: Uint8Array) => new Bitmap(this.widthDots, rows, part(dots, rows * this.#bytesPerRow))
    return {
      image: picture(this.#dots),
      secondImage: this.#secondDots && picture(this.#secondDots),
      transcript,
      lines,
      text: lines.join('\n'),
      symbols: transcript.flatMap((entry) => (entry.kind === 'symbol' ? [entry.symbol] : [])),
      notUnderstood: transcript.flatMap((entry) => (entry.kind === 'note' ? [entry.note] : [])),
      spliceRows: transcript.flatMap((entry) => (entry.kind === 'splice' ? [entry.topDots] : [])),
    }
  }

  /** The strip without its first rows, in memory of no more than it needs: a long receipt's must not stay. */
  #after(dots: Uint8Array, rows: number): Uint8Array {
    const left = dots.subarray(rows * this.#bytesPerRow, this.#usedRows * this.#bytesPerRow)
    const fresh = new Uint8Array(Math.max(left.length, this.#bytesPerRow * GROWTH_ROWS))
    fresh.set(left)
    return fresh
  }

  #reserve(rows: number): void {
    const needed = (this.#rows + rows) * this.#bytesPerRow
    if (needed <= this.#dots.length) return
    this.#dots = this.#grown(this.#dots, needed)
    if (this.#secondDots) this.#secondDots = this.#grown(this.#secondDots, needed)
  }

  #grown(dots: Uint8Array, needed: number): Uint8Array {
    const grown = new Uint8Array(Math.max(needed, this.#dots.length * 2))
    grown.set(dots.subarray(0, this.#usedRows * this.#bytesPerRow))
    return grown
  }
}

/** An entry on the paper that is left after `rows` above it were cut off. */
function raised(entry: TranscriptEntry, rows: number): TranscriptEntry {
  if (entry.kind === 'note') return entry
  if (entry.kind === 'splice') return { ...entry, topDots: entry.topDots - rows }
  return { ...entry, box: { ...entry.box, topDots: entry.box.topDots - rows } }
}

/**
 * Runs one command's shape over bytes: measures a command that lies there whole, or collects one that comes in chunks.
 * What is kept of a command is bounded, whatever length it claims to have.
 */
import type { CommandDefinition } from './command-table.js'
import type { Piece, Shape } from './shapes.js'

/** What is kept of one command's parameters; the rest is read to its end and dropped. A 576-dot image this long is 7 m. */
export const LONGEST_COMMAND_BYTES = 4 * 1024 * 1024
/** Pieces this short are the heads that say how long the rest is, and are kept whatever the total. */
const SHORT_PIECE_BYTES = 16
/** Room for the heads of the most items a command can have (FS q: 255 of 4 bytes). */
const MOST_HEAD_BYTES = 2048

/** True where a piece is kept after `keptBytes` of the same command. */
export const isKept = (piece: Piece, keptBytes: number): boolean =>
  piece.bytes <= SHORT_PIECE_BYTES || keptBytes + piece.bytes <= LONGEST_COMMAND_BYTES

/** Where parameters that begin at `at` end; undefined when the input ends before they do, or they are too long to keep. */
export function endOf(shape: Shape, input: Uint8Array, at: number): number | undefined {
  let end = at
  let piece: Piece | undefined = shape
  while (piece) {
    const start: number = end
    end = piece.verdict ? endOfPiece(piece, input, start) : start + piece.bytes
    if (end > input.length || end - at > LONGEST_COMMAND_BYTES) return undefined
    piece = piece.next?.(input, start)
  }
  return end
}

/** For a piece without a length; beyond the input when its end is not in it. */
function endOfPiece(piece: Piece, input: Uint8Array, start: number): number {
  for (let at = start; at < start + piece.bytes; at++) {
    if (at >= input.length) return Number.POSITIVE_INFINITY
    const verdict = piece.verdict?.(input, start, at)
    if (verdict === 'ends it') return at + 1
    if (verdict === 'is not part of it') return at
  }
  return start + piece.bytes
}

export class CommandReader {
  #piece: Piece | undefined
  /** Bytes the piece still wants. */
  #missing = 0
  #keeping: boolean = true
  #kept = new Uint8Array(SHORT_PIECE_BYTES)
  #keptBytes = 0
  /** Where the piece starts in what is kept. */
  #start = 0
  #droppedBytes = 0

  constructor(readonly definition: CommandDefinition) {
    this.#enter(definition.shape)
  }

  get done(): boolean {
    return this.#piece === undefined
  }

  get droppedBytes(): number {
    return this.#droppedBytes
  }

  /** The parameters so far, without those dropped. */
  kept(): Uint8Array {
    return this.#keptBytes === this.#kept.length ? this.#kept : this.#kept.slice(0, this.#keptBytes)
  }

  /** Takes what it can use from `input[from]` on; returns where it stopped. */
  take(input: Uint8Array, from: number): number {
    let next = from
    while (this.#piece && next < input.length) {
      next = this.#piece.verdict ? this.#takeOne(this.#piece, input, next) : this.#takeMany(input, next)
      if (this.#missing === 0) this.#leave(this.#piece)
    }
    return next
  }

  #takeMany(input: Uint8Array, from: number): number {
    const count = Math.min(this.#missing, input.length - from)
    if (this.#keeping) {
      this.#kept.set(input.subarray(from, from + count), this.#keptBytes)
      this.#keptBytes += count
    } else {
      this.#droppedBytes += count
    }
    this.#missing -= count
    return from + count
  }

  #takeOne(piece: Piece, input: Uint8Array, from: number): number {
    this.#kept[this.#keptBytes] = input[from] ?? 0
    const verdict = piece.verdict?.(this.#kept, this.#start, this.#keptBytes)
    if (verdict !== 'is not part of it') this.#keptBytes++
    this.#missing = verdict === 'goes on' ? this.#missing - 1 : 0
    return verdict === 'is not part of it' ? from : from + 1
  }

  #leave(piece: Piece): void {
    this.#enter(piece.next?.(this.#kept, this.#start))
  }

  /** Goes on to a piece, past those that turn out to be empty. */
  #enter(first: Piece | undefined): void {
    let piece = first
    while (piece && piece.bytes === 0) piece = piece.next?.(this.#kept, this.#keptBytes)
    this.#piece = piece
    if (!piece) return
    this.#start = this.#keptBytes
    this.#missing = piece.bytes
    this.#keeping = isKept(piece, this.#keptBytes)
    if (this.#keeping) this.#makeRoom(this.#keptBytes + piece.bytes)
  }

  /** Exactly as large as needed when one payload is most of it, so that it need not be copied again. */
  #makeRoom(bytes: number): void {
    if (bytes <= this.#kept.length) return
    const larger = new Uint8Array(
      Math.max(bytes, Math.min(this.#kept.length * 2, LONGEST_COMMAND_BYTES + MOST_HEAD_BYTES)),
    )
    larger.set(this.#kept.subarray(0, this.#keptBytes))
    this.#kept = larger
  }
}

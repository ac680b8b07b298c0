/**
 * What a printer sends, taken apart. Answers carry no length, may be cut into any chunks and be interrupted by flow control,
 * so bytes are told apart by the fixed bits each kind of answer has; after noise, what could be a remnant counts for nothing.
 */
import { BLOCK_HEADERS, type BlockFrame, blocksIn } from './status-blocks.js'

export type StatusFrame =
  | BlockFrame
  /** Automatic status (GS a): four bytes, the first with (b & 93h) = 10h. */
  | { readonly kind: 'automatic'; readonly bytes: readonly [number, number, number, number] }
  /** Answer to DLE EOT n: (b & 93h) = 12h. Which n it answers, only the order tells. */
  | { readonly kind: 'realTime'; readonly byte: number }
  /** Answer to GS r n: (b & 90h) = 0. */
  | { readonly kind: 'processed'; readonly byte: number }
  /** XOFF (`hold`) or XON. */
  | { readonly kind: 'flow'; readonly hold: boolean }
  /** Noise, and blocks this driver has no use for. */
  | { readonly kind: 'unrecognised'; readonly bytes: readonly number[] }

const XON = 0x11
const XOFF = 0x13
const AUTOMATIC_BYTES = 4
/** No answer this driver asks for is longer; beyond it the end mark was lost. */
const LONGEST_BLOCK_BYTES = 128

const isHeader = (byte: number) => BLOCK_HEADERS.includes(byte)
const isRealTime = (byte: number) => (byte & 0x93) === 0x12
const isAutomatic = (byte: number) => (byte & 0x93) === 0x10
/** Second to fourth byte of an automatic status, and answers to GS r. */
const isPlain = (byte: number) => (byte & 0x90) === 0
const isControl = (byte: number) => byte < 0x20

export class StatusFrames {
  /** The answer under way: empty, or what came of an automatic status or a block so far. */
  #partial: number[] = []
  /** So many plain bytes may be the rest of an answer that noise broke, and must not pass for answers to GS r. */
  #doubtful = 0

  /** @returns the frames these bytes complete, in order of their last byte. */
  push(bytes: Uint8Array): StatusFrame[] {
    const frames: StatusFrame[] = []
    for (const byte of bytes) this.#take(byte, frames)
    return frames
  }

  #take(byte: number, frames: StatusFrame[]): void {
    const first = this.#partial[0]
    if (byte === XON || byte === XOFF) frames.push({ kind: 'flow', hold: byte === XOFF })
    else if (first === undefined) this.#begin(byte, frames)
    else if (isHeader(first)) this.#continueBlock(byte, frames)
    else this.#continueAutomatic(byte, frames)
  }

  #begin(byte: number, frames: StatusFrame[]): void {
    if (isHeader(byte) || isAutomatic(byte)) {
      this.#partial = [byte]
      this.#doubtful = 0
    } else if (isRealTime(byte)) {
      frames.push({ kind: 'realTime', byte })
    } else if (isPlain(byte) && this.#doubtful === 0) {
      frames.push({ kind: 'processed', byte })
    } else {
      if (isPlain(byte)) this.#doubtful--
      frames.push({ kind: 'unrecognised', bytes: [byte] })
    }
  }

  #continueAutomatic(byte: number, frames: StatusFrame[]): void {
    if (isPlain(byte)) {
      this.#partial.push(byte)
      const [b0, b1, b2, b3] = this.#partial
      if (b0 === undefined || b1 === undefined || b2 === undefined || b3 === undefined) return
      frames.push({ kind: 'automatic', bytes: [b0, b1, b2, b3] })
      this.#partial = []
    } else if (isRealTime(byte)) {
      // A real-time answer that overtook: its fixed bits cannot occur here.
      frames.push({ kind: 'realTime', byte })
    } else {
      this.#giveUp(AUTOMATIC_BYTES - this.#partial.length, frames)
      this.#begin(byte, frames)
    }
  }

  #continueBlock(byte: number, frames: StatusFrame[]): void {
    if (byte === 0x00) this.#endBlock(frames)
    else if (isControl(byte) && isRealTime(byte)) frames.push({ kind: 'realTime', byte })
    else if (isControl(byte) && isAutomatic(byte)) this.#restart(byte, frames)
    else if (isControl(byte) && automaticTail(this.#partial).length > 0) this.#continueTail(byte, frames)
    else if (this.#partial.length >= LONGEST_BLOCK_BYTES) this.#restart(byte, frames)
    // Other control characters are noise: they stay in, and spoil the block without letting its rest loose.
    else this.#partial.push(byte)
  }

  #endBlock(frames: StatusFrame[]): void {
    const { noise, frame } = blocksIn(this.#partial)
    const tail = automaticTail(this.#partial)
    // No block is that short; a cover that is open behind a stray header byte looks like one.
    if (!frame && this.#partial.length === 2 && tail.length === 1) {
      this.#continueTail(0x00, frames)
      return
    }
    this.#partial = []
    if (noise.length > 0) frames.push({ kind: 'unrecognised', bytes: noise })
    if (frame) frames.push(frame)
    // The end of what was no block may have been the beginning of an automatic status.
    else if (tail.length > 0) this.#doubtful = AUTOMATIC_BYTES - tail.length - 1
  }

  /** What looked like the end of a block was the beginning of an automatic status, of which this is the next byte. */
  #continueTail(byte: number, frames: StatusFrame[]): void {
    const tail = automaticTail(this.#partial)
    frames.push({ kind: 'unrecognised', bytes: this.#partial.slice(0, -tail.length) })
    this.#partial = tail
    this.#continueAutomatic(byte, frames)
  }

  #restart(byte: number, frames: StatusFrame[]): void {
    this.#giveUp(0, frames)
    this.#begin(byte, frames)
  }

  #giveUp(doubtful: number, frames: StatusFrame[]): void {
    frames.push({ kind: 'unrecognised', bytes: this.#partial })
    this.#partial = []
    this.#doubtful = doubtful
  }
}

/** The last bytes that an automatic status may begin with: letters and digits do, when the cover is open. */
function automaticTail(bytes: readonly number[]): number[] {
  const tails = [3, 2, 1].map((length) => bytes.slice(-length))
  return tails.find(([first = 0, ...rest]) => isAutomatic(first) && rest.every(isPlain)) ?? []
}

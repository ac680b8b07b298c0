/**
 * What a printer sends, taken apart. Answers carry no length and may be cut into any chunks, and flow control may interrupt
 * any of them, so bytes are told apart by the fixed bits each kind of answer has.
 */
export type StatusFrame =
  /** Automatic status (GS a): four bytes, the first with (b & 93h) = 10h. */
  | { readonly kind: 'automatic'; readonly bytes: readonly [number, number, number, number] }
  /** Answer to DLE EOT n: (b & 93h) = 12h. Which n it answers, only the order tells. */
  | { readonly kind: 'realTime'; readonly byte: number }
  /** Answer to GS r n: (b & 90h) = 0. */
  | { readonly kind: 'processed'; readonly byte: number }
  /** Answer to GS ( H fn 48: 37 22 d1–d4 00. */
  | { readonly kind: 'processId'; readonly id: string }
  /** Answer to DLE DC4 fn 8: 37 25 00. */
  | { readonly kind: 'cleared' }
  /** Answer to GS I n: 5F … 00. */
  | { readonly kind: 'information'; readonly text: string }
  /** XOFF (`hold`) or XON. */
  | { readonly kind: 'flow'; readonly hold: boolean }
  /** Noise, and blocks this driver has no use for. */
  | { readonly kind: 'unrecognised'; readonly bytes: readonly number[] }

const XON = 0x11
const XOFF = 0x13
const BLOCK = 0x37
const INFORMATION = 0x5f
const PROCESS_ID = 0x22
const CLEARED = 0x25
/** No answer this driver asks for is longer; beyond it the end mark was lost. */
const LONGEST_BLOCK_BYTES = 128

const isRealTime = (byte: number) => (byte & 0x93) === 0x12
const isAutomatic = (byte: number) => (byte & 0x93) === 0x10
/** Second to fourth byte of an automatic status, and answers to GS r. */
const isPlain = (byte: number) => (byte & 0x90) === 0
const isControl = (byte: number) => byte < 0x20

export class StatusFrames {
  /** The answer under way: empty, or what came of an automatic status or a block so far. */
  #partial: number[] = []

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
    else if (first === BLOCK || first === INFORMATION) this.#continueBlock(byte, frames)
    else this.#continueAutomatic(byte, frames)
  }

  #begin(byte: number, frames: StatusFrame[]): void {
    if (byte === BLOCK || byte === INFORMATION || isAutomatic(byte)) this.#partial.push(byte)
    else if (isRealTime(byte)) frames.push({ kind: 'realTime', byte })
    else if (isPlain(byte)) frames.push({ kind: 'processed', byte })
    else frames.push({ kind: 'unrecognised', bytes: [byte] })
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
      this.#giveUp(frames)
      this.#begin(byte, frames)
    }
  }

  #continueBlock(byte: number, frames: StatusFrame[]): void {
    if (byte === 0x00) {
      frames.push(blockOf(this.#partial))
      this.#partial = []
    } else if (isControl(byte) && isRealTime(byte)) {
      frames.push({ kind: 'realTime', byte })
    } else if (isControl(byte) || this.#partial.length >= LONGEST_BLOCK_BYTES) {
      this.#giveUp(frames)
      this.#begin(byte, frames)
    } else {
      this.#partial.push(byte)
    }
  }

  #giveUp(frames: StatusFrame[]): void {
    frames.push({ kind: 'unrecognised', bytes: this.#partial })
    this.#partial = []
  }
}

/** @param bytes a whole block without its closing 00. */
function blockOf(bytes: readonly number[]): StatusFrame {
  const [header, identifier, ...content] = bytes
  if (header === INFORMATION) return { kind: 'information', text: textOf(bytes.slice(1)) }
  if (identifier === PROCESS_ID && content.length === 4) return { kind: 'processId', id: textOf(content) }
  if (identifier === CLEARED && content.length === 0) return { kind: 'cleared' }
  return { kind: 'unrecognised', bytes }
}

function textOf(bytes: readonly number[]): string {
  return Buffer.from(bytes).toString('latin1')
}

/**
 * The printer's hexadecimal dump (GS ( A 1): what comes is shown and not obeyed, which is the way a technician
 * finds out what a host really sends.
 */
import type { Token } from '../grammar/parser.js'

/** Numbers and letters together must fit into 42 columns, or 32 on narrow paper. */
const BYTES_PER_LINE = { wide: 10, narrow: 7 } as const
const NARROW_COLUMNS = 42

const LINE_FEED: Token = { kind: 'command', id: 'LF', parameters: new Uint8Array(0), droppedBytes: 0 }

export class HexDump {
  readonly #bytesPerLine: number
  #line: number[] = []
  #pressed = 0

  constructor(columns: number) {
    this.#bytesPerLine = columns < NARROW_COLUMNS ? BYTES_PER_LINE.narrow : BYTES_PER_LINE.wide
  }

  /** @returns what to print for these bytes: whole lines only, so that chunks make no difference. */
  push(bytes: Uint8Array): Token[] {
    const tokens: Token[] = []
    for (const byte of bytes) {
      this.#line.push(byte)
      if (this.#line.length === this.#bytesPerLine) tokens.push(...this.flush())
    }
    return tokens
  }

  /** FEED: the first press prints what is left. @returns true at the third, which ends the dump. */
  press(): boolean {
    this.#pressed++
    return this.#pressed === 3
  }

  flush(): Token[] {
    if (this.#line.length === 0) return []
    const numbers = this.#line.map((byte) => byte.toString(16).padStart(2, '0').toUpperCase()).join(' ')
    const letters = this.#line.map((byte) => (byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : '.')).join('')
    this.#line = []
    return [text(`${numbers.padEnd(this.#bytesPerLine * 3)} ${letters}`), LINE_FEED]
  }
}

const text = (line: string): Token => ({ kind: 'text', bytes: Buffer.from(line, 'ascii') })

/**
 * UTF-8 as FS ( C fn 48 selects it, a byte at a time. Malformed bytes become U+FFFD just where the WHATWG Encoding
 * Standard puts one, so a host's own decoder agrees on what was wrong.
 */
import { type Decoded, type DecodedCharacter, NOTHING, UNDECODABLE } from './decoded-character.js'
import { isWide } from './widths.js'

const ASCII: readonly Decoded[] = Array.from({ length: 0x80 }, (_, byte) => [
  { character: byte === 0x7f ? ' ' : String.fromCharCode(byte), bytes: [byte], wide: false, code: byte },
])

export class Utf8Decoder {
  #bytes: number[] = []
  #codePoint = 0
  #missing = 0
  /** Between which the next byte must be. Only second bytes are ever narrowed, against overlong forms and surrogates. */
  #lowest = 0x80
  #highest = 0xbf

  take(byte: number): Decoded {
    if (this.#missing === 0) return this.#begin(byte)
    if (byte < this.#lowest || byte > this.#highest) {
      const stray = undecodable(this.interrupt())
      return [stray, ...this.#begin(byte)]
    }
    this.#lowest = 0x80
    this.#highest = 0xbf
    this.#codePoint = (this.#codePoint << 6) | (byte & 0x3f)
    this.#bytes.push(byte)
    this.#missing--
    if (this.#missing > 0) return NOTHING
    const code = this.#codePoint
    return [{ character: String.fromCodePoint(code), bytes: this.interrupt(), wide: isWide(code), code }]
  }

  /** @returns the bytes of the character that was begun and will not be finished. */
  interrupt(): readonly number[] {
    const given = this.#bytes
    this.#bytes = []
    this.#missing = 0
    this.#lowest = 0x80
    this.#highest = 0xbf
    return given
  }

  #begin(byte: number): Decoded {
    const ascii = ASCII[byte]
    if (ascii) return ascii
    if (byte < 0xc2 || byte > 0xf4) return [undecodable([byte])]
    this.#missing = byte < 0xe0 ? 1 : byte < 0xf0 ? 2 : 3
    this.#codePoint = byte & (0x3f >> this.#missing)
    this.#bytes.push(byte)
    if (byte === 0xe0) this.#lowest = 0xa0
    if (byte === 0xed) this.#highest = 0x9f
    if (byte === 0xf0) this.#lowest = 0x90
    if (byte === 0xf4) this.#highest = 0x8f
    return NOTHING
  }
}

function undecodable(bytes: readonly number[]): DecodedCharacter {
  return { character: UNDECODABLE, bytes, wide: false, code: 0xfffd }
}

/**
 * Turns the bytes of text into characters, one byte at a time, so that it does not matter where the host's writes end.
 * Answers of one or two bytes are made once and handed out again: text costs a table look-up a character.
 */
import type { CodePageNumbering } from './code-page-numbers.js'
import { type Decoded, NOTHING, UNDECODABLE } from './decoded-character.js'
import type { DoubleByteCharset } from './double-byte-charset.js'
import { type DoubleByteTable, doubleByteTable } from './double-byte-table.js'
import { singleByteTable } from './single-byte-table.js'
import { Utf8Decoder } from './utf8-decoder.js'

export type { Decoded, DecodedCharacter } from './decoded-character.js'

export interface CharacterSetting {
  /** `double` while FS & is on; `utf8` after FS ( C fn 48. */
  readonly mode: 'single' | 'double' | 'utf8'
  /** ESC t n. */
  readonly codePage: number
  /** ESC R n. */
  readonly country: number
  readonly charset: DoubleByteCharset
}

export class CharacterDecoder {
  /** The first bytes of a double-byte character whose rest has not come. */
  #pending: number[] = []
  readonly #utf8 = new Utf8Decoder()
  /** The single bytes under the code page and country last used. */
  #singles: readonly Decoded[] = []
  #codePage = -1
  #country = -1

  /** @param numbering whose numbers follow ESC t. */
  constructor(private readonly numbering: CodePageNumbering = 'epson') {}

  /** @returns what this byte completes: usually one character, none while one waits for its rest. */
  take(byte: number, setting: CharacterSetting): Decoded {
    if (setting.mode === 'single') return this.#single(byte, setting)
    if (setting.mode === 'utf8') return this.#utf8.take(byte)
    const table = doubleByteTable(setting.charset)
    if (this.#pending.length > 0) return this.#continue(byte, table, setting)
    if (!table.isLead(byte)) return table.single(byte) ?? this.#single(byte, setting)
    this.#pending.push(byte)
    return NOTHING
  }

  /** A command came: what was begun is not going to be finished. @returns its bytes. */
  interrupt(): readonly number[] {
    if (this.#pending.length === 0) return this.#utf8.interrupt()
    const given = this.#pending
    this.#pending = []
    return given
  }

  /** Drops a begun character without a word (the buffers were cleared). */
  forget(): void {
    this.interrupt()
  }

  #single(byte: number, { codePage, country }: CharacterSetting): Decoded {
    if (codePage !== this.#codePage || country !== this.#country) {
      this.#singles = singleByteTable(codePage, country, this.numbering)
      this.#codePage = codePage
      this.#country = country
    }
    return this.#singles[byte] ?? NOTHING
  }

  #continue(byte: number, table: DoubleByteTable, setting: CharacterSetting): Decoded {
    this.#pending.push(byte)
    const found = table.lookUp(this.#pending)
    if (found === 'incomplete') return NOTHING
    const [lead = 0, ...rest] = this.#pending
    this.#pending = []
    if (found !== 'stray') return found
    // A stray lead byte must not swallow what follows it.
    const stray = { character: UNDECODABLE, bytes: [lead], wide: true, code: lead }
    return [stray, ...rest.flatMap((each) => this.take(each, setting))]
  }
}

/**
 * What bytes were found to mean. Decoders answer with lists, most of them of one character and made beforehand, so that
 * a stray byte, which gives up its place and lets the next be read anew, needs no case of its own.
 */

export interface DecodedCharacter {
  /** U+FFFD when the bytes mean none. */
  readonly character: string
  readonly bytes: readonly number[]
  /** Printed in a full-width cell. */
  readonly wide: boolean
  /** As a host names it when it defines one: the byte, c1 × 256 + c2, or the code point; four bytes are one big number. */
  readonly code: number
}

export type Decoded = readonly DecodedCharacter[]

export const UNDECODABLE = '\ufffd'

/** The answer while a character waits for the rest of its bytes. */
export const NOTHING: Decoded = []

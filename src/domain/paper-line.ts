/**
 * A receipt as it goes to a printer: lines of fixed columns, already measured and padded. Layout makes them, printers
 * encode them; neither knows the other.
 */
export type PaperLine =
  | {
      readonly kind: 'text'
      /** NFC text without control characters, at most the printer's columns wide (divided by `width`). May be empty. */
      readonly text: string
      readonly bold?: boolean
      /** White on black. */
      readonly inverse?: boolean
      /** Character magnification across and down. 1 unless given. */
      readonly width?: 1 | 2
      readonly height?: 1 | 2
      /** `left` unless given. Centring is left to the printer so that it stays true to its real width. */
      readonly align?: 'left' | 'center' | 'right'
    }
  /** A QR code of UTF-8 data, centred. */
  | { readonly kind: 'qr'; readonly data: string }
  /** One-bit picture, row by row, most significant bit left, 1 = black; centred. `widthDots` is a multiple of 8. */
  | {
      readonly kind: 'image'
      readonly widthDots: number
      readonly heightDots: number
      readonly bits: Uint8Array
      /** It comes on every receipt, as a logo does, so the printer may keep it in its memory instead of being sent it again. */
      readonly recurring?: true
    }
  | { readonly kind: 'feed'; readonly lines: number }
  | { readonly kind: 'cut' }

const WIDE =
  /[\u1100-\u115F\u2E80-\u303E\u3041-\u33FF\u3400-\u4DBF\u4E00-\u9FFF\uA000-\uA4CF\uAC00-\uD7A3\uF900-\uFAFF\uFE30-\uFE4F\uFF00-\uFF60\uFFE0-\uFFE6\u{1F300}-\u{1FAFF}\u{20000}-\u{3FFFD}]/u

/** Columns one character takes on the paper: two for Hangul, Han and full-width forms, one for the rest. */
export function columnsOfCharacter(character: string): 1 | 2 {
  return WIDE.test(character) ? 2 : 1
}

/** Columns a text takes at normal width. */
export function columnsOf(text: string): number {
  let columns = 0
  for (const character of text) columns += columnsOfCharacter(character)
  return columns
}

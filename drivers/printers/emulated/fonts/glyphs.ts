/**
 * The printer's built-in characters: one look-up gives the dots. Each is drawn the first time it is asked for; how many
 * are kept is limited, for a host may send all of Unicode.
 */

import type { DoubleByteCharset } from '../characters/double-byte-charset.js'
import type { Bitmap } from '../paper/bitmap.js'
import { drawGlyph, type Script } from './draw-glyph.js'
import type { FontName } from './font-cells.js'

export { FONT_CELLS, type FontName } from './font-cells.js'

/** More than all the syllables of Korean and the signs of a receipt in every font; about 5 MB. */
const MOST_GLYPHS = 32_768

type Atlas = Map<string, Bitmap>

const fontsOf = (): Record<FontName, Atlas> => ({
  A: new Map(),
  B: new Map(),
  tallB: new Map(),
  C: new Map(),
  D: new Map(),
  wide: new Map(),
  wideB: new Map(),
  wideC: new Map(),
})

const atlases: Readonly<Record<Script, Readonly<Record<FontName, Atlas>>>> = {
  korean: fontsOf(),
  chinese: fontsOf(),
}

const SCRIPTS: Readonly<Record<DoubleByteCharset, Script>> = {
  cp949: 'korean',
  none: 'korean',
  gb18030: 'chinese',
  gb2312: 'chinese',
  big5: 'chinese',
  'shift-jis': 'chinese',
  jis: 'chinese',
}

let kept = 0

/**
 * The dots of one character, in a cell of the font's size; everyone gets the same bitmap, so it must not be drawn on. A
 * character no typeface has, or none at all (U+FFFD), is an outlined box, as printers do.
 *
 * @param charset the printer's double-byte set: decides which typeface draws what several have.
 */
export function glyph(character: string, font: FontName, charset: DoubleByteCharset): Bitmap {
  const script = SCRIPTS[charset]
  const atlas = atlases[script][font]
  const known = atlas.get(character)
  if (known) return known
  const drawn = drawGlyph(character, font, script)
  if (kept >= MOST_GLYPHS) forgetAll()
  atlas.set(character, drawn)
  kept++
  return drawn
}

function forgetAll(): void {
  for (const fonts of Object.values(atlases)) for (const atlas of Object.values(fonts)) atlas.clear()
  kept = 0
}

/** Characters a host has drawn itself: single-byte ones (ESC &, ESC %, ESC ?) and double-byte ones (FS 2, FS ?). */

import { fontInForce } from '../composing/text-writer.js'
import { FONT_CELLS } from '../fonts/glyphs.js'
import { characterKey } from '../machine/memory.js'
import { Bitmap } from '../paper/bitmap.js'
import { byteAt, type Handler, type HandlerTable } from './handler.js'
import { fromColumns } from './image.js'

const FIRST_CODE = 0x20
const LAST_CODE = 0x7e
/** FS 2: 24 columns of 3 bytes. */
const DOUBLE_BYTE_COLUMNS = 24
const DOUBLE_BYTE_COLUMN_BYTES = 3

/** ESC & y c1 c2 [x d1…d(y × x)]…: y bytes a column, x columns, for each code from c1 to c2, in the font in force. */
const define: Handler = (parameters, { modes, profile, memory, note }) => {
  const [y, first, last] = [byteAt(parameters, 0), byteAt(parameters, 1), byteAt(parameters, 2)]
  if (y < 1 || y > 3 || first < FIRST_CODE || last > LAST_CODE || first > last) return note('parameter out of range')
  const font = fontInForce(modes, profile)
  const { widthDots, heightDots } = FONT_CELLS[font]
  let at = 3
  for (let code = first; code <= last; code++) {
    const columns = byteAt(parameters, at)
    const shape = fromColumns(columns, y, parameters.subarray(at + 1, at + 1 + columns * y))
    at += 1 + columns * y
    // Narrower than the cell leaves the rest of it white; larger is cut off.
    const cell = new Bitmap(widthDots, heightDots)
    cell.draw(shape, 0, 0)
    memory.characters.set(characterKey(font, code), cell)
  }
}

/** FS 2 c1 c2 d1…d72. */
const defineDoubleByte: Handler = (parameters, { modes, memory }) => {
  const code = byteAt(parameters, 0) * 0x100 + byteAt(parameters, 1)
  const shape = fromColumns(DOUBLE_BYTE_COLUMNS, DOUBLE_BYTE_COLUMN_BYTES, parameters.subarray(2))
  memory.characters.set(characterKey(modes.doubleByteFont, code), shape)
}

export const userCharacterHandlers: HandlerTable = {
  'ESC %': (parameters, { modes }) => {
    modes.userDefined = (byteAt(parameters, 0) & 1) === 1
  },
  'ESC &': define,
  'ESC ?': (parameters, { modes, profile, memory }) => {
    memory.characters.delete(characterKey(fontInForce(modes, profile), byteAt(parameters, 0)))
  },
  'FS 2': defineDoubleByte,
  'FS ?': (parameters, { modes, memory }) => {
    const code = byteAt(parameters, 0) * 0x100 + byteAt(parameters, 1)
    memory.characters.delete(characterKey(modes.doubleByteFont, code))
  },
}

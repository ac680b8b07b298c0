/** Double-byte characters (Hangul, Han): switching them on and off, and their own size, underline and spacing. */
import { byteAt, digit, type HandlerTable } from './handler.js'

export const doubleByteHandlers: HandlerTable = {
  'FS &': (_parameters, { modes, profile, note }) => {
    if (profile.doubleByte.charset === 'none') return note('not supported')
    modes.doubleByteMode = true
  },
  'FS .': (_parameters, { modes }) => {
    modes.doubleByteMode = false
  },
  'FS !': (parameters, { modes }) => {
    const n = byteAt(parameters, 0)
    modes.doubleByteSize = { widthTimes: n & 0x04 ? 2 : 1, heightTimes: n & 0x08 ? 2 : 1 }
    modes.doubleByteUnderlineDots = n & 0x80 ? 1 : 0
  },
  'FS -': (parameters, { modes, note }) => {
    const thickness = digit(byteAt(parameters, 0))
    if (thickness > 2) return note('parameter out of range')
    modes.doubleByteUnderlineDots = thickness
  },
  'FS W': (parameters, { modes }) => {
    const times = byteAt(parameters, 0) & 1 ? 2 : 1
    modes.doubleByteSize = { widthTimes: times, heightTimes: times }
  },
  'FS S': (parameters, { modes }) => {
    modes.doubleByteSpacing = { leftDots: byteAt(parameters, 0), rightDots: byteAt(parameters, 1) }
  },
}

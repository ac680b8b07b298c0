/** Double-byte characters (Hangul, Han): switching them on and off, and their own size, underline and spacing. */
import { isJapanese } from '../composing/text-writer.js'
import { alongLine, byteAt, digit, type Handler, type HandlerTable } from './handler.js'

/**
 * FS ( A fn 48: the double-byte font. A and B are drawn 24 × 24, C 16 × 16.
 *
 * @param data fn m, without the length.
 */
export const doubleByteFont: Handler = (data, { modes, note }) => {
  const [fn, m] = data
  if (fn !== 48 || m === undefined || digit(m) > 2) return note('parameter out of range')
  modes.doubleByteFont = digit(m) === 2 ? 'wideC' : 'wide'
}

/**
 * FS ( C fn 48: one- and two-byte codes (49) or UTF-8 (50). fn 60, which font is looked in first, changes nothing here:
 * there is one.
 *
 * @param data fn m …, without the length.
 */
export const encoding: Handler = (data, { modes, note }) => {
  const [fn, m] = data
  if (fn === 60) return
  if (fn !== 48 || m === undefined || (digit(m) !== 1 && digit(m) !== 2)) return note('parameter out of range')
  modes.utf8 = digit(m) === 2
}

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
  'FS S': (parameters, context) => {
    context.modes.doubleByteSpacing = {
      leftDots: alongLine(byteAt(parameters, 0), context),
      rightDots: alongLine(byteAt(parameters, 1), context),
    }
  },
  // Only Japanese models have two codes to choose from.
  'FS C': (parameters, { modes, profile, note }) => {
    const n = digit(byteAt(parameters, 0))
    if (n > 2) return note('parameter out of range')
    if (!isJapanese(profile.doubleByte.charset)) return note('not supported')
    modes.doubleByteCode = n === 0 ? 'jis' : 'shift-jis'
  },
}

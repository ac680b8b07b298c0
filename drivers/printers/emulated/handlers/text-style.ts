/** How single-byte characters look: font, weight, size, underline, inverse, direction, code page. */
import { hasCodePage } from '../characters/code-pages.js'
import { hasNationalSet } from '../characters/national-sets.js'
import type { PrintModes } from '../composing/print-modes.js'
import { fontOf } from '../fonts/model-fonts.js'
import { alongLine, atLineStart, byteAt, digit, type Handler, type HandlerTable } from './handler.js'

const isOn = (parameters: Uint8Array): boolean => (byteAt(parameters, 0) & 1) === 1

/** ESC M n. 97 and 98 are the special fonts of the Thai models: drawn as A and B. */
const FONTS: Readonly<Record<number, PrintModes['font']>> = { 0: 'A', 1: 'B', 2: 'C', 97: 'A', 98: 'B' }

const selectFont: Handler = (parameters, { modes, profile, note }) => {
  const font = FONTS[digit(byteAt(parameters, 0))]
  if (!font || !fontOf(profile, font)) return note('not supported')
  modes.font = font
}

/** ESC r n: 0 the first colour, 1 the second, on models that have one. */
const selectColour: Handler = (parameters, { modes, profile, note }) => {
  const colour = digit(byteAt(parameters, 0))
  if (colour > 1) return note('parameter out of range')
  modes.ink = colour === 1 && profile.secondColour ? 'second' : 'first'
}

/**
 * GS ( N fn 48: the characters' colour, 49 the first or 50 the second; backgrounds and shading (fn 49, 50) are not drawn.
 *
 * @param data fn and m, without the length.
 */
export const characterColour: Handler = (data, { modes, profile, note }) => {
  const [fn, m] = data
  if (fn !== 48) return note('not supported')
  if (m !== 49 && m !== 50) return note('parameter out of range')
  modes.ink = m === 50 && profile.secondColour ? 'second' : 'first'
}

const underline: Handler = (parameters, { modes, note }) => {
  const thickness = digit(byteAt(parameters, 0))
  if (thickness > 2) return note('parameter out of range')
  modes.underlineDots = thickness
}

/** ESC ! n: font, emphasis, size and underline of single-byte characters in one byte. */
const selectPrintModes: Handler = (parameters, { modes }) => {
  const n = byteAt(parameters, 0)
  modes.font = n & 0x01 ? 'B' : 'A'
  modes.emphasized = (n & 0x08) !== 0
  modes.size = { widthTimes: n & 0x20 ? 2 : 1, heightTimes: n & 0x10 ? 2 : 1 }
  modes.underlineDots = n & 0x80 ? 1 : 0
}

/** GS ! n: 1–8 times, width in bits 4–6, height in bits 0–2. It sets both kinds of characters. */
const selectSize: Handler = (parameters, { modes, note }) => {
  const n = byteAt(parameters, 0)
  if (n & 0x88) return note('parameter out of range')
  modes.size = { widthTimes: (n >> 4) + 1, heightTimes: (n & 0x07) + 1 }
  modes.doubleByteSize = { ...modes.size }
}

const selectCodePage: Handler = (parameters, { modes, profile, note }) => {
  const page = byteAt(parameters, 0)
  if (!hasCodePage(page, profile.codePages)) return note('not supported')
  modes.codePage = page
}

const selectCountry: Handler = (parameters, { modes, note }) => {
  const country = byteAt(parameters, 0)
  if (!hasNationalSet(country)) return note('not supported')
  modes.country = country
}

export const textStyleHandlers: HandlerTable = {
  'ESC !': selectPrintModes,
  'ESC M': selectFont,
  'ESC E': (parameters, { modes }) => {
    modes.emphasized = isOn(parameters)
  },
  'ESC G': (parameters, { modes }) => {
    modes.doubleStrike = isOn(parameters)
  },
  'ESC -': underline,
  'ESC {': atLineStart((parameters, { modes }) => {
    modes.upsideDown = isOn(parameters)
  }),
  'ESC SP': (parameters, context) => {
    context.modes.spacingDots = alongLine(byteAt(parameters, 0), context)
  },
  'ESC V': (parameters, { modes, note }) => {
    const n = digit(byteAt(parameters, 0))
    if (n > 2) note('parameter out of range')
    else modes.rotated = n > 0
  },
  'ESC r': selectColour,
  'GS b': (parameters, { modes }) => {
    modes.smoothing = isOn(parameters)
  },
  'ESC t': selectCodePage,
  'ESC R': selectCountry,
  'GS !': selectSize,
  'GS B': (parameters, { modes }) => {
    modes.inverse = isOn(parameters)
  },
}

/** How single-byte characters look: font, weight, size, underline, inverse, direction, code page. */
import { hasCodePage, hasNationalSet } from '../code-pages.js'
import { atLineStart, byteAt, digit, type Handler, type HandlerTable } from './handler.js'

const isOn = (parameters: Uint8Array): boolean => (byteAt(parameters, 0) & 1) === 1

/** Fonts C–E are not built in; the reference prints them in a font the model has. */
const selectFont: Handler = (parameters, { modes, note }) => {
  const font = digit(byteAt(parameters, 0))
  if (font > 1) return note('not supported')
  modes.font = font === 1 ? 'B' : 'A'
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

const selectCodePage: Handler = (parameters, { modes, note }) => {
  const page = byteAt(parameters, 0)
  if (!hasCodePage(page)) return note('not supported')
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
  'ESC SP': (parameters, { modes }) => {
    modes.spacingDots = byteAt(parameters, 0)
  },
  'ESC t': selectCodePage,
  'ESC R': selectCountry,
  'GS !': selectSize,
  'GS B': (parameters, { modes }) => {
    modes.inverse = isOn(parameters)
  },
}

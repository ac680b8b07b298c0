/** Where things stand: feeds, line spacing, margins, tabs, justification and the position within a line. */
import { FONT_CELLS } from '../glyphs.js'
import type { PrintModes } from '../print-modes.js'
import { atLineStart, byteAt, digit, type Handler, type HandlerTable, signedWordAt, wordAt } from './handler.js'

const JUSTIFICATIONS = ['left', 'centre', 'right'] as const

const justify: Handler = (parameters, { modes, note }) => {
  const justification = JUSTIFICATIONS[digit(byteAt(parameters, 0))]
  if (!justification) return note('parameter out of range')
  modes.justification = justification
}

/** The width a column has now: font, enlargement and right-side spacing. */
const columnDots = (modes: PrintModes): number =>
  (FONT_CELLS[modes.font].widthDots + modes.spacingDots) * modes.size.widthTimes

/** ESC D n1 … nk NUL: columns of the present width; none at all clears every stop. */
const setTabStops: Handler = (parameters, { modes }) => {
  const columns = [...parameters].filter((column) => column > 0)
  modes.tabStopsDots = columns.map((column) => column * columnDots(modes))
}

/** HT: to the next stop; beyond the last one there is nowhere to go. */
const tab: Handler = (_parameters, { modes, line }) => {
  const next = modes.tabStopsDots.find((stop) => stop > line.positionDots)
  if (next !== undefined) line.moveTo(Math.min(next, line.areaDots))
}

export const positionHandlers: HandlerTable = {
  LF: (_parameters, { line }) => line.feedLine(),
  // Automatic line feed is off, as on every serial, USB and network printer: CR does nothing.
  CR: () => undefined,
  NUL: () => undefined,
  HT: tab,
  'ESC D': setTabStops,
  'ESC J': (parameters, { line }) => line.feedDots(byteAt(parameters, 0)),
  'ESC d': (parameters, { line }) => line.feedLine(byteAt(parameters, 0)),
  'ESC 2': (_parameters, { modes, profile }) => {
    modes.lineSpacingDots = profile.lineSpacingDots
  },
  'ESC 3': (parameters, { modes }) => {
    modes.lineSpacingDots = byteAt(parameters, 0)
  },
  'ESC a': atLineStart(justify),
  'ESC $': (parameters, { line }) => line.moveTo(wordAt(parameters, 0)),
  'ESC \\': (parameters, { line }) => line.moveTo(line.positionDots + signedWordAt(parameters, 0)),
  'GS L': atLineStart((parameters, { modes, profile, note }) => {
    const margin = wordAt(parameters, 0)
    if (margin >= profile.widthDots) return note('parameter out of range')
    modes.leftMarginDots = margin
  }),
  'GS W': atLineStart((parameters, { modes }) => {
    modes.areaWidthDots = wordAt(parameters, 0)
  }),
}

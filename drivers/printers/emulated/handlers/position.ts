/** Where things stand: feeds, line spacing, margins, tabs, justification and the position within a line. */
import { motionUnits } from '../composing/print-modes.js'
import { columnDots } from '../composing/text-writer.js'
import {
  acrossLines,
  alongLine,
  atLineStart,
  byteAt,
  digit,
  type Handler,
  type HandlerTable,
  signedWordAt,
  wordAt,
} from './handler.js'

const JUSTIFICATIONS = ['left', 'centre', 'right'] as const

const justify: Handler = (parameters, { modes, note }) => {
  const justification = JUSTIFICATIONS[digit(byteAt(parameters, 0))]
  if (!justification) return note('parameter out of range')
  modes.justification = justification
}

/** ESC D n1 … nk NUL: columns of the present width; none at all clears every stop. */
const setTabStops: Handler = (parameters, { modes, profile }) => {
  const columns = [...parameters].filter((column) => column > 0)
  modes.tabStopsDots = columns.map((column) => column * columnDots(modes, profile))
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
  'ESC J': (parameters, context) => context.line.feedDots(acrossLines(byteAt(parameters, 0), context)),
  'ESC K': (parameters, context) => context.line.feedBack(acrossLines(byteAt(parameters, 0), context)),
  'ESC e': (parameters, { line, modes }) => line.feedBack(byteAt(parameters, 0) * modes.lineSpacingDots),
  'ESC d': (parameters, { line }) => line.feedLine(byteAt(parameters, 0)),
  'ESC 2': (_parameters, { modes, profile }) => {
    modes.lineSpacingDots = profile.lineSpacingDots
  },
  'ESC 3': (parameters, context) => {
    context.modes.lineSpacingDots = acrossLines(byteAt(parameters, 0), context)
  },
  'ESC a': atLineStart(justify),
  'ESC $': (parameters, context) => context.line.moveTo(alongLine(wordAt(parameters, 0), context)),
  'ESC \\': (parameters, context) =>
    context.line.moveTo(context.line.positionDots + alongLine(signedWordAt(parameters, 0), context)),
  // GS T: 0 forgets the line, 1 prints it without more feed than it needs.
  'GS T': (parameters, { line, page }) => {
    if (page || line.atLineStart) return
    if (digit(byteAt(parameters, 0)) === 0) line.clear()
    else line.feedDots(0)
  },
  // The head of a thermal printer has no home to return to.
  'ESC <': () => undefined,
  'GS L': atLineStart((parameters, context) => {
    const margin = alongLine(wordAt(parameters, 0), context)
    if (margin >= context.profile.widthDots) return context.note('parameter out of range')
    context.modes.leftMarginDots = margin
  }),
  'GS W': atLineStart((parameters, context) => {
    context.modes.areaWidthDots = alongLine(wordAt(parameters, 0), context)
  }),
  'GS P': (parameters, { modes, profile }) => {
    modes.unitDots = motionUnits(profile, byteAt(parameters, 0), byteAt(parameters, 1))
  },
}

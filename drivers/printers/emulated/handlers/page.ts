/** Page mode: entering it, its print areas and directions, and printing the sheet. */
import {
  acrossLines,
  alongLine,
  byteAt,
  digit,
  type Handler,
  type HandlerContext,
  type HandlerTable,
  pageModeOnly,
  signedWordAt,
  standardModeOnly,
  wordAt,
} from './handler.js'

/** Positions along the paper's width count in horizontal units, along its length in vertical ones. */
const across = (units: number, { modes }: HandlerContext): number => Math.round(units * modes.unitDots.horizontal)
const down = (units: number, { modes }: HandlerContext): number => Math.round(units * modes.unitDots.vertical)

/** ESC W xL xH yL yH dxL dxH dyL dyH: the print area, from the paper's corner. */
const setArea: Handler = pageModeOnly((parameters, page, context) => {
  const done = page.setArea(
    across(wordAt(parameters, 0), context),
    down(wordAt(parameters, 2), context),
    across(wordAt(parameters, 4), context),
    down(wordAt(parameters, 6), context),
  )
  if (!done) context.note('parameter out of range')
})

/**
 * GS ( P fn 48: the sheet's width and height in units, 0 for all there is.
 *
 * @param data fn, wL wH, hL hH, and where it begins.
 */
export const setSheet: Handler = (data, context) => {
  if (data.length < 5 || digit(byteAt(data, 0)) !== 0) return context.note('parameter out of range')
  if (!context.page) return context.note('only in page mode')
  context.page.setSheet(across(wordAt(data, 1), context), down(wordAt(data, 3), context))
}

/** Dots a line drawn by GS ( Q is thick, by its style: thin, moderately thick, thick; 4–6 are the same drawn double. */
const LINE_DOTS: Readonly<Record<number, number>> = { 1: 1, 2: 2, 3: 3, 4: 1, 5: 2, 6: 3 }

/**
 * GS ( Q fn 48 draws a line, fn 49 a rectangle, from one point of the print area to another.
 *
 * @param data fn x1L x1H y1L y1H x2L x2H y2L y2H c m1 m2, without the length.
 */
export const drawFigure: Handler = (data, context) => {
  const { page, note } = context
  if (!page) return note('only in page mode')
  if (data.length < 11) return note('parameter out of range')
  const fn = byteAt(data, 0)
  const dots = LINE_DOTS[byteAt(data, 10)]
  if ((fn !== 48 && fn !== 49) || !dots) return note('not supported')
  const [x1, x2] = [wordAt(data, 1), wordAt(data, 5)].map((units) => alongLine(units, context)).sort(ascending)
  const [y1, y2] = [wordAt(data, 3), wordAt(data, 7)].map((units) => acrossLines(units, context)).sort(ascending)
  if (x1 === undefined || x2 === undefined || y1 === undefined || y2 === undefined) return
  if (fn === 48 && x1 !== x2 && y1 !== y2) return note('parameter out of range')
  page.fill(x1, y1, x2 - x1 + dots, dots)
  page.fill(x1, y1, dots, y2 - y1 + dots)
  if (fn === 48) return
  page.fill(x1, y2, x2 - x1 + dots, dots)
  page.fill(x2, y1, dots, y2 - y1 + dots)
}

const ascending = (a: number, b: number): number => a - b

export const pageHandlers: HandlerTable = {
  'ESC L': standardModeOnly((_parameters, { line, enterPageMode, note }) => {
    if (line.atLineStart) enterPageMode()
    else note('only at the beginning of a line')
  }),
  'ESC S': (_parameters, { page, leavePageMode }) => {
    if (page) leavePageMode()
  },
  'ESC T': pageModeOnly((parameters, page, { note }) => {
    const n = digit(byteAt(parameters, 0))
    if (n > 3) note('parameter out of range')
    else page.setDirection(n)
  }),
  'ESC W': setArea,
  'GS $': pageModeOnly((parameters, page, context) => page.moveBaselineTo(acrossLines(wordAt(parameters, 0), context))),
  'GS \\': pageModeOnly((parameters, page, context) =>
    page.moveBaselineBy(acrossLines(signedWordAt(parameters, 0), context)),
  ),
  'ESC FF': pageModeOnly((_parameters, page) => page.printSheet()),
  // In standard mode it feeds to the next label, of which there are none on a roll.
  FF: (_parameters, { page, line, leavePageMode }) => {
    if (!page) return line.feedLine()
    page.printSheet()
    leavePageMode()
  },
  CAN: pageModeOnly((_parameters, page) => page.cancel()),
}

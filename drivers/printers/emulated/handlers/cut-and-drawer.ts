/** What moves besides the head: cutter, drawer, and ESC @. */
import type { CutKind } from '../receipt.js'
import { atLineStart, byteAt, digit, type Handler, type HandlerContext, type HandlerTable } from './handler.js'

function cut(kind: CutKind, context: HandlerContext): void {
  context.mechanism.add({ kind: 'cut', cut: kind })
}

/**
 * GS V: 0/1 cut here, full or partial; 65/66 n feed to the cutter and n dots more, then cut. 97/98 and 103/104 n set a
 * position to cut at later; this printer feeds and cuts at once, and 103/104 need no return since the cutter is ahead.
 */
const cutPaper: Handler = (parameters, context) => {
  const m = digit(byteAt(parameters, 0))
  if (m === 0 || m === 1) return cut(m === 0 ? 'full' : 'partial', context)
  if (![65, 66, 97, 98, 103, 104].includes(m)) return context.note('parameter out of range')
  context.mechanism.add({ kind: 'feed', rows: context.profile.headToCutterRows + byteAt(parameters, 1) })
  cut(m % 2 === 1 ? 'full' : 'partial', context)
}

/** ESC p m t1 t2: times in units of 2 ms. Done in its turn, once what stands before it is printed. */
const pulse: Handler = (parameters, context) => {
  const m = digit(byteAt(parameters, 0))
  if (m > 1) return context.note('parameter out of range')
  const [onMs, offMs] = [byteAt(parameters, 1) * 2, byteAt(parameters, 2) * 2]
  context.mechanism.add({ kind: 'then', action: () => context.pulseDrawer(m === 0 ? 2 : 5, onMs, offMs) })
}

export const cutAndDrawerHandlers: HandlerTable = {
  'ESC @': (_parameters, { initialise }) => initialise(),
  'GS V': atLineStart(cutPaper),
  'ESC i': atLineStart((_parameters, context) => cut('partial', context)),
  'ESC m': atLineStart((_parameters, context) => cut('partial', context)),
  'ESC p': pulse,
}

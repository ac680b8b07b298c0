/** What moves besides the head: cutter, drawer, buzzer, the panel's buttons; and ESC @ and ESC =, which concern all of it. */
import type { CutKind } from '../paper/receipt.js'
import { atLineStart, byteAt, digit, type Handler, type HandlerContext, type HandlerTable, wordAt } from './handler.js'

function cut(kind: CutKind, context: HandlerContext): void {
  if (context.profile.cutter) context.mechanism.add({ kind: 'cut', cut: kind })
  else context.note('not supported')
}

/**
 * GS V: 0/1 cut here, full or partial; 65/66 n feed to the cutter and n units more, then cut. 97/98 n set a position to
 * cut at later; this printer feeds and cuts at once. 103/104 n go back after the cut, to print from its edge on.
 */
const cutPaper: Handler = (parameters, context) => {
  const m = digit(byteAt(parameters, 0))
  if (m === 0 || m === 1) return cut(m === 0 ? 'full' : 'partial', context)
  if (![65, 66, 97, 98, 103, 104].includes(m)) return context.note('parameter out of range')
  const { headToCutterRows } = context.profile
  const extraRows = Math.round(byteAt(parameters, 1) * context.modes.unitDots.vertical)
  context.mechanism.add({ kind: 'feed', rows: headToCutterRows + extraRows })
  cut(m % 2 === 1 ? 'full' : 'partial', context)
  if (m === 103 || m === 104) context.mechanism.add({ kind: 'feedBack', rows: headToCutterRows })
}

/** ESC p m t1 t2: times in units of 2 ms. Done in its turn, once what stands before it is printed. */
const pulse: Handler = (parameters, context) => {
  const m = digit(byteAt(parameters, 0))
  if (m > 1) return context.note('parameter out of range')
  const [onMs, offMs] = [byteAt(parameters, 1) * 2, byteAt(parameters, 2) * 2]
  context.mechanism.add({ kind: 'then', action: () => context.pulseDrawer(m === 0 ? 2 : 5, onMs, offMs) })
}

/** ESC ( A fn 97 n c t: a beep pattern, c times, 255 until stopped. Of the other functions nothing is heard. */
const beep: Handler = (parameters, { mechanism, note }) => {
  const length = wordAt(parameters, 0)
  if (length < 4 || byteAt(parameters, 2) !== 97) return note('not supported')
  const times = byteAt(parameters, 4)
  if (times > 0) mechanism.controls.sound(times === 255 ? 'until stopped' : times, 'ESC ( A')
}

const RECOVERY_UNIT_MS = 500

export const cutAndDrawerHandlers: HandlerTable = {
  'ESC @': (_parameters, { initialise, mechanism }) => {
    initialise()
    mechanism.controls.initialised()
  },
  // Bit 0: the printer; without it what comes is for the customer display.
  'ESC =': (parameters, { mechanism }) => mechanism.controls.select((byteAt(parameters, 0) & 0x01) !== 0),
  'ESC B': (parameters, { mechanism, note }) => {
    const times = byteAt(parameters, 0)
    if (times >= 1 && times <= 9) mechanism.controls.sound(times, 'ESC B')
    else note('parameter out of range')
  },
  'ESC ( A': beep,
  // Bits 0 and 1: the near-end sensor stops printing. The paper-end sensor always does.
  'ESC c 4': (parameters, { mechanism }) => mechanism.controls.stopAtNearEnd((byteAt(parameters, 0) & 0x03) !== 0),
  'ESC c 5': (parameters, { mechanism }) => mechanism.controls.enableButtons((byteAt(parameters, 0) & 0x01) === 0),
  // t1 until it may go on, t2 until it does so unasked.
  'GS z 0': (parameters, { mechanism }) =>
    mechanism.controls.waitAfterRefill((byteAt(parameters, 0) + byteAt(parameters, 1)) * RECOVERY_UNIT_MS),
  'GS V': atLineStart(cutPaper),
  'ESC i': atLineStart((_parameters, context) => cut('partial', context)),
  'ESC m': atLineStart((_parameters, context) => cut('partial', context)),
  'ESC p': pulse,
}

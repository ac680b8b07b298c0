/** The macro: GS : begins and ends its definition, GS ^ carries it out. */
import { byteAt, type HandlerTable } from './handler.js'

const WAIT_UNIT_MS = 100

export const macroHandlers: HandlerTable = {
  'GS :': (_parameters, { macro }) => macro.toggle(),
  /** GS ^ r t m: r times, waiting t × 100 ms each; m = 1 waits for the FEED button as well. */
  'GS ^': (parameters, { macro, replay, note }) => {
    // During a definition it ends the definition and leaves none.
    if (macro.recording) return macro.forget()
    const m = byteAt(parameters, 2)
    if (m > 1) return note('parameter out of range')
    replay(byteAt(parameters, 0), byteAt(parameters, 1) * WAIT_UNIT_MS, m === 1)
  },
}

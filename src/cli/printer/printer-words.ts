/** A printer's state in the words of the live view and the log. */
import type { PrinterSnapshot } from '../../../drivers/printers/emulated/emulated-printer.js'

/** Why it prints nothing; empty when it is online. */
export function offlineCauses({ powered, plugged, conditions: c, inUserSettings }: PrinterSnapshot): readonly string[] {
  if (!powered) return ['switched off']
  const causes: readonly (readonly [boolean, string])[] = [
    [!plugged, 'cable pulled'],
    [c.coverOpen, 'cover open'],
    [c.paper === 'out', 'paper out'],
    [c.stopsAtNearEnd && c.paper === 'nearEnd', 'paper near its end'],
    [c.waitingForRecovery, 'waiting after a new roll'],
    [c.cutterError, 'cutter error'],
    [c.autoRecoverableError, 'head too hot or cover opened in print'],
    [c.mechanicalError, 'mechanical error'],
    [c.unrecoverableError, 'unrecoverable error'],
    [c.switchedOffline, 'switched offline at the panel'],
    [c.feedButton, 'FEED held down'],
    [inUserSettings, 'being customised'],
  ]
  return causes.flatMap(([is, words]) => (is ? [words] : []))
}

/** It prints nothing, or nobody gets through to it. */
export const isOut = (state: PrinterSnapshot): boolean => state.offline || offlineCauses(state).length > 0

/**
 * Status bits to the port's words. Automatic status, the four real-time answers and the answers to GS r carry the same facts
 * in different places, and all must tell the same story.
 */
import type { FailureCode } from '../../../src/domain/failures.js'
import type { PrinterStatus } from '../../../src/ports/receipt-printer.js'

interface Condition {
  readonly offline: boolean
  readonly coverOpen: boolean
  readonly paperNearEnd: boolean
  readonly paperEnd: boolean
  readonly feedButton: boolean
  readonly drawerHigh: boolean
  readonly mechanicalError: boolean
  readonly cutterError: boolean
  readonly unrecoverable: boolean
  readonly autoRecoverable: boolean
}

/** GS a: b0 general, b1 errors, b2 paper sensors. */
export function statusFromAutomatic([b0, b1, b2]: readonly [number, number, number, number]): PrinterStatus {
  return statusOf({
    offline: (b0 & 0x08) !== 0,
    coverOpen: (b0 & 0x20) !== 0,
    feedButton: (b0 & 0x40) !== 0,
    drawerHigh: (b0 & 0x04) !== 0,
    mechanicalError: (b1 & 0x04) !== 0,
    cutterError: (b1 & 0x08) !== 0,
    unrecoverable: (b1 & 0x20) !== 0,
    autoRecoverable: (b1 & 0x40) !== 0,
    paperNearEnd: (b2 & 0x03) !== 0,
    paperEnd: (b2 & 0x0c) !== 0,
  })
}

/** DLE EOT 1 printer, 2 offline cause, 3 error cause, 4 paper sensors. */
export function statusFromRealTime([r1, r2, r3, r4]: readonly [number, number, number, number]): PrinterStatus {
  return statusOf({
    offline: (r1 & 0x08) !== 0,
    drawerHigh: (r1 & 0x04) !== 0,
    coverOpen: (r2 & 0x04) !== 0,
    feedButton: (r2 & 0x08) !== 0,
    mechanicalError: (r3 & 0x04) !== 0,
    cutterError: (r3 & 0x08) !== 0,
    unrecoverable: (r3 & 0x20) !== 0,
    autoRecoverable: (r3 & 0x40) !== 0,
    paperNearEnd: (r4 & 0x0c) !== 0,
    paperEnd: (r4 & 0x60) !== 0 || (r2 & 0x20) !== 0,
  })
}

/**
 * What an answer to GS r 1 (bits 0–1 near end, 2–3 end) adds to what is known already. It was queued behind other data, so
 * it may be old: it tells how much paper is left, and never that a fault came or went.
 */
export function withPaperSensor(status: PrinterStatus, byte: number): PrinterStatus {
  // Bits 5 and 6 are in no such answer; a letter that got in between has one of them.
  if (status.paper === 'out' || (byte & 0x7c) !== 0) return status
  return { ...status, paper: (byte & 0x03) !== 0 ? 'nearEnd' : 'present' }
}

/** DLE EOT 1 by itself: whether it is on line, and the drawer; the rest as it was. Undefined where more must be asked. */
export function stillOnline(status: PrinterStatus | undefined, r1: number): PrinterStatus | undefined {
  const online = (r1 & 0x08) === 0
  if (!status || !online || !status.online || status.fault) return undefined
  return { ...status, drawer: (r1 & 0x04) !== 0 ? 'high' : 'low' }
}

function statusOf(condition: Condition): PrinterStatus {
  const { coverOpen, paperEnd, paperNearEnd } = condition
  const fault = faultOf(condition)
  const error = errorOf(condition)
  return {
    online: !condition.offline,
    paper: paperEnd ? 'out' : paperNearEnd ? 'nearEnd' : 'present',
    coverOpen,
    cutter: condition.cutterError ? 'jammed' : 'ready',
    drawer: condition.drawerHigh ? 'high' : 'low',
    ...(error && { error }),
    ...(fault && { fault }),
  }
}

function errorOf(condition: Condition): PrinterStatus['error'] {
  if (condition.unrecoverable) return 'unrecoverable'
  if (condition.mechanicalError || condition.cutterError) return 'mechanical'
  return condition.autoRecoverable ? 'autoRecoverable' : undefined
}

/** What a person must see to first. Offline without a cause comes last: it says the least. */
function faultOf(condition: Condition): FailureCode | undefined {
  if (condition.unrecoverable) return 'printer.unrecoverable'
  if (condition.coverOpen) return 'printer.coverOpen'
  if (condition.paperEnd) return 'printer.paperOut'
  if (condition.cutterError) return 'printer.cutterJam'
  if (condition.mechanicalError) return 'printer.mechanicalError'
  if (condition.autoRecoverable) return 'printer.overheated'
  if (!condition.offline) return undefined
  return condition.feedButton ? 'printer.feedButton' : 'printer.offline'
}

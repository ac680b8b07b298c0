/**
 * Status bits to the port's words. Automatic status and the four real-time answers carry the same facts in different
 * places, and both must tell the same story.
 */
import type { FailureCode } from '../../../src/domain/failures.js'
import type { PrinterStatus } from '../../../src/ports/receipt-printer.js'

interface Condition {
  readonly offline: boolean
  readonly coverOpen: boolean
  readonly paperNearEnd: boolean
  readonly paperEnd: boolean
  readonly feedButton: boolean
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

function statusOf(condition: Condition): PrinterStatus {
  const fault = faultOf(condition)
  const { coverOpen, paperEnd, paperNearEnd } = condition
  const paper = paperEnd ? 'out' : paperNearEnd ? 'nearEnd' : 'present'
  const online = !condition.offline
  return fault === undefined ? { online, paper, coverOpen } : { online, paper, coverOpen, fault }
}

/** What a person must see to first. Offline without a cause comes last: it says the least. */
function faultOf(condition: Condition): FailureCode | undefined {
  if (condition.unrecoverable) return 'printer.unrecoverable'
  if (condition.coverOpen) return 'printer.coverOpen'
  if (condition.paperEnd) return 'printer.paperOut'
  if (condition.cutterError) return 'printer.cutterJam'
  if (condition.autoRecoverable) return 'printer.overheated'
  if (condition.feedButton && condition.offline) return 'printer.feedButton'
  return condition.mechanicalError || condition.offline ? 'printer.offline' : undefined
}

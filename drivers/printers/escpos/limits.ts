/** How long the driver waits for what, in one place so that a slow link or a test can set its own. */
export interface PrinterLimits {
  readonly connectMs: number
  /** For each answer to a real-time status request; they come within a few characters' time. */
  readonly statusMs: number
  /** For an answer that shows the printer knows a command at all. */
  readonly probeMs: number
  /** For the link to take one block, while the printer claims to be fine. Time to transmit comes on top. */
  readonly writeMs: number
  /** Without progress, while the printer claims to be fine. Time to transmit comes on top. */
  readonly noProgressMs: number
  /** That a printer in a fault holds back its serial line, where it cannot be told from one that is off. */
  readonly heldBackMs: number
  /** What a byte may take on the slowest link, a serial one behind a server that takes them all at once. */
  readonly byteMs: number
  /** From the answer to a fence until the last lines and the cut must be done. */
  readonly settleMs: number
  /** For the buffers to be cleared after a job was stopped. */
  readonly clearMs: number
  /** For a link to let go; links have limits of their own, and this is for one that breaks them. */
  readonly closeMs: number
  /** Between status requests during a job, where the printer sends no status by itself. */
  readonly pollMs: number
  /** Between looks at an idle printer that somebody follows. */
  readonly watchMs: number
  /** Before the first try to get a followed printer back; doubled for each further one. */
  readonly reconnectFirstMs: number
  readonly reconnectCapMs: number
}

/** At 9,600 baud. */
const SLOWEST_BYTE_MS = 1.1

export const DEFAULT_LIMITS: PrinterLimits = {
  connectMs: 5_000,
  statusMs: 1_000,
  probeMs: 2_000,
  writeMs: 15_000,
  noProgressMs: 20_000,
  heldBackMs: 1_800_000,
  byteMs: SLOWEST_BYTE_MS,
  settleMs: 800,
  clearMs: 3_000,
  closeMs: 15_000,
  pollMs: 1_000,
  watchMs: 3_000,
  reconnectFirstMs: 1_000,
  reconnectCapMs: 30_000,
}

/** What so many bytes may need on top of any limit. */
export function transmitMs(bytes: number, byteMs = SLOWEST_BYTE_MS): number {
  return bytes * byteMs
}

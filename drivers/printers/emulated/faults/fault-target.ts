/**
 * What the fault table (faults.ts) needs of a printer: everything a person, the power company or a bad cable can do to it,
 * and what of that is the case now.
 */
import type { ByteFault } from '../machine/cable.js'
import type { BodyState } from '../machine/printer-body.js'
import type { Conditions } from '../machine/status-bytes.js'

/** The trouble a printer is in, by what causes it. */
export interface Troubles extends BodyState {
  readonly paper: Conditions['paper']
  /** Dot rows until the roll ends, where an end was arranged; undefined on a full roll. */
  readonly rowsUntilEnd: number | undefined
  readonly powered: boolean
  readonly plugged: boolean
  readonly silent: boolean
  readonly lying: boolean
  readonly halfDuplex: boolean
  readonly bytesPerSecond: number | undefined
  readonly byteFaults: readonly { readonly fault: ByteFault; readonly inBytes: number }[]
}

export interface FaultTarget {
  readonly troubles: Troubles
  runLow(): void
  runOutAfter(rows: number): void
  loadPaper(): void
  tearOff(): void
  openCover(): void
  closeCover(): void
  jamCutter(): void
  clearJam(): void
  overheatHead(forMs?: number): void
  coolHead(): void
  breakMechanism(): void
  repairMechanism(): void
  failForGood(): void
  takeOffline(): void
  bringOnline(): void
  pressFeed(): void
  releaseFeed(): void
  openDrawer(): void
  closeDrawer(): void
  unplug(): void
  unplugAfter(bytes: number): void
  plug(): void
  powerOff(): void
  powerOn(): void
  slowDown(bytesPerSecond: number | undefined): void
  strikeByte(fault: ByteFault, n: number): void
  repairCable(): void
  muteReplies(muted: boolean): void
  lie(lying: boolean): void
  cutReturnWire(cut: boolean): void
  heal(): void
}

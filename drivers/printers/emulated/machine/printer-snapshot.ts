/**
 * A printer's state at one moment, as plain data for a screen, an API or a log. Nothing in it is alive.
 */
import type { Conditions } from './status-bytes.js'

export interface PrinterSnapshot {
  readonly model: { readonly name: string; readonly title: string }
  readonly powered: boolean
  readonly plugged: boolean
  readonly conditions: Conditions
  readonly offline: boolean
  /** Nothing received is left unprinted. */
  readonly idle: boolean
  /** What ails it, as faults are written: `paper-out`, `slow 960 bytes/s`. */
  readonly faults: readonly string[]
  /** It is being customised (GS ( E fn 1) and prints nothing. */
  readonly inUserSettings: boolean
  /** Of each connection. */
  readonly receiveBufferBytes: number
  /** From all hosts since it was made, lost ones included. */
  readonly bytesReceived: number
  readonly rowsFed: number
  /** Dot rows until the roll ends. */
  readonly rowsLeft: number
  /** Dot rows waiting for the head. */
  readonly rowsWaiting: number
  readonly receipts: number
  readonly drawerPulses: number
  readonly buzzes: number
  readonly connections: readonly ConnectionSnapshot[]
}

export interface ConnectionSnapshot {
  readonly address: string
  /** False for one that has ended and is still being printed. */
  readonly open: boolean
  readonly bytesReceived: number
  /** Received and not acted on yet. */
  readonly bufferedBytes: number
  /** The host is held back. */
  readonly held: boolean
}

/** What one job on its way to paper is given: what to send, over what, how it may be confirmed, and how long it may try. */
import type { Clock } from '../../../src/ports/clock.js'
import type { PrintNotice } from '../../../src/ports/receipt-printer.js'
import type { Evidence } from '../confirmation.js'
import type { PrinterLimits } from './limits.js'
import type { PowerWitness } from './power-witness.js'
import type { PrinterSession } from './printer-session.js'

export interface RunOptions {
  readonly session: PrinterSession
  /** Whole commands each, made when they are wanted. */
  readonly pieces: Iterable<Uint8Array>
  /**
   * `here` – the first piece resets the printer, and nothing in it asks for an answer; `elsewhere` – it may reset it
   * anywhere.
   */
  readonly composed: 'here' | 'elsewhere'
  /** Answers that the pieces themselves may ask for, and that look like the evidence: not counted as such. */
  readonly answersWithin: number
  /** Undefined where the link's taking the bytes is all that can be known. */
  readonly evidence: Evidence | undefined
  /** Where the cable would not show that the printer was off meanwhile, and the printer has the memory for it. */
  readonly witness?: PowerWitness
  readonly watch: (notice: PrintNotice) => void
  readonly clock: Clock
  readonly limits: PrinterLimits
  /** False for a printer that never answers anything, and so is not asked. */
  readonly answersStatus: boolean
  /** Epoch milliseconds; a job paused then is stopped. */
  readonly expiresAt?: number
  readonly signal: AbortSignal
}

/**
 * How far the receipt of a sale has come on paper: how many papers are, or may be, in the world, which printer is at it,
 * and what the last print came to. Read by the chart's guards and by screens.
 */
import type { FailureCode } from '../../domain/failures.js'
import type { ConfirmationLevel, PrintJobEnd } from '../../ports/receipt-printer.js'
import type { PersonsWord } from '../persons-word.js'

/** The printer receipts go to, or the one that stands by for when it cannot, or may not, have printed one. */
export type PrinterRole = 'main' | 'fallback'

export interface PaperProgress {
  /** Papers that came out, or may have. The next one is an original only while this is zero. */
  readonly maybeOut: number
  /** Papers known to have come out. */
  readonly confirmed: number
  /** Of the print under way, or the last one. */
  readonly jobId?: string
  readonly printer: PrinterRole
  /** What the print before this one came to; of this one, once it has ended. */
  readonly last?: LastPrint
  /** In the attempt under way – by one printer, then perhaps by the other – a paper may have come out. */
  readonly doubtful: boolean
  readonly copyReason?: string
  /** When a person last asked for it; from then on somebody is there to take it. */
  readonly askedAt?: number
  readonly declined: boolean
  /** Why the print now under way is being taken back. */
  readonly stopped?: 'person' | 'expired' | 'fallback'
  /** Printers that may still hold a part of a paper of this sale. */
  readonly leftAt: readonly PrinterRole[]
  readonly failure?: FailureCode
  readonly settledBy?: PersonsWord
}

/** A print that has ended. */
export interface LastPrint {
  readonly jobId: string
  readonly printer: PrinterRole
  readonly end: PrintJobEnd
  /** How well the printer could know; only where it said that the print is done. */
  readonly confirmation?: ConfirmationLevel
  /** Why nothing printed. */
  readonly failure?: FailureCode
}

export const NO_PAPER: PaperProgress = {
  maybeOut: 0,
  confirmed: 0,
  printer: 'main',
  doubtful: false,
  declined: false,
  leftAt: [],
}

/** The end of a print said to be done, where no evidence says it in more detail. */
export const END_AT: Readonly<Record<ConfirmationLevel, PrintJobEnd>> = {
  'process-id': 'confirmed',
  fence: 'processed',
  transport: 'handedOff',
  'hand-off': 'handedOff',
}

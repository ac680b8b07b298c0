/** What can happen to a paper, and what is asked of a printer for it. */
import type { FailureCode } from '../../domain/failures.js'
import type { UnknownReason } from '../../domain/outcome.js'
import type { ConfirmationLevel, PrintEvidence } from '../../ports/receipt-printer.js'
import type { PersonsWord } from '../persons-word.js'
import type { PrinterRole } from './paper-progress.js'

export type PaperCommand =
  | { readonly type: 'paper.declined' }
  | { readonly type: 'paper.stopped' }
  | {
      readonly type: 'paper.reprinted'
      readonly operator: string
      readonly reason: string
      /** Where to begin; at the main printer unless given. */
      readonly printer?: PrinterRole
    }
  /** A person looked: the receipt came out and the customer has it. */
  | ({ readonly type: 'paper.seen' } & PersonsWord)
  | ({ readonly type: 'paper.settledByPerson' } & PersonsWord)

export type PaperResult =
  /** Its turn came: the first of it has left for the printer. */
  | { readonly type: 'printer.sending'; readonly jobId: string }
  | { readonly type: 'printer.paused'; readonly jobId: string; readonly failure: FailureCode }
  | { readonly type: 'printer.resumed'; readonly jobId: string }
  | {
      readonly type: 'printer.printed'
      readonly confirmation: ConfirmationLevel
      readonly evidence?: PrintEvidence
    }
  /** Certainly nothing on paper: it could not be reached, or said no before the job. */
  | { readonly type: 'printer.notPrinted'; readonly failure: FailureCode; readonly evidence?: PrintEvidence }
  | { readonly type: 'printer.unknown'; readonly reason: UnknownReason; readonly evidence?: PrintEvidence }

export interface PaperEffects {
  'printer.print': {
    readonly jobId: string
    readonly printer: PrinterRole
    /** 0 = the original. */
    readonly copyNumber: number
    readonly copyReason?: string
    readonly printedAt: number
    /** From then on nothing of it may begin to print. */
    readonly expiresAt: number
  }
}

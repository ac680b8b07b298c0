/** What the paper region changes in the context: how many papers are, or may be, in the world, and who is at the next. */

import type { EventObject, ParameterizedObject } from 'xstate'
import type { FailureCode } from '../../domain/failures.js'
import type { ConfirmationLevel, PrintEvidence } from '../../ports/receipt-printer.js'
import { changesOf } from '../change.js'
import type { PersonsWord } from '../persons-word.js'
import { END_AT, type LastPrint, type PaperProgress, type PrinterRole } from './paper-progress.js'

/** What a printer answered about a job of which at least something may be on paper. */
export interface PrintAnswer {
  readonly evidence?: PrintEvidence
  readonly confirmation?: ConfirmationLevel
}

interface PaperHolder {
  readonly paper: PaperProgress
}

export function paperChanges<Context extends PaperHolder, Event extends EventObject>() {
  const changeOfFlow = changesOf<Context, Event>()
  /** A change of the paper alone, in whatever flow carries it. */
  const change = <Params extends ParameterizedObject['params'] | undefined>(
    apply: (paper: PaperProgress, params: Params) => PaperProgress,
  ) => changeOfFlow<Params>(({ paper }, params) => ({ paper: apply(paper, params) }) as unknown as Partial<Context>)
  return {
    declinePaper: change((paper) => ({ ...paper, declined: true })),
    /** Begins an attempt: by the printer named and then, if that may be, by the fallback printer, each once. */
    askForPaper: change((paper, params: { reason: string; at: number; printer: PrinterRole }) => ({
      ...paper,
      ...{ copyReason: params.reason, askedAt: params.at, printer: params.printer, doubtful: false },
    })),
    tryMainAgain: change((paper) => ({ ...paper, printer: 'main', doubtful: false })),
    beginPrint: change((before, params: { jobId: string }) => {
      const { stopped: _stopped, ...paper } = withoutFailure(before)
      return { ...paper, jobId: params.jobId }
    }),
    /** A person’s word stands above whatever the terminal does by itself. */
    takeBack: change((paper, params: { for: NonNullable<PaperProgress['stopped']> }) => ({
      ...paper,
      stopped: params.for === 'person' ? params.for : (paper.stopped ?? params.for),
    })),
    /** The same copy number where the first printer printed nothing; a copy, and saying why, where it may have. */
    turnToFallback: change((paper) => ({
      ...paper,
      printer: 'fallback',
      ...(paper.doubtful && paper.maybeOut === 1 && { copyReason: 'printUnconfirmed' }),
    })),
    recordPrinted: change((paper, answer: PrintAnswer) => ({
      ...withoutFailure(answered(paper, answer)),
      maybeOut: paper.maybeOut + 1,
      confirmed: paper.confirmed + 1,
    })),
    recordMaybePrinted: change((paper, answer: PrintAnswer) => ({
      ...answered(paper, answer),
      maybeOut: paper.maybeOut + 1,
      doubtful: true,
    })),
    recordNotPrinted: change((paper, params: { failure: FailureCode }) => {
      const failure = paper.stopped === undefined ? params.failure : whyStopped(paper.stopped)
      const { jobId = '', printer } = paper
      const last: LastPrint = { jobId, printer, end: 'failed', ...(failure && { failure }) }
      return { ...paper, last, ...(failure && { failure }) }
    }),
    recordSeen: change((paper) => ({ ...withoutFailure(paper), confirmed: paper.confirmed + 1 })),
    recordPaperFailure: change((paper, params: { failure: FailureCode }) => ({ ...paper, failure: params.failure })),
    recordPrinterBack: change((paper) => withoutFailure(paper)),
    forgetLeftovers: change((paper) => ({ ...paper, leftAt: [] })),
    settlePaper: change((paper, settledBy: PersonsWord) => ({ ...paper, settledBy })),
  }
}

function answered(paper: PaperProgress, { evidence, confirmation }: PrintAnswer): PaperProgress {
  const { jobId = '', printer, leftAt } = paper
  const end = evidence?.end ?? (confirmation ? END_AT[confirmation] : 'unknown')
  // It began by throwing away whatever lay in the printer before; unless nobody knows, nothing of itself is left either.
  const elsewhere = leftAt.filter((role) => role !== printer)
  return {
    ...paper,
    last: { jobId, printer, end, ...(confirmation && { confirmation }) },
    leftAt: end === 'unknown' ? [...elsewhere, printer] : elsewhere,
  }
}

/** What the driver says of a job taken back in the queue is that it was: the reason is on this side. */
function whyStopped(stopped: NonNullable<PaperProgress['stopped']>): FailureCode | undefined {
  return stopped === 'expired' ? 'printer.expired' : undefined
}

function withoutFailure({ failure: _failure, ...paper }: PaperProgress): PaperProgress {
  return paper
}

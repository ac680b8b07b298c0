/** What the paper region changes in the context: how many papers are, or may be, in the world, and who is at the next. */
import type { FailureCode } from '../../domain/failures.js'
import type { ConfirmationLevel, PrintEvidence } from '../../ports/receipt-printer.js'
import { change } from './change.js'
import { END_AT, type LastPrint, type PaperProgress, type PrinterRole } from './paper-progress.js'

/** What a printer answered about a job of which at least something may be on paper. */
export interface PrintAnswer {
  readonly evidence?: PrintEvidence
  readonly confirmation?: ConfirmationLevel
}

export const paperChanges = {
  declinePaper: change((context) => ({ paper: { ...context.paper, declined: true } })),
  /** Begins an attempt: by the printer named and then, if that may be, by the fallback printer, each once. */
  askForPaper: change((context, params: { reason: string; at: number; printer: PrinterRole }) => ({
    paper: {
      ...context.paper,
      ...{ copyReason: params.reason, askedAt: params.at, printer: params.printer, doubtful: false },
    },
  })),
  tryMainAgain: change((context) => ({ paper: { ...context.paper, printer: 'main', doubtful: false } })),
  beginPrint: change((context, params: { jobId: string }) => {
    const { stopped: _stopped, ...paper } = withoutFailure(context.paper)
    return { paper: { ...paper, jobId: params.jobId } }
  }),
  /** A person’s word stands above whatever the terminal does by itself. */
  takeBack: change((context, params: { for: NonNullable<PaperProgress['stopped']> }) => ({
    paper: {
      ...context.paper,
      stopped: params.for === 'person' ? params.for : (context.paper.stopped ?? params.for),
    },
  })),
  /** The same copy number where the first printer printed nothing; a copy, and saying why, where it may have. */
  turnToFallback: change(({ paper }) => ({
    paper: {
      ...paper,
      printer: 'fallback',
      ...(paper.doubtful && paper.maybeOut === 1 && { copyReason: 'printUnconfirmed' }),
    },
  })),
  recordPrinted: change(({ paper }, answer: PrintAnswer) => ({
    paper: {
      ...withoutFailure(answered(paper, answer)),
      maybeOut: paper.maybeOut + 1,
      confirmed: paper.confirmed + 1,
    },
  })),
  recordMaybePrinted: change(({ paper }, answer: PrintAnswer) => ({
    paper: { ...answered(paper, answer), maybeOut: paper.maybeOut + 1, doubtful: true },
  })),
  recordNotPrinted: change(({ paper }, params: { failure: FailureCode }) => {
    const failure = paper.stopped === undefined ? params.failure : whyStopped(paper.stopped)
    const { jobId = '', printer } = paper
    const last: LastPrint = { jobId, printer, end: 'failed', ...(failure && { failure }) }
    return { paper: { ...paper, last, ...(failure && { failure }) } }
  }),
  recordSeen: change((context) => ({
    paper: { ...withoutFailure(context.paper), confirmed: context.paper.confirmed + 1 },
  })),
  recordPaperFailure: change((context, params: { failure: FailureCode }) => ({
    paper: { ...context.paper, failure: params.failure },
  })),
  recordPrinterBack: change((context) => ({ paper: withoutFailure(context.paper) })),
  forgetLeftovers: change((context) => ({ paper: { ...context.paper, leftAt: [] } })),
  settlePaper: change((context, settledBy: { operator: string; reason: string }) => ({
    paper: { ...context.paper, settledBy },
  })),
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

/** What the paper region changes in the context: how many papers are, or may be, in the world. */
import type { FailureCode } from '../../domain/failures.js'
import { change } from './change.js'
import type { PaperProgress } from './payment-context.js'

export const paperChanges = {
  declinePaper: change((context) => ({ paper: { ...context.paper, declined: true } })),
  beginPrint: change((context, params: { jobId: string }) => ({
    paper: { ...withoutFailure(context.paper), jobId: params.jobId, stopped: false },
  })),
  stopPaper: change((context) => ({ paper: { ...context.paper, stopped: true } })),
  askForPaper: change((context, params: { reason: string; at: number }) => ({
    paper: { ...context.paper, copyReason: params.reason, askedAt: params.at },
  })),
  recordPrinted: change((context) => {
    const { maybeOut, confirmed } = context.paper
    return { paper: { ...withoutFailure(context.paper), maybeOut: maybeOut + 1, confirmed: confirmed + 1 } }
  }),
  recordMaybePrinted: change((context) => ({
    paper: { ...context.paper, maybeOut: context.paper.maybeOut + 1 },
  })),
  recordSeen: change((context) => ({
    paper: { ...withoutFailure(context.paper), confirmed: context.paper.confirmed + 1 },
  })),
  recordPaperFailure: change((context, params: { failure: FailureCode }) => ({
    paper: { ...context.paper, failure: params.failure },
  })),
  recordPrinterBack: change((context) => ({ paper: withoutFailure(context.paper) })),
  settlePaper: change((context, settledBy: { operator: string; reason: string }) => ({
    paper: { ...context.paper, settledBy },
  })),
}

function withoutFailure({ failure: _failure, ...paper }: PaperProgress): PaperProgress {
  return paper
}

/** Printing a receipt and pulsing the drawer. */

import type { Language } from '../../domain/language.js'
import type { PaperLine } from '../../domain/paper-line.js'
import type { PrinterRole } from '../../flows/paper/paper-progress.js'
import type { PaymentEffects } from '../../flows/payment/payment-effects.js'
import type { PaymentResult } from '../../flows/payment/payment-events.js'
import type { PrintNotice, PrintOutcome, ReceiptPrinter } from '../../ports/receipt-printer.js'
import { paymentEffect } from './typed-effect.js'

interface PaperParts {
  readonly printer: ReceiptPrinter
  readonly fallbackPrinter?: ReceiptPrinter
  /** The receipt of a flow as it stands, laid out for so many columns. */
  readonly layOut: (
    flowId: string,
    issue: PaymentEffects['printer.print'],
    columns: number,
  ) => { readonly language: Language; readonly lines: readonly PaperLine[] }
}

export function paperEffects({ printer, fallbackPrinter, layOut }: PaperParts) {
  const printers: Readonly<Record<PrinterRole, ReceiptPrinter | undefined>> = {
    main: printer,
    fallback: fallbackPrinter,
  }
  return {
    'printer.print': paymentEffect<'printer.print'>({
      async run(issue, { flowId, signal, notify }) {
        const chosen = printers[issue.printer]
        // A sale made while there was a second printer, taken up by a terminal that has none.
        if (!chosen) return { type: 'printer.notPrinted', failure: 'printer.unreachable' }
        const described = await chosen.describe(signal)
        if (described.kind !== 'accepted') {
          const failure = described.kind === 'unknown' ? 'printer.unreachable' : described.failure
          return { type: 'printer.notPrinted', failure }
        }
        const { jobId, expiresAt } = issue
        const { language, lines } = layOut(flowId, issue, described.value.columns)
        const outcome = await chosen.print(
          { jobId, language, lines, expiresAt },
          (notice) => notify(told(jobId, notice)),
          signal,
        )
        return answerOf(outcome)
      },
      // No printer can tell which jobs it printed before; what may be on paper makes the next one a copy.
      afterRestart: { type: 'printer.unknown', reason: 'restarted' },
      onBroken: { type: 'printer.unknown', reason: 'unreadable-reply' },
    }),

    /** At the main printer, whichever prints: that is where the drawer hangs. */
    'drawer.open': paymentEffect<'drawer.open'>({
      async run(_params, { signal }) {
        const outcome = await printer.openDrawer(signal)
        return { type: outcome.kind === 'accepted' ? 'drawer.opened' : 'drawer.notOpened' }
      },
      // A drawer that springs open after a restart, with nobody asking, is worse than one opened by key.
      afterRestart: { type: 'drawer.notOpened' },
      onBroken: { type: 'drawer.notOpened' },
    }),
  }
}

function told(jobId: string, notice: PrintNotice): PaymentResult {
  switch (notice.kind) {
    case 'sending':
      return { type: 'printer.sending', jobId }
    case 'paused':
      return { type: 'printer.paused', jobId, failure: notice.failure }
    case 'resumed':
      return { type: 'printer.resumed', jobId }
  }
}

function answerOf(outcome: PrintOutcome): PaymentResult {
  const proof = outcome.evidence && { evidence: outcome.evidence }
  switch (outcome.kind) {
    case 'accepted':
      return { type: 'printer.printed', confirmation: outcome.value.confirmation, ...proof }
    case 'refused':
    case 'unavailable':
      return { type: 'printer.notPrinted', failure: outcome.failure, ...proof }
    case 'unknown':
      return { type: 'printer.unknown', reason: outcome.reason, ...proof }
  }
}

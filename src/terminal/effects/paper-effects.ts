/** Printing a receipt and pulsing the drawer. */

import type { Language } from '../../domain/language.js'
import type { PaperLine } from '../../domain/paper-line.js'
import type { PaymentEffects } from '../../flows/payment/payment-effects.js'
import type { ReceiptPrinter } from '../../ports/receipt-printer.js'
import { paymentEffect } from './typed-effect.js'

interface PaperParts {
  readonly printer: ReceiptPrinter
  /** The receipt of a flow as it stands, laid out for so many columns. */
  readonly layOut: (
    flowId: string,
    issue: PaymentEffects['printer.print'],
    columns: number,
  ) => { readonly language: Language; readonly lines: readonly PaperLine[] }
}

export function paperEffects({ printer, layOut }: PaperParts) {
  return {
    'printer.print': paymentEffect<'printer.print'>({
      async run(issue, { flowId, signal, notify }) {
        const described = await printer.describe(signal)
        if (described.kind !== 'accepted') {
          const failure = described.kind === 'unknown' ? 'printer.unreachable' : described.failure
          return { type: 'printer.notPrinted', failure }
        }
        const { language, lines } = layOut(flowId, issue, described.value.columns)
        const outcome = await printer.print(
          { jobId: issue.jobId, language, lines },
          (notice) =>
            notify(
              notice.kind === 'paused'
                ? { type: 'printer.paused', failure: notice.failure }
                : { type: 'printer.resumed' },
            ),
          signal,
        )
        switch (outcome.kind) {
          case 'accepted':
            return { type: 'printer.printed', confirmation: outcome.value.confirmation }
          case 'refused':
          case 'unavailable':
            return { type: 'printer.notPrinted', failure: outcome.failure }
          case 'unknown':
            return { type: 'printer.unknown', reason: outcome.reason }
        }
      },
      // No printer can tell which jobs it printed before; what may be on paper makes the next one a copy.
      afterRestart: { type: 'printer.unknown', reason: 'restarted' },
      onBroken: { type: 'printer.unknown', reason: 'unreadable-reply' },
    }),

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

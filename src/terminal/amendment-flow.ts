/** The amendment chart as the runner runs it. */
import type { SnapshotFrom } from 'xstate'
import type { TaxStepRecord } from '../domain/amendment-record.js'
import { amendmentPromises, halfWay, owedByAmendment } from '../flows/amendment/amendment-context.js'
import { AMENDMENT_CHART, amendmentMachine } from '../flows/amendment/amendment-machine.js'
import type { Json } from '../ports/journal.js'
import type { FlowDefinition } from './flow-definition.js'

export type AmendmentSnapshot = SnapshotFrom<typeof amendmentMachine>

export const amendmentFlow: FlowDefinition<typeof amendmentMachine> = {
  chart: AMENDMENT_CHART,
  machine: amendmentMachine,
  publish: ({ context, value }) => {
    const half = halfWay(context)
    return {
      stage: value.leaving,
      state: value as Json,
      kind: context.kind,
      saleId: context.saleId,
      promises: { ...amendmentPromises(context) },
      owed: owedByAmendment(context).map((owed) => ({ ...owed })),
      total: { ...context.total },
      openedAt: context.openedAt,
      tax: { steps: context.tax.steps.map(publishedStep) },
      ...(half && { halfWay: half }),
    }
  },
  isFinished: ({ value }) => value.leaving === 'complete',
  withdrawals: {
    'inquiry.stop': { effect: 'acquirer.inquire', manner: 'forget' },
    'takeBack.stop': { effect: 'acquirer.takeBack', manner: 'forget' },
    'taxLook.stop': { effect: 'tax.look', manner: 'forget' },
    'taxTurn.stop': { effect: 'tax.awaitTurn', manner: 'forget' },
    'document.stop': { effect: 'document.await', manner: 'forget' },
    'printer.stop': { effect: 'printer.print', manner: 'abort' },
  },
}

function publishedStep({ kind, state, amounts, documentNumber, approvalNumber, tradeDate }: TaxStepRecord) {
  return {
    ...{ kind, state, amount: { ...amounts.total } },
    ...(documentNumber !== undefined && { documentNumber }),
    ...(approvalNumber !== undefined && { approvalNumber }),
    ...(tradeDate !== undefined && { tradeDate }),
  }
}

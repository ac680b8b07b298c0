/** The payment chart as the runner runs it. */
import type { SnapshotFrom } from 'xstate'
import { owedPromises, promisesOf } from '../flows/payment/payment-context.js'
import { PAYMENT_CHART, paymentMachine } from '../flows/payment/payment-machine.js'
import { taxDuty } from '../flows/payment/tax-duty.js'
import type { FlowRecord, Json } from '../ports/journal.js'
import type { FlowDefinition } from './flow-definition.js'

export type PaymentSnapshot = SnapshotFrom<typeof paymentMachine>

export const paymentFlow: FlowDefinition<typeof paymentMachine> = {
  chart: PAYMENT_CHART,
  machine: paymentMachine,
  publish: ({ context, value }) => {
    const duty = taxDuty(context)
    return {
      stage: value.leaving,
      state: value as Json,
      promises: { ...promisesOf(context) },
      owed: owedPromises(context).map((owed) => ({ ...owed })),
      total: { ...context.sale.split.total },
      openedAt: context.openedAt,
      ...(duty && {
        tax: { ...publishedTax(context), ...duty, amount: { ...duty.amount }, atRisk: { ...duty.atRisk } },
      }),
    }
  },
  isFinished: ({ value }) => value.leaving === 'complete',
  withdrawals: {
    'reader.stop': { effect: 'reader.read', manner: 'forget' },
    'inquiry.stop': { effect: 'acquirer.inquire', manner: 'forget' },
    'reversal.stop': { effect: 'acquirer.reverse', manner: 'forget' },
    'taxQuery.stop': { effect: 'tax.query', manner: 'forget' },
    'taxTurn.stop': { effect: 'tax.awaitTurn', manner: 'forget' },
    'invoice.forget': { effect: 'invoice.follow', manner: 'forget' },
    'printer.stop': { effect: 'printer.print', manner: 'abort' },
  },
}

/** An authorisation of it is being reversed, told from what it published last. */
export function isReversing({ latest }: FlowRecord): boolean {
  const state = latest?.['state'] as { readonly money?: { readonly reversal?: string } } | undefined
  return state?.money?.reversal !== undefined && state.money.reversal !== 'idle'
}

function publishedTax({ tax, paidAt }: PaymentSnapshot['context']) {
  const { documentNumber, document, hostCode, attempts } = tax
  return {
    ...(paidAt !== undefined && { paidAt }),
    ...(documentNumber !== undefined && { documentNumber }),
    ...(document && { approvalNumber: document.approvalNumber, tradeDate: document.tradeDate }),
    ...(hostCode !== undefined && { hostCode }),
    attempts,
  }
}

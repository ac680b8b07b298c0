/** The record of an amendment: what slips, screens and accounts read, without the chart behind it. */
import type { AmendmentRecord, PayoutRecord } from '../../domain/amendment-record.js'
import type { AmendmentContext, PayoutProgress } from './amendment-context.js'

export function amendmentRecordOf(context: AmendmentContext): AmendmentRecord {
  const { amendmentId, saleId, kind, terminalId, operator, approvedBy, reason, language, training, openedAt } = context
  const { original, lines, total, payouts, exchange, tax, stage, settledAt } = context
  return {
    ...{ amendmentId, saleId, kind, terminalId, operator, reason, language, training, openedAt, lines, total },
    ...(approvedBy !== undefined && { approvedBy }),
    sale: original,
    payouts: payouts.map(payoutRecord),
    ...(exchange && { exchange: { saleId: exchange.saleId, credits: exchange.credits } }),
    taxSteps: tax.steps,
    taxStatus: tax.status === 'undecided' ? 'pending' : tax.status,
    state: stage === 'settled' || stage === 'calledOff' ? stage : 'open',
    ...(settledAt !== undefined && { settledAt }),
  }
}

function payoutRecord({ tender, amount, by, manner, card, state, approval, key }: PayoutProgress): PayoutRecord {
  return {
    ...{ tender, amount, by, state },
    ...(manner && { manner }),
    ...(by === 'card' && card && { card: card.card }),
    ...(approval && { approval }),
    ...(key && { stan: key.stan }),
  }
}

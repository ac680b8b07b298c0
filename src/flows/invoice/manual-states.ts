/**
 * The alternative document where a cash receipt stays impossible (세금계산서): promised to the buyer, issued by a person at the tax
 * office's own site, and kept only when its approval number is on the record.
 */
import type { FailureCode } from '../../domain/failures.js'
import { stampOf } from '../stamp.js'
import { invoiceApprovalNumber, isPastDate } from './approval-number.js'
import type { InvoiceEvent } from './invoice-events.js'
import { invoiceSetup, noteStep, rightBuyer } from './invoice-setup.js'

const PROMISED: FailureCode = 'tax.invoiceOwed'

type Recorded = Extract<InvoiceEvent, { type: 'invoice.recorded' }>

export function isRecordable({ event }: { event: Recorded }): boolean {
  return invoiceApprovalNumber(event.approvalNumber) !== undefined && isPastDate(event.issuedOn, stampOf(event).at)
}

/** The number as the tax office writes it, without hyphens. */
export const recordIt = [
  noteStep,
  {
    type: 'record',
    params: ({ event }: { event: Recorded }) => ({
      approvalNumber: invoiceApprovalNumber(event.approvalNumber) ?? event.approvalNumber,
      issuedOn: event.issuedOn,
    }),
  },
] as const

const on = {
  'invoice.recorded': { guard: isRecordable, target: 'issued', actions: recordIt },
  'invoice.corrected': { actions: rightBuyer },
  'invoice.withdrawn': { target: 'withdrawn', actions: noteStep },
} as const

export const manualStates = {
  owed: invoiceSetup.createStateConfig({
    entry: { type: 'stand', params: { promise: 'owed', why: PROMISED } },
    after: { due: { target: 'overdue', actions: 'markOverdue' } },
    on,
  }),
  overdue: invoiceSetup.createStateConfig({
    entry: { type: 'stand', params: { promise: 'owed', why: PROMISED } },
    on,
  }),
}

/** A sale as a person may see it: its three promises, what is owed and why, and what is asked of whom right now. */
import type { CardSummary } from '../domain/card.js'
import type { FailureCode } from '../domain/failures.js'
import { type Money, zero } from '../domain/money.js'
import type { OwedPromise, SalePromises } from '../domain/promises.js'
import type { SaleRecord } from '../domain/sale-record.js'
import type { LastPrint, PrinterRole } from '../flows/paper/paper-progress.js'
import {
  amountDue,
  amountInHand,
  type Notice,
  owedPromises,
  pendingReversal,
  promisesOf,
} from '../flows/payment/payment-context.js'
import { saleRecordOf } from '../flows/payment/payment-record.js'
import { type TaxDuty, taxDuty } from '../flows/payment/tax-duty.js'
import { innermost } from './innermost.js'
import type { PaymentSnapshot } from './payment-flow.js'

/** Where the customer stands: at the counter, gone with nothing owed, or gone with something owed. */
export type SaleStage = 'serving' | 'complete' | 'owing'

/** What the terminal is doing or waiting for, one word a region. */
export interface SaleSteps {
  readonly tender: string
  readonly reversal: string
  readonly tax: string
  readonly paper: string
}

export interface SaleView {
  readonly saleId: string
  readonly stage: SaleStage
  readonly promises: SalePromises
  readonly owed: readonly OwedPromise[]
  readonly steps: SaleSteps
  readonly total: Money
  readonly due: Money
  readonly change: Money
  /** Cash to hand back on a cancelled sale. */
  readonly toReturn: Money
  readonly card?: CardSummary
  readonly notice?: Notice
  readonly tax: {
    /** The number as typed, masked, while it is being confirmed and after. */
    readonly masked?: string
    readonly documentNumber?: string
    readonly approvalNumber?: string
    readonly failure?: FailureCode
    readonly hostCode?: string
    /** What the sale owes the tax office, from the moment it is paid, whether or not it is issued by now. */
    readonly duty?: TaxDuty
    /** When an owed document must stand at the latest, epoch milliseconds. */
    readonly dueAt?: number
    /** While the document waits for maintenance known beforehand: its end, epoch milliseconds. */
    readonly maintenanceUntil?: number
  }
  readonly papers: {
    readonly confirmed: number
    readonly maybeOut: number
    readonly failure?: FailureCode
    /** Which printer the receipt is, or was last, sent to. */
    readonly printer: PrinterRole
    /** What the last print came to, and at which printer. */
    readonly last?: LastPrint
    /** While it is queued: the sale whose receipt is before it, and what keeps that one. */
    readonly ahead?: { readonly saleId: string; readonly failure?: FailureCode }
  }
  readonly reversalRepeats?: number
  readonly record: SaleRecord
}

/** @param maintenanceUntil the end of the tax gateway's maintenance, where it is in one now. */
export function saleViewOf({ context, value }: PaymentSnapshot, maintenanceUntil?: number): SaleView {
  const { currency } = context.sale
  const promises = promisesOf(context)
  const change = context.tenders.reduce(
    (given, tender) => (tender.kind === 'cash' ? tender.change : given),
    zero(currency),
  )
  const reversal = pendingReversal(context)
  return {
    saleId: context.saleId,
    stage: value.leaving,
    promises,
    owed: owedPromises(context),
    steps: {
      tender: innermost(value.money.tender),
      reversal: value.money.reversal,
      tax: innermost(value.tax),
      paper: innermost(value.paper),
    },
    total: context.sale.split.total,
    due: context.cancelRequested ? zero(currency) : amountDue(context),
    change,
    toReturn: innermost(value.money.tender) === 'returningCash' ? amountInHand(context) : zero(currency),
    ...(context.card?.card && { card: context.card.card }),
    ...(context.notice && { notice: context.notice }),
    tax: taxView(context, promises.tax, innermost(value.tax) === 'deferred' ? maintenanceUntil : undefined),
    papers: {
      confirmed: context.paper.confirmed,
      maybeOut: context.paper.maybeOut,
      printer: context.paper.printer,
      ...(context.paper.failure && { failure: context.paper.failure }),
      ...(context.paper.last && { last: context.paper.last }),
    },
    ...(reversal && { reversalRepeats: reversal.repeat }),
    record: saleRecordOf(context),
  }
}

function taxView(
  context: PaymentSnapshot['context'],
  promise: SalePromises['tax'],
  maintenanceUntil: number | undefined,
): SaleView['tax'] {
  const { tax } = context
  const duty = taxDuty(context)
  const owed = promise === 'owed' || promise === 'unknown'
  return {
    ...(tax.identifier && { masked: tax.identifier.masked }),
    ...(tax.documentNumber !== undefined && { documentNumber: tax.documentNumber }),
    ...(tax.document && { approvalNumber: tax.document.approvalNumber }),
    ...(tax.failure && { failure: tax.failure }),
    ...(tax.hostCode !== undefined && { hostCode: tax.hostCode }),
    ...(duty && { duty }),
    ...(duty && owed && { dueAt: duty.dueAt }),
    ...(maintenanceUntil !== undefined && { maintenanceUntil }),
  }
}

/** An amendment as a person may see it: its three promises, what is owed and why, and what is asked of whom right now. */
import type { AmendmentRecord } from '../domain/amendment-record.js'
import type { FailureCode } from '../domain/failures.js'
import type { Money } from '../domain/money.js'
import type { OwedPromise, SalePromises } from '../domain/promises.js'
import {
  type AmendmentContext,
  amendmentPromises,
  duePayout,
  dueStep,
  halfWay,
  owedByAmendment,
  type PayoutProgress,
} from '../flows/amendment/amendment-context.js'
import { amendmentRecordOf } from '../flows/amendment/amendment-record-of.js'
import type { PaperProgress } from '../flows/paper/paper-progress.js'
import type { AmendmentSnapshot } from './amendment-flow.js'
import { innermost } from './innermost.js'
import type { SaleStage } from './sale-view.js'

export interface AmendmentView {
  readonly amendmentId: string
  readonly saleId: string
  readonly kind: AmendmentRecord['kind']
  readonly stage: SaleStage
  readonly promises: SalePromises
  readonly owed: readonly OwedPromise[]
  /** What the terminal is doing or waiting for, one word a region. */
  readonly steps: { readonly money: string; readonly tax: string; readonly paper: string }
  readonly total: Money
  /** The payout under way. */
  readonly payout?: PayoutProgress
  readonly halfWay?: NonNullable<ReturnType<typeof halfWay>>
  readonly tax: {
    /** Of the step under way. */
    readonly documentNumber?: string
    readonly failure?: FailureCode
    readonly hostCode?: string
    /** While it is being confirmed: the last moment the gateway takes its document back, epoch milliseconds. */
    readonly revocation?: { readonly until: number; readonly isOver: boolean }
  }
  readonly paper: PaperProgress
  readonly record: AmendmentRecord
}

export function amendmentViewOf(
  { context, value }: AmendmentSnapshot,
  revocation?: AmendmentView['tax']['revocation'],
): AmendmentView {
  const payout = duePayout(context)
  const half = halfWay(context)
  return {
    amendmentId: context.amendmentId,
    saleId: context.saleId,
    kind: context.kind,
    stage: value.leaving,
    promises: amendmentPromises(context),
    owed: owedByAmendment(context),
    steps: { money: innermost(value.money), tax: innermost(value.tax), paper: innermost(value.paper) },
    total: context.total,
    ...(payout && { payout }),
    ...(half && { halfWay: half }),
    tax: { ...taxOf(context), ...(revocation && { revocation }) },
    paper: context.paper,
    record: amendmentRecordOf(context),
  }
}

function taxOf(context: AmendmentContext): AmendmentView['tax'] {
  const { failure, hostCode } = context.tax
  const documentNumber = dueStep(context)?.documentNumber
  return {
    ...(documentNumber !== undefined && { documentNumber }),
    ...(failure && { failure }),
    ...(hostCode !== undefined && { hostCode }),
  }
}

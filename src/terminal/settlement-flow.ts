/** The settlement chart as the runner runs it, and as a person may see it. */
import type { SnapshotFrom } from 'xstate'
import type { FailureCode } from '../domain/failures.js'
import type { PromiseState } from '../domain/promises.js'
import type { SettlementFinding, TransactionTotals } from '../domain/settlement.js'
import { SETTLEMENT_CHART, type SettlementContext, settlementMachine } from '../flows/settlement/settlement-machine.js'
import type { Json } from '../ports/journal.js'
import type { FlowDefinition } from './flow-definition.js'

export type SettlementSnapshot = SnapshotFrom<typeof settlementMachine>

export interface SettlementView {
  readonly settlementId: string
  readonly batchNumber: number
  readonly step: string
  readonly promise: PromiseState
  readonly why?: FailureCode
  readonly hostCode?: string
  readonly openedAt: number
  readonly closedAt?: number
  /** What it is over, by STAN and time of sending. */
  readonly transactions: readonly string[]
  readonly totals: TransactionTotals
  readonly hostTotals?: TransactionTotals
  /** Once the acquirer's file was held against the terminal's own. */
  readonly findings?: readonly SettlementFinding[]
  /** What is wrong with the acquirer's file, in the driver's words. */
  readonly detail?: string
  readonly settledBy?: NonNullable<SettlementContext['settledBy']>
}

export function settlementViewOf({ context, value }: SettlementSnapshot): SettlementView {
  const { settlementId, batchNumber, openedAt, closedAt, totals, hostTotals, findings, settledBy } = context
  const { promise, why, detail } = context.standing
  const hostCode = context.refusal?.hostCode
  return {
    ...{ settlementId, batchNumber, step: value, promise, openedAt, totals },
    transactions: context.records.map(({ key }) => transactionName(key)),
    ...(why && { why }),
    ...(hostCode !== undefined && { hostCode }),
    ...(closedAt !== undefined && { closedAt }),
    ...(hostTotals && { hostTotals }),
    ...(findings && { findings }),
    ...(detail !== undefined && { detail }),
    ...(settledBy && { settledBy }),
  }
}

/** A STAN comes back after a million; with the time it does not. */
export function transactionName({ stan, sentAt }: { readonly stan: string; readonly sentAt: number }): string {
  return `${stan}@${sentAt}`
}

export const settlementFlow: FlowDefinition<typeof settlementMachine> = {
  chart: SETTLEMENT_CHART,
  machine: settlementMachine,
  publish: (snapshot) => settlementViewOf(snapshot) as unknown as { readonly [key: string]: Json },
  isFinished: ({ context }) => context.standing.promise === 'done',
  withdrawals: {},
}

/** One card day to try the settlement chart on, and stories of it told as text: a line for each thing that happens. */
import { initialTransition, transition } from 'xstate'
import { money } from '../../src/domain/money.js'
import { totalsOf } from '../../src/domain/settlement.js'
import {
  type SettlementCommand,
  type SettlementInput,
  type SettlementResult,
  settlementMachine,
} from '../../src/flows/settlement/settlement-machine.js'
import type { BatchRecord, SettlementFile } from '../../src/ports/acquirer.js'
import type { SettlementSnapshot } from '../../src/terminal/settlement-flow.js'

/** 2026-11-22T22:00+09:00. */
export const CLOSING_AT = Date.UTC(2026, 10, 22, 13)
export const PERSON = { operator: 'lee', reason: 'paid by transfer', evidence: 'statement 23 Nov, line 4' } as const

function record(kind: BatchRecord['kind'], stan: string, amountMinor: number): BatchRecord {
  const key = { stan, sentAt: CLOSING_AT - 60_000 }
  return { kind, key, amount: money(amountMinor, 'KRW'), rrn: `6322${stan}`, approvalCode: stan }
}

export const RECORDS: readonly BatchRecord[] = [
  record('purchase', '000001', 12_000),
  record('purchase', '000002', 8_000),
  record('refund', '000003', 2_000),
]

export function inputOf(records: readonly BatchRecord[] = RECORDS): SettlementInput {
  return {
    ...{ seq: 7, at: CLOSING_AT, settlementId: 'KR1-S000007', operator: 'kim', batchNumber: 3 },
    ...{ records, totals: totalsOf(records, 'KRW') },
    backoff: { firstMs: 2_000, capMs: 300_000 },
    fileBackoff: { firstMs: 60_000, capMs: 3_600_000 },
  }
}

export function file(records: readonly BatchRecord[] = RECORDS): SettlementFile {
  return { batchNumber: 3, closedAt: CLOSING_AT, records, totals: totalsOf(records, 'KRW') }
}

export type Happening = SettlementCommand | SettlementResult | { readonly after: string }

export interface Walk {
  readonly snapshot: SettlementSnapshot
  /** What was asked of the world last. */
  readonly asked: readonly { readonly type: string; readonly params: unknown }[]
  readonly seq: number
}

export function begin(input: SettlementInput = inputOf()): Walk {
  const [snapshot, actions] = initialTransition(settlementMachine, input)
  return { snapshot, asked: asksIn(actions), seq: input.seq }
}

export function walk(from: Walk, ...happenings: readonly Happening[]): Walk {
  return happenings.reduce((walked, happening) => {
    const seq = walked.seq + 1
    const at = CLOSING_AT + seq * 1_000
    const type = 'after' in happening ? deadline(walked.snapshot, happening.after) : happening.type
    const [snapshot, actions] = transition(settlementMachine, walked.snapshot, { ...happening, type, seq, at } as never)
    return { snapshot, asked: asksIn(actions), seq }
  }, from)
}

/** `event → state, promise (why); asks effect`. */
export function tell(from: Walk, ...happenings: readonly Happening[]): readonly string[] {
  let walked = from
  return happenings.map((happening) => {
    walked = walk(walked, happening)
    const { standing } = walked.snapshot.context
    const why = standing.why === undefined ? '' : ` (${standing.why})`
    const asks = walked.asked.length === 0 ? '' : `; asks ${walked.asked.map(({ type }) => type).join(', ')}`
    const what = 'after' in happening ? `after ${happening.after}` : happening.type
    return `${what} → ${walked.snapshot.value}, ${standing.promise}${why}${asks}`
  })
}

function deadline(snapshot: SettlementSnapshot, delay: string): string {
  const type = `xstate.after.${delay}.settlement.${snapshot.value}`
  if (!settlementMachine.events.map(String).includes(type)) throw new Error(`no deadline ${delay} in ${snapshot.value}`)
  return type
}

function asksIn(actions: readonly { readonly type: string; readonly params?: unknown }[]): Walk['asked'] {
  return actions.filter(({ type }) => type.startsWith('host.')).map(({ type, params }) => ({ type, params }))
}

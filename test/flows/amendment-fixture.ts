/** One amendment to try charts on: its sale, its input, and a driver that steps it through events in order. */
import { initialTransition, transition } from 'xstate'
import type { StandingDocument } from '../../src/domain/amendment-record.js'
import { money } from '../../src/domain/money.js'
import type { PlannedPayout } from '../../src/domain/plan-amendment.js'
import type { CardTender } from '../../src/domain/sale-record.js'
import type { AmendmentInput } from '../../src/flows/amendment/amendment-context.js'
import type { AmendmentCommand, AmendmentResult } from '../../src/flows/amendment/amendment-events.js'
import { amendmentMachine } from '../../src/flows/amendment/amendment-machine.js'
import { KOREAN_POLICY, type PaymentPolicy } from '../../src/flows/payment/payment-policy.js'
import { APPROVAL, CARD, IDENTIFIER, OPENED_AT, saleOf } from './payment-fixture.js'

export const SOLD = saleOf(120_000)
export const won = (amountMinor: number) => money(amountMinor, 'KRW')

export const CARD_TENDER: CardTender = {
  ...{ kind: 'card', amount: won(70_000), card: CARD, instalmentMonths: 0, stan: '000007', sentAt: OPENED_AT - 60_000 },
  approval: APPROVAL,
}
const CASH_TENDER = { kind: 'cash', amount: won(50_000), received: won(50_000), change: won(0) } as const

export const BY_CARD: PlannedPayout = {
  ...{ tender: 0, amount: won(70_000), by: 'card', manner: 'void', card: CARD_TENDER, receipted: false },
}
export const IN_CASH: PlannedPayout = { tender: 1, amount: won(50_000), by: 'cash', receipted: true }
export const BY_TRANSFER: PlannedPayout = { tender: 1, amount: won(50_000), by: 'transfer', receipted: true }

export const DOCUMENT: StandingDocument = {
  ...{ documentNumber: 'T1-DOC-1', approvalNumber: 'TB0000001', tradeDate: '20261122' },
  ...{ use: 'personalDeduction', selfIssued: false, identifier: IDENTIFIER, partlyRevoked: false },
  remaining: saleOf(50_000).split,
}

/** All of a sale of 120,000 won given back, paid 70,000 by card and 50,000 in cash, unless told. */
export function amendmentInput(
  changed: Partial<AmendmentInput> = {},
  policy: PaymentPolicy = KOREAN_POLICY,
): AmendmentInput {
  const payouts = changed.payouts ?? [IN_CASH, BY_CARD]
  const sumOf = (chosen: readonly PlannedPayout[]) =>
    won(chosen.reduce((sum, { amount }) => sum + amount.amountMinor, 0))
  return {
    ...{ seq: 1, at: OPENED_AT, amendmentId: 'T1-000001/R000001', saleId: 'T1-000001', kind: 'void', terminalId: 'T1' },
    ...{ operator: 'kim', reason: 'changed their mind', taxReason: 1, language: 'ko', training: false, policy },
    abilities: { partialRevocation: true, tellsVerdict: true },
    original: { sale: SOLD, tenders: [CARD_TENDER, CASH_TENDER], paidAt: OPENED_AT - 30_000 },
    lines: [],
    total: sumOf(payouts),
    receipted: sumOf(payouts.filter(({ receipted }) => receipted)),
    payouts,
    ...changed,
  }
}

export const CORRECTION: Partial<AmendmentInput> = {
  ...{ kind: 'correction', taxReason: 2, payouts: [], total: won(0), receipted: won(0) },
  correction: {
    ...{ order: 'revokeFirst', use: 'businessExpense', selfIssued: false },
    identifier: { ref: 's2', kind: 'businessNumber', masked: '116-**-***76' },
  },
}

export type AmendmentSnapshot = ReturnType<typeof initialTransition<typeof amendmentMachine>>[0]
export type AmendmentHappening = (AmendmentCommand | AmendmentResult | { readonly after: string }) & {
  readonly waitMs?: number
}

export interface AmendmentWalk {
  readonly snapshot: AmendmentSnapshot
  /** Effects requested by the last happening, in order. */
  readonly requested: readonly { readonly type: string; readonly params: unknown }[]
  readonly seq: number
  readonly at: number
}

export function beginAmendment(input: AmendmentInput): AmendmentWalk {
  const [snapshot, actions] = initialTransition(amendmentMachine, input)
  return { snapshot, requested: requestsIn(actions), seq: input.seq, at: input.at }
}

export function amend(from: AmendmentWalk, ...happenings: readonly AmendmentHappening[]): AmendmentWalk {
  return happenings.reduce<AmendmentWalk>((walked, { waitMs = 1_000, ...happening }) => {
    const [seq, at] = [walked.seq + 1, walked.at + waitMs]
    const type = 'after' in happening ? deadline(walked.snapshot, happening.after) : happening.type
    const event = { ...happening, type, seq, at } as Parameters<typeof transition<typeof amendmentMachine>>[2]
    const [snapshot, actions] = transition(amendmentMachine, walked.snapshot, event)
    return { snapshot, requested: requestsIn(actions), seq, at }
  }, from)
}

function deadline(snapshot: AmendmentSnapshot, delay: string): string {
  const due = amendmentMachine.events.map(String).filter((type) => type.startsWith(`xstate.after.${delay}.`))
  const armed = due.find((type) => snapshot.can({ type, seq: 1, at: 1 } as never))
  if (armed === undefined) throw new Error(`no deadline ${delay} is armed in ${JSON.stringify(snapshot.value)}`)
  return armed
}

function requestsIn(actions: readonly { readonly type: string; readonly params: unknown }[]) {
  return actions
    .filter(({ type }) => !type.startsWith('xstate.') && type.includes('.'))
    .map(({ type, params }) => ({ type, params }))
}

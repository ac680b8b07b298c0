/**
 * The amendment chart walked from its start, for each kind of amendment: every state can be reached, and from everywhere
 * all three promises can still be kept or the amendment is called off with nothing done.
 */
import { describe, expect, it } from 'vitest'
import { allKept } from '../../src/domain/promises.js'
import { type AmendmentInput, amendmentPromises, owedByAmendment } from '../../src/flows/amendment/amendment-context.js'
import type { AmendmentCommand, AmendmentResult } from '../../src/flows/amendment/amendment-events.js'
import { amendmentMachine } from '../../src/flows/amendment/amendment-machine.js'
import { KOREAN_POLICY } from '../../src/flows/payment/payment-policy.js'
import {
  type AmendmentSnapshot,
  amendmentInput,
  BY_CARD,
  BY_TRANSFER,
  beginAmendment,
  CORRECTION,
  DOCUMENT,
  IN_CASH,
  won,
} from './amendment-fixture.js'
import { explore, stateNodes } from './explore.js'
import { APPROVAL, IDENTIFIER, OPENED_AT, saleOf, taxDocument } from './payment-fixture.js'

type Happening = AmendmentCommand | AmendmentResult

const PERSON = { operator: 'kim', reason: 'seen on the statement', evidence: 'statement line 12' }
const PRINTED: Happening = { type: 'printer.printed', confirmation: 'process-id' }
const HANDED_OVER: Happening = { type: 'paper.settledByPerson', ...PERSON }
const MADE: Happening = { type: 'transfer.sent', operator: 'kim', reference: '20261122-0001' }

const MONEY: readonly Happening[] = [
  { type: 'amendment.calledOff', reason: 'changed their mind again' },
  { type: 'cash.handedOver' },
  { type: 'transfer.sent', operator: 'kim', reference: '20261122-0001' },
  { type: 'payout.retried' },
  { type: 'payout.redirected', by: 'cash', operator: 'kim', reason: 'card expired' },
  { type: 'payout.redirected', by: 'transfer', operator: 'kim', reason: 'no cash left' },
  { type: 'payout.settledByPerson', ...PERSON },
  { type: 'exchange.sold' },
  { type: 'exchange.fellThrough' },
  { type: 'exchange.unclear' },
  { type: 'takeBack.approved', approval: APPROVAL },
  { type: 'takeBack.refused', failure: 'host.alreadySettled', hostCode: '77' },
  { type: 'takeBack.refused', failure: 'host.cardExpired', hostCode: '54' },
  { type: 'takeBack.unavailable', failure: 'host.unreachable' },
  { type: 'takeBack.unknown', reason: 'timeout' },
  { type: 'acquirer.lateApproval', stan: '000001', approval: APPROVAL },
  { type: 'inquiry.approved', approval: APPROVAL },
  { type: 'inquiry.declined', failure: 'host.declined', hostCode: '05' },
  { type: 'inquiry.reversed' },
  { type: 'inquiry.notFound' },
  { type: 'inquiry.unanswered' },
]

const TAX: readonly Happening[] = [
  { type: 'cash.handedOver' },
  { type: 'document.stands', document: DOCUMENT },
  { type: 'document.notYet' },
  { type: 'document.none' },
  { type: 'document.byHand' },
  { type: 'tax.issued', document: taxDocument('issued') },
  { type: 'tax.issued', document: taxDocument('rejected') },
  { type: 'tax.refused', failure: 'tax.originalNotYetConfirmed', detail: '' },
  { type: 'tax.refused', failure: 'tax.partialUnsupported', detail: '' },
  { type: 'tax.refused', failure: 'tax.identifierRejected', detail: '' },
  { type: 'tax.unavailable', failure: 'tax.gatewayUnreachable' },
  { type: 'tax.unknown', reason: 'timeout' },
  { type: 'taxQuery.found', document: taxDocument('issued') },
  { type: 'taxQuery.notFound' },
  { type: 'taxQuery.unanswered' },
  { type: 'tax.turn' },
  { type: 'tax.retried' },
  { type: 'tax.reassigned', use: 'personalDeduction', identifier: IDENTIFIER, selfIssued: false },
  { type: 'tax.settledByPerson', ...PERSON },
  { type: 'verdicts.told', confirmed: false },
  { type: 'verdicts.told', confirmed: true },
  { type: 'verdicts.told', confirmed: false, rejected: 0 },
  { type: 'verdicts.unanswered' },
]

const PAPER: readonly Happening[] = [
  { type: 'paper.declined' },
  { type: 'paper.reprinted', operator: 'kim', reason: 'customerRequest' },
  { type: 'paper.seen', operator: 'kim', reason: 'printUnconfirmed', evidence: 'whole, with the total and the cut' },
  { type: 'printer.printed', confirmation: 'transport' },
  { type: 'printer.notPrinted', failure: 'printer.unreachable' },
  { type: 'printer.unknown', reason: 'disconnected' },
]

const POLICY = { ...KOREAN_POLICY, tax: { ...KOREAN_POLICY.tax, verdictChecks: 1 } }
const DEADLINES = amendmentMachine.events
  .map(String)
  .filter((type) => type.startsWith('xstate.after.'))
  .flatMap((type) => [0, 20 * 60_000].map((waitMs) => ({ type, seq: 1, at: OPENED_AT + waitMs })))

/** Counters matter to the chart only up to where a guard looks at them. */
function shape({
  value,
  context: { stage, payouts, tax, paper, paidAt, standing, abilities },
}: AmendmentSnapshot): string {
  return JSON.stringify([
    ...[value, stage, paidAt !== undefined, standing.money.customerWaits, abilities.partialRevocation],
    payouts.map(({ by, manner, state, mayHaveArrived, key }) => [by, manner, state, mayHaveArrived, key !== undefined]),
    [tax.status, tax.steps.map(({ kind, state, documentNumber }) => [kind, state, documentNumber !== undefined])],
    [tax.verdictChecks > 0, tax.failure !== undefined],
    [paper.maybeOut > 0, paper.confirmed > 0, paper.declined, paper.jobId !== undefined, paper.doubtful, paper.leftAt],
  ])
}

function walked(changed: Partial<AmendmentInput>, happenings: readonly Happening[]) {
  const input = amendmentInput(changed, POLICY)
  const confirmed = { type: 'amendment.confirmed', total: input.total } as const
  const events = [confirmed, ...happenings].map((happening) => ({ ...happening, seq: 1, at: OPENED_AT }))
  return explore<AmendmentSnapshot>(amendmentMachine, beginAmendment(input).snapshot, [...events, ...DEADLINES], shape)
}

const EXCHANGE: Partial<AmendmentInput> = {
  ...{ kind: 'exchange', payouts: [BY_CARD] },
  exchange: {
    ...{ saleId: 'T1-000001', given: saleOf(50_000) },
    credits: [{ kind: 'credit', amount: won(50_000), amendmentId: 'T1-000001/R000001', tender: 1, origin: 'cash' }],
  },
}

describe('the amendment chart, walked through everything that can happen', () => {
  const ends = [PRINTED, HANDED_OVER]
  const explorations = {
    'a void by card': walked({ payouts: [BY_CARD], receipted: won(0) }, [...MONEY, ...ends]),
    'a refund by transfer': walked({ payouts: [BY_TRANSFER], receipted: won(0) }, [...MONEY, ...ends]),
    'an exchange': walked({ ...EXCHANGE, receipted: won(0) }, [...MONEY, ...ends]),
    'a transfer and its document': walked({ payouts: [BY_TRANSFER] }, [MADE, ...TAX, ...ends]),
    'cash and its document': walked({ payouts: [IN_CASH] }, [...TAX, ...ends]),
    'a part of a document': walked({ payouts: [{ ...IN_CASH, amount: won(20_000) }] }, [...TAX, ...ends]),
    'a correction': walked(CORRECTION, [...TAX, ...ends]),
    'a correction, issued first': walked(
      { ...CORRECTION, correction: { order: 'issueFirst', use: 'personalDeduction', selfIssued: true } },
      [...TAX, ...ends],
    ),
    'a refusal and its slip': walked({ kind: 'refusal', payouts: [] }, [...PAPER, ...ends]),
  }
  const everywhere = Object.values(explorations).flatMap(({ snapshots }) => snapshots)

  it('reaches every one of its states', () => {
    const reached = new Set(everywhere.flatMap((snapshot) => snapshot._nodes.map(({ id }) => id)))
    const all = stateNodes(amendmentMachine.root)
    expect(all.length).toBeGreaterThan(40)
    // The paper region is the payment's own and walked there in full.
    expect(all.filter((id) => !reached.has(id) && !id.startsWith('amendment.paper'))).toEqual([])
  })

  it.each(Object.entries(explorations))('has no dead end in %s', (_name, { snapshots, deadEnds }) => {
    expect(snapshots.length).toBeGreaterThan(5)
    expect(deadEnds).toEqual([])
  })

  it('is complete exactly when nothing is owed', () => {
    for (const snapshot of everywhere) {
      const kept = allKept(amendmentPromises(snapshot.context))
      expect(snapshot.matches({ leaving: 'complete' })).toBe(kept)
      expect(owedByAmendment(snapshot.context).length === 0).toBe(kept)
    }
  })

  it('moves nothing before it was confirmed twice, and nothing at all once it was called off', () => {
    for (const { context, value } of everywhere) {
      if (context.stage !== 'confirming' && context.stage !== 'calledOff') continue
      expect(context.payouts.every(({ state, key }) => state === 'due' && key === undefined)).toBe(true)
      expect(context.tax.steps).toEqual([])
      expect(JSON.stringify(value.paper)).not.toMatch(/printing/)
    }
  })

  it('never pays anything out twice: what is done stays done', () => {
    for (const { context } of everywhere) {
      const paid = context.payouts.filter(({ state }) => state === 'done')
      expect(paid.reduce((sum, { amount }) => sum + amount.amountMinor, 0)).toBeLessThanOrEqual(
        context.total.amountMinor,
      )
    }
  })
})

/**
 * The whole payment chart walked from its start: every state can be reached, and from everywhere the sale can still end
 * with all three promises kept. Proved over the graph of everything that can happen, not on chosen examples.
 */
import { describe, expect, it } from 'vitest'
import { FAILURE_CODES } from '../../src/domain/failures.js'
import { money } from '../../src/domain/money.js'
import { allKept } from '../../src/domain/promises.js'
import { amountDue, owedPromises, promisesOf } from '../../src/flows/payment/payment-context.js'
import type { PaymentCommand, PaymentResult } from '../../src/flows/payment/payment-events.js'
import { paymentMachine } from '../../src/flows/payment/payment-machine.js'
import { KOREAN_POLICY, type PaymentPolicy } from '../../src/flows/payment/payment-policy.js'
import { type Exploration, explore, stateNodes } from './explore.js'
import {
  APPROVAL,
  begin,
  CARD,
  IDENTIFIER,
  inputOf,
  OPENED_AT,
  type PaymentSnapshot,
  SWIPED_CHIP_CARD,
  taxDocument,
  type Walk,
  walk,
} from './payment-fixture.js'

const TOTAL = 120_000
const PART = money(20_000, 'KRW')
const PERSON = { operator: 'kim', reason: 'seen on the statement', evidence: 'statement line 12' }
const LATER = 20 * 60_000

/** One of every kind of thing that can happen to the money. */
const MONEY_HAPPENINGS: readonly (PaymentCommand | PaymentResult)[] = [
  { type: 'tender.card' },
  { type: 'tender.card', amount: PART },
  { type: 'tender.cash', received: PART },
  { type: 'tender.cash', received: money(TOTAL, 'KRW') },
  { type: 'tender.transfer' },
  { type: 'transfer.received' },
  { type: 'transfer.notReceived' },
  { type: 'card.withdrawn' },
  { type: 'sale.cancelled', reason: 'changed their mind' },
  { type: 'cash.returned' },
  { type: 'reversal.retried' },
  { type: 'reversal.settledByPerson', ...PERSON },
  { type: 'card.read', card: CARD },
  { type: 'card.read', card: SWIPED_CHIP_CARD },
  { type: 'card.notRead', failure: 'reader.chipUnreadable' },
  { type: 'card.notRead', failure: 'reader.cancelledByCustomer' },
  { type: 'acquirer.approved', approval: APPROVAL },
  { type: 'acquirer.declined', failure: 'host.insufficientFunds', detail: '', hostCode: '51' },
  { type: 'acquirer.unavailable', failure: 'host.unreachable' },
  { type: 'acquirer.unknown', reason: 'timeout' },
  { type: 'acquirer.lateApproval', stan: '000001', approval: APPROVAL },
  { type: 'inquiry.approved', approval: APPROVAL },
  { type: 'inquiry.declined', failure: 'host.declined', hostCode: '05' },
  { type: 'inquiry.reversed' },
  { type: 'inquiry.notFound' },
  { type: 'inquiry.unanswered' },
  { type: 'reversal.acknowledged' },
  { type: 'reversal.refused', detail: '', hostCode: '12' },
  { type: 'reversal.unanswered' },
  { type: 'drawer.opened' },
  { type: 'drawer.notOpened' },
]

/** … to the cash receipt … */
const TAX_HAPPENINGS: readonly (PaymentCommand | PaymentResult)[] = [
  { type: 'tax.useChosen', use: 'personalDeduction', identifierKind: 'mobileNumber' },
  { type: 'tax.numberEntered', identifier: IDENTIFIER },
  { type: 'tax.numberConfirmed' },
  { type: 'tax.numberRejected' },
  { type: 'tax.declined' },
  { type: 'tax.selfIssued' },
  { type: 'tax.corrected' },
  { type: 'tax.retried' },
  { type: 'tax.settledByPerson', ...PERSON },
  { type: 'tax.issued', document: taxDocument('issued') },
  { type: 'tax.refused', failure: 'tax.identifierRejected', detail: '' },
  { type: 'tax.refused', failure: 'tax.merchantRestricted', detail: '' },
  { type: 'tax.unavailable', failure: 'tax.gatewayUnreachable' },
  { type: 'tax.unknown', reason: 'timeout' },
  { type: 'taxQuery.found', document: taxDocument('issued') },
  { type: 'taxQuery.found', document: taxDocument('confirmed') },
  { type: 'taxQuery.found', document: taxDocument('rejected') },
  { type: 'taxQuery.notFound' },
  { type: 'taxQuery.unanswered' },
  { type: 'tax.turn' },
  { type: 'tax.withdrawn' },
  { type: 'tax.invoiceRequested', invoiceId: 'T1-000001/I000009', operator: 'kim', reason: 'cannot be issued' },
  { type: 'invoice.issued' },
  { type: 'invoice.withdrawn' },
]

/** What of it the paper looks at: whether it is decided, put off, done, or no longer done. */
const TAX_COURSE = TAX_HAPPENINGS.filter(({ type }) =>
  ['tax.declined', 'tax.issued', 'tax.unavailable', 'tax.turn', 'tax.settledByPerson', 'taxQuery.found'].includes(type),
)

/** … and to the paper. */
const PAPER_HAPPENINGS: readonly (PaymentCommand | PaymentResult)[] = [
  { type: 'paper.declined' },
  { type: 'paper.stopped' },
  { type: 'paper.reprinted', ...PERSON },
  { type: 'paper.seen', operator: 'kim', reason: 'printUnconfirmed', evidence: 'whole, with the total and the cut' },
  { type: 'paper.settledByPerson', ...PERSON },
  { type: 'printer.printed', confirmation: 'process-id' },
  { type: 'printer.printed', confirmation: 'transport' },
  { type: 'printer.sending', jobId: '0001' },
  { type: 'printer.paused', jobId: '0001', failure: 'printer.paperOut' },
  { type: 'printer.resumed', jobId: '0001' },
  { type: 'printer.notPrinted', failure: 'printer.unreachable' },
  { type: 'printer.unknown', reason: 'disconnected' },
  { type: 'printer.unknown', reason: 'restarted' },
  { type: 'paper.reprinted', ...PERSON, printer: 'fallback' },
]

/** A receipt that came too late to print by itself needs a person. */
const HANDED_OVER: PaymentCommand = { type: 'paper.settledByPerson', ...PERSON }
const PRINTED: PaymentResult = { type: 'printer.printed', confirmation: 'process-id' }

/** Every deadline at once and a good while later, because some guards look at how late it is. */
const DEADLINES = paymentMachine.events
  .map(String)
  .filter((type) => type.startsWith('xstate.after.'))
  .flatMap((type) => [0, LATER].map((waitMs) => ({ type, seq: 1, at: OPENED_AT + waitMs })))

const EAGER: PaymentPolicy = {
  ...KOREAN_POLICY,
  card: { ...KOREAN_POLICY.card, chipErrorsBeforeFallback: 1, maxReads: 2 },
  tax: { ...KOREAN_POLICY.tax, verdictChecks: 1 },
}

function snapshotReadsCard(value: PaymentSnapshot['value']): boolean {
  return JSON.stringify(value.money).includes('card')
}

/** Counters matter to the chart only up to where a guard looks at them. */
function shape({ value, context }: PaymentSnapshot): string {
  const { card, tax, paper, reversals, tenders } = context
  return JSON.stringify([
    value,
    amountDue(context).amountMinor > 0,
    tenders.some(({ kind }) => kind !== 'card'),
    tenders.some(({ kind }) => kind === 'card'),
    snapshotReadsCard(value) && card && [card.fallback, card.reads],
    context.cancelRequested,
    reversals.some(({ state }) => state === 'pending') && reversals.some(({ again }) => again),
    [
      tax.status,
      tax.selfIssued,
      tax.failure !== undefined,
      tax.identifierKind,
      tax.document?.status,
      tax.verdictChecks > 0,
      tax.mayStand,
    ],
    [paper.maybeOut > 0, paper.confirmed > 0, paper.declined, paper.jobId !== undefined],
    [paper.printer, paper.doubtful, paper.stopped, paper.leftAt.length > 0],
  ])
}

/** Walks everything that `happenings` and the deadlines can do from `from` on. */
function walkOn(from: Walk, happenings: readonly (PaymentCommand | PaymentResult)[]): Exploration<PaymentSnapshot> {
  const events = happenings.map((happening) => ({ ...happening, seq: 1, at: OPENED_AT }))
  return explore(paymentMachine, from.snapshot, [...events, ...DEADLINES], shape)
}

describe('the payment chart, walked through everything that can happen', () => {
  // The regions meet only where one waits for another, so each is walked in full against the others' plain course: all
  // combinations at once would be the same proof, a thousand times over.
  const untaxed = begin(inputOf(TOTAL, { ...EAGER, tax: { ...EAGER.tax, regime: 'none' } }))
  const paidInCash = walk(begin(inputOf(TOTAL, EAGER)), { type: 'tender.cash', received: money(TOTAL, 'KRW') })
  const paidInSmallCash = walk(begin(inputOf(50_000, EAGER)), { type: 'tender.cash', received: money(50_000, 'KRW') })
  const twoPrinters = {
    ...EAGER,
    tax: { ...EAGER.tax, regime: 'none' },
    paper: { ...EAGER.paper, fallback: true },
  } as const
  const paidBeforeTwoPrinters = walk(begin(inputOf(TOTAL, twoPrinters)), {
    type: 'tender.cash',
    received: money(TOTAL, 'KRW'),
  })
  const explorations: Readonly<Record<string, Exploration<PaymentSnapshot>>> = {
    money: walkOn(untaxed, [...MONEY_HAPPENINGS, PRINTED]),
    tax: walkOn(paidInCash, [...TAX_HAPPENINGS, PRINTED, HANDED_OVER]),
    'tax and paper': walkOn(paidInCash, [...TAX_COURSE, ...PAPER_HAPPENINGS]),
    'paper with a fallback printer': walkOn(paidBeforeTwoPrinters, PAPER_HAPPENINGS),
    'tax that is not compulsory': walkOn(paidInSmallCash, [...TAX_HAPPENINGS, PRINTED, HANDED_OVER]),
  }
  const everywhere = Object.values(explorations).flatMap(({ snapshots }) => snapshots)

  it('reaches every one of its states', () => {
    const reached = new Set(everywhere.flatMap((snapshot) => snapshot._nodes.map(({ id }) => id)))
    const all = stateNodes(paymentMachine.root)
    expect(all.length).toBeGreaterThan(40)
    expect(all.filter((id) => !reached.has(id))).toEqual([])
  })

  it.each(Object.keys(explorations))('has no dead end in %s: the sale can always still be completed', (name) => {
    expect(explorations[name]?.snapshots.length).toBeGreaterThan(30)
    expect(explorations[name]?.deadEnds).toEqual([])
  })

  it('calls a sale complete exactly when nothing is owed, and names why where a failure is the reason', () => {
    for (const snapshot of everywhere) {
      const { context } = snapshot
      expect(snapshot.matches({ leaving: 'complete' })).toBe(allKept(promisesOf(context)))
      expect(owedPromises(context).length === 0).toBe(allKept(promisesOf(context)))
      for (const { why } of owedPromises(context)) if (why !== undefined) expect(FAILURE_CODES).toContain(why)
    }
  })

  it('lets the customer go only when money is settled one way or the other and tax is decided', () => {
    for (const { context, value } of everywhere.filter((snapshot) => !snapshot.matches({ leaving: 'serving' }))) {
      expect(context.paidAt ?? context.cancelledAt, JSON.stringify(value)).toBeDefined()
      expect(context.tax.status).not.toBe('undecided')
    }
  })
})

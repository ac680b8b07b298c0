/**
 * The whole invoice chart walked from its start: every state can be reached, and from everywhere the promise can still be kept or
 * honestly laid down. Proved over the graph of everything that can happen, not on chosen examples.
 */
import { describe, expect, it } from 'vitest'
import { getAdjacencyMap } from 'xstate/graph'
import type { InvoiceCommand, InvoiceResult } from '../../src/flows/invoice/invoice-events.js'
import { invoiceMachine } from '../../src/flows/invoice/invoice-machine.js'
import { INVOICE_POLICY } from '../../src/flows/invoice/invoice-policy.js'
import { type InvoiceSnapshot, invoiceSummary, isInvoiceFinished } from '../../src/flows/invoice/invoice-summary.js'
import {
  APPROVAL_NUMBER,
  ASKED_AT,
  begin,
  found,
  inputOf,
  OTHER_BUYER,
  PERSON,
  redFound,
  redTaken,
  taken,
} from './invoice-fixture.js'

const STATES = ['issuing', 'unsigned', 'issued', 'failed', 'voided'] as const
const RED_STATES = ['applying', 'awaitingBuyer', 'issued', 'refusedByBuyer', 'expired', 'failed'] as const

/** One of every kind of thing that can happen. */
const HAPPENINGS: readonly (InvoiceCommand | InvoiceResult)[] = [
  { type: 'invoice.corrected', buyer: OTHER_BUYER, ...PERSON },
  { type: 'invoice.retried', ...PERSON },
  { type: 'invoice.withdrawn', ...PERSON },
  { type: 'invoice.settledByPerson', ...PERSON },
  { type: 'red.asked', why: 'goodsReturned', ...PERSON },
  { type: 'red.retried', ...PERSON },
  { type: 'red.givenUp', ...PERSON },
  { type: 'red.settledByPerson', ...PERSON },
  { type: 'invoice.recorded', approvalNumber: APPROVAL_NUMBER, issuedOn: '20261122', ...PERSON },
  ...STATES.flatMap((state) => [taken(state), found(state)]),
  { type: 'invoice.refused', failure: 'invoice.buyerInvalid', detail: '' },
  { type: 'invoice.refused', failure: 'invoice.duplicateConflict', detail: '', hostCode: 'E9106' },
  { type: 'invoice.unavailable', failure: 'invoice.unreachable' },
  { type: 'invoice.unknown', reason: 'timeout' },
  { type: 'invoiceQuery.notFound' },
  { type: 'invoiceQuery.unanswered' },
  { type: 'resign.over' },
  ...RED_STATES.flatMap((state) => [redTaken(state), redFound(state)]),
  { type: 'red.refused', failure: 'invoice.originalMissing', detail: '' },
  { type: 'red.unavailable', failure: 'invoice.unreachable' },
  { type: 'red.unknown', reason: 'timeout' },
  { type: 'redQuery.notFound' },
  { type: 'redQuery.unanswered' },
]

const DEADLINES = invoiceMachine.events.map(String).filter((type) => type.startsWith('xstate.after.'))
/** At once, and when patience is over. */
const MOMENTS = [ASKED_AT, ASKED_AT + INVOICE_POLICY.patienceMs]
const EVENTS = MOMENTS.flatMap((at) =>
  [...HAPPENINGS, ...DEADLINES.map((type) => ({ type }))].map((event) => ({ ...event, seq: 8, at })),
)

/** Counters matter to the chart only up to where a guard looks at them. */
function shape({ value, context }: InvoiceSnapshot): string {
  const { red, standing } = context
  return JSON.stringify([
    value,
    standing,
    context.maybeTaken,
    context.numberUsedUp,
    context.resigns,
    context.invoice?.state,
    context.overdue,
    red && [red.state, red.maybeTaken],
  ])
}

type Adjacency = Readonly<
  Record<string, { state: InvoiceSnapshot; transitions: Readonly<Record<string, { state: InvoiceSnapshot }>> }>
>

function explore(channel: 'service' | 'manual'): Adjacency {
  const policy = { ...INVOICE_POLICY, resignLimit: 1 }
  return getAdjacencyMap(invoiceMachine, {
    fromState: begin(inputOf({ channel, policy })).snapshot,
    events: (snapshot) => EVENTS.filter((event) => snapshot.can(event as never)) as never,
    serializeState: shape,
    limit: 100_000,
  }) as unknown as Adjacency
}

/** Everything from which a finished invoice can be reached. */
function finishing(map: Adjacency): ReadonlySet<string> {
  const sources = new Map<string, string[]>()
  for (const [source, { transitions }] of Object.entries(map)) {
    for (const { state } of Object.values(transitions)) {
      sources.set(shape(state), [...(sources.get(shape(state)) ?? []), source])
    }
  }
  const reached = new Set(Object.keys(map).filter((key) => isInvoiceFinished(snapshotIn(map, key))))
  const queue = [...reached]
  for (let key = queue.pop(); key !== undefined; key = queue.pop()) {
    for (const source of sources.get(key) ?? []) {
      if (reached.has(source)) continue
      reached.add(source)
      queue.push(source)
    }
  }
  return reached
}

function snapshotIn(map: Adjacency, key: string): InvoiceSnapshot {
  const entry = map[key]
  if (!entry) throw new Error(`nothing is known of ${key}`)
  return entry.state
}

describe('the invoice chart, walked through everything that can happen', () => {
  const maps = { service: explore('service'), manual: explore('manual') }
  const everywhere = Object.values(maps).flatMap((map) => Object.values(map).map(({ state }) => state))

  it('reaches every one of its states', () => {
    const passedThrough = ['requested']
    const reached = new Set(everywhere.map(({ value }) => String(value)))
    const all = Object.keys(invoiceMachine.states).filter((name) => !passedThrough.includes(name))
    expect(all.length).toBeGreaterThan(18)
    expect(all.filter((name) => !reached.has(name))).toEqual([])
  })

  it.each(['service', 'manual'] as const)('has no dead end in the %s channel', (channel) => {
    const ends = finishing(maps[channel])
    expect(Object.keys(maps[channel]).filter((key) => !ends.has(key))).toEqual([])
  })

  it('rests exactly where nothing is owed or unknown', () => {
    for (const snapshot of everywhere) {
      const { promise } = snapshot.context.standing
      expect(promise === 'done' || promise === 'notNeeded', String(snapshot.value)).toBe(isInvoiceFinished(snapshot))
    }
  })

  it('never lets an invoice be withdrawn that may stand', () => {
    for (const { value, context } of everywhere.filter(({ value }) => value === 'withdrawn')) {
      expect(context.maybeTaken, String(value)).toBe(false)
    }
  })

  it('never sends under a new number while the old one may be an invoice', () => {
    for (const [, { state, transitions }] of Object.entries(maps.service)) {
      for (const next of Object.values(transitions).map((way) => way.state)) {
        if (next.context.orderNumber === state.context.orderNumber) continue
        expect(state.context.invoice?.state).toBe('failed')
        expect(state.context.maybeTaken).toBe(false)
      }
    }
  })

  it('tells lists what it stands for, and nobody’s name beyond the mask', () => {
    for (const snapshot of everywhere) {
      expect(invoiceSummary(snapshot)).toMatchObject({
        saleId: 'T1-000042',
        promise: snapshot.context.standing.promise,
      })
    }
  })
})

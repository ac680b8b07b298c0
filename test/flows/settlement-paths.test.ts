/**
 * The settlement chart walked through everything that can happen: every state can be reached, from everywhere the day can
 * still be closed, and it rests exactly where nobody owes anybody a look.
 */
import { describe, expect, it } from 'vitest'
import {
  type SettlementCommand,
  type SettlementResult,
  settlementMachine,
} from '../../src/flows/settlement/settlement-machine.js'
import { type SettlementSnapshot, settlementFlow } from '../../src/terminal/settlement-flow.js'
import { explore, stateNodes } from './explore.js'
import { begin, CLOSING_AT, file, inputOf, PERSON, RECORDS } from './settlement-fixture.js'

const totals = inputOf().totals

/** One of every kind of thing that can happen. */
const HAPPENINGS: readonly (SettlementCommand | SettlementResult)[] = [
  { type: 'settlement.retried' },
  { type: 'settlement.settledByPerson', ...PERSON },
  { type: 'settle.balanced' },
  { type: 'settle.differs' },
  { type: 'settle.differs', hostTotals: totals },
  { type: 'settle.refused', failure: 'host.formatError', hostCode: '30' },
  { type: 'settle.unanswered' },
  { type: 'upload.taken' },
  { type: 'upload.refused', failure: 'host.duplicate' },
  { type: 'upload.unanswered' },
  { type: 'file.fetched', file: file() },
  { type: 'file.fetched', file: file(RECORDS.slice(1)) },
  { type: 'file.fetched', file: file([]) },
  { type: 'file.missing' },
  { type: 'file.missing', failure: 'host.settlementFileUnreadable', detail: 'line 2 cutShort' },
]

const DEADLINES = settlementMachine.events.map(String).filter((type) => type.startsWith('xstate.after.'))
const EVENTS = [...HAPPENINGS, ...DEADLINES.map((type) => ({ type }))].map((event) => ({
  ...event,
  seq: 8,
  at: CLOSING_AT,
}))

/** Counters matter to the chart only up to where a guard looks at them. */
function shape({ value, context }: SettlementSnapshot): string {
  const { standing, uploaded, closedAt, findings, settledBy } = context
  return JSON.stringify([value, standing, uploaded, closedAt !== undefined, findings?.length, settledBy !== undefined])
}

describe.each([
  ['a day with payments', RECORDS],
  ['a day without', []],
] as const)('the settlement chart over %s', (_day, records) => {
  const isEnd = (snapshot: SettlementSnapshot) => settlementFlow.isFinished(snapshot)
  const { snapshots, deadEnds } = explore(settlementMachine, begin(inputOf(records)).snapshot, EVENTS, shape, isEnd)

  it('reaches every one of its states', () => {
    const reached = new Set(snapshots.map(({ value }) => `settlement.${value}`))
    const uploads = ['settlement.uploading', 'settlement.uploadAgain', 'settlement.uploadNext', 'settlement.comparing']
    const unreached = stateNodes(settlementMachine.root).filter((id) => !reached.has(id) && id !== 'settlement')
    expect(unreached.filter((id) => !uploads.includes(id))).toEqual([])
    if (records.length > 0) expect([...reached]).toEqual(expect.arrayContaining(uploads.slice(0, 2)))
  })

  it('can still be closed from everywhere', () => {
    expect(deadEnds).toEqual([])
  })

  it('is done only where the acquirer’s file agrees, or a person says what proves it', () => {
    for (const { value, context } of snapshots) {
      const isDone = context.standing.promise === 'done'
      expect(isDone, String(value)).toBe(value === 'agreed' || value === 'settledByPerson')
      if (value === 'agreed') expect([context.findings, context.closedAt]).toEqual([[], expect.any(Number)])
      if (value === 'settledByPerson') expect(context.settledBy).toEqual(PERSON)
    }
  })

  it('never uploads more than the day has, and closes on no fewer', () => {
    for (const { value, context } of snapshots) {
      expect(context.uploaded).toBeLessThanOrEqual(records.length)
      if (value === 'closing' || value === 'closingAgain') expect(context.uploaded).toBe(records.length)
    }
  })
})

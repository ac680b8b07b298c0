/**
 * Writes one step's rows: the entry, and what the index tables say because of it. `indexes-of.ts` tells the same story
 * from the entries alone, and `verify` holds the two against each other.
 */
import type Database from 'better-sqlite3'
import type { StepRecord } from '../ports/journal.js'
import { JournalError } from './journal-error.js'

interface NumberedStep {
  readonly seq: number
  readonly step: StepRecord
  readonly opens?: { readonly chart: string } | undefined
  /** Canonical JSON. */
  readonly body: string
  readonly hash: string
}

/** To be called inside the step's transaction. @throws JournalError `journal.stepRefused` */
export type StepWriter = (numbered: NumberedStep) => void

export function stepWriter(db: Database.Database): StepWriter {
  const writeFlow = flowWriter(db)
  const insertEntry = db.prepare('INSERT INTO entries (seq, at, flow_id, body, hash) VALUES (?, ?, ?, ?, ?)')
  const writeIntents = intentWriter(db)
  const writeDeadlines = deadlineWriter(db)
  const insertPublication = db.prepare('INSERT INTO publications (seq) VALUES (?)')
  return (numbered) => {
    const { seq, step, body, hash } = numbered
    writeFlow(numbered)
    insertEntry.run(seq, step.at, step.flowId, body, hash)
    writeIntents(numbered)
    writeDeadlines(numbered)
    if (step.publication !== undefined) insertPublication.run(seq)
  }
}

/** A flow is closed when its latest entry says so. */
function flowWriter(db: Database.Database): StepWriter {
  const open = db.prepare(
    `INSERT INTO flows (flow_id, chart, opened_at, opened_seq, last_seq, latest_seq, closed)
     VALUES (@flowId, @chart, @at, @seq, @seq, @publishedSeq, @closed) ON CONFLICT DO NOTHING`,
  )
  const go = db.prepare(
    `UPDATE flows SET last_seq = @seq, latest_seq = coalesce(@publishedSeq, latest_seq), closed = @closed
     WHERE flow_id = @flowId`,
  )
  return ({ seq, step, opens }) => {
    const { flowId, at } = step
    const publishedSeq = step.publication === undefined ? null : seq
    const row = { flowId, seq, publishedSeq, closed: Number(step.closesFlow) }
    if (opens === undefined) {
      if (go.run(row).changes === 0) throw refused(`The first step of flow ${flowId} must name its chart.`)
    } else if (open.run({ ...row, at, chart: opens.chart }).changes === 0) {
      throw refused(`Flow ${flowId} is already there and cannot be opened again.`)
    }
  }
}

function intentWriter(db: Database.Database): StepWriter {
  const insert = db.prepare(
    'INSERT INTO intents (key, flow_id, seq, position) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING',
  )
  const settle = db.prepare('UPDATE intents SET settled_seq = coalesce(settled_seq, ?) WHERE key = ? AND flow_id = ?')
  return ({ seq, step }) => {
    for (const [position, { key }] of step.intents.entries()) {
      if (insert.run(key, step.flowId, seq, position).changes === 0) throw refused(`Intent ${key} was already written.`)
    }
    for (const key of step.settledIntents) {
      const { changes } = settle.run(seq, key, step.flowId)
      if (changes === 0) throw refused(`Flow ${step.flowId} has no intent ${key} to settle.`)
    }
  }
}

/** Cancelled before set: a statechart leaves its old state before it enters the new one. */
function deadlineWriter(db: Database.Database): StepWriter {
  const cancel = db.prepare('DELETE FROM deadlines WHERE flow_id = ? AND id = ?')
  const set = db.prepare(
    `INSERT INTO deadlines (flow_id, id, due_at, seq) VALUES (?, ?, ?, ?)
     ON CONFLICT DO UPDATE SET due_at = excluded.due_at, seq = excluded.seq`,
  )
  return ({ seq, step }) => {
    for (const id of step.deadlinesCancelled) cancel.run(step.flowId, id)
    for (const { id, dueAt } of step.deadlinesSet) set.run(step.flowId, id, dueAt, seq)
  }
}

function refused(what: string): JournalError {
  return new JournalError('journal.stepRefused', `${what} Nothing of the step was written.`)
}

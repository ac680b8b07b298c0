/**
 * Everything that can be asked of a journal without changing it. The owner and a reader in another process share this;
 * every answer is read from the file, never remembered.
 */
import type Database from 'better-sqlite3'
import type {
  ChainCheck,
  DeadlineRecord,
  FlowRecord,
  IntentRecord,
  JournalEntry,
  JournalReader,
} from '../ports/journal.js'
import { readBody, toEntry } from './entry-body.js'
import { JournalError } from './journal-error.js'
import { readMeta } from './schema.js'
import { verifyJournal } from './verify.js'

interface FlowRow {
  readonly flow_id: string
  readonly chart: string
  readonly opened_at: number
  readonly opened_seq: number
  readonly last_seq: number
  readonly closed: number
  readonly latest: string | null
}

interface EntryRow {
  readonly body: string
  readonly hash: string
}

interface IntentRow {
  readonly position: number
  readonly body: string
}

const SELECT_FLOWS = `SELECT flows.flow_id, chart, opened_at, opened_seq, last_seq, closed, body AS latest
  FROM flows LEFT JOIN entries ON entries.seq = flows.latest_seq`

export class JournalFile implements JournalReader {
  readonly terminalId: string
  readonly #db: Database.Database
  readonly #selectFlows: Database.Statement<[], FlowRow>
  readonly #selectFlowsClosed: Database.Statement<[number], FlowRow>
  readonly #selectFlowsUnder: Database.Statement<[string, string], FlowRow>
  readonly #selectFlow: Database.Statement<[string], FlowRow>
  readonly #selectEntries: Database.Statement<[], EntryRow>
  readonly #selectFlowEntries: Database.Statement<[string], EntryRow>
  readonly #selectIntents: Database.Statement<[string], IntentRow>
  readonly #selectDeadlines: Database.Statement<[string], DeadlineRecord>

  /** Takes the connection over; `close` closes it. @throws JournalError `journal.notAJournal` */
  constructor(db: Database.Database) {
    const terminalId = readMeta(db, 'terminalId')
    if (typeof terminalId !== 'string') {
      throw new JournalError(
        'journal.notAJournal',
        `${db.name} does not say whose journal it is. Restore it from a backup.`,
      )
    }
    this.terminalId = terminalId
    this.#db = db
    this.#selectFlows = db.prepare(`${SELECT_FLOWS} ORDER BY opened_seq`)
    this.#selectFlowsClosed = db.prepare(`${SELECT_FLOWS} WHERE closed = ? ORDER BY opened_seq`)
    this.#selectFlowsUnder = db.prepare(
      `${SELECT_FLOWS} WHERE flows.flow_id >= ? AND flows.flow_id < ? ORDER BY opened_seq`,
    )
    this.#selectFlow = db.prepare(`${SELECT_FLOWS} WHERE flows.flow_id = ?`)
    this.#selectEntries = db.prepare('SELECT body, hash FROM entries ORDER BY seq')
    this.#selectFlowEntries = db.prepare('SELECT body, hash FROM entries WHERE flow_id = ? ORDER BY seq')
    this.#selectIntents = db.prepare(
      `SELECT position, body FROM intents JOIN entries USING (seq)
       WHERE intents.flow_id = ? AND settled_seq IS NULL ORDER BY seq, position`,
    )
    this.#selectDeadlines = db.prepare(
      'SELECT id, due_at AS dueAt FROM deadlines WHERE flow_id = ? ORDER BY due_at, id',
    )
  }

  /** Oldest first. */
  flows({ open, under }: { readonly open?: boolean; readonly under?: string } = {}): readonly FlowRecord[] {
    if (under !== undefined) {
      // Everything from "sale/" up to "sale0", the character after the slash.
      const below = this.#selectFlowsUnder.all(`${under}/`, `${under}0`).map(toFlow)
      return open === undefined ? below : below.filter(({ closed }) => closed !== open)
    }
    const rows = open === undefined ? this.#selectFlows.all() : this.#selectFlowsClosed.all(open ? 0 : 1)
    return rows.map(toFlow)
  }

  flow(flowId: string): FlowRecord | undefined {
    const row = this.#selectFlow.get(flowId)
    return row && toFlow(row)
  }

  entries(flowId?: string): readonly JournalEntry[] {
    const rows = flowId === undefined ? this.#selectEntries.all() : this.#selectFlowEntries.all(flowId)
    return rows.map(({ body, hash }) => toEntry(readBody(body), hash))
  }

  openIntents(flowId: string): readonly IntentRecord[] {
    return this.#selectIntents.all(flowId).flatMap(({ body, position }) => readBody(body).intents[position] ?? [])
  }

  /** Soonest first. */
  openDeadlines(flowId: string): readonly DeadlineRecord[] {
    return this.#selectDeadlines.all(flowId)
  }

  /** Takes time in proportion to the journal's length. */
  verify(): ChainCheck {
    return verifyJournal(this.#db, this.terminalId)
  }

  close(): void {
    this.#db.close()
  }
}

function toFlow({
  flow_id: flowId,
  chart,
  opened_at: openedAt,
  opened_seq: openedSeq,
  last_seq: lastSeq,
  closed,
  latest,
}: FlowRow): FlowRecord {
  const publication = latest === null ? undefined : readBody(latest).publication
  return {
    flowId,
    chart,
    openedAt,
    openedSeq,
    lastSeq,
    closed: closed === 1,
    ...(publication && { latest: publication }),
  }
}

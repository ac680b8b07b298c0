/**
 * Checks a journal against itself: numbers, hashes, every index table, and SQLite's own structures. It reads everything
 * in one snapshot, so it may run while the terminal works, and it never throws for what it finds.
 */
import type Database from 'better-sqlite3'
import type { ChainCheck } from '../ports/journal.js'
import { type EntryBody, readBody } from './entry-body.js'
import { chainHash, genesisHash } from './hash-chain.js'
import { deadlineName, type ExpectedRow, Indexes } from './indexes-of.js'
import { systemCode } from './private-file.js'

interface EntryRow {
  readonly seq: number
  readonly at: number
  readonly flow_id: string
  readonly body: string
  readonly hash: string
}

type TableRow = Readonly<Record<string, string | number | null>>
type Broken = Extract<ChainCheck, { readonly intact: false }>

/** A problem of the file as a whole is reported at entry 0. */
export function verifyJournal(db: Database.Database, terminalId: string): ChainCheck {
  try {
    return db.transaction(() => checkEntries(db, terminalId))()
  } catch (error) {
    if (systemCode(error)?.startsWith('SQLITE_CORRUPT') !== true) throw error
    return broken(0, 'the file is damaged')
  }
}

function checkEntries(db: Database.Database, terminalId: string): ChainCheck {
  const indexes = new Indexes()
  let lastSeq = 0
  let lastHash = genesisHash(terminalId)
  for (const row of db.prepare<[], EntryRow>('SELECT * FROM entries ORDER BY seq').iterate()) {
    const expectedSeq = lastSeq + 1
    if (row.seq !== expectedSeq) return broken(expectedSeq, `entry ${expectedSeq} is missing`)
    if (chainHash(lastHash, row.body) !== row.hash) return broken(row.seq, `entry ${row.seq} does not fit its hash`)
    const problem = checkEntry(row, indexes)
    if (problem !== undefined) return broken(row.seq, `entry ${row.seq} ${problem}`)
    lastSeq = row.seq
    lastHash = row.hash
  }
  return checkTables(db, indexes) ?? checkFile(db) ?? { intact: true, entries: lastSeq, lastHash }
}

/** The chain fits from here on; what is left to find is an entry written by other hands than ours. */
function checkEntry(row: EntryRow, indexes: Indexes): string | undefined {
  let body: EntryBody
  try {
    body = readBody(row.body)
    if (body.seq !== row.seq || body.at !== row.at || body.flowId !== row.flow_id)
      return 'disagrees with its own columns'
    return indexes.add(body)
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof TypeError) return 'is not an entry'
    throw error
  }
}

function checkTables(db: Database.Database, indexes: Indexes): Broken | undefined {
  return (
    checkTable(db, 'flows', indexes.flows, (row) => String(row['flow_id'])) ??
    checkTable(db, 'intents', indexes.intents, (row) => String(row['key'])) ??
    checkTable(db, 'deadlines', indexes.deadlines, (row) => deadlineName(String(row['flow_id']), String(row['id']))) ??
    checkTable(db, 'secrets', indexes.secrets, (row) => String(row['ref']), 'ref, seq') ??
    checkPublications(db, indexes.published)
  )
}

function checkTable(
  db: Database.Database,
  table: 'flows' | 'intents' | 'deadlines' | 'secrets',
  expected: ReadonlyMap<string, ExpectedRow>,
  nameOf: (row: TableRow) => string,
  columns = '*',
): Broken | undefined {
  const found = new Set<string>()
  for (const row of db.prepare<[], TableRow>(`SELECT ${columns} FROM ${table}`).iterate()) {
    const name = nameOf(row)
    const wanted = expected.get(name)
    if (wanted === undefined)
      return broken(Number(row['seq'] ?? row['last_seq']), `${table} holds ${name}, which no entry accounts for`)
    const differing = Object.keys(row).find((column) => row[column] !== wanted.columns[column])
    if (differing !== undefined)
      return broken(wanted.seq, `${table} says another ${differing} of ${name} than the entries`)
    found.add(name)
  }
  for (const [name, { seq }] of expected) {
    if (!found.has(name)) return broken(seq, `${table} lacks ${name}`)
  }
  return undefined
}

/** Delivering takes rows from the front, so what is left must be the whole tail. */
function checkPublications(db: Database.Database, published: readonly number[]): Broken | undefined {
  const waiting = db.prepare<[], number>('SELECT seq FROM publications ORDER BY seq').pluck().all()
  const tail = waiting.length === 0 ? [] : published.slice(-waiting.length)
  const strange = waiting.find((seq, index) => seq !== tail[index])
  return strange === undefined ? undefined : broken(strange, 'publications are not the tail the entries tell of')
}

/** Index trees, types, uniqueness: a flow's entries are found through an index, which must not leave any out. */
function checkFile(db: Database.Database): Broken | undefined {
  const report = db.pragma('integrity_check(1)', { simple: true })
  return report === 'ok' ? undefined : broken(0, 'the file is damaged')
}

function broken(atSeq: number, problem: string): Broken {
  return { intact: false, atSeq, problem }
}

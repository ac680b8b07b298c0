/**
 * The tables. `entries` is the truth; flows, intents, deadlines and publications only point into it, so that nothing is
 * said twice and everything they say can be checked – or rebuilt – from the entries.
 */
import type Database from 'better-sqlite3'
import { JournalError } from './journal-error.js'

/** "TLPF": tells our files from any other SQLite file. */
const APPLICATION_ID = 0x544c5046
const SCHEMA_VERSION = 1

/**
 * `secrets` is keyed by row number and only ever appended to, and erasing overwrites in place: a sealed text is never
 * moved from page to page, which would leave a stale copy behind.
 */
const SCHEMA = `
CREATE TABLE meta (
  name TEXT PRIMARY KEY,
  value ANY NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE entries (
  seq INTEGER PRIMARY KEY,
  at INTEGER NOT NULL,
  flow_id TEXT NOT NULL REFERENCES flows (flow_id),
  body TEXT NOT NULL,
  hash TEXT NOT NULL
) STRICT;
CREATE INDEX entries_by_flow ON entries (flow_id, seq);

CREATE TABLE flows (
  flow_id TEXT PRIMARY KEY,
  chart TEXT NOT NULL,
  opened_at INTEGER NOT NULL,
  opened_seq INTEGER NOT NULL,
  last_seq INTEGER NOT NULL,
  latest_seq INTEGER,
  closed INTEGER NOT NULL
) STRICT;
CREATE INDEX flows_by_age ON flows (closed, opened_seq);

CREATE TABLE intents (
  key TEXT PRIMARY KEY,
  flow_id TEXT NOT NULL REFERENCES flows (flow_id),
  seq INTEGER NOT NULL REFERENCES entries (seq),
  position INTEGER NOT NULL,
  settled_seq INTEGER REFERENCES entries (seq)
) STRICT;
CREATE INDEX open_intents ON intents (flow_id, seq, position) WHERE settled_seq IS NULL;

CREATE TABLE deadlines (
  flow_id TEXT NOT NULL REFERENCES flows (flow_id),
  id TEXT NOT NULL,
  due_at INTEGER NOT NULL,
  seq INTEGER NOT NULL REFERENCES entries (seq),
  PRIMARY KEY (flow_id, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE publications (
  seq INTEGER PRIMARY KEY REFERENCES entries (seq)
) STRICT;

CREATE TABLE secrets (
  id INTEGER PRIMARY KEY,
  ref TEXT NOT NULL UNIQUE,
  seq INTEGER NOT NULL REFERENCES entries (seq),
  sealed BLOB NOT NULL,
  erased INTEGER NOT NULL DEFAULT 0
) STRICT;
`

/** Whose file it is: `empty` – nobody's yet; `journal` – ours, of this version. */
type FileKind = 'empty' | 'journal'

/** @throws JournalError `journal.notAJournal`, `journal.newerSchema` */
export function checkSchema(db: Database.Database): FileKind {
  const application = db.pragma('application_id', { simple: true })
  const version = db.pragma('user_version', { simple: true })
  if (application === 0 && version === 0 && tableCount(db) === 0) return 'empty'
  if (application !== APPLICATION_ID) {
    throw new JournalError(
      'journal.notAJournal',
      `${db.name} is a database of another program. Name another data folder.`,
    )
  }
  if (version !== SCHEMA_VERSION) {
    throw new JournalError(
      'journal.newerSchema',
      `${db.name} was written by a later version of this program (schema ${version}, this one reads ${SCHEMA_VERSION}). Update the program.`,
    )
  }
  return 'journal'
}

/** Lays an empty file out. To be called inside a transaction, so that a crash leaves the file empty. */
export function createSchema(db: Database.Database): void {
  db.exec(SCHEMA)
  db.pragma(`application_id = ${APPLICATION_ID}`)
  db.pragma(`user_version = ${SCHEMA_VERSION}`)
}

export function readMeta(db: Database.Database, name: 'terminalId' | 'keyCheck'): unknown {
  return db.prepare('SELECT value FROM meta WHERE name = ?').pluck().get(name)
}

export function writeMeta(db: Database.Database, name: 'terminalId' | 'keyCheck', value: string | Uint8Array): void {
  db.prepare('INSERT INTO meta VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value').run(name, value)
}

function tableCount(db: Database.Database): unknown {
  return db.prepare('SELECT count(*) FROM sqlite_schema').pluck().get()
}

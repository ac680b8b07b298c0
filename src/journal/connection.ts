/**
 * Opens the journal's SQLite file so that a commit which returned has reached the disk. better-sqlite3 is built with
 * NORMAL as the default for WAL, which loses acknowledged commits in a power cut; FULL is set here and read back.
 */
import { existsSync } from 'node:fs'
import type Database from 'better-sqlite3'
import { SqliteDatabase } from './database.js'
import { JournalError } from './journal-error.js'
import { createPrivateFile, systemCode } from './private-file.js'
import { checkSchema, createSchema } from './schema.js'

/** How long a statement waits for a lock another process holds (a backup, a checkpoint by a reader) before it fails. */
export const BUSY_TIMEOUT_MS = 2000
/** Pages in the log before it is copied back; 1000 measured faster than 10000. */
const CHECKPOINT_PAGES = 1000
const SYNCHRONOUS_FULL = 2

/**
 * The writing connection; there is one. A missing file is created (0600; SQLite gives -wal and -shm the same mode), and
 * an empty one laid out by `create`, in one transaction.
 *
 * @throws JournalError `journal.notAJournal`, `journal.newerSchema`, `journal.notDurable`
 */
export function openForWriting(path: string, create: (db: Database.Database) => void): Database.Database {
  createPrivateFile(path)
  return guarded(path, { timeout: BUSY_TIMEOUT_MS }, (db) => {
    const kind = checkSchema(db)
    db.pragma('journal_mode = WAL')
    db.pragma('synchronous = FULL')
    // macOS: fsync alone leaves data in the drive's cache.
    db.pragma('fullfsync = ON')
    db.pragma('checkpoint_fullfsync = ON')
    db.pragma(`wal_autocheckpoint = ${CHECKPOINT_PAGES}`)
    db.pragma('foreign_keys = ON')
    // Freed space is overwritten with zeros, so what was erased is gone from the file.
    db.pragma('secure_delete = ON')
    assertDurable(db)
    if (kind === 'journal') return
    const layOut = db.transaction(() => {
      createSchema(db)
      create(db)
    })
    layOut.immediate()
  })
}

/**
 * A connection that cannot write, for looking in from another process while the owner runs.
 *
 * @throws JournalError `journal.missing`, `journal.notAJournal`, `journal.newerSchema`
 */
export function openForReading(path: string): Database.Database {
  if (!existsSync(path)) throw missing(path)
  return guarded(path, { readonly: true, fileMustExist: true, timeout: BUSY_TIMEOUT_MS }, (db) => {
    if (checkSchema(db) === 'empty') throw missing(path)
  })
}

/**
 * Reads back what the connection really does.
 *
 * @throws JournalError `journal.notDurable`, e.g. on a network drive, where WAL silently stays off
 */
export function assertDurable(db: Database.Database): void {
  const mode = db.pragma('journal_mode', { simple: true })
  const synchronous = db.pragma('synchronous', { simple: true })
  if (mode === 'wal' && synchronous === SYNCHRONOUS_FULL) return
  throw new JournalError(
    'journal.notDurable',
    `${db.name} cannot promise to keep what it commits (journal_mode ${mode}, synchronous ${synchronous}). Name a folder on a local disk.`,
  )
}

function guarded(path: string, options: Database.Options, prepare: (db: Database.Database) => void): Database.Database {
  let db: Database.Database | undefined
  try {
    db = new SqliteDatabase(path, options)
    prepare(db)
    return db
  } catch (error) {
    db?.close()
    if (systemCode(error) !== 'SQLITE_NOTADB') throw error
    throw new JournalError('journal.notAJournal', `${path} is not a journal, or damaged. Restore it from a backup.`, {
      cause: error,
    })
  }
}

function missing(path: string): JournalError {
  return new JournalError('journal.missing', `There is no journal at ${path}. Check the data folder's name.`)
}

/**
 * The `secrets` table: sealed texts, by ref. A ref serves once – its row stays after erasing, empty – so nothing can ever
 * be put in the place of an erased text.
 */
import type Database from 'better-sqlite3'
import type { SecretRecord } from '../ports/journal.js'
import type { Random } from '../ports/random.js'
import { BUSY_TIMEOUT_MS } from './connection.js'
import { JournalError } from './journal-error.js'
import { seal, unseal } from './sealing.js'

interface SecretRow {
  readonly seq: number
  readonly sealed: Uint8Array
}

export interface SecretStore {
  /** Seals the secrets of entry `seq`; to be called inside the step's transaction. */
  put(seq: number, secrets: readonly SecretRecord[]): void
  /** Undefined once erased, or never sealed. @throws JournalError `journal.secretTampered` */
  reveal(ref: string): string | undefined
  /** Destroys a sealed text, here and in the write-ahead log. Erasing twice, or what never was, is harmless. */
  erase(ref: string): void
  /** Tries again, without waiting, to empty the log when a reader was in the way of the last erase. */
  finishErasing(): void
}

export function secretStore(
  db: Database.Database,
  options: { readonly terminalId: string; readonly key: Uint8Array; readonly random: Random },
): SecretStore {
  const { key, random } = options
  const placeOf = (seq: number, ref: string) => `${options.terminalId}:${seq}:${ref}`
  const insert = db.prepare('INSERT INTO secrets (ref, seq, sealed) VALUES (?, ?, ?) ON CONFLICT DO NOTHING')
  const select = db.prepare<[string], SecretRow>('SELECT seq, sealed FROM secrets WHERE ref = ? AND erased = 0')
  // Zeros of the same length: the row is overwritten where it stands.
  const overwrite = db.prepare(
    'UPDATE secrets SET sealed = zeroblob(length(sealed)), erased = 1 WHERE ref = ? AND erased = 0',
  )
  // The log may hold pages from before an erase the last process did not finish.
  let logHoldsErased = !emptyLog(db, BUSY_TIMEOUT_MS)
  return {
    put(seq, secrets) {
      for (const { ref, clear } of secrets) {
        if (insert.run(ref, seq, seal(key, placeOf(seq, ref), clear, random)).changes > 0) continue
        throw new JournalError('journal.stepRefused', `Ref ${ref} was already used. Nothing of the step was written.`)
      }
    },
    reveal(ref) {
      const row = select.get(ref)
      if (row === undefined) return undefined
      const clear = unseal(key, placeOf(row.seq, ref), row.sealed)
      if (clear !== undefined) return clear
      throw new JournalError('journal.secretTampered', `The text sealed as ${ref} was changed after it was written.`)
    },
    erase(ref) {
      if (overwrite.run(ref).changes > 0) logHoldsErased = !emptyLog(db, BUSY_TIMEOUT_MS)
    },
    finishErasing() {
      if (logHoldsErased) logHoldsErased = !emptyLog(db, 0)
    },
  }
}

/** Copies the log back into the file and cuts it to nothing; false when a reader still needs it after `waitMs`. */
function emptyLog(db: Database.Database, waitMs: number): boolean {
  db.pragma(`busy_timeout = ${waitMs}`)
  try {
    const [row] = db.pragma('wal_checkpoint(TRUNCATE)') as readonly { readonly busy: number }[]
    return row?.busy === 0
  } finally {
    db.pragma(`busy_timeout = ${BUSY_TIMEOUT_MS}`)
  }
}

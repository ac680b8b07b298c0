/**
 * The journal over SQLite: the one place of the terminal where something becomes true. One step is one transaction, and
 * what `append` returned survives the loss of power; nothing else in this process needs to be remembered.
 */
import { join } from 'node:path'
import type Database from 'better-sqlite3'
import type { Journal, JournalEntry, JournalReader, Publication, StepRecord } from '../ports/journal.js'
import type { Random } from '../ports/random.js'
import { openForReading, openForWriting } from './connection.js'
import type { DataFolder } from './data-folder.js'
import { readBody, toEntry, writeBody } from './entry-body.js'
import { chainHash, genesisHash } from './hash-chain.js'
import { JournalError } from './journal-error.js'
import { JournalFile } from './journal-file.js'
import { systemCode } from './private-file.js'
import { writeMeta } from './schema.js'
import { openSealingKey } from './sealing-key.js'
import { type SecretStore, secretStore } from './secret-store.js'
import { type StepWriter, stepWriter } from './step-writer.js'

const JOURNAL_FILE = 'journal.db'
const KEY_FILE = 'sealing.key'

export interface JournalOptions {
  /** Owned by this process for as long as the journal is open. Its owner closes it, after the journal. */
  readonly folder: DataFolder
  /** Without `:`. A new journal takes it; an existing one must have been made with it. */
  readonly terminalId: string
  /** For the key and the nonces: only the system's own is fit for a real shop. */
  readonly random: Random
  /** Where the sealing key lives; `sealing.key` in the data folder when not given. */
  readonly keyFile?: string
}

/**
 * Opens the terminal's journal, making it if there is none. Does not verify it: that takes time in proportion to its
 * length and is the caller's to schedule.
 *
 * @throws JournalError whose message tells a person what to do
 */
export function openJournal({ folder, terminalId, random, keyFile }: JournalOptions): Journal {
  if (!folder.owned) throw notOwned()
  if (terminalId === '' || terminalId.includes(':')) {
    throw new JournalError('journal.otherTerminal', 'A terminal needs a name, and there must be no colon in it.')
  }
  const db = openForWriting(folder.file(JOURNAL_FILE), (created) => writeMeta(created, 'terminalId', terminalId))
  try {
    const file = new JournalFile(db)
    if (file.terminalId !== terminalId) {
      throw new JournalError(
        'journal.otherTerminal',
        `${db.name} is the journal of terminal ${file.terminalId}, not of ${terminalId}. Name its own data folder.`,
      )
    }
    const key = openSealingKey(db, { terminalId, keyFile: keyFile ?? folder.file(KEY_FILE), random })
    return new SqliteJournal(db, folder, secretStore(db, { terminalId, key, random }))
  } catch (error) {
    db.close()
    throw error
  }
}

/**
 * Opens the journal of the data folder at `path` for looking only. Another process may own the folder and write meanwhile;
 * every call sees what was committed when it began.
 *
 * @throws JournalError `journal.missing`, `journal.notAJournal`, `journal.newerSchema`
 */
export function readJournal({ path }: { readonly path: string }): JournalReader & { readonly terminalId: string } {
  const db = openForReading(join(path, JOURNAL_FILE))
  try {
    return new JournalFile(db)
  } catch (error) {
    db.close()
    throw error
  }
}

interface PublicationRow {
  readonly seq: number
  readonly body: string
}

class SqliteJournal extends JournalFile implements Journal {
  readonly #folder: DataFolder
  readonly #secrets: SecretStore
  readonly #writeStep: (...step: Parameters<StepWriter>) => void
  readonly #selectUndelivered: Database.Statement<[], PublicationRow>
  readonly #deleteDelivered: Database.Statement<[number]>
  /** The last committed entry. There is one writer, so nobody else can move it. */
  #head: { readonly seq: number; readonly hash: string }
  #diskFailure: unknown

  constructor(db: Database.Database, folder: DataFolder, secrets: SecretStore) {
    super(db)
    this.#folder = folder
    this.#secrets = secrets
    const write = stepWriter(db)
    this.#writeStep = db.transaction<StepWriter>((numbered) => {
      write(numbered)
      secrets.put(numbered.seq, numbered.step.secrets)
    }).immediate
    this.#selectUndelivered = db.prepare('SELECT seq, body FROM publications JOIN entries USING (seq) ORDER BY seq')
    this.#deleteDelivered = db.prepare('DELETE FROM publications WHERE seq <= ?')
    const last = db.prepare<[], { seq: number; hash: string }>(
      'SELECT seq, hash FROM entries ORDER BY seq DESC LIMIT 1',
    )
    this.#head = last.get() ?? { seq: 0, hash: genesisHash(this.terminalId) }
  }

  get nextSeq(): number {
    return this.#head.seq + 1
  }

  append(step: StepRecord, opens?: { readonly chart: string }): JournalEntry {
    this.#refuseUnlessSafe()
    // Before the step and not after it: a failure here must not look like one of the step.
    this.#noticing(() => this.#secrets.finishErasing())
    const seq = this.nextSeq
    const body = writeBody(seq, step, opens)
    const hash = chainHash(this.#head.hash, body)
    this.#noticing(() => this.#writeStep({ seq, step, opens, body, hash }))
    this.#head = { seq, hash }
    // Read back from its text, so the live terminal sees exactly what a recovery will see.
    return toEntry(readBody(body), hash)
  }

  reveal(ref: string): string | undefined {
    return this.#secrets.reveal(ref)
  }

  erase(ref: string): void {
    this.#refuseUnlessSafe()
    this.#noticing(() => this.#secrets.erase(ref))
  }

  undelivered(): readonly Publication[] {
    return this.#selectUndelivered.all().flatMap(({ seq, body }) => {
      const { flowId, publication } = readBody(body)
      return publication === undefined ? [] : [{ seq, flowId, body: publication }]
    })
  }

  delivered(seq: number): void {
    this.#refuseUnlessSafe()
    this.#noticing(() => this.#deleteDelivered.run(seq))
  }

  #refuseUnlessSafe(): void {
    if (!this.#folder.owned) throw notOwned()
    if (this.#diskFailure === undefined) return
    const message = 'The disk failed an earlier write. Check the disk, then start again.'
    throw new JournalError('journal.diskFailed', message, { cause: this.#diskFailure })
  }

  /**
   * After a failed write or sync the system may have dropped the pages it could not save, and a later sync would claim
   * success. Only reading the file anew tells the truth, so this journal writes no more.
   */
  #noticing(write: () => void): void {
    try {
      write()
    } catch (error) {
      if (/^SQLITE_(IOERR|CORRUPT)/.test(systemCode(error) ?? '')) this.#diskFailure = error
      throw error
    }
  }
}

function notOwned(): JournalError {
  return new JournalError('journal.notOwned', 'The data folder is not held by this process. Open the folder first.')
}

/**
 * The sealing key lives in a file of its own, which may stand on another volume than the journal: whoever carries the
 * journal away then holds no customer's number. A check value in the journal tells the right key from any other.
 */
import { readFileSync } from 'node:fs'
import { dirname } from 'node:path'
import type Database from 'better-sqlite3'
import type { Random } from '../ports/random.js'
import { JournalError } from './journal-error.js'
import { createPrivateFolder, systemCode, writePrivateFile } from './private-file.js'
import { readMeta, writeMeta } from './schema.js'
import { KEY_BYTES, seal, unseal } from './sealing.js'

const CHECK_TEXT = 'sealing key check'

/**
 * The journal's key: 32 bytes, read from `keyFile`. A journal that holds no secret gets a new one (0600) when the file is
 * missing; the check value is committed first, so a crash in between merely makes another key at the next start.
 *
 * @throws JournalError `journal.keyMissing`, `journal.keyWrong`
 */
export function openSealingKey(
  db: Database.Database,
  options: { readonly terminalId: string; readonly keyFile: string; readonly random: Random },
): Uint8Array {
  const { keyFile, random } = options
  const place = `${options.terminalId}:key-check`
  const check = readMeta(db, 'keyCheck')
  const key = readKey(keyFile)
  if (key === undefined) {
    if (holdsSecrets(db)) throw keyMissing(db, keyFile)
    const minted = random.bytes(KEY_BYTES)
    writeMeta(db, 'keyCheck', seal(minted, place, CHECK_TEXT, random))
    createPrivateFolder(dirname(keyFile))
    writePrivateFile(keyFile, minted)
    return minted
  }
  if (key.length !== KEY_BYTES) throw keyWrong(`${keyFile} is not a sealing key (${KEY_BYTES} bytes).`)
  if (check === undefined) writeMeta(db, 'keyCheck', seal(key, place, CHECK_TEXT, random))
  else if (!(check instanceof Uint8Array) || unseal(key, place, check) !== CHECK_TEXT) {
    throw keyWrong(`${keyFile} is not the key ${db.name} was sealed with.`)
  }
  return key
}

function readKey(keyFile: string): Uint8Array | undefined {
  try {
    return readFileSync(keyFile)
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return undefined
    throw error
  }
}

function holdsSecrets(db: Database.Database): boolean {
  return db.prepare('SELECT 1 FROM secrets WHERE erased = 0 LIMIT 1').get() !== undefined
}

function keyMissing(db: Database.Database, keyFile: string): JournalError {
  return new JournalError(
    'journal.keyMissing',
    `${db.name} holds sealed customer data and its key file ${keyFile} is missing. ` +
      'Mount the volume it is on or restore it from its backup; a new key cannot open what the old one sealed.',
  )
}

function keyWrong(what: string): JournalError {
  return new JournalError('journal.keyWrong', `${what} Put the journal's own key file in its place and start again.`)
}

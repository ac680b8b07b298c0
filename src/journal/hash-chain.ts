/**
 * The chain that ties every entry to all before it: changing, dropping or moving one breaks every hash after it. It shows
 * tampering to whoever kept a later hash (the daily close prints it); it cannot stop someone from rewriting the whole file.
 */
import { createHash } from 'node:crypto'
import { canonicalJson } from './canonical-json.js'

/** What the first entry is chained to. It names the terminal, so one terminal's entries do not fit another's journal. */
export function genesisHash(terminalId: string): string {
  return sha256(canonicalJson({ format: 'tillproof-journal', terminalId }))
}

/**
 * The hash of an entry: SHA-256, hex, over the 64 hex digits of the hash before it followed by the entry's canonical JSON
 * (UTF-8), which includes its number.
 */
export function chainHash(previousHash: string, body: string): string {
  return sha256(previousHash + body)
}

function sha256(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex')
}

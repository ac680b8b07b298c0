/**
 * The emulated gateway's memory on disk: one JSON line a document, on the platter before the reply goes out. A gateway
 * that is killed therefore never forgets a document it has confirmed to anyone.
 */
import { closeSync, existsSync, fsyncSync, openSync, readFileSync, truncateSync, writeSync } from 'node:fs'
import { DriverError } from '../../../src/ports/device.js'
import { documentSchema, type GatewayDocument } from './gateway-document.js'

export class LedgerFile {
  readonly #descriptor: number
  /** What stood in the file when it was opened, oldest first. */
  readonly documents: readonly GatewayDocument[]

  /** @throws DriverError `ledger.unreadable` when a whole line is not a document. A torn last line was never answered: it is cut off. */
  constructor(path: string) {
    const bytes = existsSync(path) ? readFileSync(path) : Buffer.alloc(0)
    const whole = bytes.subarray(0, bytes.lastIndexOf('\n') + 1)
    if (whole.length < bytes.length) truncateSync(path, whole.length)
    this.documents = whole.toString('utf8').split('\n').slice(0, -1).map(documentOfLine)
    this.#descriptor = openSync(path, 'a', 0o600)
  }

  append(document: GatewayDocument): void {
    writeSync(this.#descriptor, `${JSON.stringify(document)}\n`)
    fsyncSync(this.#descriptor)
  }

  close(): void {
    closeSync(this.#descriptor)
  }
}

function documentOfLine(line: string, index: number): GatewayDocument {
  try {
    return documentSchema.parse(JSON.parse(line))
  } catch (cause) {
    throw new DriverError('ledger.unreadable', `line ${index + 1} of the ledger is not a document`, { cause })
  }
}

/**
 * The receipts an emulated PortOne holds: one at most for a store and a `paymentId`. Whoever changes something hands it in
 * as a whole new record, so the file is a plain list of what stood when.
 */
import type { LedgerFile } from '../../ledger-file.js'
import { digestOf, type ReceiptRecord } from './receipt-record.js'

/** Approval numbers count on from here: nine digits, as payment companies give them. */
const FIRST_ISSUE_NUMBER = 820_000_001

export class ReceiptBook {
  readonly #records = new Map<string, ReceiptRecord>()
  readonly #file: LedgerFile<ReceiptRecord> | undefined
  readonly #digestKey: string
  #issued = 0

  /** @param digestKey keys the digests of identifiers; must stay the same for one file. */
  constructor(digestKey: string, file?: LedgerFile<ReceiptRecord>) {
    this.#digestKey = digestKey
    this.#file = file
    for (const record of file?.history ?? []) this.#keep(record)
  }

  find(storeId: string, paymentId: string): ReceiptRecord | undefined {
    return this.#records.get(`${storeId}/${paymentId}`)
  }

  /** Every record as it stands, in the order the payments became known. */
  records(): readonly ReceiptRecord[] {
    return [...this.#records.values()]
  }

  /** On the disk before it is believed. */
  write(record: ReceiptRecord): void {
    this.#file?.append(record)
    this.#keep(record)
  }

  nextIssueNumber(): string {
    return String(FIRST_ISSUE_NUMBER + this.#issued)
  }

  digest(digits: string): string {
    return digestOf(digits, this.#digestKey)
  }

  /** Whether a receipt was issued to these digits. */
  isIssuedTo(record: ReceiptRecord, digits: string): boolean {
    return record.status !== 'ISSUE_FAILED' && record.identityDigest === this.digest(digits)
  }

  #keep(record: ReceiptRecord): void {
    if (record.status === 'ISSUED') this.#issued += 1
    this.#records.set(`${record.storeId}/${record.paymentId}`, record)
  }
}

/**
 * What an acquirer host remembers: every transaction by terminal, STAN and DE7, what became of it, and the batches it
 * closed. It is a fold over its events, so a host killed at any point and started again on them knows what it approved.
 */
import { type Currency, type Money, money } from '../../../src/domain/money.js'
import type { BatchTotals } from '../../../src/ports/acquirer.js'
import { sameTotals } from '../iso8583/batch-totals.js'
import { RESPONSE } from '../iso8583/response-codes.js'
import {
  countedOf,
  netOf,
  reversalObjection,
  takeBackObjection,
  totalsOf,
  type Upload,
  uploadObjection,
} from './host-books.js'
import {
  approvedPart,
  type Decided,
  type HostTransaction,
  keyOf,
  type MessageName,
  nameOf,
  type Purchase,
  referenceNumber,
  type TakeBack,
} from './host-transaction.js'
import type { Happened, LedgerEvent } from './ledger-events.js'

/** A batch as a terminal asks to close it. */
export interface BatchClosing {
  readonly terminal: string
  readonly batchNumber: number
  readonly totals: BatchTotals
  /** It is closed on what was uploaded, and the rest is let go. */
  readonly afterUpload: boolean
}

export interface ClosedBatch extends Omit<BatchClosing, 'afterUpload'> {
  readonly closedAt: number
}

/** closed – now or, with the same totals, before. otherwise – the host counted this. duplicate – closed before, with others. */
export type ClosingAnswer =
  | { readonly kind: 'closed' | 'duplicate' }
  | { readonly kind: 'otherwise'; readonly hostTotals: BatchTotals }

export class HostLedger {
  readonly #transactions = new Map<string, HostTransaction>()
  readonly #batches = new Map<string, ClosedBatch>()
  /** For which batch a transaction was uploaded. */
  readonly #uploads = new Map<string, number>()
  readonly #record: (event: LedgerEvent) => void
  #decisions = 0

  /**
   * @param history what earlier runs recorded, in order.
   * @param record makes an event durable; it returns when it is, and only then does the ledger take it as happened.
   */
  constructor(history: readonly LedgerEvent[] = [], record: (event: LedgerEvent) => void = () => undefined) {
    this.#record = record
    for (const event of history) this.#apply(event)
  }

  find(name: MessageName): HostTransaction | undefined {
    return this.#transactions.get(keyOf(name))
  }

  /** In the order first heard of. Card numbers are masked. */
  transactions(): readonly HostTransaction[] {
    return [...this.#transactions.values()]
  }

  /** What this terminal's merchant is to be paid, in closed batches and open ones: purchases neither reversed nor voided, less refunds. */
  netCaptured(terminal: string, currency: Currency): Money {
    return netOf(totalsOf(countedOf(this.#of(terminal, currency)), currency))
  }

  closedBatch(terminal: string, batchNumber: number): ClosedBatch | undefined {
    return this.#batches.get(batchKey(terminal, batchNumber))
  }

  /** The transactions a closed batch is paid for, in the order first heard of. */
  batchRecords({ terminal, batchNumber, totals }: ClosedBatch): readonly HostTransaction[] {
    const inBatch = this.#of(terminal, totals.currency).filter((each) => each.batchNumber === batchNumber)
    return countedOf(inBatch)
  }

  /** What this terminal's open batch comes to. */
  openTotals(terminal: string, currency: Currency): BatchTotals {
    return totalsOf(countedOf(this.#open(terminal, currency)), currency)
  }

  /** Decides a purchase once; the same one again, or one already reversed, is returned as it stands. */
  authorise(purchase: Purchase, decide: () => Decided, at: number): HostTransaction {
    const { name, amount, ...rest } = purchase
    const known = this.find(name)
    if (known) return known
    this.#happen({ event: 'decided', at, ...name, ...amount, ...rest, ...decide() })
    return this.#sure(name)
  }

  /**
   * Decides a void or a refund once: as it was decided, where the books allow it. A copy of it that comes later finds that
   * decision.
   */
  takeBack(asked: TakeBack, { responseCode, vanCode }: Decided, at: number): HostTransaction {
    const { name, manner, amount, original } = asked
    const known = this.find(name)
    if (known) return known
    const decided =
      responseCode === RESPONSE.approved
        ? { responseCode: takeBackObjection(asked, this.transactions()) ?? RESPONSE.approved }
        : { responseCode, ...(vanCode !== undefined && { vanCode }) }
    const about = { originalStan: original.stan, originalTransmittedAt: original.transmittedAt }
    this.#happen({ event: 'takenBack', at, ...name, ...amount, manner, ...about, ...decided })
    return this.#sure(name)
  }

  /** Takes a transaction back, or marks one never heard of so that it fails if it comes. @returns DE39. A second time changes nothing. */
  reverse(name: MessageName, amount: Money, at: number): string {
    const known = this.find(name)
    const objection = known && reversalObjection(known, amount, this.transactions())
    if (objection !== undefined) return objection
    if (!known || known.state === 'approved') this.#happen({ event: 'reversed', at, ...name, ...amount })
    return RESPONSE.approved
  }

  /** Takes an uploaded transaction into a batch. @returns DE39. A second time changes nothing. */
  upload(upload: Upload, at: number): string {
    const { name, batchNumber } = upload
    const objection = uploadObjection(upload, this.transactions())
    if (objection !== undefined) return objection
    const isClosed = this.closedBatch(name.terminal, batchNumber) !== undefined
    if (isClosed) return this.find(name)?.batchNumber === batchNumber ? RESPONSE.approved : RESPONSE.alreadySettled
    if (this.#uploads.get(keyOf(name)) !== batchNumber) this.#happen({ event: 'uploaded', at, ...name, batchNumber })
    return RESPONSE.approved
  }

  /** Closes a terminal's open batch of one currency when both sides counted the same. */
  close(closing: BatchClosing, at: number): ClosingAnswer {
    const { terminal, batchNumber, totals, afterUpload } = closing
    const before = this.closedBatch(terminal, batchNumber)
    if (before) return { kind: sameTotals(before.totals, totals) ? 'closed' : 'duplicate' }
    const open = countedOf(this.#open(terminal, totals.currency))
    const claimed = afterUpload ? open.filter((each) => this.#isUploaded(each, batchNumber)) : open
    const hostTotals = totalsOf(claimed, totals.currency)
    if (!sameTotals(hostTotals, totals)) return { kind: 'otherwise', hostTotals }
    this.#happen({ event: 'settled', at, terminal, batchNumber, ...totals, afterUpload })
    return { kind: 'closed' }
  }

  #of(terminal: string, currency: Currency): readonly HostTransaction[] {
    return this.transactions().filter(({ name, amount }) => name.terminal === terminal && amount.currency === currency)
  }

  #open(terminal: string, currency: Currency): readonly HostTransaction[] {
    return this.#of(terminal, currency).filter(({ batchNumber }) => batchNumber === undefined)
  }

  #isUploaded({ name }: HostTransaction, batchNumber: number): boolean {
    return this.#uploads.get(keyOf(name)) === batchNumber
  }

  #happen(event: LedgerEvent): void {
    this.#record(event)
    this.#apply(event)
  }

  #apply(event: LedgerEvent): void {
    if (event.event === 'decided') this.#keep(this.#decided(event))
    else if (event.event === 'takenBack') this.#keep(this.#takenBack(event))
    else if (event.event === 'reversed') this.#keep(this.#reversed(event))
    else if (event.event === 'uploaded') this.#uploads.set(keyOf(event), event.batchNumber)
    else this.#settled(event)
  }

  #decided(event: Happened<'decided'>): HostTransaction {
    const { at, responseCode, maskedPan, instalmentMonths, issuer, acquirer, vanCode, approvedMinor } = event
    const amount = money(event.amountMinor, event.currency)
    const isApproved = responseCode === RESPONSE.approved || approvedMinor !== undefined
    const about = { maskedPan, instalmentMonths, issuer, acquirer, ...(vanCode === undefined ? {} : { vanCode }) }
    return {
      name: nameOf(event),
      kind: 'purchase',
      state: isApproved ? 'approved' : 'declined',
      amount,
      ...approvedPart(amount, approvedMinor),
      decision: { responseCode, ...this.#numbers(isApproved, at), decidedAt: at, ...about },
    }
  }

  #takenBack(event: Happened<'takenBack'>): HostTransaction {
    const { at, responseCode, vanCode, manner, terminal, originalStan, originalTransmittedAt } = event
    const original = { terminal, stan: originalStan, transmittedAt: originalTransmittedAt }
    const { maskedPan = '', issuer = '', acquirer = '' } = this.find(original)?.decision ?? {}
    const isApproved = responseCode === RESPONSE.approved
    const about = { maskedPan, issuer, acquirer, instalmentMonths: 0, ...(vanCode === undefined ? {} : { vanCode }) }
    return {
      name: nameOf(event),
      kind: manner,
      state: isApproved ? 'approved' : 'declined',
      amount: money(event.amountMinor, event.currency),
      original,
      decision: { responseCode, ...this.#numbers(isApproved, at), decidedAt: at, ...about },
    }
  }

  #reversed(event: Happened<'reversed'>): HostTransaction {
    const unheard = { name: nameOf(event), kind: 'purchase', amount: money(event.amountMinor, event.currency) } as const
    return { ...(this.find(event) ?? unheard), state: 'reversed', reversedAt: event.at }
  }

  #settled({ at, terminal, batchNumber, currency, purchases, refunds, afterUpload }: Happened<'settled'>): void {
    const open = this.#open(terminal, currency)
    const letGo = new Set(afterUpload ? countedOf(open).filter((each) => !this.#isUploaded(each, batchNumber)) : [])
    for (const each of open) {
      this.#keep(letGo.has(each) ? { ...each, state: 'reversed', reversedAt: at } : { ...each, batchNumber })
    }
    const totals = { currency, purchases, refunds }
    this.#batches.set(batchKey(terminal, batchNumber), { terminal, batchNumber, totals, closedAt: at })
  }

  #keep(transaction: HostTransaction): void {
    this.#transactions.set(keyOf(transaction.name), transaction)
  }

  /** Every decision has a number of its own, approved or not. */
  #numbers(isApproved: boolean, at: number): { readonly rrn: string; readonly approvalCode?: string } {
    const number = (++this.#decisions).toString().padStart(6, '0')
    const rrn = referenceNumber(at, number)
    return isApproved ? { rrn, approvalCode: number } : { rrn }
  }

  #sure(name: MessageName): HostTransaction {
    const transaction = this.find(name)
    if (!transaction) throw new RangeError('the ledger lost a transaction it just decided')
    return transaction
  }
}

function batchKey(terminal: string, batchNumber: number): string {
  return `${terminal} ${batchNumber}`
}

/**
 * One transaction as an acquirer host knows it: named by terminal, STAN and DE7, decided once, perhaps reversed, and in
 * the end part of a closed batch.
 */
import { type Money, money } from '../../../src/domain/money.js'

/** Names a transaction; a repeat, a reversal and an inquiry name the same one. */
export interface MessageName {
  readonly terminal: string
  readonly stan: string
  /** DE7 as sent, `MMDDhhmmss`. */
  readonly transmittedAt: string
}

export interface Purchase {
  readonly name: MessageName
  readonly amount: Money
  readonly maskedPan: string
  readonly instalmentMonths: number
  /** Institution codes, see `institutions.ts`. */
  readonly issuer: string
  readonly acquirer: string
}

/** A void or a refund as asked for. */
export interface TakeBack {
  readonly name: MessageName
  readonly manner: 'void' | 'refund'
  readonly amount: Money
  readonly original: MessageName
  /** DE37 and DE38 of the original, trimmed. */
  readonly rrn: string
  readonly approvalCode: string
}

/** What the host's rules say of a purchase. */
export interface Decided {
  /** DE39. */
  readonly responseCode: string
  /** Approved for so much only. */
  readonly approvedMinor?: number
  /** A VAN's own code beside DE39. */
  readonly vanCode?: string
}

interface Decision extends Omit<Purchase, 'name' | 'amount'>, Omit<Decided, 'approvedMinor'> {
  /** Six digits, counting up over the ledger's life; absent on a decline. */
  readonly approvalCode?: string
  /** Twelve digits: last digit of the year, day of the year, hour (UTC), decision number. */
  readonly rrn: string
  /** Epoch milliseconds. */
  readonly decidedAt: number
}

export interface HostTransaction {
  readonly name: MessageName
  readonly kind: 'purchase' | 'void' | 'refund'
  readonly state: 'approved' | 'declined' | 'reversed'
  /** As asked for. */
  readonly amount: Money
  /** Where it is less than was asked for. */
  readonly approvedAmount?: Money
  /** Of a void or a refund: the purchase. */
  readonly original?: MessageName
  /** Absent when only a reversal ever came: the mark it leaves makes a late original fail. */
  readonly decision?: Decision
  readonly reversedAt?: number
  /** The closed batch it is part of; absent while its batch is open. */
  readonly batchNumber?: number
}

/** What moves: the part that was approved. */
export function capturedAmount({ amount, approvedAmount }: HostTransaction): Money {
  return approvedAmount ?? amount
}

export function sameAmount(a: Money, b: Money): boolean {
  return a.currency === b.currency && a.amountMinor === b.amountMinor
}

export function sameName(a: MessageName, b: MessageName): boolean {
  return keyOf(a) === keyOf(b)
}

export function nameOf({ terminal, stan, transmittedAt }: MessageName): MessageName {
  return { terminal, stan, transmittedAt }
}

export function keyOf({ terminal, stan, transmittedAt }: MessageName): string {
  return `${terminal} ${stan} ${transmittedAt}`
}

/** `YDDDhh` and the decision's number: a retrieval reference number. */
export function referenceNumber(at: number, decisionNumber: string): string {
  const date = new Date(at)
  const year = date.getUTCFullYear()
  const day = Math.floor((at - Date.UTC(year, 0, 1)) / 86_400_000) + 1
  const hour = date.getUTCHours().toString().padStart(2, '0')
  return `${year % 10}${day.toString().padStart(3, '0')}${hour}${decisionNumber}`
}

/** The approved part of a decision on this amount, where it is only a part. */
export function approvedPart(amount: Money, approvedMinor: number | undefined): { approvedAmount?: Money } {
  return approvedMinor === undefined ? {} : { approvedAmount: money(approvedMinor, amount.currency) }
}

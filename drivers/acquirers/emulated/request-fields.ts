/**
 * Reads from a terminal's message what the host needs to decide on: whom it is from, which transaction it means, how
 * much. Each is undefined when it is missing or unreadable, which the host answers as a format error.
 */
import { CURRENCIES, type Currency, type Money, money } from '../../../src/domain/money.js'
import { DE } from '../iso8583/data-elements.js'
import { decodePrivateData, type PrivateData } from '../iso8583/private-data.js'
import type { MessageName } from './host-transaction.js'

export type Fields = Record<number, string>

/** What the message itself is called. */
export function ownName(fields: Readonly<Fields>): MessageName | undefined {
  const { [DE.terminal]: terminal, [DE.stan]: stan, [DE.transmittedAt]: transmittedAt } = fields
  if (terminal === undefined || stan === undefined || transmittedAt === undefined) return undefined
  return { terminal: terminal.trim(), stan, transmittedAt }
}

/** The transaction in DE90, of the terminal in DE41. */
export function originalName(fields: Readonly<Fields>): MessageName | undefined {
  const terminal = fields[DE.terminal]?.trim()
  const [, stan, transmittedAt] = /^0200(\d{6})(\d{10})/.exec(fields[DE.originalData] ?? '') ?? []
  if (terminal === undefined || stan === undefined || transmittedAt === undefined) return undefined
  return { terminal, stan, transmittedAt }
}

export function readAmount(fields: Readonly<Fields>): Money | undefined {
  const currency = CURRENCY_NAMES.find((name) => CURRENCIES[name].numericCode === fields[DE.currency])
  const digits = fields[DE.amount]
  return currency && digits !== undefined ? money(Number(digits), currency) : undefined
}

const CURRENCY_NAMES = Object.keys(CURRENCIES) as Currency[]

export function privateData(fields: Readonly<Fields>): PrivateData {
  const read = decodePrivateData(fields[DE.privateData] ?? '')
  return read.ok ? read.value : {}
}

/** From DE48; 1 to 999999. */
export function readBatchNumber(fields: Readonly<Fields>): number | undefined {
  const digits = privateData(fields).batchNumber ?? ''
  return /^\d{6}$/.test(digits) && Number(digits) > 0 ? Number(digits) : undefined
}

/**
 * Fields that many messages share: who sends, when, how much, and about which earlier message. Each is written in one
 * place, because the host compares them between messages.
 */
import { CURRENCIES, type Money } from '../../../src/domain/money.js'
import type { HostMessageKey } from '../../../src/ports/acquirer.js'
import { DriverError } from '../../../src/ports/device.js'
import { DE } from './data-elements.js'
import { localTime, transmissionTime } from './times.js'

export interface TerminalIdentity {
  /** DE41, up to 8 characters. */
  readonly terminalNumber: string
  /** DE42, up to 15 characters. */
  readonly merchantNumber: string
  /** Minutes the terminal's wall clock is ahead of UTC, for DE12 and DE13. */
  readonly utcOffsetMinutes: number
}

/** DE90 names every original by this MTI: a first sending and its repeats are one message. */
const ORIGINAL_MTI = '0200'

/** DE7, DE11 to DE13, DE41 and DE42: together they name a message. */
export function identified(key: HostMessageKey, terminal: TerminalIdentity): Record<number, string> {
  const local = localTime(key.sentAt, terminal.utcOffsetMinutes)
  return {
    [DE.transmittedAt]: transmissionTime(key.sentAt),
    [DE.stan]: key.stan,
    [DE.localTime]: local.time,
    [DE.localDate]: local.date,
    [DE.terminal]: terminal.terminalNumber.padEnd(8),
    [DE.merchant]: terminal.merchantNumber.padEnd(15),
  }
}

/** DE4 in minor units and DE49. @throws DriverError `host.unencodable` for what twelve digits cannot say. */
export function amountFields({ amountMinor, currency }: Money): Record<number, string> {
  return { [DE.amount]: digitsOf(amountMinor, 12), [DE.currency]: CURRENCIES[currency].numericCode }
}

/** DE90 of a purchase, a void or a refund. */
export function originalData(original: HostMessageKey): string {
  return ORIGINAL_MTI + original.stan + transmissionTime(original.sentAt) + '0'.repeat(22)
}

/** A whole number in so many digits. @throws DriverError `host.unencodable` when it is negative or too long. */
export function digitsOf(value: number, length: number): string {
  if (!Number.isSafeInteger(value) || value < 0 || value >= 10 ** length) {
    throw new DriverError('host.unencodable', `${value} does not fit ${length} digits`)
  }
  return value.toString().padStart(length, '0')
}

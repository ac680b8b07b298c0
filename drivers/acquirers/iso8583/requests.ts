/**
 * The four messages a terminal sends: purchase 0200, reversal advice 0420/0421, inquiry 0600 and echo 0800. Pure: they
 * are made from the port's requests and the terminal's own numbers, and hold nothing that is not sent.
 */
import type { EntryMode, PresentedCard } from '../../../src/domain/card.js'
import { CURRENCIES, type Money } from '../../../src/domain/money.js'
import type {
  AuthorisationRequest,
  HostMessageKey,
  ReversalReason,
  ReversalRequest,
} from '../../../src/ports/acquirer.js'
import { DriverError } from '../../../src/ports/device.js'
import { DE } from './data-elements.js'
import type { IsoMessage } from './iso-message.js'
import { encodePrivateData } from './private-data.js'
import { localTime, transmissionTime } from './times.js'

export interface TerminalIdentity {
  /** DE41, up to 8 characters. */
  readonly terminalNumber: string
  /** DE42, up to 15 characters. */
  readonly merchantNumber: string
  /** Minutes the terminal's wall clock is ahead of UTC, for DE12 and DE13. */
  readonly utcOffsetMinutes: number
}

const MTI = {
  purchase: '0200',
  reversal: '0420',
  reversalRepeat: '0421',
  inquiry: '0600',
  echo: '0800',
} as const

/** DE3: 00 goods and services or 31 inquiry, then account types 00 (unspecified). */
const PROCESSING = { purchase: '000000', inquiry: '310000' } as const

/** DE70 for an echo test. */
const ECHO_TEST = '301'

/** DE56, message reason codes as ISO 8583:1993 numbers them. */
const REVERSAL_REASONS: Readonly<Record<ReversalReason, string>> = {
  noReply: '4021',
  customerCancelled: '4000',
  lateApproval: '4006',
}

/** DE22, first two digits how the number was read, third 1 = the terminal takes a PIN. */
const ENTRY_MODES: Readonly<Record<EntryMode, string>> = { chip: '051', contactless: '071', swipe: '901' }
/** A chip card that had to be swiped. */
const FALLBACK_SWIPE = '801'

export function purchaseRequest(request: AuthorisationRequest, terminal: TerminalIdentity): IsoMessage {
  const { card, instalmentMonths } = request
  const fields: Record<number, string> = {
    ...identified(request.key, terminal),
    ...amountFields(request.amount),
    [DE.pan]: card.pan.reveal(),
    [DE.processingCode]: PROCESSING.purchase,
    [DE.expiry]: card.expiry,
    [DE.entryMode]: entryMode(card),
    [DE.privateData]: encodePrivateData({ instalmentMonths: instalmentField(instalmentMonths) }),
  }
  if (card.track2) fields[DE.track2] = card.track2.reveal()
  return { mti: MTI.purchase, fields }
}

export function reversalAdvice(request: ReversalRequest, terminal: TerminalIdentity): IsoMessage {
  return {
    mti: request.repeat === 0 ? MTI.reversal : MTI.reversalRepeat,
    fields: {
      ...identified(request.key, terminal),
      ...amountFields(request.amount),
      [DE.processingCode]: PROCESSING.purchase,
      [DE.reason]: REVERSAL_REASONS[request.reason],
      [DE.originalData]: originalData(request.original),
    },
  }
}

/** @param key the inquiry's own, not the original's. */
export function inquiryRequest(
  original: HostMessageKey,
  amount: Money,
  key: HostMessageKey,
  terminal: TerminalIdentity,
): IsoMessage {
  return {
    mti: MTI.inquiry,
    fields: {
      ...identified(key, terminal),
      ...amountFields(amount),
      [DE.processingCode]: PROCESSING.inquiry,
      [DE.originalData]: originalData(original),
    },
  }
}

export function echoRequest(key: HostMessageKey, terminal: TerminalIdentity): IsoMessage {
  return { mti: MTI.echo, fields: { ...identified(key, terminal), [DE.networkCode]: ECHO_TEST } }
}

function identified(key: HostMessageKey, terminal: TerminalIdentity): Record<number, string> {
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
function amountFields(amount: Money): Record<number, string> {
  const { amountMinor, currency } = amount
  if (!Number.isSafeInteger(amountMinor) || amountMinor < 0 || amountMinor >= 1e12) {
    throw new DriverError('host.unencodable', `an amount of ${amountMinor} does not fit twelve digits`)
  }
  return { [DE.amount]: amountMinor.toString().padStart(12, '0'), [DE.currency]: CURRENCIES[currency].numericCode }
}

/** DE90 of a purchase. */
function originalData(original: HostMessageKey): string {
  return MTI.purchase + original.stan + transmissionTime(original.sentAt) + '0'.repeat(22)
}

function entryMode(card: PresentedCard): string {
  const { entryMode: mode, hasChip } = card.summary
  return mode === 'swipe' && hasChip ? FALLBACK_SWIPE : ENTRY_MODES[mode]
}

function instalmentField(months: number): string {
  if (!Number.isInteger(months) || months < 0 || months > 99) {
    throw new DriverError('host.unencodable', `${months} months of instalment do not fit two digits`)
  }
  return months.toString().padStart(2, '0')
}

/**
 * The messages a terminal sends about one transaction or about itself: purchase, void and refund 0200, reversal advice
 * 0420/0421, inquiry 0600, sign-on and echo 0800. Pure: they hold nothing that is not sent.
 */
import type { EntryMode, PresentedCard } from '../../../src/domain/card.js'
import type { Money } from '../../../src/domain/money.js'
import type {
  AuthorisationRequest,
  HostMessageKey,
  ReversalReason,
  ReversalRequest,
  TakeBackRequest,
} from '../../../src/ports/acquirer.js'
import { DriverError } from '../../../src/ports/device.js'
import { DE } from './data-elements.js'
import type { IsoMessage } from './iso-message.js'
import { amountFields, identified, originalData, type TerminalIdentity } from './message-fields.js'
import { encodePrivateData } from './private-data.js'

const MTI = {
  financial: '0200',
  financialRepeat: '0201',
  reversal: '0420',
  reversalRepeat: '0421',
  inquiry: '0600',
  network: '0800',
} as const

/** DE3: 00 goods and services, 02 adjustment (of the whole: a void), 20 returns, 31 inquiry; then account types 00 (unspecified). */
export const PROCESSING = { purchase: '000000', void: '020000', refund: '200000', inquiry: '310000' } as const

/** DE70. */
export const NETWORK = { signOn: '001', echo: '301' } as const

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
  return { mti: MTI.financial, fields }
}

/** A void or a refund by reference: DE37, DE38 and DE90 say what is taken back, and no card is needed. */
export function takeBackRequest(request: TakeBackRequest, terminal: TerminalIdentity): IsoMessage {
  const { manner, key, original, amount, repeat } = request
  return {
    mti: repeat === 0 ? MTI.financial : MTI.financialRepeat,
    fields: {
      ...identified(key, terminal),
      ...amountFields(amount),
      [DE.processingCode]: PROCESSING[manner],
      [DE.rrn]: original.rrn.padEnd(12),
      [DE.approvalCode]: original.approvalCode.padEnd(6),
      [DE.originalData]: originalData(original.key),
    },
  }
}

/** DE3 is a purchase's whatever is reversed: what it is, DE90 says. */
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

export function networkRequest(
  what: keyof typeof NETWORK,
  key: HostMessageKey,
  terminal: TerminalIdentity,
): IsoMessage {
  return { mti: MTI.network, fields: { ...identified(key, terminal), [DE.networkCode]: NETWORK[what] } }
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

/**
 * How the emulated host answers one message: reads what it needs, asks its rules and its ledger, and writes the reply.
 * It shares the codec with the terminal's side and nothing of what the terminal thinks about replies.
 */
import { Pan } from '../../../src/domain/identifiers/pan.js'
import { CURRENCIES } from '../../../src/domain/money.js'
import { DE } from '../iso8583/data-elements.js'
import type { IsoMessage } from '../iso8583/iso-message.js'
import { askedAmountField } from '../iso8583/partial-approval.js'
import { encodePrivateData, type PrivateData } from '../iso8583/private-data.js'
import { NETWORK, PROCESSING } from '../iso8583/requests.js'
import { RESPONSE } from '../iso8583/response-codes.js'
import { localTime } from '../iso8583/times.js'
import type { AnsweringHost } from './answering-host.js'
import { answerSettlement, answerUpload } from './batch-answers.js'
import { cardIssuer } from './card-issuers.js'
import type { MessageKind } from './host-script.js'
import {
  capturedAmount,
  type Decided,
  type HostTransaction,
  sameAmount,
  sameName,
  type TakeBack,
} from './host-transaction.js'
import { type Fields, originalName, ownName, privateData, readAmount } from './request-fields.js'

type Answer = (fields: Readonly<Fields>, host: AnsweringHost, at: number) => Fields

const REPLIES: Readonly<Record<string, { readonly kind: MessageKind; readonly replyMti: string }>> = {
  '0200': { kind: 'authorise', replyMti: '0210' },
  '0201': { kind: 'authorise', replyMti: '0210' },
  '0320': { kind: 'upload', replyMti: '0330' },
  '0420': { kind: 'reverse', replyMti: '0430' },
  '0421': { kind: 'reverse', replyMti: '0430' },
  '0500': { kind: 'settle', replyMti: '0510' },
  '0600': { kind: 'inquire', replyMti: '0610' },
  '0800': { kind: 'echo', replyMti: '0810' },
}

/** A field without which there is nothing to decide on is missing. */
const FORMAT_ERROR: Fields = { [DE.responseCode]: RESPONSE.formatError }

/** What a message asks for; undefined for an MTI this host does not serve, which it leaves unanswered. */
export function messageKind({ mti, fields }: IsoMessage): MessageKind | undefined {
  const kind = REPLIES[mti]?.kind
  if (kind === 'authorise' && mannerOf(fields)) return 'takeBack'
  return kind === 'echo' && fields[DE.networkCode] === NETWORK.signOn ? 'signOn' : kind
}

/** @param at the host's time, epoch milliseconds. @returns undefined for an MTI this host does not serve. */
export function answerMessage(message: IsoMessage, host: AnsweringHost, at: number): IsoMessage | undefined {
  const kind = messageKind(message)
  return kind && replyTo(message, ANSWERS[kind](message.fields, host, at))
}

/** The answer to a terminal that has not signed on: nothing is looked at, nothing done. */
export function refuseUnsigned(message: IsoMessage): IsoMessage | undefined {
  return replyTo(message, { [DE.responseCode]: RESPONSE.notSignedOn })
}

function replyTo({ mti, fields }: IsoMessage, answer: Fields): IsoMessage | undefined {
  const replyMti = REPLIES[mti]?.replyMti
  return replyMti === undefined ? undefined : { mti: replyMti, fields: { ...pick(fields, ECHOED), ...answer } }
}

/** Copied from every request into its reply, where present. */
const ECHOED = [
  DE.processingCode,
  DE.amount,
  DE.transmittedAt,
  DE.stan,
  DE.localTime,
  DE.localDate,
  DE.terminal,
  DE.merchant,
  DE.currency,
  DE.settlementCurrency,
  DE.networkCode,
  DE.originalData,
]

const APPROVED: Decided = { responseCode: RESPONSE.approved }
/** In progress, re-enter, too late, sign on first, cutoff, inoperative, no route, malfunction. */
const UNWELL: ReadonlySet<string> = new Set(['09', '19', '68', '77', '90', '91', '92', '96'])

const ANSWERS: Readonly<Record<MessageKind, Answer>> = {
  authorise(fields, host, at) {
    const name = ownName(fields)
    const amount = readAmount(fields)
    const pan = fields[DE.pan] ?? ''
    const card = Pan.parse(pan)
    if (!name || !amount || pan === '') return FORMAT_ERROR
    const instalmentMonths = Number(privateData(fields).instalmentMonths ?? '00')
    const maskedPan = card.ok ? card.value.masked : '*'.repeat(pan.length)
    const ruled = { kind: 'authorise', terminal: name.terminal, amountMinor: amount.amountMinor, pan } as const
    const decide = () => (card.ok ? host.rules.decide(ruled) : { responseCode: RESPONSE.cardInvalid })
    const purchase = { name, amount, maskedPan, instalmentMonths, ...cardIssuer(pan) }
    const transaction = host.ledger.authorise(purchase, decide, at)
    const { kind, decision } = transaction
    const isSame = kind === 'purchase' && sameAmount(transaction.amount, amount)
    if (!isSame || (decision && decision.maskedPan !== maskedPan)) return { [DE.responseCode]: RESPONSE.duplicate }
    return transactionAnswer(transaction, host)
  },

  takeBack(fields, host, at) {
    const asked = readTakeBack(fields)
    if (!asked) return FORMAT_ERROR
    const known = host.ledger.find(asked.name)
    if (known?.decision && !isSameTakeBack(known, asked)) return { [DE.responseCode]: RESPONSE.duplicate }
    const ruled = { kind: 'takeBack', terminal: asked.name.terminal, amountMinor: asked.amount.amountMinor } as const
    const decided = known ? APPROVED : host.rules.decide(ruled)
    const { responseCode, vanCode } = decided
    // Nothing was decided, so a copy of it is looked at anew.
    if (UNWELL.has(responseCode)) return declineFields(responseCode, vanCode)
    return transactionAnswer(host.ledger.takeBack(asked, decided, at), host)
  },

  reverse(fields, host, at) {
    const original = originalName(fields)
    const amount = readAmount(fields)
    if (!original || !amount) return FORMAT_ERROR
    const ruled = { kind: 'reverse', terminal: original.terminal, amountMinor: amount.amountMinor } as const
    const code = host.rules.responseCode(ruled)
    if (code !== RESPONSE.approved) return { [DE.responseCode]: code }
    if (host.forgetful && !host.ledger.find(original)) return { [DE.responseCode]: RESPONSE.noSuchOriginal }
    // A reversal of a message never seen is final here, for the mark it leaves declines that message when it comes.
    return { [DE.responseCode]: host.ledger.reverse(original, amount, at) }
  },

  inquire(fields, host) {
    const original = originalName(fields)
    if (!original) return FORMAT_ERROR
    const code = host.rules.responseCode({ kind: 'inquire', terminal: original.terminal })
    if (code !== RESPONSE.approved) return { [DE.responseCode]: code }
    const transaction = host.ledger.find(original)
    return transaction ? inquiryAnswer(transaction, host) : { [DE.responseCode]: RESPONSE.noSuchOriginal }
  },

  settle: answerSettlement,
  upload: answerUpload,
  signOn: (fields, host) => networkAnswer('signOn', fields, host),
  echo: (fields, host) => networkAnswer('echo', fields, host),
}

function networkAnswer(kind: 'signOn' | 'echo', fields: Readonly<Fields>, { rules }: AnsweringHost): Fields {
  return { [DE.responseCode]: rules.responseCode({ kind, terminal: fields[DE.terminal]?.trim() ?? '' }) }
}

function transactionAnswer(transaction: HostTransaction, host: AnsweringHost): Fields {
  const { state, decision } = transaction
  // Reversed before or after it came: either way it is not captured, and saying otherwise would sell it twice.
  if (state === 'reversed' || !decision) return { [DE.responseCode]: RESPONSE.declined }
  const { responseCode, vanCode, rrn } = decision
  if (state === 'declined') return { ...declineFields(responseCode, vanCode), [DE.rrn]: rrn }
  return { [DE.responseCode]: responseCode, ...approvalFields(transaction, host, {}) }
}

function declineFields(responseCode: string, vanCode: string | undefined): Fields {
  if (vanCode === undefined) return { [DE.responseCode]: responseCode }
  return { [DE.responseCode]: responseCode, [DE.privateData]: encodePrivateData({ vanCode }) }
}

function inquiryAnswer(transaction: HostTransaction, host: AnsweringHost): Fields {
  const found = { [DE.responseCode]: RESPONSE.approved }
  const { kind, state, decision, approvedAmount } = transaction
  const what: PrivateData = kind === 'purchase' ? {} : { originalProcessing: PROCESSING[kind] }
  if (state === 'approved') {
    const part: PrivateData = approvedAmount ? { originalResponseCode: RESPONSE.approvedInPart } : {}
    return { ...found, ...approvalFields(transaction, host, { originalStatus: 'A', ...part, ...what }) }
  }
  if (state === 'reversed' || !decision) {
    return { ...found, [DE.privateData]: encodePrivateData({ originalStatus: 'R', ...what }) }
  }
  const { responseCode: originalResponseCode, vanCode } = decision
  const code: PrivateData = { originalResponseCode, ...(vanCode === undefined ? {} : { vanCode }) }
  return { ...found, [DE.privateData]: encodePrivateData({ originalStatus: 'D', ...code, ...what }) }
}

function approvalFields(transaction: HostTransaction, host: AnsweringHost, more: PrivateData): Fields {
  const { amount, approvedAmount, decision } = transaction
  if (!decision?.approvalCode) return {}
  const { date, time } = localTime(decision.decidedAt, host.utcOffsetMinutes)
  const { issuer, acquirer } = decision
  return {
    [DE.amount]: capturedAmount(transaction).amountMinor.toString().padStart(12, '0'),
    [DE.currency]: CURRENCIES[amount.currency].numericCode,
    ...(approvedAmount && { [DE.additionalAmounts]: askedAmountField(amount) }),
    [DE.localTime]: time,
    [DE.localDate]: date,
    [DE.rrn]: decision.rrn,
    [DE.approvalCode]: decision.approvalCode,
    [DE.privateData]: encodePrivateData({ issuer, acquirer, ...more }),
  }
}

function readTakeBack(fields: Readonly<Fields>): TakeBack | undefined {
  const [name, original, amount, manner] = [ownName(fields), originalName(fields), readAmount(fields), mannerOf(fields)]
  const [rrn, approvalCode] = [fields[DE.rrn]?.trim(), fields[DE.approvalCode]?.trim()]
  if (!name || !original || !amount || !manner || !rrn || !approvalCode) return undefined
  return { name, original, amount, manner, rrn, approvalCode }
}

function mannerOf(fields: Readonly<Fields>): TakeBack['manner'] | undefined {
  if (fields[DE.processingCode] === PROCESSING.void) return 'void'
  return fields[DE.processingCode] === PROCESSING.refund ? 'refund' : undefined
}

function isSameTakeBack({ kind, amount, original }: HostTransaction, asked: TakeBack): boolean {
  const isSameOriginal = original !== undefined && sameName(original, asked.original)
  return kind === asked.manner && isSameOriginal && sameAmount(amount, asked.amount)
}

function pick(fields: Readonly<Fields>, wanted: readonly number[]): Fields {
  const picked: Fields = {}
  for (const number of wanted) {
    const value = fields[number]
    if (value !== undefined) picked[number] = value
  }
  return picked
}

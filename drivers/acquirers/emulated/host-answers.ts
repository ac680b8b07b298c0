/**
 * How the emulated host answers one message: reads what it needs, asks its rules and its ledger, and writes the reply.
 * It shares the codec with the terminal's side and nothing of what the terminal thinks about replies.
 */
import { Pan } from '../../../src/domain/identifiers/pan.js'
import { CURRENCIES, type Currency, type Money, money } from '../../../src/domain/money.js'
import { DE } from '../iso8583/data-elements.js'
import type { IsoMessage } from '../iso8583/iso-message.js'
import { decodePrivateData, encodePrivateData, type PrivateData } from '../iso8583/private-data.js'
import { RESPONSE } from '../iso8583/response-codes.js'
import { localTime } from '../iso8583/times.js'
import { cardIssuer } from './card-issuers.js'
import { type HostLedger, type HostTransaction, type MessageName, sameAmount } from './host-ledger.js'
import type { HostRules } from './host-rules.js'
import type { MessageKind } from './host-script.js'

export interface AnsweringHost {
  readonly ledger: HostLedger
  readonly rules: HostRules
  /** A reversal of a purchase it never saw leaves no mark in the ledger. */
  readonly forgetful: boolean
  /** For DE12 and DE13 of approvals. */
  readonly utcOffsetMinutes: number
}

type Fields = Record<number, string>

const KINDS: Readonly<Record<string, { readonly kind: MessageKind; readonly replyMti: string }>> = {
  '0200': { kind: 'authorise', replyMti: '0210' },
  '0420': { kind: 'reverse', replyMti: '0430' },
  '0421': { kind: 'reverse', replyMti: '0430' },
  '0600': { kind: 'inquire', replyMti: '0610' },
  '0800': { kind: 'echo', replyMti: '0810' },
}

/** A field without which there is nothing to decide on is missing. */
const FORMAT_ERROR: Fields = { [DE.responseCode]: RESPONSE.formatError }

/** What a message asks for; undefined for an MTI this host does not serve, which it leaves unanswered. */
export function messageKind(message: IsoMessage): MessageKind | undefined {
  return KINDS[message.mti]?.kind
}

/** @param at the host's time, epoch milliseconds. @returns undefined for an MTI this host does not serve. */
export function answerMessage(message: IsoMessage, host: AnsweringHost, at: number): IsoMessage | undefined {
  const known = KINDS[message.mti]
  if (!known) return undefined
  const echoed = pick(message.fields, ECHOED)
  return { mti: known.replyMti, fields: { ...echoed, ...ANSWERS[known.kind](message.fields, host, at) } }
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
  DE.networkCode,
  DE.originalData,
]

type Answer = (fields: Readonly<Fields>, host: AnsweringHost, at: number) => Fields

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
    const decide = () => (card.ok ? host.rules.responseCode(ruled) : RESPONSE.cardInvalid)
    const purchase = { name, amount, maskedPan, instalmentMonths, ...cardIssuer(pan) }
    const transaction = host.ledger.authorise(purchase, decide, at)
    if (!sameAmount(transaction.amount, amount)) return { [DE.responseCode]: RESPONSE.duplicate }
    return purchaseAnswer(transaction, host)
  },

  reverse(fields, host, at) {
    const original = originalName(fields)
    const amount = readAmount(fields)
    if (!original || !amount) return FORMAT_ERROR
    const ruled = { kind: 'reverse', terminal: original.terminal, amountMinor: amount.amountMinor } as const
    const code = host.rules.responseCode(ruled)
    if (code !== RESPONSE.approved) return { [DE.responseCode]: code }
    if (host.forgetful && !host.ledger.find(original)) return { [DE.responseCode]: RESPONSE.noSuchOriginal }
    // A reversal of a purchase never seen is final here, for the mark it leaves declines that purchase when it comes.
    const transaction = host.ledger.reverse(original, amount, at)
    return { [DE.responseCode]: sameAmount(transaction.amount, amount) ? RESPONSE.approved : RESPONSE.amountInvalid }
  },

  inquire(fields, host) {
    const original = originalName(fields)
    if (!original) return FORMAT_ERROR
    const code = host.rules.responseCode({ kind: 'inquire', terminal: original.terminal })
    if (code !== RESPONSE.approved) return { [DE.responseCode]: code }
    const transaction = host.ledger.find(original)
    return transaction ? inquiryAnswer(transaction, host) : { [DE.responseCode]: RESPONSE.noSuchOriginal }
  },

  echo(fields, host) {
    return { [DE.responseCode]: host.rules.responseCode({ kind: 'echo', terminal: fields[DE.terminal]?.trim() ?? '' }) }
  },
}

function purchaseAnswer(transaction: HostTransaction, host: AnsweringHost): Fields {
  const { state, decision } = transaction
  // Reversed before or after it came: either way it is not captured, and saying otherwise would sell it twice.
  if (state === 'reversed' || !decision) return { [DE.responseCode]: RESPONSE.declined }
  if (state === 'declined') return { [DE.responseCode]: decision.responseCode, [DE.rrn]: decision.rrn }
  return { [DE.responseCode]: RESPONSE.approved, ...approvalFields(transaction, host, {}) }
}

function inquiryAnswer(transaction: HostTransaction, host: AnsweringHost): Fields {
  const found = { [DE.responseCode]: RESPONSE.approved }
  const { state, decision } = transaction
  if (state === 'approved') return { ...found, ...approvalFields(transaction, host, { originalStatus: 'A' }) }
  const answer: PrivateData =
    state === 'declined' && decision
      ? { originalStatus: 'D', originalResponseCode: decision.responseCode }
      : { originalStatus: 'R' }
  return { ...found, [DE.privateData]: encodePrivateData(answer) }
}

function approvalFields({ amount, decision }: HostTransaction, host: AnsweringHost, more: PrivateData): Fields {
  if (!decision?.approvalCode) return {}
  const { date, time } = localTime(decision.decidedAt, host.utcOffsetMinutes)
  const { issuer, acquirer } = decision
  return {
    [DE.amount]: amount.amountMinor.toString().padStart(12, '0'),
    [DE.currency]: CURRENCIES[amount.currency].numericCode,
    [DE.localTime]: time,
    [DE.localDate]: date,
    [DE.rrn]: decision.rrn,
    [DE.approvalCode]: decision.approvalCode,
    [DE.privateData]: encodePrivateData({ issuer, acquirer, ...more }),
  }
}

function ownName(fields: Readonly<Fields>): MessageName | undefined {
  const { [DE.terminal]: terminal, [DE.stan]: stan, [DE.transmittedAt]: transmittedAt } = fields
  if (terminal === undefined || stan === undefined || transmittedAt === undefined) return undefined
  return { terminal: terminal.trim(), stan, transmittedAt }
}

/** From DE90, for the terminal in DE41. */
function originalName(fields: Readonly<Fields>): MessageName | undefined {
  const terminal = fields[DE.terminal]?.trim()
  const [, stan, transmittedAt] = /^0200(\d{6})(\d{10})/.exec(fields[DE.originalData] ?? '') ?? []
  if (terminal === undefined || stan === undefined || transmittedAt === undefined) return undefined
  return { terminal, stan, transmittedAt }
}

function readAmount(fields: Readonly<Fields>): Money | undefined {
  const currency = CURRENCY_NAMES.find((name) => CURRENCIES[name].numericCode === fields[DE.currency])
  const digits = fields[DE.amount]
  return currency && digits !== undefined ? money(Number(digits), currency) : undefined
}

const CURRENCY_NAMES = Object.keys(CURRENCIES) as Currency[]

function privateData(fields: Readonly<Fields>): PrivateData {
  const read = decodePrivateData(fields[DE.privateData] ?? '')
  return read.ok ? read.value : {}
}

function pick(fields: Readonly<Fields>, wanted: readonly number[]): Fields {
  const picked: Fields = {}
  for (const number of wanted) {
    const value = fields[number]
    if (value !== undefined) picked[number] = value
  }
  return picked
}

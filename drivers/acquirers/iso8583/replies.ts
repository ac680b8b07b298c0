/**
 * What the host's replies mean as outcomes. A reply that does not answer the question that was asked (another amount,
 * an approval without its number) is `unreadable-reply`: accepting it would put money on a slip that was not captured.
 */
import { CURRENCIES, type Money, money } from '../../../src/domain/money.js'
import { accepted, type Outcome, unknown } from '../../../src/domain/outcome.js'
import type { Approval, HostMessageKey, InquiryAnswer } from '../../../src/ports/acquirer.js'
import { DE } from './data-elements.js'
import { institutionName } from './institutions.js'
import type { IsoMessage } from './iso-message.js'
import type { TerminalIdentity } from './message-fields.js'
import { namesAskedAmount } from './partial-approval.js'
import { decodePrivateData, type PrivateData } from './private-data.js'
import { PROCESSING } from './requests.js'
import { mostExact, RESPONSE, refusal, responseMeaning, reversalMeaning } from './response-codes.js'
import { instantOf } from './times.js'

/** The message a reply is about, as it was asked. Holds no card data, so it may outlive the request. */
export interface AskedMessage {
  readonly key: HostMessageKey
  readonly amount: Money
  readonly terminal: TerminalIdentity
}

/** Of 0210 to a purchase: approved whole, or in part if the host says what it was asked for. */
export function readPurchaseReply(reply: IsoMessage, asked: AskedMessage): Outcome<Approval> {
  const hostCode = reply.fields[DE.responseCode]
  if (hostCode === undefined) return unknown('unreadable-reply')
  const meaning = responseMeaning(hostCode)
  if (meaning.kind === 'refused') return refusal(reply, meaning.failure, hostCode)
  return acceptedOrUnreadable(readApprovalOf(meaning.kind, reply, asked))
}

/**
 * Of 0210 to a void or a refund; a part of one is no answer. @param repeated a repeat called a duplicate (94) was seen
 * by the host before, so what became of it is still to be asked.
 */
export function readTakeBackReply(reply: IsoMessage, asked: AskedMessage, repeated: boolean): Outcome<Approval> {
  const hostCode = reply.fields[DE.responseCode]
  if (hostCode === undefined) return unknown('unreadable-reply')
  if (repeated && hostCode === RESPONSE.duplicate) return unknown('unreadable-reply')
  const meaning = responseMeaning(hostCode, 'takeBack')
  if (meaning.kind === 'refused') return refusal(reply, meaning.failure, hostCode)
  return acceptedOrUnreadable(meaning.kind === 'approved' ? readApproval(reply, asked) : undefined)
}

/**
 * Of 0430. Accepted also when there is nothing to reverse: that it will not be captured is what was asked for.
 * @param mayStillCome the original can still be on its way, so that a host which has not seen it settles nothing yet.
 */
export function readReversalReply(
  reply: IsoMessage,
  amount: Money,
  mayStillCome: boolean,
): Outcome<Record<string, never>> {
  const hostCode = reply.fields[DE.responseCode]
  const meaning = hostCode === undefined || isForAnother(reply, amount) ? 'unsettled' : reversalMeaning(hostCode)
  if (meaning === 'reversed') return accepted({})
  if (meaning === 'noOriginal') return mayStillCome ? unknown('timeout') : accepted({})
  if (meaning === 'refused') return refusal(reply, 'host.reversalRefused', hostCode ?? '')
  return unknown('unreadable-reply')
}

/** Of 0610: DE39 says whether the host could look, DE48 what it found. */
export function readInquiryReply(reply: IsoMessage, asked: AskedMessage): Outcome<InquiryAnswer> {
  const hostCode = reply.fields[DE.responseCode]
  if (hostCode === RESPONSE.noSuchOriginal) return accepted({ status: 'notFound' })
  if (hostCode === undefined) return unknown('unreadable-reply')
  if (hostCode !== RESPONSE.approved) {
    const meaning = responseMeaning(hostCode)
    if (meaning.kind !== 'refused') return unknown('unreadable-reply')
    return refusal(reply, meaning.failure, hostCode)
  }
  return acceptedOrUnreadable(readOriginal(reply, asked))
}

/** Of 0810. A host that is not well says so in many codes; the one that asks to sign on first is worth its name. */
export function readNetworkReply(reply: IsoMessage): Outcome<Record<string, never>> {
  const hostCode = reply.fields[DE.responseCode]
  if (hostCode === undefined) return unknown('unreadable-reply')
  if (hostCode === RESPONSE.approved) return accepted({})
  return refusal(reply, hostCode === RESPONSE.notSignedOn ? 'host.notSignedOn' : 'host.systemMalfunction', hostCode)
}

function acceptedOrUnreadable<T>(read: T | undefined): Outcome<T> {
  return read === undefined ? unknown('unreadable-reply') : accepted(read)
}

function readOriginal(reply: IsoMessage, asked: AskedMessage): InquiryAnswer | undefined {
  const { originalStatus, originalResponseCode: code, originalProcessing } = privateData(reply)
  if (originalStatus === 'R') return { status: 'reversed' }
  if (originalStatus === 'A') {
    const kind = code === RESPONSE.approvedInPart ? 'partial' : 'approved'
    const approval = readApprovalOf(kind, reply, asked)
    return approval && { status: 'approved', approval }
  }
  if (originalStatus !== 'D' || code === undefined) return undefined
  const isTakeBack = originalProcessing === PROCESSING.void || originalProcessing === PROCESSING.refund
  const meaning = responseMeaning(code, isTakeBack ? 'takeBack' : 'purchase')
  if (meaning.kind !== 'refused') return undefined
  const { failure, hostCode } = mostExact(reply, meaning.failure, code)
  return { status: 'declined', failure, hostCode }
}

function readApprovalOf(
  kind: 'approved' | 'partial' | 'unsettled',
  reply: IsoMessage,
  asked: AskedMessage,
): Approval | undefined {
  if (kind === 'approved') return readApproval(reply, asked)
  if (kind !== 'partial' || !namesAskedAmount(reply.fields[DE.additionalAmounts], asked.amount)) return undefined
  const approvedMinor = Number(reply.fields[DE.amount] ?? '0')
  if (approvedMinor <= 0 || approvedMinor >= asked.amount.amountMinor) return undefined
  const approvedAmount = money(approvedMinor, asked.amount.currency)
  const approval = readApproval(reply, { ...asked, amount: approvedAmount })
  return approval && { ...approval, approvedAmount }
}

function readApproval(reply: IsoMessage, { key, amount, terminal }: AskedMessage): Approval | undefined {
  const { fields } = reply
  const approvalCode = fields[DE.approvalCode]?.trim()
  const rrn = fields[DE.rrn]?.trim()
  const [date = '', time = ''] = [fields[DE.localDate], fields[DE.localTime]]
  const approvedAt = instantOf(date, time, terminal.utcOffsetMinutes, key.sentAt)
  if (!approvalCode || !rrn || approvedAt === undefined || !isFor(reply, amount)) return undefined
  const { issuer, acquirer } = privateData(reply)
  return {
    approvalCode,
    rrn,
    approvedAt,
    issuerName: issuer === undefined ? '' : institutionName(issuer),
    acquirerName: acquirer === undefined ? '' : institutionName(acquirer),
    merchantNumber: fields[DE.merchant]?.trim() ?? terminal.merchantNumber,
    terminalNumber: fields[DE.terminal]?.trim() ?? terminal.terminalNumber,
  }
}

function isFor(reply: IsoMessage, amount: Money): boolean {
  const { [DE.amount]: digits, [DE.currency]: currency } = reply.fields
  return Number(digits) === amount.amountMinor && currency === CURRENCIES[amount.currency].numericCode
}

/** A reply that need not name its amount, and names another. */
function isForAnother(reply: IsoMessage, amount: Money): boolean {
  return reply.fields[DE.amount] !== undefined && !isFor(reply, amount)
}

/** An approval whose names cannot be read is still an approval. */
function privateData(reply: IsoMessage): PrivateData {
  const data = decodePrivateData(reply.fields[DE.privateData] ?? '')
  return data.ok ? data.value : {}
}

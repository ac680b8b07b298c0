/**
 * What the host's replies mean as outcomes. A reply that does not answer the question that was asked (another amount,
 * an approval without its number) is `unreadable-reply`: accepting it would put money on a slip that was not captured.
 */
import { CURRENCIES, type Money } from '../../../src/domain/money.js'
import { accepted, type Outcome, refused, unknown } from '../../../src/domain/outcome.js'
import type { Approval, HostMessageKey, InquiryAnswer } from '../../../src/ports/acquirer.js'
import { DE } from './data-elements.js'
import { institutionName } from './institutions.js'
import type { IsoMessage } from './iso-message.js'
import { decodePrivateData, type PrivateData } from './private-data.js'
import type { TerminalIdentity } from './requests.js'
import { RESPONSE, responseMeaning, reversalMeaning } from './response-codes.js'
import { instantOf } from './times.js'

/** The purchase a reply is about, as it was asked. Holds no card data, so it may outlive the request. */
export interface AskedPurchase {
  readonly key: HostMessageKey
  readonly amount: Money
  readonly terminal: TerminalIdentity
}

/** Of 0210. */
export function readPurchaseReply(reply: IsoMessage, asked: AskedPurchase): Outcome<Approval> {
  const hostCode = reply.fields[DE.responseCode]
  if (hostCode === undefined) return unknown('unreadable-reply')
  const meaning = responseMeaning(hostCode)
  if (meaning.kind === 'refused') return refused(meaning.failure, `response code ${hostCode}`, hostCode)
  const approval = meaning.kind === 'approved' ? readApproval(reply, asked) : undefined
  return approval ? accepted(approval) : unknown('unreadable-reply')
}

/**
 * Of 0430. An answer that neither confirms nor refuses has to be asked for again, which is what `unknown` makes happen.
 * @param mayStillCome the original can still be on its way, so that a host which has not seen it settles nothing yet.
 */
export function readReversalReply(reply: IsoMessage, mayStillCome: boolean): Outcome<Record<string, never>> {
  const hostCode = reply.fields[DE.responseCode]
  const meaning = hostCode === undefined ? 'unsettled' : reversalMeaning(hostCode)
  if (meaning === 'reversed') return accepted({})
  if (meaning === 'noOriginal') return mayStillCome ? unknown('timeout') : accepted({})
  if (meaning === 'refused') return refused('host.reversalRefused', `response code ${hostCode}`, hostCode)
  return unknown('unreadable-reply')
}

/** Of 0610: DE39 says whether the host could look, DE48 what it found. */
export function readInquiryReply(reply: IsoMessage, asked: AskedPurchase): Outcome<InquiryAnswer> {
  const hostCode = reply.fields[DE.responseCode]
  if (hostCode === RESPONSE.noSuchOriginal) return accepted({ status: 'notFound' })
  if (hostCode === undefined) return unknown('unreadable-reply')
  if (hostCode !== RESPONSE.approved) {
    const meaning = responseMeaning(hostCode)
    if (meaning.kind !== 'refused') return unknown('unreadable-reply')
    return refused(meaning.failure, `response code ${hostCode}`, hostCode)
  }
  const answer = readOriginal(reply, asked)
  return answer ? accepted(answer) : unknown('unreadable-reply')
}

/** Of 0810. */
export function readEchoReply(reply: IsoMessage): Outcome<Record<string, never>> {
  const hostCode = reply.fields[DE.responseCode]
  if (hostCode === undefined) return unknown('unreadable-reply')
  if (hostCode === RESPONSE.approved) return accepted({})
  return refused('host.systemMalfunction', `response code ${hostCode}`, hostCode)
}

function readOriginal(reply: IsoMessage, asked: AskedPurchase): InquiryAnswer | undefined {
  const { originalStatus, originalResponseCode: hostCode } = privateData(reply)
  if (originalStatus === 'R') return { status: 'reversed' }
  if (originalStatus === 'A') {
    const approval = readApproval(reply, asked)
    return approval && { status: 'approved', approval }
  }
  if (originalStatus !== 'D' || hostCode === undefined) return undefined
  const meaning = responseMeaning(hostCode)
  return meaning.kind === 'refused' ? { status: 'declined', failure: meaning.failure, hostCode } : undefined
}

function readApproval(reply: IsoMessage, { key, amount, terminal }: AskedPurchase): Approval | undefined {
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

/** An approval whose names cannot be read is still an approval. */
function privateData(reply: IsoMessage): PrivateData {
  const data = decodePrivateData(reply.fields[DE.privateData] ?? '')
  return data.ok ? data.value : {}
}

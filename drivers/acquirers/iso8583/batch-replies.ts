/**
 * What the host's replies about a batch mean: closed, or not closed because it counted otherwise. Totals that differ are
 * an answer and no refusal: the terminal uploads its batch and settles again.
 */
import { accepted, type Outcome, unknown } from '../../../src/domain/outcome.js'
import type { BatchTotals, SettlementAnswer } from '../../../src/ports/acquirer.js'
import { decodeHostTotals } from './batch-totals.js'
import { DE } from './data-elements.js'
import type { IsoMessage } from './iso-message.js'
import { decodePrivateData } from './private-data.js'
import { RESPONSE, refusal, responseMeaning } from './response-codes.js'

/** Of 0510. @param asked the totals that were sent, for their currency. */
export function readSettlementReply(reply: IsoMessage, asked: BatchTotals): Outcome<SettlementAnswer> {
  const hostCode = reply.fields[DE.responseCode]
  if (hostCode === undefined) return unknown('unreadable-reply')
  if (hostCode === RESPONSE.approved) return accepted({ balanced: true })
  if (hostCode === RESPONSE.outOfBalance) {
    const data = decodePrivateData(reply.fields[DE.privateData] ?? '')
    const hostTotals = decodeHostTotals(data.ok ? data.value.hostTotals : undefined, asked.currency)
    return accepted(hostTotals ? { balanced: false, hostTotals } : { balanced: false })
  }
  const meaning = responseMeaning(hostCode)
  return meaning.kind === 'refused' ? refusal(reply, meaning.failure, hostCode) : unknown('unreadable-reply')
}

/** Of 0330. Refused as a void or refund would be: the transaction is missing, taken back, or of another amount. */
export function readUploadReply(reply: IsoMessage): Outcome<Record<string, never>> {
  const hostCode = reply.fields[DE.responseCode]
  if (hostCode === undefined) return unknown('unreadable-reply')
  if (hostCode === RESPONSE.approved) return accepted({})
  const meaning = responseMeaning(hostCode, 'takeBack')
  return meaning.kind === 'refused' ? refusal(reply, meaning.failure, hostCode) : unknown('unreadable-reply')
}

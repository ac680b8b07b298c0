/**
 * Replies that answer another question than was asked: a host, or a switch on the way, that mixed two terminals up. The
 * message itself was processed as it should be; only what is said about it is wrong.
 */
import { DE } from '../iso8583/data-elements.js'
import type { IsoMessage } from '../iso8583/iso-message.js'
import type { MessageFault } from './host-script.js'

/** @returns the reply as the fault would have it; untouched by faults that strike elsewhere. */
export function spoilReply(reply: IsoMessage, fault: MessageFault['fault'] | undefined): IsoMessage {
  if (fault === 'mismatch') return withNext(reply, DE.stan)
  if (fault === 'wrongAmount' && reply.fields[DE.amount] !== undefined) return withNext(reply, DE.amount)
  if (fault === 'wrongTerminal') return { ...reply, fields: { ...reply.fields, [DE.terminal]: OTHER_TERMINAL } }
  return reply
}

const OTHER_TERMINAL = 'OTHER999'

/** The number after the one in this field. */
function withNext(reply: IsoMessage, field: number): IsoMessage {
  const digits = reply.fields[field] ?? ''
  const next = (Number(digits) + 1) % 10 ** digits.length
  return { ...reply, fields: { ...reply.fields, [field]: next.toString().padStart(digits.length, '0') } }
}

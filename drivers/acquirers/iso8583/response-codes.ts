/**
 * What a host's response code (DE39, ISO 8583:1987) means to the terminal. Codes the standard calls approvals with a
 * condition attached, or "not finished", settle nothing here: rounding them to a decline would forget captured money.
 */
import type { FailureCode } from '../../../src/domain/failures.js'

export type ResponseMeaning =
  | { readonly kind: 'approved' }
  | { readonly kind: 'refused'; readonly failure: FailureCode }
  /** May have been captured; only an inquiry or a reversal will tell. */
  | { readonly kind: 'unsettled' }

/** What it is called in the standard stands beside each code. */
const REFUSALS: ReadonlyMap<string, FailureCode> = new Map<string, FailureCode>([
  ['01', 'host.contactIssuer'], // refer to card issuer
  ['02', 'host.contactIssuer'], // refer to card issuer, special condition
  ['03', 'host.merchantInvalid'], // invalid merchant
  ['04', 'host.cardLostOrStolen'], // pick up card
  ['05', 'host.declined'], // do not honour
  ['07', 'host.cardLostOrStolen'], // pick up card, special condition
  ['12', 'host.amountInvalid'], // invalid transaction
  ['13', 'host.amountInvalid'], // invalid amount
  ['14', 'host.cardInvalid'], // no such card
  ['15', 'host.cardInvalid'], // no such issuer
  ['30', 'host.formatError'], // format error
  ['33', 'host.cardExpired'], // expired card, pick up
  ['36', 'host.notPermitted'], // restricted card, pick up
  ['38', 'host.wrongPin'], // PIN tries exceeded, pick up
  ['41', 'host.cardLostOrStolen'], // lost card
  ['43', 'host.cardLostOrStolen'], // stolen card
  ['51', 'host.insufficientFunds'], // not sufficient funds
  ['54', 'host.cardExpired'], // expired card
  ['55', 'host.wrongPin'], // incorrect PIN
  ['56', 'host.cardInvalid'], // no card record
  ['57', 'host.notPermitted'], // not permitted to cardholder
  ['58', 'host.notPermitted'], // not permitted to terminal
  ['61', 'host.limitExceeded'], // exceeds amount limit
  ['62', 'host.notPermitted'], // restricted card
  ['65', 'host.limitExceeded'], // exceeds count limit
  ['75', 'host.wrongPin'], // PIN tries exceeded
  ['90', 'host.systemMalfunction'], // cutoff is in process
  ['91', 'host.issuerUnavailable'], // issuer or switch inoperative
  ['92', 'host.issuerUnavailable'], // no route to the issuer
  ['94', 'host.duplicate'], // duplicate transmission
  ['96', 'host.systemMalfunction'], // system malfunction
])

/**
 * 08 honour with identification, 09 in progress, 10 partial amount, 11 VIP, 16 update track 3, 32 completed partially,
 * 68 response received too late: the issuer did answer, perhaps with an approval that nobody has taken back.
 */
const UNSETTLED: ReadonlySet<string> = new Set(['08', '09', '10', '11', '16', '32', '68'])

/** Of an authorisation's answer. @param code DE39. Codes not listed are plain declines. */
export function responseMeaning(code: string): ResponseMeaning {
  if (code === RESPONSE.approved) return { kind: 'approved' }
  if (UNSETTLED.has(code)) return { kind: 'unsettled' }
  return { kind: 'refused', failure: REFUSALS.get(code) ?? 'host.declined' }
}

/**
 * A reversal answered with one of these has to be repeated: the host, or the issuer behind it, could not do it now.
 * 09 in progress, 19 re-enter, 68 too late, 90 cutoff in process, 91 inoperative, 92 no route, 94 duplicate (of a try
 * whose own answer was lost, so what became of that try is still to be heard), 96 malfunction.
 */
const REVERSAL_UNSETTLED: ReadonlySet<string> = new Set(['09', '19', '68', '90', '91', '92', '94', '96'])

/** Of a reversal's answer. noOriginal (25): nothing was captured so far, and whether it still may be is not for the code to say. */
export function reversalMeaning(code: string): 'reversed' | 'noOriginal' | 'refused' | 'unsettled' {
  if (code === RESPONSE.approved) return 'reversed'
  if (code === RESPONSE.noSuchOriginal) return 'noOriginal'
  return REVERSAL_UNSETTLED.has(code) ? 'unsettled' : 'refused'
}

/** Codes that code asks for by name. */
export const RESPONSE = {
  approved: '00',
  declined: '05',
  amountInvalid: '13',
  cardInvalid: '14',
  noSuchOriginal: '25',
  formatError: '30',
  duplicate: '94',
} as const

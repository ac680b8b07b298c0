/**
 * What a host's response code means to the terminal. The meanings are rows of the domain's one table of host codes; here
 * stands only what no single row can say: which question was asked, and how a VAN's code refines DE39.
 */
import type { FailureCode } from '../../../src/domain/failures.js'
import { HOST_CODES } from '../../../src/domain/host-codes/host-codes.js'
import { type Outcome, refused } from '../../../src/domain/outcome.js'
import { DE } from './data-elements.js'
import type { IsoMessage } from './iso-message.js'
import { decodePrivateData } from './private-data.js'

export type ResponseMeaning =
  | { readonly kind: 'approved' | 'partial' }
  | { readonly kind: 'refused'; readonly failure: FailureCode }
  /** May have been captured; only an inquiry or a reversal will tell. */
  | { readonly kind: 'unsettled' }

/** What was asked: a code may say one thing of a purchase and another of a void or a refund. */
export type Asked = 'purchase' | 'takeBack'

/** Of DE39. Codes not in the table are plain declines. */
export function responseMeaning(code: string, asked: Asked = 'purchase'): ResponseMeaning {
  const row = HOST_CODES.get(code)
  if (row && row.verdict !== 'declined') return { kind: row.verdict }
  const failure = asked === 'takeBack' ? (row?.takeBackFailure ?? row?.failure) : row?.failure
  return { kind: 'refused', failure: failure ?? 'host.declined' }
}

/**
 * The most exact name of a refusal. A VAN's four-digit code, where the reply carries a known one that declines, gives
 * `hostCode` and failure; whether it was refused at all, DE39 alone decides.
 */
export function mostExact(reply: IsoMessage, failure: FailureCode, code: string) {
  const vanCode = vanCodeOf(reply)
  if (vanCode === undefined) return { failure, detail: `response code ${code}`, hostCode: code }
  const detail = `response code ${code}, VAN code ${vanCode}`
  const row = HOST_CODES.get(vanCode)
  if (row?.verdict !== 'declined' || !row.failure) return { failure, detail, hostCode: code }
  return { failure: row.failure, detail, hostCode: vanCode }
}

/** A refusal as an outcome, under its most exact name. */
export function refusal(reply: IsoMessage, failure: FailureCode, code: string): Outcome<never> {
  const exact = mostExact(reply, failure, code)
  return refused(exact.failure, exact.detail, exact.hostCode)
}

/** In DE48, or at the head of DE44 as VANs that have no private data send it. */
function vanCodeOf({ fields }: IsoMessage): string | undefined {
  const data = decodePrivateData(fields[DE.privateData] ?? '')
  const code = (data.ok ? data.value.vanCode : undefined) ?? fields[DE.freeText]
  return /^(\d{4})(?!\d)/.exec(code ?? '')?.[1]
}

/**
 * A reversal answered with one of these has to be repeated: the host, or the issuer behind it, could not do it now.
 * 09 in progress, 19 re-enter, 68 too late, 77 sign on first, 90 cutoff in process, 91 inoperative, 92 no route, 94
 * duplicate (of a try whose own answer was lost, so what became of that try is still to be heard), 96 malfunction.
 */
const REVERSAL_UNSETTLED: ReadonlySet<string> = new Set(['09', '19', '68', '77', '90', '91', '92', '94', '96'])

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
  approvedInPart: '10',
  amountInvalid: '13',
  cardInvalid: '14',
  alreadySettled: '21',
  noSuchOriginal: '25',
  formatError: '30',
  overRefunded: '64',
  notSignedOn: '77',
  alreadyTakenBack: '79',
  duplicate: '94',
  outOfBalance: '95',
} as const

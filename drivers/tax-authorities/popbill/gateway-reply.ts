/**
 * What an HTTP reply from the gateway means. Only a reply that says in so many words that nothing was taken counts as
 * that; a 500, 502 or 504 can come after the work was done, so it says nothing.
 */
import type { FailureCode } from '../../../src/domain/failures.js'
import { popbillFailure } from '../../../src/domain/gateway-codes/popbill-codes.js'
import { type Outcome, refused } from '../../../src/domain/outcome.js'
import type { HttpReply } from '../../http/http-exchange.js'
import { refusalSchema } from './popbill-wire.js'
import { TOKEN_REJECTED_CODES } from './steering-codes.js'

export type GatewayReply =
  | { readonly kind: 'done'; readonly body: unknown }
  /** The gateway's own `{code, message}`: it certainly did not happen. */
  | { readonly kind: 'refused'; readonly code: number; readonly message: string; readonly tokenRejected: boolean }
  /** It said it did not take the request (503, 429), whatever code stands beside it. */
  | { readonly kind: 'notTaken'; readonly failure: FailureCode; readonly detail: string }
  | { readonly kind: 'unreadable' }

/** Whether the call would leave a document behind. What did not may be taken at its word more readily. */
export type GatewayCall = 'submission' | 'question'

export function readGatewayReply({ status, text }: HttpReply, call: GatewayCall): GatewayReply {
  if (status === 503 || status === 429) {
    return { kind: 'notTaken', failure: failureOfPage(text), detail: `HTTP ${status}` }
  }
  const body = parseJson(text)
  const refusal = refusalSchema.safeParse(body)
  if (refusal.success && refusal.data.code < 0 && isDecision(status, refusal.data.code, call)) {
    const { code, message } = refusal.data
    const tokenRejected = status === 401 || TOKEN_REJECTED_CODES.has(code)
    return { kind: 'refused', code, message: withoutNumbers(message), tokenRejected }
  }
  return status === 200 && body !== undefined ? { kind: 'done', body } : { kind: 'unreadable' }
}

/** A refusal in the house's words. A code the table does not know is about the sign-in or about the request itself. */
export function refusedBy(
  { code, message, tokenRejected }: Extract<GatewayReply, { kind: 'refused' }>,
  unlisted: FailureCode = tokenRejected ? 'tax.credentialsRejected' : 'tax.refused',
): Outcome<never> {
  return refused(popbillFailure(code) ?? unlisted, message, String(code))
}

/**
 * A code the table knows is a decision, whatever the status; so is a success that carries one, and 401, which comes before
 * anything is processed. A code nobody knows beside a time-out (408) or a server error may be a crash half-way, and of a
 * submission no other failure is trusted either, since asking for the document settles it at no risk.
 */
function isDecision(status: number, code: number, call: GatewayCall): boolean {
  if (popbillFailure(code) !== undefined) return true
  if (status === 401 || (status >= 200 && status < 300)) return true
  return call === 'question' && status < 500 && status !== 408
}

/** A gateway in maintenance (점검) says so on its page; otherwise it is simply too busy. */
function failureOfPage(text: string): FailureCode {
  return /점검|maintenance/i.test(text) ? 'tax.maintenance' : 'tax.gatewayOverloaded'
}

/** Eight digits or more, however they are set apart: `010 1234 5678`, `(010)1234-5678`. */
const LONG_NUMBER = /\d(?:[\s.()-]*\d){7,}/g

/** A message goes into the record, so an identifier the gateway echoes back is taken out of it, group by group. */
function withoutNumbers(message: string): string {
  return message.replace(LONG_NUMBER, (number) => number.replace(/\d+(?:-+\d+)*/g, '***')).slice(0, 200)
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/**
 * What an HTTP reply from PortOne means. Only a reply that says in so many words that nothing was taken counts as that; a
 * 500 or 504 can come after the work was done, so it says nothing, and the payment company's own error (502
 * `PG_PROVIDER`) is for the caller to look into.
 */
import type { FailureCode } from '../../../src/domain/failures.js'
import { portoneFailure } from '../../../src/domain/gateway-codes/portone-codes.js'
import type { HttpReply } from '../../http/http-exchange.js'
import { errorSchema } from './portone-wire.js'

export interface PortoneRefusal {
  readonly kind: 'refused'
  /** PortOne's error type, e.g. `CHANNEL_NOT_FOUND`. */
  readonly type: string
  readonly failure: FailureCode
  /** For a person who asks why; without any number that could be a customer's. */
  readonly detail: string
  /** The type, with the payment company's code behind it where there is one: `PG_PROVIDER/8531`. */
  readonly hostCode: string
}

export type PortoneReply =
  | { readonly kind: 'done'; readonly body: unknown }
  | PortoneRefusal
  /** It said it did not take the request (503, 429). */
  | { readonly kind: 'notTaken'; readonly failure: FailureCode; readonly detail: string }
  /** The same submission is still being worked on (409 `IDEMPOTENCY_OUTSTANDING_REQUEST`). */
  | { readonly kind: 'underWay' }
  | { readonly kind: 'unreadable' }

/** Whether the call would leave something behind. What did not may be taken at its word more readily. */
export type PortoneCallKind = 'submission' | 'question'

export function readPortoneReply({ status, text }: HttpReply, call: PortoneCallKind): PortoneReply {
  if (status === 503 || status === 429) {
    return { kind: 'notTaken', failure: failureOfPage(text), detail: `HTTP ${status}` }
  }
  const body = parseJson(text)
  if (status >= 200 && status < 300) return body === undefined ? { kind: 'unreadable' } : { kind: 'done', body }
  const error = errorSchema.safeParse(body)
  if (!error.success) return { kind: 'unreadable' }
  const { type, message, pgCode, pgMessage } = error.data
  if (type === 'IDEMPOTENCY_OUTSTANDING_REQUEST') return { kind: 'underWay' }
  const failure = portoneFailure(type) ?? unlistedFailure(status, call)
  if (!failure) return { kind: 'unreadable' }
  return {
    kind: 'refused',
    type,
    failure,
    detail: withoutNumbers(pgMessage ?? message ?? ''),
    hostCode: pgCode && /^[\w.-]{1,40}$/.test(pgCode) ? `${type}/${pgCode}` : type,
  }
}

/**
 * 401 comes before anything is processed, whatever type stands beside it. Any other type nobody knows may hide a
 * submission that was taken, and asking for the document settles that at no risk; a question left nothing behind, unless
 * the server broke down over it.
 */
function unlistedFailure(status: number, call: PortoneCallKind): FailureCode | undefined {
  if (status === 401) return 'tax.credentialsRejected'
  return call === 'question' && status < 500 && status !== 408 ? 'tax.refused' : undefined
}

/** A gateway in maintenance (점검) says so on its page; otherwise it is simply too busy. */
function failureOfPage(text: string): FailureCode {
  return /점검|maintenance/i.test(text) ? 'tax.maintenance' : 'tax.gatewayOverloaded'
}

/** Eight digits or more, however they are set apart, are an identifier somebody echoed. */
function withoutNumbers(message: string): string {
  return message.replace(/\d(?:[\s.()*-]*\d){7,}/g, '***').slice(0, 200)
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/**
 * What an HTTP reply from the gateway means. Only a reply that says in so many words that nothing was taken counts as
 * that; a 500, 502 or 504 can come after the work was done, so it says nothing.
 */
import type { FailureCode } from '../../../src/domain/failures.js'
import type { HttpReply } from './http-exchange.js'
import { failureOfCode, TOKEN_REJECTED_CODES } from './popbill-codes.js'
import { refusalSchema } from './popbill-wire.js'

export type GatewayReply =
  | { readonly kind: 'done'; readonly body: unknown }
  /** The gateway's own `{code, message}`: it certainly did not happen. */
  | { readonly kind: 'refused'; readonly code: number; readonly message: string; readonly tokenRejected: boolean }
  /** It said it did not take the request (503, 429). */
  | { readonly kind: 'notTaken'; readonly failure: FailureCode; readonly detail: string }
  | { readonly kind: 'unreadable' }

export function readGatewayReply({ status, text }: HttpReply): GatewayReply {
  const body = parseJson(text)
  const refusal = refusalSchema.safeParse(body)
  if (refusal.success && refusal.data.code < 0 && speaksForItself(status, refusal.data.code)) {
    const { code, message } = refusal.data
    const tokenRejected = status === 401 || TOKEN_REJECTED_CODES.has(code)
    return { kind: 'refused', code, message: withoutNumbers(message), tokenRejected }
  }
  if (status === 503 || status === 429) {
    return { kind: 'notTaken', failure: failureOfPage(text), detail: `HTTP ${status}` }
  }
  return status === 200 && body !== undefined ? { kind: 'done', body } : { kind: 'unreadable' }
}

/** A server error that carries a code nobody knows may be a crash half-way; a known code is a decision, whatever the status. */
function speaksForItself(status: number, code: number): boolean {
  return status < 500 || failureOfCode(code) !== undefined
}

/** A gateway in maintenance (점검) says so on its page; otherwise it is simply too busy. */
function failureOfPage(text: string): FailureCode {
  return /점검|maintenance/i.test(text) ? 'tax.maintenance' : 'tax.gatewayOverloaded'
}

/** A message goes into the record, so an identifier the gateway echoes back is taken out of it. */
function withoutNumbers(message: string): string {
  return message.replace(/\d(?:[\d-]{6,})\d/g, '***').slice(0, 200)
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

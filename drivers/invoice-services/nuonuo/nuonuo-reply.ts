/**
 * What an HTTP reply from 诺诺 means. It answers 200 with `{code, describe, result}` to everything it has understood; any
 * other status comes from something in front of it and proves nothing, but for those that say “not taken”.
 */
import { z } from 'zod'
import { NUONUO_TOKEN_REJECTED } from '../../../src/domain/gateway-codes/nuonuo-codes.js'
import type { HttpReply } from '../../http/http-exchange.js'

const SUCCESS = 'E0000'

const replySchema = z.object({
  code: z.string().min(1),
  describe: z.string().nullish(),
  result: z.unknown().optional(),
})

export type ServiceReply =
  | { readonly kind: 'done'; readonly result: unknown }
  | { readonly kind: 'refused'; readonly code: string; readonly message: string; readonly tokenRejected: boolean }
  /** 503, 429: it said that it did not take the request. */
  | { readonly kind: 'notTaken'; readonly detail: string }
  | { readonly kind: 'unreadable' }

export function readServiceReply({ status, text }: HttpReply): ServiceReply {
  if (status === 503 || status === 429) return { kind: 'notTaken', detail: `HTTP ${status}` }
  const reply = replySchema.safeParse(parseJson(text))
  if (status !== 200 || !reply.success) return { kind: 'unreadable' }
  const { code, describe, result } = reply.data
  if (code === SUCCESS) return { kind: 'done', result }
  const message = withoutNumbers(describe ?? '')
  return { kind: 'refused', code, message, tokenRejected: NUONUO_TOKEN_REJECTED.has(code) }
}

/** Eight digits or capitals or more, at least one of them a digit: phone, tax and invoice numbers, however set apart. */
const LONG_NUMBER = /(?=[A-Z -]*\d)[A-Z0-9](?:[ .()-]?[A-Z0-9]){7,}/g

/** A message goes into the record, so an identifier echoed in it is taken out. */
export function withoutNumbers(message: string): string {
  return message.slice(0, 1_000).replace(LONG_NUMBER, '***').slice(0, 200)
}

export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

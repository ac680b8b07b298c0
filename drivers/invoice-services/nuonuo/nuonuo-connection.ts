/**
 * One signed call to 诺诺: token, signature, POST, and what the reply is worth. A call the platform turned down over its
 * token was not processed, so it is made once more with a fresh one; nothing else is ever sent twice.
 */
import { type Outcome, unavailable, unknown } from '../../../src/domain/outcome.js'
import type { Clock } from '../../../src/ports/clock.js'
import type { Random } from '../../../src/ports/random.js'
import { exchange } from '../../http/http-exchange.js'
import { readServiceReply, type ServiceReply } from './nuonuo-reply.js'
import { newNonce, newSenid, nuonuoSignature } from './nuonuo-signature.js'
import type { NuonuoTokens } from './nuonuo-tokens.js'
import { NUONUO_METHODS, type NuonuoCall } from './nuonuo-wire.js'

export interface ConnectionSettings {
  /** e.g. `https://sdk.nuonuo.com/open/v1/services`. */
  readonly apiUrl: string
  readonly appKey: string
  readonly appSecret: string
  /** The seller's tax number: the header `userTax`. */
  readonly userTax: string
  readonly requestMs: number
  readonly clock: Clock
  readonly random: Random
  readonly tokens: NuonuoTokens
}

/** A reply worth reading on, or an outcome that already ends the call. */
export type CallAnswer =
  | Extract<ServiceReply, { kind: 'done' | 'refused' }>
  | { readonly kind: 'ended'; readonly outcome: Outcome<never> }

export class NuonuoConnection {
  constructor(private readonly settings: ConnectionSettings) {}

  async call(call: NuonuoCall, content: object, signal: AbortSignal): Promise<CallAnswer> {
    const answer = await this.#callOnce(call, content, signal)
    if (answer.kind !== 'refused' || !answer.tokenRejected || !this.settings.tokens.forget()) return answer
    return this.#callOnce(call, content, signal)
  }

  async #callOnce(call: NuonuoCall, content: object, signal: AbortSignal): Promise<CallAnswer> {
    const { apiUrl, appKey, appSecret, userTax, requestMs, clock, random, tokens } = this.settings
    const token = await tokens.obtain(signal)
    if (token.kind !== 'accepted') return { kind: 'ended', outcome: token }
    const body = JSON.stringify(content)
    const url = new URL(apiUrl)
    const senid = newSenid(random)
    const nonce = newNonce(random)
    const timestamp = String(Math.floor(clock.now() / 1000))
    url.search = new URLSearchParams({ senid, nonce, timestamp, appkey: appKey }).toString()
    const sign = nuonuoSignature({ appKey, appSecret, path: url.pathname, senid, nonce, timestamp, body })
    const request = {
      url: url.href,
      method: 'POST',
      headers: {
        'content-type': 'application/json;charset=UTF-8',
        'x-nuonuo-sign': sign,
        accesstoken: token.value,
        usertax: userTax,
        method: NUONUO_METHODS[call],
      },
      body,
    } as const
    const exchanged = await exchange(request, requestMs, clock, signal)
    if (exchanged.kind === 'neverSent') {
      return { kind: 'ended', outcome: unavailable('invoice.unreachable', exchanged.detail) }
    }
    if (exchanged.kind === 'lost') return { kind: 'ended', outcome: unknown(exchanged.reason) }
    const reply = readServiceReply(exchanged.reply)
    if (reply.kind === 'notTaken') return { kind: 'ended', outcome: unavailable('invoice.busy', reply.detail) }
    if (reply.kind === 'unreadable') return { kind: 'ended', outcome: unknown('unreadable-reply') }
    return reply
  }
}

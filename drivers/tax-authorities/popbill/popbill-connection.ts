/**
 * Calls to Popbill with a session token: one request each, its reply read as far as it can be trusted. Whoever calls finds
 * either a reply worth reading on or the outcome that ends the call.
 */
import { type Outcome, unavailable, unknown } from '../../../src/domain/outcome.js'
import type { Clock } from '../../../src/ports/clock.js'
import { exchange, type HttpRequest } from '../../http/http-exchange.js'
import { GatewayClock } from './gateway-clock.js'
import { type GatewayReply, readGatewayReply } from './gateway-reply.js'
import { type LinkhubSettings, LinkhubTokens, unreachable } from './linkhub-tokens.js'

export interface PopbillLimits {
  /** One request to Linkhub for a session token. */
  readonly tokenMs: number
  /** One request to Popbill, from connecting to the last byte of the reply. */
  readonly requestMs: number
}

export interface ConnectionSettings extends Omit<LinkhubSettings, 'limitMs' | 'gatewayClock'> {
  /** Popbill's base URL, without a slash at the end. */
  readonly apiUrl: string
  readonly limits: PopbillLimits
}

export interface PopbillCall extends Pick<HttpRequest, 'method' | 'body' | 'mostBytes'> {
  readonly path: string
  /** What `X-HTTP-Method-Override` says; present on what leaves a document behind. */
  readonly override?: 'ISSUE' | 'REVOKEISSUE'
}

/** A reply worth reading on, or an outcome that already ends the call. */
export type PopbillAnswer =
  | Extract<GatewayReply, { kind: 'done' | 'refused' }>
  | { readonly kind: 'ended'; readonly outcome: Outcome<never> }

export class PopbillConnection {
  readonly #settings: ConnectionSettings
  readonly #gatewayClock: GatewayClock
  readonly #clock: Clock
  readonly #tokens: LinkhubTokens
  readonly #closing = new AbortController()

  constructor(settings: ConnectionSettings) {
    this.#settings = settings
    this.#clock = settings.clock
    this.#gatewayClock = new GatewayClock(settings.clock)
    this.#tokens = new LinkhubTokens({
      ...settings,
      limitMs: settings.limits.tokenMs,
      gatewayClock: this.#gatewayClock,
    })
  }

  /** The till's clock minus the gateway's, milliseconds; undefined until a reply told the time. */
  get clockAheadMs(): number | undefined {
    return this.#gatewayClock.aheadMs
  }

  /** A token refused is a call refused, so one more try with a fresh token cannot do anything twice. */
  async call(call: PopbillCall, signal: AbortSignal): Promise<PopbillAnswer> {
    const either = AbortSignal.any([signal, this.#closing.signal])
    const answer = await this.#callOnce(call, either)
    if (answer.kind !== 'refused' || !answer.tokenRejected) return answer
    return this.#callOnce(call, either)
  }

  close(): void {
    this.#closing.abort()
  }

  async #callOnce(call: PopbillCall, signal: AbortSignal): Promise<PopbillAnswer> {
    const token = await this.#tokens.obtain(signal)
    if (token.kind !== 'accepted') return { kind: 'ended', outcome: token }
    const sentAt = this.#clock.now()
    const exchanged = await exchange(
      this.#request(call, token.value),
      this.#settings.limits.requestMs,
      this.#clock,
      signal,
    )
    if (exchanged.kind === 'neverSent') return { kind: 'ended', outcome: unreachable(exchanged.detail) }
    if (exchanged.kind === 'lost') return { kind: 'ended', outcome: unknown(exchanged.reason) }
    if (exchanged.reply.date !== undefined) this.#gatewayClock.observe(exchanged.reply.date, sentAt)
    const reply = readGatewayReply(exchanged.reply, call.override === undefined ? 'question' : 'submission')
    if (reply.kind === 'notTaken') return { kind: 'ended', outcome: unavailable(reply.failure, reply.detail) }
    if (reply.kind === 'unreadable') return { kind: 'ended', outcome: unknown('unreadable-reply') }
    if (reply.kind === 'refused' && reply.tokenRejected) this.#tokens.forget(token.value)
    return reply
  }

  #request({ path, override, ...call }: PopbillCall, token: string): HttpRequest {
    return {
      ...call,
      url: `${this.#settings.apiUrl}${path}`,
      headers: {
        authorization: `Bearer ${token}`,
        ...(override === undefined ? {} : { 'x-http-method-override': override }),
        ...(call.body === undefined ? {} : { 'content-type': 'application/json; charset=utf-8' }),
      },
    }
  }
}

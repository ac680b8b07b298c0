/**
 * Session tokens from Linkhub, kept until shortly before they expire and asked for once however many calls want one. A call
 * that fails here was never made to Popbill itself, so no outcome of this file is ever `unknown`.
 */
import { accepted, type Outcome, refused, unavailable } from '../../../src/domain/outcome.js'
import type { Clock } from '../../../src/ports/clock.js'
import { type Exchange, exchange, type HttpRequest } from '../../http/http-exchange.js'
import type { GatewayClock } from './gateway-clock.js'
import { readGatewayReply, refusedBy } from './gateway-reply.js'
import { LINKHUB_VERSION, linkhubSignature } from './linkhub-signature.js'
import { tokenSchema } from './popbill-wire.js'
import { SharedWork } from './shared-work.js'
import { CLOCK_CODE } from './steering-codes.js'

/** A token this close to its end could expire on the way. */
const MARGIN_MS = 2 * 60 * 1000

/** `140` is the cash receipt service. */
const SCOPE = ['member', '140']

export interface LinkhubSettings {
  /** e.g. `https://auth.linkhub.co.kr`, without a slash at the end. */
  readonly authUrl: string
  readonly linkId: string
  /** base64. */
  readonly secretKey: string
  /** The member's business number, ten digits. */
  readonly corpNum: string
  readonly isTest: boolean
  readonly limitMs: number
  readonly clock: Clock
  /** What is known of the gateway's time; learns from every reply. */
  readonly gatewayClock: GatewayClock
}

export class LinkhubTokens {
  readonly #settings: LinkhubSettings
  readonly #signIn = new SharedWork((signal) => this.#newToken(signal))
  #kept: { readonly token: string; readonly expiresAt: number } | undefined

  constructor(settings: LinkhubSettings) {
    this.#settings = settings
  }

  /** A token good for the next call: the kept one, or a new one. */
  async obtain(signal: AbortSignal): Promise<Outcome<string>> {
    const { gatewayClock } = this.#settings
    if (this.#kept && gatewayClock.now() < this.#kept.expiresAt - MARGIN_MS) return accepted(this.#kept.token)
    return this.#signIn.join(signal, unavailable('tax.gatewayUnreachable', 'token: interrupted'))
  }

  /** The gateway no longer takes this token. One that came in its place meanwhile is kept. */
  forget(token: string): void {
    if (this.#kept?.token === token) this.#kept = undefined
  }

  async #newToken(signal: AbortSignal): Promise<Outcome<string>> {
    const first = this.#read(await this.#exchange(this.#signedRequest(), signal))
    if (first.kind !== 'refused' || first.hostCode !== String(CLOCK_CODE)) return first
    await this.#askTheTime(signal)
    if (!this.#settings.gatewayClock.isFar) {
      const again = this.#read(await this.#exchange(this.#signedRequest(), signal))
      if (again.kind !== 'refused' || again.hostCode !== first.hostCode) return again
    }
    return refused('tax.clockWrong', this.#clockDetail(), first.hostCode)
  }

  /** `GET /Time`: Linkhub's own time, as its clients sign with. When it gives none, the replies' dates must do. */
  async #askTheTime(signal: AbortSignal): Promise<void> {
    const { authUrl, clock, gatewayClock } = this.#settings
    const sentAt = clock.now()
    const exchanged = await this.#exchange({ url: `${authUrl}/Time`, method: 'GET', headers: {} }, signal)
    if (exchanged.kind !== 'replied' || exchanged.reply.status !== 200) return
    const told = Date.parse(exchanged.reply.text.trim())
    if (!Number.isNaN(told)) gatewayClock.observe(told, sentAt)
  }

  #clockDetail(): string {
    const { aheadMs } = this.#settings.gatewayClock
    if (!aheadMs) return 'the till’s clock is not the gateway’s'
    const minutes = Math.round(Math.abs(aheadMs) / 60_000)
    return `the till’s clock is ${minutes} min ${aheadMs > 0 ? 'ahead of' : 'behind'} the gateway’s`
  }

  async #exchange(request: HttpRequest, signal: AbortSignal): Promise<Exchange> {
    const { clock, gatewayClock, limitMs } = this.#settings
    const sentAt = clock.now()
    const exchanged = await exchange(request, limitMs, clock, signal)
    if (exchanged.kind === 'replied' && exchanged.reply.date !== undefined) {
      gatewayClock.observe(exchanged.reply.date, sentAt)
    }
    return exchanged
  }

  #signedRequest() {
    const { authUrl, linkId, secretKey, corpNum, isTest, gatewayClock } = this.#settings
    const path = `/${isTest ? 'POPBILL_TEST' : 'POPBILL'}/Token`
    const body = JSON.stringify({ access_id: corpNum, scope: SCOPE })
    const date = new Date(gatewayClock.signingTime()).toISOString()
    return {
      url: `${authUrl}${path}`,
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'x-lh-date': date,
        'x-lh-version': LINKHUB_VERSION,
        authorization: `LINKHUB ${linkId} ${linkhubSignature({ secretKey, body, date, path })}`,
      },
      body,
    } as const
  }

  #read(exchanged: Exchange): Outcome<string> {
    if (exchanged.kind === 'neverSent') return unreachable(exchanged.detail)
    if (exchanged.kind === 'lost') {
      // The service is there but slow, or it went away: either way only the token was asked for.
      const failure = exchanged.reason === 'timeout' ? 'tax.gatewayOverloaded' : 'tax.gatewayUnreachable'
      return unavailable(failure, `token: ${exchanged.reason}`)
    }
    const reply = readGatewayReply(exchanged.reply, 'question')
    switch (reply.kind) {
      case 'refused':
        return refusedBy(reply, 'tax.credentialsRejected')
      case 'notTaken':
        return unavailable(reply.failure, `token: ${reply.detail}`)
      case 'unreadable':
        return unavailable('tax.gatewayUnreachable', `token: unreadable reply, HTTP ${exchanged.reply.status}`)
      case 'done':
        return this.#keepToken(reply.body)
    }
  }

  #keepToken(body: unknown): Outcome<string> {
    const reply = tokenSchema.safeParse(body)
    if (!reply.success) return unavailable('tax.gatewayUnreachable', 'token: unreadable reply')
    const expiresAt = Date.parse(reply.data.expiration)
    // A token whose end cannot be read is good for this one call.
    this.#kept = Number.isNaN(expiresAt) ? undefined : { token: reply.data.session_token, expiresAt }
    return accepted(reply.data.session_token)
  }
}

/** A certificate that is not valid yet is one thing: a till whose clock stands in the past. */
export function unreachable(detail: string): Outcome<never> {
  return unavailable(detail === 'CERT_NOT_YET_VALID' ? 'tax.clockWrong' : 'tax.gatewayUnreachable', detail)
}

/**
 * Session tokens from Linkhub, kept until shortly before they expire. A call that fails here was never made to Popbill
 * itself, so no outcome of this file is ever `unknown`.
 */
import { accepted, type Outcome, refused, unavailable } from '../../../src/domain/outcome.js'
import type { Clock } from '../../../src/ports/clock.js'
import { readGatewayReply } from './gateway-reply.js'
import { type Exchange, exchange } from './http-exchange.js'
import { LINKHUB_VERSION, linkhubSignature } from './linkhub-signature.js'
import { failureOfCode } from './popbill-codes.js'
import { tokenSchema } from './popbill-wire.js'

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
}

export class LinkhubTokens {
  readonly #settings: LinkhubSettings
  #kept: { readonly token: string; readonly expiresAt: number } | undefined

  constructor(settings: LinkhubSettings) {
    this.#settings = settings
  }

  /** A token good for the next call: the kept one, or a new one. */
  async obtain(signal: AbortSignal): Promise<Outcome<string>> {
    const { clock, limitMs } = this.#settings
    if (this.#kept && clock.now() < this.#kept.expiresAt - MARGIN_MS) return accepted(this.#kept.token)
    return this.#keep(await exchange(this.#signedRequest(), limitMs, clock, signal))
  }

  /** The gateway no longer takes the kept token. */
  forget(): void {
    this.#kept = undefined
  }

  #signedRequest() {
    const { authUrl, linkId, secretKey, corpNum, isTest, clock } = this.#settings
    const path = `/${isTest ? 'POPBILL_TEST' : 'POPBILL'}/Token`
    const body = JSON.stringify({ access_id: corpNum, scope: SCOPE })
    const date = new Date(clock.now()).toISOString()
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

  #keep(exchanged: Exchange): Outcome<string> {
    if (exchanged.kind === 'neverSent') return unavailable('tax.gatewayUnreachable', exchanged.detail)
    if (exchanged.kind === 'lost') {
      // The service is there but slow, or it went away: either way only the token was asked for.
      const failure = exchanged.reason === 'timeout' ? 'tax.gatewayOverloaded' : 'tax.gatewayUnreachable'
      return unavailable(failure, `token: ${exchanged.reason}`)
    }
    const reply = readGatewayReply(exchanged.reply, 'question')
    switch (reply.kind) {
      case 'refused':
        return refused(failureOfCode(reply.code) ?? 'tax.credentialsRejected', reply.message, String(reply.code))
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

/**
 * 诺诺's access tokens (OAuth client credentials), kept until shortly before they expire. A call that fails here was never
 * made to the invoice service, so no outcome of this file is ever `unknown`.
 */
import { z } from 'zod'
import { nuonuoFailure } from '../../../src/domain/gateway-codes/nuonuo-codes.js'
import { accepted, type Outcome, refused, unavailable } from '../../../src/domain/outcome.js'
import type { Clock } from '../../../src/ports/clock.js'
import { type Exchange, exchange } from '../../http/http-exchange.js'
import { parseJson, withoutNumbers } from './nuonuo-reply.js'
import type { TokenStore } from './token-store.js'

/** A token this close to its end could expire on the way. */
const MARGIN_MS = 2 * 60 * 1000
/** A token turned down within this long of getting it is not what is wrong; another of the fifty would not help. */
const YOUNGEST_RENEWED_MS = 10 * 60 * 1000

const tokenSchema = z.object({ access_token: z.string().min(1), expires_in: z.coerce.number().positive() })
const refusalSchema = z.object({
  code: z.string().optional(),
  error: z.string().optional(),
  describe: z.string().optional(),
  error_description: z.string().optional(),
})

export interface TokenSettings {
  /** e.g. `https://open.nuonuo.com/accessToken`. */
  readonly authUrl: string
  readonly appKey: string
  readonly appSecret: string
  readonly limitMs: number
  readonly clock: Clock
  readonly store: TokenStore
}

export class NuonuoTokens {
  constructor(private readonly settings: TokenSettings) {}

  /** A token good for the next call: the kept one, or a new one. */
  async obtain(signal: AbortSignal): Promise<Outcome<string>> {
    const { authUrl, appKey, appSecret, limitMs, clock, store } = this.settings
    const kept = store.read()
    if (kept && clock.now() < kept.expiresAt - MARGIN_MS) return accepted(kept.token)
    const request = {
      url: authUrl,
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded;charset=UTF-8' },
      body: new URLSearchParams({
        client_id: appKey,
        client_secret: appSecret,
        grant_type: 'client_credentials',
      }).toString(),
    } as const
    return this.#keep(await exchange(request, limitMs, clock, signal))
  }

  /** The service no longer takes the kept token. False when a new one would only be wasted. */
  forget(): boolean {
    const { clock, store } = this.settings
    const kept = store.read()
    if (kept && clock.now() - kept.obtainedAt < YOUNGEST_RENEWED_MS) return false
    store.write(undefined)
    return true
  }

  #keep(exchanged: Exchange): Outcome<string> {
    if (exchanged.kind === 'neverSent') return unavailable('invoice.unreachable', exchanged.detail)
    if (exchanged.kind === 'lost') {
      const failure = exchanged.reason === 'timeout' ? 'invoice.busy' : 'invoice.unreachable'
      return unavailable(failure, `token: ${exchanged.reason}`)
    }
    const { status, text } = exchanged.reply
    const body = parseJson(text)
    const token = tokenSchema.safeParse(body)
    if (status === 200 && token.success) return this.#keepToken(token.data)
    if (status === 429 || status >= 500) return unavailable('invoice.busy', `token: HTTP ${status}`)
    const refusal = refusalSchema.safeParse(body)
    const code = refusal.success ? (refusal.data.code ?? refusal.data.error) : undefined
    if (!refusal.success || code === undefined) {
      return unavailable('invoice.unreachable', `token: unreadable reply, HTTP ${status}`)
    }
    const { describe, error_description } = refusal.data
    const failure = nuonuoFailure(code) === 'invoice.refused' ? 'invoice.credentialsRejected' : nuonuoFailure(code)
    return refused(failure, withoutNumbers(describe ?? error_description ?? ''), code)
  }

  #keepToken({ access_token: token, expires_in: seconds }: z.infer<typeof tokenSchema>): Outcome<string> {
    const now = this.settings.clock.now()
    this.settings.store.write({ token, obtainedAt: now, expiresAt: now + seconds * 1000 })
    return accepted(token)
  }
}

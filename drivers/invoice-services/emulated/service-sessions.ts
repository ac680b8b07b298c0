/**
 * The platform's half of the emulated service: it hands out access tokens, so many a month, and recognises signed calls.
 * Written from the rule itself and not from the driver's signer, so that each is a check on the other.
 */
import { createHmac, timingSafeEqual } from 'node:crypto'
import type { ServiceAccount } from './emulated-account.js'
import type { ServiceRefusal } from './service-refusals.js'
import type { ServiceRules } from './service-rules.js'

/** A call as it arrived. Headers in lower case; the body byte for byte, because the signature covers it. */
export interface ServiceCall {
  readonly path: string
  readonly query: URLSearchParams
  readonly headers: Readonly<Record<string, string | undefined>>
  readonly body: string
}

export class ServiceSessions {
  readonly #tokens = new Map<string, { readonly givenAt: number; readonly expiresAt: number }>()

  constructor(
    private readonly account: ServiceAccount,
    private readonly rules: ServiceRules,
  ) {}

  /** A new token and its life, or why there is none. */
  open(form: URLSearchParams, now: number): { readonly token: string; readonly lifeSeconds: number } | ServiceRefusal {
    const { appKey, appSecret } = this.account
    const asks = form.get('grant_type') === 'client_credentials'
    if (!asks || form.get('client_id') !== appKey || form.get('client_secret') !== appSecret) return 'appKeyUnknown'
    const { tokenQuota, tokenQuotaMs, tokenLifeMs } = this.rules
    const recent = [...this.#tokens.values()].filter(({ givenAt }) => givenAt > now - tokenQuotaMs)
    if (recent.length >= tokenQuota) return 'tokensUsedUp'
    const token = createHmac('sha256', appSecret).update(`${now}/${this.#tokens.size}`).digest('hex')
    this.#tokens.set(token, { givenAt: now, expiresAt: now + tokenLifeMs })
    return { token, lifeSeconds: Math.floor(tokenLifeMs / 1000) }
  }

  /** Takes every token back, as a platform does that was set up anew. */
  revokeAll(): void {
    for (const [token, { givenAt }] of this.#tokens) this.#tokens.set(token, { givenAt, expiresAt: 0 })
  }

  /** Why the call is not let in, or undefined. */
  problemOf(call: ServiceCall, now: number): ServiceRefusal | undefined {
    const { headers, query } = call
    if (query.get('appkey') !== this.account.appKey) return 'appKeyUnknown'
    const token = this.#tokens.get(headers['accesstoken'] ?? '')
    if (!token || now >= token.expiresAt) return 'tokenRejected'
    const skewMs = Math.abs(now - Number(query.get('timestamp')) * 1000)
    if (!(skewMs <= this.rules.timestampWindowMs) || (query.get('senid') ?? '').length !== 32) return 'signatureWrong'
    if (!isEqual(headers['x-nuonuo-sign'] ?? '', this.#signatureOf(call))) return 'signatureWrong'
    return headers['usertax'] === this.account.seller ? undefined : 'sellerWrong'
  }

  /** The path from back to front, the key, the query's three, the body: one string, HMAC-SHA1, base64. */
  #signatureOf({ path, query, body }: ServiceCall): string {
    const segments = path.split('/').filter(Boolean).reverse()
    const named = ['a', 'l', 'p'].map((name, index) => `${name}=${segments[index] ?? ''}`)
    const rest = [
      `k=${this.account.appKey}`,
      `i=${query.get('senid')}`,
      `n=${query.get('nonce')}`,
      `t=${query.get('timestamp')}`,
      `f=${body}`,
    ]
    return createHmac('sha1', this.account.appSecret)
      .update([...named, ...rest].join('&'))
      .digest('base64')
  }
}

function isEqual(a: string, b: string): boolean {
  const [given, expected] = [Buffer.from(a), Buffer.from(b)]
  return given.length === expected.length && timingSafeEqual(given, expected)
}

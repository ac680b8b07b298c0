/**
 * One authorised call to PortOne and what became of it: sent once, within a limit, never repeated. Everything that ends a
 * call without a readable reply becomes an outcome here, so the driver above only reads answers.
 */
import { type Outcome, refused, unavailable, unknown } from '../../../src/domain/outcome.js'
import type { Clock } from '../../../src/ports/clock.js'
import { exchange } from '../../http/http-exchange.js'
import { type PortoneRefusal, type PortoneReply, readPortoneReply } from './portone-reply.js'

export interface PortoneLimits {
  /** One submission. PortOne asks its callers to wait 60 s at least: it waits for the payment company itself. */
  readonly submitMs: number
  /** One question. */
  readonly askMs: number
}

export interface PortoneConnectionSettings {
  readonly apiUrl: string
  readonly secret: string
  readonly clock: Clock
  readonly limits: PortoneLimits
}

/** A reply worth reading on, or an outcome that already ends the call. */
export type PortoneAnswer =
  | Extract<PortoneReply, { kind: 'done' | 'refused' }>
  | { readonly kind: 'ended'; readonly outcome: Outcome<never> }

export interface Submission {
  /** With its query, e.g. `/cash-receipts`. */
  readonly path: string
  readonly key: string
  /** JSON. */
  readonly body?: string
}

export class PortoneConnection {
  readonly #settings: PortoneConnectionSettings
  readonly #closing = new AbortController()

  constructor(settings: PortoneConnectionSettings) {
    this.#settings = settings
  }

  /** `POST`, which leaves something behind. */
  submit({ path, key, body }: Submission, signal: AbortSignal): Promise<PortoneAnswer> {
    const headers = { 'idempotency-key': key, ...(body !== undefined && { 'content-type': 'application/json' }) }
    return this.#call('POST', path, { headers, ...(body !== undefined && { body }) }, signal)
  }

  /** `GET`, which does not. */
  ask(path: string, signal: AbortSignal): Promise<PortoneAnswer> {
    return this.#call('GET', path, { headers: {} }, signal)
  }

  close(): void {
    this.#closing.abort()
  }

  async #call(
    method: 'GET' | 'POST',
    path: string,
    parts: { readonly headers: Readonly<Record<string, string>>; readonly body?: string },
    signal: AbortSignal,
  ): Promise<PortoneAnswer> {
    const { apiUrl, secret, clock, limits } = this.#settings
    const exchanged = await exchange(
      { ...parts, url: `${apiUrl}${path}`, method, headers: { ...parts.headers, authorization: `PortOne ${secret}` } },
      method === 'POST' ? limits.submitMs : limits.askMs,
      clock,
      AbortSignal.any([signal, this.#closing.signal]),
    )
    if (exchanged.kind === 'neverSent') return ended(unavailable('tax.gatewayUnreachable', exchanged.detail))
    if (exchanged.kind === 'lost') return ended(unknown(exchanged.reason))
    const reply = readPortoneReply(exchanged.reply, method === 'POST' ? 'submission' : 'question')
    switch (reply.kind) {
      case 'notTaken':
        return ended(unavailable(reply.failure, reply.detail))
      case 'underWay':
        // The one sent before has not been answered yet, and this one adds nothing to it.
        return ended(unknown('timeout'))
      case 'unreadable':
        return ended(unknown('unreadable-reply'))
      default:
        return reply
    }
  }
}

export function refusedBy({ failure, detail, hostCode }: PortoneRefusal): Outcome<never> {
  return refused(failure, detail, hostCode)
}

function ended(outcome: Outcome<never>): PortoneAnswer {
  return { kind: 'ended', outcome }
}

/**
 * One HTTP request and what became of it, with Node's own fetch. What matters here is not the reply but certainty: a
 * request that never left may simply be sent again, one that may have left must be asked about first.
 */
import type { UnknownReason } from '../../src/domain/outcome.js'
import type { Clock } from '../../src/ports/clock.js'
import { limit } from '../waiting.js'

/** More than any reply about one document; a longer one is not from the gateway. */
const LONGEST_REPLY_BYTES = 256 * 1024

/** The peer's certificate was refused in the TLS handshake, before the first byte of the request. A till's dead clock does it. */
const TLS_REFUSALS: ReadonlySet<string> = new Set([
  'CERT_HAS_EXPIRED',
  'CERT_NOT_YET_VALID',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'ERR_TLS_CERT_ALTNAME_INVALID',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
])

export interface HttpRequest {
  readonly url: string
  readonly method: 'GET' | 'POST'
  readonly headers: Readonly<Record<string, string>>
  readonly body?: string
  /** How long a reply may be; 256 KiB unless told. */
  readonly mostBytes?: number
}

export interface HttpReply {
  readonly status: number
  readonly text: string
  /** The `Date` header, epoch milliseconds of a whole second: the other side's clock as the reply was made. */
  readonly date?: number
}

export type Exchange =
  | { readonly kind: 'replied'; readonly reply: HttpReply }
  /** Certainly nothing left this machine. */
  | { readonly kind: 'neverSent'; readonly detail: string }
  /** It may have arrived. */
  | { readonly kind: 'lost'; readonly reason: UnknownReason }

/**
 * Sends the request and reads the whole reply within `limitMs`. Node's fetch limits the connecting itself to 10 s. Every
 * call takes its own connection (`connection: close`): on a kept one a gateway that restarted looks like a lost reply.
 * Redirects are not followed. Never rejects.
 */
export async function exchange(
  request: HttpRequest,
  limitMs: number,
  clock: Clock,
  signal: AbortSignal,
): Promise<Exchange> {
  if (signal.aborted) return { kind: 'neverSent', detail: 'stopped before sending' }
  const waiting = limit(clock, limitMs, signal)
  try {
    const response = await fetch(request.url, {
      method: request.method,
      headers: { ...request.headers, connection: 'close' },
      redirect: 'manual',
      signal: waiting.signal,
      ...(request.body === undefined ? {} : { body: request.body }),
    })
    const text = await readText(response, request.mostBytes ?? LONGEST_REPLY_BYTES)
    if (text === undefined) return { kind: 'lost', reason: 'unreadable-reply' }
    const date = Date.parse(response.headers.get('date') ?? '')
    return { kind: 'replied', reply: { status: response.status, text, ...(Number.isNaN(date) ? {} : { date }) } }
  } catch (error) {
    if (waiting.expired()) return { kind: 'lost', reason: 'timeout' }
    if (signal.aborted) return { kind: 'lost', reason: 'interrupted' }
    return causeNeverSent(error) ?? { kind: 'lost', reason: 'disconnected' }
  } finally {
    waiting.clear()
  }
}

/** The reply's text, or undefined when it is longer than any reply can be. */
async function readText(response: Response, mostBytes: number): Promise<string | undefined> {
  const chunks: Uint8Array[] = []
  let byteCount = 0
  for await (const chunk of response.body ?? []) {
    byteCount += chunk.byteLength
    if (byteCount > mostBytes) return undefined
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}

/**
 * Says `neverSent` only for errors that cannot come after the first byte: looking the name up, connecting, checking the
 * certificate. A reset, a closed socket and everything unheard of is undefined, that is: it may have arrived.
 */
export function causeNeverSent(error: unknown): Extract<Exchange, { kind: 'neverSent' }> | undefined {
  const cause = error instanceof Error ? error.cause : undefined
  const failures = cause instanceof AggregateError ? cause.errors : [cause]
  if (failures.length === 0 || !failures.every(happenedBeforeSending)) return undefined
  return { kind: 'neverSent', detail: codeOf(failures[0]) }
}

function happenedBeforeSending(failure: unknown): boolean {
  const code = codeOf(failure)
  if (code === 'UND_ERR_CONNECT_TIMEOUT' || TLS_REFUSALS.has(code)) return true
  // A system error names the call that failed: ECONNREFUSED and EHOSTUNREACH of `connect`, ENOTFOUND of `getaddrinfo`.
  const call = failure instanceof Error && 'syscall' in failure ? failure.syscall : undefined
  return call === 'connect' || call === 'getaddrinfo'
}

function codeOf(failure: unknown): string {
  return failure instanceof Error && 'code' in failure && typeof failure.code === 'string' ? failure.code : 'unknown'
}

/**
 * Who may speak to the server. A loopback port is no boundary: any page in a browser of this machine can reach it, by a form,
 * a script, or a name made to point here. So the Host must be ours, the Origin ours if there is one, and everybody proves
 * that they know the token: a program with each request, a browser once, for a cookie no script can read.
 */
import { createHash, timingSafeEqual } from 'node:crypto'
import { isIP } from 'node:net'
import { type Parsed, parsed, problem } from '../domain/parsed.js'
import type { Clock } from '../ports/clock.js'
import type { Random } from '../ports/random.js'
import type { PlainProblem } from './problem-titles.js'

export const SESSION_COOKIE = 'tillproof_session'
const SESSION_MS = 12 * 3_600_000
const MOST_SESSIONS = 32
/** Wrong tokens a minute, from everybody together: guessing 256 bits is hopeless, and flooding is stopped. */
const MOST_WRONG = 20
const MINUTE_MS = 60_000

/** What of a request decides; names in lower case, as Node gives them. */
export interface Visitor {
  readonly method: string
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>
}

export interface Session {
  readonly id: string
  /** To come back in `X-CSRF-Token` with everything that changes something. */
  readonly csrfToken: string
  /** Epoch milliseconds. */
  readonly expiresAt: number
}

export interface AccessOptions {
  readonly token: string
  readonly clock: Clock
  readonly random: Random
}

export class Access {
  readonly #options: AccessOptions
  readonly #sessions = new Map<string, Session>()
  #hosts: ReadonlySet<string> = new Set()
  #anyAddressAt: number | undefined
  #wrong: readonly number[] = []

  constructor(options: AccessOptions) {
    this.#options = options
  }

  /**
   * What a request may call this server; told once it listens.
   * @param anyAddressAt its port, where it listens at every address of the machine: each of them is then its own, as a name
   * can be made to point here but an address cannot.
   */
  answerTo(hosts: readonly string[], anyAddressAt?: number): void {
    this.#hosts = new Set(hosts.map((host) => host.toLowerCase()))
    this.#anyAddressAt = anyAddressAt
  }

  /** Whether it comes to us by our name and not from somebody else's page. */
  stranger({ headers }: Visitor): PlainProblem | undefined {
    const host = one(headers['host']).toLowerCase()
    if (!this.#hosts.has(host) && !this.#isOurAddress(host)) return 'strangeHost'
    const origin = one(headers['origin'])
    const site = one(headers['sec-fetch-site'])
    const isOurs = (origin === '' || origin === `http://${host}`) && ['', 'none', 'same-origin'].includes(site)
    return isOurs ? undefined : 'strangeOrigin'
  }

  /** Whether it knows the token, or has a session that does. */
  refusal(visitor: Visitor): PlainProblem | undefined {
    const { headers, method } = visitor
    const bearer = /^Bearer (\S{1,200})$/i.exec(one(headers['authorization']))?.[1]
    if (bearer !== undefined) return this.#tokenProblem(bearer)
    const session = this.#sessionOf(headers)
    if (!session) return 'unauthorised'
    if (method === 'GET' || method === 'HEAD') return undefined
    return isSame(one(headers['x-csrf-token']), session.csrfToken) ? undefined : 'noCsrfToken'
  }

  signIn(token: string): Parsed<Session, PlainProblem> {
    const wrong = this.#tokenProblem(token)
    if (wrong) return problem(wrong)
    const { random, clock } = this.#options
    const word = () => Buffer.from(random.bytes(32)).toString('base64url')
    const session = { id: word(), csrfToken: word(), expiresAt: clock.now() + SESSION_MS }
    this.#sessions.set(digest(session.id).toString('hex'), session)
    const [oldest] = this.#sessions.keys()
    if (this.#sessions.size > MOST_SESSIONS && oldest !== undefined) this.#sessions.delete(oldest)
    return parsed(session)
  }

  signOut(visitor: Visitor): void {
    this.#sessions.delete(sessionKey(visitor) ?? '')
  }

  #isOurAddress(host: string): boolean {
    const [, address = '', port] = /^\[?([^\]]+?)\]?:(\d+)$/.exec(host) ?? []
    return this.#anyAddressAt !== undefined && Number(port) === this.#anyAddressAt && isIP(address) !== 0
  }

  /** Whoever knows the token is let in however many others guess: they must not close the till to the counter. */
  #tokenProblem(token: string): PlainProblem | undefined {
    if (isSame(token, this.#options.token)) return undefined
    const now = this.#options.clock.now()
    this.#wrong = this.#wrong.filter((at) => at > now - MINUTE_MS && at <= now)
    if (this.#wrong.length >= MOST_WRONG) return 'tooManyTries'
    this.#wrong = [...this.#wrong, now]
    return 'unauthorised'
  }

  #sessionOf(headers: Visitor['headers']): Session | undefined {
    const key = sessionKey({ headers }) ?? ''
    const session = this.#sessions.get(key)
    if (session && session.expiresAt > this.#options.clock.now()) return session
    this.#sessions.delete(key)
    return undefined
  }
}

/** Names the session of a request to whoever keeps something for it; says nothing of its cookie. Undefined without one. */
export function sessionKey({ headers }: Pick<Visitor, 'headers'>): string | undefined {
  const cookie = cookieIn(headers)
  return cookie === '' ? undefined : digest(cookie).toString('hex')
}

function cookieIn(headers: Visitor['headers']): string {
  const cookies = one(headers['cookie']).slice(0, 4_096).split(/;\s*/)
  return cookies.find((cookie) => cookie.startsWith(`${SESSION_COOKIE}=`))?.slice(SESSION_COOKIE.length + 1) ?? ''
}

/** A header that came twice is no header. */
function one(value: string | readonly string[] | undefined): string {
  return typeof value === 'string' ? value : ''
}

/** In the same time wherever they differ. */
function isSame(given: string, expected: string): boolean {
  return timingSafeEqual(digest(given), digest(expected))
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest()
}

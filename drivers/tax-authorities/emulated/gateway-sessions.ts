/**
 * Linkhub's half of the emulated gateway: it checks who asks, hands out session tokens and recognises them. Written from
 * the rule itself and not from the driver's signer, so that each is a check on the other.
 */
import { createHash, createHmac, timingSafeEqual } from 'node:crypto'
import { z } from 'zod'
import type { GatewayMember } from './emulated-account.js'
import type { GatewayRefusal } from './gateway-refusals.js'
import type { GatewayRules } from './gateway-rules.js'

/** A token request as it arrived. Headers in lower case; the body byte for byte, because the signature covers it. */
export interface TokenRequest {
  readonly path: string
  readonly headers: Readonly<Record<string, string | undefined>>
  readonly body: string
  /** The caller's IP address. */
  readonly from: string
}

export interface Session {
  readonly token: string
  readonly corpNum: string
  readonly linkId: string
  readonly expiresAt: number
}

const bodySchema = z.object({ access_id: z.string(), scope: z.array(z.string()) })

export class GatewaySessions {
  readonly #members: readonly GatewayMember[]
  readonly #rules: GatewayRules
  readonly #sessions = new Map<string, Session>()

  constructor(members: readonly GatewayMember[], rules: GatewayRules) {
    this.#members = members
    this.#rules = rules
  }

  /** A new session, or why there is none. */
  open(request: TokenRequest, now: number): Session | GatewayRefusal {
    const [scheme, linkId = '', signature = ''] = (request.headers['authorization'] ?? '').split(' ')
    const partner = this.#members.find((member) => member.linkId === linkId)
    if (scheme !== 'LINKHUB' || !partner) return 'linkIdUnknown'
    if (!this.isAllowed(request.from)) return 'addressNotAllowed'
    const skewMs = Math.abs(now - Date.parse(request.headers['x-lh-date'] ?? ''))
    if (!(skewMs <= this.#rules.dateWindowMs)) return 'dateOutsideWindow'
    if (!isEqual(signature, expectedSignature(request, partner.secretKey))) return 'signatureMismatch'
    const corpNum = allowedMember(request.body)
    const member = this.#members.find((each) => each.linkId === linkId && each.corpNum === corpNum)
    return member ? this.#newSession(member, now) : 'notJoined'
  }

  /** The member a `Bearer` token speaks for, while it lasts. */
  memberOf(authorization: string | undefined, now: number): string | undefined {
    const session = this.#sessions.get((authorization ?? '').replace(/^Bearer /, ''))
    return session && now < session.expiresAt ? session.corpNum : undefined
  }

  isAllowed(address: string): boolean {
    const { allowedAddresses } = this.#rules
    return allowedAddresses.length === 0 || allowedAddresses.includes(address.replace(/^::ffff:/, ''))
  }

  #newSession({ linkId, corpNum, secretKey }: GatewayMember, now: number): Session {
    const serial = `${corpNum}/${now}/${this.#sessions.size + 1}`
    const token = createHmac('sha256', secretKey).update(serial).digest('base64url')
    const session = { token, corpNum, linkId, expiresAt: now + this.#rules.tokenLifeMs }
    this.#sessions.set(token, session)
    return session
  }
}

/** The lines signed: method, body digest, date, the forwarded address when one is named, version, path. */
function expectedSignature({ path, headers, body }: TokenRequest, secretKey: string): string {
  const forwarded = headers['x-lh-forwarded']
  const lines = ['POST', createHash('sha256').update(body).digest('base64'), headers['x-lh-date'] ?? '']
  if (forwarded !== undefined) lines.push(forwarded)
  lines.push(headers['x-lh-version'] ?? '', path)
  return createHmac('sha256', Buffer.from(secretKey, 'base64')).update(lines.join('\n')).digest('base64')
}

/** The business number asked for, when the cash receipt service (`140`) is in the scope. */
function allowedMember(body: string): string | undefined {
  try {
    const asked = bodySchema.safeParse(JSON.parse(body))
    return asked.success && asked.data.scope.includes('140') ? asked.data.access_id : undefined
  } catch {
    return undefined
  }
}

function isEqual(a: string, b: string): boolean {
  return a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b))
}

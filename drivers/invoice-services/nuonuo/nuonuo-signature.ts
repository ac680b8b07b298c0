/**
 * How 诺诺's platform wants a call signed: the query it is sent with, and `X-Nuonuo-Sign` over it. As published with the
 * platform's SDKs; the signature covers the exact bytes of the body, so the text signed here must be the text sent.
 */
import { createHmac } from 'node:crypto'
import { DriverError } from '../../../src/ports/device.js'
import type { Random } from '../../../src/ports/random.js'

export interface SignedCall {
  readonly appKey: string
  readonly appSecret: string
  /** The service's path, of three segments: `/open/v1/services`. */
  readonly path: string
  /** 32 characters, new for each call. */
  readonly senid: string
  /** Eight digits, the first not 0. */
  readonly nonce: string
  /** Unix seconds. */
  readonly timestamp: string
  readonly body: string
}

/**
 * base64 HMAC-SHA1 over `a l p k i n t f`: the path's segments from last to first, app key, senid, nonce, timestamp, body.
 * @throws DriverError when the path has not three segments.
 */
export function nuonuoSignature({ appKey, appSecret, path, senid, nonce, timestamp, body }: SignedCall): string {
  const [, p, l, a, ...more] = path.split('/')
  if (!p || !l || !a || more.length > 0) {
    throw new DriverError('invoice.pathInvalid', 'the service path has three segments, e.g. /open/v1/services')
  }
  const signed = `a=${a}&l=${l}&p=${p}&k=${appKey}&i=${senid}&n=${nonce}&t=${timestamp}&f=${body}`
  return createHmac('sha1', appSecret).update(signed, 'utf8').digest('base64')
}

export function newSenid(random: Random): string {
  return Buffer.from(random.bytes(16)).toString('hex')
}

export function newNonce(random: Random): string {
  return String(10_000_000 + (Buffer.from(random.bytes(4)).readUInt32BE(0) % 90_000_000))
}

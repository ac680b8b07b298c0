/**
 * How Linkhub, Popbill's token service, wants a token request signed. The signature covers the exact bytes of the body,
 * so the text signed here must be the text sent.
 */
import { createHash, createHmac } from 'node:crypto'

export const LINKHUB_VERSION = '2.0'

export interface SignedParts {
  /** The partner's secret key as Linkhub hands it out: base64, whose decoded bytes are the HMAC key. */
  readonly secretKey: string
  readonly body: string
  /** The `x-lh-date` header, ISO 8601. */
  readonly date: string
  /** The request's path, e.g. `/POPBILL_TEST/Token`. */
  readonly path: string
}

/** base64 HMAC-SHA256 over method, body digest, date, version and path, one a line. */
export function linkhubSignature({ secretKey, body, date, path }: SignedParts): string {
  const bodyDigest = createHash('sha256').update(body, 'utf8').digest('base64')
  const signed = ['POST', bodyDigest, date, LINKHUB_VERSION, path].join('\n')
  return createHmac('sha256', Buffer.from(secretKey, 'base64')).update(signed, 'utf8').digest('base64')
}

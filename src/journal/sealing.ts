/**
 * Sealing: AES-256-GCM over one text at a time, bound to its place, so that a sealed text copied to another entry or
 * another terminal does not open. Sealed form: nonce (12 bytes), ciphertext, tag (16 bytes).
 */
import { createCipheriv, createDecipheriv } from 'node:crypto'
import type { Random } from '../ports/random.js'

export const KEY_BYTES = 32
const NONCE_BYTES = 12
const TAG_BYTES = 16
const CIPHER = 'aes-256-gcm'

/** `place` is authenticated with the text and must be given again to open it. */
export function seal(key: Uint8Array, place: string, clear: string, random: Random): Uint8Array {
  const nonce = random.bytes(NONCE_BYTES)
  const cipher = createCipheriv(CIPHER, key, nonce, { authTagLength: TAG_BYTES })
  cipher.setAAD(Buffer.from(place, 'utf8'))
  return Buffer.concat([nonce, cipher.update(clear, 'utf8'), cipher.final(), cipher.getAuthTag()])
}

/** The clear text; undefined when the key or the place is another, or a bit was changed. */
export function unseal(key: Uint8Array, place: string, sealed: Uint8Array): string | undefined {
  if (sealed.length < NONCE_BYTES + TAG_BYTES) return undefined
  const decipher = createDecipheriv(CIPHER, key, sealed.subarray(0, NONCE_BYTES), { authTagLength: TAG_BYTES })
  decipher.setAAD(Buffer.from(place, 'utf8'))
  decipher.setAuthTag(sealed.subarray(-TAG_BYTES))
  try {
    const clear = decipher.update(sealed.subarray(NONCE_BYTES, -TAG_BYTES))
    return Buffer.concat([clear, decipher.final()]).toString('utf8')
  } catch {
    // `final` throws for one reason only: the tag does not fit.
    return undefined
  }
}

/** The machine's own random source, fit for keys and nonces. */
import { randomBytes } from 'node:crypto'
import type { Random } from '../../src/ports/random.js'

export const systemRandom: Random = {
  bytes: (count) => randomBytes(count),
}

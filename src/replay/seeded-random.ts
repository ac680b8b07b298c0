/** Chance for a replay: drawn from a seed, so that the same scenario draws the same. Not fit to keep anything secret. */
import type { Random } from '../ports/random.js'

const WORD_BYTES = 4

export class SeededRandom implements Random {
  #state: number

  /** @param seed a whole number; its lowest 32 bits count. */
  constructor(seed: number) {
    this.#state = seed >>> 0
  }

  bytes(count: number): Uint8Array {
    const drawn = new Uint8Array(count)
    for (let at = 0; at < count; at += WORD_BYTES) {
      const word = this.#next()
      for (let byte = 0; byte < WORD_BYTES && at + byte < count; byte++) drawn[at + byte] = (word >>> (8 * byte)) & 0xff
    }
    return drawn
  }

  /** Mulberry32: every seed gives another sequence, the seed 0 included. */
  #next(): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), this.#state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return (mixed ^ (mixed >>> 14)) >>> 0
  }
}

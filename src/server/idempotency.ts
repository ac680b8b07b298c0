/**
 * Answers kept by `Idempotency-Key`, so that a request whose answer was lost may be sent again and opens nothing twice. In
 * memory: a key does not outlive the process, and the oldest go when there are too many.
 */
import { createHash } from 'node:crypto'
import { type Answer, badInput, not } from './answer.js'

const MOST_KEYS = 1_000
const KEY = /^[\x21-\x7e]{1,100}$/

interface Kept {
  readonly digest: string
  readonly answer: Promise<Answer>
}

export class Idempotency {
  readonly #kept = new Map<string, Kept>()

  /** @param place method and address; a key is a key of one address. @param key the header, if there was one. */
  async once(place: string, key: string | undefined, body: unknown, work: () => Promise<Answer>): Promise<Answer> {
    if (key === undefined) return work()
    if (!KEY.test(key)) return badInput({ field: 'Idempotency-Key', rule: 'tooLong', most: 100 })
    const name = `${place} ${key}`
    const digest = createHash('sha256')
      .update(JSON.stringify(body ?? null))
      .digest('hex')
    const before = this.#kept.get(name)
    if (before) return before.digest === digest ? before.answer : not('keyUsedOtherwise')
    const answer = work()
    this.#kept.set(name, { digest, answer })
    const [oldest] = this.#kept.keys()
    if (this.#kept.size > MOST_KEYS && oldest !== undefined) this.#kept.delete(oldest)
    // What did not happen may be tried again under its key.
    const settled = await answer.catch((error: unknown) => {
      this.#kept.delete(name)
      throw error
    })
    if ('problem' in settled) this.#kept.delete(name)
    return settled
  }
}

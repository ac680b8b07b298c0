/**
 * Idempotency keys the emulated PortOne has seen, and what it answered. As at the real one a key gets its first answer again,
 * for three hours and whatever stands in the repeated request; while the first is under way it is told so.
 */
import { errorAnswer, type PortoneAnswer } from './portone-answers.js'

interface Seen {
  readonly at: number
  readonly answer: PortoneAnswer
  underWay: boolean
}

export class AnsweredKeys {
  readonly #lifeMs: number
  readonly #seen = new Map<string, Seen>()

  constructor(lifeMs: number) {
    this.#lifeMs = lifeMs
  }

  /** The answer to a request under `key`, worked out unless the key has one. @param scope keeps accounts and paths apart. */
  answer(scope: string, key: string | undefined, now: number, work: () => PortoneAnswer): PortoneAnswer {
    if (key === undefined) return work()
    if (!/^[A-Za-z0-9_-]{16,256}$/.test(key)) return errorAnswer('INVALID_REQUEST', 'Idempotency-Key: 형식 오류')
    this.#forgetBefore(now - this.#lifeMs)
    const seen = this.#seen.get(`${scope} ${key}`)
    if (seen) return seen.underWay ? errorAnswer('IDEMPOTENCY_OUTSTANDING_REQUEST') : seen.answer
    const answer = work()
    this.#seen.set(`${scope} ${key}`, { at: now, answer, underWay: false })
    return answer
  }

  /** Marks the key's request as not answered yet, until the function it gives is called. */
  hold(scope: string, key: string | undefined): () => void {
    const seen = this.#seen.get(`${scope} ${key}`)
    if (!seen) return () => undefined
    seen.underWay = true
    return () => {
      seen.underWay = false
    }
  }

  #forgetBefore(moment: number): void {
    for (const [key, { at }] of this.#seen) if (at <= moment) this.#seen.delete(key)
  }
}

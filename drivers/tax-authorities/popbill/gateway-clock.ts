/**
 * How far the till's clock is from the gateway's, learnt from the time that every reply carries. A till that is out by little
 * signs with the gateway's time; one that is out by much would also print and submit wrong dates, so it is told.
 */
import type { Clock } from '../../../src/ports/clock.js'

/** Further apart than this, the till's clock is wrong; nearer, the gateway's time is worked out from it. */
export const FAR_MS = 5 * 60 * 1000

/** A `Date` header tells whole seconds. */
const RESOLUTION_MS = 999

export class GatewayClock {
  readonly #clock: Clock
  #aheadMs: number | undefined

  constructor(clock: Clock) {
    this.#clock = clock
  }

  /** The till's clock minus the gateway's, as little as fits what was seen; undefined until a reply told the time. */
  get aheadMs(): number | undefined {
    return this.#aheadMs
  }

  get isFar(): boolean {
    return Math.abs(this.#aheadMs ?? 0) > FAR_MS
  }

  /** The gateway's time now, as well as it is known; the till's own until then. */
  now(): number {
    return this.#clock.now() - (this.#aheadMs ?? 0)
  }

  /** The time to sign with: the gateway's, but a clock that is far out is not covered up. */
  signingTime(): number {
    return this.isFar ? this.#clock.now() : this.now()
  }

  /** A reply that told the gateway's time came to a request sent at `sentAt` by the till's clock. */
  observe(gatewayMs: number, sentAt: number): void {
    const receivedAt = this.#clock.now()
    if (sentAt > gatewayMs + RESOLUTION_MS) this.#aheadMs = sentAt - gatewayMs - RESOLUTION_MS
    else if (receivedAt < gatewayMs) this.#aheadMs = receivedAt - gatewayMs
    else this.#aheadMs = 0
  }
}

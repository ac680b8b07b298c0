/**
 * Tax documents that wait for their gateway, oldest payment first, one at a time. One clock for all of them: while the gateway
 * is down one document after another is tried with growing waits, and when it is back they go out in order.
 */
import type { FailureCode } from '../domain/failures.js'
import { type Backoff, backoffMs } from '../flows/backoff.js'
import type { Clock } from '../ports/clock.js'

export interface TaxQueuePolicy {
  /** Between tries while the gateway does not take documents; and before one that failed by itself is tried again. */
  readonly backoff: Backoff
  /** After so many failures in a row nobody at the counter waits for the gateway any more. */
  readonly failuresToOpen: number
  /** Until when the gateway is in maintenance known beforehand, if it is; epoch milliseconds. */
  readonly maintenanceUntil: (at: number) => number | undefined
}

export const TAX_QUEUE_POLICY: TaxQueuePolicy = {
  backoff: { firstMs: 5_000, capMs: 2 * 60_000 },
  failuresToOpen: 3,
  maintenanceUntil: () => undefined,
}

export interface QueuedDocument {
  readonly documentNumber: string
  /** When the money changed hands: the order of the queue. */
  readonly since: number
}

interface Waiting extends QueuedDocument {
  readonly grant: () => void
}

/** A turn is over when its submission was answered; or after this long, whatever became of it. */
const LONGEST_TURN_MS = 3 * 60_000

export class TaxQueue {
  readonly #clock: Clock
  readonly #policy: TaxQueuePolicy
  readonly #waiting = new Map<string, Waiting>()
  /** Documents that failed while others did not: each with its own wait. */
  readonly #notBefore = new Map<string, { readonly at: number; readonly failures: number }>()
  #failures = 0
  #failure: FailureCode | undefined
  #nextTryAt = 0
  #current: string | undefined
  #cancelTimer: (() => void) | undefined
  #closed = false

  constructor(clock: Clock, policy: TaxQueuePolicy) {
    this.#clock = clock
    this.#policy = policy
  }

  /** Resolves when it is the document's turn, or the signal says that nobody waits for it any more. */
  turn(document: QueuedDocument, signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const leave = () => {
        signal.removeEventListener('abort', leave)
        this.#waiting.delete(document.documentNumber)
        resolve()
      }
      if (signal.aborted || this.#closed) return resolve()
      signal.addEventListener('abort', leave)
      this.#waiting.set(document.documentNumber, { ...document, grant: leave })
      this.#look()
    })
  }

  /** How many wait. */
  get length(): number {
    return this.#waiting.size
  }

  /** Until when the gateway is in maintenance now, as known beforehand; epoch milliseconds. */
  get maintenanceUntil(): number | undefined {
    return this.#policy.maintenanceUntil(this.#clock.now())
  }

  /**
   * Why the gateway need not even be asked while somebody waits at the counter; undefined when it is worth a try. One try
   * is let through each time its wait is over.
   */
  closedFor(): FailureCode | undefined {
    if (this.maintenanceUntil !== undefined) return 'tax.maintenance'
    const now = this.#clock.now()
    const isOpen = this.#failures >= this.#policy.failuresToOpen && now < this.#nextTryAt
    return isOpen ? (this.#failure ?? 'tax.gatewayUnreachable') : undefined
  }

  /** The gateway answered, whatever it said: it is there. */
  answered(documentNumber: string): void {
    this.#failures = 0
    this.#failure = undefined
    this.#nextTryAt = 0
    this.#notBefore.delete(documentNumber)
    this.#endTurn(documentNumber)
  }

  /** It did not take the document, or nobody knows. */
  failed(documentNumber: string, failure: FailureCode): void {
    const now = this.#clock.now()
    const { backoff } = this.#policy
    this.#nextTryAt = now + backoffMs(backoff, this.#failures)
    this.#failures += 1
    this.#failure = failure
    const before = this.#notBefore.get(documentNumber)?.failures ?? 0
    this.#notBefore.set(documentNumber, { at: now + backoffMs(backoff, before), failures: before + 1 })
    this.#endTurn(documentNumber)
  }

  close(): void {
    this.#closed = true
    this.#cancelTimer?.()
    for (const { grant } of [...this.#waiting.values()]) grant()
  }

  #endTurn(documentNumber: string): void {
    if (this.#current === documentNumber) this.#current = undefined
    this.#look()
  }

  /** Gives the next turn, or sets the clock for when one may be given. */
  #look(): void {
    this.#cancelTimer?.()
    this.#cancelTimer = undefined
    if (this.#closed || this.#waiting.size === 0) return
    if (this.#current === undefined) this.#giveTurn(this.#clock.now())
    else this.#wakeIn(LONGEST_TURN_MS, () => this.#endTurn(this.#current ?? ''))
  }

  #giveTurn(now: number): void {
    const opensAt = Math.max(this.#nextTryAt, this.#policy.maintenanceUntil(now) ?? 0)
    const next = opensAt > now ? undefined : this.#oldest(now)
    if (!next) {
      this.#wakeIn(Math.max(opensAt, this.#soonest()) - now, () => this.#look())
      return
    }
    this.#current = next.documentNumber
    next.grant()
    this.#wakeIn(LONGEST_TURN_MS, () => this.#endTurn(next.documentNumber))
  }

  #oldest(now: number): Waiting | undefined {
    let oldest: Waiting | undefined
    for (const document of this.#waiting.values()) {
      if ((this.#notBefore.get(document.documentNumber)?.at ?? 0) > now) continue
      if (!oldest || isBefore(document, oldest)) oldest = document
    }
    return oldest
  }

  #soonest(): number {
    const times = [...this.#waiting.keys()].map((number) => this.#notBefore.get(number)?.at ?? 0)
    return times.reduce((soonest, time) => Math.min(soonest, time), Number.MAX_SAFE_INTEGER)
  }

  #wakeIn(delayMs: number, wake: () => void): void {
    this.#cancelTimer = this.#clock.schedule(Math.max(0, delayMs), wake)
  }
}

function isBefore(a: QueuedDocument, b: QueuedDocument): boolean {
  return a.since === b.since ? a.documentNumber < b.documentNumber : a.since < b.since
}

/**
 * The one read a card reader may have open, and the ways it ends. Every reader stands on it, so abort, answer and close
 * each end a read exactly once and leave no listener behind.
 */
import type { PresentedCard } from '../../src/domain/card.js'
import { type Outcome, refused } from '../../src/domain/outcome.js'
import type { CardReadRequest } from '../../src/ports/card-reader.js'
import { DriverError } from '../../src/ports/device.js'

export class OpenRead {
  #current:
    | { readonly request: CardReadRequest; readonly finish: (outcome: Outcome<PresentedCard>) => void }
    | undefined

  /** What the terminal waits for now; undefined while nobody reads. */
  get request(): CardReadRequest | undefined {
    return this.#current?.request
  }

  /** Opens the read and waits until `end` is called or the signal aborts (`reader.timeout`). Only when none is open. */
  wait(request: CardReadRequest, signal: AbortSignal): Promise<Outcome<PresentedCard>> {
    return new Promise((resolve) => {
      const onAbort = () => this.end(timedOut())
      const finish = (outcome: Outcome<PresentedCard>) => {
        signal.removeEventListener('abort', onAbort)
        this.#current = undefined
        resolve(outcome)
      }
      this.#current = { request, finish }
      if (signal.aborted) onAbort()
      else signal.addEventListener('abort', onAbort)
    })
  }

  /** Ends the open read. Harmless when there is none. */
  end(outcome: Outcome<PresentedCard>): void {
    this.#current?.finish(outcome)
  }
}

/** The terminal took its request back: its limit passed, or the sale was called off. */
export function timedOut(): Outcome<never> {
  return refused('reader.timeout', 'the terminal stopped waiting for a card')
}

export function busyReader(address: string): DriverError {
  return new DriverError('reader.busy', `${address} is waiting for a card already; await that read or abort it first`)
}

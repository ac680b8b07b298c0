/**
 * The listening half that every real link has alike: bytes kept until someone listens, one ending told once. Apart from
 * the links so that each of those files holds only what is peculiar to its wire.
 */
import { DriverError } from '../../src/ports/device.js'
import type { LinkCloseCause } from './byte-link.js'

export class LinkListeners {
  #data: ((bytes: Uint8Array) => void) | undefined
  #closed: ((cause: LinkCloseCause) => void) | undefined
  #cause: LinkCloseCause | undefined
  #waiting: Uint8Array[] = []

  /** How the link ended, once it has. */
  get cause(): LinkCloseCause | undefined {
    return this.#cause
  }

  onData(listener: (bytes: Uint8Array) => void): void {
    this.#data = listener
    for (const bytes of this.#waiting.splice(0)) listener(bytes)
  }

  onClose(listener: (cause: LinkCloseCause) => void): void {
    this.#closed = listener
    if (this.#cause) listener(this.#cause)
  }

  received(bytes: Uint8Array): void {
    if (this.#data) this.#data(bytes)
    else this.#waiting.push(bytes)
  }

  /** The first ending counts; what follows it is the wire's echo of the same event. */
  ended(cause: LinkCloseCause): void {
    if (this.#cause) return
    this.#cause = cause
    this.#closed?.(cause)
  }
}

/**
 * One write under a limit. `start` hands the bytes over and calls back when the link took them; a signal that aborts
 * first makes it `link.stalled`, an error `link.closed`. The bytes of a stalled write stay with the system underneath.
 */
export function limitedWrite(
  address: string,
  signal: AbortSignal,
  start: (done: (error?: Error | null) => void) => void,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const stalled = () => reject(new DriverError('link.stalled', `${address} takes no more bytes`))
    if (signal.aborted) return stalled()
    signal.addEventListener('abort', stalled)
    start((error) => {
      signal.removeEventListener('abort', stalled)
      if (error) reject(new DriverError('link.closed', `${address} closed during a write`, { cause: error }))
      else resolve()
    })
  })
}

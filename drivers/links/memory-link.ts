/**
 * Two ends of a wire that exists in memory only. Delivery is asynchronous, as on a real one, so code that relies on an
 * answer arriving inside its own write fails here too.
 */
import { DriverError } from '../../src/ports/device.js'
import type { ByteLink, LinkCloseCause } from './byte-link.js'

class MemoryEnd implements ByteLink {
  peer: MemoryEnd | undefined
  #listener: ((bytes: Uint8Array) => void) | undefined
  #closeListener: ((cause: LinkCloseCause) => void) | undefined
  #closed: LinkCloseCause | undefined
  #waiting: Uint8Array[] = []

  constructor(readonly address: string) {}

  async write(bytes: Uint8Array): Promise<void> {
    if (this.#closed || !this.peer) throw new DriverError('link.closed', `${this.address} is closed`)
    const copy = bytes.slice()
    const { peer } = this
    queueMicrotask(() => peer.receive(copy))
  }

  onData(listener: (bytes: Uint8Array) => void): void {
    this.#listener = listener
    for (const bytes of this.#waiting.splice(0)) listener(bytes)
  }

  onClose(listener: (cause: LinkCloseCause) => void): void {
    this.#closeListener = listener
    if (this.#closed) listener(this.#closed)
  }

  async close(): Promise<void> {
    const { peer } = this
    this.end('closedHere')
    // After the bytes already on their way, as a socket's FIN would be.
    queueMicrotask(() => peer?.end('closedThere'))
  }

  receive(bytes: Uint8Array): void {
    if (this.#closed) return
    if (this.#listener) this.#listener(bytes)
    else this.#waiting.push(bytes)
  }

  end(cause: LinkCloseCause): void {
    if (this.#closed) return
    this.#closed = cause
    this.#closeListener?.(cause)
  }
}

/** @returns the two ends; what is written into one comes out of the other. */
export function memoryLinkPair(address: string): [ByteLink, ByteLink] {
  const a = new MemoryEnd(address)
  const b = new MemoryEnd(address)
  a.peer = b
  b.peer = a
  return [a, b]
}

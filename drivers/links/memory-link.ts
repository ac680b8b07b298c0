/**
 * Two ends of a wire that exists in memory only. Delivery is asynchronous, as on a real one, so code that relies on an
 * answer arriving inside its own write fails here too; and an end that does not listen holds the other back.
 */
import { DriverError } from '../../src/ports/device.js'
import type { ByteLink, LinkCloseCause } from './byte-link.js'
import { LinkListeners } from './link-listeners.js'
import { settledOrAborted } from './link-waits.js'

/** About what the two systems on a TCP connection keep for a peer that does not read. */
const CAPACITY_BYTES = 65_536

class MemoryEnd implements ByteLink {
  peer: MemoryEnd | undefined
  readonly #listeners = new LinkListeners()
  #listens: boolean = false
  #unread = 0
  /** Resolves when somebody listens here, or the wire is gone. */
  readonly #drained: Promise<void>
  #drain: () => void = () => undefined

  constructor(readonly address: string) {
    this.#drained = new Promise((resolve) => {
      this.#drain = resolve
    })
  }

  async write(bytes: Uint8Array, signal: AbortSignal): Promise<void> {
    const { peer } = this
    if (this.#listeners.cause || !peer) throw this.#closed()
    const copy = bytes.slice()
    queueMicrotask(() => peer.receive(copy))
    if (peer.hasRoom(bytes.length)) return
    if (!(await settledOrAborted(peer.#drained, signal))) {
      throw new DriverError('link.stalled', `${this.address} takes no more bytes`)
    }
    if (this.#listeners.cause) throw this.#closed()
  }

  onData(listener: (bytes: Uint8Array) => void): void {
    this.#listens = true
    this.#listeners.onData(listener)
    this.#drain()
  }

  onClose(listener: (cause: LinkCloseCause) => void): void {
    this.#listeners.onClose(listener)
  }

  async close(): Promise<void> {
    const { peer } = this
    this.end('closedHere')
    // After the bytes already on their way, as a socket's FIN would be.
    queueMicrotask(() => peer?.end('closedThere'))
  }

  hasRoom(bytes: number): boolean {
    return this.#listens || this.#unread + bytes <= CAPACITY_BYTES
  }

  receive(bytes: Uint8Array): void {
    if (this.#listeners.cause) return
    if (!this.#listens) this.#unread += bytes.length
    this.#listeners.received(bytes)
  }

  end(cause: LinkCloseCause): void {
    this.#listeners.ended(cause)
    this.#drain()
  }

  #closed(): DriverError {
    return new DriverError('link.closed', `${this.address} is closed`)
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

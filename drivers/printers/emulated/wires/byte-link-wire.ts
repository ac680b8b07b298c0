/**
 * Puts a ByteLink in front of the printer. Replies go out one at a time; a link that can be paused is, when the receive
 * buffer is full, and from one that cannot the bytes wait here as they would in the host's own port.
 */
import type { Clock } from '../../../../src/ports/clock.js'
import { DriverError } from '../../../../src/ports/device.js'
import type { ByteLink } from '../../../links/byte-link.js'
import { limit } from '../../../waiting.js'
import type { Connection, Wire } from '../machine/connection.js'

/** A link whose other side can be told to stop sending. */
export interface PausableLink extends ByteLink {
  pause(): void
  resume(): void
}

/** A host that does not read its replies for this long has them dropped with the link. */
const REPLY_LIMIT_MS = 30_000

const isPausable = (link: ByteLink): link is PausableLink => 'pause' in link && 'resume' in link

/** @param attach gives the wire a connection, or undefined when nobody is there (power off): the link is closed. */
export function connectByteLink(link: ByteLink, clock: Clock, attach: (wire: Wire) => Connection | undefined): void {
  const replies = new ReplyQueue(link, clock)
  const connection = attach({
    address: link.address,
    send: (bytes) => replies.send(bytes),
    hold: () => isPausable(link) && link.pause(),
    go: () => isPausable(link) && link.resume(),
    drop: () => replies.hangUp(),
  })
  if (!connection) {
    replies.hangUp()
    return
  }
  replies.onFault = () => connection.lost()
  link.onClose(() => connection.lost())
  link.onData((bytes) => connection.receive(bytes))
}

/** Writes replies in order, one in progress at a time. */
class ReplyQueue {
  onFault: (() => void) | undefined
  readonly #waiting: Uint8Array[] = []
  #writing: boolean = false
  #hungUp: boolean = false

  constructor(
    private readonly link: ByteLink,
    private readonly clock: Clock,
  ) {}

  send(bytes: Uint8Array): void {
    this.#waiting.push(bytes)
    if (!this.#writing) void this.#write()
  }

  hangUp(): void {
    this.#hungUp = true
    this.#waiting.length = 0
    void this.link.close()
  }

  async #write(): Promise<void> {
    this.#writing = true
    for (let bytes = this.#waiting.shift(); bytes; bytes = this.#waiting.shift()) {
      const wait = limit(this.clock, REPLY_LIMIT_MS)
      try {
        await this.link.write(bytes, wait.signal)
      } catch (error) {
        this.#giveUp(error)
      } finally {
        wait.clear()
      }
    }
    this.#writing = false
  }

  /** A reply nobody takes ends the connection; anything but the link's own refusal is a fault of ours. */
  #giveUp(error: unknown): void {
    if (!(error instanceof DriverError)) throw error
    if (this.#hungUp) return
    this.hangUp()
    this.onFault?.()
  }
}

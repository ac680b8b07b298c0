/**
 * A bench for a magnetic reader: the wire it hangs on, and a hand that swipes cards at its far end. It watches what
 * arrived at the near end, so a test goes on when bytes are there and never waits for time to pass.
 */
import type { ByteLink, LinkOpener } from '../../drivers/links/byte-link.js'

const MARK = 0x0a

/** An opener that lets a test see what the links it opened received. */
export class WatchedOpener implements LinkOpener {
  readonly address: string
  #received = 0
  #marks = 0
  #opened = 0
  #open = false
  readonly #watchers = new Set<() => void>()

  constructor(readonly inner: LinkOpener) {
    this.address = inner.address
  }

  /** Links opened so far. */
  get opened(): number {
    return this.#opened
  }

  get isOpen(): boolean {
    return this.#open
  }

  get received(): number {
    return this.#received
  }

  get marks(): number {
    return this.#marks
  }

  async open(signal: AbortSignal): Promise<ByteLink> {
    const link = await this.inner.open(signal)
    this.#opened += 1
    this.#open = true
    this.#changed()
    return {
      address: link.address,
      write: (bytes, limit) => link.write(bytes, limit),
      close: () => link.close(),
      onData: (listener) =>
        link.onData((bytes) => {
          this.#received += bytes.length
          this.#marks += bytes.filter((byte) => byte === MARK).length
          listener(bytes)
          this.#changed()
        }),
      onClose: (listener) =>
        link.onClose((cause) => {
          this.#open = false
          listener(cause)
          this.#changed()
        }),
    }
  }

  /** Resolves as soon as the condition holds; it is asked whenever something happened on a link. */
  until(condition: () => boolean): Promise<void> {
    return new Promise((resolve) => {
      const check = () => {
        if (!condition()) return
        this.#watchers.delete(check)
        resolve()
      }
      this.#watchers.add(check)
      check()
    })
  }

  #changed(): void {
    for (const check of [...this.#watchers]) check()
  }
}

/**
 * A line that lets through so many bytes a second: a serial cable at a low rate, a radio link at the end of its reach.
 * Bytes wait here in order, on the clock, until it is their turn.
 */
import type { Clock } from '../../../../src/ports/clock.js'

/** Bytes are let through this often, or one by one where that is less often. */
const TURNS_PER_SECOND = 50

export class SlowLine {
  #waiting: Uint8Array[] = []
  #waitingBytes = 0
  #cancel: (() => void) | undefined
  #whenEmpty: (() => void) | undefined

  /** @param bytesPerSecond asked anew for each turn; undefined is as fast as they come. */
  constructor(
    private readonly clock: Clock,
    private readonly bytesPerSecond: () => number | undefined,
    private readonly deliver: (bytes: Uint8Array) => void,
  ) {}

  get waitingBytes(): number {
    return this.#waitingBytes
  }

  /** Whether bytes must go through here, be it only to stay behind those that wait. */
  takes(): boolean {
    return this.#waitingBytes > 0 || this.bytesPerSecond() !== undefined
  }

  add(bytes: Uint8Array): void {
    if (bytes.length === 0) return
    this.#waiting.push(bytes.slice())
    this.#waitingBytes += bytes.length
    this.#schedule()
  }

  /** The rate is another now: what waits goes at the new one. */
  speedChanged(): void {
    this.#cancel?.()
    this.#cancel = undefined
    if (this.bytesPerSecond() === undefined) this.#letThrough(this.#waitingBytes)
    else this.#schedule()
  }

  /** Calls back once nothing waits any more; at once if so. */
  whenEmpty(callback: () => void): void {
    if (this.#waitingBytes === 0) callback()
    else this.#whenEmpty = callback
  }

  /** Loses what waits. */
  discard(): void {
    this.#cancel?.()
    this.#cancel = undefined
    this.#waiting = []
    this.#waitingBytes = 0
  }

  #schedule(): void {
    const rate = this.bytesPerSecond()
    if (this.#cancel || this.#waitingBytes === 0 || rate === undefined) return
    const count = Math.max(1, Math.floor(rate / TURNS_PER_SECOND))
    this.#cancel = this.clock.schedule((count * 1000) / rate, () => {
      this.#cancel = undefined
      this.#letThrough(count)
      this.#schedule()
    })
  }

  #letThrough(count: number): void {
    let left = count
    for (let first = this.#waiting[0]; first && left > 0; first = this.#waiting[0]) {
      const part = first.subarray(0, left)
      if (part.length === first.length) this.#waiting.shift()
      else this.#waiting[0] = first.subarray(left)
      left -= part.length
      this.#waitingBytes -= part.length
      this.deliver(part)
    }
    if (this.#waitingBytes > 0) return
    const callback = this.#whenEmpty
    this.#whenEmpty = undefined
    callback?.()
  }
}

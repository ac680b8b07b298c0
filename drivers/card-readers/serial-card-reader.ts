/**
 * A magnetic card reader that sends track 2 as a line of text, over any byte link: a serial port, a serial-to-network
 * box, or memory in tests. Such readers cannot be asked anything: whatever they send while nobody reads is dropped.
 */
import type { PresentedCard } from '../../src/domain/card.js'
import { accepted, type Outcome, refused, unavailable } from '../../src/domain/outcome.js'
import type { CardReader, CardReadRequest } from '../../src/ports/card-reader.js'
import type { Clock } from '../../src/ports/clock.js'
import { DriverError } from '../../src/ports/device.js'
import type { ByteLink, LinkOpener } from '../links/byte-link.js'
import { limit, sleep } from '../waiting.js'
import { busyReader, OpenRead, timedOut } from './open-read.js'
import { presentedCard } from './presented-card.js'
import { meaningOf, TrackLines } from './track-lines.js'

export interface SerialCardReaderOptions {
  /** Most to wait for the link to open. 5 s unless given. */
  readonly openLimitMs?: number
  /**
   * After opening, bytes are dropped for this long: power-up noise, and swipes that a network box had kept from before.
   * 100 ms unless given.
   */
  readonly settleMs?: number
}

export class SerialCardReader implements CardReader {
  readonly address: string
  readonly #opener: LinkOpener
  readonly #clock: Clock
  readonly #openLimitMs: number
  readonly #settleMs: number
  readonly #lines = new TrackLines()
  readonly #waiting = new OpenRead()
  readonly #closing = new AbortController()
  #busy: boolean = false
  #link: ByteLink | undefined

  constructor(opener: LinkOpener, clock: Clock, options: SerialCardReaderOptions = {}) {
    this.address = opener.address
    this.#opener = opener
    this.#clock = clock
    this.#openLimitMs = options.openLimitMs ?? 5_000
    this.#settleMs = options.settleMs ?? 100
  }

  async read(request: CardReadRequest, signal: AbortSignal): Promise<Outcome<PresentedCard>> {
    if (this.#busy) throw busyReader(this.address)
    this.#busy = true
    try {
      const problem = await this.#connect(signal)
      if (problem) return problem
      // Asked here, in the same turn as the wait begins, so that no link is lost in between unnoticed.
      if (!this.#link) return unavailable('reader.linkLost')
      return await this.#waiting.wait(request, signal)
    } finally {
      this.#lines.forget()
      this.#busy = false
    }
  }

  async close(): Promise<void> {
    this.#closing.abort()
    const link = this.#link
    this.#link = undefined
    this.#waiting.end(unavailable('reader.linkLost', 'the reader was closed'))
    await link?.close()
  }

  /** Opens the link unless it is open still. @returns why not, when it cannot. */
  async #connect(signal: AbortSignal): Promise<Outcome<never> | undefined> {
    if (this.#closing.signal.aborted) return unavailable('reader.unreachable', 'the reader is closed')
    if (signal.aborted) return timedOut()
    if (this.#link) return undefined
    const opening = limit(this.#clock, this.#openLimitMs, signal, this.#closing.signal)
    try {
      const link = await this.#opener.open(opening.signal)
      if (this.#closing.signal.aborted) await link.close()
      else await this.#settle(link, signal)
    } catch (error) {
      if (!(error instanceof DriverError) || error.code !== 'link.unreachable') throw error
      return signal.aborted ? timedOut() : unavailable('reader.unreachable', error.message)
    } finally {
      opening.clear()
    }
    return undefined
  }

  async #settle(link: ByteLink, signal: AbortSignal): Promise<void> {
    this.#link = link
    link.onClose(() => {
      this.#link = undefined
      this.#waiting.end(unavailable('reader.linkLost'))
    })
    link.onData((bytes) => this.#onBytes(bytes))
    await sleep(this.#clock, this.#settleMs, AbortSignal.any([signal, this.#closing.signal]))
  }

  #onBytes(bytes: Uint8Array): void {
    for (const byte of bytes) {
      // A line may end the read, so this is asked anew for each byte.
      if (!this.#waiting.request) {
        this.#lines.drop(byte)
        continue
      }
      const line = this.#lines.push(byte)
      if (line !== undefined) this.#onLine(line)
    }
    // They held a card number, and this was their only listener.
    bytes.fill(0)
  }

  #onLine(line: string): void {
    if (!this.#waiting.request?.accepts.includes('swipe')) return
    const meaning = meaningOf(line)
    if (meaning.kind === 'track2') this.#waiting.end(accepted(presentedCard(meaning.track2, 'swipe')))
    if (meaning.kind === 'unreadable') this.#waiting.end(refused('reader.stripeUnreadable', meaning.detail))
  }
}

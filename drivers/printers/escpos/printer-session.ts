/**
 * One link to one printer while it lasts: sends in turn, hands every frame to whoever waits for it, and remembers what the
 * printer last said of itself. It knows no jobs.
 *
 *      job, probe, status ──send / request──▶ turn ─▶ XOFF gate ─▶ link
 *            ▲                                                      │
 *            └── listeners ◀── automatic status kept ◀── frames ◀───┘
 */
import type { Clock } from '../../../src/ports/clock.js'
import { DriverError } from '../../../src/ports/device.js'
import type { PrinterStatus } from '../../../src/ports/receipt-printer.js'
import type { ByteLink } from '../../links/byte-link.js'
import { limit } from '../../waiting.js'
import { type StatusFrame, StatusFrames } from '../status-frames.js'
import { realTimeStatus } from './commands.js'
import { Deferred } from './deferred.js'
import { statusFromAutomatic, statusFromRealTime, stillOnline, withPaperSensor } from './printer-condition.js'
import type { StatusBoard } from './status-board.js'
import { settledOrAborted, Turns } from './turns.js'

/** What became of a question: `silent` – no answer within its limit, or the link did not take it; `lost` – the link went. */
export type Answer<T> =
  | { readonly kind: 'answered'; readonly value: T }
  | { readonly kind: 'silent'; readonly unsent?: true }
  | { readonly kind: 'lost' }
  | { readonly kind: 'aborted' }

export type SessionEvent = StatusFrame | { readonly kind: 'lost' }

export interface Wait {
  readonly limitMs: number
  readonly signal: AbortSignal
}

/** So much goes out at once of what is long, so that it can be told how far it came. */
export const PART_BYTES = 4096

export class PrinterSession {
  readonly #link: ByteLink
  readonly #clock: Clock
  readonly #board: StatusBoard
  readonly #frames = new StatusFrames()
  readonly #listeners = new Set<(event: SessionEvent) => unknown>()
  readonly #writing = new Turns()
  readonly #asking = new Turns()
  /** Resolves when XON lifts an XOFF; undefined while nothing holds us back. */
  #held: Deferred<void> | undefined
  #latest: PrinterStatus | undefined
  #sendsStatus: boolean | undefined
  #lostAt: number | undefined
  #closing: boolean | undefined

  constructor(link: ByteLink, clock: Clock, board: StatusBoard) {
    this.#link = link
    this.#clock = clock
    this.#board = board
    link.onData((bytes) => {
      for (const frame of this.#frames.push(bytes)) this.#receive(frame)
    })
    link.onClose(() => {
      this.#lostAt = clock.now()
      if (!this.#closing) this.#board.lose('printer.linkLost')
      this.#emit({ kind: 'lost' })
    })
  }

  get lost(): boolean {
    return this.#lostAt !== undefined
  }

  /** When the link went, epoch milliseconds. */
  get lostAt(): number | undefined {
    return this.#lostAt
  }

  /** What the printer last said of itself, asked or not; undefined until it said something. */
  get latest(): PrinterStatus | undefined {
    return this.#latest
  }

  /** It has sent a status by itself, so changes will be heard of without asking. */
  get sendsStatus(): boolean {
    return this.#sendsStatus === true
  }

  /** Calls back for every frame, and once when the link is lost. Returns how to stop listening. */
  listen(listener: (event: SessionEvent) => unknown): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** That the printer's power went would not show on this link. */
  get outlivesPower(): boolean {
    return this.#link.outlivesPower === true
  }

  /** The link ends at a spooler, where there is nobody to talk to. */
  get endsAtSpooler(): boolean {
    return this.#link.handOff !== undefined
  }

  /** Submits what was sent to the spooler as one job. Rejects as `ByteLink.handOff` does. */
  async handOff(signal: AbortSignal): Promise<void> {
    await this.#link.handOff?.(signal)
  }

  /**
   * Sends whole commands, after those already waiting; nothing else gets in between.
   * @param onTaken called for every part of them that the link took. Rejects as `ByteLink.write` does.
   */
  async send(bytes: Uint8Array, signal: AbortSignal, onTaken?: (bytes: number) => void): Promise<void> {
    const stalled = () => new DriverError('link.stalled', `${this.#link.address} was not ready to take bytes`)
    const endTurn = await this.#writing.take(signal)
    if (!endTurn) throw stalled()
    try {
      for (let at = 0; at < bytes.length; at += PART_BYTES) {
        while (this.#held) {
          if (!(await settledOrAborted(this.#held.promise, signal))) throw stalled()
        }
        const part = bytes.subarray(at, at + PART_BYTES)
        await this.#link.write(part, signal)
        onTaken?.(part.length)
      }
    } finally {
      endTurn()
    }
  }

  /** Sends whole commands within a limit. @returns whether the link took them. */
  async tell(bytes: Uint8Array, wait: Wait): Promise<boolean> {
    const within = limit(this.#clock, wait.limitMs, wait.signal)
    try {
      await this.send(bytes, within.signal)
      return true
    } catch (error) {
      if (error instanceof DriverError) return false
      throw error
    } finally {
      within.clear()
    }
  }

  /** Sends a question and waits for the first frame that `pick` makes something of. */
  async request<T>(bytes: Uint8Array, pick: (frame: StatusFrame) => T | undefined, wait: Wait): Promise<Answer<T>> {
    if (this.lost) return { kind: 'lost' }
    const unsent = new AbortController()
    const within = limit(this.#clock, wait.limitMs, wait.signal, unsent.signal)
    const answer = this.#awaitFrame(pick, within.signal, () => this.#silence(wait))
    try {
      await this.send(bytes, within.signal)
      return await answer
    } catch (error) {
      if (!(error instanceof DriverError)) throw error
      unsent.abort()
      if (error.code === 'link.closed') return { kind: 'lost' }
      const unanswered = await answer
      return unanswered.kind === 'silent' ? { ...unanswered, unsent: true } : unanswered
    } finally {
      within.clear()
    }
  }

  /** As `request`, for a question whose answer has come before it was sent. */
  async deliver(bytes: Uint8Array, wait: Wait): Promise<Answer<true>> {
    return (await this.tell(bytes, wait)) ? { kind: 'answered', value: true } : this.#silence(wait)
  }

  /** Waits, asking nothing, for the first frame that `pick` makes something of. */
  async hear<T>(pick: (frame: StatusFrame) => T | undefined, wait: Wait): Promise<Answer<T>> {
    if (this.lost) return { kind: 'lost' }
    const within = limit(this.#clock, wait.limitMs, wait.signal)
    const heard = await this.#awaitFrame(pick, within.signal, () => this.#silence(wait))
    within.clear()
    return heard
  }

  /** DLE EOT 1–4, one at a time because the answers do not say what they answer. */
  async status(wait: Wait): Promise<Answer<PrinterStatus>> {
    const endTurn = await this.#asking.take(wait.signal)
    if (!endTurn) return { kind: 'aborted' }
    try {
      const bytes: number[] = []
      for (const n of [1, 2, 3, 4] as const) {
        const answer = await this.request(realTimeStatus(n), (f) => (f.kind === 'realTime' ? f.byte : undefined), wait)
        if (answer.kind !== 'answered') return answer
        bytes.push(answer.value)
      }
      const [r1 = 0, r2 = 0, r3 = 0, r4 = 0] = bytes
      return { kind: 'answered', value: this.#learn(statusFromRealTime([r1, r2, r3, r4])) }
    } finally {
      endTurn()
    }
  }

  /** As `status`, but content with DLE EOT 1 where the printer tells of changes by itself and has nothing to tell. */
  async stillThere(wait: Wait): Promise<Answer<PrinterStatus>> {
    if (!this.sendsStatus || !this.#latest || this.#latest.fault) return this.status(wait)
    const endTurn = await this.#asking.take(wait.signal)
    if (!endTurn) return { kind: 'aborted' }
    const ask = (frame: StatusFrame) => (frame.kind === 'realTime' ? frame.byte : undefined)
    const answer = await this.request(realTimeStatus(1), ask, wait).finally(endTurn)
    if (answer.kind !== 'answered') return answer
    const status = stillOnline(this.#latest, answer.value)
    return status ? { kind: 'answered', value: this.#learn(status) } : this.status(wait)
  }

  close(): Promise<void> {
    this.#closing = true
    return this.#link.close()
  }

  /** Why there was no answer within the limit. */
  #silence({ signal }: Wait): Answer<never> {
    return { kind: this.lost ? 'lost' : signal.aborted ? 'aborted' : 'silent' }
  }

  #awaitFrame<T>(pick: (frame: StatusFrame) => T | undefined, signal: AbortSignal, failed: () => Answer<T>) {
    return new Promise<Answer<T>>((resolve) => {
      const finish = (answer: Answer<T>) => {
        stopListening()
        signal.removeEventListener('abort', giveUp)
        resolve(answer)
      }
      const giveUp = () => finish(failed())
      const stopListening = this.listen((event) => {
        if (event.kind === 'lost') return finish({ kind: 'lost' })
        const value = pick(event)
        if (value !== undefined) finish({ kind: 'answered', value })
      })
      signal.addEventListener('abort', giveUp)
      if (signal.aborted) giveUp()
    })
  }

  #receive(frame: StatusFrame): void {
    if (frame.kind === 'automatic') {
      this.#learn(statusFromAutomatic(frame.bytes))
      this.#sendsStatus = true
    }
    if (frame.kind === 'processed' && this.#latest) this.#learn(withPaperSensor(this.#latest, frame.byte))
    if (frame.kind === 'flow') this.#hold(frame.hold)
    this.#emit(frame)
  }

  #learn(status: PrinterStatus): PrinterStatus {
    this.#latest = status
    this.#board.observe(status)
    return status
  }

  #hold(hold: boolean): void {
    if (hold) {
      this.#held ??= new Deferred()
    } else {
      this.#held?.resolve()
      this.#held = undefined
    }
  }

  #emit(event: SessionEvent): void {
    for (const listener of [...this.#listeners]) listener(event)
  }
}

/**
 * One job on its way to paper: sends it piece by piece, follows what the printer says of itself, and ends with the best
 * evidence there is. Paper-out and an open cover stop the clock, not the job: the printer keeps what it holds.
 */
import type { FailureCode } from '../../../src/domain/failures.js'
import type { Clock } from '../../../src/ports/clock.js'
import { DriverError } from '../../../src/ports/device.js'
import type { PrinterStatus, PrintNotice } from '../../../src/ports/receipt-printer.js'
import { sleep } from '../../waiting.js'
import type { Evidence } from '../confirmation.js'
import { AUTOMATIC_STATUS_ON, RESUME_AFTER_ERROR } from './commands.js'
import { Deferred } from './deferred.js'
import type { PrinterLimits } from './limits.js'
import type { PrinterSession, SessionEvent } from './printer-session.js'
import { settledOrAborted } from './turns.js'

/**
 * `confirmed` – the evidence is there; `lost` – the link went; `stalled` – no progress though the printer claims to be
 * fine; `broken` – a fault that no waiting mends; `aborted` – the caller stopped it.
 */
export type RunEnd = 'confirmed' | 'lost' | 'stalled' | 'broken' | 'aborted'

export interface RunOptions {
  readonly session: PrinterSession
  /** Whole commands each; the first one resets the printer. */
  readonly pieces: readonly Uint8Array[]
  /** Undefined where the link's taking the bytes is all that can be known. */
  readonly evidence: Evidence | undefined
  readonly watch: (notice: PrintNotice) => void
  readonly clock: Clock
  readonly limits: PrinterLimits
  /** False for a printer that never answers anything, and so is not asked. */
  readonly answersStatus: boolean
  readonly signal: AbortSignal
}

/** A slow link, 9,600 baud, takes this long for a byte, and a printer behind a server is silent meanwhile. */
const SLOWEST_BYTE_MS = 1.1

export class PrintRun {
  readonly #options: RunOptions
  readonly #end = new Deferred<RunEnd>()
  readonly #over = new AbortController()
  readonly #abandoned = new AbortController()
  readonly #patienceMs: number
  /** What the sender is at: pieces, the request for evidence, nothing more. */
  #stage: 'body' | 'evidence' | 'sent' = 'body'
  #fault: FailureCode | undefined
  #jammed: boolean | undefined
  #answered: boolean | undefined
  #cancelTimer: (() => void) | undefined
  #sending: Promise<void> = Promise.resolve()

  constructor(options: RunOptions) {
    this.#options = options
    const bytes = options.pieces.reduce((sum, piece) => sum + piece.length, 0)
    this.#patienceMs = options.limits.noProgressMs + bytes * SLOWEST_BYTE_MS
  }

  /** Runs to its end. Afterwards no piece is begun, but the last one may still hang in its write: see `settled`. */
  async run(): Promise<RunEnd> {
    const { session, signal } = this.#options
    const stopListening = session.listen((event) => this.#hear(event))
    const abort = () => this.#end.resolve('aborted')
    signal.addEventListener('abort', abort)
    this.#progressed()
    this.#sending = this.#send()
    const polling = this.#poll()
    const end = await this.#end.promise
    stopListening()
    signal.removeEventListener('abort', abort)
    this.#cancelTimer?.()
    this.#over.abort()
    await polling
    return end
  }

  /** @returns whether the last write came to its end before the signal's. If not, the link is of no more use. */
  async settled(signal: AbortSignal): Promise<boolean> {
    const settled = await settledOrAborted(this.#sending, signal)
    if (!settled) this.#abandoned.abort()
    return settled
  }

  async #send(): Promise<void> {
    const { pieces, evidence, answersStatus } = this.#options
    const [reset, ...rest] = pieces
    // ESC @ may have switched automatic status off.
    const body = reset && answersStatus ? [reset, AUTOMATIC_STATUS_ON, ...rest] : pieces
    try {
      for (const piece of body) await this.#sendPiece(piece)
      if (evidence) {
        this.#stage = 'evidence'
        await this.#sendPiece(evidence.request)
      }
    } catch (error) {
      if (!(error instanceof DriverError)) throw error
      this.#end.resolve('lost')
      return
    }
    await this.#sent()
  }

  async #sendPiece(piece: Uint8Array): Promise<void> {
    if (this.#over.signal.aborted) return
    await this.#options.session.send(piece, this.#abandoned.signal)
    this.#progressed()
  }

  /** Where no evidence will come, a last look at the printer: bytes it took while out of paper are not on paper. */
  async #sent(): Promise<void> {
    const { evidence, answersStatus, session, limits } = this.#options
    this.#stage = 'sent'
    if (evidence) return
    if (answersStatus) {
      const answer = await session.status({ limitMs: limits.statusMs, signal: this.#over.signal })
      if (answer.kind === 'answered') this.#apply(answer.value)
      // It answered before the job; that it no longer does is not what a printed receipt looks like.
      else this.#end.resolve('stalled')
    }
    if (!this.#fault) this.#end.resolve('confirmed')
  }

  #hear(event: SessionEvent): void {
    const { evidence, session } = this.#options
    if (event.kind === 'lost') this.#end.resolve('lost')
    else if (event.kind === 'automatic' && session.latest) this.#apply(session.latest)
    else if (event.kind === 'flow' && !event.hold) this.#progressed()
    else if (event.kind !== 'flow' && this.#stage !== 'body' && evidence?.isAnswer(event)) {
      if (evidence.proves === 'printed') this.#confirm()
      else if (!this.#answered) void this.#confirmUnlessFaulty()
    }
  }

  /**
   * Some clones answer GS r 1 with the cover open or the paper out, and nothing was printed. So the printer is asked (DLE
   * EOT), and an answer out of a fault counts for nothing, then or later: what was processed may be lost.
   */
  async #confirmUnlessFaulty(): Promise<void> {
    const { session, limits } = this.#options
    this.#answered = true
    this.#progressed()
    const answer = await session.status({ limitMs: limits.statusMs, signal: this.#over.signal })
    if (answer.kind === 'answered') this.#apply(answer.value)
    if (!this.#fault) this.#confirm()
  }

  #confirm(): void {
    // Its echo outran the news that it is ready again.
    if (this.#fault) this.#options.watch({ kind: 'resumed' })
    this.#end.resolve('confirmed')
  }

  #apply({ fault }: PrinterStatus): void {
    const before = this.#fault
    if (fault === before || this.#over.signal.aborted) return
    this.#fault = fault
    if (fault === 'printer.unrecoverable') {
      this.#end.resolve('broken')
    } else if (fault) {
      this.#cancelTimer?.()
      this.#options.watch({ kind: 'paused', failure: fault })
      this.#resumeAfterJam(fault, before)
    } else {
      this.#options.watch({ kind: 'resumed' })
      this.#progressed()
      if (this.#stage === 'sent' && !this.#options.evidence) this.#end.resolve('confirmed')
    }
  }

  /** A cover opened and closed during a jam: someone has seen to it, and the printer waits to be told (DLE ENQ 1). */
  #resumeAfterJam(fault: FailureCode, before: FailureCode | undefined): void {
    const { session, limits } = this.#options
    if (fault !== 'printer.cutterJam') return
    const seenTo = this.#jammed === true && before === 'printer.coverOpen'
    this.#jammed = true
    if (seenTo) void session.tell(RESUME_AFTER_ERROR, { limitMs: limits.statusMs, signal: this.#over.signal })
  }

  #progressed(): void {
    const { clock } = this.#options
    this.#cancelTimer?.()
    if (this.#fault || this.#over.signal.aborted) return
    this.#cancelTimer = clock.schedule(this.#patienceMs, () => this.#end.resolve('stalled'))
  }

  /** For printers that never send a status by themselves. */
  async #poll(): Promise<void> {
    const { session, clock, limits, answersStatus } = this.#options
    const { signal } = this.#over
    if (!answersStatus) return
    for (;;) {
      await sleep(clock, limits.pollMs, signal)
      if (signal.aborted) return
      if (session.sendsStatus) continue
      const answer = await session.status({ limitMs: limits.statusMs, signal })
      if (answer.kind === 'answered') this.#apply(answer.value)
    }
  }
}

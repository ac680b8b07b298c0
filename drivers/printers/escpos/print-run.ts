/**
 * One job on its way to paper: sends it piece by piece, follows what the printer says of itself, and ends with the best
 * evidence there is. Paper-out and an open cover stop the clock, not the job: the printer keeps what it holds.
 */
import type { FailureCode } from '../../../src/domain/failures.js'
import type { Clock } from '../../../src/ports/clock.js'
import { DriverError } from '../../../src/ports/device.js'
import type { PrintEvidence, PrinterStatus, PrintJobEnd, PrintNotice } from '../../../src/ports/receipt-printer.js'
import { sleep } from '../../waiting.js'
import type { Evidence } from '../confirmation.js'
import { blocksOf } from './blocks.js'
import { AUTOMATIC_STATUS_ON, RESUME_AFTER_ERROR } from './commands.js'
import { Deferred } from './deferred.js'
import { type PrinterLimits, transmitMs } from './limits.js'
import type { PrinterSession, SessionEvent } from './printer-session.js'
import { ReplyLog } from './reply-log.js'
import { settledOrAborted } from './turns.js'

/**
 * `confirmed` – the evidence is there; `lost` – the link went, or the printer was off meanwhile; `stalled` – no progress though the printer claims to be
 * fine; `broken` – a fault that no waiting mends; `aborted` – the caller stopped it, or its time was up while it was paused.
 */
export type RunEnd = 'confirmed' | 'lost' | 'stalled' | 'broken' | 'aborted'

export interface RunOptions {
  readonly session: PrinterSession
  /** Whole commands each, made when they are wanted. */
  readonly pieces: Iterable<Uint8Array>
  /**
   * `here` – the first piece resets the printer, and nothing in it asks for an answer; `elsewhere` – it may reset it
   * anywhere.
   */
  readonly composed: 'here' | 'elsewhere'
  /** Answers that the pieces themselves may ask for, and that look like the evidence: not counted as such. */
  readonly answersWithin: number
  /** Undefined where the link's taking the bytes is all that can be known. */
  readonly evidence: Evidence | undefined
  readonly watch: (notice: PrintNotice) => void
  readonly clock: Clock
  readonly limits: PrinterLimits
  /** False for a printer that never answers anything, and so is not asked. */
  readonly answersStatus: boolean
  /** Epoch milliseconds; a job paused then is stopped. */
  readonly expiresAt?: number
  readonly signal: AbortSignal
}

/** A printer that sends status by itself is asked all the same after so many quiet intervals: it may have forgotten. */
const QUIET_POLLS = 5

export class PrintRun {
  readonly #options: RunOptions
  readonly #end = new Deferred<RunEnd>()
  readonly #over = new AbortController()
  readonly #abandoned = new AbortController()
  readonly #replies = new ReplyLog()
  /** What the sender is at: pieces, the request for evidence, nothing more. */
  #stage: 'body' | 'evidence' | 'sent' = 'body'
  #bytesAccepted = 0
  #fault: FailureCode | undefined
  /** It told of the fault by itself, and so will tell of its end. */
  #faultTold: boolean | undefined
  #jammed: boolean | undefined
  #answered: boolean | undefined
  #answersHeard = 0
  #quietPolls = 0
  #bug: unknown
  #stopLogging: (() => void) | undefined
  #cancelTimer: (() => void) | undefined
  #cancelExpiry: (() => void) | undefined
  #sending: Promise<void> = Promise.resolve()

  constructor(options: RunOptions) {
    this.#options = options
  }

  /**
   * Runs to its end. Afterwards no block is begun, but the last one may still hang in its write: see `settled`.
   * @throws what a piece threw that could not be made.
   */
  async run(): Promise<RunEnd> {
    const { session, signal } = this.#options
    this.#stopLogging = session.listen((event) => event.kind !== 'lost' && this.#replies.add(event))
    const stopListening = session.listen((event) => this.#hear(event))
    const abort = () => this.#end.resolve('aborted')
    signal.addEventListener('abort', abort)
    if (signal.aborted) abort()
    this.#progressed()
    this.#sending = this.#send()
    const polling = this.#poll()
    const end = await this.#end.promise
    stopListening()
    signal.removeEventListener('abort', abort)
    this.#cancelTimer?.()
    this.#cancelExpiry?.()
    this.#over.abort()
    await polling
    if (this.#bug !== undefined) throw this.#bug
    return end
  }

  /** @returns whether the last write came to its end before the signal's. If not, the link is of no more use. */
  async settled(signal: AbortSignal): Promise<boolean> {
    const settled = await settledOrAborted(this.#sending, signal)
    if (!settled) this.#abandoned.abort()
    return settled
  }

  /** Taken down when all that belongs to the job is over; nothing is added to it later. */
  evidence(end: PrintJobEnd): PrintEvidence {
    this.#stopLogging?.()
    const { latest } = this.#options.session
    return {
      ...{ end, bytesAccepted: this.#bytesAccepted, wholeAccepted: this.#stage !== 'body' },
      ...{ replies: this.#replies.toHex(), ...(latest && { status: latest }) },
    }
  }

  async #send(): Promise<void> {
    const { pieces, evidence, composed, answersStatus, watch, session } = this.#options
    try {
      for (const block of blocksOf(pieces)) {
        const first = this.#bytesAccepted === 0
        await this.#sendBlock(block)
        if (this.#over.signal.aborted) return
        this.#bytesAccepted += block.length
        if (!first) continue
        watch({ kind: 'sending' })
        // ESC @ may have switched automatic status off.
        if (composed === 'here' && answersStatus) await this.#sendBlock(AUTOMATIC_STATUS_ON)
      }
      if (composed === 'elsewhere' && answersStatus) await this.#sendBlock(AUTOMATIC_STATUS_ON)
      if (session.endsAtSpooler) await this.#inTime(0, session.handOff(this.#abandoned.signal))
      if (evidence) {
        this.#stage = 'evidence'
        await this.#sendBlock(evidence.request)
      }
      await this.#sent()
    } catch (error) {
      if (!isLinkError(error)) this.#bug = error
      this.#end.resolve('lost')
    }
  }

  async #sendBlock(block: Uint8Array): Promise<void> {
    if (this.#over.signal.aborted) return
    await this.#inTime(block.length, this.#options.session.send(block, this.#abandoned.signal))
    this.#progressed()
  }

  /** A printer that says why it takes nothing may take its time. */
  async #inTime(bytes: number, taken: Promise<void>): Promise<void> {
    const { clock, limits } = this.#options
    const limitMs = limits.writeMs + transmitMs(this.#bytesAccepted + bytes)
    const fire = () => {
      if (this.#fault) cancel = clock.schedule(limitMs, fire)
      else this.#end.resolve('stalled')
    }
    let cancel = clock.schedule(limitMs, fire)
    try {
      await taken
    } finally {
      cancel()
    }
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
    this.#quietPolls = 0
    if (event.kind === 'lost') this.#end.resolve('lost')
    else if (event.kind === 'automatic' && session.latest) this.#apply(session.latest, true)
    else if (event.kind === 'flow' && !event.hold) this.#progressed()
    else if (event.kind !== 'flow' && evidence?.isAnswer(event)) this.#hearEvidence(evidence)
  }

  #hearEvidence({ proves }: Evidence): void {
    const { composed, answersWithin } = this.#options
    if (this.#stage !== 'body' || composed === 'elsewhere') this.#answersHeard++
    if (this.#stage === 'body') return
    if (proves === 'printed') this.#confirm()
    else if (this.#answersHeard > answersWithin && !this.#answered) void this.#confirmUnlessFaulty()
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

  #apply({ fault }: PrinterStatus, told = false): void {
    const before = this.#fault
    if (fault === before || this.#over.signal.aborted) return
    this.#fault = fault
    this.#faultTold = told
    this.#cancelExpiry?.()
    if (fault === 'printer.unrecoverable') {
      this.#end.resolve('broken')
    } else if (fault) {
      this.#cancelTimer?.()
      this.#options.watch({ kind: 'paused', failure: fault })
      this.#stopWhenExpired()
      this.#resumeAfterJam(fault, before)
    } else {
      this.#options.watch({ kind: 'resumed' })
      this.#progressed()
      if (this.#stage === 'sent' && !this.#options.evidence) this.#end.resolve('confirmed')
    }
  }

  /** Nobody waits for it any more: it must not come out when somebody puts paper in next morning. */
  #stopWhenExpired(): void {
    const { clock, expiresAt } = this.#options
    if (expiresAt === undefined) return
    this.#cancelExpiry = clock.schedule(Math.max(0, expiresAt - clock.now()), () => this.#end.resolve('aborted'))
  }

  /** A cover opened and closed during a jam: someone has seen to it, and the printer waits to be told (DLE ENQ 1). */
  #resumeAfterJam(fault: FailureCode, before: FailureCode | undefined): void {
    const { session, limits } = this.#options
    if (fault !== 'printer.cutterJam' && fault !== 'printer.mechanicalError') return
    const seenTo = this.#jammed === true && before === 'printer.coverOpen'
    this.#jammed = true
    if (seenTo) void session.tell(RESUME_AFTER_ERROR, { limitMs: limits.statusMs, signal: this.#over.signal })
  }

  #progressed(): void {
    const { clock, limits } = this.#options
    this.#cancelTimer?.()
    if (this.#fault || this.#over.signal.aborted) return
    const patienceMs = limits.noProgressMs + transmitMs(this.#bytesAccepted)
    this.#cancelTimer = clock.schedule(patienceMs, () => this.#end.resolve('stalled'))
  }

  /** Mostly for printers that never send a status by themselves. */
  async #poll(): Promise<void> {
    const { session, clock, limits, answersStatus, composed } = this.#options
    const { signal } = this.#over
    if (!answersStatus) return
    for (;;) {
      await sleep(clock, limits.pollMs, signal)
      if (signal.aborted) return
      this.#quietPolls++
      const tellsByItself = session.sendsStatus && composed === 'here'
      if (tellsByItself && !this.#fault && this.#quietPolls < QUIET_POLLS) continue
      const answer = await session.status({ limitMs: limits.statusMs, signal })
      if (answer.kind !== 'answered') continue
      if (!answer.value.fault && (await this.#wasOff())) this.#end.resolve('lost')
      else this.#apply(answer.value)
    }
  }

  /**
   * A printer that told of its fault and not of the end of it has forgotten that it was to tell: it was switched off and on,
   * as people do to change the paper, and what it held is gone. On a serial cable nothing else shows it.
   */
  async #wasOff(): Promise<boolean> {
    if (!this.#fault || !this.#faultTold) return false
    const { session, limits } = this.#options
    const wait = { limitMs: limits.statusMs, signal: this.#over.signal }
    const told = await session.hear((frame) => frame.kind === 'automatic' || undefined, wait)
    return told.kind === 'silent' && this.#fault !== undefined
  }
}

function isLinkError(error: unknown): boolean {
  return error instanceof DriverError && error.code.startsWith('link.')
}

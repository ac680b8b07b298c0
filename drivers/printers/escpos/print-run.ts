/**
 * One job on its way to paper: sends it piece by piece, follows what the printer says of itself, and ends with the best
 * evidence there is. Paper-out and an open cover stop the clock, not the job: the printer keeps what it holds.
 */
import type { FailureCode } from '../../../src/domain/failures.js'
import { DriverError } from '../../../src/ports/device.js'
import type { PrintEvidence, PrinterStatus, PrintJobEnd } from '../../../src/ports/receipt-printer.js'
import { sleep } from '../../waiting.js'
import type { Evidence } from '../confirmation.js'
import { RESUME_AFTER_ERROR } from './commands.js'
import { Deferred } from './deferred.js'
import { JobSender } from './job-sender.js'
import { transmitMs } from './limits.js'
import type { SessionEvent } from './printer-session.js'
import { ReplyLog } from './reply-log.js'
import type { RunOptions } from './run-options.js'
import { settledOrAborted } from './turns.js'

/**
 * `confirmed` – the evidence is there; `lost` – the link went, or the printer was off meanwhile; `stalled` – no progress
 * though the printer claims to be fine; `refused` – the spooler would not have it; `broken` – a fault that no waiting mends;
 * `aborted` – the caller stopped it, or its time was up while it was paused.
 */
export type RunEnd = 'confirmed' | 'refused' | 'lost' | 'stalled' | 'broken' | 'aborted'

/** A printer that sends status by itself is asked all the same after so many quiet intervals: it may have forgotten. */
const QUIET_POLLS = 5

export class PrintRun {
  readonly #options: RunOptions
  readonly #end = new Deferred<RunEnd>()
  readonly #over = new AbortController()
  readonly #abandoned = new AbortController()
  readonly #sender: JobSender
  readonly #replies = new ReplyLog()
  #fault: FailureCode | undefined
  /** It told of the fault by itself, and so will tell of its end. */
  #faultTold: boolean | undefined
  #jammed: boolean | undefined
  #seenTo: boolean | undefined
  /**
   * What the answer to the fence is worth. `asking` – whether the printer is well; `settling` – it was, and its last lines come
   * out; `stopped` – it stopped in those; `spoilt` – it was not well when it answered, so that what it had read may be lost.
   */
  #proof: 'asking' | 'settling' | 'stopped' | 'spoilt' | undefined
  #answersHeard = 0
  #quietPolls = 0
  /** When it last said anything. */
  #heardAt: number
  #bug: unknown
  #stopLogging: (() => void) | undefined
  #cancelTimer: (() => void) | undefined
  #cancelExpiry: (() => void) | undefined
  #sending: Promise<void> = Promise.resolve()

  constructor(options: RunOptions) {
    this.#options = options
    this.#heardAt = options.clock.now()
    this.#sender = new JobSender(options, {
      over: this.#over.signal,
      abandoned: this.#abandoned.signal,
      isPaused: () => this.#fault !== undefined,
      onProgress: () => this.#progressed(),
      onStall: () => this.#end.resolve('stalled'),
    })
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

  /** The command that the last write broke off in lacks no more bytes than these. */
  get openBytes(): number {
    return this.#sender.openBytes
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
      ...{ end, bytesAccepted: this.#sender.bytesAccepted, wholeAccepted: this.#sender.stage !== 'body' },
      ...{ replies: this.#replies.toHex(), ...(latest && { status: latest }) },
    }
  }

  async #send(): Promise<void> {
    try {
      await this.#sender.send()
      if (this.#sender.stage === 'sent' && !this.#options.evidence) await this.#lookOnceMore()
    } catch (error) {
      if (!(error instanceof DriverError && error.code.startsWith('link.'))) this.#bug = error
      this.#end.resolve(error instanceof DriverError && error.code === 'link.refused' ? 'refused' : 'lost')
    }
  }

  /** Where no evidence will come: bytes the printer took while out of paper are not on paper. */
  async #lookOnceMore(): Promise<void> {
    if (!this.#options.answersStatus || (await this.#isWell())) this.#end.resolve('confirmed')
  }

  #hear(event: SessionEvent): void {
    const { clock, evidence, session, witness } = this.#options
    this.#quietPolls = 0
    this.#heardAt = clock.now()
    if (event.kind !== 'lost') witness?.hear(event)
    if (event.kind === 'lost') this.#end.resolve('lost')
    else if (event.kind === 'automatic' && session.latest) this.#apply(session.latest, true)
    else if (event.kind === 'flow' && !event.hold) this.#progressed()
    else if (event.kind !== 'flow' && evidence?.isAnswer(event)) this.#hearEvidence(evidence)
  }

  #hearEvidence({ proves }: Evidence): void {
    const { composed, answersWithin, witness } = this.#options
    if (this.#sender.stage !== 'body' || composed === 'elsewhere') this.#answersHeard++
    if (this.#sender.stage === 'body') return
    // The dot was asked for before: its list came first, or never will.
    if (witness?.seen === false) this.#end.resolve('lost')
    else if (proves === 'printed') this.#confirm()
    else if (this.#answersHeard > answersWithin && !this.#proof) void this.#confirmUnlessFaulty()
  }

  /**
   * GS r 1 is answered when it is read, with the last lines and the cut still to be done; and some clones answer it with the
   * cover open or the paper out. So the printer is asked (DLE EOT), and once more when those lines must be out. An answer
   * out of a fault counts for nothing, then or later: what was processed may be lost.
   */
  async #confirmUnlessFaulty(): Promise<void> {
    const { clock, limits } = this.#options
    this.#proof = 'asking'
    this.#progressed()
    if (!(await this.#isWell())) {
      this.#proof = 'spoilt'
      return
    }
    this.#proof = 'settling'
    await sleep(clock, limits.settleMs, this.#over.signal)
    if (!this.#isSettling() || !(await this.#isWell())) return
    if (await this.#remembersAll()) this.#confirm()
    else this.#end.resolve('lost')
  }

  /** Where its power may have gone without a trace. */
  async #remembersAll(): Promise<boolean> {
    const { limits, session, witness } = this.#options
    return !witness || witness.stillRemembers(session, { limitMs: limits.statusMs, signal: this.#over.signal })
  }

  async #isWell(): Promise<boolean> {
    const { session, limits } = this.#options
    const answer = await session.status({ limitMs: limits.statusMs, signal: this.#over.signal })
    if (answer.kind === 'answered') this.#apply(answer.value)
    // It answered a moment ago; that it no longer does is not what a printed receipt looks like.
    else this.#end.resolve('stalled')
    return this.#fault === undefined && !this.#over.signal.aborted
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
      this.#stopProof()
      this.#options.watch({ kind: 'paused', failure: fault })
      this.#stopWhenExpired()
      this.#resumeAfterJam(fault, before)
    } else {
      this.#options.watch({ kind: 'resumed' })
      this.#progressed()
      this.#settleAfterFault()
    }
  }

  #isSettling(): boolean {
    return this.#proof === 'settling'
  }

  #stopProof(): void {
    if (this.#proof === 'settling') this.#proof = 'stopped'
    else if (this.#proof === 'asking') this.#proof = 'spoilt'
  }

  /** Nothing more will come by itself that could prove it: either nothing was to come, or it came before or in the fault. */
  #settleAfterFault(): void {
    const { evidence, session } = this.#options
    if (this.#sender.stage === 'sent' && !evidence) this.#end.resolve('confirmed')
    // It had read everything and stopped in the last lines; that it was not off meanwhile, the link or itself has told.
    const wasOn = this.#faultTold === true || !session.outlivesPower
    if (this.#proof === 'stopped' && evidence && wasOn) this.#askOnceMore(evidence)
    else if (this.#proof === 'stopped' || this.#proof === 'spoilt') this.#end.resolve('stalled')
  }

  #askOnceMore({ request }: Evidence): void {
    this.#proof = undefined
    this.#answersHeard = this.#options.answersWithin
    void this.#options.session.tell(request, { limitMs: this.#options.limits.statusMs, signal: this.#over.signal })
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
    this.#seenTo ||= this.#jammed === true && before === 'printer.coverOpen'
    this.#jammed = true
    if (this.#seenTo) void session.tell(RESUME_AFTER_ERROR, { limitMs: limits.statusMs, signal: this.#over.signal })
  }

  #progressed(): void {
    const { clock, limits } = this.#options
    this.#cancelTimer?.()
    if (this.#fault || this.#over.signal.aborted) return
    const patienceMs = limits.noProgressMs + transmitMs(this.#sender.bytesAccepted, limits.byteMs)
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
      if (tellsByItself && this.#quietPolls < QUIET_POLLS) continue
      this.#quietPolls = 0
      const answer = await session.status({ limitMs: limits.statusMs, signal })
      if (answer.kind === 'silent') this.#unanswered(answer.unsent)
      if (answer.kind !== 'answered') continue
      if (!answer.value.fault && (await this.#wasOff())) this.#end.resolve('lost')
      else this.#apply(answer.value)
    }
  }

  /**
   * Out of paper it still answers; one that does not was switched off, and will never say that it is ready again. Where the
   * question did not even leave, it may only be holding us back, and has longer.
   */
  #unanswered(unsent = false): void {
    const { clock, limits, session } = this.#options
    if (unsent && !session.outlivesPower) return
    const patienceMs = unsent ? limits.heldBackMs : limits.noProgressMs
    if (this.#fault && clock.now() - this.#heardAt >= patienceMs) this.#end.resolve('stalled')
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

/**
 * The link kept from job to job: opened when needed, found dead before anything is entrusted to it, opened again once. An
 * idle network printer may hang up after a minute and a half, and a serial one may have been off and on without a trace.
 */
import type { FailureCode } from '../../../src/domain/failures.js'
import { accepted, type Outcome, unavailable } from '../../../src/domain/outcome.js'
import type { Clock } from '../../../src/ports/clock.js'
import { DriverError } from '../../../src/ports/device.js'
import type { ConfirmationLevel, PrinterStatus } from '../../../src/ports/receipt-printer.js'
import type { ByteLink, LinkOpener } from '../../links/byte-link.js'
import { limit } from '../../waiting.js'
import { askProcessId } from '../confirmation.js'
import type { PrinterProfile } from '../profiles/printer-profile.js'
import { ASSUMED_PROFILE } from '../profiles/profiles.js'
import { type Capabilities, UNNAMED } from './capabilities.js'
import { clearBuffers } from './clear-buffers.js'
import { AUTOMATIC_STATUS_ON } from './commands.js'
import { FenceTally } from './fence-tally.js'
import { type Findings, type FindingsStore, keptAt } from './kept-findings.js'
import { Leftovers } from './leftovers.js'
import type { PrinterLimits } from './limits.js'
import { canWitness } from './power-witness.js'
import { type Answer, PrinterSession, type Wait } from './printer-session.js'
import { probe } from './probe.js'
import type { StatusBoard } from './status-board.js'
import { settledOrAborted, Turns } from './turns.js'

export interface ConnectionOptions {
  readonly opener: LinkOpener
  readonly clock: Clock
  /** Chosen in the configuration; otherwise the printer is asked who it is. */
  readonly profile?: PrinterProfile
  readonly limits: PrinterLimits
  readonly board: StatusBoard
  /** What was found out before, and is kept for the next time. */
  readonly findings?: FindingsStore
}

/** What keeps a link from being opened, as the counter is told. */
const LINK_FAILURES: Readonly<Record<string, FailureCode>> = {
  'link.unreachable': 'printer.unreachable',
  'link.forbidden': 'printer.forbidden',
  'link.inUse': 'printer.inUse',
}

/** A session that has just answered. `status` is undefined where the profile says that it never will. */
export interface Ready {
  readonly session: PrinterSession
  readonly status: PrinterStatus | undefined
}

export class PrinterConnection {
  readonly #options: ConnectionOptions
  readonly #connecting = new Turns()
  #session: PrinterSession | undefined
  #capabilities: Capabilities | undefined
  #lastFound: PrinterProfile | undefined
  readonly #fences = new FenceTally()
  readonly #leftovers = new Leftovers(this.#fences)

  constructor(options: ConnectionOptions) {
    this.#options = options
  }

  /** The printer can be asked: it is not said to be dumb, and no spooler stands between. */
  talks(session: PrinterSession): boolean {
    return (this.#options.profile?.answersStatus ?? true) && !session.endsAtSpooler
  }

  /** The session in use, if its link still stands. */
  get session(): PrinterSession | undefined {
    return this.#session?.lost ? undefined : this.#session
  }

  /** What probing found on this very link. */
  get capabilities(): Capabilities | undefined {
    return this.session && this.#capabilities
  }

  /** A session whose printer has answered just now, on the link kept or on a new one. */
  async ready(signal: AbortSignal): Promise<Outcome<Ready>> {
    const endTurn = await this.#connecting.take(signal)
    if (!endTurn) return stopped()
    try {
      if (this.session) {
        const kept = await this.#checkIn(this.session, signal, 'known')
        if (kept || signal.aborted) return kept ? accepted(kept) : stopped()
        await this.drop()
      }
      return await this.#connect(signal)
    } finally {
      endTurn()
    }
  }

  /** Probes once a link. A printer in a fault cannot be probed and is `unavailable`. */
  async probed(ready: Ready, signal: AbortSignal): Promise<Outcome<Capabilities>> {
    if (this.capabilities) return accepted(this.capabilities)
    const { session, status } = ready
    const { profile, limits, clock, findings, opener } = this.#options
    if (!this.talks(session)) return accepted(this.#unasked(session))
    if (status?.fault) return unavailable(status.fault)
    const before = keptAt(findings, opener.address)
    const asked = { fences: this.#fences, clock, ...before, ...(profile && { configured: profile }) }
    const wait = { limitMs: limits.probeMs, signal }
    const first = await probe(session, asked, wait)
    const answer = (await this.#swallowed(session, first, before.kept, wait))
      ? await probe(session, asked, wait)
      : first
    // Silence proves nothing when the printer went offline meanwhile.
    const fault = session.latest?.fault
    if (fault) return unavailable(fault)
    if (answer.kind === 'answered') {
      const { confirmation } = answer.value
      // A fence is answered before the cut is done; where the power can go unseen in between, that is too early.
      if (confirmation === 'process-id' || (confirmation === 'fence' && !session.outlivesPower)) {
        this.#leftovers.noteAnswered()
      }
      const witnesses = await this.#witnesses(session, confirmation, signal)
      this.#capabilities = { ...answer.value, witnesses }
      this.#lastFound = answer.value.profile
      return accepted(this.#capabilities)
    }
    return answer.kind === 'lost' ? unavailable('printer.linkLost') : stopped()
  }

  /**
   * A byte lost in a probe can make the printer take all that follows for parameters of one command: it goes on answering DLE
   * EOT, and prints nothing. Clearing its buffer ends that, so silence counts only behind it.
   */
  async #swallowed(session: PrinterSession, probed: Answer<Capabilities>, kept: Findings | undefined, wait: Wait) {
    if (probed.kind !== 'answered' || probed.value.confirmation !== 'transport') return false
    // In a fault it holds what it was sent, and will answer.
    if (kept?.confirmation === 'transport' || session.latest?.fault) return false
    if ((await clearBuffers(session, wait)).kind !== 'answered') return false
    return this.#leftovers.cutOffAgain(session, this.#profile, wait)
  }

  async #witnesses(session: PrinterSession, level: ConfirmationLevel, signal: AbortSignal): Promise<boolean> {
    if (!session.outlivesPower || level === 'transport') return false
    const wait = { limitMs: this.#options.limits.probeMs, signal }
    return (await canWitness(session, wait)).kind === 'answered'
  }

  /** Before anything else is printed, whatever the last job left is to be thrown away, and cut off: see `Leftovers`. */
  leaveUncertain(leftovers?: 'uncut', openBytes?: number): void {
    this.#leftovers.note(leftovers, openBytes)
  }

  /** Cuts off what hangs out of a printer that has thrown the rest away. @returns false when the link did not take it. */
  async cutOffStopped(session: PrinterSession, level: ConfirmationLevel, wait: Wait): Promise<boolean> {
    this.#leftovers.noteCleared()
    if (!(await this.#leftovers.cutOff(session, this.#profile, wait))) return false
    if (session.outlivesPower && level === 'process-id' && (await askProcessId(session, wait)).kind === 'answered') {
      this.#leftovers.noteAnswered()
    }
    return true
  }

  /** A job was proved to be out; or the link took it, and that is all that will be known of it. */
  leaveDone(level: ConfirmationLevel): void {
    if (level === 'process-id' || level === 'fence') this.#leftovers.noteAnswered()
    else this.#leftovers.noteHandedOver(this.#options.clock.now())
  }

  /** Lets go of the link after a question whose answer, coming late, would pass for the next one's. */
  async leaveUnanswered(): Promise<void> {
    this.#fences.givenUp()
    await this.drop()
  }

  /** Lets go of the link; the next `ready` opens another. */
  async drop(): Promise<void> {
    const session = this.#forget()
    const { clock, limits } = this.#options
    const within = limit(clock, limits.closeMs)
    // A link that never lets go must not keep the next one from being tried.
    if (session) await settledOrAborted(session.close(), within.signal)
    within.clear()
  }

  #forget(): PrinterSession | undefined {
    const session = this.#session
    this.#session = undefined
    this.#capabilities = undefined
    const endedAt = session?.lostAt ?? this.#options.clock.now()
    if (session) this.#leftovers.noteLinkEnded(endedAt, session.latest?.fault !== undefined)
    return session
  }

  async #connect(signal: AbortSignal): Promise<Outcome<Ready>> {
    const { clock, opener, board } = this.#options
    this.#forget()
    const link = await this.#open(signal)
    if (link.kind !== 'accepted') return signal.aborted ? stopped() : this.#lost(link)
    const session = new PrinterSession(link.value, clock, board)
    this.#session = session
    const ready = await this.#checkIn(session, signal, 'new')
    if (ready) return accepted(ready)
    await this.drop()
    if (signal.aborted) return stopped()
    return this.#lost(unavailable('printer.unreachable', `${opener.address} opens but does not answer`))
  }

  /** The one found on this link or an earlier one, for what must be sent before it is found on this one. */
  get #profile(): PrinterProfile {
    return this.#options.profile ?? this.#lastFound ?? ASSUMED_PROFILE
  }

  #lost<T>(outcome: Outcome<T>): Outcome<T> {
    if (outcome.kind === 'unavailable') this.#options.board.lose(outcome.failure)
    return outcome
  }

  async #open(signal: AbortSignal): Promise<Outcome<ByteLink>> {
    const within = limit(this.#options.clock, this.#options.limits.connectMs, signal)
    try {
      return accepted(await this.#options.opener.open(within.signal))
    } catch (error) {
      const failure = error instanceof DriverError ? LINK_FAILURES[error.code] : undefined
      if (!failure) throw error
      return unavailable(failure, error instanceof Error ? error.message : undefined)
    } finally {
      within.clear()
    }
  }

  /** What is taken for granted of a printer that cannot be asked. */
  #unasked(session: PrinterSession): Capabilities {
    const { profile = ASSUMED_PROFILE } = this.#options
    const confirmation = session.endsAtSpooler ? 'hand-off' : 'transport'
    return { confirmation, identity: UNNAMED, profile, chosen: this.#options.profile ? 'configured' : 'assumed' }
  }

  /** @returns undefined when the printer does not answer, or no longer. */
  async #checkIn(session: PrinterSession, signal: AbortSignal, link: 'new' | 'known'): Promise<Ready | undefined> {
    const { limits } = this.#options
    const wait = { limitMs: limits.statusMs, signal }
    if (!this.talks(session)) return this.#checkInUnasked(session, wait)
    await this.#leftovers.throwAway(session, { limitMs: limits.clearMs, signal })
    const answer = await (link === 'new' ? session.status(wait) : session.stillThere(wait))
    if (answer.kind !== 'answered') return undefined
    this.#leftovers.noteTold()
    // Off line it would not cut; the note stands until it can.
    if (answer.value.online && !(await this.#cutOff(session, wait))) return undefined
    // Only where it will be read: an offline printer would pile them up in its buffer.
    if (answer.value.online && !session.sendsStatus) await session.tell(AUTOMATIC_STATUS_ON, wait)
    return { session, status: answer.value }
  }

  /** Where the power may have gone since without a trace, a cut that nothing proves is made once more. */
  #cutOff(session: PrinterSession, wait: Wait): Promise<boolean> {
    const profile = this.#profile
    if (session.outlivesPower) return this.#leftovers.cutOffAgain(session, profile, wait)
    return this.#leftovers.cutOff(session, profile, wait)
  }

  /** Where nothing can be asked, a cut is all that keeps two receipts apart; at a spooler others may stand between. */
  async #checkInUnasked(session: PrinterSession, wait: Wait): Promise<Ready | undefined> {
    const cut = session.endsAtSpooler || (await this.#leftovers.cutOff(session, this.#profile, wait))
    return cut ? { session, status: undefined } : undefined
  }
}

/** The caller gave up before anything was sent. */
export function stopped(): Outcome<never> {
  return unavailable('printer.offline', 'stopped before anything was sent')
}

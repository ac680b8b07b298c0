/**
 * The receipt printer of a real shop: ESC/POS over whatever link the address names. It tells printing from sending, and
 * says so at the level its printer was found to support.
 */
import { accepted, type Outcome, refused, unavailable, unknown } from '../../src/domain/outcome.js'
import type { Clock } from '../../src/ports/clock.js'
import type {
  PrinterDescription,
  PrinterReport,
  PrinterStatus,
  PrintJob,
  PrintNotice,
  PrintOutcome,
  ReceiptPrinter,
} from '../../src/ports/receipt-printer.js'
import type { LinkOpener } from '../links/byte-link.js'
import { limit } from '../waiting.js'
import { evidenceFor } from './confirmation.js'
import { assertPrintable, encodeDocument } from './encode/encode-document.js'
import { type Capabilities, describeCapabilities } from './escpos/capabilities.js'
import { drawerPulse } from './escpos/commands.js'
import type { FindingsStore } from './escpos/kept-findings.js'
import { DEFAULT_LIMITS, type PrinterLimits } from './escpos/limits.js'
import { PowerWitness } from './escpos/power-witness.js'
import { runPrintJob } from './escpos/print-job.js'
import { PrinterConnection, type Ready, stopped } from './escpos/printer-connection.js'
import type { PrinterSession } from './escpos/printer-session.js'
import { PrinterWatch } from './escpos/printer-watch.js'
import { questionsIn, type RawJob } from './escpos/raw-job.js'
import { StatusBoard } from './escpos/status-board.js'
import { Turns } from './escpos/turns.js'
import type { PrinterProfile } from './profiles/printer-profile.js'

export interface EscPosPrinterOptions {
  readonly opener: LinkOpener
  readonly clock: Clock
  /** The printer is asked who it is unless this says so. */
  readonly profile?: PrinterProfile
  readonly limits?: Partial<PrinterLimits>
  /** Where to keep what was found out about it from one run of the program to the next. */
  readonly findings?: FindingsStore
}

/** What the printer is given to do, once it is known what kind of printer it is. */
interface Work extends Pick<PrintJob, 'jobId' | 'expiresAt'> {
  readonly pieces: (capabilities: Capabilities) => Iterable<Uint8Array>
  readonly composed: 'here' | 'elsewhere'
  readonly answersWithin: number
}

/** Behind a drawer pulse; no job bears it, since theirs are the terminal's own. */
const DRAWER_ID = '~drw'

export class EscPosPrinter implements ReceiptPrinter {
  readonly address: string
  readonly #clock: Clock
  readonly #limits: PrinterLimits
  readonly #board: StatusBoard
  readonly #connection: PrinterConnection
  readonly #watch: PrinterWatch
  readonly #turns = new Turns()
  readonly #closing = new AbortController()
  #printing: boolean | undefined

  constructor({ opener, clock, profile, findings, limits = {} }: EscPosPrinterOptions) {
    this.address = opener.address
    this.#clock = clock
    this.#limits = { ...DEFAULT_LIMITS, ...limits }
    this.#board = new StatusBoard(clock)
    const parts = { clock, limits: this.#limits, board: this.#board }
    this.#connection = new PrinterConnection({
      ...{ ...parts, opener },
      ...(profile && { profile }),
      ...(findings && { findings }),
    })
    const { signal } = this.#closing
    this.#watch = new PrinterWatch({ ...parts, connection: this.#connection, turns: this.#turns, closed: signal })
  }

  async describe(signal: AbortSignal): Promise<Outcome<PrinterDescription>> {
    const known = this.#connection.capabilities
    if (known) return accepted(describeCapabilities(known))
    return this.#inTurn(signal, async (_ready, capabilities) => accepted(describeCapabilities(capabilities)))
  }

  async status(signal: AbortSignal): Promise<Outcome<PrinterStatus>> {
    const either = AbortSignal.any([signal, this.#closing.signal])
    const { session } = this.#connection
    // During a job the link is not to be given up for a slow answer, and what the printer last sent by itself will do.
    if (session && this.#printing) {
      const answer = await session.status({ limitMs: this.#limits.statusMs, signal: either })
      if (answer.kind === 'answered') return accepted(answer.value)
      if (answer.kind === 'silent' && session.sendsStatus && session.latest) return accepted(session.latest)
      return unknown(answer.kind === 'lost' ? 'disconnected' : 'timeout')
    }
    const ready = await this.#connection.ready(either)
    if (ready.kind !== 'accepted') return ready
    return ready.value.status ? accepted(ready.value.status) : unknown('timeout')
  }

  follow(listener: (report: PrinterReport) => void): () => void {
    return this.#watch.follow(listener)
  }

  async print(job: PrintJob, watch: (notice: PrintNotice) => void, signal: AbortSignal): Promise<PrintOutcome> {
    // Before anything else: a document that cannot be encoded is a bug, and must not cost a connection.
    assertPrintable(job)
    const { jobId, expiresAt } = job
    const pieces = ({ profile, images }: Capabilities) => encodeDocument(job, profile, images)
    const work = {
      jobId,
      pieces,
      composed: 'here',
      answersWithin: 0,
      ...(expiresAt !== undefined && { expiresAt }),
    } as const
    return this.#print(work, watch, signal)
  }

  /**
   * Prints bytes that another program composed, as carefully as a receipt of our own: same queue, same evidence. They go as
   * they are; what they rely on they must set themselves.
   */
  printRaw(job: RawJob, watch: (notice: PrintNotice) => void, signal: AbortSignal): Promise<PrintOutcome> {
    const answersWithin = questionsIn(job.bytes)
    return this.#print({ ...job, composed: 'elsewhere', answersWithin, pieces: () => [job.bytes] }, watch, signal)
  }

  discardEarlier(): void {
    this.#connection.leaveUncertain()
  }

  async openDrawer(signal: AbortSignal): Promise<Outcome<Record<string, never>>> {
    return this.#inTurn(signal, async ({ session }, { confirmation, profile }, either) => {
      const wait = { limitMs: this.#limits.probeMs, signal: either }
      const pulse = drawerPulse(profile.drawer)
      const evidence = evidenceFor(confirmation, DRAWER_ID)
      if (!evidence) return (await session.tell(pulse, wait)) ? accepted({}) : unknown('disconnected')
      const bytes = Buffer.concat([pulse, evidence.request])
      const answer = await session.request(bytes, (frame) => evidence.isAnswer(frame) || undefined, wait)
      if (answer.kind === 'answered') return accepted({})
      await this.#connection.leaveUnanswered()
      if (answer.kind === 'aborted') return unknown('interrupted')
      return unknown(answer.kind === 'lost' ? 'disconnected' : 'timeout')
    })
  }

  async close(): Promise<void> {
    this.#closing.abort()
    const forever = new AbortController().signal
    const endTurn = await this.#turns.take(forever)
    await this.#connection.drop()
    endTurn?.()
    await this.#watch.ended()
  }

  async #print(work: Work, watch: (notice: PrintNotice) => void, signal: AbortSignal): Promise<PrintOutcome> {
    const { expiresAt } = work
    if (expiresAt === undefined) return this.#inTurn(signal, (...given) => this.#run(work, watch, ...given))
    if (this.#clock.now() >= expiresAt) return expired()
    // Time runs out in the queue, and while connecting; once it prints, only for a printer that has stopped.
    const within = limit(this.#clock, Math.max(0, expiresAt - this.#clock.now()), signal)
    try {
      const outcome = await this.#inTurn(within.signal, (ready, capabilities) => {
        within.clear()
        if (this.#clock.now() >= expiresAt) return Promise.resolve(expired())
        return this.#run(work, watch, ready, capabilities, AbortSignal.any([signal, this.#closing.signal]))
      })
      return within.expired() && outcome.kind === 'unavailable' ? expired() : outcome
    } finally {
      within.clear()
    }
  }

  async #run(
    { jobId, pieces, composed, answersWithin, expiresAt }: Work,
    watch: (notice: PrintNotice) => void,
    { session }: Ready,
    capabilities: Capabilities,
    signal: AbortSignal,
  ): Promise<PrintOutcome> {
    const { confirmation, witnesses } = capabilities
    const connection = this.#connection
    this.#printing = true
    try {
      const outcome = await runPrintJob({
        ...{ session, connection, confirmation, watch, signal, composed, answersWithin },
        ...{ clock: this.#clock, limits: this.#limits, answersStatus: connection.talks(session) },
        ...(expiresAt !== undefined && { expiresAt }),
        ...(witnesses && composed === 'here' && { witness: new PowerWitness(jobId) }),
        pieces: pieces(capabilities),
        evidence: evidenceFor(confirmation, jobId),
      })
      if (outcome.kind === 'accepted') void this.#keepImages(session, capabilities)
      return outcome
    } finally {
      this.#printing = undefined
    }
  }

  /**
   * Behind the job, so that nobody waits for it; and to its end, also while closing: a picture that stops half-way would
   * swallow the beginning of what is sent next.
   */
  async #keepImages(session: PrinterSession, { images }: Capabilities): Promise<void> {
    const signal = new AbortController().signal
    const endTurn = images && (await this.#turns.take(signal))
    const wait = { limitMs: this.#limits.probeMs, signal }
    if (!session.lost && images && !(await images.keepWanted(session, wait))) this.#connection.leaveUncertain()
    endTurn?.()
  }

  /** Runs `act` when the printer is free, answers, is probed and has nothing that keeps it from printing. */
  async #inTurn<T extends Outcome<unknown>>(
    signal: AbortSignal,
    act: (ready: Ready, capabilities: Capabilities, signal: AbortSignal) => Promise<T>,
  ): Promise<T | Outcome<never>> {
    const either = AbortSignal.any([signal, this.#closing.signal])
    const endTurn = await this.#turns.take(either)
    if (!endTurn) return stopped()
    try {
      const ready = await this.#connection.ready(either)
      if (ready.kind !== 'accepted') return ready
      const fault = ready.value.status?.fault
      if (fault === 'printer.unrecoverable') return refused(fault, 'the printer reports an error no waiting mends')
      if (fault) return unavailable(fault)
      const capabilities = await this.#connection.probed(ready.value, either)
      if (capabilities.kind !== 'accepted') return capabilities
      return either.aborted ? stopped() : await act(ready.value, capabilities.value, either)
    } finally {
      endTurn()
    }
  }
}

function expired(): Outcome<never> {
  return unavailable('printer.expired', 'nobody waits for it any more')
}

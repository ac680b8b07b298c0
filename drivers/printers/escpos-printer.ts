/**
 * The receipt printer of a real shop: ESC/POS over whatever link the address names. It tells printing from sending, and
 * says so at the level its printer was found to support.
 */
import { accepted, type Outcome, refused, unavailable, unknown } from '../../src/domain/outcome.js'
import type { Clock } from '../../src/ports/clock.js'
import type {
  PrintConfirmation,
  PrinterDescription,
  PrinterStatus,
  PrintJob,
  PrintNotice,
  ReceiptPrinter,
} from '../../src/ports/receipt-printer.js'
import type { LinkOpener } from '../links/byte-link.js'
import { type Capabilities, evidenceFor } from './confirmation.js'
import { encodeDocument } from './encode/encode-document.js'
import { drawerPulse } from './escpos/commands.js'
import { DEFAULT_LIMITS, type PrinterLimits } from './escpos/limits.js'
import { runPrintJob } from './escpos/print-job.js'
import { PrinterConnection, type Ready, stopped } from './escpos/printer-connection.js'
import { Turns } from './escpos/turns.js'
import type { PrinterProfile } from './profiles/printer-profile.js'
import { DEFAULT_PROFILE } from './profiles/profiles.js'

export interface EscPosPrinterOptions {
  readonly opener: LinkOpener
  readonly clock: Clock
  /** `DEFAULT_PROFILE` (80 mm, 48 columns, 576 dots) unless given. */
  readonly profile?: PrinterProfile
  readonly limits?: Partial<PrinterLimits>
}

/** Behind a drawer pulse; no job bears it, since theirs are the terminal's own. */
const DRAWER_ID = '~drw'

export class EscPosPrinter implements ReceiptPrinter {
  readonly address: string
  readonly #clock: Clock
  readonly #profile: PrinterProfile
  readonly #limits: PrinterLimits
  readonly #connection: PrinterConnection
  readonly #turns = new Turns()
  readonly #closing = new AbortController()
  #printing: boolean | undefined

  constructor({ opener, clock, profile = DEFAULT_PROFILE, limits = {} }: EscPosPrinterOptions) {
    this.address = opener.address
    this.#clock = clock
    this.#profile = profile
    this.#limits = { ...DEFAULT_LIMITS, ...limits }
    this.#connection = new PrinterConnection({ opener, clock, profile, limits: this.#limits })
  }

  async describe(signal: AbortSignal): Promise<Outcome<PrinterDescription>> {
    const known = this.#connection.capabilities
    if (known) return accepted(this.#description(known))
    return this.#inTurn(signal, async (_ready, capabilities) => accepted(this.#description(capabilities)))
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

  async print(
    job: PrintJob,
    watch: (notice: PrintNotice) => void,
    signal: AbortSignal,
  ): Promise<Outcome<PrintConfirmation>> {
    // Before anything else: a document that cannot be encoded is a bug, and must not cost a connection.
    const pieces = encodeDocument(job, this.#profile)
    return this.#inTurn(signal, async ({ session }, { confirmation }, either) => {
      this.#printing = true
      try {
        return await runPrintJob({
          ...{ session, pieces, confirmation, watch, connection: this.#connection },
          ...{ clock: this.#clock, limits: this.#limits, profile: this.#profile, signal: either },
          evidence: evidenceFor(confirmation, job.jobId),
        })
      } finally {
        this.#printing = undefined
      }
    })
  }

  discardEarlier(): void {
    this.#connection.leaveUncertain()
  }

  async openDrawer(signal: AbortSignal): Promise<Outcome<Record<string, never>>> {
    return this.#inTurn(signal, async ({ session }, { confirmation }, either) => {
      const wait = { limitMs: this.#limits.probeMs, signal: either }
      const pulse = drawerPulse(this.#profile.drawer)
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
  }

  /** Runs `act` when the printer is free, answers, is probed and has nothing that keeps it from printing. */
  async #inTurn<T>(
    signal: AbortSignal,
    act: (ready: Ready, capabilities: Capabilities, signal: AbortSignal) => Promise<Outcome<T>>,
  ): Promise<Outcome<T>> {
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

  #description({ confirmation, maker, model }: Capabilities): PrinterDescription {
    return { columns: this.#profile.columns, confirmation, maker, model }
  }
}

/**
 * A counter with one printer: serves customers by the terminal's rule, sees to what goes wrong, and keeps the story for the
 * judge. Accepted is done; what was not sent is printed again as it was; what may be out is printed again as a marked copy.
 */
import { encodeDocument } from '../../drivers/printers/encode/encode-document.js'
import type { PrinterProfile } from '../../drivers/printers/profiles/printer-profile.js'
import { ASSUMED_PROFILE, DEFAULT_PROFILE, profileNamed } from '../../drivers/printers/profiles/profiles.js'
import type { PrintJob, PrintOutcome } from '../../src/ports/receipt-printer.js'
import { type Geometry, geometryOf } from './geometry.js'
import type { Attempt, Story } from './judge.js'
import { type Sheet, type SheetKind, sheetOf } from './sheets.js'
import { type Casting, paperOf, type Stage } from './stage.js'

/** What goes wrong, and how a person sees to it. */
export interface FaultCase {
  readonly name: string
  /** The receipt it befalls; `plain` unless given. */
  readonly kind?: SheetKind
  /** Before the receipt is printed. */
  readonly before?: (scene: Scene) => void | Promise<void>
  /** Once its first bytes have left. */
  readonly sending?: (scene: Scene) => void
  /** Once the printer said that it stopped. */
  readonly paused?: (scene: Scene) => void
  /** What a person does about it, one after the other; everything is made well unless given. */
  readonly mend?: readonly ((stage: Stage) => void)[]
  readonly expiresInMs?: number
  /** What a printer that proves its prints lets the driver say of the first try, over a link that tells when it is lost. */
  readonly claim?: PrintOutcome['kind']
  /** What a link must offer for it to be played. */
  readonly needs?: 'replace'
}

/** Where a fault case finds its hands. */
export interface Scene {
  readonly stage: Stage
  readonly geometry: Geometry
  /** Takes the job back, as a cashier does. */
  readonly stop: () => void
  /** When so many dot rows of the receipt have been fed. */
  readonly atRow: (row: number, then: () => void) => void
  /** When so many more bytes have come through the cable. */
  readonly afterBytes: (bytes: number, then: () => void) => void
  /** When the next receipt falls off, before anything else happens. */
  readonly atCut: (then: () => void) => void
  readonly afterMs: (delayMs: number, then: () => void) => void
}

/** Whether the cashier looks at the printer before trying again. */
export type Cashier = 'looks' | 'insists'

export const NOTHING: FaultCase = { name: 'nothing' }

const MOST_TRIES = 6
const never = new AbortController().signal

/** One try, as it is known until the story ends. */
type Known = Omit<Attempt, 'jobBytes'> & { readonly job: PrintJob }

export class Counter {
  readonly #attempts: Known[] = []
  readonly #takeBack: (() => void)[] = []
  #pulsesAsked = 0
  #mended = true
  #fault: FaultCase = NOTHING

  constructor(
    private readonly stage: Stage,
    private readonly casting: Casting,
  ) {}

  /** Asks the printer who it is, as a till does when it starts. */
  async getToKnow(): Promise<void> {
    await this.stage.await(this.stage.printer.describe(never), () => false)
  }

  /** Prints a customer's receipt until it is done, and tears it off where nothing else does. */
  async serve(sale: number, fault: FaultCase, cashier: Cashier): Promise<void> {
    this.#fault = fault
    this.#mended = fault === NOTHING
    const stop = new AbortController()
    const scene = this.#sceneOf(stop)
    await fault.before?.(scene)
    await this.#openDrawer()
    let copy = 0
    for (let attempt = 1; attempt <= MOST_TRIES; attempt++) {
      const sheet = sheetOf({ sale, copy, attempt }, fault.kind ?? 'plain', this.casting.language)
      const outcome = await this.#print(sheet, scene, attempt === 1 ? stop.signal : never)
      if (outcome === 'endless' || outcome.kind === 'accepted') break
      if (outcome.kind === 'unknown') copy++
      if (cashier === 'looks' || attempt > 1) await this.mend()
    }
    await this.stage.settle()
    if (this.casting.parted === 'torn') this.stage.emulated.tearOff()
  }

  /** Sees to what went wrong, and to whatever it left behind. */
  async mend(): Promise<void> {
    if (this.#mended) return
    this.#mended = true
    for (const takeBack of this.#takeBack.splice(0)) takeBack()
    for (const step of this.#fault.mend ?? []) {
      step(this.stage)
      await this.stage.pass(this.stage.personMs / 10)
    }
    await this.stage.restore()
    await this.stage.settle()
  }

  async story(): Promise<Story> {
    await this.stage.settle()
    const profile = await this.#profile()
    return {
      attempts: this.#attempts.map(({ job, ...attempt }) => ({
        ...attempt,
        jobBytes: mostBytesOf(attempt.sheet, job, profile),
      })),
      paper: paperOf(this.stage),
      pulses: {
        asked: this.#pulsesAsked,
        given: this.stage.stood.reduce((sum, each) => sum + each.drawerPulses().length, 0),
      },
      parted: this.casting.parted,
    }
  }

  async #print(sheet: Sheet, scene: Scene, signal: AbortSignal): Promise<PrintOutcome | 'endless'> {
    const { stage } = this
    const job: PrintJob = {
      ...{ jobId: `#${String(this.#attempts.length).padStart(3, '0')}`, language: this.casting.language },
      lines: sheet.lines,
      ...(this.#fault.expiresInMs !== undefined &&
        sheet.attempt === 1 && { expiresAt: stage.clock.now() + this.#fault.expiresInMs }),
    }
    const first = sheet.attempt === 1
    let told = { sending: false, paused: false }
    let excused = false
    const printing = stage.printer.print(
      job,
      ({ kind }) => {
        excused = kind === 'paused'
        if (first && kind === 'sending' && !told.sending) this.#fault.sending?.(scene)
        if (first && kind === 'paused' && !told.paused) this.#fault.paused?.(scene)
        if (kind === 'paused') this.#sendForPerson()
        told = { sending: told.sending || kind === 'sending', paused: told.paused || kind === 'paused' }
      },
      signal,
    )
    const outcome = await stage.await(printing, () => excused)
    this.#attempts.push({ sheet, job, outcome, paper: paperOf(stage) })
    return outcome
  }

  /** Somebody comes to a printer that says what is the matter, while the job waits. */
  #sendForPerson(): void {
    const { stage } = this
    const steps = this.#fault.mend ?? [(each: Stage) => each.emulated.heal()]
    steps.forEach((step, index) => {
      this.#takeBack.push(stage.clock.schedule(stage.personMs * (1 + index / 10), () => step(stage)))
    })
  }

  async #openDrawer(): Promise<void> {
    this.#pulsesAsked++
    await this.stage.await(this.stage.printer.openDrawer(never), () => false)
  }

  #sceneOf(stop: AbortController): Scene {
    const { stage } = this
    const keep = (takeBack: () => void) => void this.#takeBack.push(takeBack)
    return {
      stage,
      geometry: geometryOf(this.casting, this.#fault.kind ?? 'plain'),
      stop: () => stop.abort(),
      atRow: (row, then) => keep(stage.emulated.afterRows(row, then)),
      afterBytes: (bytes, then) => keep(stage.emulated.afterBytes(bytes, then)),
      atCut: (then) => {
        const takeBack = stage.emulated.onReceipt(() => {
          takeBack()
          then()
        })
        keep(takeBack)
      },
      afterMs: (delayMs, then) => keep(stage.clock.schedule(delayMs, then)),
    }
  }

  /** How long a document is depends on the printer it was written for, which the driver knows best. */
  async #profile(): Promise<PrinterProfile> {
    const found = await this.stage.await(this.stage.printer.describe(never), () => false)
    const named = found !== 'endless' && found.kind === 'accepted' ? profileNamed(found.value.profile.name) : undefined
    return this.casting.known ?? named ?? DEFAULT_PROFILE
  }
}

const measuredBytes = new Map<string, number>()

/**
 * Sheets differ in their numbers only, which are as long for all. A printer that could not say who it is gets everything
 * that is not ASCII as pictures.
 */
function mostBytesOf({ kind, copy }: Sheet, job: PrintJob, profile: PrinterProfile): number {
  const key = `${profile.name} ${job.language} ${kind} ${copy > 0}`
  const lengthFor = (known: PrinterProfile) => Buffer.concat([...encodeDocument(job, known)]).length
  const bytes = measuredBytes.get(key) ?? Math.max(lengthFor(profile), lengthFor(ASSUMED_PROFILE))
  measuredBytes.set(key, bytes)
  return bytes
}

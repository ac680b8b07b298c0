/**
 * One POS terminal: sales are opened here, what people do at the counter comes in as commands, and what a sale has come
 * to is read here. It stands on a journal and on devices behind ports, and starts by taking up what was left open.
 */
import type { TaxIdentifier } from '../domain/identifiers/tax-identifier.js'
import type { Language } from '../domain/language.js'
import { type Parsed, parsed, problem } from '../domain/parsed.js'
import type { PricedSale } from '../domain/sale.js'
import type { ShopIdentity } from '../domain/shop.js'
import type { PrinterRole } from '../flows/paper/paper-progress.js'
import { paperExpiresAt } from '../flows/paper/paper-setup.js'
import type { PaymentCommand } from '../flows/payment/payment-events.js'
import type { PaymentPolicy } from '../flows/payment/payment-policy.js'
import { saleRecordOf } from '../flows/payment/payment-record.js'
import { saleNumber } from '../flows/stamp.js'
import type { Clock } from '../ports/clock.js'
import type { FlowRecord, Journal, JsonObject, Publication, SecretRecord } from '../ports/journal.js'
import { composeReceipt } from '../receipt/compose-receipt.js'
import { layoutReceipt } from '../receipt/layout-receipt.js'
import { CardVault } from './card-vault.js'
import type { Devices } from './devices.js'
import type { FlowEvent } from './effect-table.js'
import { cardEffects } from './effects/card-effects.js'
import { paperEffects } from './effects/paper-effects.js'
import { taxEffects } from './effects/tax-effects.js'
import { FlowRunner } from './flow-runner.js'
import { type PaymentSnapshot, paymentFlow } from './payment-flow.js'
import { type SaleView, saleViewOf } from './sale-view.js'

export interface TerminalParts {
  readonly journal: Journal
  readonly clock: Clock
  readonly devices: Devices
  readonly shop: ShopIdentity
  readonly policy: PaymentPolicy
  /** The shop's distance from UTC, for what is printed. */
  readonly utcOffsetMinutes: number
  /** Practice: every paper says so. */
  readonly training: boolean
  readonly onFault: (fault: { readonly flowId: string; readonly error: unknown }) => void
}

export interface SaleOpening {
  readonly sale: PricedSale
  readonly operator: string
  readonly language: Language
}

/** What a person at the counter does; a typed-in number is sealed before the chart ever hears of it. */
export type CounterCommand =
  | Exclude<PaymentCommand, { readonly type: 'tax.numberEntered' }>
  | { readonly type: 'tax.numberEntered'; readonly identifier: TaxIdentifier }

export type CommandProblem =
  /** There is no such sale in the journal. */
  | 'unknownSale'
  /** The sale is not at a point where this can be done. */
  | 'notNow'
  /** Another authorisation must be reversed first, and the shop's policy holds back cards until then. */
  | 'reversalPending'
  /** Another sale is waiting for a card at the same reader. */
  | 'readerBusy'

/** Steps of a receipt in which its printer is taken up by it. */
const AT_PRINTER: ReadonlySet<string> = new Set(['sending', 'paused'])

export class Terminal {
  readonly #parts: TerminalParts
  readonly #runner: FlowRunner<typeof paymentFlow.machine>
  readonly #flowOfStan = new Map<string, string>()
  readonly #stepListeners = new Set<(saleId: string) => void>()
  readonly #publicationListeners = new Set<(publication: Publication) => void>()
  readonly #stopListening: () => void
  #started = false

  constructor(parts: TerminalParts) {
    this.#parts = parts
    const { devices, journal, clock, shop, onFault } = parts
    this.#runner = new FlowRunner({
      definition: paymentFlow,
      journal,
      clock,
      onFault,
      onStep: (saleId) => this.#told(saleId),
      effects: {
        ...cardEffects({
          ...devices,
          vault: new CardVault(),
          onAuthorising: (stan, flowId) => this.#flowOfStan.set(stan, flowId),
        }),
        ...taxEffects({
          ...devices,
          shop,
          saleOf: (saleId) => this.#snapshot(saleId).context.sale,
          reveal: (ref) => journal.reveal(ref),
        }),
        ...paperEffects({ ...devices, layOut: (saleId, issue, columns) => this.#layOut(saleId, issue, columns) }),
      },
    })
    this.#stopListening = devices.acquirer.onLateReply(({ key, outcome }) => {
      const saleId = this.#flowOfStan.get(key.stan)
      if (saleId === undefined || outcome.kind !== 'accepted') return
      const event = { type: 'acquirer.lateApproval', stan: key.stan, approval: outcome.value }
      this.#runner.tell(saleId, event as unknown as FlowEvent)
    })
  }

  /** Takes up what the last process left open, and tells listeners what they have not heard yet. Once is enough. */
  start(): void {
    if (this.#started) return
    this.#started = true
    this.#runner.recover()
    const { printer, fallbackPrinter } = this.#parts.devices
    const holding = new Set(this.openSales().flatMap(({ flowId }) => this.#printersHoldingPart(flowId)))
    if (holding.has('main')) printer.discardEarlier()
    if (holding.has('fallback')) fallbackPrinter?.discardEarlier()
    this.#publish()
  }

  /** Opens a sale. @returns its number, also the receipt number. */
  openSale({ sale, operator, language }: SaleOpening): string {
    this.#assertStarted()
    const { journal, clock, policy, training } = this.#parts
    const saleId = saleNumber(journal.terminalId, { seq: journal.nextSeq, at: clock.now() })
    const input = { saleId, terminalId: journal.terminalId, operator, language, training, sale, policy }
    this.#runner.open(saleId, input as unknown as JsonObject)
    return saleId
  }

  /** Does what a person asked for, once it is in the journal; or says why not, with nothing changed. */
  command(saleId: string, command: CounterCommand): Parsed<SaleView, CommandProblem> {
    this.#assertStarted()
    if (!this.#runner.isKnown(saleId)) return problem('unknownSale')
    const hindrance = command.type === 'tender.card' ? this.#cardHindrance(saleId) : undefined
    if (hindrance) return problem(hindrance)
    const { event, secrets } = this.#sealed(command)
    if (!this.#runner.accepts(saleId, event)) return problem('notNow')
    const rejected = command.type === 'tax.numberRejected' ? this.#snapshot(saleId).context.tax.identifier : undefined
    this.#runner.step(saleId, event, { secrets })
    // Somebody else's number, or nobody's: not kept a moment longer than it takes to say so.
    if (rejected) this.#parts.journal.erase(rejected.ref)
    return parsed(this.view(saleId))
  }

  knows(saleId: string): boolean {
    return this.#runner.isKnown(saleId)
  }

  /** @throws when there is no such sale. */
  view(saleId: string): SaleView {
    const view = saleViewOf(this.#snapshot(saleId))
    const ahead = view.steps.paper === 'queued' ? this.#aheadAtPrinter(view) : undefined
    return ahead ? { ...view, papers: { ...view.papers, ahead } } : view
  }

  /** Sales something is still owed on, or waited for, oldest first. */
  openSales(): readonly FlowRecord[] {
    return this.#parts.journal.flows({ open: true })
  }

  /** Resolves as soon as the sale's view satisfies `until`; at once if it does already. */
  reaching(saleId: string, until: (view: SaleView) => boolean): Promise<SaleView> {
    return new Promise((resolve) => {
      const look = (changedId: string) => {
        if (changedId !== saleId) return
        const view = this.view(saleId)
        if (!until(view)) return
        this.#stepListeners.delete(look)
        resolve(view)
      }
      this.#stepListeners.add(look)
      look(saleId)
    })
  }

  /** Calls back after every step of every sale, for screens. Returns a function that stops it. */
  onStep(listener: (saleId: string) => void): () => void {
    this.#stepListeners.add(listener)
    return () => this.#stepListeners.delete(listener)
  }

  /** Tells of every visible change of every sale, at least once each, across restarts. Returns a function that stops it. */
  onPublication(listener: (publication: Publication) => void): () => void {
    this.#publicationListeners.add(listener)
    return () => this.#publicationListeners.delete(listener)
  }

  /** Lets go of devices' answers and deadlines; whatever is open is taken up at the next start. Closes no device. */
  async stop(): Promise<void> {
    this.#stopListening()
    await this.#runner.stop()
  }

  #snapshot(saleId: string): PaymentSnapshot {
    return this.#runner.snapshot(saleId)
  }

  #told(saleId: string): void {
    this.#publish()
    for (const listener of [...this.#stepListeners]) listener(saleId)
  }

  #publish(): void {
    if (this.#publicationListeners.size === 0) return
    for (const publication of this.#parts.journal.undelivered()) {
      if (!this.#tellListeners(publication)) return
      this.#parts.journal.delivered(publication.seq)
    }
  }

  /** The step it tells of is durable whatever a listener makes of it; what one failed on is told again later. */
  #tellListeners(publication: Publication): boolean {
    try {
      for (const listener of this.#publicationListeners) listener(publication)
      return true
    } catch (error) {
      this.#parts.onFault({ flowId: publication.flowId, error })
      return false
    }
  }

  /** After its time to print, somebody has long dealt with what was left of a paper. */
  #printersHoldingPart(saleId: string): readonly PrinterRole[] {
    const { context } = this.#snapshot(saleId)
    return this.#parts.clock.now() < paperExpiresAt(context) ? context.paper.leftAt : []
  }

  /** The sale whose receipt is at the printer this one's waits for. */
  #aheadAtPrinter({ saleId, papers: { printer } }: SaleView): SaleView['papers']['ahead'] {
    const others = this.openSales().map(({ flowId }) => saleViewOf(this.#snapshot(flowId)))
    const first = others.find(
      (other) => other.saleId !== saleId && other.papers.printer === printer && AT_PRINTER.has(other.steps.paper),
    )
    const failure = first?.papers.failure
    return first && { saleId: first.saleId, ...(failure && { failure }) }
  }

  /** Nothing new before what is old has been taken up: recovery must not meet effects of this process. */
  #assertStarted(): void {
    if (!this.#started) throw new Error('the terminal has not been started')
  }

  #cardHindrance(saleId: string): CommandProblem | undefined {
    const open = this.openSales().map(({ flowId }) => this.view(flowId))
    const heldBack = this.#parts.policy.pendingReversalBlocksCards
    if (heldBack && open.some(({ reversalRepeats }) => reversalRepeats !== undefined)) return 'reversalPending'
    const readsElsewhere = open.some((view) => view.saleId !== saleId && view.steps.tender === 'reading')
    return readsElsewhere ? 'readerBusy' : undefined
  }

  #sealed(command: CounterCommand): { event: FlowEvent; secrets: readonly SecretRecord[] } {
    if (command.type !== 'tax.numberEntered') return { event: command as unknown as FlowEvent, secrets: [] }
    const { identifier } = command
    const ref = `identifier-${this.#parts.journal.nextSeq}`
    const { kind, masked } = identifier
    return {
      event: { type: command.type, identifier: { ref, kind, masked } },
      secrets: [{ ref, clear: identifier.reveal() }],
    }
  }

  #layOut(
    saleId: string,
    { copyNumber, copyReason, printedAt }: { copyNumber: number; copyReason?: string; printedAt: number },
    columns: number,
  ) {
    const record = saleRecordOf(this.#snapshot(saleId).context)
    const { shop, utcOffsetMinutes } = this.#parts
    const paper = { copyNumber, printedAt, ...(copyReason !== undefined && { copyReason }) }
    const document = composeReceipt({ record, shop, paper, utcOffsetMinutes })
    return { language: record.language, lines: layoutReceipt(document, columns) }
  }
}

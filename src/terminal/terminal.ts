/**
 * One POS terminal: sales are opened here, what people do at the counter comes in as commands, and what a sale has come
 * to is read here. It stands on a journal and on devices behind ports, and starts by taking up what was left open.
 */
import type { AmendmentRecord } from '../domain/amendment-record.js'
import type { Currency } from '../domain/money.js'
import { type Parsed, parsed, problem } from '../domain/parsed.js'
import type { SaleAccount } from '../domain/sale-account.js'
import type { CreditTender } from '../domain/sale-record.js'
import type { ShopIdentity } from '../domain/shop.js'
import type { RevocationWindow } from '../domain/tax-rules/revocation-window.js'
import { mayBeInstalments } from '../flows/payment/money-region.js'
import type { PaymentPolicy } from '../flows/payment/payment-policy.js'
import { policyAt, type ShopTaxRules } from '../flows/payment/policy-at.js'
import type { SettlementCommand } from '../flows/settlement/settlement-machine.js'
import { saleNumber } from '../flows/stamp.js'
import type { Clock } from '../ports/clock.js'
import type { FlowRecord, Journal, JsonObject, Publication } from '../ports/journal.js'
import type { Credentials, PinProblem } from '../ports/operators.js'
import { amendmentFlow } from './amendment-flow.js'
import { type AmendmentView, amendmentViewOf } from './amendment-view.js'
import { type AmendmentOpening, Amendments, type OpeningProblem } from './amendments.js'
import type {
  AmendmentCounterCommand,
  CommandProblem,
  CounterCommand,
  InvoiceCounterCommand,
} from './counter-command.js'
import type { Devices } from './devices.js'
import type { FlowEvent } from './effect-table.js'
import { FlowDesk } from './flow-desk.js'
import { FlowLinks } from './flow-links.js'
import { FlowRunners } from './flow-runners.js'
import { innermost } from './innermost.js'
import { type InvoiceView, type invoiceFlow, invoiceViewOf } from './invoice-flow.js'
import { type InvoiceOpening, type InvoiceProblem, Invoices } from './invoices.js'
import { isReversing, type PaymentSnapshot, paymentFlow } from './payment-flow.js'
import { aheadAtPrinter, mayHoldPart, printersHoldingPart } from './printers-in-use.js'
import { Publisher } from './publisher.js'
import type { SaleOpening } from './sale-opening.js'
import { type SaleView, saleViewOf } from './sale-view.js'
import { plainCommand, sealedAmendmentCommand, sealedCommand, sealedInvoiceCommand } from './sealing.js'
import { type SettlementView, type settlementFlow, settlementViewOf } from './settlement-flow.js'
import { type SettlementPolicy, Settlements } from './settlements.js'
import { Steps } from './steps.js'
import { type Supervision, Supervisors, type SupervisorsWord } from './supervision.js'
import { TaxGate } from './tax-gate.js'
import { TAX_QUEUE_POLICY, TaxQueue, type TaxQueuePolicy } from './tax-queue.js'

export interface TerminalParts {
  readonly journal: Journal
  readonly clock: Clock
  readonly devices: Devices
  readonly shop: ShopIdentity
  readonly policy: PaymentPolicy
  /** The law by days: each sale keeps to what holds on the day it is opened. Absent, the policy's own numbers hold. */
  readonly taxRules?: ShopTaxRules
  /** Until when the tax gateway cancels documents; absent, at any time. */
  readonly revocationWindow?: RevocationWindow
  /** The shop's distance from UTC, for what is printed. */
  readonly utcOffsetMinutes: number
  /** Practice: every paper says so. */
  readonly training: boolean
  /** In which the shop sells and its card day is settled. */
  readonly currency: Currency
  /** Whose word is needed for what a shop assistant may not do alone; absent, nobody's is. */
  readonly supervision?: Supervision
  /** How documents put off are tried again, and when the gateway is not asked at all. */
  readonly taxQueue?: Partial<TaxQueuePolicy>
  /** How often a card day is tried again. */
  readonly settlement?: Partial<SettlementPolicy>
  readonly onFault: (fault: { readonly flowId: string; readonly error: unknown }) => void
}

export class Terminal {
  readonly #parts: TerminalParts
  readonly #runners: FlowRunners
  readonly #links: FlowLinks
  readonly #amendments: Amendments
  readonly #settlements: Settlements
  readonly #invoices: Invoices
  readonly #amendmentDesk: FlowDesk<typeof amendmentFlow.machine, AmendmentView, AmendmentCounterCommand>
  /** Card days closed, or being closed. */
  readonly settlements: FlowDesk<typeof settlementFlow.machine, SettlementView, SettlementCommand>
  /** One is not recorded while a cash receipt stands for its sale: that is cancelled first. */
  readonly invoices: FlowDesk<typeof invoiceFlow.machine, InvoiceView, InvoiceCounterCommand, 'cashReceiptStands'>
  readonly #queue: TaxQueue
  readonly #flowOfStan = new Map<string, string>()
  readonly #steps = new Steps()
  readonly #publisher: Publisher
  readonly #supervisors: Supervisors
  readonly #stopListening: () => void
  #started = false

  constructor(parts: TerminalParts) {
    this.#parts = parts
    const { devices, journal, clock, onFault } = parts
    this.#queue = new TaxQueue(clock, { ...TAX_QUEUE_POLICY, ...parts.taxQueue })
    this.#publisher = new Publisher(journal, onFault)
    const supervisors = new Supervisors(clock, parts.supervision)
    this.#supervisors = supervisors
    const runners: FlowRunners = new FlowRunners({
      ...parts,
      gate: new TaxGate(devices.taxAuthority, this.#queue),
      onStep: (flowId) => this.#told(flowId),
      sale: (saleId) => this.#snapshot(saleId),
      amendment: (amendmentId) => runners.amendments.snapshot(amendmentId),
      onSending: (stan, flowId) => this.#flowOfStan.set(stan, flowId),
      nextStep: (signal) => this.#steps.next(signal),
      documentSight: (amendmentId, withdraw) => this.#links.documentSight(amendmentId, withdraw),
      exchangeEnd: (amendmentId, saleId, signal) => this.#links.exchangeEnd(amendmentId, saleId, signal),
      invoiceEnd: (_saleId, invoiceId, signal) => this.#links.invoiceEnd(invoiceId, signal),
    })
    this.#runners = runners
    this.#amendments = new Amendments({
      ...parts,
      abilities: devices.taxAuthority.abilities,
      saleOf: (saleId) => (this.knows(saleId) ? this.#snapshot(saleId) : undefined),
      snapshotOf: (amendmentId) => runners.amendments.snapshot(amendmentId),
      isBatchOpen: (card) => this.#settlements.isBatchOpen(card),
      isInvoiced: (saleId) => this.#invoices.isInvoiced(saleId),
      supervisors,
      open: (amendmentId, input, secrets) => runners.amendments.open(amendmentId, input, secrets),
    })
    this.#invoices = new Invoices({
      journal,
      sale: (saleId) => (this.knows(saleId) ? this.#snapshot(saleId).context : undefined),
      open: (invoiceId, input, secrets) => runners.invoices.open(invoiceId, input, secrets),
    })
    this.#settlements = new Settlements({
      journal,
      currency: parts.currency,
      policy: parts.settlement,
      sale: (saleId) => this.#snapshot(saleId).context,
      amendment: (amendmentId) => runners.amendments.snapshot(amendmentId).context,
      open: (settlementId, input) => runners.settlements.open(settlementId, input),
    })
    this.#links = new FlowLinks({
      ...{ runners, amendments: this.#amendments, steps: this.#steps },
      openSale: (saleId, opening, credits) => this.#openSaleAs(saleId, opening, credits),
    })
    const desk = { steps: this.#steps, supervisors, nextSeq: () => journal.nextSeq }
    this.#amendmentDesk = new FlowDesk({
      ...desk,
      runner: runners.amendments,
      seal: sealedAmendmentCommand,
      viewOf: (snapshot) => amendmentViewOf(snapshot, this.#amendments.revocation(snapshot.context.amendmentId)),
    })
    this.settlements = new FlowDesk({
      ...{ ...desk, runner: runners.settlements, viewOf: settlementViewOf, seal: plainCommand },
    })
    this.invoices = new FlowDesk({
      ...{ ...desk, runner: runners.invoices, viewOf: invoiceViewOf, seal: sealedInvoiceCommand },
      hindrance: (invoiceId, { type }) =>
        type === 'invoice.recorded' && this.#amendments.hasDocument(this.#invoices.saleOf(invoiceId))
          ? 'cashReceiptStands'
          : undefined,
    })
    this.#stopListening = devices.acquirer.onLateReply(({ key, outcome }) => {
      const flowId = this.#flowOfStan.get(key.stan)
      if (flowId === undefined || outcome.kind !== 'accepted') return
      const event = { type: 'acquirer.lateApproval', stan: key.stan, approval: outcome.value }
      runners.tell(flowId, event as unknown as FlowEvent)
    })
  }

  /** Takes up what the last process left open, and tells listeners what they have not heard yet. Once is enough. */
  start(): void {
    if (this.#started) return
    this.#runners.assertRunnable()
    this.#started = true
    this.#runners.recover()
    const { printer, fallbackPrinter } = this.#parts.devices
    const held = [...this.openSales(), ...this.openAmendments()].filter(mayHoldPart)
    const open = held.map(({ flowId }) => this.#runners.carrier(flowId))
    const holding = new Set(open.flatMap((carrier) => printersHoldingPart(carrier, this.#parts.clock.now())))
    if (holding.has('main')) printer.discardEarlier()
    if (holding.has('fallback')) fallbackPrinter?.discardEarlier()
    this.#publisher.publish()
  }

  /** Opens a sale. @returns its number, also the receipt number. */
  openSale(opening: SaleOpening): string {
    this.#assertStarted()
    const { journal, clock } = this.#parts
    const saleId = saleNumber(journal.terminalId, { seq: journal.nextSeq, at: clock.now() })
    this.#openSaleAs(saleId, opening, [])
    return saleId
  }

  /** A supervisor's word for a PIN: for one command or amendment, within two minutes. */
  approve(who: Credentials): Promise<Parsed<SupervisorsWord, PinProblem>> {
    return this.#supervisors.approve(who)
  }

  /** Does what a person asked for, once it is in the journal; or says why not, with nothing changed. */
  command(saleId: string, command: CounterCommand, word?: SupervisorsWord): Parsed<SaleView, CommandProblem> {
    this.#assertStarted()
    if (!this.#runners.payments.isKnown(saleId)) return problem('unknownSale')
    const hindrance = command.type === 'tender.card' ? this.#cardHindrance(saleId, command) : undefined
    if (hindrance) return problem(hindrance)
    const late = this.#lateDocument(saleId, command)
    if (late === 'wait') return problem('notNow')
    const { event, secrets } = sealedCommand(late, this.#parts.journal.nextSeq)
    if (!this.#runners.payments.accepts(saleId, event)) return problem('notNow')
    const vouched = this.#supervisors.vouched(event, word)
    if (!vouched.ok) return vouched
    const rejected = command.type === 'tax.numberRejected' ? this.#snapshot(saleId).context.tax.identifier : undefined
    this.#runners.payments.step(saleId, vouched.value, { secrets })
    // Somebody else's number, or nobody's: not kept a moment longer than it takes to say so.
    if (rejected) this.#parts.journal.erase(rejected.ref)
    return parsed(this.view(saleId))
  }

  /** What of a sale is still to be given back, line by line and tender by tender. */
  account(saleId: string): Parsed<SaleAccount, OpeningProblem> {
    return this.#amendments.account(saleId)
  }

  /** Opens a void, refund, return, exchange, correction or refusal; nothing moves before it is confirmed twice. */
  amend(opening: AmendmentOpening, word?: SupervisorsWord): Parsed<AmendmentView, OpeningProblem> {
    this.#assertStarted()
    const opened = this.#amendments.open(opening, word)
    return opened.ok ? parsed(this.amendment(opened.value)) : opened
  }

  /** As `command`, for an amendment. */
  commandAmendment(
    amendmentId: string,
    command: AmendmentCounterCommand,
    word?: SupervisorsWord,
  ): Parsed<AmendmentView, 'unknownFlow' | 'notNow' | 'approvalNeeded'> {
    this.#assertStarted()
    return this.#amendmentDesk.command(amendmentId, command, word)
  }

  /** @throws when there is no such amendment. */
  amendment(amendmentId: string): AmendmentView {
    return this.#amendmentDesk.view(amendmentId)
  }

  knowsAmendment(amendmentId: string): boolean {
    return this.#amendmentDesk.knows(amendmentId)
  }

  /** The sale of the goods given in exchange, once it is open. */
  async exchangeSale(amendmentId: string, signal: AbortSignal): Promise<SaleView | undefined> {
    const { exchange } = this.#runners.amendments.snapshot(amendmentId).context
    while (exchange && !this.knows(exchange.saleId) && !signal.aborted) await this.#steps.next(signal)
    return exchange && this.knows(exchange.saleId) ? this.view(exchange.saleId) : undefined
  }

  /** Of a sale, oldest first. */
  amendmentsOf(saleId: string): readonly AmendmentRecord[] {
    return this.#amendments.recordsOf(saleId)
  }

  /** Begins to close the card day (일마감, 结算), or goes on with what was begun. @returns the settlement's number. */
  settle(operator: string): string {
    this.#assertStarted()
    return this.#settlements.open(operator)
  }

  /** Asks for an invoice to a named buyer; where a cash receipt cannot be issued, the sale then waits for it instead. */
  requestInvoice(opening: InvoiceOpening): Parsed<string, InvoiceProblem> {
    this.#assertStarted()
    const opened = this.#invoices.open(opening)
    if (opened.ok) this.#links.follow(opened.value, opening)
    return opened
  }

  knows(saleId: string): boolean {
    return this.#runners.payments.isKnown(saleId)
  }

  /** @throws when there is no such sale. */
  view(saleId: string): SaleView {
    const view = saleViewOf(this.#snapshot(saleId), this.#queue.maintenanceUntil)
    const others = () =>
      this.#runners.payments.underWay('printer.print').map((flowId) => saleViewOf(this.#snapshot(flowId)))
    const ahead = view.steps.paper === 'queued' ? aheadAtPrinter(view, others()) : undefined
    return ahead ? { ...view, papers: { ...view.papers, ahead } } : view
  }

  /** Sales something is still owed on, or waited for, oldest first. */
  openSales(): readonly FlowRecord[] {
    return this.#runners.open(paymentFlow.chart)
  }

  /** Amendments something is still owed on, or waited for, oldest first. */
  openAmendments(): readonly FlowRecord[] {
    return this.#runners.open(amendmentFlow.chart)
  }

  /** Resolves as soon as the sale's view satisfies `until`; at once if it does already. */
  reaching(saleId: string, until: (view: SaleView) => boolean): Promise<SaleView> {
    return this.#steps.until(saleId, () => {
      const view = this.view(saleId)
      return until(view) ? view : undefined
    })
  }

  /** As `reaching`, for an amendment. */
  amendmentReaching(amendmentId: string, until: (view: AmendmentView) => boolean): Promise<AmendmentView> {
    return this.#amendmentDesk.reaching(amendmentId, until)
  }

  /** Calls back after every step of every flow, for screens. Returns a function that stops it. */
  onStep(listener: (flowId: string) => void): () => void {
    return this.#steps.listen(listener)
  }

  /** Tells of every visible change of every flow, at least once each, across restarts. Returns a function that stops it. */
  onPublication(listener: (publication: Publication) => void): () => void {
    return this.#publisher.listen(listener)
  }

  /** Lets go of devices' answers and deadlines; whatever is open is taken up at the next start. Closes no device. */
  async stop(): Promise<void> {
    this.#stopListening()
    const stopped = this.#runners.stop()
    this.#queue.close()
    await stopped
  }

  #openSaleAs(saleId: string, { sale, operator, language }: SaleOpening, credits: readonly CreditTender[]): void {
    const { journal, clock, training, taxRules } = this.#parts
    const policy = taxRules ? policyAt(this.#parts.policy, taxRules, clock.now()) : this.#parts.policy
    const input = { saleId, terminalId: journal.terminalId, operator, language, training, sale, policy, credits }
    this.#runners.payments.open(saleId, input as unknown as JsonObject)
  }

  #snapshot(saleId: string): PaymentSnapshot {
    return this.#runners.payments.snapshot(saleId)
  }

  #told(flowId: string): void {
    this.#publisher.publish()
    this.#steps.tell(flowId)
  }

  /** Nothing new before what is old has been taken up: recovery must not meet effects of this process. */
  #assertStarted(): void {
    if (!this.#started) throw new Error('the terminal has not been started')
  }

  /** A document asked for late, with what it is over where the sale was amended meanwhile. */
  #lateDocument(saleId: string, command: CounterCommand): CounterCommand | 'wait' {
    if (command.type !== 'tax.selfIssued' && command.type !== 'tax.corrected') return command
    if (innermost(this.#snapshot(saleId).value.tax) !== 'noDocument') return command
    // Never two documents for one sale.
    if (this.#invoices.isInvoiced(saleId)) return 'wait'
    const over = this.#amendments.leftToDeclare(saleId)
    return over === 'wait' ? over : { ...command, ...(over && { over }) }
  }

  #cardHindrance(
    saleId: string,
    command: CounterCommand & { readonly type: 'tender.card' },
  ): CommandProblem | undefined {
    const { amount, instalmentMonths = 0 } = command
    if (!mayBeInstalments(this.#snapshot(saleId).context, amount, instalmentMonths)) return 'instalmentsNotAllowed'
    const heldBack = this.#parts.policy.pendingReversalBlocksCards
    if (heldBack && this.openSales().some(isReversing)) return 'reversalPending'
    const readsElsewhere = this.#runners.payments
      .underWay('reader.read')
      .some((flowId) => flowId !== saleId && this.view(flowId).steps.tender === 'reading')
    return readsElsewhere ? 'readerBusy' : undefined
  }
}

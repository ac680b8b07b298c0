/** The charts a terminal runs, each by a runner of its own; what must be done to all of them at once. */
import type { PaperCarrier } from '../flows/paper/paper-setup.js'
import type { Clock } from '../ports/clock.js'
import type { FlowRecord, Journal } from '../ports/journal.js'
import { amendmentFlow } from './amendment-flow.js'
import type { FlowEvent } from './effect-table.js'
import { amendmentEffectTable, type EffectParts, invoiceEffectTable, paymentEffectTable } from './effect-tables.js'
import { settlementEffects } from './effects/settlement-effects.js'
import { FlowRunner } from './flow-runner.js'
import { invoiceFlow } from './invoice-flow.js'
import { paymentFlow } from './payment-flow.js'
import { settlementFlow } from './settlement-flow.js'

interface FlowRunnersParts extends EffectParts {
  readonly clock: Clock
  readonly onFault: (fault: { readonly flowId: string; readonly error: unknown }) => void
  readonly onStep: (flowId: string) => void
}

export class FlowRunners {
  readonly payments: FlowRunner<typeof paymentFlow.machine>
  readonly amendments: FlowRunner<typeof amendmentFlow.machine>
  readonly settlements: FlowRunner<typeof settlementFlow.machine>
  readonly invoices: FlowRunner<typeof invoiceFlow.machine>
  readonly #journal: Journal

  constructor(parts: FlowRunnersParts) {
    const { journal, clock, onFault, onStep, devices } = parts
    const running = { journal, clock, onFault, onStep }
    this.#journal = journal
    this.payments = new FlowRunner({ ...running, definition: paymentFlow, effects: paymentEffectTable(parts) })
    this.amendments = new FlowRunner({ ...running, definition: amendmentFlow, effects: amendmentEffectTable(parts) })
    this.settlements = new FlowRunner({ ...running, definition: settlementFlow, effects: settlementEffects(devices) })
    this.invoices = new FlowRunner({ ...running, definition: invoiceFlow, effects: invoiceEffectTable(parts) })
  }

  /** Flows of a chart this program does not know would be forgotten if it went on. @throws Error naming the first. */
  assertRunnable(): void {
    const known: ReadonlySet<string> = new Set(
      [paymentFlow, amendmentFlow, settlementFlow, invoiceFlow].map(({ chart }) => chart),
    )
    const stranger = this.#journal.flows({ open: true }).find(({ chart }) => !known.has(chart))
    if (stranger)
      throw new Error(`flow ${stranger.flowId} was made by chart ${stranger.chart}, which this terminal does not run`)
  }

  /** Takes up what the last process left open. */
  recover(): void {
    this.payments.recover()
    this.amendments.recover()
    this.settlements.recover()
    this.invoices.recover()
  }

  async stop(): Promise<void> {
    await Promise.all([this.payments.stop(), this.amendments.stop(), this.settlements.stop(), this.invoices.stop()])
  }

  /** Of a chart: flows something is still owed on, or waited for, oldest first. */
  open(chart: string): readonly FlowRecord[] {
    return this.#journal.flows({ open: true }).filter((flow) => flow.chart === chart)
  }

  /** The paper of a sale or an amendment. */
  carrier(flowId: string): PaperCarrier {
    const runner = this.payments.isKnown(flowId) ? this.payments : this.amendments
    return runner.snapshot(flowId).context
  }

  /** Tells whichever flow a message to the host was sent for. */
  tell(flowId: string, event: FlowEvent): void {
    const runner = this.payments.isKnown(flowId) ? this.payments : this.amendments
    runner.tell(flowId, event)
  }
}

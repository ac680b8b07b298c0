/**
 * Runs flows of one chart. Its step is the only way anything changes: transition, one journal transaction, and only then
 * the effects, whose results are the next steps.
 *
 *   event ─▶ transition() ─▶ journal.append ─▶ effects ─▶ result ─▶ event …
 *                                   └────────▶ deadlines ─▶ event …
 */
import {
  type AnyMachineSnapshot,
  type AnyStateMachine,
  type EventFrom,
  type InputFrom,
  initialTransition,
  type SnapshotFrom,
  transition,
} from 'xstate'
import type { Clock } from '../ports/clock.js'
import type { Journal, JsonObject, SecretRecord } from '../ports/journal.js'
import { Deadlines } from './deadlines.js'
import type { EffectTable, FlowEvent } from './effect-table.js'
import { Effects } from './effects.js'
import type { FlowDefinition } from './flow-definition.js'
import { planStep, type StepPlan } from './step-plan.js'

export interface FlowRunnerParts<Machine extends AnyStateMachine> {
  readonly definition: FlowDefinition<Machine>
  readonly journal: Journal
  readonly clock: Clock
  readonly effects: EffectTable
  /** Told of every error nobody else will see: a broken device, a journal that cannot be written. */
  readonly onFault: (fault: { readonly flowId: string; readonly error: unknown }) => void
  readonly onStep: (flowId: string) => void
}

interface Flow<Machine extends AnyStateMachine> {
  snapshot: SnapshotFrom<Machine>
  published: string
  open: boolean
}

interface StepOptions {
  /** The intent this event answers. */
  readonly settles?: string
  readonly secrets?: readonly SecretRecord[]
}

/** Waits before a step the journal refused is tried again. */
const RETRY_FIRST_MS = 250
const RETRY_CAP_MS = 30_000

/** Snapshots kept in memory, a few kilobytes each. */
const REMEMBERED_FLOWS = 200

export class FlowRunner<Machine extends AnyStateMachine> {
  readonly #parts: FlowRunnerParts<Machine>
  readonly #flows = new Map<string, Flow<Machine>>()
  readonly #effects: Effects
  readonly #deadlines: Deadlines
  readonly #retries = new Set<() => void>()
  #stopped = false

  constructor(parts: FlowRunnerParts<Machine>) {
    this.#parts = parts
    this.#effects = new Effects(
      parts.effects,
      (flowId, intent, event) => this.tell(flowId, event, { settles: intent.key }),
      (flowId, event) => this.tell(flowId, event),
      parts.onFault,
    )
    this.#deadlines = new Deadlines(parts.clock, (flowId, id) => this.tell(flowId, { type: id }))
  }

  /** Opens a flow. Its input is journaled as its first event, so that it can be folded again. */
  open(flowId: string, input: JsonObject, secrets: readonly SecretRecord[] = []): void {
    const { definition, journal, clock } = this.#parts
    const place = { flowId, seq: journal.nextSeq, at: clock.now() }
    const [snapshot, actions] = initialTransition(definition.machine, {
      ...input,
      seq: place.seq,
      at: place.at,
    } as InputFrom<Machine>)
    const flow: Flow<Machine> = { snapshot, published: '', open: true }
    const plan = planStep(actions, place, definition, (type) => type in this.#parts.effects)
    this.#commit(flow, place, { type: 'flow.opened', input }, snapshot, plan, { secrets })
    this.#remember(flowId, flow)
    this.#afterwards(flowId, plan)
  }

  /** True when the chart would act on this event now. */
  accepts(flowId: string, event: FlowEvent): boolean {
    const { journal, clock } = this.#parts
    const snapshot: AnyMachineSnapshot = this.#flow(flowId).snapshot
    return snapshot.can({ ...event, seq: journal.nextSeq, at: clock.now() })
  }

  /** One step. @throws when the journal refuses; then nothing happened. */
  step(flowId: string, event: FlowEvent, options: StepOptions = {}): void {
    if (this.#stopped) throw new Error('the terminal is closed')
    const { definition, journal, clock } = this.#parts
    const flow = this.#flow(flowId)
    const place = { flowId, seq: journal.nextSeq, at: clock.now() }
    const [next, actions] = transition(definition.machine, flow.snapshot, {
      ...event,
      seq: place.seq,
      at: place.at,
    } as EventFrom<Machine>)
    const plan = planStep(actions, place, definition, (type) => type in this.#parts.effects)
    this.#commit(flow, place, event, next, plan, options)
    this.#afterwards(flowId, plan)
  }

  /**
   * A step nobody waits for: a device's answer, a deadline. When the journal refuses it, it is told to `onFault` and tried
   * again until it is written, because nobody will say it twice. After `stop` it is dropped, as by a process that ended.
   */
  tell(flowId: string, event: FlowEvent, options: StepOptions = {}, attempt = 0): void {
    if (this.#stopped) return
    const { journal, clock, onFault } = this.#parts
    const seq = journal.nextSeq
    try {
      if (this.#isWanted(flowId, event, options, attempt)) this.step(flowId, event, options)
    } catch (error) {
      onFault({ flowId, error })
      // Once written it has happened, whatever failed afterwards.
      if (journal.nextSeq !== seq) return
      const waitMs = Math.min(RETRY_CAP_MS, RETRY_FIRST_MS * 2 ** attempt)
      const takeBack = clock.schedule(waitMs, () => {
        this.#retries.delete(takeBack)
        this.tell(flowId, event, options, attempt + 1)
      })
      this.#retries.add(takeBack)
    }
  }

  /** Not the answer to a request withdrawn meanwhile, nor, tried again, a deadline that was taken back or set anew. */
  #isWanted(flowId: string, event: FlowEvent, { settles }: StepOptions, attempt: number): boolean {
    const { journal, clock } = this.#parts
    if (settles !== undefined) return journal.openIntents(flowId).some(({ key }) => key === settles)
    if (attempt === 0 || !isDeadline(event)) return true
    return journal.openDeadlines(flowId).some(({ id, dueAt }) => id === event.type && dueAt <= clock.now())
  }

  snapshot(flowId: string): SnapshotFrom<Machine> {
    return this.#flow(flowId).snapshot
  }

  isKnown(flowId: string): boolean {
    return this.#flows.has(flowId) || this.#parts.journal.flow(flowId)?.chart === this.#parts.definition.chart
  }

  /**
   * Takes up every open flow of this chart where the last process left it. Unanswered intents are driven on with their own
   * keys, or answered as unknown so that the chart asks; deadlines that passed meanwhile fall due now, in their order. A
   * flow is folded only once something happens to it: ten thousand may wait for a gateway.
   */
  recover(): void {
    const { journal, effects } = this.#parts
    for (const { flowId, chart } of journal.flows({ open: true })) {
      if (chart !== this.#parts.definition.chart) continue
      for (const deadline of journal.openDeadlines(flowId)) this.#deadlines.set(flowId, deadline)
      for (const intent of journal.openIntents(flowId)) {
        const restart = effects[intent.type]?.afterRestart ?? 'runAgain'
        if (restart === 'runAgain') this.#effects.start(flowId, intent)
        else this.tell(flowId, restart, { settles: intent.key })
      }
    }
  }

  /** Flows with a request of this type under way, oldest first. */
  underWay(type: string): readonly string[] {
    return this.#effects.underWay(type)
  }

  /** Resolves once no effect of the flow is under way: it then waits for a person, a deadline, or nothing. */
  quiet(flowId: string): Promise<void> {
    return this.#effects.quiet(flowId)
  }

  /** Lets go of everything without writing another entry, as if the process ended here. */
  async stop(): Promise<void> {
    this.#stopped = true
    this.#deadlines.clear()
    for (const takeBack of this.#retries) takeBack()
    await this.#effects.stop()
  }

  /** The flow as folded from its entries, closed ones included: a receipt may be asked for years later. */
  #flow(flowId: string): Flow<Machine> {
    const known = this.#flows.get(flowId)
    if (known) {
      // The longest unused comes first, see `#remember`.
      this.#flows.delete(flowId)
      this.#flows.set(flowId, known)
      return known
    }
    const { definition, journal } = this.#parts
    const record = journal.flow(flowId)
    if (!record) throw new Error(`there is no flow ${flowId} in the journal`)
    if (record.chart !== definition.chart) {
      throw new Error(`flow ${flowId} was made by chart ${record.chart}; this terminal runs ${definition.chart}`)
    }
    const flow: Flow<Machine> = {
      snapshot: this.#fold(flowId),
      published: JSON.stringify(record.latest ?? null),
      open: !record.closed,
    }
    this.#remember(flowId, flow)
    return flow
  }

  /** What was forgotten is folded again when it is needed; only entries are the truth. */
  #remember(flowId: string, flow: Flow<Machine>): void {
    this.#flows.set(flowId, flow)
    const [longestUnused] = this.#flows.keys()
    if (this.#flows.size > REMEMBERED_FLOWS && longestUnused !== undefined) this.#flows.delete(longestUnused)
  }

  #fold(flowId: string): SnapshotFrom<Machine> {
    const { definition, journal } = this.#parts
    const [first, ...rest] = journal.entries(flowId)
    const input = { ...(first?.event['input'] as JsonObject), seq: first?.seq, at: first?.at }
    let [snapshot] = initialTransition(definition.machine, input as InputFrom<Machine>)
    for (const { event, seq, at } of rest) {
      ;[snapshot] = transition(definition.machine, snapshot, { ...event, seq, at } as EventFrom<Machine>)
    }
    return snapshot
  }

  #commit(
    flow: Flow<Machine>,
    place: { readonly flowId: string; readonly at: number },
    event: FlowEvent,
    next: SnapshotFrom<Machine>,
    plan: StepPlan,
    { settles, secrets = [] }: StepOptions,
  ): void {
    const { definition, journal } = this.#parts
    const { flowId } = place
    const isNew = event.type === 'flow.opened'
    const unanswered = isNew ? [] : journal.openIntents(flowId)
    const settledIntents = unanswered
      .filter(({ key, type }) => key === settles || isForgotten(plan, type))
      .map(({ key }) => key)
    const publication = definition.publish(next)
    const text = JSON.stringify(publication)
    const waiting = new Set(isNew ? [] : journal.openDeadlines(flowId).map(({ id }) => id))
    for (const id of plan.deadlinesCancelled) waiting.delete(id)
    if (isDeadline(event)) waiting.delete(event.type)
    const busy = unanswered.length > settledIntents.length || plan.intents.length > 0
    const closesFlow = !busy && waiting.size === 0 && plan.deadlinesSet.length === 0 && definition.isFinished(next)
    journal.append(
      {
        flowId,
        at: place.at,
        event,
        intents: plan.intents,
        settledIntents,
        deadlinesSet: plan.deadlinesSet,
        deadlinesCancelled: [...plan.deadlinesCancelled, ...firedDeadline(event)],
        secrets,
        closesFlow,
        ...(text !== flow.published && { publication }),
      },
      isNew ? { chart: definition.chart } : undefined,
    )
    flow.snapshot = next
    flow.published = text
    flow.open = !closesFlow
  }

  #afterwards(flowId: string, plan: StepPlan): void {
    for (const id of plan.deadlinesCancelled) this.#deadlines.cancel(flowId, id)
    for (const deadline of plan.deadlinesSet) this.#deadlines.set(flowId, deadline)
    for (const { effect } of plan.withdrawn) this.#effects.abort(flowId, effect)
    for (const intent of plan.intents) this.#effects.start(flowId, intent)
    this.#parts.onStep(flowId)
  }
}

function isForgotten(plan: StepPlan, type: string): boolean {
  return plan.withdrawn.some(({ effect, manner }) => effect === type && manner === 'forget')
}

function firedDeadline(event: FlowEvent): readonly string[] {
  return isDeadline(event) ? [event.type] : []
}

/** XState names a delayed transition's event so. */
function isDeadline(event: FlowEvent): boolean {
  return event.type.startsWith('xstate.after.')
}

/** The effects under way: started after their step is durable, aborted when withdrawn, their answers handed back. */
import type { IntentRecord } from '../ports/journal.js'
import type { EffectTable, FlowEvent } from './effect-table.js'

interface Running {
  readonly flowId: string
  readonly intent: IntentRecord
  readonly controller: AbortController
  readonly done: Promise<void>
}

export class Effects {
  readonly #running = new Map<string, Running>()

  constructor(
    private readonly table: EffectTable,
    private readonly answer: (flowId: string, intent: IntentRecord, event: FlowEvent) => void,
    private readonly notify: (flowId: string, event: FlowEvent) => void,
    private readonly onFault: (fault: { readonly flowId: string; readonly error: unknown }) => void,
  ) {}

  start(flowId: string, intent: IntentRecord): void {
    if (this.#running.has(intent.key)) throw new Error(`${intent.key} is under way already`)
    const controller = new AbortController()
    const done = this.#run(flowId, intent, controller.signal)
    this.#running.set(intent.key, { flowId, intent, controller, done })
  }

  /** Aborts the flow's effects of one type; their answers still come, for whoever wants them. */
  abort(flowId: string, type: string): void {
    for (const running of this.#of(flowId)) if (running.intent.type === type) running.controller.abort()
  }

  /** Flows with a request of this type under way, oldest first. */
  underWay(type: string): readonly string[] {
    return [...this.#running.values()].filter(({ intent }) => intent.type === type).map(({ flowId }) => flowId)
  }

  async quiet(flowId: string): Promise<void> {
    for (let running = this.#of(flowId); running.length > 0; running = this.#of(flowId)) {
      await Promise.all(running.map(({ done }) => done))
    }
  }

  async stop(): Promise<void> {
    const running = [...this.#running.values()]
    for (const { controller } of running) controller.abort()
    await Promise.all(running.map(({ done }) => done))
  }

  #of(flowId: string): Running[] {
    return [...this.#running.values()].filter((running) => running.flowId === flowId)
  }

  async #run(flowId: string, intent: IntentRecord, signal: AbortSignal): Promise<void> {
    const handler = this.table[intent.type]
    if (!handler) throw new Error(`nobody carries out ${intent.type}`)
    // Never within the step that asked for it: the step is finished first.
    await Promise.resolve()
    const event = await handler
      .run(intent, { flowId, signal, notify: (notice) => this.notify(flowId, notice) })
      .catch((error: unknown) => {
        this.onFault({ flowId, error })
        return handler.onBroken
      })
    this.#running.delete(intent.key)
    this.answer(flowId, intent, event)
  }
}

/** The armed deadlines of all flows, on the house's clock. What they mean is journaled; this only wakes the runner. */
import type { Clock } from '../ports/clock.js'
import type { DeadlineRecord } from '../ports/journal.js'

export class Deadlines {
  readonly #armed = new Map<string, () => void>()

  constructor(
    private readonly clock: Clock,
    private readonly onDue: (flowId: string, id: string) => void,
  ) {}

  /** Arms a deadline, replacing one of the same name. One already past falls due as soon as the caller is done. */
  set(flowId: string, { id, dueAt }: DeadlineRecord): void {
    this.cancel(flowId, id)
    const name = `${flowId} ${id}`
    const takeBack = this.clock.schedule(Math.max(0, dueAt - this.clock.now()), () => {
      this.#armed.delete(name)
      this.onDue(flowId, id)
    })
    this.#armed.set(name, takeBack)
  }

  cancel(flowId: string, id: string): void {
    const name = `${flowId} ${id}`
    this.#armed.get(name)?.()
    this.#armed.delete(name)
  }

  clear(): void {
    for (const takeBack of this.#armed.values()) takeBack()
    this.#armed.clear()
  }
}

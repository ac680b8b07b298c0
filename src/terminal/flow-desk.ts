/** What a person can do with flows of one chart: see one, wait for it, and say something about it. */
import type { AnyStateMachine, SnapshotFrom } from 'xstate'
import { type Parsed, parsed, problem } from '../domain/parsed.js'
import type { FlowEvent } from './effect-table.js'
import type { FlowRunner } from './flow-runner.js'
import type { Steps } from './steps.js'
import type { Supervisors, SupervisorsWord } from './supervision.js'

interface FlowDeskParts<Machine extends AnyStateMachine, View> {
  readonly runner: FlowRunner<Machine>
  readonly steps: Steps
  readonly supervisors: Supervisors
  readonly viewOf: (snapshot: SnapshotFrom<Machine>) => View
}

export class FlowDesk<Machine extends AnyStateMachine, View, Command extends { readonly type: string }> {
  readonly #runner: FlowRunner<Machine>
  readonly #steps: Steps
  readonly #supervisors: Supervisors
  readonly #viewOf: (snapshot: SnapshotFrom<Machine>) => View

  constructor({ runner, steps, supervisors, viewOf }: FlowDeskParts<Machine, View>) {
    this.#runner = runner
    this.#steps = steps
    this.#supervisors = supervisors
    this.#viewOf = viewOf
  }

  knows(flowId: string): boolean {
    return this.#runner.isKnown(flowId)
  }

  /** @throws when there is no such flow. */
  view(flowId: string): View {
    return this.#viewOf(this.#runner.snapshot(flowId))
  }

  /** Resolves as soon as the view satisfies `until`; at once if it does already. */
  reaching(flowId: string, until: (view: View) => boolean): Promise<View> {
    return this.#steps.until(flowId, () => {
      const view = this.view(flowId)
      return until(view) ? view : undefined
    })
  }

  /** Does what a person asked for, once it is in the journal; or says why not, with nothing changed. */
  command(
    flowId: string,
    command: Command,
    word?: SupervisorsWord,
  ): Parsed<View, 'unknownFlow' | 'notNow' | 'approvalNeeded'> {
    const event = command as unknown as FlowEvent
    if (!this.#runner.isKnown(flowId)) return problem('unknownFlow')
    if (!this.#runner.accepts(flowId, event)) return problem('notNow')
    const vouched = this.#supervisors.vouched(event, word)
    if (!vouched.ok) return vouched
    this.#runner.step(flowId, vouched.value)
    return parsed(this.view(flowId))
  }
}

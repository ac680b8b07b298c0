/** What a person can do with flows of one chart: see one, wait for it, and say something about it. */
import type { AnyStateMachine, SnapshotFrom } from 'xstate'
import { type Parsed, parsed, problem } from '../domain/parsed.js'
import type { FlowRunner } from './flow-runner.js'
import type { Sealed } from './sealing.js'
import type { Steps } from './steps.js'
import type { Supervisors, SupervisorsWord } from './supervision.js'

interface FlowDeskParts<Machine extends AnyStateMachine, View, Command, Hindrance> {
  readonly runner: FlowRunner<Machine>
  readonly steps: Steps
  readonly supervisors: Supervisors
  readonly viewOf: (snapshot: SnapshotFrom<Machine>) => View
  /** What of a command goes under seal. */
  readonly seal: (command: Command, seq: number) => Sealed
  readonly nextSeq: () => number
  /** What keeps a command from being taken, besides the flow's own state. */
  readonly hindrance?: (flowId: string, command: Command) => Hindrance | undefined
}

export class FlowDesk<
  Machine extends AnyStateMachine,
  View,
  Command extends { readonly type: string },
  Hindrance extends string = never,
> {
  readonly #parts: FlowDeskParts<Machine, View, Command, Hindrance>

  constructor(parts: FlowDeskParts<Machine, View, Command, Hindrance>) {
    this.#parts = parts
  }

  knows(flowId: string): boolean {
    return this.#parts.runner.isKnown(flowId)
  }

  /** @throws when there is no such flow. */
  view(flowId: string): View {
    const { runner, viewOf } = this.#parts
    return viewOf(runner.snapshot(flowId))
  }

  /** Resolves as soon as the view satisfies `until`; at once if it does already. */
  reaching(flowId: string, until: (view: View) => boolean): Promise<View> {
    return this.#parts.steps.until(flowId, () => {
      const view = this.view(flowId)
      return until(view) ? view : undefined
    })
  }

  /** Does what a person asked for, once it is in the journal; or says why not, with nothing changed. */
  command(
    flowId: string,
    command: Command,
    word?: SupervisorsWord,
  ): Parsed<View, 'unknownFlow' | 'notNow' | 'approvalNeeded' | Hindrance> {
    const { runner, supervisors, seal, nextSeq, hindrance } = this.#parts
    if (!runner.isKnown(flowId)) return problem('unknownFlow')
    const { event, secrets } = seal(command, nextSeq())
    if (!runner.accepts(flowId, event)) return problem('notNow')
    const hindered = hindrance?.(flowId, command)
    if (hindered) return problem(hindered)
    const vouched = supervisors.vouched(event, word)
    if (!vouched.ok) return vouched
    runner.step(flowId, vouched.value, { secrets })
    return parsed(this.view(flowId))
  }
}

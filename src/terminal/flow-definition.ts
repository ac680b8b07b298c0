/** What the runner must know of a statechart to run it: its name, what it shows, and what it withdraws. */
import type { AnyStateMachine, SnapshotFrom } from 'xstate'
import type { JsonObject } from '../ports/journal.js'

export interface FlowDefinition<Machine extends AnyStateMachine> {
  /** Name and version, e.g. `payment@2`. A journal holding another version is refused rather than misread. */
  readonly chart: string
  readonly machine: Machine
  /** What listeners and lists see of the flow. Written with the step whenever it differs from the last. */
  readonly publish: (snapshot: SnapshotFrom<Machine>) => JsonObject
  /** Nothing is owed to anybody. The flow closes then, once no deadline or request is left either. */
  readonly isFinished: (snapshot: SnapshotFrom<Machine>) => boolean
  /**
   * Actions that withdraw requests: the effect type they withdraw, and whether its answer is still wanted (`abort`) or
   * no longer matters (`forget`).
   */
  readonly withdrawals: Readonly<Record<string, { readonly effect: string; readonly manner: 'abort' | 'forget' }>>
}

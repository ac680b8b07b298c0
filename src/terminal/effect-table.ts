/**
 * How the requests of a flow are carried out: one handler an effect type. A handler turns one intent into the one event
 * that answers it, and says what a restarted terminal makes of an intent it never heard the answer to.
 */
import type { IntentRecord, JsonObject } from '../ports/journal.js'

export type FlowEvent = JsonObject & { readonly type: string }

export interface EffectScope {
  readonly flowId: string
  /** Aborted when the flow withdraws the request or the terminal closes. */
  readonly signal: AbortSignal
  /** Tells the flow of something on the way to the answer, e.g. that the printer paused. */
  readonly notify: (event: FlowEvent) => void
}

export interface EffectHandler {
  run(intent: IntentRecord, scope: EffectScope): Promise<FlowEvent>
  /**
   * What to do with an intent found unanswered after a restart. `runAgain` is for requests that change nothing or carry
   * their own key to the other side; any other gives the event that says its fate is unknown, and the chart asks.
   */
  readonly afterRestart: 'runAgain' | FlowEvent
  /** The answer to an intent whose device broke its contract (a thrown error): the most careful one there is. */
  readonly onBroken: FlowEvent
}

export type EffectTable = Readonly<Record<string, EffectHandler>>

/**
 * Reads what a transition asked for – effects, deadlines, withdrawals – out of XState's actions, as plain data that can be
 * journaled. The only place that knows what XState calls its own actions.
 */
import type { DeadlineRecord, IntentRecord, JsonObject } from '../ports/journal.js'
import type { FlowDefinition } from './flow-definition.js'

export interface StepPlan {
  readonly intents: readonly IntentRecord[]
  readonly deadlinesSet: readonly DeadlineRecord[]
  readonly deadlinesCancelled: readonly string[]
  readonly withdrawn: readonly { readonly effect: string; readonly manner: 'abort' | 'forget' }[]
}

interface ChartAction {
  readonly type: string
  readonly params?: unknown
}

/**
 * @param place `flowId` and journal number of the step: together with the effect's type they make its idempotency key.
 * @throws on an action that is neither a known effect nor a withdrawal, which is a bug of the chart.
 */
export function planStep(
  actions: readonly ChartAction[],
  place: { readonly flowId: string; readonly seq: number; readonly at: number },
  definition: Pick<FlowDefinition<never>, 'withdrawals'>,
  isEffect: (type: string) => boolean,
): StepPlan {
  const intents: IntentRecord[] = []
  const set = new Map<string, DeadlineRecord>()
  const cancelled = new Set<string>()
  const withdrawn: { effect: string; manner: 'abort' | 'forget' }[] = []
  for (const { type, params } of actions) {
    const withdrawal = definition.withdrawals[type]
    if (type === 'xstate.raise') {
      const { id, delay } = params as { readonly id: string; readonly delay: number }
      set.set(id, { id, dueAt: place.at + delay })
      cancelled.delete(id)
    } else if (type === 'xstate.cancel') {
      const { sendId } = params as { readonly sendId: string }
      set.delete(sendId)
      cancelled.add(sendId)
    } else if (withdrawal) {
      withdrawn.push(withdrawal)
    } else if (isEffect(type)) {
      intents.push({ key: `${place.flowId}/${place.seq}/${type}`, type, params: params as JsonObject })
    } else if (!isContextChange(type)) {
      throw new Error(`the chart asked for ${type}, which nobody carries out`)
    }
  }
  return { intents, deadlinesSet: [...set.values()], deadlinesCancelled: [...cancelled], withdrawn }
}

/** Assignments are carried out by XState itself and are reported only for completeness. */
function isContextChange(type: string): boolean {
  return type === 'xstate.assign'
}

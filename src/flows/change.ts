/**
 * Changes of a flow's context, written as plain functions of the context and the parameters the chart gives, so that they
 * can be read and tested without knowing XState.
 */
import { type ActionFunction, assign, type EventObject, type MachineContext, type ParameterizedObject } from 'xstate'

type Params = ParameterizedObject['params'] | undefined

type Change<Context extends MachineContext, Event extends EventObject, P extends Params> = ActionFunction<
  Context,
  Event,
  Event,
  P,
  never,
  never,
  never,
  never,
  never
>

/** How the changes of one kind of flow are written. */
export function changesOf<Context extends object, Event extends EventObject>() {
  return function change<P extends Params>(
    apply: (context: Context, params: P) => Partial<Context>,
  ): Change<Context & MachineContext, Event, P> {
    return assign<Context & MachineContext, Event, P, Event, never>(
      ({ context }, params) => apply(context, params) as Partial<Context & MachineContext>,
    )
  }
}

/**
 * A change of a payment's context, written as a plain function of the context and the parameters the chart gives, so it
 * can be read and tested without knowing XState.
 */
import { type ActionFunction, assign, type ParameterizedObject } from 'xstate'
import type { PaymentContext } from './payment-context.js'
import type { PaymentEvent } from './payment-events.js'

type Change<Params extends ParameterizedObject['params'] | undefined> = ActionFunction<
  PaymentContext,
  PaymentEvent,
  PaymentEvent,
  Params,
  never,
  never,
  never,
  never,
  never
>

export function change<Params extends ParameterizedObject['params'] | undefined>(
  apply: (context: PaymentContext, params: Params) => Partial<PaymentContext>,
): Change<Params> {
  return assign<PaymentContext, PaymentEvent, Params, PaymentEvent, never>(({ context }, params) =>
    apply(context, params),
  )
}

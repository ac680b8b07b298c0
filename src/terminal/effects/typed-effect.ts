/** Effect handlers written against the payment's own types, and fitted into the runner's table of plain data. */
import type { PaymentEffects, PaymentEffectType } from '../../flows/payment/payment-effects.js'
import type { PaymentResult } from '../../flows/payment/payment-events.js'
import type { EffectHandler, EffectScope, FlowEvent } from '../effect-table.js'

interface TypedScope extends Omit<EffectScope, 'notify'> {
  readonly notify: (event: PaymentResult) => void
}

interface TypedEffect<Type extends PaymentEffectType> {
  run(params: PaymentEffects[Type], scope: TypedScope): Promise<PaymentResult>
  readonly afterRestart: 'runAgain' | PaymentResult
  readonly onBroken: PaymentResult
}

/** Params come back from the journal as the JSON they were written as, so they are the chart's own by construction. */
export function paymentEffect<Type extends PaymentEffectType>(effect: TypedEffect<Type>): EffectHandler {
  const plain = (event: PaymentResult): FlowEvent => event as unknown as FlowEvent
  return {
    run: async (intent, scope) => {
      const notify = (event: PaymentResult) => scope.notify(plain(event))
      return plain(await effect.run(intent.params as unknown as PaymentEffects[Type], { ...scope, notify }))
    },
    afterRestart: effect.afterRestart === 'runAgain' ? 'runAgain' : plain(effect.afterRestart),
    onBroken: plain(effect.onBroken),
  }
}

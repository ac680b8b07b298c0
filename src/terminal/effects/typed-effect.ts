/** Effect handlers written against a chart's own types, and fitted into the runner's table of plain data. */
import type { AmendmentEffects, AmendmentResult } from '../../flows/amendment/amendment-events.js'
import type { PaymentEffects } from '../../flows/payment/payment-effects.js'
import type { PaymentResult } from '../../flows/payment/payment-events.js'
import type { SettlementEffects, SettlementResult } from '../../flows/settlement/settlement-machine.js'
import type { EffectHandler, EffectScope, FlowEvent } from '../effect-table.js'

interface TypedScope<Result> extends Omit<EffectScope, 'notify'> {
  readonly notify: (event: Result) => void
}

interface TypedEffect<Params, Result> {
  run(params: Params, scope: TypedScope<Result>): Promise<Result>
  readonly afterRestart: 'runAgain' | Result
  readonly onBroken: Result
}

/** Params come back from the journal as the JSON they were written as, so they are the chart's own by construction. */
function typedEffect<Params, Result>(effect: TypedEffect<Params, Result>): EffectHandler {
  const plain = (event: Result): FlowEvent => event as unknown as FlowEvent
  return {
    run: async (intent, scope) => {
      const notify = (event: Result) => scope.notify(plain(event))
      return plain(await effect.run(intent.params as unknown as Params, { ...scope, notify }))
    },
    afterRestart: effect.afterRestart === 'runAgain' ? 'runAgain' : plain(effect.afterRestart),
    onBroken: plain(effect.onBroken),
  }
}

export function paymentEffect<Type extends keyof PaymentEffects>(
  effect: TypedEffect<PaymentEffects[Type], PaymentResult>,
): EffectHandler {
  return typedEffect(effect)
}

export function settlementEffect<Type extends keyof SettlementEffects>(
  effect: TypedEffect<SettlementEffects[Type], SettlementResult>,
): EffectHandler {
  return typedEffect(effect)
}

export function amendmentEffect<Type extends keyof AmendmentEffects>(
  effect: TypedEffect<AmendmentEffects[Type], AmendmentResult>,
): EffectHandler {
  return typedEffect(effect)
}

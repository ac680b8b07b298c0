/** Closing a batch at the host and fetching what it makes of it. */
import type { SettlementEffects, SettlementResult } from '../../flows/settlement/settlement-machine.js'
import type { Acquirer } from '../../ports/acquirer.js'
import { settlementEffect } from './typed-effect.js'

export function settlementEffects({ acquirer }: { readonly acquirer: Acquirer }) {
  return {
    'host.settle': settlementEffect<'host.settle'>({
      async run(request: SettlementEffects['host.settle'], { signal }): Promise<SettlementResult> {
        const outcome = await acquirer.settle(request, signal)
        if (outcome.kind === 'refused') {
          const { failure, hostCode } = outcome
          return { type: 'settle.refused', failure, ...(hostCode !== undefined && { hostCode }) }
        }
        if (outcome.kind !== 'accepted') return { type: 'settle.unanswered' }
        const { value } = outcome
        if (value.balanced) return { type: 'settle.balanced' }
        return { type: 'settle.differs', ...(value.hostTotals && { hostTotals: value.hostTotals }) }
      },
      // The host answers the same key as it did before.
      afterRestart: 'runAgain',
      onBroken: { type: 'settle.unanswered' },
    }),

    'host.upload': settlementEffect<'host.upload'>({
      async run(record, { signal }) {
        const outcome = await acquirer.upload(record, signal)
        if (outcome.kind === 'accepted') return { type: 'upload.taken' }
        if (outcome.kind !== 'refused') return { type: 'upload.unanswered' }
        const { failure, hostCode } = outcome
        return { type: 'upload.refused', failure, ...(hostCode !== undefined && { hostCode }) }
      },
      // One it has already is not counted twice.
      afterRestart: 'runAgain',
      onBroken: { type: 'upload.unanswered' },
    }),

    'host.settlementFile': settlementEffect<'host.settlementFile'>({
      async run({ batchNumber }, { signal }) {
        const outcome = await acquirer.settlementFile(batchNumber, signal)
        if (outcome.kind === 'accepted') return { type: 'file.fetched', file: outcome.value }
        if (outcome.kind === 'unknown') return { type: 'file.missing', failure: 'host.noAnswer' }
        const { failure, detail } = outcome
        return { type: 'file.missing', failure, ...(detail !== undefined && { detail }) }
      },
      afterRestart: 'runAgain',
      onBroken: { type: 'file.missing' },
    }),
  }
}

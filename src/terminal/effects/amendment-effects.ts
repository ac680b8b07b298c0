/** What an amendment asks for: money taken back at the host, documents put right at the tax gateway, goods sold in exchange. */
import type { StandingDocument } from '../../domain/amendment-record.js'
import type { PricedSale } from '../../domain/sale.js'
import type { ShopIdentity } from '../../domain/shop.js'
import type { TaxSubmission } from '../../flows/amendment/amendment-events.js'
import type { Acquirer } from '../../ports/acquirer.js'
import type { RevocationRequest, TaxDocument } from '../../ports/tax-authority.js'
import type { TaxGate } from '../tax-gate.js'
import { identifierOf, itemName, queryAnswer, submissionAnswer } from './tax-effects.js'
import { amendmentEffect } from './typed-effect.js'

/** Where the sale's own document stands, seen from one of its amendments. */
export type DocumentSight =
  | { readonly kind: 'stands'; readonly document: StandingDocument }
  /** Not issued yet, or an earlier amendment is still about it. */
  | { readonly kind: 'notYet' }
  | { readonly kind: 'none' }
  | { readonly kind: 'byHand' }

/** unclear – stopped before it was seen. */
export type ExchangeEnd = 'sold' | 'fellThrough' | 'unclear'

export interface AmendmentParts {
  readonly acquirer: Acquirer
  readonly gate: TaxGate
  readonly shop: ShopIdentity
  readonly saleOf: (amendmentId: string) => PricedSale
  readonly reveal: (ref: string) => string | undefined
  readonly onTakingBack: (stan: string, amendmentId: string) => void
  /** Looks again at every step of any flow; `withdraw` tells the sale that it owes no document any more. */
  readonly documentSight: (amendmentId: string, withdraw: boolean) => DocumentSight
  readonly nextStep: (signal: AbortSignal) => Promise<void>
  /** Opens the sale of the goods given, if need be; resolves when it is paid or called off. */
  readonly exchangeEnd: (amendmentId: string, saleId: string, signal: AbortSignal) => Promise<ExchangeEnd>
}

export function amendmentEffects(parts: AmendmentParts) {
  const { acquirer, gate, documentSight, nextStep, exchangeEnd, onTakingBack } = parts
  return {
    'acquirer.takeBack': amendmentEffect<'acquirer.takeBack'>({
      async run(request, { flowId, signal }) {
        onTakingBack(request.key.stan, flowId)
        const outcome = await acquirer.takeBack(request, signal)
        switch (outcome.kind) {
          case 'accepted':
            return { type: 'takeBack.approved', approval: outcome.value }
          case 'refused': {
            const { failure, hostCode } = outcome
            return { type: 'takeBack.refused', failure, ...(hostCode !== undefined && { hostCode }) }
          }
          case 'unavailable':
            return { type: 'takeBack.unavailable', failure: outcome.failure }
          case 'unknown':
            return { type: 'takeBack.unknown', reason: outcome.reason }
        }
      },
      // Perhaps sent: the chart asks the host by the same key.
      afterRestart: { type: 'takeBack.unknown', reason: 'restarted' },
      onBroken: { type: 'takeBack.unknown', reason: 'unreadable-reply' },
    }),

    'exchange.sell': amendmentEffect<'exchange.sell'>({
      async run({ saleId }, { flowId, signal }) {
        const end = await exchangeEnd(flowId, saleId, signal)
        return { type: `exchange.${end}` }
      },
      afterRestart: 'runAgain',
      onBroken: { type: 'exchange.unclear' },
    }),

    'document.await': amendmentEffect<'document.await'>({
      async run({ withdraw }, { flowId, signal, notify }) {
        for (let told = false; !signal.aborted; await nextStep(signal)) {
          const sight = documentSight(flowId, withdraw)
          if (sight.kind === 'stands') return { type: 'document.stands', document: sight.document }
          if (sight.kind === 'none') return { type: 'document.none' }
          if (sight.kind === 'byHand') return { type: 'document.byHand' }
          if (!told) notify({ type: 'document.notYet' })
          told = true
        }
        return { type: 'document.notYet' }
      },
      afterRestart: 'runAgain',
      onBroken: { type: 'document.byHand' },
    }),

    'tax.submit': amendmentEffect<'tax.submit'>({
      async run(submission, { flowId, signal }) {
        const { documentNumber, by } = submission
        if (submission.kind === 'revoke') {
          const request = revocationOf(submission)
          return submissionAnswer(
            await gate.submit(documentNumber, by, (authority) => authority.revoke(request, signal)),
          )
        }
        const identifier = identifierOf(submission, parts.reveal)
        if (!identifier) {
          return { type: 'tax.refused', failure: 'tax.identifierErased', detail: 'the number was erased' }
        }
        const { use, amounts, tradedAt } = submission
        const request = {
          ...{ documentNumber, use, identifier, amounts, tradedAt },
          seller: parts.shop,
          itemName: itemName(parts.saleOf(flowId)),
        }
        return submissionAnswer(await gate.submit(documentNumber, by, (authority) => authority.issue(request, signal)))
      },
      // Perhaps submitted: the chart looks for it before it submits again.
      afterRestart: { type: 'tax.unknown', reason: 'restarted' },
      onBroken: { type: 'tax.unknown', reason: 'unreadable-reply' },
    }),

    'tax.look': amendmentEffect<'tax.look'>({
      run: async (submission, { signal }) => queryAnswer(await look(gate, submission, signal)),
      afterRestart: 'runAgain',
      onBroken: { type: 'taxQuery.unanswered' },
    }),

    'tax.verdicts': amendmentEffect<'tax.verdicts'>({
      async run({ submitted }, { signal }) {
        const found: (TaxDocument | undefined)[] = []
        for (const submission of submitted) {
          const outcome = await look(gate, submission, signal)
          if (outcome.kind !== 'accepted') return { type: 'verdicts.unanswered' }
          found.push(outcome.value.found ? outcome.value.document : undefined)
        }
        const rejected = found.findIndex((document) => document === undefined || document.status === 'rejected')
        if (rejected >= 0) return { type: 'verdicts.told', confirmed: false, rejected }
        return { type: 'verdicts.told', confirmed: found.every((document) => document?.status === 'confirmed') }
      },
      afterRestart: 'runAgain',
      onBroken: { type: 'verdicts.unanswered' },
    }),
  }
}

function look(gate: TaxGate, submission: TaxSubmission, signal: AbortSignal) {
  const { documentNumber } = submission
  return gate.ask(documentNumber, (authority) =>
    submission.kind === 'revoke'
      ? authority.queryRevocation(revocationOf(submission), signal)
      : authority.query(documentNumber, signal),
  )
}

function revocationOf(submission: TaxSubmission & { readonly kind: 'revoke' }): RevocationRequest {
  const { documentNumber, original, reason, part } = submission
  return {
    documentNumber,
    originalDocumentNumber: original.documentNumber,
    originalApprovalNumber: original.approvalNumber,
    originalTradeDate: original.tradeDate,
    reason,
    ...(part && { partial: part }),
  }
}

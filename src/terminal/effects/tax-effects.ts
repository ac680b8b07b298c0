/** Submitting a cash receipt and asking for it. The identifier leaves its seal only here, on its way to the wire. */
import { portionOf } from '../../domain/amount-split.js'
import { MobileNumber, SELF_ISSUE_NUMBER } from '../../domain/identifiers/mobile-number.js'
import type { SealedIdentifier } from '../../domain/identifiers/sealed-identifier.js'
import { type CashReceiptUse, parseTaxIdentifier, type TaxIdentifier } from '../../domain/identifiers/tax-identifier.js'
import type { Outcome } from '../../domain/outcome.js'
import { itemSummary, type PricedSale } from '../../domain/sale.js'
import type { ShopIdentity } from '../../domain/shop.js'
import type { TaxDocument, TaxDocumentAnswer } from '../../ports/tax-authority.js'
import type { TaxGate } from '../tax-gate.js'
import { paymentEffect } from './typed-effect.js'

export interface TaxParts {
  readonly gate: TaxGate
  readonly shop: ShopIdentity
  readonly saleOf: (flowId: string) => PricedSale
  readonly reveal: (ref: string) => string | undefined
  /** Opens the other document's flow, if need be, and resolves at its end. */
  readonly invoiceEnd: (saleId: string, invoiceId: string, signal: AbortSignal) => Promise<'issued' | 'withdrawn'>
}

/** In Korean whatever the receipt's language: the document goes to the Korean tax office. */
export function itemName(sale: PricedSale): string {
  const { first, more } = itemSummary(sale)
  return more === 0 ? first : `${first} 외 ${more}건`
}

export function taxEffects({ gate, shop, saleOf, reveal, invoiceEnd }: TaxParts) {
  return {
    ...turnEffects(gate),
    'tax.issue': paymentEffect<'tax.issue'>({
      async run(request, { flowId, signal }) {
        const identifier = identifierOf(request, reveal)
        if (!identifier)
          return { type: 'tax.refused', failure: 'tax.identifierErased', detail: 'the number was erased' }
        const sale = saleOf(flowId)
        const { documentNumber, use, cash, tradedAt, by } = request
        const amounts = portionOf(sale.split, cash)
        return submissionAnswer(
          await gate.submit(documentNumber, by, (authority) =>
            authority.issue(
              { documentNumber, use, identifier, seller: shop, amounts, tradedAt, itemName: itemName(sale) },
              signal,
            ),
          ),
        )
      },
      // Perhaps submitted: the chart asks for the document number before it submits again.
      afterRestart: { type: 'tax.unknown', reason: 'restarted' },
      onBroken: { type: 'tax.unknown', reason: 'unreadable-reply' },
    }),

    'tax.query': paymentEffect<'tax.query'>({
      async run({ documentNumber }, { signal }) {
        return queryAnswer(await gate.ask(documentNumber, (authority) => authority.query(documentNumber, signal)))
      },
      afterRestart: 'runAgain',
      onBroken: { type: 'taxQuery.unanswered' },
    }),

    'invoice.follow': paymentEffect<'invoice.follow'>({
      async run({ invoiceId }, { flowId, signal }) {
        const end = await invoiceEnd(flowId, invoiceId, signal)
        return { type: end === 'issued' ? 'invoice.issued' : 'invoice.withdrawn' }
      },
      afterRestart: 'runAgain',
      onBroken: { type: 'invoice.withdrawn' },
    }),
  }
}

/** Waiting for a turn is the same for every document, whichever chart it belongs to. */
export function turnEffects(gate: TaxGate) {
  return {
    'tax.awaitTurn': paymentEffect<'tax.awaitTurn'>({
      async run(document, { signal }) {
        await gate.turn(document, signal)
        return { type: 'tax.turn' }
      },
      afterRestart: 'runAgain',
      onBroken: { type: 'tax.turn' },
    }),
  }
}

export function submissionAnswer(outcome: Outcome<TaxDocument>) {
  switch (outcome.kind) {
    case 'accepted':
      return { type: 'tax.issued', document: outcome.value } as const
    case 'refused': {
      const { failure, detail, hostCode } = outcome
      return { type: 'tax.refused', failure, detail, ...(hostCode !== undefined && { hostCode }) } as const
    }
    case 'unavailable':
      return { type: 'tax.unavailable', failure: outcome.failure } as const
    case 'unknown':
      return { type: 'tax.unknown', reason: outcome.reason } as const
  }
}

export function queryAnswer(outcome: Outcome<TaxDocumentAnswer>) {
  if (outcome.kind !== 'accepted') return { type: 'taxQuery.unanswered' } as const
  return outcome.value.found
    ? ({ type: 'taxQuery.found', document: outcome.value.document } as const)
    : ({ type: 'taxQuery.notFound' } as const)
}

/** The clear number for the wire; undefined when it was erased. */
export function identifierOf(
  { identifier, use }: { readonly identifier?: SealedIdentifier; readonly use: CashReceiptUse },
  reveal: (ref: string) => string | undefined,
): TaxIdentifier | undefined {
  const clear = identifier ? reveal(identifier.ref) : SELF_ISSUE_NUMBER
  if (clear === undefined) return undefined
  const parsed = identifier ? parseTaxIdentifier(identifier.kind, clear, use) : MobileNumber.parse(clear)
  return parsed.ok ? parsed.value : undefined
}

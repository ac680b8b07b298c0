/** Submitting a cash receipt and asking for it. The identifier leaves its seal only here, on its way to the wire. */
import { portionOf } from '../../domain/amount-split.js'
import { MobileNumber, SELF_ISSUE_NUMBER } from '../../domain/identifiers/mobile-number.js'
import { parseTaxIdentifier, type TaxIdentifier } from '../../domain/identifiers/tax-identifier.js'
import { itemSummary, type PricedSale } from '../../domain/sale.js'
import type { ShopIdentity } from '../../domain/shop.js'
import type { PaymentEffects } from '../../flows/payment/payment-effects.js'
import type { TaxAuthority } from '../../ports/tax-authority.js'
import { paymentEffect } from './typed-effect.js'

interface TaxParts {
  readonly taxAuthority: TaxAuthority
  readonly shop: ShopIdentity
  readonly saleOf: (flowId: string) => PricedSale
  readonly reveal: (ref: string) => string | undefined
}

/** In Korean whatever the receipt's language: the document goes to the Korean tax office. */
function itemName(sale: PricedSale): string {
  const { first, more } = itemSummary(sale)
  return more === 0 ? first : `${first} 외 ${more}건`
}

export function taxEffects({ taxAuthority, shop, saleOf, reveal }: TaxParts) {
  return {
    'tax.issue': paymentEffect<'tax.issue'>({
      async run(request, { flowId, signal }) {
        const identifier = identifierOf(request, reveal)
        if (!identifier)
          return { type: 'tax.refused', failure: 'tax.identifierErased', detail: 'the number was erased' }
        const sale = saleOf(flowId)
        const { documentNumber, use, cash, tradedAt } = request
        const amounts = portionOf(sale.split, cash)
        const outcome = await taxAuthority.issue(
          { documentNumber, use, identifier, seller: shop, amounts, tradedAt, itemName: itemName(sale) },
          signal,
        )
        switch (outcome.kind) {
          case 'accepted':
            return { type: 'tax.issued', document: outcome.value }
          case 'refused': {
            const { failure, detail, hostCode } = outcome
            return { type: 'tax.refused', failure, detail, ...(hostCode !== undefined && { hostCode }) }
          }
          case 'unavailable':
            return { type: 'tax.unavailable', failure: outcome.failure }
          case 'unknown':
            return { type: 'tax.unknown', reason: outcome.reason }
        }
      },
      // Perhaps submitted: the chart asks for the document number before it submits again.
      afterRestart: { type: 'tax.unknown', reason: 'restarted' },
      onBroken: { type: 'tax.unknown', reason: 'unreadable-reply' },
    }),

    'tax.query': paymentEffect<'tax.query'>({
      async run({ documentNumber }, { signal }) {
        const outcome = await taxAuthority.query(documentNumber, signal)
        if (outcome.kind !== 'accepted') return { type: 'taxQuery.unanswered' }
        return outcome.value.found
          ? { type: 'taxQuery.found', document: outcome.value.document }
          : { type: 'taxQuery.notFound' }
      },
      afterRestart: 'runAgain',
      onBroken: { type: 'taxQuery.unanswered' },
    }),
  }
}

function identifierOf(
  { identifier, use }: PaymentEffects['tax.issue'],
  reveal: (ref: string) => string | undefined,
): TaxIdentifier | undefined {
  const clear = identifier ? reveal(identifier.ref) : SELF_ISSUE_NUMBER
  if (clear === undefined) return undefined
  const parsed = identifier ? parseTaxIdentifier(identifier.kind, clear, use) : MobileNumber.parse(clear)
  return parsed.ok ? parsed.value : undefined
}

/**
 * Asking for an invoice, asking after it, and taking it back. The buyer's details leave their seal only here, on their way to the
 * service.
 */
import type { Outcome } from '../../domain/outcome.js'
import type { ShopIdentity } from '../../domain/shop.js'
import { readBuyerText } from '../../flows/invoice/invoice-buyer.js'
import type { InvoiceEffects, InvoiceEffectType } from '../../flows/invoice/invoice-effects.js'
import type { InvoiceResult, SealedBuyer } from '../../flows/invoice/invoice-events.js'
import type { Invoice, InvoiceBuyer, InvoiceService, RedInvoice } from '../../ports/invoice-service.js'
import type { EffectHandler, EffectScope, FlowEvent } from '../effect-table.js'

interface InvoiceParts {
  readonly invoiceService: InvoiceService
  readonly shop: ShopIdentity
  readonly reveal: (ref: string) => string | undefined
}

interface TypedEffect<Type extends InvoiceEffectType> {
  run(params: InvoiceEffects[Type], scope: EffectScope): Promise<InvoiceResult>
  readonly afterRestart: 'runAgain' | InvoiceResult
  readonly onBroken: InvoiceResult
}

/** Params come back from the journal as the JSON they were written as, so they are the chart's own by construction. */
function invoiceEffect<Type extends InvoiceEffectType>(effect: TypedEffect<Type>): EffectHandler {
  const plain = (event: InvoiceResult): FlowEvent => event as unknown as FlowEvent
  return {
    run: async (intent, scope) => plain(await effect.run(intent.params as unknown as InvoiceEffects[Type], scope)),
    afterRestart: effect.afterRestart === 'runAgain' ? 'runAgain' : plain(effect.afterRestart),
    onBroken: plain(effect.onBroken),
  }
}

const ERASED = { failure: 'invoice.buyerInvalid', detail: 'the buyer’s details were erased' } as const

export function invoiceEffects({ invoiceService, shop: seller, reveal }: InvoiceParts) {
  const buyerOf = ({ ref }: SealedBuyer): InvoiceBuyer | undefined => {
    const clear = reveal(ref)
    return clear === undefined ? undefined : readBuyerText(clear)
  }
  return {
    'invoice.request': invoiceEffect<'invoice.request'>({
      async run({ orderNumber, buyer: sealed, lines, amounts, tradedAt }, { signal }) {
        const buyer = buyerOf(sealed)
        if (!buyer) return { type: 'invoice.refused', ...ERASED }
        const request = { orderNumber, seller, buyer, lines, amounts, tradedAt }
        return requestResult(await invoiceService.request(request, signal))
      },
      // Perhaps taken: the chart asks for the order number before it sends again.
      afterRestart: { type: 'invoice.unknown', reason: 'restarted' },
      onBroken: { type: 'invoice.unknown', reason: 'unreadable-reply' },
    }),

    'invoice.query': invoiceEffect<'invoice.query'>({
      async run({ orderNumber }, { signal }) {
        const outcome = await invoiceService.query(orderNumber, signal)
        if (outcome.kind !== 'accepted') return { type: 'invoiceQuery.unanswered' }
        return outcome.value.found
          ? { type: 'invoiceQuery.found', invoice: outcome.value.invoice }
          : { type: 'invoiceQuery.notFound' }
      },
      afterRestart: 'runAgain',
      onBroken: { type: 'invoiceQuery.unanswered' },
    }),

    'invoice.resign': invoiceEffect<'invoice.resign'>({
      async run({ orderNumber }, { signal }) {
        await invoiceService.resign(orderNumber, signal)
        return { type: 'resign.over' }
      },
      afterRestart: 'runAgain',
      onBroken: { type: 'resign.over' },
    }),

    'invoice.red': invoiceEffect<'invoice.red'>({
      async run({ orderNumber, originalInvoiceNumber, buyer: sealed, reason }, { signal }) {
        const buyer = buyerOf(sealed)
        if (!buyer) return { type: 'red.refused', ...ERASED }
        const request = { orderNumber, originalInvoiceNumber, seller, buyer, reason }
        return redResult(await invoiceService.red(request, signal))
      },
      afterRestart: { type: 'red.unknown', reason: 'restarted' },
      onBroken: { type: 'red.unknown', reason: 'unreadable-reply' },
    }),

    'invoice.queryRed': invoiceEffect<'invoice.queryRed'>({
      async run({ orderNumber }, { signal }) {
        const outcome = await invoiceService.queryRed(orderNumber, signal)
        if (outcome.kind !== 'accepted') return { type: 'redQuery.unanswered' }
        return outcome.value.found ? { type: 'redQuery.found', red: outcome.value.red } : { type: 'redQuery.notFound' }
      },
      afterRestart: 'runAgain',
      onBroken: { type: 'redQuery.unanswered' },
    }),
  }
}

function requestResult(outcome: Outcome<Invoice>): InvoiceResult {
  switch (outcome.kind) {
    case 'accepted':
      return { type: 'invoice.taken', invoice: outcome.value }
    case 'refused':
      return { type: 'invoice.refused', ...refusalOf(outcome) }
    case 'unavailable':
      return { type: 'invoice.unavailable', failure: outcome.failure }
    case 'unknown':
      return { type: 'invoice.unknown', reason: outcome.reason }
  }
}

function redResult(outcome: Outcome<RedInvoice>): InvoiceResult {
  switch (outcome.kind) {
    case 'accepted':
      return { type: 'red.taken', red: outcome.value }
    case 'refused':
      return { type: 'red.refused', ...refusalOf(outcome) }
    case 'unavailable':
      return { type: 'red.unavailable', failure: outcome.failure }
    case 'unknown':
      return { type: 'red.unknown', reason: outcome.reason }
  }
}

function refusalOf({ failure, detail, hostCode }: Extract<Outcome<never>, { kind: 'refused' }>) {
  return hostCode === undefined ? { failure, detail } : { failure, detail, hostCode }
}

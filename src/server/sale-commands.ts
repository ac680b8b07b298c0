/** What a person can say of a sale, by the commands' own names, each with a strict shape. */
import { z } from 'zod'
import type { Currency } from '../domain/money.js'
import type { CounterCommand } from '../terminal/counter-command.js'
import { amountIn, identifier, operator, personsWord, reason } from './shared-shapes.js'

const printer = z.enum(['main', 'fallback']).exactOptional()

/** @returns the shape of each command but for its `type`; the amounts in the shop's currency. */
export function saleCommandShapes(currency: Currency) {
  const amount = amountIn(currency)
  return {
    'tender.card': { amount: amount.exactOptional(), instalmentMonths: z.int().min(0).max(36).exactOptional() },
    'tender.cash': { received: amount },
    'tender.transfer': { amount: amount.exactOptional() },
    'transfer.received': {},
    'transfer.notReceived': {},
    'card.withdrawn': {},
    'sale.cancelled': { reason },
    'cash.returned': {},
    'reversal.retried': {},
    'reversal.settledByPerson': personsWord,
    'tax.useChosen': {
      use: z.enum(['personalDeduction', 'businessExpense']),
      identifierKind: z.enum(['mobileNumber', 'businessNumber', 'cashReceiptCard']),
    },
    'tax.numberEntered': { identifier: identifier.transform((read) => read.identifier) },
    'tax.numberConfirmed': {},
    'tax.numberRejected': {},
    'tax.declined': {},
    'tax.selfIssued': {},
    'tax.corrected': {},
    'tax.retried': { redated: z.boolean().exactOptional() },
    'tax.settledByPerson': personsWord,
    ...paperCommandShapes,
  } as const satisfies Readonly<Partial<Record<CounterCommand['type'], z.ZodRawShape>>>
}

/** Of everything that prints. */
export const paperCommandShapes = {
  'paper.declined': {},
  'paper.reprinted': { operator, reason, printer },
  'paper.seen': personsWord,
  'paper.settledByPerson': personsWord,
} as const

/**
 * Which one document stands for a sale, after whatever amended it: told from the sale and its amendments alone. Where that
 * is not settled yet, whoever wants to take it back has to wait.
 */
import type { StandingDocument, TaxStepRecord } from '../domain/amendment-record.js'
import { portionOf, restOf } from '../domain/amount-split.js'
import { isPositive } from '../domain/money.js'
import { hasTaxWork } from '../flows/amendment/amendment-context.js'
import { amountToDeclare } from '../flows/payment/payment-context.js'
import type { AmendmentSnapshot } from './amendment-flow.js'
import type { DocumentSight } from './effects/amendment-effects.js'
import { innermost } from './innermost.js'
import type { PaymentSnapshot } from './payment-flow.js'

const BY_HAND: ReadonlySet<string> = new Set(['settledByPerson', 'invoiceOwed', 'invoiced'])
const STANDING: ReadonlySet<string> = new Set(['issued', 'checkingVerdict', 'confirmed', 'unconfirmed'])
const THROUGH: ReadonlySet<string> = new Set(['issued', 'checkingVerdicts', 'confirmed', 'unconfirmed', 'notNeeded'])

/** @param earlier amendments of the sale that come before the one that asks, oldest first. */
export function sightOfDocument(sale: PaymentSnapshot, earlier: readonly AmendmentSnapshot[]): DocumentSight {
  const step = innermost(sale.value.tax)
  if (step === 'noDocument') return { kind: 'none' }
  if (BY_HAND.has(step)) return { kind: 'byHand' }
  const first = STANDING.has(step) ? firstDocument(sale) : undefined
  if (!first) return { kind: 'notYet' }
  const working = earlier.filter(({ context }) => hasTaxWork(context) && context.stage !== 'calledOff')
  const steps = working.map(({ value }) => innermost(value.tax))
  if (steps.some((tax) => tax === 'settledByPerson' || tax === 'byHand')) return { kind: 'byHand' }
  if (steps.some((tax) => !THROUGH.has(tax))) return { kind: 'notYet' }
  const standing = working.flatMap(({ context }) => context.tax.steps).reduce(after, [first])
  const last = standing.findLast(({ remaining }) => isPositive(remaining.total))
  return last ? { kind: 'stands', document: last } : { kind: 'none' }
}

function firstDocument({ context }: PaymentSnapshot): StandingDocument | undefined {
  const { document, use, selfIssued, identifier } = context.tax
  if (!document) return undefined
  const { documentNumber, approvalNumber, tradeDate } = document
  return {
    ...{ documentNumber, approvalNumber, tradeDate, use, selfIssued },
    ...(identifier && !selfIssued && { identifier }),
    remaining: portionOf(context.sale.split, amountToDeclare(context)),
    partlyRevoked: false,
  }
}

/** Every document issued for the sale so far, after one more step. */
function after(documents: readonly StandingDocument[], step: TaxStepRecord): readonly StandingDocument[] {
  const { kind, original, amounts, documentNumber = '', approvalNumber = '', tradeDate = '' } = step
  if (kind === 'revoke') {
    return documents.map((document) =>
      document.documentNumber === original?.documentNumber
        ? { ...document, remaining: restOf(document.remaining, amounts), partlyRevoked: true }
        : document,
    )
  }
  const { use = 'personalDeduction', selfIssued = false, identifier } = step
  const issued = { documentNumber, approvalNumber, tradeDate, use, selfIssued, ...(identifier && { identifier }) }
  return [...documents, { ...issued, remaining: amounts, partlyRevoked: false }]
}

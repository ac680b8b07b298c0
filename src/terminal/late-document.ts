/**
 * A cash receipt asked for after a sale was amended is over what is left of it: what went back before there was a document
 * was never declared, and nothing will take it back.
 */
import { type Money, sum } from '../domain/money.js'
import type { SaleAccount } from '../domain/sale-account.js'
import type { AmendmentContext } from '../flows/amendment/amendment-context.js'
import { amendmentPromises } from '../flows/amendment/amendment-context.js'

/**
 * What a late document is over; `wait` while an amendment is not through with money and documents, because then nobody
 * can say.
 */
export function lateDocumentAmount(account: SaleAccount, amendments: readonly AmendmentContext[]): Money | 'wait' {
  if (!amendments.every(isThrough)) return 'wait'
  const receipted = account.tenders.filter(({ receipted: isReceipted }) => isReceipted)
  return sum(
    receipted.map(({ remaining }) => remaining),
    account.refundable.currency,
  )
}

function isThrough(context: AmendmentContext): boolean {
  if (context.stage === 'calledOff') return true
  const { money, tax } = amendmentPromises(context)
  return [money, tax].every((promise) => promise === 'done' || promise === 'notNeeded')
}

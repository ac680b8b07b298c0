/**
 * Money going back from hand to hand or by transfer (계좌이체). Cash leaves the drawer without a trace of its own, so the
 * customer signs for what was handed out; what was not yet is said to be due and never signed for.
 */
import type { AmendmentRecord, PayoutRecord } from '../../domain/amendment-record.js'
import { isPositive, negate } from '../../domain/money.js'
import type { ReceiptAmount, ReceiptBlock } from '../../domain/receipt-document.js'
import { withCurrency } from '../format/format-money.js'
import type { SlipTexts } from '../texts/amendment.js'

/** One block for all of it; nothing where all money goes back to cards. */
export function amendmentHand(record: AmendmentRecord, texts: SlipTexts): ReceiptBlock[] {
  const words = texts.amendment.hand
  const amounts = record.payouts.flatMap((payout) => payoutAmount(payout, texts))
  if (amounts.length === 0) return []
  const due = record.payouts.some(({ by, state }) => by !== 'card' && state === 'due')
  const handedOut = record.payouts.some(
    ({ by, state, amount }) => by === 'cash' && state !== 'due' && isPositive(amount),
  )
  return [
    { kind: 'amounts', amounts },
    ...(due ? [{ kind: 'paragraph', text: words.next(texts.amendment.numbers[record.kind]) } as const] : []),
    ...(handedOut ? [{ kind: 'signature', declaration: words.declaration, label: words.signature } as const] : []),
  ]
}

function payoutAmount({ by, state, amount }: PayoutRecord, texts: SlipTexts): ReceiptAmount[] {
  if (by === 'card') return []
  const words = texts.amendment.hand[state === 'due' ? 'due' : 'done']
  return [{ label: words[by], amount: withCurrency(negate(amount), texts.currency), emphasis: 'strong' }]
}

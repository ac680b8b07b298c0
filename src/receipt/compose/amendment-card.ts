/**
 * The slip of money going back to a card (신용카드 취소전표, 撤销·退货签购单): the numbers of the original purchase beside those
 * of its void or refund, so that either side finds both. One still under way says so and shows no approval.
 */
import type { AmendmentRecord, PayoutRecord } from '../../domain/amendment-record.js'
import { negate } from '../../domain/money.js'
import type { ReceiptBlock } from '../../domain/receipt-document.js'
import type { CardTender } from '../../domain/sale-record.js'
import { calendarMoment } from '../format/format-moment.js'
import { withCurrency } from '../format/format-money.js'
import type { SlipTexts } from '../texts/amendment.js'
import { isOriginalField, type PayoutField, payoutFields } from './amendment-payout-fields.js'

/** @throws Error when a payout by card is done without the host's approval: a bug, and no paper may paper over it. */
export function amendmentCard(
  payout: PayoutRecord,
  record: AmendmentRecord,
  utcOffsetMinutes: number,
  texts: SlipTexts,
): ReceiptBlock[] {
  const words = texts.amendment.card
  const manner = mannerOf(payout, record)
  if (payout.state === 'done' && !payout.approval) {
    throw new Error(`${record.amendmentId} has paid ${payout.amount.amountMinor} back by card without an approval`)
  }
  const values = fieldValues(payout, record, utcOffsetMinutes, texts)
  const fields = payoutFields(record.language, payout.amount.currency)
    .map((field) => ({ label: labelOf(field, texts), value: values[field] }))
    .filter(({ value }) => value.trim() !== '')
  const amount = withCurrency(negate(payout.amount), texts.card.currency)
  return [
    { kind: 'heading', text: payout.state === 'due' ? words.pending[manner] : words.headings[manner] },
    { kind: 'fields', fields },
    { kind: 'amounts', amounts: [{ label: words.amounts[manner], amount, emphasis: 'strong' }] },
    ...closing(payout, record, texts),
  ]
}

function fieldValues(
  payout: PayoutRecord,
  record: AmendmentRecord,
  utcOffsetMinutes: number,
  texts: SlipTexts,
): Record<PayoutField, string> {
  const original = originalOf(payout, record)
  // What is not approved yet has no approval to show, whatever an earlier attempt left behind.
  const own = payout.state === 'due' ? undefined : payout.approval
  const either = own ?? original?.approval
  const card = payout.card ?? original?.card
  return {
    merchantNumber: either?.merchantNumber ?? '',
    terminalNumber: either?.terminalNumber ?? '',
    issuer: either?.issuerName ?? '',
    acquirer: either?.acquirerName ?? '',
    application: card?.label ?? '',
    number: card?.maskedPan ?? '',
    transaction: transactionOf(payout, record, texts),
    instalment: instalmentOf(original, texts),
    stan: payout.state === 'due' ? '' : (payout.stan ?? ''),
    rrn: own?.rrn ?? '',
    approvalCode: own?.approvalCode ?? '',
    approvedAt: own ? texts.dateTime(calendarMoment(own.approvedAt, utcOffsetMinutes)) : '',
    originalStan: original?.stan ?? '',
    originalRrn: original?.approval.rrn ?? '',
    originalApprovalCode: original?.approval.approvalCode ?? '',
    originalApprovedAt: original ? texts.date(calendarMoment(original.approval.approvedAt, utcOffsetMinutes)) : '',
  }
}

/** In won it is always told, as on the receipt. */
function instalmentOf(original: CardTender | undefined, { card }: SlipTexts): string {
  if (!original) return ''
  if (original.instalmentMonths > 0) return card.months(original.instalmentMonths)
  return original.amount.currency === 'KRW' ? card.paidAtOnce : ''
}

function labelOf(field: PayoutField, texts: SlipTexts): string {
  return isOriginalField(field) ? texts.amendment.card[field] : texts.card[field]
}

/** The purchase whose money goes back; none where the goods had been paid with the credit of an earlier exchange. */
function originalOf({ tender }: PayoutRecord, { sale }: AmendmentRecord): CardTender | undefined {
  const original = sale.tenders[tender]
  return original?.kind === 'card' ? original : undefined
}

function mannerOf({ manner }: PayoutRecord, { kind }: AmendmentRecord): 'void' | 'refund' {
  return manner ?? (kind === 'void' ? 'void' : 'refund')
}

function transactionOf(payout: PayoutRecord, record: AmendmentRecord, texts: SlipTexts): string {
  const words = texts.amendment.card.transactions
  if (mannerOf(payout, record) === 'void') return words.void
  const paid = originalOf(payout, record)?.amount.amountMinor
  return paid !== undefined && payout.amount.amountMinor < paid ? words.partialRefund : words.refund
}

/** UnionPay's slips are signed for voids and refunds as for purchases; elsewhere money going back needs no signature. */
function closing(payout: PayoutRecord, record: AmendmentRecord, texts: SlipTexts): ReceiptBlock[] {
  const words = texts.amendment.card
  const note = (text: string): ReceiptBlock => ({ kind: 'paragraph', text })
  if (payout.state === 'due') return [note(words.next(texts.amendment.numbers[record.kind]))]
  return [
    ...(payout.state === 'settledByPerson' ? [note(words.settledByPerson)] : []),
    ...(mannerOf(payout, record) === 'refund' ? [note(words.delay)] : []),
    ...(payout.state === 'done' && payout.amount.currency === 'CNY'
      ? [{ kind: 'signature', declaration: texts.card.declaration, label: texts.card.signature } as const]
      : []),
  ]
}

/**
 * The head of a slip: which amendment this is, of which sale, why, and who answers for it. A slip without the sale it
 * changes would be worth nothing at the counter, so the sale's number and time always stand here.
 */
import type { AmendmentRecord } from '../../domain/amendment-record.js'
import type { ReceiptBlock } from '../../domain/receipt-document.js'
import { isKnownAmendmentReason } from '../amendment-reason.js'
import { calendarMoment } from '../format/format-moment.js'
import type { SlipTexts } from '../texts/amendment.js'

/** A void is named after the card's approval only where one is undone. */
export function amendmentTitle({ kind, payouts }: AmendmentRecord, { amendment }: SlipTexts): string {
  const byCard = payouts.some(({ by }) => by === 'card')
  return kind === 'void' && !byCard ? amendment.voidWithoutCard : amendment.titles[kind]
}

export function amendmentHead(record: AmendmentRecord, utcOffsetMinutes: number, texts: SlipTexts): ReceiptBlock {
  const words = texts.amendment
  const moment = (epochMs: number) => texts.dateTime(calendarMoment(epochMs, utcOffsetMinutes))
  return {
    kind: 'fields',
    fields: [
      record.settledAt === undefined
        ? { label: words.requestedAt, value: moment(record.openedAt) }
        : { label: words.handledAt, value: moment(record.settledAt) },
      { label: words.numbers[record.kind], value: record.amendmentId },
      { label: texts.sale.operator, value: record.operator },
      { label: words.approvedBy, value: record.approvedBy ?? '' },
      // A refusal gives its reason further down, where nobody overlooks it.
      ...(record.kind === 'refusal' ? [] : [{ label: words.reason, value: amendmentReason(record.reason, texts) }]),
      { label: words.originalSale, value: record.saleId },
      { label: words.originalSoldAt, value: moment(record.sale.paidAt) },
    ].filter(({ value }) => value.trim() !== ''),
  }
}

/** A known reason in the slip's language, any other in the operator's own words. */
export function amendmentReason(reason: string, { amendment }: SlipTexts): string {
  return isKnownAmendmentReason(reason) ? amendment.reasons[reason] : reason
}

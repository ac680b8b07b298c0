/**
 * Why a refund was refused, and who to turn to. A customer who is sent away leaves with a reason in writing and with
 * somebody to ask: the shop first, then the consumer line of the shop's country.
 */
import type { AmendmentRecord } from '../../domain/amendment-record.js'
import type { ReceiptBlock } from '../../domain/receipt-document.js'
import type { ShopIdentity } from '../../domain/shop.js'
import type { SlipTexts } from '../texts/amendment.js'
import { amendmentReason } from './amendment-head.js'

export function amendmentRefusal(record: AmendmentRecord, shop: ShopIdentity, texts: SlipTexts): ReceiptBlock[] {
  const words = texts.amendment.refusal
  return [
    { kind: 'heading', text: words.heading },
    ...[amendmentReason(record.reason, texts), words.contact, ...hotlines(shop, texts)]
      .filter((text) => text.trim() !== '')
      .map((text): ReceiptBlock => ({ kind: 'paragraph', text })),
  ]
}

/** 1372: Korea's consumer counselling centre; 12315: China's market regulator. The registration tells the country. */
function hotlines({ businessNumber, uscc }: ShopIdentity, texts: SlipTexts): string[] {
  const words = texts.amendment.refusal.hotlines
  return [...(businessNumber ? [words.korea] : []), ...(uscc ? [words.china] : [])]
}

/** Placeholder. */
import type { AmendmentRecord } from '../domain/amendment-record.js'
import type { ReceiptDocument } from '../domain/receipt-document.js'
import type { ShopIdentity } from '../domain/shop.js'
import type { PaperIssue } from './compose/receipt-marks.js'

export function composeAmendment(input: {
  readonly record: AmendmentRecord
  readonly shop: ShopIdentity
  readonly paper: PaperIssue
  readonly utcOffsetMinutes: number
}): ReceiptDocument {
  return { language: input.record.language, blocks: [{ kind: 'title', text: input.record.amendmentId }] }
}

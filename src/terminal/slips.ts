/** The papers of flows as they stand, laid out for a printer's columns: a sale's receipt, an amendment's slip. */

import type { SaleRecord } from '../domain/sale-record.js'
import type { ShopIdentity } from '../domain/shop.js'
import { amendmentRecordOf } from '../flows/amendment/amendment-record-of.js'
import type { PaperEffects } from '../flows/paper/paper-events.js'
import { saleRecordOf } from '../flows/payment/payment-record.js'
import { composeAmendment } from '../receipt/compose-amendment.js'
import { composeReceipt } from '../receipt/compose-receipt.js'
import { layoutReceipt } from '../receipt/layout-receipt.js'
import type { AmendmentSnapshot } from './amendment-flow.js'
import type { PaymentSnapshot } from './payment-flow.js'

type Issue = PaperEffects['printer.print']

export interface SlipParts {
  readonly shop: ShopIdentity
  readonly utcOffsetMinutes: number
  /** Where the customer gets an invoice by scanning the receipt (扫码开票), in shops that offer it. */
  readonly invoicePageOf?: (record: SaleRecord) => string | undefined
}

export function receiptLines({ context }: PaymentSnapshot, issue: Issue, columns: number, parts: SlipParts) {
  const record = saleRecordOf(context)
  const invoicePage = parts.invoicePageOf?.(record)
  const document = composeReceipt({ record, paper: paperOf(issue), ...parts, ...(invoicePage && { invoicePage }) })
  return { language: record.language, lines: layoutReceipt(document, columns) }
}

export function slipLines({ context }: AmendmentSnapshot, issue: Issue, columns: number, parts: SlipParts) {
  const record = amendmentRecordOf(context)
  const document = composeAmendment({ record, paper: paperOf(issue), ...parts })
  return { language: record.language, lines: layoutReceipt(document, columns) }
}

function paperOf({ copyNumber, copyReason, printedAt }: Issue) {
  return { copyNumber, printedAt, ...(copyReason !== undefined && { copyReason }) }
}

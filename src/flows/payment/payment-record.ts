/** The sale record of a payment: what receipts, screens and checks read, without the chart behind it. */
import { portionOf } from '../../domain/amount-split.js'
import type { SaleRecord, TaxRecord } from '../../domain/sale-record.js'
import { amountToDeclare, type PaymentContext } from './payment-context.js'

export function saleRecordOf(context: PaymentContext): SaleRecord {
  const { saleId, terminalId, operator, language, openedAt, sale, tenders, paidAt, training } = context
  const record = {
    saleId,
    terminalId,
    operator,
    language,
    openedAt,
    sale,
    tenders,
    tax: taxRecordOf(context),
    training,
  }
  return paidAt === undefined ? record : { ...record, paidAt }
}

function taxRecordOf(context: PaymentContext): TaxRecord {
  const { status, documentNumber, use, identifier, selfIssued, document } = context.tax
  if ((status !== 'pending' && status !== 'issued') || documentNumber === undefined) return { status: 'none' }
  return {
    status,
    documentNumber,
    use,
    selfIssued,
    amounts: portionOf(context.sale.split, amountToDeclare(context)),
    ...(identifier && !selfIssued && { identifier: { kind: identifier.kind, masked: identifier.masked } }),
    ...(status === 'issued' && document && { approvalNumber: document.approvalNumber, tradeDate: document.tradeDate }),
  }
}

/**
 * What was paid in cash or by transfer (계좌이체): the part it paid, what was handed over and what came back. All such
 * tenders share one block, because the cash receipt below covers them together.
 */
import type { ReceiptAmount, ReceiptBlock } from '../../domain/receipt-document.js'
import type { CashTender, TransferTender } from '../../domain/sale-record.js'
import { withCurrency } from '../format/format-money.js'
import type { ReceiptTexts } from '../texts.js'

export function composeCash(tenders: readonly (CashTender | TransferTender)[], texts: ReceiptTexts): ReceiptBlock {
  return { kind: 'amounts', amounts: tenders.flatMap((tender) => tenderAmounts(tender, texts)) }
}

function tenderAmounts(tender: CashTender | TransferTender, texts: ReceiptTexts): ReceiptAmount[] {
  const paid = withCurrency(tender.amount, texts.currency)
  if (tender.kind === 'transfer') return [{ label: texts.transfer, amount: paid, emphasis: 'strong' }]
  return [
    { label: texts.cash.paid, amount: paid, emphasis: 'strong' },
    { label: texts.cash.received, amount: withCurrency(tender.received, texts.currency) },
    { label: texts.cash.change, amount: withCurrency(tender.change, texts.currency) },
  ]
}

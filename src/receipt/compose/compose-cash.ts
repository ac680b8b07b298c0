/**
 * What was paid in cash, by transfer (계좌이체) or with the credit of an exchange (교환): the part it paid, what was handed
 * over and what came back. All such tenders share one block, because the cash receipt below covers them together.
 */
import type { ReceiptAmount, ReceiptBlock } from '../../domain/receipt-document.js'
import type { CashTender, CreditTender, TransferTender } from '../../domain/sale-record.js'
import { withCurrency } from '../format/format-money.js'
import type { ReceiptTexts } from '../texts.js'

type CardlessTender = CashTender | TransferTender | CreditTender

export function composeCash(tenders: readonly CardlessTender[], texts: ReceiptTexts): ReceiptBlock {
  return { kind: 'amounts', amounts: tenders.flatMap((tender) => tenderAmounts(tender, texts)) }
}

function tenderAmounts(tender: CardlessTender, texts: ReceiptTexts): ReceiptAmount[] {
  const paid = withCurrency(tender.amount, texts.currency)
  if (tender.kind === 'credit') return [{ label: texts.credit(tender.amendmentId), amount: paid, emphasis: 'strong' }]
  if (tender.kind === 'transfer') return [{ label: texts.transfer, amount: paid, emphasis: 'strong' }]
  return [
    { label: texts.cash.paid, amount: paid, emphasis: 'strong' },
    { label: texts.cash.received, amount: withCurrency(tender.received, texts.currency) },
    { label: texts.cash.change, amount: withCurrency(tender.change, texts.currency) },
  ]
}

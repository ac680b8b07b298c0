/** Invoices for the tests: one ordinary purchase in Beijing, two lines at 13 %, and whatever a test changes about it. */
import { type AmountSplit, splitAmounts } from '../../src/domain/amount-split.js'
import { UnifiedSocialCreditCode } from '../../src/domain/identifiers/uscc.js'
import { money } from '../../src/domain/money.js'
import { Sensitive } from '../../src/domain/sensitive.js'
import type { ShopIdentity } from '../../src/domain/shop.js'
import type { InvoiceLine, InvoiceRequest, RedInvoiceRequest } from '../../src/ports/invoice-service.js'

/** 2026-03-05 14:30:15 in Beijing. */
export const AFTERNOON = Date.UTC(2026, 2, 5, 6, 30, 15)
export const HOUR_MS = 3_600_000

export const BUYER_NAME = '北京远山科技有限公司'
export const BUYER_TAX_NUMBER = '911100006000300020'
/** The check character is wrong. */
export const WRONG_TAX_NUMBER = '911100006000300021'
export const PHONE = '13800138000'

class Clear extends Sensitive {
  constructor(text: string) {
    super(text, '***')
  }
}

export const sealed = (text: string): Sensitive => new Clear(text)
export const fen = (amountMinor: number) => money(amountMinor, 'CNY')

const seller = UnifiedSocialCreditCode.parse('91110000600037341L')
if (!seller.ok) throw new Error('the sample seller is invalid')

export const SHOP: ShopIdentity = {
  name: '晨光便利店',
  uscc: seller.value,
  ownerName: '王晓明',
  address: '北京市朝阳区建国路88号',
  telephone: '010-8888-1234',
}

/** 113.00 yuan, 13.00 of it VAT. */
export const AMOUNTS: AmountSplit = splitAmounts(fen(11_300), fen(0), fen(0), 1300)
export const LINES: readonly InvoiceLine[] = [
  { name: '办公用纸', quantityThousandths: 3000, amount: fen(9_040), vat: fen(1_040), vatRateBasisPoints: 1300 },
  { name: '中性笔', quantityThousandths: 1000, amount: fen(2_260), vat: fen(260), vatRateBasisPoints: 1300 },
]

export function invoice(orderNumber: string, changes: Partial<InvoiceRequest> = {}): InvoiceRequest {
  return {
    orderNumber,
    seller: SHOP,
    buyer: { name: BUYER_NAME, taxNumber: sealed(BUYER_TAX_NUMBER), phone: sealed(PHONE) },
    lines: LINES,
    amounts: AMOUNTS,
    tradedAt: AFTERNOON,
    ...changes,
  }
}

export function red(orderNumber: string, originalInvoiceNumber: string): RedInvoiceRequest {
  return {
    orderNumber,
    originalInvoiceNumber,
    seller: SHOP,
    buyer: { name: BUYER_NAME, taxNumber: sealed(BUYER_TAX_NUMBER) },
    reason: 'goodsReturned',
  }
}

export const patience = (): AbortSignal => new AbortController().signal

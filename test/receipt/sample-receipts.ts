/** Shops and sales the receipt tests print. Records are built the way the terminal builds them: priced, split, masked. */
import { portionOf } from '../../src/domain/amount-split.js'
import { BusinessNumber } from '../../src/domain/identifiers/business-number.js'
import { UnifiedSocialCreditCode } from '../../src/domain/identifiers/uscc.js'
import { type Currency, type Money, money, subtract } from '../../src/domain/money.js'
import type { Parsed } from '../../src/domain/parsed.js'
import { type PricedSale, priceSale, type SaleLineDraft } from '../../src/domain/sale.js'
import type { CardTender, CashTender, SaleRecord, TaxRecord, TransferTender } from '../../src/domain/sale-record.js'
import type { ShopIdentity } from '../../src/domain/shop.js'
import type { ReceiptInput } from '../../src/receipt/compose-receipt.js'

/** 2025-03-14 12:30:45 in Korea, 11:30:45 in China. */
export const SOLD_AT = Date.UTC(2025, 2, 14, 3, 30, 45)

function valid<T>(result: Parsed<T, unknown>): T {
  if (!result.ok) throw new Error(`a sample is not valid: ${JSON.stringify(result.problem)}`)
  return result.value
}

export const KOREAN_SHOP: ShopIdentity = {
  name: '행복커피 시청점',
  businessNumber: valid(BusinessNumber.parse('1168200276')),
  ownerName: '김한결',
  address: '서울특별시 중구 세종대로 110, 1층 (태평로1가)',
  telephone: '02-120-1234',
}

export const CHINESE_SHOP: ShopIdentity = {
  name: '晨光便利店',
  uscc: valid(UnifiedSocialCreditCode.parse('91110000600037341L')),
  ownerName: '王晓明',
  address: '北京市朝阳区建国路88号SOHO现代城A座1层',
  telephone: '010-8888-1234',
}

export const ENGLISH_SHOP: ShopIdentity = {
  name: 'Harbour Books',
  ownerName: 'J. Miller',
  address: '221 Pier Street, Portland, ME 04101',
  telephone: '+1 207 555 0100',
}

export function line(
  name: string,
  unitPrice: Money,
  rest: { quantity?: number; taxFree?: boolean; discount?: Money } = {},
): SaleLineDraft {
  return {
    name,
    unitPrice,
    quantityThousandths: Math.round((rest.quantity ?? 1) * 1000),
    ...(rest.taxFree === undefined ? {} : { taxFree: rest.taxFree }),
    ...(rest.discount === undefined ? {} : { discount: rest.discount }),
  }
}

export function sale(
  currency: Currency,
  lines: readonly SaleLineDraft[],
  rest: { discount?: Money; serviceCharge?: Money; vatRateBasisPoints?: number } = {},
): PricedSale {
  return valid(priceSale({ currency, lines, vatRateBasisPoints: 1000, ...rest }))
}

export const won = (amount: number): Money => money(amount, 'KRW')
export const fen = (amount: number): Money => money(amount, 'CNY')
export const cents = (amount: number): Money => money(amount, 'USD')

export function koreanCard(amount: Money, rest: Partial<CardTender> = {}): CardTender {
  return {
    kind: 'card',
    amount,
    card: {
      maskedPan: '536112******1234',
      entryMode: 'chip',
      hasChip: true,
      aid: 'A0000000041010',
      label: 'MASTERCARD',
    },
    instalmentMonths: 0,
    stan: '000421',
    sentAt: SOLD_AT - 1500,
    approval: {
      approvalCode: '30012345',
      rrn: '507312000421',
      approvedAt: SOLD_AT,
      issuerName: '신한카드',
      acquirerName: '신한카드',
      merchantNumber: '00951234567',
      terminalNumber: '10012345',
    },
    ...rest,
  }
}

export function chineseCard(amount: Money, rest: Partial<CardTender> = {}): CardTender {
  return {
    kind: 'card',
    amount,
    card: {
      maskedPan: '622848******1234',
      entryMode: 'contactless',
      hasChip: true,
      aid: 'A000000333010101',
      label: 'UICC DEBIT',
    },
    instalmentMonths: 0,
    stan: '000137',
    sentAt: SOLD_AT - 1500,
    approval: {
      approvalCode: '712903',
      rrn: '031411000137',
      approvedAt: SOLD_AT,
      issuerName: '中国农业银行',
      acquirerName: '银联商务',
      merchantNumber: '898110154110283',
      terminalNumber: '10027745',
    },
    ...rest,
  }
}

export function dollarCard(amount: Money): CardTender {
  return {
    kind: 'card',
    amount,
    card: {
      maskedPan: '411111******1111',
      entryMode: 'chip',
      hasChip: true,
      aid: 'A0000000031010',
      label: 'VISA CREDIT',
    },
    instalmentMonths: 0,
    stan: '002210',
    sentAt: SOLD_AT - 1500,
    approval: {
      approvalCode: '08417B',
      rrn: '507316002210',
      approvedAt: SOLD_AT,
      issuerName: 'First Coastal Bank',
      acquirerName: 'Atlantic Acquiring',
      merchantNumber: '445500012345678',
      terminalNumber: 'T0004471',
    },
  }
}

export function cash(amount: Money, received: Money = amount): CashTender {
  return { kind: 'cash', amount, received, change: subtract(received, amount) }
}

export function transfer(amount: Money): TransferTender {
  return { kind: 'transfer', amount }
}

type CashReceipt = Exclude<TaxRecord, { readonly status: 'none' }>

/** A cash receipt over `part` of the sale, issued for personal deduction unless told otherwise. */
export function cashReceipt(priced: PricedSale, part: Money, rest: Partial<CashReceipt> = {}): CashReceipt {
  return {
    status: 'issued',
    documentNumber: 'T1-000042-1',
    use: 'personalDeduction',
    identifier: { kind: 'mobileNumber', masked: '010****5678' },
    selfIssued: false,
    amounts: portionOf(priced.split, part),
    approvalNumber: 'TB0000178',
    tradeDate: '20250314',
    ...rest,
  }
}

/** The same, still on its way: no approval number, no trade date. */
export function pendingCashReceipt(priced: PricedSale, part: Money): CashReceipt {
  const { approvalNumber: _number, tradeDate: _date, ...pending } = cashReceipt(priced, part)
  return { ...pending, status: 'pending' }
}

/** The same without a customer's number (자진발급). */
export function selfIssuedCashReceipt(priced: PricedSale, part: Money): CashReceipt {
  const { identifier: _identifier, ...anonymous } = cashReceipt(priced, part)
  return { ...anonymous, selfIssued: true }
}

export function record(priced: PricedSale, rest: Partial<SaleRecord> = {}): SaleRecord {
  return {
    saleId: 'T1-000042',
    terminalId: 'T1',
    operator: '이서연',
    language: 'ko',
    openedAt: SOLD_AT - 40_000,
    sale: priced,
    tenders: [cash(priced.split.total)],
    paidAt: SOLD_AT,
    tax: { status: 'none' },
    training: false,
    ...rest,
  }
}

export function original(saleRecord: SaleRecord, shop: ShopIdentity, utcOffsetMinutes = 540): ReceiptInput {
  return { record: saleRecord, shop, paper: { copyNumber: 0, printedAt: SOLD_AT + 2000 }, utcOffsetMinutes }
}

/**
 * Cash receipts for the tests: one ordinary sale of 11,000 won on 2026-03-05 at 14:30 in Korea, and whatever a test
 * changes about it.
 */
import { type AmountSplit, splitAmounts } from '../../src/domain/amount-split.js'
import { BusinessNumber } from '../../src/domain/identifiers/business-number.js'
import { CashReceiptCard } from '../../src/domain/identifiers/cash-receipt-card.js'
import { MobileNumber } from '../../src/domain/identifiers/mobile-number.js'
import { money } from '../../src/domain/money.js'
import type { Parsed } from '../../src/domain/parsed.js'
import type { ShopIdentity } from '../../src/domain/shop.js'
import type { CashReceiptRequest, RevocationRequest } from '../../src/ports/tax-authority.js'

/** 2026-03-05 14:30:15 in Korea. */
export const AFTERNOON = Date.UTC(2026, 2, 5, 5, 30, 15)
/** 2026-03-06 09:00:00 in Korea. */
export const NEXT_MORNING = Date.UTC(2026, 2, 6, 0, 0, 0)

export const PHONE = '01087654321'

function valid<T>(parsed: Parsed<T, string>): T {
  if (!parsed.ok) throw new Error(`the sample is invalid: ${parsed.problem}`)
  return parsed.value
}

export const mobile = (digits: string) => valid(MobileNumber.parse(digits))
export const business = (digits: string) => valid(BusinessNumber.parse(digits))
export const card = (digits: string) => valid(CashReceiptCard.parse(digits))

export const SHOP: ShopIdentity = {
  name: '한빛상회',
  businessNumber: business('1168200276'),
  ownerName: '김한빛',
  address: '서울특별시 중구 세종대로 1',
  telephone: '02-123-4567',
}

/** KRW: VAT-inclusive taxable part, tax-free part, service charge. */
export function won(taxable: number, taxFree = 0, service = 0): AmountSplit {
  return splitAmounts(money(taxable, 'KRW'), money(taxFree, 'KRW'), money(service, 'KRW'), 1000)
}

export function receipt(documentNumber: string, changes: Partial<CashReceiptRequest> = {}): CashReceiptRequest {
  return {
    documentNumber,
    use: 'personalDeduction',
    identifier: mobile(PHONE),
    seller: SHOP,
    amounts: won(11_000),
    tradedAt: AFTERNOON,
    itemName: '아메리카노 외 2건',
    ...changes,
  }
}

export function revocation(documentNumber: string, changes: Partial<RevocationRequest> = {}): RevocationRequest {
  return {
    documentNumber,
    originalDocumentNumber: 'T1-ORIGINAL',
    originalApprovalNumber: 'TB0000001',
    originalTradeDate: '20260305',
    reason: 1,
    ...changes,
  }
}

/** A signal nobody aborts. */
export const patience = (): AbortSignal => new AbortController().signal

/** What goes out for a sale, field by field, and what never can. */
import { describe, expect, it } from 'vitest'
import { issueFields, revokeFields } from '../../drivers/tax-authorities/popbill/cashbill-fields.js'
import { money } from '../../src/domain/money.js'
import { business, receipt, revocation, SHOP, won } from './cash-receipt-samples.js'

describe('an issue', () => {
  it('carries every field as a string', () => {
    expect(issueFields(receipt('D-1', { amounts: won(11_000, 2_000, 500) }))).toEqual({
      mgtKey: 'D-1',
      tradeType: '승인거래',
      tradeUsage: '소득공제용',
      tradeOpt: '일반',
      taxationType: '과세',
      supplyCost: '12000',
      tax: '1000',
      serviceFee: '500',
      totalAmount: '13500',
      tradeDT: '20260305143015',
      identityNum: '01087654321',
      franchiseCorpNum: '1168200276',
      franchiseCorpName: '한빛상회',
      franchiseCEOName: '김한빛',
      franchiseAddr: '서울특별시 중구 세종대로 1',
      franchiseTEL: '02-123-4567',
      itemName: '아메리카노 외 2건',
      orderNumber: 'D-1',
    })
  })

  it('is 비과세 without VAT', () => {
    expect(issueFields(receipt('D-1', { amounts: won(0, 9_000) }))).toMatchObject({
      taxationType: '비과세',
      supplyCost: '9000',
      tax: '0',
      totalAmount: '9000',
    })
  })

  it('is 지출증빙용 for a business', () => {
    const fields = issueFields(receipt('D-1', { use: 'businessExpense', identifier: business('1178178260') }))
    expect(fields).toMatchObject({ tradeUsage: '지출증빙용', identityNum: '1178178260' })
  })

  it.each([
    [Date.UTC(2026, 2, 5, 14, 59, 59), '20260305235959'],
    [Date.UTC(2026, 2, 5, 15, 0, 0), '20260306000000'],
    [Date.UTC(2026, 11, 31, 15, 0, 0), '20270101000000'],
    [Date.UTC(2028, 1, 28, 15, 0, 0), '20280229000000'],
  ])('writes %d in Korean time', (tradedAt, tradeDT) => {
    expect(issueFields(receipt('D-1', { tradedAt }))).toMatchObject({ tradeDT })
  })

  it('cannot be in another currency, nor without a seller’s number', () => {
    const zero = money(0, 'CNY')
    const amounts = {
      total: money(100, 'CNY'),
      supply: money(100, 'CNY'),
      vat: zero,
      taxFree: zero,
      serviceCharge: zero,
    }
    expect(() => issueFields(receipt('D-1', { amounts }))).toThrow(
      expect.objectContaining({ code: 'tax.currencyUnsupported' }),
    )
    const { businessNumber: _none, ...seller } = SHOP
    expect(() => issueFields(receipt('D-1', { seller }))).toThrow(
      expect.objectContaining({ code: 'tax.sellerNumberMissing' }),
    )
  })
})

describe('a revocation', () => {
  it('of the whole names the original and the reason', () => {
    expect(revokeFields(revocation('R-1', { reason: 2 }))).toEqual({
      mgtKey: 'R-1',
      orgConfirmNum: 'TB0000001',
      orgTradeDate: '20260305',
      cancelType: '2',
    })
  })

  it('of a part carries the part', () => {
    expect(revokeFields(revocation('R-1', { partial: won(5_500, 1_000) }))).toEqual({
      mgtKey: 'R-1',
      orgConfirmNum: 'TB0000001',
      orgTradeDate: '20260305',
      cancelType: '1',
      isPartCancel: true,
      supplyCost: '6000',
      tax: '500',
      serviceFee: '0',
      totalAmount: '6500',
    })
  })
})

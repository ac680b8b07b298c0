/** The cash receipt on a slip: taken back, issued anew, or still on its way. */
import { describe, expect, it } from 'vitest'
import type { AmendmentRecord } from '../../src/domain/amendment-record.js'
import { LANGUAGES } from '../../src/domain/language.js'
import { SLIP_TEXTS } from '../../src/receipt/texts/amendment.js'
import {
  amountUnder,
  coffee,
  coffeeTotal,
  composed,
  issuance,
  NOTHING,
  revocation,
  stillDue,
  voided,
} from './amendment-samples.js'
import { blocksOf, fieldValues, textsOf } from './receipt-text.js'

describe('the cash receipt of an amended sale', () => {
  const corrected = (taxSteps: AmendmentRecord['taxSteps'], rest: Partial<AmendmentRecord> = {}) =>
    composed(voided({ kind: 'correction', payouts: [], total: NOTHING, taxSteps, taxStatus: 'done', ...rest }))

  it('taken back shows both approvals, the reason, and its parts below nought', () => {
    const document = corrected([revocation(coffee, coffeeTotal, { reason: 2 })])
    expect(blocksOf(document, 'heading').map(({ text }) => text)).toContain('현금영수증(소득공제) 취소')
    expect(fieldValues(document, '승인번호')).toEqual(['TB0000203'])
    expect(fieldValues(document, '거래일자')).toEqual(['2025-03-15'])
    expect(fieldValues(document, '원승인번호')).toEqual(['TB0000178'])
    expect(fieldValues(document, '원거래일자')).toEqual(['2025-03-14'])
    expect(fieldValues(document, '취소사유')).toEqual(['오류발급'])
    expect(fieldValues(document, '신분확인번호')).toEqual(['010****5678'])
    expect(amountUnder(document, '공급가액')).toEqual(['-18,182'])
    expect(amountUnder(document, '부가세')).toEqual(['-1,818'])
    expect(amountUnder(document, '합계')).toEqual(['-20,000원'])
  })

  it.each([
    [1, '거래취소'],
    [2, '오류발급'],
    [3, '기타'],
  ] as const)('taken back for reason %i says %s', (reason, words) => {
    expect(fieldValues(corrected([revocation(coffee, coffeeTotal, { reason })]), '취소사유')).toEqual([words])
  })

  it('corrected shows the document taken back and the new one, each with its use and number', () => {
    const document = corrected([revocation(coffee, coffeeTotal), issuance(coffee, coffeeTotal)])
    const headings = blocksOf(document, 'heading').map(({ text }) => text)
    expect(headings).toEqual(['현금영수증 정정', '현금영수증(소득공제) 취소', '현금영수증(지출증빙)'])
    expect(fieldValues(document, '신분확인번호')).toEqual(['010****5678', '117-81-*****'])
    expect(amountUnder(document, '합계')).toEqual(['-20,000원', '20,000원'])
    expect(textsOf(document).filter((text) => text.includes('126'))).toHaveLength(1)
  })

  it.each(LANGUAGES)('still to be submitted says so and shows no approval number of its own (%s)', (language) => {
    const { cashReceipt, amendment: words } = SLIP_TEXTS[language]
    // A number left over from an earlier attempt must not come through either.
    const left = { approvalNumber: 'TB0000999' }
    const taxSteps = [
      { ...stillDue(revocation(coffee, coffeeTotal)), ...left },
      { ...stillDue(issuance(coffee, coffeeTotal)), ...left },
    ]
    const document = corrected(taxSteps, { language, taxStatus: 'pending' })
    const headings = blocksOf(document, 'heading').map(({ text }) => text)
    expect(headings).toContain(words.tax.revocationPending(cashReceipt.uses.personalDeduction))
    expect(headings).toContain(cashReceipt.pending)
    expect(fieldValues(document, cashReceipt.documentNumber)).toEqual(['T1-R000045-1', 'T1-R000045-2'])
    expect(fieldValues(document, words.tax.originalApprovalNumber)).toEqual(['TB0000178'])
    expect(textsOf(document).join('\n')).not.toContain('TB0000999')
  })

  it('that is being seen to, without a step named yet, says so', () => {
    const headings = blocksOf(corrected([], { taxStatus: 'pending' }), 'heading').map(({ text }) => text)
    expect(headings).toContain('현금영수증 처리 중')
  })

  it('issued again to the shop itself says so', () => {
    const { identifier: _identifier, ...anonymous } = issuance(coffee, coffeeTotal)
    const document = corrected([{ ...anonymous, selfIssued: true, use: 'personalDeduction' }])
    expect(fieldValues(document, '발급구분')).toEqual(['자진발급'])
  })

  it('that is done without an approval number is a bug, not a paper', () => {
    for (const step of [revocation(coffee, coffeeTotal), issuance(coffee, coffeeTotal)]) {
      const { approvalNumber: _number, ...broken } = step
      expect(() => corrected([broken])).toThrow('no approval number')
    }
  })

  it('is not mentioned where there is none', () => {
    expect(textsOf(composed(voided())).join('\n')).not.toContain('현금영수증')
  })
})

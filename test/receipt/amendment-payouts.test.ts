/** Money on a slip: the numbers of both transactions, what is still due, who signs. */
import { describe, expect, it } from 'vitest'
import type { AmendmentRecord } from '../../src/domain/amendment-record.js'
import { LANGUAGES } from '../../src/domain/language.js'
import { composeAmendment } from '../../src/receipt/compose-amendment.js'
import { SLIP_TEXTS } from '../../src/receipt/texts/amendment.js'
import {
  amendment,
  amountUnder,
  cardPayout,
  coffeeCard,
  coffeeTotal,
  composed,
  handPayout,
  NOTHING,
  slip,
  voided,
} from './amendment-samples.js'
import { blocksOf, fieldValues, textsOf } from './receipt-text.js'
import { CHINESE_SHOP, chineseCard, fen, line, sale, won } from './sample-receipts.js'

describe('money back to a card', () => {
  it('carries the numbers of the purchase beside its own', () => {
    const document = composed(voided())
    expect(fieldValues(document, '거래구분')).toEqual(['승인취소'])
    expect(fieldValues(document, '승인번호')).toEqual(['30019876'])
    expect(fieldValues(document, '승인일시')).toEqual(['2025-03-15 10:05:08'])
    expect(fieldValues(document, '원승인번호')).toEqual(['30012345'])
    expect(fieldValues(document, '원거래일자')).toEqual(['2025-03-14'])
    expect(fieldValues(document, '카드번호')).toEqual(['536112******1234'])
    expect(amountUnder(document, '취소금액')).toEqual(['-20,000원', '-20,000원'])
  })

  it.each([
    [20_000, '매입취소'],
    [19_999, '부분취소'],
  ])('after settlement, %i won of 20,000, is a %s', (part, transaction) => {
    const payout = cardPayout(coffeeCard, 0, { manner: 'refund', amount: won(part) })
    const document = composed(voided({ kind: 'refund', payouts: [payout], total: won(part) }))
    expect(fieldValues(document, '거래구분')).toEqual([transaction])
  })

  it.each(LANGUAGES)('in yuan carries voucher and reference numbers of both, and is signed, also in %s', (language) => {
    const apples = sale('CNY', [line('苹果', fen(950))])
    const unionPay = chineseCard(fen(950))
    const record = amendment(apples, [unionPay], {
      ...{ kind: 'refund', language },
      payouts: [cardPayout(unionPay, 0, { manner: 'refund' })],
    })
    const document = composeAmendment(slip(record, CHINESE_SHOP, 480))
    const texts = SLIP_TEXTS[language]
    expect(fieldValues(document, texts.card.stan)).toEqual(['000455'])
    expect(fieldValues(document, texts.card.rrn)).toEqual(['031411000455'])
    expect(fieldValues(document, texts.amendment.card.originalStan)).toEqual(['000137'])
    expect(fieldValues(document, texts.amendment.card.originalRrn)).toEqual(['031411000137'])
    expect(blocksOf(document, 'signature').map(({ label }) => label)).toEqual([texts.card.signature])
  })

  it('that is under way says so, shows no approval and is not signed for', () => {
    // An approval left over from an earlier attempt must not come through either.
    const document = composed(voided({ payouts: [cardPayout(coffeeCard, 0, { state: 'due' })] }))
    expect(blocksOf(document, 'heading').map(({ text }) => text)).toContain('신용카드 취소 처리 중')
    expect(textsOf(document).join('\n')).not.toContain('30019876')
    expect(fieldValues(document, '원승인번호')).toEqual(['30012345'])
    expect(textsOf(document)).toContain(
      '카드사 처리가 아직 끝나지 않았습니다. 결과는 위 취소번호로 매장에 문의해 주세요.',
    )
  })

  it('that a person settled says so instead of showing an approval', () => {
    const { approval: _approval, ...payout } = cardPayout(coffeeCard, 0, { state: 'settledByPerson' })
    const document = composed(voided({ payouts: [payout] }))
    expect(textsOf(document)).toContain('직원이 처리 결과를 확인했습니다.')
    expect(fieldValues(document, '승인번호')).toEqual([])
  })

  it('that is done without an approval is a bug, not a paper', () => {
    const { approval: _approval, ...payout } = cardPayout(coffeeCard, 0)
    expect(() => composed(voided({ payouts: [payout] }))).toThrow('without an approval')
  })

  it('still has a slip where the goods had been paid with credit of an earlier exchange', () => {
    const record = voided({
      sale: {
        ...voided().sale,
        tenders: [{ kind: 'credit', tender: 0, amount: coffeeTotal, amendmentId: 'T1-R000001', origin: 'card' }],
      },
    })
    expect(fieldValues(composed(record), '승인번호')).toEqual(['30019876'])
    expect(fieldValues(composed(record), '원승인번호')).toEqual([])
  })
})

describe('money back by hand', () => {
  it('is signed for when cash was handed out, and not while it is due', () => {
    const signed = (payouts: AmendmentRecord['payouts']) =>
      blocksOf(composed(voided({ payouts })), 'signature').map(({ label }) => label)
    expect(signed([handPayout('cash', coffeeTotal)])).toEqual(['고객 서명'])
    expect(signed([handPayout('cash', coffeeTotal, { state: 'due' })])).toEqual([])
    expect(signed([handPayout('transfer', coffeeTotal)])).toEqual([])
    expect(signed([handPayout('cash', NOTHING)])).toEqual([])
  })

  it('that is still to be paid says so, with what to ask for', () => {
    const document = composed(
      voided({ kind: 'refund', payouts: [handPayout('transfer', coffeeTotal, { state: 'due' })] }),
    )
    expect(amountUnder(document, '계좌이체 환불 예정')).toEqual(['-20,000원'])
    expect(amountUnder(document, '계좌이체 환불')).toEqual([])
    expect(textsOf(document).join('\n')).toContain('위 환불번호로')
  })
})

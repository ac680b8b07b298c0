/** What a slip must and must not say: which amendment of which sale, why, what came back, and whom to turn to. */
import { describe, expect, it } from 'vitest'
import { AMENDMENT_KINDS, type AmendmentRecord } from '../../src/domain/amendment-record.js'
import { LANGUAGES } from '../../src/domain/language.js'
import { KNOWN_AMENDMENT_REASONS } from '../../src/receipt/amendment-reason.js'
import { composeAmendment } from '../../src/receipt/compose-amendment.js'
import { SLIP_TEXTS } from '../../src/receipt/texts/amendment.js'
import {
  amendment,
  amountUnder,
  coffee,
  coffeeCard,
  coffeeTotal,
  composed,
  handPayout,
  NOTHING,
  returned,
  slip,
  voided,
} from './amendment-samples.js'
import { blocksOf, fieldValues, textsOf } from './receipt-text.js'
import { CHINESE_SHOP, cash, ENGLISH_SHOP, KOREAN_SHOP, line, sale, won } from './sample-receipts.js'

describe('a slip', () => {
  it.each([
    ['void', '승인취소 영수증', '취소번호', '消费撤销小票', 'VOID'],
    ['refund', '환불 영수증', '환불번호', '退款小票', 'REFUND'],
    ['return', '반품 영수증', '반품번호', '退货小票', 'RETURN'],
    ['exchange', '교환 영수증', '교환번호', '换货小票', 'EXCHANGE'],
    ['correction', '현금영수증 정정', '정정번호', '现金收据更正单', 'CASH RECEIPT CORRECTION'],
    ['refusal', '환불 불가 안내', '접수번호', '无法退款说明', 'REFUND REFUSED'],
  ] as const)('of a %s is titled so, and carries its own and the sale’s number', (kind, ko, number, zh, en) => {
    const title = (language: AmendmentRecord['language']) =>
      blocksOf(composed(voided({ kind, language })), 'heading')[0]?.text
    expect([title('ko'), title('zh'), title('en')]).toEqual([ko, zh, en])
    const document = composed(voided({ kind }))
    expect(fieldValues(document, number)).toEqual(['T1-R000045'])
    expect(fieldValues(document, '원거래번호')).toEqual(['T1-000042'])
    expect(fieldValues(document, '원거래일시')).toEqual(['2025-03-14 12:30:45'])
  })

  it('prints the same document every time', () => {
    expect(composed(voided())).toEqual(composed(voided()))
  })

  it('speaks of no approval where a void undoes none', () => {
    const record = voided({ payouts: [handPayout('cash', coffeeTotal)] })
    expect(textsOf(composed(record)).join('\n')).not.toContain('승인')
  })

  it('tells when it was handled, and before that when it was asked for', () => {
    const { settledAt: _settledAt, ...open } = voided({ state: 'open' })
    expect(fieldValues(composed(voided()), '처리일시')).toEqual(['2025-03-15 10:05:10'])
    expect(fieldValues(composed(open), '처리일시')).toEqual([])
    expect(fieldValues(composed(open), '접수일시')).toEqual(['2025-03-15 10:04:20'])
  })

  it.each(KNOWN_AMENDMENT_REASONS)('has words for %s in every language', (reason) => {
    for (const language of LANGUAGES) {
      const words = SLIP_TEXTS[language].amendment
      expect(fieldValues(composed(voided({ language, reason })), words.reason)).toEqual([words.reasons[reason]])
    }
  })

  it('gives any other reason in the operator’s own words', () => {
    expect(fieldValues(composed(voided({ reason: '손님이 두 번 결제함' })), '사유')).toEqual(['손님이 두 번 결제함'])
  })

  it('names the supervisor where there was one', () => {
    expect(fieldValues(composed(voided()), '승인자')).toEqual([])
    expect(fieldValues(composed(voided({ approvedBy: '박점장' })), '승인자')).toEqual(['박점장'])
  })

  it.each(AMENDMENT_KINDS)('of a %s that was called off is a bug, not a paper', (kind) => {
    expect(() => composed(voided({ kind, state: 'calledOff' }))).toThrow('called off')
  })
})

describe('goods taken back', () => {
  it('are listed below nought', () => {
    const cups = returned(coffee, 0, { quantityThousandths: 2000, amount: won(9000) })
    const [items] = blocksOf(composed(voided({ kind: 'return', lines: [cups], total: won(9000) })), 'items')
    expect(items?.items).toEqual([
      { name: '아메리카노', unitPrice: '4,500', quantity: '-2', amount: '-9,000', adjustments: [] },
    ])
  })

  it('are said to be after discounts only where there was one', () => {
    const note = SLIP_TEXTS.ko.amendment.goods.afterDiscounts
    const reduced = sale('KRW', [line('책', won(9000), { discount: won(1000) }), line('펜', won(1000))])
    const says = (priced: typeof coffee, index: number) => {
      const lines = [returned(priced, index)]
      return textsOf(composed(amendment(priced, [coffeeCard], { kind: 'return', lines }))).includes(note)
    }
    expect([says(coffee, 0), says(reduced, 0), says(reduced, 1)]).toEqual([false, true, false])
    expect(says(sale('KRW', [line('책', won(9000))], { discount: won(500) }), 0)).toBe(true)
  })

  it('that were never sold are a bug, not a paper', () => {
    const lines = [returned(coffee, 0, { line: 7 })]
    expect(() => composed(voided({ kind: 'return', lines }))).toThrow('does not have')
  })

  it('take the total apart only where all of the sale goes back', () => {
    expect(amountUnder(composed(voided()), '공급가액')).toEqual(['-18,182'])
    expect(amountUnder(composed(voided({ kind: 'refund', total: won(500) })), '공급가액')).toEqual([])
  })
})

describe('an exchange', () => {
  const credit = { kind: 'credit', tender: 0, amount: won(12_000), amendmentId: 'T1-R000045', origin: 'cash' } as const
  const exchanged = (credits: readonly (typeof credit | (Omit<typeof credit, 'origin'> & { origin: 'card' }))[]) =>
    composed(
      voided({
        kind: 'exchange',
        lines: [returned(coffee, 0)],
        payouts: [handPayout('cash', won(8000))],
        exchange: { saleId: 'T1-000051', credits },
      }),
    )

  it('names the new sale, what paid for it, and what is left', () => {
    const document = exchanged([credit])
    expect(fieldValues(document, '교환 판매번호')).toEqual(['T1-000051'])
    expect(amountUnder(document, '반품금액')).toEqual(['-20,000원'])
    expect(amountUnder(document, '교환 상품 결제에 사용')).toEqual(['12,000원'])
    expect(amountUnder(document, '지급 차액')).toEqual(['-8,000원'])
  })

  it('keeps credit of different origin apart', () => {
    const document = exchanged([
      { ...credit, amount: won(7000) },
      { ...credit, amount: won(5000), origin: 'card' },
    ])
    expect(amountUnder(document, '교환 상품 결제에 사용(현금분)')).toEqual(['7,000원'])
    expect(amountUnder(document, '교환 상품 결제에 사용(카드분)')).toEqual(['5,000원'])
  })

  it('whose new goods are not rung up yet says so', () => {
    expect(textsOf(composed(voided({ kind: 'exchange' })))).toContain('교환 상품 결제가 아직 끝나지 않았습니다.')
  })
})

describe('a refusal', () => {
  const refused = (language: AmendmentRecord['language'], shop = KOREAN_SHOP) =>
    textsOf(
      composeAmendment(
        slip(
          amendment(coffee, [cash(coffeeTotal)], { kind: 'refusal', language, reason: 'used', total: NOTHING }),
          shop,
        ),
      ),
    )

  it.each([
    ['ko', '사용했거나 훼손된 상품', '1372'],
    ['zh', '商品已使用或损坏', '1372'],
    ['en', 'Goods used or damaged', '1372'],
  ] as const)('in %s gives its reason once, and whom to ask', (language, reason, hotline) => {
    const texts = refused(language)
    expect(texts.filter((text) => text === reason)).toHaveLength(1)
    expect(texts).toContain(SLIP_TEXTS[language].amendment.refusal.contact)
    expect(texts.some((text) => text.includes(hotline))).toBe(true)
  })

  it('names the consumer line of the shop’s country, and none where it is unknown', () => {
    expect(refused('zh', CHINESE_SHOP).join('\n')).toContain('12315')
    expect(refused('zh', CHINESE_SHOP).join('\n')).not.toContain('1372')
    expect(refused('en', ENGLISH_SHOP).join('\n')).not.toMatch(/1372|12315/)
  })

  it('moves no money and thanks nobody for it', () => {
    const document = composed(
      amendment(coffee, [cash(coffeeTotal)], { kind: 'refusal', reason: 'used', total: NOTHING }),
    )
    expect(blocksOf(document, 'amounts')).toEqual([])
    expect(textsOf(document)).not.toContain(SLIP_TEXTS.ko.thanks)
  })
})

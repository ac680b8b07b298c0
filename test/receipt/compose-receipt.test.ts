/** What a receipt must and must not say, whatever its looks: marks, signatures, approval numbers, who is named how. */
import { describe, expect, it } from 'vitest'
import { SELF_ISSUE_NUMBER } from '../../src/domain/identifiers/mobile-number.js'
import { LANGUAGES } from '../../src/domain/language.js'
import type { SaleRecord } from '../../src/domain/sale-record.js'
import { composeReceipt } from '../../src/receipt/compose-receipt.js'
import { KNOWN_COPY_REASONS } from '../../src/receipt/copy-reason.js'
import { RECEIPT_TEXTS } from '../../src/receipt/texts.js'
import { blocksOf, fieldValues, textsOf } from './receipt-text.js'
import {
  CHINESE_SHOP,
  cash,
  cashReceipt,
  chineseCard,
  fen,
  KOREAN_SHOP,
  koreanCard,
  line,
  original,
  pendingCashReceipt,
  record,
  SOLD_AT,
  sale,
  selfIssuedCashReceipt,
  won,
} from './sample-receipts.js'

const coffee = sale('KRW', [line('아메리카노', won(4500))])

function composed(saleRecord: SaleRecord) {
  return composeReceipt(original(saleRecord, KOREAN_SHOP))
}

describe('a paid sale', () => {
  it('is the only kind that has a receipt', () => {
    const { paidAt: _paidAt, ...open } = record(coffee)
    expect(() => composeReceipt(original(open, KOREAN_SHOP))).toThrow('not paid')
  })

  it('prints the same document every time', () => {
    const input = original(record(coffee), KOREAN_SHOP)
    expect(composeReceipt(input)).toEqual(composeReceipt(input))
  })

  it.each([
    [540, '2025-03-14 12:30:45'],
    [480, '2025-03-14 11:30:45'],
    [0, '2025-03-14 03:30:45'],
    [-300, '2025-03-13 22:30:45'],
  ])('tells its time %i minutes from UTC as %s', (utcOffsetMinutes, expected) => {
    const document = composeReceipt(original(record(coffee), KOREAN_SHOP, utcOffsetMinutes))
    expect(fieldValues(document, '거래일시')).toEqual([expected])
  })

  it('names a Korean shop by its business number and owner, in clear', () => {
    const document = composed(record(coffee))
    expect(fieldValues(document, '사업자등록번호')).toEqual(['116-82-00276'])
    expect(fieldValues(document, '대표자')).toEqual([KOREAN_SHOP.ownerName])
  })

  it('names a Chinese shop by its credit code', () => {
    const priced = sale('CNY', [line('苹果', fen(950))])
    const document = composeReceipt(original(record(priced, { language: 'zh' }), CHINESE_SHOP, 480))
    expect(fieldValues(document, '统一社会信用代码')).toEqual(['91110000600037341L'])
    expect(textsOf(document)).not.toContain(CHINESE_SHOP.ownerName)
  })

  it('leaves out what nobody filled in', () => {
    const document = composeReceipt(original(record(coffee, { operator: ' ' }), { ...KOREAN_SHOP, telephone: '' }))
    expect(textsOf(document)).not.toContain('전화')
    expect(textsOf(document)).not.toContain('계산원')
  })
})

describe('a card payment', () => {
  it.each([
    [50_000, false],
    [50_001, true],
  ])('of %i won is signed for: %s', (amount, signed) => {
    const priced = sale('KRW', [line('책', won(amount))])
    const document = composed(record(priced, { tenders: [koreanCard(won(amount))] }))
    expect(blocksOf(document, 'signature')).toHaveLength(signed ? 1 : 0)
    expect(textsOf(document).includes('무서명 거래')).toBe(!signed)
  })

  it.each([
    ['contactless', 100_000, '免密免签'],
    ['contactless', 100_001, '持卡人签名'],
    ['chip', 100, '持卡人签名'],
  ] as const)('by %s of %i fen says %s', (entryMode, amount, expected) => {
    const priced = sale('CNY', [line('苹果', fen(amount))])
    const tender = chineseCard(fen(amount), { card: { maskedPan: '622848******1234', entryMode, hasChip: true } })
    const document = composeReceipt(original(record(priced, { language: 'zh', tenders: [tender] }), CHINESE_SHOP, 480))
    expect(textsOf(document)).toContain(expected)
  })

  it.each([
    ['chip', 'IC', '/C', 'Chip'],
    ['contactless', 'NFC', '/N', 'Contactless'],
    ['swipe', 'MS', '/S', 'Swipe'],
  ] as const)('by %s says so as every language does', (entryMode, ko, zh, en) => {
    const tender = koreanCard(won(4500), { card: { maskedPan: '536112******1234', entryMode, hasChip: true } })
    const document = (language: SaleRecord['language']) => composed(record(coffee, { language, tenders: [tender] }))
    expect(fieldValues(document('ko'), '카드번호')).toEqual([`536112******1234(${ko})`])
    expect(fieldValues(document('zh'), '卡号')).toEqual([`536112******1234 ${zh}`])
    expect(fieldValues(document('en'), 'Entry mode')).toEqual([en])
  })

  it.each(LANGUAGES)('in won always tells its instalments, also in %s', (language) => {
    const { card } = RECEIPT_TEXTS[language]
    const atOnce = composed(record(coffee, { language, tenders: [koreanCard(won(4500))] }))
    const later = composed(record(coffee, { language, tenders: [koreanCard(won(4500), { instalmentMonths: 3 })] }))
    expect(fieldValues(atOnce, card.instalment)).toEqual([card.paidAtOnce])
    expect(fieldValues(later, card.instalment)).toEqual([card.months(3)])
  })

  it.each(LANGUAGES)('in yuan always carries voucher and reference numbers, also in %s', (language) => {
    const priced = sale('CNY', [line('苹果', fen(950))])
    const document = composeReceipt(
      original(record(priced, { language, tenders: [chineseCard(fen(950))] }), CHINESE_SHOP, 480),
    )
    expect(fieldValues(document, RECEIPT_TEXTS[language].card.stan)).toEqual(['000137'])
    expect(fieldValues(document, RECEIPT_TEXTS[language].card.rrn)).toEqual(['031411000137'])
  })

  it('has a slip of its own, one for each card', () => {
    const document = composed(record(coffee, { tenders: [koreanCard(won(4000)), koreanCard(won(500))] }))
    expect(fieldValues(document, '승인번호')).toHaveLength(2)
    const headings = blocksOf(document, 'heading').filter(({ text }) => text === '신용카드 매출전표')
    expect(headings).toHaveLength(2)
  })
})

describe('a cash receipt', () => {
  const total = coffee.split.total

  it.each(LANGUAGES)('that is pending shows its document number and no approval number (%s)', (language) => {
    const words = RECEIPT_TEXTS[language].cashReceipt
    // A number left over from an earlier attempt must not come through either.
    const tax = { ...pendingCashReceipt(coffee, total), approvalNumber: 'TB0000178' }
    const document = composed(record(coffee, { language, tax }))
    expect(fieldValues(document, words.documentNumber)).toEqual(['T1-000042-1'])
    expect(fieldValues(document, words.approvalNumber)).toEqual([])
    expect(textsOf(document).join('\n')).not.toContain('TB0000178')
    expect(textsOf(document)).toContain(words.pending)
    expect(textsOf(document)).toContain(words.next)
  })

  it.each([
    ['personalDeduction', '현금영수증(소득공제)'],
    ['businessExpense', '현금영수증(지출증빙)'],
  ] as const)('for %s is titled %s', (use, title) => {
    const document = composed(record(coffee, { tax: cashReceipt(coffee, total, { use }) }))
    expect(blocksOf(document, 'heading').map(({ text }) => text)).toContain(title)
    expect(fieldValues(document, '승인번호')).toEqual(['TB0000178'])
    expect(fieldValues(document, '거래일자')).toEqual(['2025-03-14'])
    expect(textsOf(document).some((text) => text.includes('126'))).toBe(true)
  })

  it('that the shop issued to itself says so, under the number meant for that', () => {
    const document = composed(record(coffee, { tax: selfIssuedCashReceipt(coffee, total) }))
    expect(fieldValues(document, '발급구분')).toEqual(['자진발급'])
    expect(fieldValues(document, '신분확인번호').map((shown) => shown.replaceAll('-', ''))).toEqual([SELF_ISSUE_NUMBER])
  })

  it('shows the customer only masked', () => {
    const document = composed(record(coffee, { tax: cashReceipt(coffee, total) }))
    expect(fieldValues(document, '신분확인번호')).toEqual(['010****5678'])
  })

  it('that is issued without an approval number is a bug, not a paper', () => {
    const { approvalNumber: _number, ...broken } = cashReceipt(coffee, total)
    expect(() => composed(record(coffee, { tax: broken }))).toThrow('no approval number')
  })

  it('is not mentioned where there is none', () => {
    expect(textsOf(composed(record(coffee))).join('\n')).not.toContain('현금영수증')
  })
})

describe('the marks of a paper', () => {
  const paper = (copyNumber: number, copyReason?: string) => ({
    ...original(record(coffee), KOREAN_SHOP),
    paper: { copyNumber, printedAt: SOLD_AT + 60_000, ...(copyReason === undefined ? {} : { copyReason }) },
  })

  it('are absent on an original of a real sale', () => {
    expect(blocksOf(composed(record(coffee)), 'mark')).toEqual([])
  })

  it('open and close a copy, with its number, time and reason', () => {
    const { blocks } = composeReceipt(paper(2, 'customerRequest'))
    expect(blocks[0]).toEqual({
      kind: 'mark',
      mark: 'copy',
      text: '재발행 #2',
      details: ['재발행일시 2025-03-14 12:31:45', '사유 고객 요청'],
    })
    expect(blocks.at(-1)).toEqual(blocks[0])
  })

  it('give the reason in the operator’s own words where it is not a usual one', () => {
    const [mark] = blocksOf(composeReceipt(paper(1, '손님이 비에 젖게 함')), 'mark')
    expect(mark?.details).toContain('사유 손님이 비에 젖게 함')
  })

  it('give no reason where none is known', () => {
    const [mark] = blocksOf(composeReceipt(paper(1)), 'mark')
    expect(mark?.details).toEqual(['재발행일시 2025-03-14 12:31:45'])
  })

  it.each(KNOWN_COPY_REASONS)('have words for %s in every language', (reason) => {
    for (const language of LANGUAGES) {
      const input = { ...paper(1, reason), record: record(coffee, { language }) }
      const { copy } = RECEIPT_TEXTS[language]
      const [mark] = blocksOf(composeReceipt(input), 'mark')
      expect(mark?.details.at(-1)).toBe(`${copy.reason} ${copy.reasons[reason]}`)
    }
  })

  it.each([
    ['ko', '연습 거래', '재발행 #3'],
    ['zh', '练习', '重打印 第3次'],
    ['en', 'TRAINING', 'COPY 3'],
  ] as const)('speak %s', (language, training, copy) => {
    const input = { ...paper(3), record: record(coffee, { language, training: true }) }
    const marks = blocksOf(composeReceipt(input), 'mark').map(({ text }) => text)
    expect(marks.slice(0, 2)).toEqual([training, copy])
    expect(marks.slice(-2)).toEqual([training, copy])
  })

  it('of a practice sale head every payment too, so that none can be torn off unmarked', () => {
    const tenders = [koreanCard(won(1500)), cash(won(3000))]
    const tax = cashReceipt(coffee, won(3000))
    const { blocks } = composed(record(coffee, { training: true, tenders, tax }))
    const sections = blocks.flatMap((block, index) =>
      block.kind === 'rule' && block.weight === 'heavy' ? [blocks[index + 1]] : [],
    )
    expect(sections.slice(0, -1).map((block) => block?.kind === 'mark' && block.mark)).toEqual([
      'training',
      'training',
      'training',
    ])
  })
})

describe('the digital receipt', () => {
  it('is a code to scan when there is one', () => {
    const receiptUrl = 'https://r.example/a'
    const document = composeReceipt({ ...original(record(coffee, { language: 'zh' }), KOREAN_SHOP), receiptUrl })
    expect(blocksOf(document, 'qr')).toEqual([{ kind: 'qr', data: receiptUrl, caption: '扫码查看电子小票' }])
    expect(blocksOf(composed(record(coffee)), 'qr')).toEqual([])
  })
})

describe('the way to an invoice', () => {
  const invoicePage = 'https://kp.example.cn/scan?o=T1-42'

  it('is a code of its own below the payment, on copies too', () => {
    for (const copyNumber of [0, 1]) {
      const { blocks } = composeReceipt({
        ...original(record(coffee, { language: 'zh' }), CHINESE_SHOP),
        paper: { copyNumber, printedAt: 0 },
        receiptUrl: 'https://r.example/a',
        invoicePage,
      })
      const codes = blocks.flatMap((block) => (block.kind === 'qr' ? [block.caption] : []))
      expect(codes).toEqual(['微信或支付宝扫码，填写发票抬头', '扫码查看电子小票'])
      expect(blocks).toContainEqual({ kind: 'heading', text: '扫码开票' })
    }
  })

  it('is not on a practice receipt: nobody may get a real invoice for one', () => {
    const practice = record(coffee, { language: 'zh', training: true })
    expect(blocksOf(composeReceipt({ ...original(practice, CHINESE_SHOP), invoicePage }), 'qr')).toEqual([])
  })
})

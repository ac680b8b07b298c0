/** Block by block: how each one falls on narrow paper, above all where things do not fit. */
import { describe, expect, it } from 'vitest'
import type { Language } from '../../src/domain/language.js'
import type { PaperLine } from '../../src/domain/paper-line.js'
import type { ReceiptAmount, ReceiptBlock } from '../../src/domain/receipt-document.js'
import { layoutReceipt } from '../../src/receipt/layout-receipt.js'

/** The lines of one block on 32 columns, without the feed and cut behind it. */
function laidOut(block: ReceiptBlock, language: Language = 'ko'): PaperLine[] {
  return layoutReceipt({ language, blocks: [block] }, 32).slice(0, -2)
}

function texts(block: ReceiptBlock, language?: Language): string[] {
  return laidOut(block, language).map((line) => (line.kind === 'text' ? line.text : `<${line.kind}>`))
}

function amounts(...rows: ReceiptAmount[]): ReceiptBlock {
  return { kind: 'amounts', amounts: rows }
}

describe('the paper', () => {
  it.each([0, 23, 41.5, Number.NaN])('of %d columns is refused', (columns) => {
    expect(() => layoutReceipt({ language: 'ko', blocks: [] }, columns)).toThrow(RangeError)
  })

  it('ends with room for the cutter', () => {
    expect(layoutReceipt({ language: 'ko', blocks: [] }, 42)).toEqual([{ kind: 'feed', lines: 4 }, { kind: 'cut' }])
  })

  it('gives characters of the double-byte font two columns in Korean and Chinese, one in English', () => {
    const block = amounts({ label: '2×3·4', amount: '24' })
    expect(texts(block, 'ko')).toEqual([`2×3·4${' '.repeat(23)}24`])
    expect(texts(block, 'zh')).toEqual([`2×3·4${' '.repeat(23)}24`])
    expect(texts(block, 'en')).toEqual([`2×3·4${' '.repeat(25)}24`])
  })
})

describe('a title', () => {
  it('is doubled both ways where half the columns hold it', () => {
    const line = { kind: 'text', text: '행복커피 본점', bold: true, align: 'center', height: 2 }
    expect(laidOut({ kind: 'title', text: line.text })).toEqual([{ ...line, width: 2 }])
  })

  it('is doubled in height only, and wraps, where it is wider', () => {
    const rest = { kind: 'text', bold: true, align: 'center', height: 2 }
    expect(laidOut({ kind: 'title', text: '행복한커피로스터스 서울시청광장점' })).toEqual([
      { ...rest, text: '행복한커피로스터스' },
      { ...rest, text: '서울시청광장점' },
    ])
  })
})

describe('an amount', () => {
  it('goes to the right edge', () => {
    expect(texts(amounts({ label: '부가세', amount: '1,364' }))).toEqual([`부가세${' '.repeat(21)}1,364`])
  })

  it('goes whole to the next line where its label leaves no room', () => {
    expect(texts(amounts({ label: 'A rather long label for it', amount: '1,234,567' }))).toEqual([
      'A rather long label for it',
      `${' '.repeat(23)}1,234,567`,
    ])
  })

  it('that is the total is doubled both ways, in height only, or on a line of its own, as it fits', () => {
    const total = (amount: string, label = '합계') => laidOut(amounts({ label, amount, emphasis: 'total' }))
    expect(total('15,000원')).toEqual([{ kind: 'text', text: '합계    15,000원', bold: true, width: 2, height: 2 }])
    expect(total('999,999,999원')).toEqual([
      { kind: 'text', text: `합계${' '.repeat(15)}999,999,999원`, bold: true, height: 2 },
    ])
    expect(total('999,999,999원', '모두 합하여 받을 금액')).toEqual([
      { kind: 'text', text: '모두 합하여 받을 금액', bold: true, height: 2 },
      { kind: 'text', text: `${' '.repeat(19)}999,999,999원`, bold: true, height: 2 },
    ])
  })
})

describe('fields', () => {
  it('align their values and hang the rest of a long one below its beginning', () => {
    const fields = [
      { label: '주소', value: '서울특별시 중구 세종대로 110' },
      { label: '전화번호', value: '02-120-1234' },
    ]
    expect(texts({ kind: 'fields', fields })).toEqual([
      '주소     서울특별시 중구',
      '         세종대로 110',
      '전화번호 02-120-1234',
    ])
  })

  it('put a value that may not be broken below a label too long for it', () => {
    const fields = [
      { label: '统一社会信用代码', value: '91110000600037341L' },
      { label: '电话', value: '010-8888-1234' },
    ]
    expect(texts({ kind: 'fields', fields }, 'zh')).toEqual([
      '统一社会信用代码',
      '  91110000600037341L',
      '电话 010-8888-1234',
    ])
  })

  it('give a long label with a short value one line', () => {
    const fields = [{ label: '아주 기다란 항목의 이름', value: '없음' }]
    expect(texts({ kind: 'fields', fields })).toEqual(['아주 기다란 항목의 이름 없음'])
  })
})

describe('items', () => {
  const headings = { name: '품명', unitPrice: '단가', quantity: '수량', amount: '금액' }
  const item = { name: '우유', unitPrice: '2,500', quantity: '2', amount: '5,000', adjustments: [] }

  it('stand in a table, a long name on lines of its own', () => {
    const long = {
      ...item,
      name: '저지방 고칼슘 우유 1L',
      marker: '*',
      adjustments: [{ label: '할인', amount: '-500' }],
    }
    expect(texts({ kind: 'items', headings, items: [item, long] })).toEqual([
      '품명             단가 수량  금액',
      '-'.repeat(32),
      '우유            2,500    2 5,000',
      '*저지방 고칼슘 우유 1L',
      '                2,500    2 5,000',
      '  할인                      -500',
    ])
  })

  it('are stacked where the figures leave no room for names', () => {
    const dear = { ...item, unitPrice: '123,456,789', quantity: '1.125', amount: '138,888,887' }
    expect(texts({ kind: 'items', headings, items: [dear] })).toEqual([
      '우유',
      '  1.125 x 123,456,789',
      `${' '.repeat(21)}138,888,887`,
    ])
  })
})

describe('the room to sign', () => {
  it('lies below what is agreed to', () => {
    expect(texts({ kind: 'signature', declaration: '위 금액의 결제에 동의합니다.', label: '서명' })).toEqual([
      '위 금액의 결제에 동의합니다.',
      '<feed>',
      `서명 ${'_'.repeat(27)}`,
    ])
  })
})

describe('marks', () => {
  it('of practice are a black band from edge to edge', () => {
    expect(laidOut({ kind: 'mark', mark: 'training', text: '연습 거래', details: [] })).toEqual([
      { kind: 'text', text: '   연습 거래    ', bold: true, inverse: true, width: 2, height: 2 },
    ])
  })

  it('of a copy stand between asterisks', () => {
    const details = ['사유 고객 요청']
    expect(texts({ kind: 'mark', mark: 'copy', text: '재발행 #2', details })).toEqual([
      '*'.repeat(32),
      '재발행 #2',
      '사유 고객 요청',
      '*'.repeat(32),
    ])
  })
})

/** Receipts of sales paid with the credit of an exchange: the credit is named, and the payments still add up. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { composeReceipt, type ReceiptInput } from '../../src/receipt/compose-receipt.js'
import { layoutReceipt } from '../../src/receipt/layout-receipt.js'
import { RECEIPT_TEXTS } from '../../src/receipt/texts.js'
import { arbitraryReceipt } from './arbitrary-receipt.js'
import { blocksOf, minorOf, textLines } from './receipt-text.js'
import { cash, KOREAN_SHOP, line, original, record, sale, won } from './sample-receipts.js'

const AMENDMENT_ID = 'T1-R000045'

/** Any receipt, its transfers paid with credit instead. */
function withCredit(input: ReceiptInput): ReceiptInput {
  const tenders = input.record.tenders.map((tender) =>
    tender.kind === 'transfer'
      ? ({ kind: 'credit', tender: 0, amount: tender.amount, amendmentId: AMENDMENT_ID, origin: 'cash' } as const)
      : tender,
  )
  return { ...input, record: { ...input.record, tenders } }
}

describe('a sale paid with the credit of an exchange', () => {
  it.each([
    ['ko', '교환 반품액 공제 T1-R000045', '20,000원'],
    ['zh', '换货抵扣 T1-R000045', '20,000韩元'],
    ['en', 'Credit from exchange T1-R000045', 'KRW 20,000'],
  ] as const)('says so in %s, with the exchange’s number', (language, label, amount) => {
    const priced = sale('KRW', [line('책', won(25_000))])
    const credit = {
      kind: 'credit',
      tender: 0,
      amount: won(20_000),
      amendmentId: AMENDMENT_ID,
      origin: 'card',
    } as const
    const document = composeReceipt(
      original(record(priced, { language, tenders: [credit, cash(won(5000))] }), KOREAN_SHOP),
    )
    const [paid] = blocksOf(document, 'amounts').slice(-1)
    expect(paid?.amounts[0]).toEqual({ label, amount, emphasis: 'strong' })
    expect(paid?.amounts[1]).toMatchObject({ label: RECEIPT_TEXTS[language].cash.paid, emphasis: 'strong' })
  })

  it('still shows payments that add up to the total, and the number whole', () => {
    let credited = 0
    fc.assert(
      fc.property(arbitraryReceipt('plain').map(withCredit), fc.constantFrom(32, 42, 48), (input, width) => {
        const { sale: priced, tenders, language } = input.record
        const words = RECEIPT_TEXTS[language]
        const document = composeReceipt(input)
        const labels = [words.cash.paid, words.card.amount, words.credit(AMENDMENT_ID)]
        const paid = blocksOf(document, 'amounts')
          .flatMap(({ amounts }) => amounts)
          .filter(({ label }) => labels.includes(label))
        expect(paid).toHaveLength(tenders.length)
        expect(paid.reduce((sum, { amount }) => sum + minorOf(amount), 0)).toBe(priced.split.total.amountMinor)
        const times = textLines(layoutReceipt(document, width)).filter((text) => text.includes(AMENDMENT_ID)).length
        expect(times).toBe(tenders.filter(({ kind }) => kind === 'credit').length)
        credited += times
      }),
      { seed: 20_250_316, numRuns: 60 },
    )
    expect(credited).toBeGreaterThan(0)
  })
})

/** What holds for every receipt: it fits, it adds up, it speaks one language, and it shows nobody in clear. */
import fc from 'fast-check'
import iconv from 'iconv-lite'
import { describe, expect, it } from 'vitest'
import type { Language } from '../../src/domain/language.js'
import { columnsOf } from '../../src/domain/paper-line.js'
import type { ReceiptDocument } from '../../src/domain/receipt-document.js'
import { composeReceipt } from '../../src/receipt/compose-receipt.js'
import { printable } from '../../src/receipt/layout/printable-block.js'
import { layoutReceipt } from '../../src/receipt/layout-receipt.js'
import { RECEIPT_TEXTS } from '../../src/receipt/texts.js'
import { arbitraryReceipt } from './arbitrary-receipt.js'
import { blocksOf, minorOf, textLines, textsOf } from './receipt-text.js'
import { KOREAN_SHOP } from './sample-receipts.js'

/** The same receipts on every run, so that a failure is a change and not luck. */
const RUNS = { seed: 20_250_314, numRuns: 100 }
const columns = fc.constantFrom(32, 42, 48)

/** Scripts that give a language away where it has no business. */
const FOREIGN: Readonly<Record<Language, RegExp>> = {
  ko: /\p{Script=Han}/u,
  zh: /\p{Script=Hangul}/u,
  en: /[^\x20-\x7E]/u,
}

/** What the printer of each language can encode without falling back on pictures. */
const ENCODING: Readonly<Record<Language, string>> = { ko: 'cp949', zh: 'gbk', en: 'ascii' }

/** Amounts under a label, over all blocks of amounts. */
function amountsUnder(document: ReceiptDocument, label: string): number[] {
  return blocksOf(document, 'amounts')
    .flatMap((block) => block.amounts)
    .filter((amount) => amount.label === label)
    .map(({ amount }) => minorOf(amount))
}

describe('every receipt', () => {
  it('fits its paper, line by line, and ends with feed and cut', () => {
    fc.assert(
      fc.property(arbitraryReceipt('wild'), columns, (input, width) => {
        const lines = layoutReceipt(composeReceipt(input), width)
        const unfit = lines.filter(
          (line) =>
            line.kind === 'text' &&
            (columnsOf(line.text) > Math.floor(width / (line.width ?? 1)) ||
              line.text !== line.text.normalize('NFC') ||
              /[\p{Cc}\p{Cf}\p{Cs}]/u.test(line.text)),
        )
        expect(unfit).toEqual([])
        expect(lines.slice(-2).map(({ kind }) => kind)).toEqual(['feed', 'cut'])
        expect(lines.filter(({ kind }) => kind === 'cut')).toHaveLength(1)
      }),
      RUNS,
    )
  })

  it('keeps every number of its own in one piece', () => {
    fc.assert(
      fc.property(arbitraryReceipt('plain'), columns, (input, width) => {
        const document = composeReceipt(input)
        const lines = textLines(layoutReceipt(document, width))
        const numbers = textsOf(document)
          .flatMap((text) => printable(text).split(' '))
          .filter((word) => /^[-$￥]?[0-9][0-9.,:*-]*$/.test(word) && word.length <= width / 2)
        expect(numbers.filter((number) => !lines.some((line) => line.includes(number)))).toEqual([])
      }),
      RUNS,
    )
  })

  it('loses no character of what it says', () => {
    const solid = (text: string) => printable(text).replaceAll(' ', '')
    fc.assert(
      fc.property(arbitraryReceipt('wild'), columns, (input, width) => {
        const document = composeReceipt(input)
        const paper = textLines(layoutReceipt(document, width)).join('').replaceAll(' ', '')
        for (const block of blocksOf(document, 'items').flatMap(({ items }) => items)) {
          expect(paper).toContain(solid(block.name))
        }
        for (const { text } of [...blocksOf(document, 'title'), ...blocksOf(document, 'paragraph')]) {
          expect(paper).toContain(solid(text))
        }
      }),
      RUNS,
    )
  })

  it('shows the amounts of the record, and they add up', () => {
    fc.assert(
      fc.property(arbitraryReceipt('plain'), (input) => {
        const document = composeReceipt(input)
        const { sale, tenders, tax, language } = input.record
        const words = RECEIPT_TEXTS[language]
        const items = blocksOf(document, 'items').flatMap((block) => block.items)
        const shownLines = items.map(({ amount, adjustments }) =>
          adjustments.reduce((sum, adjustment) => sum + minorOf(adjustment.amount), minorOf(amount)),
        )
        expect(shownLines).toEqual(sale.lines.map(({ amount }) => amount.amountMinor))
        const [total] = blocksOf(document, 'amounts')
          .flatMap((block) => block.amounts)
          .filter(({ emphasis }) => emphasis === 'total')
        expect(minorOf(total?.amount ?? '')).toBe(sale.split.total.amountMinor)
        const paid = [words.cash.paid, words.transfer, words.card.amount].flatMap((label) =>
          amountsUnder(document, label),
        )
        expect(paid.reduce((sum, amount) => sum + amount, 0)).toBe(sale.split.total.amountMinor)
        expect(amountsUnder(document, words.cash.change)).toEqual(
          tenders.flatMap((tender) => (tender.kind === 'cash' ? [tender.change.amountMinor] : [])),
        )
        if (tax.status === 'none') return
        const [supply] = amountsUnder(document, words.amounts.supply).slice(-1)
        const [vat] = amountsUnder(document, words.amounts.vat)
        expect([supply, vat]).toEqual([tax.amounts.supply.amountMinor, tax.amounts.vat.amountMinor])
      }),
      RUNS,
    )
  })

  it('takes the total, and the cash in it, apart into the parts of the record', () => {
    fc.assert(
      fc.property(arbitraryReceipt('plain'), (input) => {
        const { sale, tax, language } = input.record
        const columnsOfParts = blocksOf(composeReceipt(input), 'amounts')
          .filter(({ amounts }) => amounts.at(-1)?.label === RECEIPT_TEXTS[language].amounts.total)
          .map(({ amounts }) => amounts.map(({ amount }) => minorOf(amount)))
        const splits = tax.status === 'none' ? [sale.split] : [sale.split, tax.amounts]
        expect(columnsOfParts).toHaveLength(splits.length)
        for (const [index, { supply, vat, taxFree, serviceCharge, total }] of splits.entries()) {
          const shown = columnsOfParts[index]?.filter((amount) => amount > 0) ?? []
          const parts = [supply, vat, taxFree, serviceCharge].map((part) => part.amountMinor).filter((part) => part > 0)
          expect(shown.at(-1)).toBe(total.amountMinor)
          // A sale that is nothing but one untaxed supply says its total once.
          if (shown.length === 1) expect(parts).toEqual([supply.amountMinor])
          else expect(shown.slice(0, -1)).toEqual(parts)
        }
      }),
      RUNS,
    )
  })

  it('speaks one language, in characters its printer has', () => {
    fc.assert(
      fc.property(arbitraryReceipt('plain'), columns, (input, width) => {
        const { language } = input.record
        const plainShop = { ...input.shop, telephone: '02-120-1234' }
        const document = composeReceipt({ ...input, shop: plainShop })
        const encoding = ENCODING[language]
        const misplaced = [...textsOf(document), ...textLines(layoutReceipt(document, width))].filter(
          (text) => FOREIGN[language].test(text) || iconv.decode(iconv.encode(text, encoding), encoding) !== text,
        )
        expect(misplaced).toEqual([])
      }),
      RUNS,
    )
  })

  it('says at both ends and at every payment that a practice sale is none', () => {
    fc.assert(
      fc.property(arbitraryReceipt('wild'), columns, (input, width) => {
        const document = composeReceipt(input)
        const bands = layoutReceipt(document, width).filter((line) => line.kind === 'text' && line.inverse === true)
        if (!input.record.training) {
          expect(bands).toEqual([])
          return
        }
        expect(document.blocks[0]).toMatchObject({ kind: 'mark', mark: 'training' })
        const sections = document.blocks.filter((block) => block.kind === 'rule' && block.weight === 'heavy').length - 1
        expect(bands).toHaveLength(2 + sections)
        for (const band of bands) expect(band).toMatchObject({ width: 2, height: 2, inverse: true })
      }),
      RUNS,
    )
  })

  it('shows no card and no customer in clear', () => {
    fc.assert(
      fc.property(arbitraryReceipt('plain'), columns, (input, width) => {
        const record = { ...input.record, operator: 'Ana', sale: { ...input.record.sale, lines: [] } }
        const document = composeReceipt({ ...input, record, shop: KOREAN_SHOP })
        const paper = textLines(layoutReceipt(document, width)).join('\n')
        expect(paper).not.toMatch(/(?<!\d)\d{16,19}(?!\d)/)
        expect(paper).not.toMatch(/01[016789]-?\d{4}-?\d{4}/)
      }),
      RUNS,
    )
  })
})

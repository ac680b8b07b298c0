/** What holds for every slip: it fits, it adds up, it speaks one language, it says what is not done, it shows nobody. */
import fc from 'fast-check'
import iconv from 'iconv-lite'
import { describe, expect, it } from 'vitest'
import type { Language } from '../../src/domain/language.js'
import { columnsOf } from '../../src/domain/paper-line.js'
import { composeAmendment } from '../../src/receipt/compose-amendment.js'
import { layoutReceipt } from '../../src/receipt/layout-receipt.js'
import { SLIP_TEXTS } from '../../src/receipt/texts/amendment.js'
import { amountsOf, arbitraryAmendment } from './arbitrary-amendment.js'
import { blocksOf, fieldValues, minorOf, textLines, textsOf } from './receipt-text.js'
import { KOREAN_SHOP } from './sample-receipts.js'

/** The same slips on every run, so that a failure is a change and not luck. */
const RUNS = { seed: 20_250_315, numRuns: 100 }
const columns = fc.constantFrom(32, 42, 48)

/** Scripts that give a language away where it has no business. */
const FOREIGN: Readonly<Record<Language, RegExp>> = {
  ko: /\p{Script=Han}/u,
  zh: /\p{Script=Hangul}/u,
  en: /[^\x20-\x7E]/u,
}

/** What the printer of each language can encode without falling back on pictures. */
const ENCODING: Readonly<Record<Language, string>> = { ko: 'cp949', zh: 'gbk', en: 'ascii' }

describe('every slip', () => {
  it('fits its paper, line by line, and ends with feed and cut', () => {
    fc.assert(
      fc.property(arbitraryAmendment('wild'), columns, (input, width) => {
        const lines = layoutReceipt(composeAmendment(input), width)
        const unfit = lines.filter(
          (line) => line.kind === 'text' && columnsOf(line.text) > Math.floor(width / (line.width ?? 1)),
        )
        expect(unfit).toEqual([])
        expect(lines.slice(-2).map(({ kind }) => kind)).toEqual(['feed', 'cut'])
      }),
      RUNS,
    )
  })

  it('shows no amount but those of the record', () => {
    fc.assert(
      fc.property(arbitraryAmendment('plain'), (input) => {
        const document = composeAmendment(input)
        const known = amountsOf(input.record)
        const shown = [
          ...blocksOf(document, 'amounts').flatMap(({ amounts }) => amounts.map(({ amount }) => amount)),
          ...blocksOf(document, 'items').flatMap(({ items }) =>
            items.flatMap(({ unitPrice, amount }) => [unitPrice, amount]),
          ),
        ]
        expect(shown.filter((amount) => !known.has(Math.abs(minorOf(amount))))).toEqual([])
      }),
      RUNS,
    )
  })

  it('gives back, way by way, what it says in total, and in an exchange what credit leaves of it', () => {
    fc.assert(
      fc.property(arbitraryAmendment('plain'), (input) => {
        const { kind, language, total, payouts, exchange } = input.record
        const words = SLIP_TEXTS[language].amendment
        const amounts = blocksOf(composeAmendment(input), 'amounts').flatMap((block) => block.amounts)
        const under = (labels: readonly string[]) =>
          amounts
            .filter(({ label, emphasis }) => labels.includes(label) && emphasis === 'strong')
            .reduce((sum, { amount }) => sum + minorOf(amount), 0)
        const ways = [
          ...Object.values(words.hand.done),
          ...Object.values(words.hand.due),
          ...Object.values(words.card.amounts),
        ]
        const out = payouts.reduce((sum, { amount }) => sum + amount.amountMinor, 0)
        expect(under(ways)).toBe(out === 0 ? 0 : -out)
        if (kind === 'correction' || kind === 'refusal') return
        const [loudest] = amounts.filter(({ emphasis }) => emphasis === 'total')
        const credit = exchange?.credits.reduce((sum, { amount }) => sum + amount.amountMinor, 0) ?? 0
        expect(Math.abs(minorOf(loudest?.amount ?? ''))).toBe(total.amountMinor - credit)
      }),
      RUNS,
    )
  })

  it('speaks one language, in characters its printer has', () => {
    fc.assert(
      fc.property(arbitraryAmendment('plain'), columns, (input, width) => {
        const { language } = input.record
        const document = composeAmendment({ ...input, shop: { ...input.shop, telephone: '02-120-1234' } })
        const encoding = ENCODING[language]
        const misplaced = [...textsOf(document), ...textLines(layoutReceipt(document, width))].filter(
          (text) => FOREIGN[language].test(text) || iconv.decode(iconv.encode(text, encoding), encoding) !== text,
        )
        expect(misplaced).toEqual([])
      }),
      RUNS,
    )
  })

  it('shows approvals of nothing that is still due, and one for all that is done', () => {
    fc.assert(
      fc.property(arbitraryAmendment('plain'), (input) => {
        const { language, payouts, taxSteps } = input.record
        const texts = SLIP_TEXTS[language]
        const document = composeAmendment(input)
        const shown = (label: string) => fieldValues(document, label)
        const codes = payouts.filter(({ by, state }) => by === 'card' && state === 'done')
        const approved = taxSteps.flatMap(({ approvalNumber }) => approvalNumber ?? [])
        const labels = new Set([texts.card.approvalCode, texts.cashReceipt.approvalNumber])
        expect([...labels].flatMap(shown).sort()).toEqual([...codes.map(() => '30019876'), ...approved].sort())
        const headings = blocksOf(document, 'heading').map(({ text }) => text)
        const pending = new Set([
          texts.cashReceipt.pending,
          ...[undefined, ...Object.values(texts.cashReceipt.uses)].map((use) =>
            texts.amendment.tax.revocationPending(use),
          ),
        ])
        expect(headings.filter((text) => pending.has(text))).toHaveLength(
          taxSteps.filter(({ state }) => state === 'due').length,
        )
        const underWay = new Set(Object.values(texts.amendment.card.pending))
        expect(headings.filter((text) => underWay.has(text))).toHaveLength(
          payouts.filter(({ by, state }) => by === 'card' && state === 'due').length,
        )
      }),
      RUNS,
    )
  })

  it('is signed for where cash was handed out', () => {
    fc.assert(
      fc.property(arbitraryAmendment('plain'), (input) => {
        const { language, payouts } = input.record
        const { signature } = SLIP_TEXTS[language].amendment.hand
        const signed = blocksOf(composeAmendment(input), 'signature').filter(({ label }) => label === signature)
        const handedOut = payouts.some(
          ({ by, state, amount }) => by === 'cash' && state !== 'due' && amount.amountMinor > 0,
        )
        expect(signed).toHaveLength(handedOut ? 1 : 0)
      }),
      RUNS,
    )
  })

  it('says at both ends and at every section that a practice slip is none', () => {
    fc.assert(
      fc.property(arbitraryAmendment('wild'), columns, (input, width) => {
        const document = composeAmendment(input)
        const bands = layoutReceipt(document, width).filter((line) => line.kind === 'text' && line.inverse === true)
        const sections = document.blocks.filter((block) => block.kind === 'rule' && block.weight === 'heavy').length - 1
        expect(bands).toHaveLength(input.record.training ? 2 + sections : 0)
      }),
      RUNS,
    )
  })

  it('shows no card and no customer in clear', () => {
    fc.assert(
      fc.property(arbitraryAmendment('plain'), columns, (input, width) => {
        const { approvedBy: _approvedBy, ...rest } = input.record
        const record = { ...rest, operator: 'Ana', lines: [] }
        const document = composeAmendment({ ...input, record, shop: KOREAN_SHOP })
        const paper = textLines(layoutReceipt(document, width)).join('\n')
        expect(paper).not.toMatch(/(?<!\d)\d{16,19}(?!\d)/)
        expect(paper).not.toMatch(/01[016789]-?\d{4}-?\d{4}/)
      }),
      RUNS,
    )
  })
})

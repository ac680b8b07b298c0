/** Receipts nobody thought of: any language for any shop and currency, any mix of tenders, any state of the cash receipt. */
import fc from 'fast-check'
import { portionOf } from '../../src/domain/amount-split.js'
import { ENTRY_MODES } from '../../src/domain/card.js'
import { LANGUAGES } from '../../src/domain/language.js'
import { type Currency, type Money, money } from '../../src/domain/money.js'
import { type PricedSale, priceSale, type SaleDraft } from '../../src/domain/sale.js'
import type { SaleRecord, TaxRecord, Tender } from '../../src/domain/sale-record.js'
import type { ReceiptInput } from '../../src/receipt/compose-receipt.js'
import { KNOWN_COPY_REASONS } from '../../src/receipt/copy-reason.js'
import { CHINESE_SHOP, ENGLISH_SHOP, KOREAN_SHOP, koreanCard, record } from './sample-receipts.js'

/** `plain` keeps all data to ASCII, so that whatever else is on the paper are the receipt's own words. */
type Data = 'plain' | 'wild'

const PLAIN_CHARACTER = fc.constantFrom(...'abXY 09.,()-/&')
const WILD_CHARACTER = fc.oneof(
  fc.constantFrom(...'한글뷁 커피，。（）·×℃①é漢字苹果￥ab 12,345.50*'),
  fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }),
  fc.constantFrom('\u1112\u1161\u11AB', '\x1B', '\n', '\u200B', '👍🏽'),
)

export function arbitraryReceipt(data: Data): fc.Arbitrary<ReceiptInput> {
  const words = (longest: number) =>
    fc
      .array(data === 'plain' ? PLAIN_CHARACTER : WILD_CHARACTER, { minLength: 1, maxLength: longest })
      .map((characters) => characters.join(''))
  return fc
    .record({
      priced: arbitrarySale(words(30)),
      language: fc.constantFrom(...LANGUAGES),
      training: fc.boolean(),
      operator: words(12),
      shop: fc.constantFrom(KOREAN_SHOP, CHINESE_SHOP, ENGLISH_SHOP),
      shopName: words(40),
      address: words(60),
      issuer: words(20),
      copyNumber: fc.integer({ min: 0, max: 3 }),
      copyReason: fc.constantFrom(...KNOWN_COPY_REASONS),
      receiptUrl: fc.option(fc.webUrl(), { nil: undefined }),
      invoicePage: fc.option(fc.webUrl(), { nil: undefined }),
      shares: fc.array(fc.integer({ min: 1, max: 100 }), { minLength: 1, maxLength: 4 }),
      kinds: fc.infiniteStream(fc.constantFrom('cash', 'transfer', 'card')),
      entryMode: fc.constantFrom(...ENTRY_MODES),
      instalmentMonths: fc.constantFrom(0, 3, 24),
      tax: fc.constantFrom('none', 'pending', 'issued', 'selfIssued'),
    })
    .map((draw): ReceiptInput => {
      const { total } = draw.priced.split
      const tenders = shareOut(total, draw.shares).map((amount): Tender => {
        const kind = draw.kinds.next().value
        if (kind === 'cash') {
          return {
            kind,
            amount,
            received: money(amount.amountMinor + 500, amount.currency),
            change: money(500, amount.currency),
          }
        }
        if (kind === 'transfer') return { kind, amount }
        const { card, approval, ...rest } = koreanCard(amount, { instalmentMonths: draw.instalmentMonths })
        return {
          ...rest,
          card: { ...card, entryMode: draw.entryMode },
          approval: { ...approval, issuerName: draw.issuer, acquirerName: draw.issuer },
        }
      })
      const { priced, language, training, operator } = draw
      const { copyNumber, copyReason, receiptUrl, invoicePage } = draw
      return {
        record: record(priced, { tenders, language, training, operator, tax: taxOf(priced, tenders, draw.tax) }),
        shop: { ...draw.shop, name: draw.shopName, address: draw.address, ownerName: draw.operator },
        paper: { copyNumber, copyReason, printedAt: 1_742_000_000_000 },
        utcOffsetMinutes: 540,
        ...(receiptUrl === undefined ? {} : { receiptUrl }),
        ...(invoicePage === undefined ? {} : { invoicePage }),
      }
    })
}

function arbitrarySale(name: fc.Arbitrary<string>): fc.Arbitrary<PricedSale> {
  const draft = fc.constantFrom<Currency>('KRW', 'CNY', 'USD').chain((currency) => {
    const upTo = (max: number) => fc.integer({ min: 0, max }).map((minor) => money(minor, currency))
    const line = fc.record(
      {
        // A name with a command in it never gets into a sale; what remains is for the layout to cope with.
        name: name
          .map((text) => text.replace(/\p{Cc}/gu, ''))
          .filter((text) => text.trim() !== '' && text.length <= 60),
        quantityThousandths: fc.oneof(
          fc.integer({ min: 1, max: 20 }).map((pieces) => pieces * 1000),
          fc.integer({ min: 1, max: 99_999 }),
        ),
        unitPrice: upTo(900_000),
        taxFree: fc.boolean(),
        discount: upTo(100),
      },
      { requiredKeys: ['name', 'quantityThousandths', 'unitPrice'] },
    )
    return fc.record(
      {
        currency: fc.constant(currency),
        lines: fc.array(line, { minLength: 1, maxLength: 5 }),
        discount: upTo(1000),
        serviceCharge: upTo(5000),
        vatRateBasisPoints: fc.constantFrom(0, 825, 1000, 1300),
      },
      { requiredKeys: ['currency', 'lines', 'vatRateBasisPoints'] },
    )
  })
  return draft
    .map((drawn) => priceSale(drawn satisfies SaleDraft))
    .filter((priced) => priced.ok)
    .map(({ value }) => value)
}

/** The total in parts by weight, without empty ones. */
function shareOut(total: Money, weights: readonly number[]): Money[] {
  const whole = weights.reduce((sum, weight) => sum + weight, 0)
  let left = total.amountMinor
  return weights
    .map((weight, index) => {
      const share = index === weights.length - 1 ? left : Math.floor((total.amountMinor * weight) / whole)
      left -= share
      return money(share, total.currency)
    })
    .filter(({ amountMinor }) => amountMinor > 0)
}

function taxOf(priced: PricedSale, tenders: SaleRecord['tenders'], state: string): TaxRecord {
  const inCash = tenders.reduce((sum, { kind, amount }) => (kind === 'card' ? sum : sum + amount.amountMinor), 0)
  if (state === 'none' || inCash === 0) return { status: 'none' }
  const document = {
    documentNumber: 'T1-000042-1',
    use: 'personalDeduction' as const,
    amounts: portionOf(priced.split, money(inCash, priced.currency)),
    selfIssued: state === 'selfIssued',
    ...(state === 'selfIssued' ? {} : { identifier: { kind: 'mobileNumber' as const, masked: '010****5678' } }),
  }
  return state === 'pending'
    ? { status: 'pending', ...document }
    : { status: 'issued', ...document, approvalNumber: 'TB0000178', tradeDate: '20250314' }
}

/** Amendments the slip tests print: a paid sale of the receipt samples, and what was taken back of it. */

import type { AmendmentRecord, PayoutRecord, ReturnedLine, TaxStepRecord } from '../../src/domain/amendment-record.js'
import { portionOf } from '../../src/domain/amount-split.js'
import type { Money } from '../../src/domain/money.js'
import type { ReceiptDocument } from '../../src/domain/receipt-document.js'
import type { PricedSale } from '../../src/domain/sale.js'
import type { CardTender, Tender } from '../../src/domain/sale-record.js'
import type { ShopIdentity } from '../../src/domain/shop.js'
import { type AmendmentInput, composeAmendment } from '../../src/receipt/compose-amendment.js'
import { blocksOf } from './receipt-text.js'
import { KOREAN_SHOP, koreanCard, line, SOLD_AT, sale, won } from './sample-receipts.js'

/** 2025-03-15 10:05:10 in Korea. */
export const AMENDED_AT = SOLD_AT + 77_665_000

/** A settled amendment of the whole sale, nothing paid out yet and no tax steps, unless told otherwise. */
export function amendment(
  priced: PricedSale,
  tenders: readonly Tender[],
  rest: Partial<AmendmentRecord> & Pick<AmendmentRecord, 'kind'>,
): AmendmentRecord {
  return {
    amendmentId: 'T1-R000045',
    saleId: 'T1-000042',
    terminalId: 'T1',
    operator: '이서연',
    reason: 'customerRequest',
    language: 'ko',
    training: false,
    openedAt: AMENDED_AT - 50_000,
    sale: { sale: priced, tenders, paidAt: SOLD_AT },
    lines: [],
    total: priced.split.total,
    payouts: [],
    taxSteps: [],
    taxStatus: (rest.taxSteps ?? []).some(({ state }) => state === 'due') ? 'pending' : 'none',
    state: 'settled',
    settledAt: AMENDED_AT,
    ...rest,
  }
}

/** The whole of a card tender taken back, approved. */
export function cardPayout(tender: CardTender, index: number, rest: Partial<PayoutRecord> = {}): PayoutRecord {
  return {
    tender: index,
    amount: tender.amount,
    by: 'card',
    manner: 'void',
    card: tender.card,
    state: 'done',
    approval: {
      ...tender.approval,
      approvalCode: '30019876',
      rrn: tender.approval.rrn.replace(/\d{6}$/, '000455'),
      approvedAt: AMENDED_AT - 2000,
    },
    stan: '000455',
    ...rest,
  }
}

export function handPayout(by: 'cash' | 'transfer', amount: Money, rest: Partial<PayoutRecord> = {}): PayoutRecord {
  return { tender: 0, amount, by, state: 'done', ...rest }
}

/** A revocation of `part` of the sale's cash receipt, accepted unless told otherwise. */
export function revocation(priced: PricedSale, part: Money, rest: Partial<TaxStepRecord> = {}): TaxStepRecord {
  return {
    kind: 'revoke',
    amounts: portionOf(priced.split, part),
    state: 'done',
    documentNumber: 'T1-R000045-1',
    approvalNumber: 'TB0000203',
    tradeDate: '20250315',
    original: { documentNumber: 'T1-000042-1', approvalNumber: 'TB0000178', tradeDate: '20250314' },
    reason: 1,
    use: 'personalDeduction',
    identifier: { ref: 'identifier-1', kind: 'mobileNumber', masked: '010****5678' },
    ...rest,
  }
}

/** A document issued instead of the one taken back. */
export function issuance(priced: PricedSale, part: Money, rest: Partial<TaxStepRecord> = {}): TaxStepRecord {
  return {
    kind: 'issue',
    amounts: portionOf(priced.split, part),
    state: 'done',
    documentNumber: 'T1-R000045-2',
    approvalNumber: 'TB0000204',
    tradeDate: '20250315',
    use: 'businessExpense',
    selfIssued: false,
    identifier: { ref: 'identifier-2', kind: 'businessNumber', masked: '117-81-*****' },
    ...rest,
  }
}

/** The same step before the office answered. */
export function stillDue({ approvalNumber: _number, tradeDate: _date, ...step }: TaxStepRecord): TaxStepRecord {
  return { ...step, state: 'due' }
}

export function returned(priced: PricedSale, index: number, rest: Partial<ReturnedLine> = {}): ReturnedLine {
  const line = priced.lines[index]
  if (!line) throw new Error(`the sample has no line ${index}`)
  const { name, quantityThousandths, amount, taxFree } = line
  return { line: index, name, quantityThousandths, amount, taxFree, ...rest }
}

export function slip(
  record: AmendmentRecord,
  shop: ShopIdentity = KOREAN_SHOP,
  utcOffsetMinutes = 540,
): AmendmentInput {
  return { record, shop, paper: { copyNumber: 0, printedAt: AMENDED_AT + 2000 }, utcOffsetMinutes }
}

export const NOTHING = won(0)

export const coffee = sale('KRW', [line('아메리카노', won(4500), { quantity: 3 }), line('브레드', won(6500))])
export const coffeeTotal = coffee.split.total
export const coffeeCard = koreanCard(coffeeTotal)

/** A coffee sale of 20,000 won paid by card and voided, unless told otherwise. */
export function voided(rest: Partial<AmendmentRecord> = {}): AmendmentRecord {
  return amendment(coffee, [coffeeCard], { kind: 'void', payouts: [cardPayout(coffeeCard, 0)], ...rest })
}

/** The slip of a Korean shop. */
export function composed(record: AmendmentRecord): ReceiptDocument {
  return composeAmendment(slip(record))
}

/** Amounts under a label, in order of appearance. */
export function amountUnder(document: ReceiptDocument, label: string): string[] {
  return blocksOf(document, 'amounts')
    .flatMap(({ amounts }) => amounts)
    .filter((amount) => amount.label === label)
    .map(({ amount }) => amount)
}

/** Every slip that has a picture in `goldens/amendments/`: what is printed, and on how many columns. */
import type { AmendmentInput } from '../../src/receipt/compose-amendment.js'
import {
  AMENDED_AT,
  amendment,
  cardPayout,
  handPayout,
  issuance,
  NOTHING,
  returned,
  revocation,
  slip,
  stillDue,
} from './amendment-samples.js'
import {
  CHINESE_SHOP,
  cash,
  cents,
  chineseCard,
  dollarCard,
  ENGLISH_SHOP,
  fen,
  koreanCard,
  line,
  sale,
  transfer,
  won,
} from './sample-receipts.js'

interface AmendmentCase {
  readonly name: string
  readonly columns: number
  readonly input: AmendmentInput
}

const coffees = sale('KRW', [
  line('아메리카노(ICE)', won(4500), { quantity: 2 }),
  line('우리밀 허니브레드', won(7000), { discount: won(1000) }),
])
const coffeeCard = koreanCard(coffees.split.total)

const dinner = sale(
  'KRW',
  [
    line('한우 등심', won(98000), { quantity: 0.35 }),
    line('유기농 쌈채소', won(3300), { taxFree: true, quantity: 2 }),
    line('하우스 와인', won(25000)),
  ],
  { serviceCharge: won(6000) },
)
const dinnerCard = koreanCard(won(41900), { instalmentMonths: 3 })
const dinnerTenders = [dinnerCard, cash(won(20000), won(50000)), transfer(won(10000))]
const salad = returned(dinner, 1, { quantityThousandths: 1000, amount: won(3300) })
const wine = returned(dinner, 2)

const groceries = sale(
  'CNY',
  [
    line('农夫山泉550ml', fen(200), { quantity: 3 }),
    line('晨光按动中性笔0.5mm黑色12支装', fen(1990), { discount: fen(300) }),
  ],
  { vatRateBasisPoints: 1300 },
)
const unionPay = chineseCard(groceries.split.total)
const unionPayRefund = cardPayout(unionPay, 0, {
  manner: 'refund',
  amount: fen(1690),
  approval: {
    ...unionPay.approval,
    approvalCode: '845120',
    rrn: '031510000188',
    approvedAt: AMENDED_AT - 2000,
  },
  stan: '000188',
})

const books = sale('USD', [line('The Salt Path', cents(1699)), line('Notebook A5', cents(850), { quantity: 2 })], {
  vatRateBasisPoints: 0,
})
const bookCard = dollarCard(books.split.total)

const mixedRefund = amendment(dinner, dinnerTenders, {
  kind: 'refund',
  reason: 'defective',
  approvedBy: '박점장',
  lines: [salad, wine],
  total: won(28300),
  payouts: [
    cardPayout(dinnerCard, 0, { manner: 'refund', amount: won(8300) }),
    handPayout('cash', won(15000), { tender: 1 }),
    handPayout('transfer', won(5000), { tender: 2, state: 'due' }),
  ],
  taxSteps: [revocation(dinner, won(20000))],
  taxStatus: 'done',
})

const { settledAt: _settledAt, ...underWay } = amendment(dinner, dinnerTenders, {
  kind: 'return',
  reason: '손님이 알레르기가 있다고 하심',
  lines: [wine],
  total: won(25000),
  payouts: [
    { tender: 0, amount: won(15000), by: 'card', manner: 'refund', state: 'due' },
    handPayout('cash', won(10000), { tender: 1, state: 'due' }),
  ],
  taxSteps: [stillDue(revocation(dinner, won(10000)))],
  state: 'open',
})

const correction = amendment(coffees, [cash(coffees.split.total, won(50000))], {
  kind: 'correction',
  reason: 'wrongUse',
  total: NOTHING,
  taxSteps: [revocation(coffees, coffees.split.total, { reason: 2 }), issuance(coffees, coffees.split.total)],
  taxStatus: 'done',
})

const exchange = amendment(dinner, [cash(won(71900), won(80000))], {
  kind: 'exchange',
  reason: 'wrongItem',
  lines: [wine],
  total: won(25000),
  payouts: [handPayout('cash', won(7000))],
  exchange: {
    saleId: 'T1-000051',
    credits: [{ kind: 'credit', tender: 0, amount: won(18000), amendmentId: 'T1-R000045', origin: 'cash' }],
  },
  taxSteps: [revocation(dinner, won(25000))],
  taxStatus: 'done',
})

const cases: readonly AmendmentCase[] = [
  {
    name: 'ko-void-card',
    columns: 42,
    input: slip(amendment(coffees, [coffeeCard], { kind: 'void', payouts: [cardPayout(coffeeCard, 0)] })),
  },
  {
    name: 'ko-void-cash-32',
    columns: 32,
    input: slip(
      amendment(coffees, [cash(coffees.split.total, won(50000))], {
        kind: 'void',
        reason: 'wrongAmount',
        payouts: [handPayout('cash', coffees.split.total)],
        taxSteps: [revocation(coffees, coffees.split.total)],
        taxStatus: 'done',
      }),
    ),
  },
  { name: 'ko-refund-mixed', columns: 42, input: slip(mixedRefund) },
  {
    name: 'ko-refund-under-way-32',
    columns: 32,
    input: slip(underWay),
  },
  { name: 'ko-correction', columns: 42, input: slip(correction) },
  {
    name: 'ko-correction-pending-48',
    columns: 48,
    input: slip({
      ...correction,
      taxStatus: 'pending',
      taxSteps: [
        revocation(coffees, coffees.split.total, { reason: 2 }),
        // Not sent yet, so it has no number of its own.
        (({ documentNumber: _number, ...step }) => step)(stillDue(issuance(coffees, coffees.split.total))),
      ],
    }),
  },
  { name: 'ko-exchange', columns: 42, input: slip(exchange) },
  {
    name: 'ko-refusal',
    columns: 42,
    input: slip(
      amendment(coffees, [coffeeCard], { kind: 'refusal', reason: 'used', approvedBy: '박점장', total: NOTHING }),
    ),
  },
  {
    name: 'ko-training-copy-32',
    columns: 32,
    input: {
      ...slip({ ...mixedRefund, training: true }),
      paper: { copyNumber: 1, copyReason: 'customerRequest', printedAt: AMENDED_AT + 86_400_000 },
    },
  },
  {
    name: 'zh-refund-unionpay',
    columns: 42,
    input: slip(
      amendment(groceries, [unionPay], {
        ...{ kind: 'return', language: 'zh', operator: '李娜', approvedBy: '王店长', reason: 'defective' },
        ...{ lines: [returned(groceries, 1)], total: fen(1690), payouts: [unionPayRefund] },
      }),
      CHINESE_SHOP,
      480,
    ),
  },
  {
    name: 'zh-void-unionpay-32',
    columns: 32,
    input: slip(
      amendment(groceries, [unionPay], {
        ...{ kind: 'void', language: 'zh', operator: '李娜', reason: 'wrongAmount' },
        payouts: [{ ...unionPayRefund, amount: unionPay.amount, manner: 'void' }],
      }),
      CHINESE_SHOP,
      480,
    ),
  },
  { name: 'zh-of-korean-exchange', columns: 42, input: slip({ ...exchange, language: 'zh' }) },
  {
    name: 'en-refusal',
    columns: 42,
    input: slip(
      amendment(coffees, [coffeeCard], { kind: 'refusal', language: 'en', reason: 'periodOver', total: NOTHING }),
    ),
  },
  {
    name: 'en-refund-card',
    columns: 42,
    input: slip(
      amendment(books, [bookCard], {
        ...{ kind: 'refund', language: 'en', operator: 'Ana', reason: 'changedMind' },
        payouts: [cardPayout(bookCard, 0, { manner: 'refund' })],
      }),
      ENGLISH_SHOP,
      -240,
    ),
  },
  { name: 'en-of-korean-correction-32', columns: 32, input: slip({ ...correction, language: 'en' }) },
]

export const AMENDMENT_CASES = cases

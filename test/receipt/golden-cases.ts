/** Every receipt that has a picture in `goldens/`: what is printed, and on how many columns. */
import { readShopLogo } from '../../src/cli/shop-logo.js'
import type { PricedSale } from '../../src/domain/sale.js'
import type { SaleRecord } from '../../src/domain/sale-record.js'
import type { ReceiptInput } from '../../src/receipt/compose-receipt.js'
import {
  CHINESE_SHOP,
  cash,
  cashReceipt,
  cents,
  chineseCard,
  dollarCard,
  ENGLISH_SHOP,
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
  transfer,
  won,
} from './sample-receipts.js'

interface GoldenCase {
  readonly name: string
  readonly columns: number
  readonly input: ReceiptInput
}

const receiptUrl = 'https://r.example/T1-000042/k3v9'

const coffees = sale('KRW', [
  line('아메리카노(ICE)', won(4500), { quantity: 2 }),
  line('우리밀 허니브레드', won(7000), { discount: won(1000) }),
])

const dinner = sale(
  'KRW',
  [
    line('한우 등심', won(98000), { quantity: 0.35 }),
    line('유기농 쌈채소', won(3300), { taxFree: true, quantity: 2 }),
    line('하우스 와인', won(25000)),
  ],
  { discount: won(5000), serviceCharge: won(6000) },
)

const longNames = sale('KRW', [
  line('제주 유기농 말차 라떼 그란데 사이즈 샷 추가 오트밀크 변경 휘핑 많이', won(8300)),
  line('Colombia Supremo Huila 1,000g whole bean, medium dark roast', won(42000), { quantity: 1.125 }),
  line('초대형냉장배송국내산무항생제한우1등급구이용모둠세트선물포장', won(1290000), { quantity: 3, taxFree: true }),
])

const groceries = sale(
  'CNY',
  [
    line('农夫山泉550ml', fen(200), { quantity: 3 }),
    line('苹果', fen(1280), { quantity: 0.735 }),
    line('晨光按动中性笔0.5mm黑色12支装', fen(1990), { discount: fen(300) }),
  ],
  { vatRateBasisPoints: 1300 },
)

const books = sale('USD', [line('The Salt Path', cents(1699)), line('Notebook A5', cents(850), { quantity: 2 })], {
  vatRateBasisPoints: 0,
})

function paidByCard(priced: PricedSale, rest: Partial<SaleRecord> = {}): SaleRecord {
  return record(priced, { tenders: [koreanCard(priced.split.total)], ...rest })
}

function paidInCash(priced: PricedSale, rest: Partial<SaleRecord> = {}): SaleRecord {
  const { total } = priced.split
  return record(priced, { tenders: [cash(total, won(50000))], tax: cashReceipt(priced, total), ...rest })
}

function mixed(): SaleRecord {
  const byCard = won(30000)
  const byTransfer = won(10000)
  const rest = won(dinner.split.total.amountMinor - 40000)
  return record(dinner, {
    tenders: [cash(rest, won(50000)), koreanCard(byCard), transfer(byTransfer)],
    tax: cashReceipt(dinner, won(rest.amountMinor + byTransfer.amountMinor)),
  })
}

function inChinese(priced: PricedSale, rest: Partial<SaleRecord>): ReceiptInput {
  return original(record(priced, { language: 'zh', operator: '李娜', ...rest }), CHINESE_SHOP, 480)
}

const logo = await readShopLogo({ file: 'fixtures/shops/cup.png', field: 'shop.logo' })

const businessExpense = {
  use: 'businessExpense',
  identifier: { kind: 'businessNumber', masked: '117-81-*****' },
} as const

const cases: readonly GoldenCase[] = [
  { name: 'ko-card-signature', columns: 42, input: original(paidByCard(dinner), KOREAN_SHOP) },
  { name: 'ko-card-no-signature', columns: 42, input: { ...original(paidByCard(coffees), KOREAN_SHOP), receiptUrl } },
  {
    name: 'ko-card-instalments',
    columns: 48,
    input: original(
      paidByCard(dinner, { tenders: [koreanCard(dinner.split.total, { instalmentMonths: 3 })] }),
      KOREAN_SHOP,
    ),
  },
  { name: 'ko-cash-receipt-personal', columns: 42, input: original(paidInCash(coffees), KOREAN_SHOP) },
  {
    name: 'ko-cash-receipt-business',
    columns: 42,
    input: original(
      paidInCash(coffees, { tax: cashReceipt(coffees, coffees.split.total, businessExpense) }),
      KOREAN_SHOP,
    ),
  },
  {
    name: 'ko-cash-receipt-self-issued',
    columns: 42,
    input: original(paidInCash(coffees, { tax: selfIssuedCashReceipt(coffees, coffees.split.total) }), KOREAN_SHOP),
  },
  {
    name: 'ko-cash-receipt-pending',
    columns: 32,
    input: original(paidInCash(coffees, { tax: pendingCashReceipt(coffees, coffees.split.total) }), KOREAN_SHOP),
  },
  { name: 'ko-mixed-tender', columns: 42, input: original(mixed(), KOREAN_SHOP) },
  {
    name: 'ko-copy',
    columns: 42,
    input: {
      ...original(paidByCard(coffees), KOREAN_SHOP),
      paper: { copyNumber: 2, copyReason: 'customerRequest', printedAt: SOLD_AT + 86_400_000 },
    },
  },
  { name: 'ko-logo', columns: 42, input: original(paidInCash(coffees), { ...KOREAN_SHOP, logo }) },
  {
    name: 'ko-logo-copy-32',
    columns: 32,
    input: {
      ...original(paidInCash(coffees), { ...KOREAN_SHOP, logo }),
      paper: { copyNumber: 1, copyReason: 'customerRequest', printedAt: SOLD_AT + 86_400_000 },
    },
  },
  { name: 'ko-training', columns: 42, input: original(paidInCash(coffees, { training: true }), KOREAN_SHOP) },
  {
    name: 'ko-training-copy-32',
    columns: 32,
    input: {
      ...original(paidByCard(coffees, { training: true }), KOREAN_SHOP),
      paper: { copyNumber: 1, copyReason: '손님이 잃어버리심', printedAt: SOLD_AT + 60_000 },
    },
  },
  ...[32, 42, 48].map((columns) => ({
    name: `ko-long-names-${columns}`,
    columns,
    input: original(paidByCard(longNames), {
      ...KOREAN_SHOP,
      name: '행복한커피로스터스 서울시청광장 지하상가점',
    }),
  })),
  {
    name: 'zh-card-qr',
    columns: 42,
    input: { ...inChinese(groceries, { tenders: [chineseCard(groceries.split.total)] }), receiptUrl },
  },
  {
    name: 'zh-invoice-qr',
    columns: 42,
    input: {
      ...inChinese(groceries, { tenders: [chineseCard(groceries.split.total)] }),
      invoicePage: 'https://kp.example.cn/scan?o=T1MHB7X0QK000A&a=3231&v=372&t=1741923045&s=3vQ0mWc1pT8nZr5yK2xLdA',
    },
  },
  {
    name: 'zh-card-signature-copy-32',
    columns: 32,
    input: {
      ...inChinese(groceries, {
        tenders: [
          chineseCard(groceries.split.total, {
            card: { maskedPan: '622848******1234', entryMode: 'chip', hasChip: true, label: 'UICC CREDIT' },
            instalmentMonths: 6,
          }),
        ],
      }),
      paper: { copyNumber: 2, copyReason: 'printUnconfirmed', printedAt: SOLD_AT + 60_000 },
    },
  },
  {
    name: 'zh-cash-change',
    columns: 32,
    input: inChinese(groceries, { tenders: [cash(groceries.split.total, fen(5000))] }),
  },
  {
    name: 'zh-training',
    columns: 42,
    input: inChinese(groceries, { tenders: [cash(groceries.split.total, fen(5000))], training: true }),
  },
  {
    name: 'zh-of-korean-sale',
    columns: 42,
    input: original(
      record(dinner, {
        language: 'zh',
        tenders: [koreanCard(won(20000)), cash(won(dinner.split.total.amountMinor - 20000), won(60000))],
        tax: pendingCashReceipt(dinner, won(dinner.split.total.amountMinor - 20000)),
      }),
      KOREAN_SHOP,
    ),
  },
  {
    name: 'en-card-usd',
    columns: 42,
    input: original(
      record(books, { language: 'en', operator: 'Ana', tenders: [dollarCard(books.split.total)] }),
      ENGLISH_SHOP,
      -240,
    ),
  },
  {
    name: 'en-copy-training-32',
    columns: 32,
    input: {
      ...original(
        record(books, {
          language: 'en',
          operator: 'Ana',
          tenders: [dollarCard(books.split.total)],
          training: true,
        }),
        ENGLISH_SHOP,
        -240,
      ),
      paper: { copyNumber: 2, copyReason: 'unreadable', printedAt: SOLD_AT + 3_600_000 },
      receiptUrl,
    },
  },
  {
    name: 'en-of-korean-sale',
    columns: 48,
    input: { ...original({ ...mixed(), language: 'en' }, KOREAN_SHOP), receiptUrl },
  },
  {
    name: 'en-of-korean-sale-self-issued',
    columns: 32,
    input: original(
      paidInCash(coffees, { language: 'en', tax: selfIssuedCashReceipt(coffees, coffees.split.total) }),
      KOREAN_SHOP,
    ),
  },
]

export const GOLDEN_CASES = cases

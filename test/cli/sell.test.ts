/**
 * `tillproof sell` as the shops of three countries use it: every way to pay, what is printed and booked for it, and the
 * exit status that tells a script whether anything is owed.
 */
import { describe, expect, it } from 'vitest'
import { inShop, TERMINAL } from './shop-world.js'

const LIMIT_MS = 60_000

describe.concurrent('a sale with nothing owed ends with 0', () => {
  it(
    'by card, told step by step',
    () =>
      inShop(async (shop) => {
        const sold = await shop.run([
          'sell',
          '--item',
          '아메리카노:4500:2',
          '--item',
          '치즈케이크:6,800',
          '--pay',
          'card',
          '--language',
          'en',
        ])
        expect(sold).toMatchObject({ status: 0, stderr: '' })
        expect(sold.stdout).toBe(
          [
            'KR1-000001  한강커피 마포점  Total KRW 15,800',
            '    Please insert, tap or swipe the card',
            '    Asking for approval',
            '    Approved  KB Kookmin Card 536112******1234  approval 000001',
            '    Paid',
            '    Printing the receipt',
            '    The receipt is printed',
            '  ✔ KR1-000001  KRW 15,800  Money done · Tax not needed · Receipt done',
            '',
          ].join('\n'),
        )
        expect(shop.host.ledger.netCaptured(TERMINAL, 'KRW').amountMinor).toBe(15_800)
        expect(shop.gateway.ledger.documents()).toEqual([])
        expect(shop.printer.receipts()).toHaveLength(1)
        expect(shop.printer.drawerPulses()).toEqual([])
      }),
    LIMIT_MS,
  )

  it(
    'in cash, with change, the drawer, and no cash receipt when the customer wants none',
    () =>
      inShop(async (shop) => {
        const sold = await shop.run(['sell', '--item', '라떼:5000', '--pay', 'cash:10000'])
        expect(sold).toMatchObject({ status: 0, stderr: '', stdout: expect.stringContaining('거스름돈 5,000원') })
        expect(shop.printer.receipts()[0]?.text).toMatch(/거스름돈 +5,000원/)
        expect(shop.printer.drawerPulses()).toHaveLength(1)
        expect(shop.gateway.ledger.documents()).toEqual([])
      }),
    LIMIT_MS,
  )

  it(
    'by transfer, with a cash receipt for business expense',
    () =>
      inShop(async (shop) => {
        const sold = await shop.run([
          'sell',
          '--item',
          '회의 도시락:12,000:5',
          '--pay',
          'transfer',
          '--cash-receipt',
          'business:220-81-62517',
        ])
        expect(sold).toMatchObject({ status: 0, stderr: '' })
        const [document] = shop.gateway.ledger.documents()
        expect(document).toMatchObject({ tradeUsage: '지출증빙용', totalAmount: 60_000, itemName: '회의 도시락' })
        expect(document && shop.gateway.ledger.isIssuedTo(document, '2208162517')).toBe(true)
      }),
    LIMIT_MS,
  )

  it(
    'by card and cash, the cash part self-issued when nobody gives a number',
    () =>
      inShop(async (shop) => {
        const sold = await shop.run([
          'sell',
          '--item',
          '선물 세트:150,000',
          '--pay',
          'card:50000:3',
          '--pay',
          'cash',
          '--cash-receipt',
          'self',
        ])
        expect(sold).toMatchObject({ status: 0, stderr: '' })
        expect(shop.host.ledger.transactions()).toMatchObject([
          { state: 'approved', amount: { amountMinor: 50_000 }, decision: { instalmentMonths: 3 } },
        ])
        const [document] = shop.gateway.ledger.documents()
        expect(document).toMatchObject({ totalAmount: 100_000 })
        expect(document && shop.gateway.ledger.isIssuedTo(document, '0100001234')).toBe(true)
        expect(shop.printer.receipts()[0]?.text).toMatch(/할부 +3개월/)
      }),
    LIMIT_MS,
  )

  it(
    'with a discount, an item free of VAT and a service charge, each in its own place',
    () =>
      inShop(async (shop) => {
        const items = ['--item', '식빵:11,000:2', '--item', '생과일:10,000:1.5:free']
        const sold = await shop.run([
          'sell',
          ...items,
          '--discount',
          '3,700',
          '--service-charge',
          '1,000',
          '--pay',
          'cash',
          '--cash-receipt',
          'self',
        ])
        expect(sold).toMatchObject({ status: 0, stderr: '' })
        // 37,000 less 10 %: 19,800 with VAT in it, 13,500 without, and the service charge outside both.
        expect(shop.gateway.ledger.documents()).toMatchObject([
          { supplyCost: 31_500, tax: 1_800, serviceFee: 1_000, totalAmount: 34_300 },
        ])
        expect(shop.printer.receipts()[0]?.text).toMatch(/할인 +-?3,700/)
      }),
    LIMIT_MS,
  )

  it(
    'when the first card is declined and the second way to pay is not',
    () =>
      inShop(async (shop) => {
        shop.host.addRule({ responseCode: '51', times: 1 })
        const sold = await shop.run(['sell', '--item', '라떼:5000', '--pay', 'card', '--pay', 'cash'])
        expect(sold).toMatchObject({ status: 0, stderr: '', stdout: expect.stringContaining('[51]') })
        expect(shop.host.ledger.netCaptured(TERMINAL, 'KRW').amountMinor).toBe(0)
      }),
    LIMIT_MS,
  )

  it.each([
    { shop: 'china', item: '小笼包:28', pay: 'cash:100', says: ['江南小馆', '找零 RMB 72.00'] },
    { shop: 'elsewhere', item: 'Flat white:4.80:2', pay: 'card', says: ['Harbor Coffee', 'Total $9.60'] },
  ])('in the built-in shop $shop, on devices inside the till', ({ shop: name, item, pay, says }) =>
    inShop(async (shop) => {
      const own = [
        '--shop',
        name,
        '--acquirer',
        'emulated:',
        '--tax',
        'none:',
        '--printer',
        `emulated:${name === 'china' ? '?charset=gb18030' : ''}`,
      ]
      const sold = await shop.run(['sell', ...own, '--item', item, '--pay', pay])
      expect(sold).toMatchObject({ status: 0, stderr: '' })
      for (const words of says) expect(sold.stdout).toContain(words)
      expect(await shop.run(['journal', 'verify'])).toMatchObject({ status: 0 })
    }),
  )
})

describe.concurrent('a sale with something owed ends with 3', () => {
  it(
    'while the tax gateway is in maintenance; it is listed, and owed no longer once the gateway is back',
    () =>
      inShop(async (shop) => {
        await shop.gateway.script({
          on: 'any',
          times: 'always',
          fault: { kind: 'httpStatus', status: 503, page: 'maintenance' },
        })
        const sold = await shop.run([
          'sell',
          '--item',
          '원두:120,000',
          '--pay',
          'cash',
          '--cash-receipt',
          'personal:010-1234-5678',
        ])
        expect(sold).toMatchObject({ status: 3, stderr: '' })
        expect(sold.stdout).toMatch(/! KR1-000001 .*현금영수증 미완료/)
        expect(sold.stdout).toMatch(/23:59까지 발급하지 않으면 가산세 24,000원이 부과됩니다/)
        expect(shop.printer.receipts()[0]?.text).toContain('현금영수증 전송대기')
        expect((await shop.run(['sales', '--language', 'en'])).stdout).toMatch(/^KR1-000001 .*Tax owed.*\n +Tax: owed/)

        await shop.gateway.script({ kind: 'mend' })
        expect(await shop.run(['resume'])).toMatchObject({ status: 0, stderr: '' })
        expect(shop.gateway.ledger.documents()).toHaveLength(1)
        expect((await shop.run(['sales', '--language', 'en'])).stdout).toBe('Nothing is owed to anybody.\n')
        expect((await shop.run(['sales', '--all', '--language', 'en'])).stdout).toMatch(/^KR1-000001 .*\(complete\)\n$/)
      }),
    LIMIT_MS,
  )

  it(
    'when the printer is off',
    () =>
      inShop(async (shop) => {
        shop.printer.powerOff()
        const sold = await shop.run(['sell', '--item', '라떼:5000', '--pay', 'card'])
        expect(sold).toMatchObject({
          status: 3,
          stderr: '',
          stdout: expect.stringMatching(/! KR1-000001 .*영수증 미완료/),
        })
        shop.printer.powerOn()
        expect(await shop.run(['resume'])).toMatchObject({ status: 0, stderr: '' })
        expect(shop.printer.receipts()).toHaveLength(1)
        expect(shop.printer.receipts()[0]?.text).not.toContain('재발행')
      }),
    LIMIT_MS,
  )
})

describe.concurrent('a cancelled sale ends with 4', () => {
  it(
    'when nothing is left to pay with',
    () =>
      inShop(async (shop) => {
        shop.host.addRule({ responseCode: '51' })
        const sold = await shop.run(['sell', '--item', '라떼:5000', '--pay', 'card'])
        expect(sold).toMatchObject({ status: 4, stderr: '', stdout: expect.stringContaining('판매가 취소되었습니다') })
        expect(shop.host.ledger.transactions().map(({ state }) => state)).toEqual(['declined'])
        expect(shop.printer.receipts()).toEqual([])
      }),
    LIMIT_MS,
  )

  it(
    'when what was charged before is reversed: the reversal under way is waited for, as a receipt is',
    () =>
      inShop(async (shop) => {
        shop.host.addRule({ when: { amountMinor: 4_000 }, responseCode: '51' })
        const sold = await shop.run(['sell', '--item', '라떼:5000', '--pay', 'card:1000', '--pay', 'card'])
        expect(shop.host.ledger.netCaptured(TERMINAL, 'KRW').amountMinor).toBe(0)
        expect(sold).toMatchObject({ status: 4, stderr: '', stdout: expect.stringContaining('판매가 취소되었습니다') })
      }),
    LIMIT_MS,
  )
})

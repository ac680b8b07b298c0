/** What goes into an invoice: lines that add up to the sale, a buyer that could be one, an approval number of the right shape. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { money, sum } from '../../src/domain/money.js'
import { priceSale } from '../../src/domain/sale.js'
import { invoiceApprovalNumber, isPastDate } from '../../src/flows/invoice/approval-number.js'
import { buyerText, maskedBuyer, parseInvoiceBuyer, readBuyerText } from '../../src/flows/invoice/invoice-buyer.js'
import { invoiceLines } from '../../src/flows/invoice/invoice-lines.js'

const fen = (amountMinor: number) => money(amountMinor, 'CNY')

describe('the lines of an invoice', () => {
  const line = fc.record({
    name: fc.constantFrom('苹果', '办公用纸'),
    quantityThousandths: fc.integer({ min: 1, max: 50_000 }),
    unitPrice: fc.integer({ min: 0, max: 50_000 }).map(fen),
    taxFree: fc.boolean(),
  })
  const draft = fc.record({
    currency: fc.constant('CNY' as const),
    lines: fc.array(line, { minLength: 1, maxLength: 8 }),
    discount: fc.integer({ min: 0, max: 2_000 }).map(fen),
    serviceCharge: fc.integer({ min: 0, max: 2_000 }).map(fen),
    vatRateBasisPoints: fc.constantFrom(0, 300, 600, 1300),
  })

  it('add up to the sale to the last fen, each with a tax that is its rate’s', () => {
    fc.assert(
      fc.property(draft, (drawn) => {
        const sale = priceSale(drawn)
        if (!sale.ok) return
        const { split } = sale.value
        const lines = invoiceLines(sale.value, '服务费')
        const total = (pick: (line: (typeof lines)[number]) => ReturnType<typeof fen>) => sum(lines.map(pick), 'CNY')
        expect(total(({ amount }) => amount)).toEqual(split.total)
        expect(total(({ vat }) => vat)).toEqual(split.vat)
        for (const { amount, vat, vatRateBasisPoints } of lines) {
          expect(amount.amountMinor).toBeGreaterThan(0)
          const net = amount.amountMinor - vat.amountMinor
          expect(Math.abs((net * vatRateBasisPoints) / 10_000 - vat.amountMinor)).toBeLessThan(6)
        }
      }),
    )
  })
})

describe('a buyer', () => {
  const COMPANY = { name: ' 北京远山科技有限公司 ', taxNumber: '911100006000300020', phone: '138 0013 8000' }

  it('is read, masked, sealed as one text and read again', () => {
    const read = parseInvoiceBuyer(COMPANY)
    if (!read.ok) throw new Error(read.problem)
    expect(read.value.name).toBe('北京远山科技有限公司')
    expect(JSON.stringify(read.value)).not.toContain('13800138000')
    expect(maskedBuyer(read.value)).toBe('北京远山科技有限公司 911****0020')
    const again = readBuyerText(buyerText(COMPANY))
    expect([again?.taxNumber?.reveal(), again?.phone?.reveal()]).toEqual(['911100006000300020', '13800138000'])
  })

  it('who is a person shows one character of the name', () => {
    const read = parseInvoiceBuyer({ name: '李雷', email: 'li@example.cn' })
    expect(read.ok && maskedBuyer(read.value)).toBe('李*')
  })

  it.each([
    [{ name: ' ' }, 'nameMissing'],
    [{ name: '长'.repeat(101) }, 'nameTooLong'],
    [{ ...COMPANY, taxNumber: '911100006000300021' }, 'taxNumberWrong'],
    [{ ...COMPANY, phone: '010-8888-1234' }, 'phoneWrong'],
    [{ ...COMPANY, email: 'nowhere' }, 'emailWrong'],
  ])('%o is told what is wrong', (draft, problem) => {
    expect(parseInvoiceBuyer(draft)).toEqual({ ok: false, problem })
  })

  it('whose sealed text is none is nobody', () => {
    for (const text of ['', '{}', '[]', 'null', '{"name":""}', '{"name":1}'])
      expect(readBuyerText(text)).toBeUndefined()
  })
})

describe('an approval number', () => {
  it('has 24 characters and begins with a day', () => {
    expect(invoiceApprovalNumber('20261122-41000012-1234567a')).toBe('20261122410000121234567A')
    for (const wrong of ['', '20261122', '202611224100001212345678 9', '20260230410000121234567A']) {
      expect(invoiceApprovalNumber(wrong)).toBeUndefined()
    }
  })

  it('is of a day that has come, in Korea', () => {
    const lateEvening = Date.UTC(2026, 10, 22, 15, 30)
    expect(isPastDate('20261123', lateEvening)).toBe(true)
    expect(isPastDate('20261124', lateEvening)).toBe(false)
    expect(isPastDate('2026-11-1', lateEvening)).toBe(false)
  })
})

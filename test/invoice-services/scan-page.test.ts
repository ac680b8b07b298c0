/** The customer's way to an invoice: the code on the receipt, the page behind it, and one invoice whoever asks for it. */
import { describe, expect, it } from 'vitest'
import {
  AFTERNOON,
  BUYER_NAME,
  BUYER_TAX_NUMBER,
  fen,
  HOUR_MS,
  invoice,
  PHONE,
  patience,
  WRONG_TAX_NUMBER,
} from './invoice-samples.js'
import { type Opened, openings } from './opened-service.js'

const open = openings()
const SALE = { orderNumber: 'T1-1', total: fen(11_300), vat: fen(1_300), tradedAt: AFTERNOON }

function linkOf({ service }: Opened, sale = SALE): string {
  return service.pageFor(sale) ?? ''
}

async function read(url: string, form?: Readonly<Record<string, string>>) {
  const response = await fetch(url, form ? { method: 'POST', body: new URLSearchParams(form) } : {})
  return { status: response.status, text: await response.text(), headers: response.headers }
}

const COMPANY = { kind: 'company', name: BUYER_NAME, taxNumber: BUYER_TAX_NUMBER, phone: PHONE, email: '' }

describe('the page behind the receipt’s code', () => {
  it('shows the sale and asks for the buyer, with nothing from elsewhere', async () => {
    const opened = await open()
    const { status, text, headers } = await read(linkOf(opened))
    expect(status).toBe(200)
    for (const said of ['晨光便利店', 'T1-1', '2026-03-05 14:30:15', '¥113.00', '发票抬头', '税号']) {
      expect(text).toContain(said)
    }
    expect(text).not.toMatch(/src=|href=|<script|https?:/)
    expect(headers.get('content-security-policy')).toContain("default-src 'none'")
  })

  it('makes the invoice the customer asked for, which the till finds under the sale’s number', async () => {
    const opened = await open()
    const { status, text } = await read(linkOf(opened), COMPANY)
    expect([status, text.includes('正在开具')]).toEqual([200, true])
    expect(opened.server.ledger.find('T1-1')).toMatchObject({ via: 'page', totalMinor: 11_300, taxMinor: 1_300 })
    await opened.clock.advance(5_000)
    expect(await opened.service.query('T1-1', patience())).toMatchObject({ value: { invoice: { state: 'issued' } } })
    const again = await read(linkOf(opened))
    expect(again.text).toContain('发票已开具')
    expect(again.text).toMatch(/<b>\d{20}<\/b>/)
  })

  it('and the counter together get one invoice, whoever was first', async () => {
    const customerFirst = await open()
    await read(linkOf(customerFirst), COMPANY)
    expect(await customerFirst.service.request(invoice('T1-1'), patience())).toMatchObject({ kind: 'accepted' })
    expect(customerFirst.server.ledger.invoices()).toHaveLength(1)
    const tillFirst = await open()
    await tillFirst.service.request(invoice('T1-1'), patience())
    expect((await read(linkOf(tillFirst), COMPANY)).text).toContain('正在开具')
    expect(tillFirst.server.ledger.invoices()).toHaveLength(1)
  })

  it.each([
    ['no name', { name: '' }, '请填写发票抬头'],
    ['no tax number', { taxNumber: '' }, '企业抬头需要填写税号'],
    ['a wrong tax number', { taxNumber: WRONG_TAX_NUMBER }, '税号有误'],
    ['nowhere to send it', { phone: '' }, '请填写手机号或邮箱'],
    ['a wrong phone number', { phone: '12345678901' }, '手机号有误'],
    ['a wrong mail address', { phone: '', email: 'nowhere' }, '邮箱格式有误'],
  ])('gives a form with %s back as it was filled in', async (_what, changes, words) => {
    const opened = await open()
    const { status, text } = await read(linkOf(opened), { ...COMPANY, ...changes })
    expect(status).toBe(422)
    expect(text).toContain(words)
    expect(opened.server.ledger.invoices()).toEqual([])
  })

  it('takes a person without a tax number', async () => {
    const opened = await open()
    await read(linkOf(opened), { kind: 'person', name: '李雷', taxNumber: '', phone: PHONE, email: '' })
    expect(opened.server.ledger.find('T1-1')).toMatchObject({ taxNumberMasked: '' })
  })

  it('lets nobody write into it', async () => {
    const opened = await open()
    const { text } = await read(linkOf(opened), { ...COMPANY, name: '"><script>alert(1)</script>', phone: '' })
    expect(text).not.toContain('<script')
    expect(text).toContain('&quot;&gt;&lt;script&gt;')
  })

  it('opens to no code that was changed, and to none that is too old', async () => {
    const opened = await open()
    const link = new URL(linkOf(opened))
    for (const name of ['o', 'a', 'v', 't', 's']) {
      const changed = new URL(link)
      changed.searchParams.set(name, `${link.searchParams.get(name)}0`)
      expect((await read(changed.href, COMPANY)).status).toBe(403)
    }
    await opened.clock.advance(31 * 24 * HOUR_MS)
    expect((await read(link.href, COMPANY)).status).toBe(410)
    expect(opened.server.ledger.invoices()).toEqual([])
  })

  it('is short enough for a receipt’s code and holds nothing of the customer', async () => {
    const { service } = await open({ driver: { page: 'https://kp.example.cn/scan' } })
    expect(service.pageFor(SALE)).toMatch(
      /^https:\/\/kp\.example\.cn\/scan\?o=T1-1&a=11300&v=1300&t=\d{10}&s=[\w-]{22}$/,
    )
  })
})

/** The pieces that must be right to the byte or the word: the signature, the table of codes, the address, the opened box. */
import { describe, expect, it } from 'vitest'
import { VirtualClock } from '../../drivers/clocks/virtual-clock.js'
import { billingFields } from '../../drivers/invoice-services/nuonuo/billing-fields.js'
import { newNonce, newSenid, nuonuoSignature } from '../../drivers/invoice-services/nuonuo/nuonuo-signature.js'
import { openEmulatedInvoiceService } from '../../drivers/invoice-services/open-emulated-invoice-service.js'
import { type InvoiceSurroundings, invoiceServiceAt } from '../../drivers/open-invoice-service.js'
import { NUONUO_CODES, nuonuoFailure, nuonuoWords } from '../../src/domain/gateway-codes/nuonuo-codes.js'
import { LANGUAGES } from '../../src/domain/language.js'
import { DriverError } from '../../src/ports/device.js'
import { SCRATCH_ROOT } from '../scratch-root.js'
import { AFTERNOON, invoice, patience, SHOP } from './invoice-samples.js'
import { countingRandom } from './opened-service.js'

const CALL = {
  appKey: 'key',
  appSecret: 'secret',
  path: '/open/v1/services',
  senid: 'a'.repeat(32),
  nonce: '12345678',
  timestamp: '1772692215',
  body: '{"名":"值"}',
}

describe('the signature', () => {
  it('is the HMAC-SHA1 another tool computes over the same string', () => {
    // printf '%s' 'a=services&l=v1&p=open&k=key&i=aaaa…&n=12345678&t=1772692215&f={"名":"值"}' | openssl dgst -sha1 -hmac secret -binary | base64
    expect(nuonuoSignature(CALL)).toBe('/yDEtLAt2FWD0rTBoohue11eJz4=')
  })

  it('wants a path of three segments', () => {
    expect(() => nuonuoSignature({ ...CALL, path: '/services' })).toThrow(DriverError)
  })

  it('goes with 32 characters and eight digits, new each time', () => {
    const random = countingRandom()
    expect(newSenid(random)).toMatch(/^[0-9a-f]{32}$/)
    expect(newSenid(random)).not.toBe(newSenid(random))
    expect(newNonce(random)).toMatch(/^[1-9]\d{7}$/)
    expect(newNonce({ bytes: (count) => new Uint8Array(count).fill(255) })).toMatch(/^[1-9]\d{7}$/)
  })
})

describe('the fields of a request', () => {
  it('are yuan with two decimals, and a unit price that gives the amount again', () => {
    const { order } = billingFields(invoice('T1-1'), { goodsCode: '1'.repeat(19) })
    expect(order).toMatchObject({ orderNo: 'T1-1', invoiceDate: '2026-03-05 14:30:15', pushMode: '1' })
    expect(order.invoiceDetail[0]).toEqual({
      goodsName: '办公用纸',
      goodsCode: '1'.repeat(19),
      invoiceLineProperty: '0',
      withTaxFlag: '1',
      num: '3',
      price: '30.13333333',
      taxRate: '0.13',
      taxIncludedAmount: '90.40',
      tax: '10.40',
      taxExcludedAmount: '80.00',
    })
  })
})

describe('the table of codes', () => {
  it('has words in every language, each in its own letters', () => {
    for (const [code, row] of Object.entries(NUONUO_CODES)) {
      for (const language of LANGUAGES) expect(nuonuoWords(code, language)).toBe(row.words[language])
      expect(row.words.ko).toMatch(/\p{Script=Hangul}/u)
      expect(row.words.zh).toMatch(/\p{Script=Han}/u)
      expect(row.words.en).toMatch(/^[\x20-\x7E’]+$/)
    }
  })

  it('calls what it does not know refused', () => {
    expect(nuonuoFailure('E1')).toBe('invoice.refused')
    expect(nuonuoWords('E1', 'ko')).toBeUndefined()
  })
})

describe('an address', () => {
  const surroundings: InvoiceSurroundings = {
    clock: new VirtualClock(AFTERNOON),
    emulatedFolder: SCRATCH_ROOT,
    utcOffsetMinutes: 480,
    random: countingRandom(),
    ...(SHOP.uscc && { uscc: SHOP.uscc }),
    invoiceSecret: 'secret',
  }

  it('opens 诺诺 without touching it, and shows no secret', async () => {
    const text = 'nuonuo:https://sdk.nuonuo.com?appKey=key&page=https://kp.example.cn/scan'
    const service = await (await invoiceServiceAt(text, surroundings))()
    expect(service.address).toBe(text)
    expect(JSON.stringify(service)).not.toContain('secret')
    await service.close()
  })

  it('opens nothing for none', async () => {
    const service = await (await invoiceServiceAt('none:', surroundings))()
    expect(await service.request(invoice('T1-1'), patience())).toMatchObject({ kind: 'unavailable' })
    const sale = { orderNumber: 'T1-1', total: { amountMinor: 1, currency: 'CNY' }, tradedAt: 0 } as const
    expect(service.pageFor({ ...sale, vat: sale.total })).toBeUndefined()
  })

  it.each([
    ['nuonuo:sdk.nuonuo.com?appKey=k', {}],
    ['nuonuo:https://sdk.nuonuo.com', {}],
    ['nuonuo:https://sdk.nuonuo.com?appKey=k&goodsCode=12', {}],
    ['nuonuo:https://sdk.nuonuo.com?appKey=k', { invoiceSecret: undefined }],
    ['nuonuo:https://sdk.nuonuo.com?appKey=k', { uscc: undefined }],
    ['emulated:?speed=fast', {}],
    ['none:?x=1', {}],
    ['baiwang:https://x', {}],
  ])('%s is refused before anything is opened', async (text, changes) => {
    const opening = invoiceServiceAt(text, { ...surroundings, ...changes } as InvoiceSurroundings)
    await expect(opening).rejects.toThrow(DriverError)
  })

  it('opens the box, and closing it closes both', async () => {
    const { clock, random } = surroundings
    const service = await openEmulatedInvoiceService({ clock, random })
    expect(await service.request(invoice('T1-1'), patience())).toMatchObject({ kind: 'accepted' })
    expect(service.pageFor({ ...invoiceSale, tradedAt: AFTERNOON })).toContain(`${service.server.url}/scan?`)
    await service.close()
    await expect(fetch(service.server.url)).rejects.toThrow()
  })
})

const invoiceSale = {
  orderNumber: 'T1-1',
  total: { amountMinor: 11_300, currency: 'CNY' },
  vat: { amountMinor: 1_300, currency: 'CNY' },
} as const

/**
 * The emulated PortOne as plain HTTP: what it refuses and why, what an idempotency key gets, and what its ledger file
 * holds. Spoken to without the driver, so that neither can hide the other's mistakes.
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { VirtualClock } from '../../drivers/clocks/virtual-clock.js'
import { EMULATED_PORTONE_ACCOUNT } from '../../drivers/tax-authorities/emulated-portone/portone-account.js'
import {
  type EmulatedPortone,
  type EmulatedPortoneOptions,
  serveEmulatedPortone,
} from '../../drivers/tax-authorities/emulated-portone/serve-emulated-portone.js'
import { AFTERNOON, PHONE } from './cash-receipt-samples.js'

const { secret, storeId } = EMULATED_PORTONE_ACCOUNT
const gateways: EmulatedPortone[] = []
const folders: string[] = []
afterEach(async () => {
  for (const gateway of gateways.splice(0)) await gateway.close()
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true })
})

async function serve(options: Partial<EmulatedPortoneOptions> = {}) {
  const clock = new VirtualClock(AFTERNOON)
  const gateway = await serveEmulatedPortone({ clock, ...options })
  gateways.push(gateway)
  const call = async (method: string, where: string, body?: object, headers: Record<string, string> = {}) => {
    const response = await fetch(`${gateway.url}${where}`, {
      method,
      headers: { authorization: `PortOne ${secret}`, connection: 'close', ...headers },
      ...(body && { body: JSON.stringify(body) }),
    })
    const reply: unknown = await response.json()
    return { status: response.status, reply }
  }
  const issue = (changes: object = {}, headers: Record<string, string> = {}) =>
    call('POST', '/cash-receipts', { ...SALE, ...changes }, headers)
  return { gateway, clock, call, issue }
}

const SALE = {
  paymentId: 'R-1',
  channelKey: EMULATED_PORTONE_ACCOUNT.channelKeys[0],
  type: 'PERSONAL',
  orderName: '커피',
  currency: 'KRW',
  amount: { total: 11_000, taxFree: 0, vat: 1_000 },
  customer: { identityNumber: PHONE, identityNumberType: 'PHONE' },
  paidAt: '2026-03-05T14:30:15+09:00',
}

const customer = (identityNumber: string, identityNumberType?: string) => ({
  customer: { identityNumber, ...(identityNumberType && { identityNumberType }) },
})

describe('what the emulated PortOne takes', () => {
  it.each([
    ['no payment number', { paymentId: undefined }],
    ['no channel', { channelKey: undefined }],
    ['no customer', { customer: undefined }],
    ['another currency', { currency: 'USD' }],
    ['an unknown use', { type: 'ANONYMOUS' }],
    ['nothing', { amount: { total: 0 } }],
    ['half a won', { amount: { total: 1000.5 } }],
    ['parts above the total', { amount: { total: 11_000, taxFree: 10_500, vat: 1_000 } }],
    ['more VAT than supply', { amount: { total: 11_000, taxFree: 0, vat: 6_000 } }],
    ['a telephone that is none', customer('0212345678', 'PHONE')],
    ['a telephone said to be a business number', customer(PHONE, 'BUSINESS')],
    ['a business number with a wrong check digit', customer('1168200278')],
    ['a resident registration number', customer('9001011234567')],
    ['a sale of tomorrow', { paidAt: '2026-03-06T14:30:15+09:00' }],
    ['a date that is none', { paidAt: '2026-03-05' }],
  ])('not %s', async (_what, changes) => {
    const { issue, gateway } = await serve()
    expect(await issue(changes)).toMatchObject({ status: 400, reply: { type: 'INVALID_REQUEST' } })
    expect(gateway.book.records()).toEqual([])
  })

  it.each([
    ['a business number for a deduction', customer('1178178260'), 'EMULATED-USE'],
    ['a self-issued expense', { ...customer('0100001234'), type: 'CORPORATE' }, 'EMULATED-USE'],
    ['a sale of the day before yesterday', { paidAt: '2026-03-03T23:59:59+09:00' }, 'EMULATED-DATE'],
  ])('not, says the payment company, %s', async (_what, changes, pgCode) => {
    const { issue, call } = await serve()
    expect(await issue(changes)).toMatchObject({ status: 502, reply: { type: 'PG_PROVIDER', pgCode } })
    expect(await call('GET', '/payments/R-1/cash-receipt')).toMatchObject({ reply: { status: 'ISSUE_FAILED' } })
    // What failed may be tried again under its number, what was issued may not.
    expect(await issue()).toMatchObject({ status: 200 })
    expect(await issue()).toMatchObject({ status: 409, reply: { type: 'CASH_RECEIPT_ALREADY_ISSUED' } })
  })

  it('a sale of yesterday, and the VAT it is not told is an eleventh', async () => {
    const { issue, gateway } = await serve()
    const changes = { paidAt: '2026-03-04T00:00:00+09:00', amount: { total: 13_000, taxFree: 2_000 } }
    expect(await issue(changes)).toMatchObject({ status: 200 })
    expect(gateway.book.records()).toMatchObject([{ amount: 13_000, taxFreeAmount: 2_000, vatAmount: 1_000 }])
  })
})

describe('an idempotency key', () => {
  const key = { 'idempotency-key': 'R-1-0-0123456789abcdef' }

  it('gets its first answer again, whatever is asked, for three hours', async () => {
    const { issue, clock, gateway } = await serve()
    const first = await issue({}, key)
    expect(await issue({ paymentId: 'R-2' }, key)).toEqual(first)
    await clock.advance(3 * 60 * 60 * 1000)
    expect(await issue({}, key)).toMatchObject({ status: 409, reply: { type: 'CASH_RECEIPT_ALREADY_ISSUED' } })
    expect(gateway.book.records()).toHaveLength(1)
  })

  it('gets a refusal again too, but not one for a wrong secret', async () => {
    const { issue } = await serve()
    expect(await issue({}, { ...key, authorization: 'PortOne wrong' })).toMatchObject({ status: 401 })
    const refused = await issue({ channelKey: 'gone' }, key)
    expect(refused).toMatchObject({ status: 404, reply: { type: 'CHANNEL_NOT_FOUND' } })
    expect(await issue({}, key)).toEqual(refused)
  })

  it.each(['too-short', 'with spaces in the middle', 'a'.repeat(257)])('cannot be %j', async (wrong) => {
    const { issue } = await serve()
    expect(await issue({}, { 'idempotency-key': wrong })).toMatchObject({ status: 400 })
  })
})

describe('the ledger file of the emulated PortOne', () => {
  it('outlives the process, and holds no customer in clear', async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'portone-'))
    folders.push(folder)
    const ledgerFile = path.join(folder, 'portone.jsonl')
    const before = await serve({ ledgerFile })
    await before.issue()
    await before.issue({ paymentId: 'R-2' })
    await before.call('POST', '/payments/R-1/cash-receipt/cancel')
    await before.issue({ paymentId: 'R-3', ...customer('1178178260') })
    await before.gateway.close()

    expect(readFileSync(ledgerFile, 'utf8')).not.toContain(PHONE)
    expect(readFileSync(ledgerFile, 'utf8')).not.toContain('1178178260')
    const after = await serve({ ledgerFile })
    expect(after.gateway.book.records()).toMatchObject([
      { paymentId: 'R-1', status: 'CANCELLED', identityMasked: '010****4321' },
      { paymentId: 'R-2', status: 'ISSUED' },
      { paymentId: 'R-3', status: 'ISSUE_FAILED' },
    ])
    const kept = after.gateway.book.find(storeId, 'R-2')
    expect(kept && after.gateway.book.isIssuedTo(kept, PHONE)).toBe(true)
    expect(await after.issue({ paymentId: 'R-4' })).toMatchObject({
      reply: { cashReceipt: { issueNumber: '820000003' } },
    })
  })
})

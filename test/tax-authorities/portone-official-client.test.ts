/**
 * PortOne's own client, unmodified, against the emulated PortOne over real HTTP. What it reads and which error it throws is
 * how the emulator is known to speak PortOne and not the driver's idea of it.
 */
import { Payment } from '@portone/server-sdk'
import { afterEach, describe, expect, it } from 'vitest'
import { VirtualClock } from '../../drivers/clocks/virtual-clock.js'
import { EMULATED_PORTONE_ACCOUNT } from '../../drivers/tax-authorities/emulated-portone/portone-account.js'
import {
  type EmulatedPortone,
  serveEmulatedPortone,
} from '../../drivers/tax-authorities/emulated-portone/serve-emulated-portone.js'
import { AFTERNOON, PHONE, patience, receipt } from './cash-receipt-samples.js'
import { portoneOpenings } from './portone-openings.js'

const { CashReceipt } = Payment
const gateways: EmulatedPortone[] = []
afterEach(async () => {
  for (const gateway of gateways.splice(0)) await gateway.close()
})

async function clientOf(init: { readonly secret?: string; readonly storeId?: string } = {}) {
  const gateway = await serveEmulatedPortone({ clock: new VirtualClock(AFTERNOON) })
  gateways.push(gateway)
  const client = CashReceipt.CashReceiptClient({
    secret: EMULATED_PORTONE_ACCOUNT.secret,
    baseUrl: gateway.url,
    ...init,
  })
  return { gateway, client }
}

const SALE = {
  paymentId: 'C-1',
  channelKey: EMULATED_PORTONE_ACCOUNT.channelKeys[0] ?? '',
  type: 'PERSONAL',
  orderName: '아메리카노 외 2건',
  currency: 'KRW',
  amount: { total: 11_000 },
  customer: { identityNumber: PHONE },
} as const

describe('the official client', () => {
  it('issues, finds, lists and cancels', async () => {
    const { client } = await clientOf({ storeId: EMULATED_PORTONE_ACCOUNT.storeId })
    const { cashReceipt } = await client.issueCashReceipt(SALE)
    expect(cashReceipt).toEqual({
      issueNumber: expect.stringMatching(/^\d{9}$/),
      url: expect.stringContaining('https://'),
      pgReceiptId: expect.any(String),
    })
    const found = await client.getCashReceiptByPaymentId({ paymentId: 'C-1' })
    expect(found).toMatchObject({
      ...{ status: 'ISSUED', paymentId: 'C-1', amount: 11_000, taxFreeAmount: 0, vatAmount: 1_000 },
      ...{ type: 'PERSONAL', currency: 'KRW', isManual: true, issueNumber: cashReceipt.issueNumber },
      issuedAt: '2026-03-05T05:30:15.000Z',
      channel: { key: SALE.channelKey },
    })
    expect(JSON.stringify(found)).not.toContain(PHONE)
    expect(await client.getCashReceipts()).toEqual({ items: [found], page: { number: 0, size: 10, totalCount: 1 } })

    expect(await client.cancelCashReceiptByPaymentId({ paymentId: 'C-1' })).toEqual({
      cancelledAmount: 11_000,
      cancelledAt: '2026-03-05T05:30:15.000Z',
    })
    const cancelled = { status: 'CANCELLED', cancelledAt: '2026-03-05T05:30:15.000Z' }
    expect(await client.getCashReceiptByPaymentId({ paymentId: 'C-1' })).toMatchObject(cancelled)
    const filter = { timeRangeField: 'CANCELLED_AT', statuses: ['CANCELLED'], from: '2026-03-05T00:00:00+09:00' }
    expect((await client.getCashReceipts({ filter, page: { number: 0, size: 1 } })).items).toMatchObject([cancelled])
    expect((await client.getCashReceipts({ filter: { statuses: ['ISSUED'] } })).items).toEqual([])
  })

  it('throws its own errors, typed as PortOne types them', async () => {
    const { client, gateway } = await clientOf()
    const thrown = async (call: Promise<unknown>) => call.then(() => undefined).catch((error: unknown) => error)

    const missing = await thrown(client.getCashReceiptByPaymentId({ paymentId: 'C-NONE' }))
    expect(missing).toBeInstanceOf(CashReceipt.GetCashReceiptError)
    expect(missing).toMatchObject({ data: { type: 'CASH_RECEIPT_NOT_FOUND' } })

    await client.issueCashReceipt(SALE)
    const twice = await thrown(client.issueCashReceipt(SALE))
    expect(twice).toBeInstanceOf(CashReceipt.IssueCashReceiptError)
    expect(twice).toMatchObject({ data: { type: 'CASH_RECEIPT_ALREADY_ISSUED' } })

    await client.cancelCashReceiptByPaymentId({ paymentId: 'C-1' })
    const again = await thrown(client.cancelCashReceiptByPaymentId({ paymentId: 'C-1' }))
    expect(again).toBeInstanceOf(CashReceipt.CancelCashReceiptError)
    expect(again).toMatchObject({ data: { type: 'CASH_RECEIPT_NOT_ISSUED' } })

    await gateway.script({ on: 'issue', fault: { kind: 'pgProvider', pgCode: '7001', pgMessage: '한도 초과' } })
    const refused = await thrown(client.issueCashReceipt({ ...SALE, paymentId: 'C-2' }))
    expect(refused).toMatchObject({ data: { type: 'PG_PROVIDER', pgCode: '7001', pgMessage: '한도 초과' } })
    const failed = await client.getCashReceiptByPaymentId({ paymentId: 'C-2' })
    expect(failed).toMatchObject({ status: 'ISSUE_FAILED', paymentId: 'C-2' })

    const unknownChannel = await thrown(client.issueCashReceipt({ ...SALE, paymentId: 'C-3', channelKey: 'gone' }))
    expect(unknownChannel).toMatchObject({ data: { type: 'CHANNEL_NOT_FOUND' } })
  })

  it('is turned away with a wrong secret or another store', async () => {
    const stranger = await clientOf({ secret: 'wrong' })
    await expect(stranger.client.getCashReceipts()).rejects.toMatchObject({ data: { type: 'UNAUTHORIZED' } })
    const lost = await clientOf({ storeId: 'store-of-others' })
    await expect(lost.client.issueCashReceipt(SALE)).rejects.toMatchObject({ data: { type: 'FORBIDDEN' } })
  })
})

describe('the official client beside the driver', () => {
  const open = portoneOpenings()

  it('sees what the driver issued, and the driver what it cancelled', async () => {
    const { authority, gateway } = await open()
    const { secret } = EMULATED_PORTONE_ACCOUNT
    const client = CashReceipt.CashReceiptClient({ secret, baseUrl: gateway.url })
    await authority.issue(receipt('P-SHARED'), patience())
    expect(await client.getCashReceiptByPaymentId({ paymentId: 'P-SHARED' })).toMatchObject({
      ...{ status: 'ISSUED', amount: 11_000, vatAmount: 1_000, orderName: '아메리카노 외 2건' },
    })
    await client.cancelCashReceiptByPaymentId({ paymentId: 'P-SHARED' })
    const listed = await authority.search({ from: '20260305', to: '20260305' }, patience())
    expect(listed).toMatchObject({ value: [{ kind: 'issue' }, { kind: 'revocation' }] })
  })
})

/**
 * What every invoice service behind the port must do, checked against each one that can be reached. The emulated service always
 * runs; 诺诺's own runs when a test account of it is in the environment.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { systemClock } from '../../drivers/clocks/system-clock.js'
import { NuonuoInvoiceService } from '../../drivers/invoice-services/nuonuo/nuonuo-invoice-service.js'
import { openEmulatedInvoiceService } from '../../drivers/invoice-services/open-emulated-invoice-service.js'
import { systemRandom } from '../../drivers/random/system-random.js'
import { UnifiedSocialCreditCode } from '../../src/domain/identifiers/uscc.js'
import type { InvoiceService } from '../../src/ports/invoice-service.js'
import { invoice, patience, red, SHOP } from './invoice-samples.js'

interface Row {
  readonly name: string
  /** Why the row cannot run here; absent when it can. */
  readonly missing?: string
  readonly seller: UnifiedSocialCreditCode | undefined
  open(): Promise<InvoiceService>
}

const { NUONUO_APP_KEY: appKey, NUONUO_APP_SECRET: appSecret, NUONUO_USCC: uscc } = process.env
const account = UnifiedSocialCreditCode.parse(uscc ?? '')

const ROWS: readonly Row[] = [
  {
    name: 'emulated service over HTTP',
    seller: SHOP.uscc,
    open: () =>
      openEmulatedInvoiceService({ clock: systemClock, random: systemRandom, rules: { issueMs: 0, signMs: 0 } }),
  },
  {
    name: '诺诺’s sandbox',
    ...(appKey && appSecret && account.ok
      ? {}
      : { missing: 'needs NUONUO_APP_KEY, NUONUO_APP_SECRET and NUONUO_USCC' }),
    seller: account.ok ? account.value : undefined,
    open: async () => {
      if (!account.ok) throw new Error('no account')
      return new NuonuoInvoiceService({
        authUrl: 'https://open.nuonuo.com/accessToken',
        apiUrl: 'https://sandbox.nuonuocs.cn/open/v1/services',
        ...{ appKey: appKey ?? '', appSecret: appSecret ?? '', seller: account.value },
        ...{ clock: systemClock, random: systemRandom },
        address: `nuonuo:https://sandbox.nuonuocs.cn?appKey=${appKey}`,
      })
    },
  },
]

for (const row of ROWS) {
  const title = row.missing === undefined ? row.name : `${row.name} (${row.missing})`
  describe.skipIf(row.missing !== undefined)(`invoice service contract: ${title}`, () => {
    const run = Buffer.from(systemRandom.bytes(6)).toString('hex')
    const shop = row.seller ? { ...SHOP, uscc: row.seller } : SHOP
    const asked = (place: number, changes: Parameters<typeof invoice>[1] = {}) =>
      invoice(`${run}-${place}`, { seller: shop, tradedAt: systemClock.now(), ...changes })
    let service: InvoiceService

    beforeAll(async () => {
      service = await row.open()
    })
    afterAll(() => service.close())

    it('takes a request, and knows it by its order number', async () => {
      expect(await service.request(asked(1), patience())).toMatchObject({
        kind: 'accepted',
        value: { orderNumber: `${run}-1` },
      })
      await expect
        .poll(() => service.query(`${run}-1`, patience()), { timeout: 20_000, interval: 200 })
        .toMatchObject({ kind: 'accepted', value: { found: true, invoice: { orderNumber: `${run}-1` } } })
    })

    it('takes the same request again as it stands, and no other under its number', async () => {
      expect(await service.request(asked(1), patience())).toMatchObject({ kind: 'accepted' })
      expect(await service.request(asked(1, { buyer: { name: '别家公司' } }), patience())).toMatchObject({
        kind: 'refused',
        failure: 'invoice.duplicateConflict',
      })
    })

    it('does not know what was never asked for, neither an invoice nor a red one', async () => {
      expect(await service.query(`${run}-9`, patience())).toEqual({ kind: 'accepted', value: { found: false } })
      expect(await service.queryRed(`${run}-9`, patience())).toEqual({ kind: 'accepted', value: { found: false } })
    })

    it('takes nothing back that it never issued', async () => {
      const wrong = { ...red(`${run}-8`, '1'.repeat(20)), seller: shop }
      expect(await service.red(wrong, patience())).toMatchObject({ kind: 'refused' })
    })

    it('never sends what was stopped before it was sent', async () => {
      const fresh = await row.open()
      expect(await fresh.request(asked(7), AbortSignal.abort())).toMatchObject({ kind: 'unavailable' })
      await fresh.close()
      await fresh.close()
      expect(await service.query(`${run}-7`, patience())).toMatchObject({ value: { found: false } })
    })
  })
}

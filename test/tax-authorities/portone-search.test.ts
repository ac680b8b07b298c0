/**
 * Listing through PortOne: a receipt and its cancellation are one entry there and two documents here, days are Korean, and
 * a page may hold fewer than were asked for.
 */
import { describe, expect, it } from 'vitest'
import { DAY_MS } from '../../drivers/tax-authorities/korean-time.js'
import { DriverError } from '../../src/ports/device.js'
import { business, patience, receipt, won } from './cash-receipt-samples.js'
import { acceptedBy, portoneOpenings, takeBack } from './portone-openings.js'

const open = portoneOpenings()

describe('searching through PortOne', () => {
  it('lists what was issued and what was taken back in some days, oldest first', async () => {
    const { authority, clock } = await open()
    const first = acceptedBy(await authority.issue(receipt('P-FIRST'), patience()))
    // 23:59:59 on the fifth of March in Korea, then midnight.
    await clock.advance(9.5 * 60 * 60 * 1000 - 16_000)
    const shop = { identifier: business('1178178260'), use: 'businessExpense' as const, amounts: won(33_000, 1_000) }
    acceptedBy(await authority.issue(receipt('P-LAST', { ...shop, tradedAt: clock.now() }), patience()))
    await clock.advance(1_000)
    acceptedBy(await authority.issue(receipt('P-MIDNIGHT'), patience()))
    await clock.advance(1_000)
    acceptedBy(await authority.revoke(takeBack(first), patience()))

    const search = async (from: string, to: string) =>
      acceptedBy(await authority.search({ from, to }, patience())).map(
        ({ documentNumber, kind, tradeDate, total, use, status }) =>
          `${documentNumber} ${kind} ${tradeDate} ${total.amountMinor} ${use} ${status}`,
      )
    const fifth = [
      'P-FIRST issue 20260305 11000 personalDeduction issued',
      'P-LAST issue 20260305 34000 businessExpense issued',
    ]
    const sixth = [
      'P-MIDNIGHT issue 20260306 11000 personalDeduction issued',
      'P-FIRST revocation 20260306 11000 personalDeduction issued',
    ]
    expect(await search('20260305', '20260305')).toEqual(fifth)
    expect(await search('20260306', '20260306')).toEqual(sixth)
    expect(await search('20260305', '20260306')).toEqual([...fifth, ...sixth])
    expect(await search('20260307', '20260401')).toEqual([])
  })

  it('turns pages until there are no more, however few a page holds, and leaves failed attempts out', async () => {
    const { authority, gateway, clock } = await open({ rules: { mostPerPage: 3 } })
    const numbers = Array.from({ length: 6 }, (_, index) => `P-${index}`)
    for (const number of numbers) {
      acceptedBy(await authority.issue(receipt(number), patience()))
      await clock.advance(1_000)
    }
    await gateway.script({ on: 'issue', fault: { kind: 'pgProvider', pgCode: '7001' } })
    await authority.issue(receipt('P-FAILED'), patience())
    const found = acceptedBy(await authority.search({ from: '20260305', to: '20260305' }, patience()))
    expect(found.map(({ documentNumber }) => documentNumber)).toEqual(numbers)
    // Three pages of what was issued, the last one empty, and one of what was cancelled.
    expect(gateway.requestCount('list')).toBe(4)
  })

  it('reaches back as far as it is told to', async () => {
    const { authority, clock } = await open()
    acceptedBy(await authority.issue(receipt('P-OLD'), patience()))
    await clock.advance(200 * DAY_MS)
    const span = { from: '20260301', to: '20260331' }
    expect(acceptedBy(await authority.search(span, patience()))).toHaveLength(1)
  })

  it('gives no list at all rather than half of one', async () => {
    const { authority, gateway } = await open({ rules: { mostPerPage: 1 } })
    for (const number of ['P-1', 'P-2']) acceptedBy(await authority.issue(receipt(number), patience()))
    const span = { from: '20260305', to: '20260305' }
    await gateway.script({ on: 'list', skip: 1, fault: { kind: 'garbage', form: 'truncatedJson' } })
    expect(await authority.search(span, patience())).toEqual({ kind: 'unknown', reason: 'unreadable-reply' })
    await gateway.script({ on: 'list', skip: 1, fault: { kind: 'httpStatus', status: 503 } })
    expect(await authority.search(span, patience())).toMatchObject({ kind: 'unavailable' })
  })

  it('rejects days that do not exist', async () => {
    const { authority } = await open()
    await expect(authority.search({ from: '20260230', to: '20260301' }, patience())).rejects.toThrow(DriverError)
  })
})

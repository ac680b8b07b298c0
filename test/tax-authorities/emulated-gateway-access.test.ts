/** When the emulated gateway takes anything at all: from where, at what hour, how late, and for how many points. */
import { describe, expect, it } from 'vitest'
import { AFTERNOON, patience, receipt, revocation } from './cash-receipt-samples.js'
import { callGateway, openings } from './opened-authority.js'

const open = openings()

describe('revoking within a time', () => {
  const DAY_MS = 24 * 60 * 60 * 1000

  it.each([
    ['90 days', { days: 90 }, 90],
    ['the calendar year', 'endOfYear', 301],
  ] as const)('of %s', async (_what, revocableUntil, lastDay) => {
    const { authority, clock } = await open({ rules: { revocableUntil } })
    for (const number of ['D-1', 'D-2']) await authority.issue(receipt(number), patience())
    await clock.advance(lastDay * DAY_MS)
    expect(await authority.revoke(revocation('R-1'), patience())).toMatchObject({ kind: 'accepted' })
    await clock.advance(DAY_MS)
    const late = revocation('R-2', { originalApprovalNumber: 'TB0000002' })
    expect(await authority.revoke(late, patience())).toMatchObject({
      kind: 'refused',
      failure: 'tax.dateOutOfRange',
      hostCode: '-14002021',
    })
  })

  it('is dated today or yesterday like any document', async () => {
    const opened = await open({ rules: { revocableFrom: 'issued' } })
    await opened.authority.issue(receipt('D-1'), patience())
    const body = { mgtKey: 'R-1', orgConfirmNum: 'TB0000001', orgTradeDate: '20260305', tradeDT: '20260301120000' }
    expect(await callGateway(opened, '/Cashbill', 'REVOKEISSUE', body)).toMatchObject({ body: { code: -14002021 } })
  })
})

describe('who may come in, and when', () => {
  it('a shop whose address is not on the list is told so', async () => {
    const { authority, gateway } = await open({ rules: { allowedAddresses: ['203.0.113.7'] } })
    const told = { kind: 'refused', failure: 'tax.addressNotAllowed', hostCode: '-99010013' }
    expect(await authority.issue(receipt('D-1'), patience())).toMatchObject(told)
    expect(await authority.check(patience())).toMatchObject(told)
    expect(gateway.requestCount('issue')).toBe(0)
    const listed = await open({ rules: { allowedAddresses: ['203.0.113.7', '127.0.0.1'] } })
    expect(await listed.authority.issue(receipt('D-1'), patience())).toMatchObject({ kind: 'accepted' })
  })

  it('nobody within the announced hours of maintenance, everybody after', async () => {
    const from = AFTERNOON + 60_000
    const to = from + 3_600_000
    const { authority, clock, gateway } = await open({ rules: { maintenance: [{ from, to }] } })
    expect(await authority.issue(receipt('D-1'), patience())).toMatchObject({ kind: 'accepted' })
    await clock.advance(60_000)
    const closed = { kind: 'unavailable', failure: 'tax.maintenance' }
    expect(await authority.issue(receipt('D-2'), patience())).toMatchObject(closed)
    expect(await authority.query('D-1', patience())).toMatchObject(closed)
    expect(await authority.check(patience())).toMatchObject(closed)
    await clock.advance(3_600_000)
    expect(await authority.issue(receipt('D-2'), patience())).toMatchObject({ kind: 'accepted' })
    expect(gateway.ledger.documents()).toHaveLength(2)
  })

  it('as long as there are points to pay with', async () => {
    const opened = await open({ rules: { points: { paid: 50, perIssue: 20 }, revocableFrom: 'issued' } })
    const { authority } = opened
    for (const number of ['D-1', 'D-2']) {
      expect(await authority.issue(receipt(number), patience())).toMatchObject({ kind: 'accepted' })
    }
    expect(await callGateway(opened, '/POPBILL_TEST/Point')).toMatchObject({ body: { remainPoint: '10' } })
    expect(await callGateway(opened, '/Cashbill?cfg=UNITCOST')).toMatchObject({ body: { unitCost: '20' } })
    expect(await callGateway(opened, '/Cashbill/ChargeInfo')).toMatchObject({
      body: { unitCost: '20', rateSystem: '종량제' },
    })
    expect(await authority.issue(receipt('D-3'), patience())).toMatchObject({
      failure: 'tax.creditExhausted',
      hostCode: '-99005005',
    })
    expect(await authority.revoke(revocation('R-1'), patience())).toMatchObject({ kind: 'accepted' })
  })

  it('tells its own time, and dates every reply with it', async () => {
    const { gateway } = await open()
    const reply = await fetch(`${gateway.url}/Time`)
    expect(await reply.text()).toBe('2026-03-05T05:30:15.000Z')
    expect(reply.headers.get('date')).toBe('Thu, 05 Mar 2026 05:30:15 GMT')
  })
})

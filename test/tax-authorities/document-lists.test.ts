/** Many documents at a time: what the driver reads is what the gateway holds, in portions, and never half of it. */
import { createServer, type Server } from 'node:http'
import { afterEach, describe, expect, it } from 'vitest'
import { systemClock } from '../../drivers/clocks/system-clock.js'
import { DriverError } from '../../src/ports/device.js'
import {
  AFTERNOON,
  business,
  mobile,
  NEXT_MORNING,
  patience,
  receipt,
  revocation,
  won,
} from './cash-receipt-samples.js'
import { driverFor, openings } from './opened-authority.js'

const open = openings()
const DAY = { from: '20260305', to: '20260305' }
const rejected = { identities: [{ identity: '01011112222', rejectNextDay: '1004' }], revocableFrom: 'issued' } as const

/** Two receipts, one of which the tax office will reject, and a part of the first taken back. */
async function aDay() {
  const opened = await open({ rules: rejected })
  const { authority } = opened
  await authority.issue(receipt('D-1', { amounts: won(11_000, 2_000) }), patience())
  const expense = { identifier: business('1178178260'), use: 'businessExpense' } as const
  await authority.issue(receipt('D-2', { ...expense, amounts: won(5_500) }), patience())
  await authority.issue(receipt('D-3', { identifier: mobile('01011112222') }), patience())
  await authority.revoke(revocation('R-1', { partial: won(3_300) }), patience())
  return opened
}

describe('states', () => {
  it('are those of the documents the gateway knows, once each', async () => {
    const { authority, clock } = await aDay()
    await clock.advance(NEXT_MORNING - AFTERNOON)
    const states = await authority.states(['D-3', 'nobody', 'D-1', 'R-1', 'D-1'], patience())
    expect(states).toEqual({
      kind: 'accepted',
      value: [
        {
          documentNumber: 'D-3',
          approvalNumber: 'TB0000003',
          tradeDate: '20260305',
          status: 'rejected',
          resultCode: '1004',
        },
        {
          documentNumber: 'D-1',
          approvalNumber: 'TB0000001',
          tradeDate: '20260305',
          status: 'confirmed',
          resultCode: '0000',
        },
        {
          documentNumber: 'R-1',
          approvalNumber: 'TB0000004',
          tradeDate: '20260305',
          status: 'confirmed',
          resultCode: '0000',
        },
      ],
    })
  })

  it('are asked for a thousand at a time', async () => {
    const { authority, gateway } = await aDay()
    const numbers = Array.from({ length: 2_400 }, (_, index) => `N-${index}`)
    expect(await authority.states([...numbers, 'D-2'], patience())).toMatchObject({
      value: [{ documentNumber: 'D-2' }],
    })
    expect(gateway.requestCount('states')).toBe(3)
  })

  it('of nothing are nothing, and nobody is asked', async () => {
    const { authority, gateway } = await open()
    expect(await authority.states([], patience())).toEqual({ kind: 'accepted', value: [] })
    expect(gateway.requestCount('token')).toBe(0)
  })

  it('of what cannot be a number are a mistake of ours', async () => {
    const { authority } = await open()
    await expect(authority.states(['D-1', 'with space'], patience())).rejects.toThrow(DriverError)
  })

  it('are all or none', async () => {
    const { authority, gateway } = await aDay()
    const numbers = Array.from({ length: 1_500 }, (_, index) => `N-${index}`)
    await gateway.script({ on: 'states', skip: 1, fault: { kind: 'httpStatus', status: 503, page: 'maintenance' } })
    const outcome = await authority.states(['D-1', ...numbers], patience())
    expect(outcome).toMatchObject({ kind: 'unavailable', failure: 'tax.maintenance' })
  })
})

describe('a search', () => {
  it('lists issues and revocations of the span, oldest first, each with what it was for', async () => {
    const { authority } = await aDay()
    const listed = await authority.search(DAY, patience())
    expect(listed).toMatchObject({
      kind: 'accepted',
      value: [
        { documentNumber: 'D-1', kind: 'issue', use: 'personalDeduction', total: { amountMinor: 13_000 } },
        { documentNumber: 'D-2', kind: 'issue', use: 'businessExpense', total: { amountMinor: 5_500 } },
        { documentNumber: 'D-3', kind: 'issue', total: { amountMinor: 11_000, currency: 'KRW' } },
        { documentNumber: 'R-1', kind: 'revocation', use: 'personalDeduction', total: { amountMinor: 3_300 } },
      ],
    })
    expect(JSON.stringify(listed)).not.toContain('87654321')
    expect(await authority.search({ from: '20260306', to: '20260331' }, patience())).toEqual({
      kind: 'accepted',
      value: [],
    })
  })

  it('agrees with the gateway’s own books and with looking each document up', async () => {
    const { authority, gateway } = await aDay()
    const listed = await authority.search(DAY, patience())
    if (listed.kind !== 'accepted') throw new Error(listed.kind)
    const books = gateway.ledger.documents()
    expect(listed.value.map(({ documentNumber, total }) => [documentNumber, total.amountMinor])).toEqual(
      books.map(({ mgtKey, totalAmount }) => [mgtKey, totalAmount]),
    )
    for (const { kind, total, use, ...document } of listed.value) {
      expect(await authority.query(document.documentNumber, patience())).toEqual({
        kind: 'accepted',
        value: { found: true, document },
      })
    }
  })

  it('goes by the day of the trade, not of the issue', async () => {
    const { authority } = await open()
    await authority.issue(receipt('D-1'), patience())
    await authority.issue(receipt('D-2', { tradedAt: AFTERNOON - 24 * 60 * 60 * 1000 }), patience())
    expect(await authority.search({ from: '20260304', to: '20260305' }, patience())).toMatchObject({
      value: [{ documentNumber: 'D-2', tradeDate: '20260304' }, { documentNumber: 'D-1' }],
    })
  })

  it('turns every page', async () => {
    const { authority, gateway } = await open()
    // Straight into the books: eleven hundred receipts over the wire would only be slow.
    await authority.issue(receipt('D-0'), patience())
    const [first] = gateway.ledger.documents()
    if (!first) throw new Error('no document')
    for (let index = 1; index < 1_100; index++) gateway.ledger.record({ ...first, mgtKey: `D-${index}` })
    const listed = await authority.search(DAY, patience())
    if (listed.kind !== 'accepted') throw new Error(listed.kind)
    expect(listed.value.map(({ documentNumber }) => documentNumber)).toEqual(
      Array.from({ length: 1_100 }, (_, index) => `D-${index}`),
    )
    expect(gateway.requestCount('search')).toBe(3)
  })

  it('that loses a page has found nothing', async () => {
    const { authority, gateway } = await aDay()
    await gateway.script({ on: 'search', fault: { kind: 'closeMidReply' } })
    expect(await authority.search(DAY, patience())).toEqual({ kind: 'unknown', reason: 'disconnected' })
  })

  it.each([
    { from: '20260306', to: '20260305' },
    { from: '2026-03-05', to: '20260305' },
    { from: '', to: '' },
  ])('%j is no span', async (span) => {
    const { authority } = await open()
    await expect(authority.search(span, patience())).rejects.toMatchObject({ code: 'tax.spanInvalid' })
  })
})

describe('entries the emulated gateway never lists but Popbill may', () => {
  const INFO = {
    mgtKey: 'D-1',
    stateCode: 300,
    confirmNum: 'TB0000001',
    tradeDate: '20260305',
    tradeType: '승인거래',
    tradeUsage: '소득공제용',
    totalAmount: '11000',
  }
  const servers: Server[] = []
  afterEach(() => {
    for (const server of servers.splice(0)) server.close().closeAllConnections()
  })

  /** A gateway that lists these entries on every page. */
  async function listing(list: readonly object[], pageCount = 1) {
    const server = createServer((request, response) => {
      const isToken = request.url?.endsWith('/Token')
      const token = { session_token: 'T', expiration: '2999-01-01T00:00:00Z' }
      const page = { code: 1, total: list.length, perPage: 500, pageNum: 1, pageCount, list }
      response.end(JSON.stringify(isToken ? token : request.method === 'POST' ? list : page))
    })
    servers.push(server)
    await new Promise<void>((resolve) => {
      server.listen(0, '127.0.0.1', resolve)
    })
    const address = server.address()
    if (address === null || typeof address === 'string') throw new Error('no port')
    return driverFor(`http://127.0.0.1:${address.port}`, systemClock)
  }

  it('drafts and deleted documents are none', async () => {
    const draft = { ...INFO, mgtKey: 'D-2', stateCode: 100, confirmNum: null, tradeDate: null }
    const authority = await listing([draft, INFO])
    expect(await authority.search(DAY, patience())).toMatchObject({ value: [{ documentNumber: 'D-1' }] })
    expect(await authority.states(['D-1', 'D-2'], patience())).toMatchObject({ value: [{ documentNumber: 'D-1' }] })
  })

  it('a document issued on the gateway’s website has no number, and is listed', async () => {
    const authority = await listing([{ ...INFO, mgtKey: null }])
    expect(await authority.search(DAY, patience())).toMatchObject({
      value: [{ documentNumber: '', approvalNumber: 'TB0000001', kind: 'issue' }],
    })
    expect(await authority.states(['D-1'], patience())).toEqual({ kind: 'accepted', value: [] })
  })

  it('a revocation told with a negative total counts as much', async () => {
    const authority = await listing([{ ...INFO, tradeType: '취소거래', totalAmount: '-11000' }])
    expect(await authority.search(DAY, patience())).toMatchObject({
      value: [{ kind: 'revocation', total: { amountMinor: 11_000 } }],
    })
  })

  it.each([
    ['of an unheard-of kind', { ...INFO, tradeType: '기타' }],
    ['without an approval number', { ...INFO, confirmNum: '' }],
    ['without a state', { mgtKey: 'D-1' }],
    ['with an amount that is none', { ...INFO, totalAmount: '일만' }],
  ])('an entry %s makes the whole list unreadable', async (_what, entry) => {
    const authority = await listing([INFO, entry])
    const unreadable = { kind: 'unknown', reason: 'unreadable-reply' }
    expect(await authority.search(DAY, patience())).toEqual(unreadable)
    expect(await authority.states(['D-1'], patience())).toEqual(unreadable)
  })

  it('a list without end is refused, never cut short', async () => {
    const authority = await listing([INFO], 101)
    expect(await authority.search(DAY, patience())).toMatchObject({ kind: 'refused', failure: 'tax.refused' })
  })
})

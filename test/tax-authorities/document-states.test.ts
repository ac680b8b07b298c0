/** Replies the emulated gateway never gives but Popbill may: states on the way, drafts, identifiers in clear or unshown. */
import { createServer, type Server } from 'node:http'
import { afterEach, describe, expect, it } from 'vitest'
import { systemClock } from '../../drivers/clocks/system-clock.js'
import { PHONE, patience, receipt } from './cash-receipt-samples.js'
import { driverFor } from './opened-authority.js'

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

/** A gateway that gives a token, calls every issue a duplicate, and shows one document, whatever it is asked. */
async function showing(info: object) {
  const server = createServer((request, response) => {
    const isToken = request.url?.endsWith('/Token')
    const isIssue = request.method === 'POST' && !isToken
    const token = { session_token: 'T', expiration: '2999-01-01T00:00:00Z' }
    response.statusCode = isIssue ? 400 : 200
    response.end(JSON.stringify(isToken ? token : isIssue ? { code: -14001019, message: '' } : info))
  })
  servers.push(server)
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  return driverFor(`http://127.0.0.1:${address.port}`, systemClock)
}

describe('state codes', () => {
  it.each([
    [300, 'issued'],
    [301, 'issued'],
    [302, 'issued'],
    [303, 'issued'],
    [304, 'confirmed'],
    [305, 'rejected'],
  ])('%d is %s', async (stateCode, status) => {
    const authority = await showing({ ...INFO, stateCode })
    expect(await authority.query('D-1', patience())).toMatchObject({ value: { found: true, document: { status } } })
  })

  it.each([100, 200, 400])('%d is nobody’s to judge', async (stateCode) => {
    const authority = await showing({ ...INFO, stateCode })
    expect(await authority.query('D-1', patience())).toEqual({ kind: 'unknown', reason: 'unreadable-reply' })
  })

  it.each([
    ['another document', { ...INFO, mgtKey: 'D-2' }],
    ['no approval number', { ...INFO, confirmNum: '' }],
    ['no trade date', { ...INFO, tradeDate: null }],
    ['nothing', {}],
    ['a list', []],
  ])('a reply with %s is unreadable', async (_what, info) => {
    const authority = await showing(info)
    expect(await authority.query('D-1', patience())).toEqual({ kind: 'unknown', reason: 'unreadable-reply' })
  })

  it('a reply longer than any reply is unreadable', async () => {
    const authority = await showing({ ...INFO, memo: 'x'.repeat(300_000) })
    expect(await authority.query('D-1', patience())).toEqual({ kind: 'unknown', reason: 'unreadable-reply' })
  })
})

describe('the identifier of a duplicate', () => {
  it.each([
    ['in clear', PHONE, 'accepted'],
    ['in clear with hyphens', '010-8765-4321', 'accepted'],
    ['masked', '010****4321', 'accepted'],
    ['masked to another length', '010-**-4321', 'accepted'],
    ['masked at the end', '0108765****', 'accepted'],
    ['not shown', null, 'accepted'],
    ['of someone else', '01087654320', 'refused'],
    ['of someone else, masked', '010****4320', 'refused'],
    ['of someone else, masked at the end', '0118765****', 'refused'],
  ])('%s', async (_how, identityNum, kind) => {
    const authority = await showing({ ...INFO, identityNum })
    expect(await authority.issue(receipt('D-1'), patience())).toMatchObject({ kind })
  })
})

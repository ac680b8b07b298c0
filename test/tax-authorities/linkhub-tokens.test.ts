/** Session tokens: signed for, kept, renewed once, and never a reason to doubt whether a receipt was issued. */
import { createHash, createHmac } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { EMULATED_TAX_ACCOUNT } from '../../drivers/tax-authorities/emulated/emulated-account.js'
import type { GatewayFault } from '../../drivers/tax-authorities/emulated/gateway-faults.js'
import { linkhubSignature } from '../../drivers/tax-authorities/popbill/linkhub-signature.js'
import { AFTERNOON, patience, receipt } from './cash-receipt-samples.js'
import { arrival, openings } from './opened-authority.js'

const open = openings()
const MINUTE_MS = 60_000

describe('signing', () => {
  it('signs method, body digest, date, version and path, one a line, with the decoded key', () => {
    const body = '{"access_id":"1168200276","scope":["member","140"]}'
    const digest = createHash('sha256').update(body).digest('base64')
    const text = `POST\n${digest}\n2026-03-05T05:30:15.000Z\n2.0\n/POPBILL_TEST/Token`
    const signature = linkhubSignature({
      secretKey: Buffer.from('key').toString('base64'),
      body,
      date: '2026-03-05T05:30:15.000Z',
      path: '/POPBILL_TEST/Token',
    })
    expect(signature).toBe(createHmac('sha256', 'key').update(text).digest('base64'))
    // Worked out once with openssl: `printf … | openssl dgst -sha256 -hmac key -binary | base64`.
    expect(signature).toBe('uLVoPdjfEK/RPjq1B0wppd0GxDw8ci9axsNMBB2vvJc=')
  })

  const bad = [
    { what: 'a wrong key', account: { secretKey: Buffer.from('another').toString('base64') }, code: '-99010007' },
    { what: 'a LinkID nobody knows', account: { linkId: 'NOBODY' }, code: '-99004021' },
  ]
  it.each(bad)('$what is refused, and nothing is issued', async ({ account, code }) => {
    const { authority, gateway } = await open({ account })
    expect(await authority.issue(receipt('D-1'), patience())).toMatchObject({
      kind: 'refused',
      failure: 'tax.credentialsRejected',
      hostCode: code,
    })
    expect(gateway.requestCount('issue')).toBe(0)
  })

  it('a shop that never joined is unregistered', async () => {
    const { authority } = await open({ account: { corpNum: '1178178260' } })
    expect(await authority.issue(receipt('D-1'), patience())).toMatchObject({
      kind: 'refused',
      failure: 'tax.merchantUnregistered',
      hostCode: '-99003008',
    })
  })
})

describe('the gateway checks for itself', () => {
  const path = '/POPBILL_TEST/Token'
  const date = new Date(AFTERNOON).toISOString()
  const send = async (url: string, body: string, forwarded: string[], changes: Record<string, string> = {}) => {
    const lines = ['POST', createHash('sha256').update(body).digest('base64'), date, ...forwarded, '2.0', path]
    const key = Buffer.from(EMULATED_TAX_ACCOUNT.secretKey, 'base64')
    const signature = createHmac('sha256', key).update(lines.join('\n')).digest('base64')
    const headers = {
      'content-type': 'Application/json',
      'x-lh-date': date,
      'x-lh-version': '2.0',
      authorization: `LINKHUB ${EMULATED_TAX_ACCOUNT.linkId} ${signature}`,
      ...changes,
    }
    const reply = await fetch(url + path, { method: 'POST', headers, body })
    return { status: reply.status, body: await reply.json() }
  }
  const asked = (scope: string[]) => JSON.stringify({ access_id: EMULATED_TAX_ACCOUNT.corpNum, scope })

  it('takes a forwarded address into the signature when one is named', async () => {
    const { gateway } = await open()
    const named = await send(gateway.url, asked(['member', '140']), ['*'], { 'x-lh-forwarded': '*' })
    expect(named).toMatchObject({ status: 200, body: { session_token: expect.any(String), serviceID: 'POPBILL_TEST' } })
    const unsigned = await send(gateway.url, asked(['member', '140']), [], { 'x-lh-forwarded': '*' })
    expect(unsigned).toMatchObject({ status: 401, body: { code: -99010007 } })
  })

  it('gives no token for another service, without a date, or without a signature', async () => {
    const { gateway } = await open()
    const body = asked(['member', '140'])
    expect(await send(gateway.url, asked(['member', '110']), [])).toMatchObject({ body: { code: -99003008 } })
    expect(await send(gateway.url, body, [], { 'x-lh-date': 'noon' })).toMatchObject({ body: { code: -99010004 } })
    expect(await send(gateway.url, body, [], { authorization: 'LINKHUB TILLPROOF' })).toMatchObject({
      body: { code: -99010007 },
    })
  })

  it('lets nobody in without a token', async () => {
    const { gateway } = await open()
    const reply = await fetch(`${gateway.url}/Cashbill/D-1`)
    expect({ status: reply.status, body: await reply.json() }).toMatchObject({ status: 401, body: { code: -10000033 } })
  })
})

describe('keeping', () => {
  it('one token serves many calls, until shortly before it expires', async () => {
    const { authority, gateway, clock } = await open()
    const ask = () => authority.query('D-1', patience())
    await ask()
    await ask()
    await clock.advance(27 * MINUTE_MS)
    await ask()
    expect(gateway.requestCount('token')).toBe(1)
    await clock.advance(2 * MINUTE_MS)
    await ask()
    expect(gateway.requestCount('token')).toBe(2)
  })

  it('a token the gateway no longer takes is renewed once, and the receipt is issued once', async () => {
    const { authority, gateway } = await open()
    await authority.query('D-1', patience())
    await gateway.script({ on: 'issue', fault: { kind: 'refusal', code: -10000033, status: 401 } })
    expect(await authority.issue(receipt('D-1'), patience())).toMatchObject({ kind: 'accepted' })
    expect(gateway.requestCount('token')).toBe(2)
    expect(gateway.requestCount('issue')).toBe(2)
    expect(gateway.ledger.documents()).toHaveLength(1)
  })

  it.each([-4, 4])('counts a token’s life by the gateway’s clock, the till’s being %d minutes off', async (minutes) => {
    const { authority, gateway, clock } = await open({ skewMs: minutes * MINUTE_MS })
    await authority.query('D-1', patience())
    await clock.advance(27 * MINUTE_MS)
    await authority.query('D-1', patience())
    expect(gateway.requestCount('token')).toBe(1)
    await clock.advance(2 * MINUTE_MS)
    await authority.query('D-1', patience())
    expect({ get: gateway.requestCount('get'), token: gateway.requestCount('token') }).toEqual({ get: 3, token: 2 })
  })

  it('a 401 with a code nobody knows is about the token too', async () => {
    const { authority, gateway } = await open()
    await gateway.script({ on: 'get', fault: { kind: 'refusal', code: -1, status: 401 } })
    expect(await authority.query('D-1', patience())).toMatchObject({ kind: 'accepted' })
    expect(gateway.requestCount('token')).toBe(2)
  })

  it('a token refused twice is a matter of credentials', async () => {
    const { authority, gateway } = await open()
    await gateway.script({ on: 'issue', times: 'always', fault: { kind: 'refusal', code: -10000033, status: 401 } })
    expect(await authority.issue(receipt('D-1'), patience())).toMatchObject({
      kind: 'refused',
      failure: 'tax.credentialsRejected',
    })
    expect(gateway.requestCount('issue')).toBe(2)
  })
})

describe('sharing', () => {
  const many = (count: number) => Array.from({ length: count }, (_, index) => `D-${index}`)

  it('calls made at once sign in once', async () => {
    const { authority, gateway } = await open()
    const outcomes = await Promise.all(many(12).map((number) => authority.issue(receipt(number), patience())))
    expect(new Set(outcomes.map(({ kind }) => kind))).toEqual(new Set(['accepted']))
    expect(gateway.requestCount('token')).toBe(1)
    expect(gateway.ledger.documents()).toHaveLength(12)
  })

  it('calls that find the token forgotten at once sign in again once', async () => {
    const { authority, gateway } = await open()
    await authority.query('D-0', patience())
    const forgotten = { kind: 'refusal', code: -10000033, status: 401 } as const
    await gateway.script({ on: 'issue', times: 6, fault: forgotten })
    const outcomes = await Promise.all(many(6).map((number) => authority.issue(receipt(number), patience())))
    expect(new Set(outcomes.map(({ kind }) => kind))).toEqual(new Set(['accepted']))
    expect(gateway.requestCount('issue')).toBe(12)
    expect(gateway.requestCount('token')).toBe(2)
  })

  it('one that gives up takes nobody with it', async () => {
    const { authority, gateway, clock } = await open()
    await gateway.script({ on: 'token', fault: { kind: 'delay', delayMs: 1_000 } })
    const hasty = new AbortController()
    const left = authority.issue(receipt('D-1'), hasty.signal)
    const stayed = authority.issue(receipt('D-2'), patience())
    await arrival(gateway, 'token')
    hasty.abort()
    expect(await left).toMatchObject({ kind: 'unavailable', failure: 'tax.gatewayUnreachable' })
    await clock.advance(1_000)
    expect(await stayed).toMatchObject({ kind: 'accepted' })
    expect(gateway.requestCount('token')).toBe(1)
    expect(gateway.ledger.documents()).toHaveLength(1)
  })

  it('when all have given up, the next begins afresh', async () => {
    const { authority, gateway } = await open()
    await gateway.script({ on: 'token', fault: { kind: 'delay', delayMs: 1_000 } })
    const hasty = new AbortController()
    const left = authority.issue(receipt('D-1'), hasty.signal)
    await arrival(gateway, 'token')
    hasty.abort()
    expect(await left).toMatchObject({ kind: 'unavailable' })
    expect(await authority.issue(receipt('D-1'), patience())).toMatchObject({ kind: 'accepted' })
    expect(gateway.requestCount('token')).toBe(2)
  })
})

describe('trouble with the token service', () => {
  const rows: readonly (readonly [string, Extract<GatewayFault, { on: string }>['fault'], string])[] = [
    ['connection dropped', { kind: 'dropRequest' }, 'tax.gatewayUnreachable'],
    ['reply dropped', { kind: 'dropReply' }, 'tax.gatewayUnreachable'],
    ['closed mid-reply', { kind: 'closeMidReply' }, 'tax.gatewayUnreachable'],
    ['too slow', { kind: 'delay', delayMs: 60_000 }, 'tax.gatewayOverloaded'],
    ['a web page', { kind: 'garbage', form: 'html' }, 'tax.gatewayUnreachable'],
    ['half a JSON', { kind: 'garbage', form: 'truncatedJson' }, 'tax.gatewayUnreachable'],
    ['500', { kind: 'httpStatus', status: 500 }, 'tax.gatewayUnreachable'],
    ['503', { kind: 'httpStatus', status: 503 }, 'tax.gatewayOverloaded'],
    ['maintenance', { kind: 'httpStatus', status: 503, page: 'maintenance' }, 'tax.maintenance'],
    ['429', { kind: 'httpStatus', status: 429 }, 'tax.gatewayOverloaded'],
  ]
  it.each(rows)('%s → nothing was sent', async (_what, fault, failure) => {
    const { authority, gateway, limitClock } = await open()
    await gateway.script({ on: 'token', fault })
    const issuing = authority.issue(receipt('D-1'), patience())
    if (fault.kind === 'delay') {
      await arrival(gateway, 'token')
      await limitClock.advance(10_000)
    }
    expect(await issuing).toMatchObject({ kind: 'unavailable', failure })
    expect(gateway.requestCount('issue')).toBe(0)
    expect(await authority.issue(receipt('D-1'), patience())).toMatchObject({ kind: 'accepted' })
  })
})

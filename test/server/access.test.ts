/** Whom the server refuses, and how: strangers by name and page, the unknown, the unreadable, and the too large. */
import { connect } from 'node:net'
import { describe, expect, it } from 'vitest'
import { TOKEN, useServedShop } from './served-shop.js'

const shop = useServedShop()
const sale = { operator: 'mina', lines: [{ name: '라떼', unitPrice: { amountMinor: 5_000, currency: 'KRW' } }] }

/** A request as it stands, for what `fetch` would not send. */
function raw(lines: readonly string[], body = ''): Promise<string> {
  const { hostname, port } = new URL(shop.url('/'))
  return new Promise((resolve, reject) => {
    let text = ''
    const socket = connect(Number(port), hostname, () => socket.end(`${lines.join('\r\n')}\r\n\r\n${body}`))
    socket.setEncoding('utf8').on('data', (chunk) => {
      text += chunk
    })
    socket.on('close', () => resolve(text)).on('error', reject)
  })
}

describe('the server refuses', () => {
  it.each([
    ['no token', { authorization: '' }, 401, 'unauthorised'],
    ['a wrong one', { authorization: 'Bearer wrong' }, 401, 'unauthorised'],
    ['another scheme', { authorization: `Basic ${TOKEN}` }, 401, 'unauthorised'],
    ['a page of another site', { origin: 'https://evil.example' }, 403, 'strangeOrigin'],
    ['a page of no site', { origin: 'null' }, 403, 'strangeOrigin'],
    ['a form of another site', { 'sec-fetch-site': 'cross-site' }, 403, 'strangeOrigin'],
    ['a page of another port', { 'sec-fetch-site': 'same-site' }, 403, 'strangeOrigin'],
  ])('%s', async (_what, headers, status, type) => {
    for (const reply of [await shop.post('/sales', sale, { headers }), await shop.get('/owed', { headers })]) {
      expect(reply).toMatchObject({ status, body: { type: `urn:tillproof:${type}`, status } })
      expect(reply.headers.get('content-type')).toContain('application/problem+json')
    }
    expect((await shop.get('/sales')).body).toEqual([])
  })

  it('a name that is not its own, as a rebound one is, also for events', async () => {
    for (const path of ['/api/v1/owed', '/api/v1/events', '/healthz']) {
      const reply = await raw([`GET ${path} HTTP/1.1`, 'Host: evil.example', `Authorization: Bearer ${TOKEN}`])
      expect(reply).toMatch(/^HTTP\/1\.1 421 /)
    }
  })

  it('what is not JSON, broken, too large, or of no type it knows', async () => {
    const headers = { 'content-type': 'text/plain' }
    expect(await shop.call('POST', '/sales', { raw: JSON.stringify(sale), headers })).toMatchObject({ status: 415 })
    expect(await shop.call('POST', '/sales', { raw: '{"operator":' })).toMatchObject({
      status: 400,
      body: { type: 'urn:tillproof:notJson' },
    })
    expect(await shop.call('POST', '/sales', { raw: `"${'x'.repeat(70_000)}"` })).toMatchObject({ status: 413 })
    expect(await shop.post('/nowhere', {})).toMatchObject({ status: 404 })
    expect(await shop.get('/sales/T1-000001')).toMatchObject({ status: 404, body: { type: 'urn:tillproof:notFound' } })
    expect((await shop.get('/sales')).body).toEqual([])
    expect(shop.faults).toEqual([])
  })

  it('guesses of the token, after some', async () => {
    const headers = { authorization: 'Bearer guess' }
    const replies = []
    for (let tries = 0; tries < 22; tries++) replies.push((await shop.get('/owed', { headers })).status)
    expect(new Set(replies.slice(0, 20))).toEqual(new Set([401]))
    expect(replies.at(-1)).toBe(429)
  })

  it('changes by GET: nothing of the journal moves', async () => {
    const { body } = await shop.post('/sales', sale)
    const before = shop.till.journal.nextSeq
    for (const path of [
      '/shop',
      '/sales',
      `/sales/${body.saleId}`,
      `/sales/${body.saleId}/account`,
      '/owed',
      '/tax/documents',
    ]) {
      await shop.get(path)
    }
    expect(await shop.get(`/sales/${body.saleId}/commands`)).toMatchObject({ status: 404 })
    expect(shop.till.journal.nextSeq).toBe(before)
  })
})

describe('a browser', () => {
  it('signs in once, and repeats the word with everything that changes something', async () => {
    const signedIn = await shop.post('/session', { token: TOKEN }, { headers: { authorization: '' } })
    expect(signedIn.status).toBe(201)
    const cookie = signedIn.headers.get('set-cookie') ?? ''
    expect(cookie).toMatch(/^tillproof_session=[\w-]{43}; HttpOnly; SameSite=Strict; Path=\/api\/v1$/)
    const session = { authorization: '', cookie: cookie.split(';')[0] ?? '' }
    expect(await shop.get('/owed', { headers: session })).toMatchObject({ status: 200 })
    expect(await shop.post('/sales', sale, { headers: session })).toMatchObject({ status: 403 })
    const headers = { ...session, 'x-csrf-token': signedIn.body.csrfToken }
    expect(await shop.post('/sales', sale, { headers })).toMatchObject({ status: 201 })
    expect(await shop.call('DELETE', '/session', { headers })).toMatchObject({ status: 204 })
    expect(await shop.get('/owed', { headers: session })).toMatchObject({ status: 401 })
  })

  it('gets headers under which nothing is kept, framed or guessed', async () => {
    const { headers } = await shop.get('/shop')
    expect(headers.get('cache-control')).toBe('no-store')
    expect(headers.get('content-security-policy')).toContain("default-src 'none'")
    expect(headers.get('x-content-type-options')).toBe('nosniff')
    expect(headers.get('access-control-allow-origin')).toBeNull()
  })

  it('signs in with the token alone', async () => {
    const headers = { authorization: '' }
    expect(await shop.post('/session', { token: 'wrong' }, { headers })).toMatchObject({ status: 401 })
    expect(await shop.post('/session', {}, { headers })).toMatchObject({ status: 400 })
  })
})

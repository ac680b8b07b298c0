/** Whom the server refuses, and how: strangers by name and page, the unknown, the unreadable, and the too large. */
import { once } from 'node:events'
import { createServer, get } from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import { describe, expect, it } from 'vitest'
import { systemClock } from '../../drivers/clocks/system-clock.js'
import { EventStream } from '../../src/server/event-stream.js'
import { TOKEN, useServedShop } from './served-shop.js'

const shop = useServedShop()
const sale = { operator: 'mina', lines: [{ name: '라떼', unitPrice: { amountMinor: 5_000, currency: 'KRW' } }] }

/** A request as it stands, for what `fetch` would not send. */
function raw(lines: readonly string[], body = '', port = Number(new URL(shop.url('/')).port)): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = ''
    const socket = connect(port, '127.0.0.1', () => socket.end(`${lines.join('\r\n')}\r\n\r\n${body}`))
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
    expect(await shop.get('/owed'), 'whoever knows it is let in all the same').toMatchObject({ status: 200 })
  })

  it('to hold a stream for a request that cannot hear it', async () => {
    expect(await shop.call('HEAD', '/events')).toMatchObject({ status: 405 })
  })

  it('a method that an address does not take, and says which it does', async () => {
    const refused = await shop.call('DELETE', '/sales')
    expect(refused).toMatchObject({ status: 405, body: { type: 'urn:tillproof:methodNotAllowed' } })
    expect(refused.headers.get('allow')).toBe('GET, POST')
    expect(await shop.call('DELETE', '/sale')).toMatchObject({ status: 404 })
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
    expect(await shop.get(`/sales/${body.saleId}/commands`)).toMatchObject({ status: 405 })
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
    const listening = await fetch(shop.url('/events'), { headers: session })
    expect(await shop.call('DELETE', '/session', { headers })).toMatchObject({ status: 204 })
    expect(await listening.text(), 'and hears nothing more').toBe(': listening\n\n')
    expect(await shop.get('/owed', { headers: session })).toMatchObject({ status: 401 })
  })

  it('gets headers under which nothing is kept, framed or guessed', async () => {
    const listening = new AbortController()
    const authorization = `Bearer ${TOKEN}`
    const events = await fetch(shop.url('/events'), { headers: { authorization }, signal: listening.signal })
    for (const { headers } of [await shop.get('/shop'), events]) {
      expect(headers.get('cache-control')).toBe('no-store')
      expect(headers.get('content-security-policy')).toContain("default-src 'none'")
      expect(headers.get('x-content-type-options')).toBe('nosniff')
      expect(headers.get('referrer-policy')).toBe('no-referrer')
      expect(headers.get('access-control-allow-origin')).toBeNull()
    }
    listening.abort()
  })

  it('signs in with the token alone', async () => {
    const headers = { authorization: '' }
    expect(await shop.post('/session', { token: 'wrong' }, { headers })).toMatchObject({ status: 401 })
    expect(await shop.post('/session', {}, { headers })).toMatchObject({ status: 400 })
  })
})

describe('a server at every address of the machine', () => {
  const open = useServedShop({ host: '0.0.0.0', requestMs: 1_500 })

  it('answers to its addresses, and still to no name made to point here', async () => {
    const { port } = new URL(open.url('/'))
    const asked = async (host: string) => {
      const lines = ['GET /api/v1/owed HTTP/1.1', `Host: ${host}`, `Authorization: Bearer ${TOKEN}`]
      return Number((await raw(lines, '', Number(port))).slice(9, 12))
    }
    for (const host of ['127.0.0.1', 'localhost', '192.0.2.7', '[2001:db8::7]'])
      expect(await asked(`${host}:${port}`), host).toBe(200)
    for (const host of [`evil.example:${port}`, `127.0.0.1.evil.example:${port}`, '192.0.2.7:1', '192.0.2.7'])
      expect(await asked(host), host).toBe(421)
  })

  it('cuts off a body that does not come', async () => {
    const { port, host } = new URL(open.url('/'))
    const socket = connect(Number(port), '127.0.0.1')
    let text = ''
    socket.setEncoding('utf8').on('data', (chunk) => {
      text += chunk
    })
    const head = ['POST /api/v1/sales HTTP/1.1', `Host: ${host}`, `Authorization: Bearer ${TOKEN}`]
    socket.write(`${[...head, 'Content-Type: application/json', 'Content-Length: 100'].join('\r\n')}\r\n\r\n{`)
    await once(socket, 'close')
    expect(text).toMatch(/^HTTP\/1\.1 408 /)
    expect((await open.get('/sales')).body).toEqual([])
  })
})

describe('a stream nobody reads', () => {
  it('is let go before it fills the memory', async () => {
    const events = new EventStream(systemClock)
    const server = createServer((_request, response) => events.listen(response, undefined)).listen(0, '127.0.0.1')
    await once(server, 'listening')
    const request = get({ host: '127.0.0.1', port: (server.address() as AddressInfo).port })
    const [response] = await once(request, 'response')
    const gone = once(response, 'error')
    // Not read: what does not fit into the system's buffers waits in ours.
    const body = { text: 'x'.repeat(256 * 1024) }
    for (let seq = 1; seq <= 60; seq++) events.tell({ seq, flowId: 'T1-000001', body })
    response.resume()
    expect(await gone).toMatchObject([{ code: 'ECONNRESET' }])
    server.close()
  })
})

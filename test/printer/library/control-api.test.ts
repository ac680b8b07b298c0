/**
 * The control API over real HTTP: paper in every form, faults by the table's words, events as they happen, and mistakes
 * answered with what was expected. Pages of other sites and names that were made to point here get nothing.
 */
import { request } from 'node:http'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { systemClock } from '../../../drivers/clocks/system-clock.js'
import {
  type ControlApi,
  EmulatedPrinter,
  faultNames,
  serveControlApi,
} from '../../../drivers/printers/emulated/library/index.js'
import { bytes, cut, ESC, LF, type Part } from '../emulated/printer-bench.js'

let printer: EmulatedPrinter
let api: ControlApi
let send: (...parts: Part[]) => void

beforeEach(async () => {
  printer = new EmulatedPrinter()
  api = await serveControlApi(printer, { clock: systemClock })
  const connection = printer.attach({
    ...{ address: 'test', send: () => undefined, hold: () => undefined },
    ...{ go: () => undefined, drop: () => undefined },
  })
  send = (...parts) => connection?.receive(bytes(...parts))
})

afterEach(() => api.close())

const feed = bytes(ESC, 'd', 6)

async function json(path: string, init?: RequestInit): Promise<{ status: number; body: unknown }> {
  const response = await fetch(`${api.url}${path}`, init)
  return { status: response.status, body: await response.json() }
}

const post = (path: string, body: string, type = 'application/json') =>
  json(path, { method: 'POST', headers: { 'content-type': type }, body })

const fault = (words: string) => post('/faults', JSON.stringify({ fault: words }))

/** With headers fetch would not send. */
function rawStatus(method: string, path: string, headers: Record<string, string>): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    request(`${api.url}${path}`, { method, headers }, (response) => {
      response.resume()
      resolve(response.statusCode)
    })
      .on('error', reject)
      .end()
  })
}

describe('paper', () => {
  it('is handed out in every form', async () => {
    send('Total 5', LF, feed, cut, 'uncut', LF)
    expect(await json('/receipts')).toMatchObject({
      status: 200,
      body: [{ number: 1, cut: 'partial', lines: expect.arrayContaining(['Total 5']) }],
    })
    expect(await json('/receipts/1')).toMatchObject({ body: { number: 1, entries: expect.any(Array) } })
    for (const [ending, type, beginning] of [
      ['png', 'image/png', '\u0089PNG'],
      ['svg', 'image/svg+xml', '<svg '],
      ['txt', 'text/plain', 'Total 5\n'],
      ['json', 'application/json', '{'],
    ] as const) {
      const response = await fetch(`${api.url}/receipts/1.${ending}`)
      expect(response.headers.get('content-type')).toContain(type)
      const body = Buffer.from(await response.arrayBuffer()).toString('latin1')
      expect(body.trimStart().slice(0, beginning.length)).toBe(beginning.trimStart())
    }
    expect(await json('/paper')).toMatchObject({ body: { text: expect.stringContaining('uncut') } })
    expect((await fetch(`${api.url}/paper.png`)).headers.get('content-type')).toBe('image/png')
  })

  it('is torn off', async () => {
    send('by hand', LF, feed)
    expect(await json('/tear', { method: 'POST' })).toMatchObject({
      status: 200,
      body: { cut: 'torn', text: 'by hand' },
    })
    expect(await json('/tear', { method: 'POST' })).toMatchObject({ status: 409, body: { error: { field: 'paper' } } })
  })
})

describe('faults', () => {
  it('come by the words of the table, now or at their time', async () => {
    expect(await fault('paper-out')).toMatchObject({
      status: 200,
      body: { fault: 'paper-out', state: { offline: true } },
    })
    expect(await json('/faults')).toMatchObject({ body: { active: ['paper-out'] } })
    expect(await fault('load-paper')).toMatchObject({ body: { state: { offline: false } } })
    expect(await fault('after 1 receipts: cover-open')).toMatchObject({
      body: { when: { afterReceipts: 1 }, state: { faults: [] } },
    })
    send('x', LF, feed, cut)
    expect(await json('/state')).toMatchObject({ body: { faults: ['cover-open'], receipts: 1 } })
  })

  it('are undone all at once, those to come as well', async () => {
    await fault('cover-open')
    await fault('after 1 receipts: offline')
    expect(await json('/faults', { method: 'DELETE' })).toMatchObject({ status: 200, body: { state: { faults: [] } } })
    send('x', LF, feed, cut)
    expect(printer.snapshot()).toMatchObject({ faults: [], receipts: 1 })
  })

  it('are listed with what each does', async () => {
    const { body } = await json('/faults')
    const { vocabulary } = body as { vocabulary: { name: string; does: string; example: string }[] }
    expect(vocabulary.map(({ name }) => name)).toEqual(faultNames)
    for (const { example } of vocabulary) expect((await fault(example)).status).toBe(200)
  })
})

describe('mistakes', () => {
  it('are answered with what was expected and what to do', async () => {
    expect(await fault('papr-out')).toEqual({
      status: 400,
      body: {
        error: {
          field: 'fault',
          expected: 'the name of a fault, not "papr-out"',
          remedy: expect.stringContaining('use one of: paper-near-end, paper-out'),
        },
      },
    })
    const noBody = {
      status: expect.any(Number),
      body: { error: { field: 'body', expected: expect.any(String), remedy: expect.stringContaining('{"fault"') } },
    }
    for (const answer of [post('/faults', '{'), post('/faults', '{"faults":1}'), post('/faults', 'x', 'text/plain')]) {
      expect(await answer).toEqual(noBody)
      expect((await answer).status).toBeLessThan(500)
    }
    expect(await json('/receipts/1')).toMatchObject({ status: 404, body: { error: { field: 'receipt' } } })
    send('x', LF, feed, cut)
    expect(await json('/receipts/2')).toMatchObject({ status: 404, body: { error: { expected: '1 to 1' } } })
    expect(await json('/receipts/1.gif')).toMatchObject({
      status: 404,
      body: { error: { expected: 'an ending: .png, .svg, .txt, .json' } },
    })
    expect(await json('/nothing')).toMatchObject({ status: 404, body: { error: { field: 'path' } } })
  })
})

describe('strangers', () => {
  it('are refused: pages of other sites, and names made to point here', async () => {
    const { host } = new URL(api.url)
    expect(await rawStatus('POST', '/tear', { origin: 'https://elsewhere.example' })).toBe(403)
    expect(await rawStatus('GET', '/state', { origin: 'null' })).toBe(403)
    expect(await rawStatus('GET', '/state', { host: 'rebound.example' })).toBe(403)
    expect(await rawStatus('GET', '/state', { origin: `http://${host}` })).toBe(200)
    expect((await fetch(`${api.url}/state`)).headers.get('access-control-allow-origin')).toBeNull()
  })

  it('of other machines need consent', async () => {
    await expect(serveControlApi(printer, { clock: systemClock, host: '0.0.0.0' })).rejects.toMatchObject({
      code: 'control.notLoopback',
    })
    const open = await serveControlApi(printer, { clock: systemClock, host: '0.0.0.0', openToNetwork: true })
    await open.close()
  })

  it('are told when the port is taken', async () => {
    const port = Number(new URL(api.url).port)
    await expect(serveControlApi(printer, { clock: systemClock, port })).rejects.toMatchObject({
      code: 'server.unavailable',
    })
  })
})

describe('events', () => {
  it('come as they happen, after the state as it is, and end with the printer', async () => {
    const response = await fetch(`${api.url}/events`)
    const reader = (response.body ?? new ReadableStream<Uint8Array>()).getReader()
    let heard = ''
    const until = async (words: string) => {
      while (!heard.includes(words)) {
        const { value, done } = await reader.read()
        if (done) throw new Error(`the stream ended before ${words}:\n${heard}`)
        heard += new TextDecoder().decode(value)
      }
    }
    await until('\n\n')
    printer.openCover()
    printer.closeCover()
    send('Total', LF, ESC, 'p', 0, 25, 250, feed, cut)
    await until('event: receipt\n')
    await until('"number":1')
    expect(heard.split('\n\n').map((frame) => frame.split('\n')[0])).toEqual(
      expect.arrayContaining(['event: state', 'event: fault', 'event: drawer', 'event: receipt']),
    )
    expect(heard).toContain('event: fault\ndata: {"began":["cover-open"],"ended":[],"faults":["cover-open"]}\n\n')
    await api.close()
    while (!(await reader.read()).done) heard += ''
    expect(response.status).toBe(200)
  })
})

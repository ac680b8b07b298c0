import { createServer, type Server, type Socket } from 'node:net'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { systemClock } from '../../drivers/clocks/system-clock.js'
import type { LinkCloseCause } from '../../drivers/links/byte-link.js'
import { tcpLinkOpener } from '../../drivers/links/tcp-link.js'
import { limit } from '../../drivers/waiting.js'

let server: Server
let sockets: Socket[]
let accepted: Promise<Socket>

beforeEach(async () => {
  sockets = []
  server = createServer({ pauseOnConnect: true })
  accepted = new Promise((resolve) => server.once('connection', resolve))
  server.on('connection', (socket) => sockets.push(socket.on('error', () => socket.destroy())))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
})

afterEach(async () => {
  for (const socket of sockets) socket.destroy()
  await new Promise((resolve) => server.close(resolve))
})

function port(): number {
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('not listening on TCP')
  return address.port
}

const forever = new AbortController().signal
const openLink = () =>
  tcpLinkOpener({ host: '127.0.0.1', port: port(), address: 'tcp:test', clock: systemClock, closeLimitMs: 500 }).open(
    forever,
  )

describe('tcp link', () => {
  it('carries bytes both ways and keeps those that arrive before anyone listens', async () => {
    const link = await openLink()
    const peer = (await accepted).resume()
    const received = new Promise((resolve) => peer.once('data', resolve))
    await link.write(Uint8Array.of(1, 2, 3), forever)
    expect(await received).toEqual(Buffer.of(1, 2, 3))
    const written = new Promise((resolve) => peer.write(Uint8Array.of(9), resolve))
    await written
    const answer = new Promise<Uint8Array>((resolve) => link.onData(resolve))
    expect([...(await answer)]).toEqual([9])
    await link.close()
  })

  it('delivers every written byte before it closes', async () => {
    const link = await openLink()
    const peer = await accepted
    await link.write(new Uint8Array(1_000_000), forever)
    const closed = link.close()
    let received = 0
    const ended = new Promise((resolve) => peer.once('end', resolve))
    peer.on('data', (bytes) => {
      received += bytes.length
    })
    peer.resume()
    await ended
    expect(received).toBe(1_000_000)
    await closed
    await link.close()
  })

  it('calls a write stalled when the other side reads nothing for the whole life of the signal', async () => {
    const link = await openLink()
    await accepted
    const soon = limit(systemClock, 100)
    await expect(link.write(new Uint8Array(50_000_000), soon.signal)).rejects.toMatchObject({ code: 'link.stalled' })
    await link.close()
  })

  it.each([
    ['closedThere', (peer: Socket) => peer.end()],
    ['fault', (peer: Socket) => peer.resetAndDestroy()],
  ] as const)('tells %s once and then refuses to write', async (cause, hangUp) => {
    const link = await openLink()
    const told: LinkCloseCause[] = []
    const closed = new Promise<void>((resolve) => {
      link.onClose((why) => {
        told.push(why)
        resolve()
      })
    })
    hangUp(await accepted)
    await closed
    await link.close()
    expect(told).toEqual([cause])
    await expect(link.write(Uint8Array.of(1), forever)).rejects.toMatchObject({ code: 'link.closed' })
  })

  it('tells closedHere after its own close', async () => {
    const link = await openLink()
    await accepted
    await link.close()
    expect(await new Promise((resolve) => link.onClose(resolve))).toBe('closedHere')
  })

  it('is unreachable where nobody listens', async () => {
    const vacant = port()
    await new Promise((resolve) => server.close(resolve))
    const opener = tcpLinkOpener({ host: '127.0.0.1', port: vacant, address: 'tcp:test', clock: systemClock })
    await expect(opener.open(forever)).rejects.toMatchObject({ code: 'link.unreachable' })
    server.listen(0, '127.0.0.1')
  })

  it('gives up connecting when the signal aborts', async () => {
    const controller = new AbortController()
    const opening = tcpLinkOpener({
      ...{ host: '127.0.0.1', port: port(), address: 'tcp:test', clock: systemClock },
    }).open(controller.signal)
    controller.abort()
    await expect(opening).rejects.toMatchObject({ code: 'link.unreachable' })
  })
})

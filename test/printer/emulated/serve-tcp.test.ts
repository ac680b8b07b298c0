/** The printer behind a real socket: replies, back-pressure through TCP itself, one host at a time, and the power switch. */
import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import { systemClock } from '../../../drivers/clocks/system-clock.js'
import { EmulatedPrinter } from '../../../drivers/printers/emulated/emulated-printer.js'
import type { PrinterProfile } from '../../../drivers/printers/emulated/models/profiles.js'
import {
  type PrinterServer,
  type ServeOptions,
  serveEmulatedPrinter,
} from '../../../drivers/printers/emulated/wires/serve-tcp.js'
import { bytes, DLE, GS, INSTANT, LF } from './printer-bench.js'

const cleanups: (() => Promise<void> | void)[] = []
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup()
})

async function served(
  profile: PrinterProfile = INSTANT,
  maxConnections?: number,
  more: Pick<ServeOptions, 'further'> = {},
) {
  const printer = new EmulatedPrinter({ clock: systemClock, profile })
  const options = { host: '127.0.0.1', port: 0, ...more }
  const server = await serveEmulatedPrinter(
    printer,
    maxConnections === undefined ? options : { ...options, maxConnections },
  )
  cleanups.push(() => server.close())
  return { printer, server }
}

/** A host's socket. A reset by the printer's power cut is part of what is tested, so errors only close it. */
async function host({ host, port }: PrinterServer): Promise<Socket> {
  const socket = connect({ host, port })
  socket.on('error', () => socket.destroy())
  cleanups.push(() => void socket.destroy())
  await once(socket, 'connect')
  return socket
}

async function reply(socket: Socket, length: number): Promise<string> {
  const chunks: Buffer[] = []
  while (Buffer.concat(chunks).length < length) {
    const [chunk] = await once(socket, 'data')
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('hex')
}

describe('serveEmulatedPrinter', () => {
  it('prints what comes over the socket and answers', async () => {
    const { printer, server } = await served()
    const socket = await host(server)
    const receipt = printer.nextReceipt()
    socket.write(bytes('over tcp', LF, GS, 'V', 1, GS, '(H', 6, 0, 48, 48, 'ID01'))
    expect(await reply(socket, 7)).toBe('37224944303100')
    expect((await receipt).text).toBe('over tcp')
  })

  it('holds the sender through TCP while it cannot print, and takes the rest afterwards', async () => {
    const { printer, server } = await served()
    const socket = await host(server)
    printer.openCover()
    // Far more than socket buffers on both sides hold: the write can end only when the printer reads on.
    const image = bytes(GS, 'v0', 0, 72, 0, 0xff, 0, new Uint8Array(72 * 0xff))
    const images = Array.from({ length: 1000 }, () => image)
    let written = false
    socket.write(Buffer.concat([...images, bytes(GS, 'V', 1)]), () => {
      written = true
    })
    const drained = once(socket, 'drain')
    socket.write(bytes(DLE, 4, 1))
    // A second host proves that time has passed on this machine's sockets, without a clock.
    const other = await served()
    const prover = await host(other.server)
    for (let round = 0; round < 50; round++) {
      prover.write(bytes(DLE, 4, 1))
      await reply(prover, 1)
    }
    expect(written).toBe(false)
    const receipt = printer.nextReceipt()
    printer.closeCover()
    await drained
    expect((await receipt).image.heightDots).toBe(1000 * 0xff)
  })

  it('takes one host at a time', async () => {
    const { server } = await served()
    const first = await host(server)
    const second = await host(server)
    await once(second, 'close')
    first.write(bytes(DLE, 4, 1))
    expect(await reply(first, 1)).toBe('12')
  })

  it('keeps further hosts waiting where the model does, and serves them in turn, each whole', async () => {
    const { printer, server } = await served(INSTANT, 1, { further: 'waits' })
    const first = await host(server)
    first.write(bytes('one', LF))
    first.write(bytes(DLE, 4, 1))
    await reply(first, 1)
    const second = await host(server)
    second.write(bytes('uno', LF, GS, 'V', 1, DLE, 4, 1))
    const third = await host(server)
    third.write(bytes('eins', LF, GS, 'V', 1, DLE, 4, 1))
    first.write(bytes('two', LF, GS, 'V', 1, DLE, 4, 1))
    await reply(first, 1)
    expect(server.waiting).toBe(2)
    const answered = reply(second, 1)
    first.end()
    expect(await answered).toBe('12')
    const last = reply(third, 1)
    second.destroy()
    expect(await last).toBe('12')
    expect(printer.receipts().map(({ lines }) => lines)).toEqual([['one', 'two'], ['uno'], ['eins']])
    expect(server.waiting).toBe(0)
  })

  it('sends away those who wait when the power goes', async () => {
    const { printer, server } = await served(INSTANT, 1, { further: 'waits' })
    const first = await host(server)
    first.write(bytes(DLE, 4, 1))
    await reply(first, 1)
    const second = await host(server)
    const gone = once(second, 'close')
    printer.powerOff()
    await gone
    expect(server.waiting).toBe(0)
  })

  it('drops and refuses while the cable is pulled, and prints on what it has', async () => {
    const { printer, server } = await served()
    const socket = await host(server)
    printer.openCover()
    socket.write(bytes('kept', LF, GS, 'V', 1, DLE, 4, 1))
    await reply(socket, 1)
    const gone = once(socket, 'close')
    printer.unplug()
    await gone
    await server.listening()
    const [error] = await once(connect({ host: server.host, port: server.port }), 'error')
    expect(error).toMatchObject({ code: 'ECONNREFUSED' })
    printer.closeCover()
    expect(printer.receipts().map(({ text }) => text)).toEqual(['kept'])
    printer.plug()
    await server.listening()
    const again = await host(server)
    again.write(bytes(DLE, 4, 1))
    expect(await reply(again, 1)).toBe('12')
  })

  it('takes a megabyte in while it is not being held', async () => {
    const { printer, server } = await served()
    const socket = await host(server)
    const image = bytes(GS, 'v0', 0, 72, 0, 200, 0, new Uint8Array(72 * 200).fill(0x10))
    const receipt = printer.nextReceipt()
    socket.write(Buffer.concat([...Array.from({ length: 70 }, () => image), bytes(GS, 'V', 1)]))
    expect((await receipt).image.heightDots).toBe(70 * 200)
  })

  it('takes more when told to', async () => {
    const { server } = await served(INSTANT, 2)
    const sockets = [await host(server), await host(server)]
    for (const socket of sockets) {
      socket.write(bytes(DLE, 4, 1))
      expect(await reply(socket, 1)).toBe('12')
    }
  })

  it('drops and refuses with the power off, and answers on the same port when it is back', async () => {
    const { printer, server } = await served()
    const socket = await host(server)
    socket.write(bytes('half a line'))
    socket.write(bytes(DLE, 4, 1))
    await reply(socket, 1)
    printer.powerOff()
    await once(socket, 'close')
    await server.listening()
    const refused = connect({ host: server.host, port: server.port })
    const [error] = await once(refused, 'error')
    expect(error).toMatchObject({ code: 'ECONNREFUSED' })
    printer.powerOn()
    await server.listening()
    const again = await host(server)
    again.write(bytes(DLE, 4, 1))
    expect(await reply(again, 1)).toBe('12')
  })

  it('drops the socket after n bytes when told to', async () => {
    const { printer, server } = await served()
    const socket = await host(server)
    printer.cutLinkAfter(3)
    socket.write(bytes('ab', LF, 'cd', LF))
    await once(socket, 'close')
    expect(printer.unfinishedPaper().lines).toEqual(['ab'])
  })

  it('rejects when the port is taken', async () => {
    const { server, printer } = await served()
    await expect(serveEmulatedPrinter(printer, { host: server.host, port: server.port })).rejects.toMatchObject({
      code: 'server.unavailable',
    })
  })
})

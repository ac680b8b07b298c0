/**
 * Puts an emulated printer behind a real TCP socket, the way network printers sit on port 9100. A full receive buffer
 * stops the reading, so the host feels it through TCP itself; with the power off the port refuses.
 */

import type { AddressInfo } from 'node:net'
import { createServer, type Server, type Socket } from 'node:net'
import { DriverError } from '../../../src/ports/device.js'
import type { EmulatedPrinter } from './emulated-printer.js'

export interface ServeOptions {
  readonly host: string
  /** 0 takes any free port. */
  readonly port: number
  /** Further connections are closed as they come, as most network printers do. One when left out. */
  readonly maxConnections?: number
}

export interface PrinterServer {
  readonly host: string
  readonly port: number
  /** Resolves once the port answers again after a powerOn(); at once if it does. Rejects with `server.unavailable`. */
  listening(): Promise<void>
  /** Stops listening and drops every connection. The printer itself stays as it is. */
  close(): Promise<void>
}

/**
 * @returns where it listens, once it does.
 * @throws DriverError `server.unavailable` when the address cannot be listened on.
 */
export async function serveEmulatedPrinter(printer: EmulatedPrinter, options: ServeOptions): Promise<PrinterServer> {
  const sockets = new Set<Socket>()
  const server = createServer({ noDelay: true }, (socket) => plugIn(printer, socket, sockets))
  server.maxConnections = options.maxConnections ?? 1
  await listen(server, options.host, options.port)
  const { address, port } = server.address() as AddressInfo

  // Power changes follow one another; each waits for the one before it.
  let settled: Promise<void> = Promise.resolve()
  const stopWatching = printer.onPower((on) => {
    settled = settled.then(() => (on ? listen(server, options.host, port) : stopListening(server)))
    // Whoever asks through listening() hears of a failure; unasked it must not end the process.
    settled.catch(() => undefined)
  })

  return {
    host: address,
    port,
    listening: () => settled,
    close: async () => {
      stopWatching()
      for (const socket of sockets) socket.destroy()
      await settled.catch(() => undefined)
      await stopListening(server)
    },
  }
}

function plugIn(printer: EmulatedPrinter, socket: Socket, sockets: Set<Socket>): void {
  const connection = printer.attach({
    address: `tcp:${socket.remoteAddress}:${socket.remotePort}`,
    send: (bytes) => socket.write(bytes),
    hold: () => socket.pause(),
    go: () => socket.resume(),
    drop: () => socket.destroy(),
  })
  if (!connection) {
    socket.destroy()
    return
  }
  sockets.add(socket)
  socket.on('data', (bytes) => connection.receive(bytes))
  // An error is always followed by close, where the connection ends.
  socket.on('error', () => socket.destroy())
  socket.on('close', () => {
    sockets.delete(socket)
    connection.lost()
  })
}

function listen(server: Server, host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const fail = (cause: Error) =>
      reject(new DriverError('server.unavailable', `cannot listen on ${host}:${port}`, { cause }))
    server.once('error', fail)
    server.listen(port, host, () => {
      server.off('error', fail)
      resolve()
    })
  })
}

function stopListening(server: Server): Promise<void> {
  if (!server.listening) return Promise.resolve()
  return new Promise((resolve, reject) => server.close((error) => (error ? reject(error) : resolve())))
}

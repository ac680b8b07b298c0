/**
 * Puts an emulated printer behind a real TCP socket, the way network printers sit on port 9100. A full receive buffer
 * stops the reading, so the host feels it through TCP itself; with the power off or the cable pulled the port refuses.
 */

import type { AddressInfo } from 'node:net'
import { createServer, type Server, type Socket } from 'node:net'
import { listenAgain, listenOn } from '../../../listening.js'
import type { EmulatedPrinter } from '../emulated-printer.js'

export interface ServeOptions {
  readonly host: string
  /** 0 takes any free port. */
  readonly port: number
  /** So many are served at the same time; their receipts do not mix. One when left out. */
  readonly maxConnections?: number
  /** What further connections meet: closed as they come, or kept until one before them ends. The model's own when left out. */
  readonly further?: 'refused' | 'waits'
}

export interface PrinterServer {
  readonly host: string
  readonly port: number
  /** Connections that wait for their turn. */
  readonly waiting: number
  /** Resolves once the port answers again after a powerOn(); at once if it does. Rejects with `server.unavailable`. */
  listening(): Promise<void>
  /** Stops listening and drops every connection. The printer itself stays as it is. */
  close(): Promise<void>
}

/** More than this wait for nobody: they are closed as they come. */
const MOST_WAITING = 8

/**
 * @returns where it listens, once it does.
 * @throws DriverError `server.unavailable` when the address cannot be listened on.
 */
export async function serveEmulatedPrinter(printer: EmulatedPrinter, options: ServeOptions): Promise<PrinterServer> {
  const { maxConnections = 1, further = printer.profile.secondConnection } = options
  const desk = new SocketDesk(printer, maxConnections, further === 'waits' ? MOST_WAITING : 0)
  // Paused, so that who waits is held back by TCP and nothing it sends is lost.
  const server = createServer({ noDelay: true, pauseOnConnect: true }, (socket) => desk.admit(socket))
  await listenOn(server, options, 'server.unavailable')
  const { address, port } = server.address() as AddressInfo

  // Changes follow one another; each waits for the one before it.
  let settled: Promise<void> = Promise.resolve()
  const stopWatching = printer.onReach((reachable) => {
    if (!reachable) desk.closeWaiting()
    settled = settled.then(() =>
      reachable ? listenAgain(server, { host: options.host, port }, printer.clock) : stopListening(server),
    )
    // Whoever asks through listening() hears of a failure; unasked it must not end the process.
    settled.catch(() => undefined)
  })

  return {
    host: address,
    port,
    get waiting() {
      return desk.waiting
    },
    listening: () => settled,
    close: async () => {
      stopWatching()
      desk.closeAll()
      await settled.catch(() => undefined)
      await stopListening(server)
    },
  }
}

/** Who is served, who waits, and who is sent away. */
class SocketDesk {
  readonly #served = new Set<Socket>()
  readonly #waiting = new Set<Socket>()

  constructor(
    private readonly printer: EmulatedPrinter,
    private readonly mostServed: number,
    private readonly mostWaiting: number,
  ) {}

  get waiting(): number {
    return this.#waiting.size
  }

  admit(socket: Socket): void {
    // An error is always followed by close, where the connection ends.
    socket.on('error', () => socket.destroy())
    socket.on('close', () => this.#left(socket))
    if (this.#served.size < this.mostServed) this.#serve(socket)
    else if (this.#waiting.size < this.mostWaiting) this.#waiting.add(socket)
    else socket.destroy()
  }

  closeWaiting(): void {
    for (const socket of this.#waiting) socket.destroy()
    this.#waiting.clear()
  }

  closeAll(): void {
    this.closeWaiting()
    for (const socket of this.#served) socket.destroy()
  }

  #left(socket: Socket): void {
    this.#waiting.delete(socket)
    if (!this.#served.delete(socket)) return
    const [next] = this.#waiting
    if (!next) return
    this.#waiting.delete(next)
    this.#serve(next)
  }

  #serve(socket: Socket): void {
    this.#served.add(socket)
    const connection = this.printer.attach({
      address: `tcp:${socket.remoteAddress}:${socket.remotePort}`,
      send: (bytes) => {
        if (socket.writable) socket.write(bytes)
      },
      hold: () => socket.pause(),
      go: () => socket.resume(),
      drop: () => socket.destroy(),
    })
    if (!connection) {
      socket.destroy()
      return
    }
    socket.on('data', (bytes) => connection.receive(bytes))
    socket.on('close', () => connection.lost())
    if (!connection.held) socket.resume()
  }
}

function stopListening(server: Server): Promise<void> {
  if (!server.listening) return Promise.resolve()
  return new Promise((resolve, reject) => server.close((error) => (error ? reject(error) : resolve())))
}

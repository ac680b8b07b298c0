/**
 * The emulated host's TCP side: listens, refuses, hangs up, and hands over each framed message with the connection it
 * came on. A refusal is a shut port, as when the host's machine is up and its program is not.
 */
import { once } from 'node:events'
import net from 'node:net'
import type { Clock } from '../../../src/ports/clock.js'
import { listenAgain, listenOn } from '../../listening.js'
import { Deframer } from '../iso8583/framing.js'

type OnMessage = (message: Uint8Array, socket: net.Socket) => void

export class HostPort {
  readonly #host: string
  readonly #server: net.Server
  readonly #sockets = new Set<net.Socket>()
  #port: number

  /** @param port 0 takes any free one, and keeps to it from then on. */
  constructor(host: string, port: number, onMessage: OnMessage) {
    this.#host = host
    this.#port = port
    this.#server = net.createServer((socket) => this.#serve(socket, onMessage))
  }

  get number(): number {
    return this.#port
  }

  /** @throws DriverError `address.unavailable` when the port cannot be listened on. */
  async listen(): Promise<void> {
    if (this.#server.listening) return
    this.#port = await listenOn(this.#server, { host: this.#host, port: this.#port })
  }

  /** On the port it had. @throws DriverError `address.unavailable` when somebody else keeps it. */
  listenAgain(clock: Clock): Promise<void> {
    return listenAgain(this.#server, { host: this.#host, port: this.#port }, clock)
  }

  /** Hangs up and stops listening; resolves when connecting is refused. */
  async shut(): Promise<void> {
    this.hangUp()
    if (!this.#server.listening) return
    this.#server.close()
    await once(this.#server, 'close')
  }

  hangUp(): void {
    for (const socket of this.#sockets) socket.destroy()
  }

  #serve(socket: net.Socket, onMessage: OnMessage): void {
    const deframer = new Deframer()
    this.#sockets.add(socket)
    socket.setNoDelay(true)
    socket.on('close', () => this.#sockets.delete(socket))
    // A terminal that vanishes is an ordinary thing to a host; `close` follows.
    socket.on('error', () => socket.destroy())
    socket.on('data', (chunk) => {
      for (const message of deframer.push(chunk)) onMessage(message, socket)
      if (deframer.broken) socket.destroy()
    })
  }
}

/**
 * Tells when nothing is under way any more between this process and itself: every byte written at one end of a socket has
 * been read at the other, and nobody is connecting or hanging up. Virtual time may then move on, and not before.
 */
import { subscribe, unsubscribe } from 'node:diagnostics_channel'
import type { Socket } from 'node:net'

/**
 * So many turns of the event loop in a row must find nothing under way and nothing done since: what was read has its
 * consequences first, and a driver may look round for some turns before it writes, on a busy machine for more of them.
 */
const CALM_TURNS = 60
/** More turns than any exchange needs; reaching it means that the two ends do not agree about a socket. */
const MOST_TURNS = 500_000

const CLIENTS = 'net.client.socket'
const SERVERS = 'net.server.socket'

export class WireWatch {
  /** With its wire, once it has one; the socket itself forgets it when it is closed. */
  readonly #clients = new Map<Socket, string | undefined>()
  /** By its wire; kept while either end is open. */
  readonly #servers = new Map<string, Socket>()
  #opened = 0
  readonly #sawClient = (message: unknown) => {
    this.#opened += 1
    this.#clients.set(socketOf(message), undefined)
  }
  readonly #sawServer = (message: unknown) => {
    const socket = socketOf(message)
    const wire = wireBetween(socket.remotePort, socket.localPort)
    if (wire !== undefined) this.#servers.set(wire, socket)
  }

  constructor() {
    subscribe(CLIENTS, this.#sawClient)
    subscribe(SERVERS, this.#sawServer)
  }

  /** Resolves when nothing is under way. @throws Error when that does not come about, which is a bug. */
  async atRest(): Promise<void> {
    let calm = 0
    let before = this.#traffic()
    for (let turns = 0; calm < CALM_TURNS; turns++) {
      if (turns > MOST_TURNS) throw new Error('the wires do not come to rest')
      await new Promise<void>((resolve) => setImmediate(resolve))
      const traffic = this.#traffic()
      calm = this.#isQuiet() && traffic === before ? calm + 1 : 0
      before = traffic
    }
  }

  close(): void {
    unsubscribe(CLIENTS, this.#sawClient)
    unsubscribe(SERVERS, this.#sawServer)
  }

  /** Another number whenever something was opened, closed, written or read. */
  #traffic(): string {
    let bytes = 0
    for (const { bytesWritten, bytesRead } of this.#clients.keys()) bytes += bytesWritten + bytesRead
    return `${this.#opened} opened, ${this.#clients.size} open, ${bytes}`
  }

  #isQuiet(): boolean {
    for (const [client, knownWire] of this.#clients) {
      const wire = knownWire ?? wireBetween(client.localPort, client.remotePort)
      if (wire !== knownWire) this.#clients.set(client, wire)
      const server = wire === undefined ? undefined : this.#servers.get(wire)
      if (client.destroyed && (!server || server.destroyed)) {
        this.#clients.delete(client)
        if (wire !== undefined) this.#servers.delete(wire)
      } else if (isUnderWay(client, server)) return false
    }
    return true
  }
}

/** Both ports name it: two wires to different servers may have the same port at the client's end. */
function wireBetween(clientPort: number | undefined, serverPort: number | undefined): string | undefined {
  return clientPort === undefined || serverPort === undefined ? undefined : `${clientPort} to ${serverPort}`
}

function isUnderWay(client: Socket, server: Socket | undefined): boolean {
  if (client.connecting || !server || client.destroyed || server.destroyed) return true
  return carries(client, server) || carries(server, client)
}

/** Whoever does not read holds the wire up, and time goes on without it. */
function carries(from: Socket, to: Socket): boolean {
  if (to.isPaused()) return false
  return from.bytesWritten > to.bytesRead || (from.writableEnded && !to.readableEnded)
}

function socketOf(message: unknown): Socket {
  return (message as { readonly socket: Socket }).socket
}

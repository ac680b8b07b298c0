/**
 * One TCP connection to a host: framed messages out, framed messages in, and one call when it is gone. What the messages
 * mean, and whom a lost connection concerns, is the line's business.
 */
import net from 'node:net'
import type { Clock } from '../../../src/ports/clock.js'
import { limit } from '../../waiting.js'
import { Deframer, frame } from './framing.js'

/** `unreadable-reply`: the stream carried what cannot be a message, and was given up. */
export type LossReason = 'disconnected' | 'unreadable-reply'

export interface ConnectionEvents {
  readonly onMessage: (connection: HostConnection, message: Uint8Array) => void
  /** Called once, also when the connection is closed here. */
  readonly onLost: (connection: HostConnection, reason: LossReason) => void
}

export class HostConnection {
  readonly #socket: net.Socket
  readonly #events: ConnectionEvents
  readonly #deframer = new Deframer()
  #lostBy: LossReason | undefined

  /** @param socket connected. */
  constructor(socket: net.Socket, events: ConnectionEvents) {
    this.#socket = socket
    this.#events = events
    socket.setNoDelay(true)
    socket.setKeepAlive(true)
    socket.on('data', (chunk) => this.#receive(chunk))
    // An error is always followed by `close`; its kind changes nothing about what may have been sent.
    socket.on('error', () => this.drop('disconnected'))
    socket.on('end', () => this.drop('disconnected'))
    socket.on('close', () => this.drop('disconnected'))
  }

  /** False once the other side is known to be gone. True is no promise: it may be gone without our knowing. */
  get usable(): boolean {
    return this.#lostBy === undefined && this.#socket.writable
  }

  /** Starts sending. From here on the message may have reached the host, whatever happens to the connection. */
  send(message: Uint8Array): void {
    this.#socket.write(frame(message))
  }

  /** Gives the connection up at once. */
  drop(reason: LossReason): void {
    if (this.#lostBy) return
    this.#lostBy = reason
    this.#socket.destroy()
    this.#events.onLost(this, reason)
  }

  #receive(chunk: Uint8Array): void {
    for (const message of this.#deframer.push(chunk)) {
      if (this.#lostBy) return
      this.#events.onMessage(this, message)
    }
    if (this.#deframer.broken) this.drop('unreadable-reply')
  }
}

export interface DialOptions {
  readonly host: string
  readonly port: number
  readonly clock: Clock
  readonly connectMs: number
  readonly events: ConnectionEvents
}

/** Connects. @returns the connection, or in words why there is none; then certainly nothing was sent. */
export function dial(options: DialOptions, signal: AbortSignal): Promise<HostConnection | string> {
  const { host, port, clock, connectMs, events } = options
  return new Promise((resolve) => {
    const socket = net.connect({ host, port })
    const wait = limit(clock, connectMs, signal)
    const finish = (result: HostConnection | string) => {
      wait.clear()
      wait.signal.removeEventListener('abort', giveUp)
      resolve(result)
    }
    const giveUp = () => {
      socket.destroy()
      finish(wait.expired() ? `no connection within ${connectMs} ms` : 'stopped while connecting')
    }
    const fail = (error: NodeJS.ErrnoException) => finish(error.code ?? 'no connection')
    wait.signal.addEventListener('abort', giveUp)
    socket.once('error', fail)
    socket.once('connect', () => {
      socket.off('error', fail)
      finish(new HostConnection(socket, events))
    })
    if (wait.signal.aborted) giveUp()
  })
}

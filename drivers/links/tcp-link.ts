/**
 * A byte link over TCP, for network printers (port 9100) and whatever else listens. A socket taking bytes is no proof
 * that anyone read them, so closing always lets the written bytes leave before the socket goes.
 */
import { connect, type Socket } from 'node:net'
import type { Clock } from '../../src/ports/clock.js'
import { DriverError } from '../../src/ports/device.js'
import { hostAndPort } from '../address.js'
import type { ByteLink, LinkCloseCause, LinkOpener } from './byte-link.js'
import type { LinkKind } from './link-kind.js'
import { LinkListeners, limitedWrite } from './link-listeners.js'

export interface TcpLinkOptions {
  readonly host: string
  readonly port: number
  /** As the user wrote it, for logs and screens. */
  readonly address: string
  readonly clock: Clock
  /** How long `close` waits for written bytes to leave and the other side to hang up. */
  readonly closeLimitMs?: number
}

/** Finds a peer that vanished without a word (power cut, pulled cable) between jobs. */
const KEEP_ALIVE_AFTER_MS = 30_000
const CLOSE_LIMIT_MS = 5_000

/** `tcp://192.168.0.50:9100`, `tcp:printer.local:9100`. */
export const tcpLinks: LinkKind = {
  scheme: 'tcp',
  options: [],
  open: (address, { clock, port }) => tcpLinkOpener({ ...hostAndPort(address, port), address: address.text, clock }),
}

/** @returns an opener for `tcp:host:port`; each `open` is a new connection. */
export function tcpLinkOpener(options: TcpLinkOptions): LinkOpener {
  return {
    address: options.address,
    async open(signal) {
      return new TcpLink(await connected(options, signal), options)
    },
  }
}

function connected({ host, port, address }: TcpLinkOptions, signal: AbortSignal): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const unreachable = (cause?: unknown) => {
      signal.removeEventListener('abort', abort)
      socket.destroy()
      reject(new DriverError('link.unreachable', `nobody answers at ${address}`, { cause }))
    }
    const abort = () => unreachable(signal.reason)
    const socket = connect({ host, port, noDelay: true, keepAlive: true, keepAliveInitialDelay: KEEP_ALIVE_AFTER_MS })
    socket.once('error', unreachable)
    socket.once('connect', () => {
      signal.removeEventListener('abort', abort)
      socket.off('error', unreachable)
      resolve(socket)
    })
    signal.addEventListener('abort', abort)
    if (signal.aborted) abort()
  })
}

class TcpLink implements ByteLink {
  readonly address: string
  readonly #socket: Socket
  readonly #clock: Clock
  readonly #closeLimitMs: number
  readonly #listeners = new LinkListeners()
  readonly #gone: Promise<void>
  /** What it will have ended by, once the socket closes. */
  #ending: LinkCloseCause = 'closedThere'
  /** A write failed: what is left of it will not leave, and closing need not wait for it. */
  #stuck: boolean | undefined

  constructor(socket: Socket, options: TcpLinkOptions) {
    this.address = options.address
    this.#socket = socket
    this.#clock = options.clock
    this.#closeLimitMs = options.closeLimitMs ?? CLOSE_LIMIT_MS
    // Always listening: a socket nobody reads never shows that the other side has hung up.
    socket.on('data', (bytes) => {
      if (this.#ending !== 'closedHere') this.#listeners.received(bytes)
    })
    socket.on('error', () => {
      if (this.#ending === 'closedThere') this.#ending = 'fault'
    })
    this.#gone = new Promise((resolve) => {
      socket.once('close', () => {
        this.#listeners.ended(this.#ending)
        resolve()
      })
    })
  }

  async write(bytes: Uint8Array, signal: AbortSignal): Promise<void> {
    if (this.#ending === 'closedHere' || this.#listeners.cause)
      throw new DriverError('link.closed', `${this.address} is closed`)
    try {
      await limitedWrite(this.address, signal, (done) => {
        // A write that a broken connection cut off is reported as done, without an error, once the socket is destroyed.
        this.#socket.write(bytes, (error) => done(error ?? (this.#socket.destroyed ? new Error('cut off') : null)))
      })
    } catch (error) {
      this.#stuck = true
      throw error
    }
  }

  onData(listener: (bytes: Uint8Array) => void): void {
    this.#listeners.onData(listener)
  }

  onClose(listener: (cause: LinkCloseCause) => void): void {
    this.#listeners.onClose(listener)
  }

  async close(): Promise<void> {
    if (this.#ending !== 'closedHere' && !this.#listeners.cause) {
      this.#ending = 'closedHere'
      // Else never destroy() at once: it throws away what has not left yet. Input is still consumed meanwhile.
      if (this.#stuck) this.#socket.destroy()
      else this.#socket.end()
    }
    const cancelLimit = this.#clock.schedule(this.#closeLimitMs, () => this.#socket.destroy())
    await this.#gone
    cancelLimit()
  }
}

/**
 * The one connection to a host: dialled when first needed, kept while there is something to say, let go when idle. It
 * takes care that what it hands out is not known to be dead, because writing to a dead connection costs an `unknown`.
 */
import type { FailureCode } from '../../../src/domain/failures.js'
import type { Clock } from '../../../src/ports/clock.js'
import { type ConnectionEvents, dial, type HostConnection } from './host-connection.js'

export interface KeptConnectionOptions {
  readonly host: string
  readonly port: number
  readonly clock: Clock
  readonly connectMs: number
  readonly idleMs: number
  /** True while a reply is awaited: the connection is then not idle, however quiet. */
  readonly busy: () => boolean
  readonly events: ConnectionEvents
  /** What a host wants to hear first on every connection. @returns why it may not be used, if so. */
  readonly greet?: (connection: HostConnection, signal: AbortSignal) => Promise<NoConnection | undefined>
}

/** Why nothing can be sent. */
export interface NoConnection {
  readonly failure: FailureCode
  readonly detail: string
}

/** The asking was stopped. */
export const STOPPED: NoConnection = { failure: 'host.unreachable', detail: 'stopped before anything was sent' }

export class KeptConnection {
  readonly #options: KeptConnectionOptions
  readonly #closing = new AbortController()
  #connection: HostConnection | undefined
  /** Given up for sending, still listened to; with what takes back the end of their listening. */
  readonly #retired = new Map<HostConnection, () => void>()
  #dialling: Promise<HostConnection | NoConnection> | undefined
  #cancelIdle: () => void = () => undefined

  constructor(options: KeptConnectionOptions) {
    this.#options = options
  }

  /** @returns the kept connection or a new one; or why there is none. Its `usable` is worth asking once more. */
  async get(signal: AbortSignal): Promise<HostConnection | NoConnection> {
    const either = AbortSignal.any([signal, this.#closing.signal])
    if (this.#connection) await pendingInput()
    if (either.aborted) return STOPPED
    if (this.#connection?.usable) return this.#connection
    const dialled = await orAborted(this.#dial(), either)
    // A host too busy to serve accepts and closes at once.
    if (!isMissing(dialled)) await pendingInput()
    return dialled
  }

  /** Something was said: idleness starts anew. */
  touch(): void {
    const { clock, idleMs, busy } = this.#options
    this.#cancelIdle()
    this.#cancelIdle = clock.schedule(idleMs, () => {
      if (busy()) this.touch()
      else this.#connection?.drop('disconnected')
    })
  }

  /**
   * No reply came in time: the connection may be dead without our knowing, and everything sent on it would share that
   * fate. The next message gets a new one; this one is listened to for late replies for as long as an idle one is kept.
   */
  retire(connection: HostConnection): void {
    if (this.#connection !== connection) return
    this.#connection = undefined
    const cancel = this.#options.clock.schedule(this.#options.idleMs, () => {
      this.#retired.delete(connection)
      connection.drop('disconnected')
    })
    this.#retired.set(connection, cancel)
  }

  close(): void {
    this.#closing.abort()
    this.#cancelIdle()
    this.#connection?.drop('disconnected')
    for (const [connection, cancel] of this.#retired) {
      cancel()
      connection.drop('disconnected')
    }
  }

  /** Several may wait for the same call to be put through. */
  #dial(): Promise<HostConnection | NoConnection> {
    this.#dialling ??= this.#dialOnce()
    return this.#dialling
  }

  async #dialOnce(): Promise<HostConnection | NoConnection> {
    try {
      const dialled = await dial(this.#options, this.#closing.signal)
      if (typeof dialled === 'string') return { failure: 'host.unreachable', detail: dialled }
      const refused = await this.#options.greet?.(dialled, this.#closing.signal)
      const unusable = this.#closing.signal.aborted ? STOPPED : refused
      if (unusable) {
        dialled.drop('disconnected')
        return unusable
      }
      this.#connection?.drop('disconnected')
      this.#connection = dialled
      this.touch()
      return dialled
    } finally {
      this.#dialling = undefined
    }
  }
}

export function isMissing(connection: HostConnection | NoConnection): connection is NoConnection {
  return 'failure' in connection
}

/**
 * Lets the event loop read what has already arrived: a FIN waiting in the kernel is then seen before the connection is
 * written to. The first turn may end a poll that began earlier; the second is a whole one.
 */
async function pendingInput(): Promise<void> {
  for (let turn = 0; turn < 2; turn++) await new Promise((resolve) => setImmediate(resolve))
}

/** The promise's value, or that waiting was stopped, whichever is first. The work itself goes on. */
function orAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T | NoConnection> {
  return new Promise((resolve, reject) => {
    const stop = () => resolve(STOPPED)
    signal.addEventListener('abort', stop)
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', stop))
  })
}

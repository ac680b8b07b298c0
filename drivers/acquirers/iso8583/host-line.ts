/**
 * The line to a host: one connection, opened when first needed and kept, with any number of questions in flight. Each
 * reply is matched to its question by MTI, STAN, DE7 and terminal, so answers may come in any order, or too late.
 *
 *        ask ──▶ dial, if none is kept ──▶ send ──▶ waiting ──reply──▶ accepted
 *                  │                                  │
 *             unavailable                    time, loss, garbage ──▶ unknown ──reply after all──▶ onLate
 */
import { accepted, type Outcome, type UnknownReason, unavailable, unknown } from '../../../src/domain/outcome.js'
import type { Clock } from '../../../src/ports/clock.js'
import { DriverError } from '../../../src/ports/device.js'
import { DE } from './data-elements.js'
import type { ConnectionEvents, HostConnection } from './host-connection.js'
import { decodeMessage, encodeMessage, type IsoMessage } from './iso-message.js'
import { KeptConnection, STOPPED } from './kept-connection.js'

export interface HostLimits {
  /** How long connecting may take. */
  readonly connectMs: number
  /** How long a reply may take, from sending. */
  readonly replyMs: number
  /** How long the connection is kept with nothing to say; firewalls drop idle ones without a word. */
  readonly idleMs: number
}

export const DEFAULT_HOST_LIMITS: HostLimits = { connectMs: 5_000, replyMs: 30_000, idleMs: 60_000 }

export interface HostLineOptions {
  readonly host: string
  readonly port: number
  readonly clock: Clock
  readonly limits: HostLimits
}

type OnReply = (reply: IsoMessage) => void

interface Question {
  readonly bytes: Uint8Array
  /** What its reply will be named. */
  readonly name: string
  readonly replyMti: string
  readonly stan: string
  readonly signal: AbortSignal
  readonly onLate: OnReply
}

interface Waiting {
  readonly connection: HostConnection
  readonly replyMti: string
  readonly stan: string
  readonly settle: (outcome: Outcome<IsoMessage>) => void
}

/** How many finished questions are remembered, to know a late or second reply from one that answers nothing. */
const REMEMBERED_QUESTIONS = 256

/** A second copy of a reply already taken says nothing new. */
const ignoreSecondReply: OnReply = () => undefined

export class HostLine {
  readonly #clock: Clock
  readonly #replyMs: number
  readonly #kept: KeptConnection
  readonly #asking = new Set<string>()
  readonly #waiting = new Map<string, Waiting>()
  readonly #finished = new Map<string, OnReply>()

  constructor({ host, port, clock, limits: { connectMs, replyMs, idleMs } }: HostLineOptions) {
    this.#clock = clock
    this.#replyMs = replyMs
    const events: ConnectionEvents = {
      onMessage: (connection, bytes) => this.#receive(connection, bytes),
      onLost: (connection, reason) => this.#lose(connection, reason),
    }
    this.#kept = new KeptConnection({
      host,
      port,
      clock,
      connectMs,
      idleMs,
      busy: () => this.#waiting.size > 0,
      events,
    })
  }

  /**
   * Sends one message and waits for its reply. unavailable `host.unreachable` – not a byte was handed to a connection;
   * unknown – it may have arrived. `onLate` is called, at most once, if the reply comes after it was given up.
   * @throws DriverError `host.unencodable`; `host.keyInFlight` when the same message is already being asked.
   */
  async ask(message: IsoMessage, signal: AbortSignal, onLate: OnReply): Promise<Outcome<IsoMessage>> {
    const bytes = encodeMessage(message)
    const replyMti = replyMtiOf(message.mti)
    const name = nameOf(replyMti, message)
    if (this.#asking.has(name)) {
      throw new DriverError('host.keyInFlight', `message ${message.mti} with this key is still being answered`)
    }
    this.#asking.add(name)
    try {
      const connection = await this.#kept.get(signal)
      if (typeof connection === 'string') return unavailable('host.unreachable', connection)
      return await this.#exchange(connection, {
        bytes,
        name,
        replyMti,
        stan: message.fields[DE.stan] ?? '',
        signal,
        onLate,
      })
    } finally {
      this.#asking.delete(name)
    }
  }

  /** Ends every question in flight as unknown `interrupted` and lets go of the connection. */
  close(): void {
    for (const waiting of [...this.#waiting.values()]) waiting.settle(unknown('interrupted'))
    this.#kept.close()
  }

  #exchange(connection: HostConnection, question: Question): Promise<Outcome<IsoMessage>> {
    const { bytes, name, replyMti, stan, signal, onLate } = question
    if (signal.aborted) return Promise.resolve(unavailable('host.unreachable', STOPPED))
    if (!connection.usable) return Promise.resolve(unavailable('host.unreachable', HUNG_UP))
    return new Promise((resolve) => {
      const stop = () => settle(unknown('interrupted'))
      const cancelTimer = this.#clock.schedule(this.#replyMs, () => {
        settle(unknown('timeout'))
        this.#kept.retire(connection)
      })
      const settle = (outcome: Outcome<IsoMessage>) => {
        cancelTimer()
        signal.removeEventListener('abort', stop)
        this.#waiting.delete(name)
        this.#remember(name, outcome.kind === 'unknown' ? onLate : ignoreSecondReply)
        resolve(outcome)
      }
      signal.addEventListener('abort', stop)
      this.#waiting.set(name, { connection, replyMti, stan, settle })
      this.#kept.touch()
      connection.send(bytes)
    })
  }

  #receive(connection: HostConnection, bytes: Uint8Array): void {
    this.#kept.touch()
    const decoded = decodeMessage(bytes)
    if (decoded.ok) this.#take(decoded.value)
    else connection.drop('unreadable-reply')
  }

  #take(reply: IsoMessage): void {
    const name = nameOf(reply.mti, reply)
    const waiting = this.#waiting.get(name)
    const finished = this.#finished.get(name)
    if (waiting) {
      waiting.settle(accepted(reply))
    } else if (finished) {
      this.#remember(name, ignoreSecondReply)
      finished(reply)
    } else {
      this.#doubt(reply)
    }
  }

  /** A reply that names no question asked here: whichever question it was meant for has not been answered readably. */
  #doubt(reply: IsoMessage): void {
    const sameKind = [...this.#waiting.values()].filter(({ replyMti }) => replyMti === reply.mti)
    const sameStan = sameKind.filter(({ stan }) => stan === reply.fields[DE.stan])
    for (const { settle } of sameStan.length > 0 ? sameStan : sameKind) settle(unknown('unreadable-reply'))
  }

  #lose(connection: HostConnection, reason: UnknownReason): void {
    for (const waiting of [...this.#waiting.values()]) {
      if (waiting.connection === connection) waiting.settle(unknown(reason))
    }
  }

  #remember(name: string, onReply: OnReply): void {
    this.#finished.delete(name)
    this.#finished.set(name, onReply)
    const [oldest] = this.#finished.keys()
    if (this.#finished.size > REMEMBERED_QUESTIONS && oldest !== undefined) this.#finished.delete(oldest)
  }
}

const HUNG_UP = 'the host closed the connection before anything was sent'

/** 0200 → 0210, 0420 and 0421 → 0430, 0600 → 0610, 0800 → 0810 (ISO 8583:1987, third digit + 1, origin kept). */
function replyMtiOf(mti: string): string {
  return `${mti.slice(0, 2)}${Number(mti[2]) + 1}0`
}

function nameOf(mti: string, { fields }: IsoMessage): string {
  return [mti, fields[DE.stan], fields[DE.transmittedAt], fields[DE.terminal]?.trim()].join(' ')
}

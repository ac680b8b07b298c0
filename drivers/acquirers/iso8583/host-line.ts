/**
 * The line to a host: one connection, opened when first needed and kept, with any number of questions in flight. Each
 * reply is matched to its question by MTI, STAN, DE7 and terminal, so answers may come in any order, or too late.
 *
 *        ask ──▶ dial, if none is kept ──▶ send ──▶ waiting ──reply──▶ accepted
 *                  │                                  │
 *             unavailable                    time, loss, garbage ──▶ unknown ──reply after all──▶ onLate
 *
 * Where the host wants it, every connection is signed on before its first message.
 */
import { accepted, type Outcome, type UnknownReason, unavailable, unknown } from '../../../src/domain/outcome.js'
import type { Clock } from '../../../src/ports/clock.js'
import { DriverError } from '../../../src/ports/device.js'
import { DE } from './data-elements.js'
import type { ConnectionEvents, HostConnection } from './host-connection.js'
import { decodeMessage, encodeMessage, type IsoMessage } from './iso-message.js'
import { isMissing, KeptConnection, type NoConnection, STOPPED } from './kept-connection.js'
import { RESPONSE } from './response-codes.js'

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
  /** Makes the sign-on that this host wants first on every connection; left out = it wants none. */
  readonly signOn?: (() => IsoMessage) | undefined
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
  readonly #signOn: (() => IsoMessage) | undefined
  readonly #asking = new Set<string>()
  readonly #waiting = new Map<string, Waiting>()
  readonly #finished = new Map<string, OnReply>()

  constructor({ host, port, clock, limits: { connectMs, replyMs, idleMs }, signOn }: HostLineOptions) {
    this.#clock = clock
    this.#signOn = signOn
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
      ...(signOn && { greet: (connection, signal) => this.#greet(connection, signOn(), signal) }),
    })
  }

  /**
   * Sends one message and waits for its reply. unavailable `host.unreachable` – not a byte was handed to a connection;
   * unknown – it may have arrived. `onLate` is called, at most once, if the reply comes after it was given up. A host
   * that answers it has forgotten the sign-on certainly did nothing: it is signed on to anew, and asked once more.
   * @throws DriverError `host.unencodable`; `host.keyInFlight` when the same message is already being asked.
   */
  async ask(message: IsoMessage, signal: AbortSignal, onLate: OnReply): Promise<Outcome<IsoMessage>> {
    const question = questionOf(message, signal, onLate)
    if (this.#asking.has(question.name)) {
      throw new DriverError('host.keyInFlight', `message ${message.mti} with this key is still being answered`)
    }
    this.#asking.add(question.name)
    try {
      const outcome = await this.#askOnce(question)
      if (!this.#signOn || !wantsSignOn(outcome)) return outcome
      const connection = await this.#kept.get(signal)
      const refused = isMissing(connection) ? connection : await this.#greet(connection, this.#signOn(), signal)
      return refused ? outcome : await this.#askOnce(question)
    } finally {
      this.#asking.delete(question.name)
    }
  }

  async #askOnce(question: Question): Promise<Outcome<IsoMessage>> {
    const connection = await this.#kept.get(question.signal)
    if (isMissing(connection)) return unavailable(connection.failure, connection.detail)
    return this.#exchange(connection, question)
  }

  /** @returns why the host cannot be asked anything on this connection, if it would not have the sign-on. */
  async #greet(connection: HostConnection, signOn: IsoMessage, signal: AbortSignal): Promise<NoConnection | undefined> {
    const outcome = await this.#exchange(connection, questionOf(signOn, signal, ignoreSecondReply))
    if (outcome.kind === 'unavailable') return { failure: outcome.failure, detail: outcome.detail ?? HUNG_UP }
    if (outcome.kind !== 'accepted') return { failure: 'host.notSignedOn', detail: 'the sign-on was not answered' }
    const code = outcome.value.fields[DE.responseCode]
    if (code === RESPONSE.approved) return undefined
    return { failure: 'host.notSignedOn', detail: `the sign-on was answered ${code ?? 'without a code'}` }
  }

  /** Ends every question in flight as unknown `interrupted` and lets go of the connection. */
  close(): void {
    for (const waiting of [...this.#waiting.values()]) waiting.settle(unknown('interrupted'))
    this.#kept.close()
  }

  #exchange(connection: HostConnection, question: Question): Promise<Outcome<IsoMessage>> {
    const { bytes, name, replyMti, stan, signal, onLate } = question
    if (signal.aborted) return Promise.resolve(unavailable(STOPPED.failure, STOPPED.detail))
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

function questionOf(message: IsoMessage, signal: AbortSignal, onLate: OnReply): Question {
  const replyMti = replyMtiOf(message.mti)
  return {
    bytes: encodeMessage(message),
    name: nameOf(replyMti, message),
    replyMti,
    stan: message.fields[DE.stan] ?? '',
    signal,
    onLate,
  }
}

/** A sign-on itself is never answered so by a host in its senses, and not repeated if it is. */
function wantsSignOn(outcome: Outcome<IsoMessage>): boolean {
  return outcome.kind === 'accepted' && outcome.value.fields[DE.responseCode] === RESPONSE.notSignedOn
}

const HUNG_UP = 'the host closed the connection before anything was sent'

/** 0200 and 0201 → 0210, 0320 → 0330, 0420 and 0421 → 0430, 0500 → 0510, 0600 → 0610, 0800 → 0810 (ISO 8583:1987, third digit + 1, origin kept). */
function replyMtiOf(mti: string): string {
  return `${mti.slice(0, 2)}${Number(mti[2]) + 1}0`
}

function nameOf(mti: string, { fields }: IsoMessage): string {
  return [mti, fields[DE.stan], fields[DE.transmittedAt], fields[DE.terminal]?.trim()].join(' ')
}

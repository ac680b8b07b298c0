/**
 * Whose bytes are read next. A connection keeps its turn as long as it has something to say, and in the middle of a receipt
 * for a while longer, so that two hosts' receipts do not mix on the paper.
 */
import type { Clock } from '../../../../src/ports/clock.js'
import type { Connection } from './connection.js'

/** A host that falls silent in the middle of a receipt, without a cut, keeps the others waiting for no longer than this. */
const PATIENCE_MS = 5_000

export class Turns {
  #current: Connection | undefined
  #inJob: boolean = false
  #lapsed: boolean = false
  #cancelLapse: (() => void) | undefined

  /** @param lapsed called when a silent connection has lost its turn. */
  constructor(
    private readonly clock: Clock,
    private readonly lapsed: () => void,
  ) {}

  /** The connection to read from now, if any has bytes and is allowed to speak. Removes those that are over. */
  next(connections: Set<Connection>): Connection | undefined {
    if (this.#current?.hasBytes) return this.#goOn(this.#current)
    const others = waiting(connections)
    const [first] = others
    if (!first) return undefined
    if (this.#inJob && this.#current?.open && !this.#lapsed) {
      this.#startLapse()
      return undefined
    }
    this.#current = first
    this.#inJob = false
    return this.#goOn(first)
  }

  /** Something was printed that no cut followed. */
  jobGoesOn(): void {
    this.#inJob = true
  }

  jobEnded(): void {
    this.#inJob = false
  }

  forget(): void {
    this.#stopLapse()
    this.#current = undefined
    this.#inJob = false
  }

  #goOn(connection: Connection): Connection {
    this.#stopLapse()
    this.#lapsed = false
    return connection
  }

  #startLapse(): void {
    this.#cancelLapse ??= this.clock.schedule(PATIENCE_MS, () => {
      this.#cancelLapse = undefined
      this.#lapsed = true
      this.lapsed()
    })
  }

  #stopLapse(): void {
    this.#cancelLapse?.()
    this.#cancelLapse = undefined
  }
}

function waiting(connections: Set<Connection>): Connection[] {
  for (const connection of [...connections]) {
    if (!connection.open && !connection.hasBytes) connections.delete(connection)
  }
  return [...connections].filter((connection) => connection.hasBytes)
}

/**
 * Keeps an eye on a printer for whoever follows it: looks at an idle one now and then, and tries to get a lost one back,
 * waiting longer each time. It never sends more than questions, so getting a link back replays nothing.
 */
import type { Clock } from '../../../src/ports/clock.js'
import type { PrinterReport } from '../../../src/ports/receipt-printer.js'
import { sleep } from '../../waiting.js'
import type { PrinterLimits } from './limits.js'
import type { PrinterConnection } from './printer-connection.js'
import type { StatusBoard } from './status-board.js'
import type { Turns } from './turns.js'

interface WatchParts {
  readonly connection: PrinterConnection
  readonly board: StatusBoard
  /** A look waits for its turn like a job; while one prints, the job itself listens. */
  readonly turns: Turns
  readonly clock: Clock
  readonly limits: PrinterLimits
  readonly closed: AbortSignal
}

export class PrinterWatch {
  readonly #parts: WatchParts
  #followers = 0
  #stop = new AbortController()
  #watching: Promise<void> = Promise.resolve()

  constructor(parts: WatchParts) {
    this.#parts = parts
  }

  follow(listener: (report: PrinterReport) => void): () => void {
    const stopListening = this.#parts.board.listen(listener)
    if (this.#followers++ === 0) this.#start()
    let following = true
    return () => {
      if (!following) return
      following = false
      stopListening()
      if (--this.#followers === 0) this.#stop.abort()
    }
  }

  /** Resolves when the last look is over; the printer is closed before that. */
  ended(): Promise<void> {
    return this.#watching
  }

  #start(): void {
    this.#stop = new AbortController()
    const signal = AbortSignal.any([this.#stop.signal, this.#parts.closed])
    const before = this.#watching
    this.#watching = before.then(() => this.#watch(signal))
  }

  async #watch(signal: AbortSignal): Promise<void> {
    const { clock, limits } = this.#parts
    for (let failures = 0; !signal.aborted; ) {
      failures = (await this.#look(signal)) ? 0 : failures + 1
      const waitMs = failures === 0 ? limits.watchMs : limits.reconnectFirstMs * 2 ** Math.min(failures - 1, 30)
      await sleep(clock, Math.min(waitMs, failures === 0 ? waitMs : limits.reconnectCapMs), signal)
    }
  }

  /** @returns whether the printer is there. */
  async #look(signal: AbortSignal): Promise<boolean> {
    const endTurn = await this.#parts.turns.take(signal)
    if (!endTurn) return false
    try {
      return (await this.#parts.connection.ready(signal)).kind === 'accepted'
    } finally {
      endTurn()
    }
  }
}

/**
 * The sending half of a job: its bytes, and behind them the request for evidence, block by block under a limit each. What the
 * printer says meanwhile is the other half's affair; this one only asks whether it may take its time.
 */

import { blocksOf } from './blocks.js'
import { AUTOMATIC_STATUS_ON } from './commands.js'
import { transmitMs } from './limits.js'
import { PART_BYTES } from './printer-session.js'
import type { RunOptions } from './run-options.js'

export interface SendingHooks {
  /** The job has ended: nothing more is begun. */
  readonly over: AbortSignal
  /** The link is given up: what hangs in it is left alone. */
  readonly abandoned: AbortSignal
  /** The printer says why it takes nothing. */
  isPaused(): boolean
  onProgress(): void
  /** The link took nothing for too long, though the printer claims to be fine. */
  onStall(): void
}

export class JobSender {
  readonly #options: RunOptions
  readonly #hooks: SendingHooks
  #stage: 'body' | 'evidence' | 'sent' = 'body'
  #bytesAccepted = 0
  #openBytes = 0

  constructor(options: RunOptions, hooks: SendingHooks) {
    this.#options = options
    this.#hooks = hooks
  }

  /** What it is at: the job's own bytes, the request for evidence, nothing more. */
  get stage(): 'body' | 'evidence' | 'sent' {
    return this.#stage
  }

  /** Of the job's own bytes, taken by the link. */
  get bytesAccepted(): number {
    return this.#bytesAccepted
  }

  /** Of the block that the link has not taken whole: so many at most may be missing from a command that was begun. */
  get openBytes(): number {
    return this.#openBytes
  }

  /** Resolves when all is sent, or the job is over. Rejects as `ByteLink.write` does, and with what a piece threw. */
  async send(): Promise<void> {
    const { evidence, session, witness } = this.#options
    if (!(await this.#sendBody())) return
    if (session.endsAtSpooler) await this.#inTime(() => session.handOff(this.#hooks.abandoned))
    if (evidence) {
      this.#stage = 'evidence'
      if (witness) await this.#sendBlock(witness.asked(evidence.proves === 'printed' ? 'once' : 'twice'))
      await this.#sendBlock(evidence.request)
    }
    this.#stage = 'sent'
  }

  /** @returns whether all of it went out. */
  async #sendBody(): Promise<boolean> {
    const { pieces, composed, answersStatus, watch, witness } = this.#options
    for (const block of blocksOf(pieces)) {
      const first = this.#bytesAccepted === 0
      const isSent = await this.#sendBlock(block, (bytes) => {
        this.#bytesAccepted += bytes
      })
      if (!isSent) return false
      if (!first) continue
      watch({ kind: 'sending' })
      // ESC @ may have switched automatic status off.
      if (composed === 'here' && answersStatus) await this.#sendBlock(AUTOMATIC_STATUS_ON)
      if (witness) await this.#sendBlock(witness.planted)
    }
    if (composed === 'elsewhere' && answersStatus) await this.#sendBlock(AUTOMATIC_STATUS_ON)
    return !this.#hooks.over.aborted
  }

  /** @returns false when the job was over before it was begun. */
  async #sendBlock(block: Uint8Array, onTaken?: (bytes: number) => void): Promise<boolean> {
    const { over, abandoned, onProgress } = this.#hooks
    if (over.aborted) return false
    this.#openBytes = block.length
    await this.#inTime((restart) =>
      this.#options.session.send(block, abandoned, (bytes) => {
        this.#openBytes -= bytes
        onTaken?.(bytes)
        onProgress()
        restart()
      }),
    )
    return true
  }

  /** @param begin is given how to start the limit anew. */
  async #inTime(begin: (restart: () => void) => Promise<void>): Promise<void> {
    const { clock, limits } = this.#options
    const { isPaused, onStall } = this.#hooks
    let cancel = (): void => undefined
    const start = () => {
      const onTheWay = this.#bytesAccepted + Math.min(this.#openBytes, PART_BYTES)
      const limitMs = limits.writeMs + transmitMs(onTheWay, limits.byteMs)
      cancel()
      cancel = clock.schedule(limitMs, () => (isPaused() ? start() : onStall()))
    }
    start()
    try {
      await begin(start)
    } finally {
      cancel()
    }
  }
}

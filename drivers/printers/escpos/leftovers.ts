/**
 * What earlier jobs may have left in the printer, or hanging out of it. It is noted here when a job ends without proof, and
 * seen to before the next customer's receipt begins.
 */
import type { PrinterProfile } from '../profiles/printer-profile.js'
import { clearBuffers, partingCut } from './clear-buffers.js'
import type { FenceTally } from './fence-tally.js'
import { transmitMs } from './limits.js'
import type { PrinterSession, Wait } from './printer-session.js'

/** A job that was taken is out by then, and cut, at the speed of the slowest head and with a picture in it. */
const DONE_AFTER_MS = 10_000

export class Leftovers {
  readonly #fences: FenceTally
  /** `uncut` once the printer was told to throw away what it holds, or where nothing is left but the cut. */
  #state: 'uncleared' | 'uncut' | undefined
  #handedOverAt: number | undefined
  /** The link took a cut, and nothing behind it was answered yet. */
  #cutSent: boolean = false
  /** A command may have been broken off, lacking so many bytes at most; the printer takes the next ones for them. */
  #openBytes = 0

  constructor(fences: FenceTally) {
    this.#fences = fences
  }

  /** A job ended without evidence: some of it may still lie in the printer, its fence among it. */
  note(state: 'uncleared' | 'uncut' = 'uncleared', openBytes = 0): void {
    this.#state = state
    this.#openBytes = Math.max(this.#openBytes, openBytes)
    this.#fences.givenUp()
  }

  /** The printer threw away what it held, and part of a receipt may hang out of it. */
  noteCleared(): void {
    this.#state = 'uncut'
  }

  /** The link took a job whose end nobody will hear of. */
  noteHandedOver(now: number): void {
    this.#handedOverAt = now
    this.#cutSent = false
  }

  /** The printer answered behind everything that was sent. */
  noteAnswered(): void {
    this.#cutSent = false
  }

  /** The link went, perhaps with the printer's power: what was just handed over may hang out of it uncut. */
  noteLinkEnded(now: number, faulty: boolean): void {
    const recent = this.#handedOverAt !== undefined && now - this.#handedOverAt < DONE_AFTER_MS
    if (recent || this.#cutSent || (faulty && this.#handedOverAt !== undefined)) this.#state ??= 'uncut'
    this.#handedOverAt = undefined
    this.#cutSent = false
  }

  /** DLE DC4 fn 8, where it was not told yet. Its answer is waited for, but a printer that gives none is not asked again. */
  async throwAway(session: PrinterSession, wait: Wait): Promise<void> {
    if (this.#state !== 'uncleared') return
    const cleared = await clearBuffers(session, wait)
    if (cleared.kind !== 'answered') return
    this.#fences.settled()
    this.#openBytes = 0
  }

  /** The printer is there, so it has been told. Asking again would only cost the same wait. */
  noteTold(): void {
    if (this.#state === 'uncleared') this.#state = 'uncut'
  }

  /** A cut between what is there and what comes. @returns false when the link did not take it. */
  async cutOff(session: PrinterSession, profile: PrinterProfile, wait: Wait): Promise<boolean> {
    if (this.#state === undefined) return true
    if (!(await this.#endOpenCommand(session, wait))) return false
    if (!(await session.tell(partingCut(profile), wait))) return false
    this.#state = undefined
    this.#cutSent = true
    return true
  }

  /** Where the printer was told to throw away what may have held the last cut. @returns as `cutOff`. */
  cutOffAgain(session: PrinterSession, profile: PrinterProfile, wait: Wait): Promise<boolean> {
    if (this.#cutSent) this.#state ??= 'uncut'
    return this.cutOff(session, profile, wait)
  }

  /** NUL is white in a picture, and nothing between commands. */
  async #endOpenCommand(session: PrinterSession, { limitMs, signal }: Wait): Promise<boolean> {
    if (this.#openBytes === 0) return true
    const wait = { limitMs: limitMs + transmitMs(this.#openBytes), signal }
    if (!(await session.tell(new Uint8Array(this.#openBytes), wait))) return false
    this.#openBytes = 0
    return true
  }
}

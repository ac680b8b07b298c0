/**
 * The macro (GS : and GS ^): a stretch of the data a printer keeps and carries out again when asked. It is kept as the
 * tokens it was read as, so replaying it is the same as receiving it once more.
 */
import type { Token } from '../grammar/parser.js'

/** What a macro may hold; data beyond that is carried out and not kept. */
const LONGEST_MACRO_BYTES = 2048
/** A command's own bytes besides its parameters: two or three. */
const PREFIX_BYTES = 3

export class Macro {
  #kept: Token[] = []
  #recording: boolean = false
  #usedBytes = 0
  /** What is still to be carried out, from the next token on. */
  #repeatsLeft = 0
  #next = 0

  get recording(): boolean {
    return this.#recording
  }

  get replaying(): boolean {
    return this.#repeatsLeft > 0
  }

  /** The next token is the first of a repetition. */
  get atStart(): boolean {
    return this.#next === 0
  }

  /** GS :. The first begins a new macro, the second ends it. */
  toggle(): void {
    if (!this.#recording) this.forget()
    this.#recording = !this.#recording
  }

  /** A token that came while recording. It is copied. */
  record(token: Token): void {
    const bytes = token.kind === 'command' ? token.parameters : token.bytes
    const size = bytes.length + (token.kind === 'command' ? PREFIX_BYTES : 0)
    if (this.#usedBytes + size > LONGEST_MACRO_BYTES) return
    this.#usedBytes += size
    this.#kept.push(
      token.kind === 'command'
        ? { ...token, parameters: token.parameters.slice() }
        : { ...token, bytes: token.bytes.slice() },
    )
  }

  /** GS ^: carries the macro out `times` times. */
  start(times: number): void {
    this.#next = 0
    this.#repeatsLeft = this.#kept.length > 0 ? times : 0
  }

  /** The next token of the replay; `first` when it begins a repetition. Only while replaying. */
  next(): { readonly token: Token; readonly first: boolean } {
    const token = this.#kept[this.#next]
    if (!token) throw new Error('macro: nothing is being replayed')
    const first = this.#next === 0
    this.#next++
    if (this.#next === this.#kept.length) {
      this.#next = 0
      this.#repeatsLeft--
    }
    return { token, first }
  }

  /** Ends a replay; what is kept stays. */
  stop(): void {
    this.#repeatsLeft = 0
    this.#next = 0
  }

  forget(): void {
    this.stop()
    this.#kept = []
    this.#usedBytes = 0
    this.#recording = false
  }
}

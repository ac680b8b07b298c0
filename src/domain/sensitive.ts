/**
 * A value that must not leak: it shows, logs and serialises as its mask, and the clear text comes out only where code
 * asks for it by name, so every such place can be found by searching for `reveal`.
 */
const INSPECT = Symbol.for('nodejs.util.inspect.custom')

export abstract class Sensitive {
  readonly #clear: string
  /** Safe to show, log and store. */
  readonly masked: string

  protected constructor(clear: string, masked: string) {
    this.#clear = clear
    this.masked = masked
  }

  /** The clear text, for a wire or a vault only. */
  reveal(): string {
    return this.#clear
  }

  toString(): string {
    return this.masked
  }

  toJSON(): string {
    return this.masked
  }

  [INSPECT](): string {
    return this.masked
  }
}

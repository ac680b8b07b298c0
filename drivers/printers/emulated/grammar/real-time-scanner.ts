/**
 * Finds real-time commands in the bytes as they arrive, before the receive buffer and blind to what surrounds them: the
 * printer obeys `10 04 01` in the middle of an image too. The bytes are only looked at; they stay in the stream.
 */
export type RealTimeCommand =
  /** DLE EOT n [a]: answer with one status byte. */
  | { readonly kind: 'status'; readonly n: number }
  /** DLE ENQ n: recover from an error; 1 goes on, 2 clears first. 0 ends the wait after a new roll. */
  | { readonly kind: 'recover'; readonly n: number }
  /** DLE DC4 fn 1: pulse the drawer connector for t × 100 ms. */
  | { readonly kind: 'pulse'; readonly m: number; readonly t: number }
  /** DLE DC4 fn 2: switch off in an orderly way. */
  | { readonly kind: 'powerOff' }
  /** DLE DC4 fn 8: empty every buffer. */
  | { readonly kind: 'clear' }
  /** A real-time command this printer does not carry out (buzzer, ink status …). */
  | { readonly kind: 'other'; readonly bytes: readonly number[] }

const DLE = 0x10
const EOT = 0x04
const ENQ = 0x05
const DC4 = 0x14

/** `null` stands for any byte. Order matters only where one pattern is the start of another. */
const patterns: readonly {
  readonly bytes: readonly (number | null)[]
  make(bytes: readonly number[]): RealTimeCommand
}[] = [
  ...[1, 2, 3, 4].map((n) => ({ bytes: [DLE, EOT, n], make: () => ({ kind: 'status', n }) as const })),
  ...[7, 8, 18].map((n) => ({ bytes: [DLE, EOT, n, null], make: other })),
  ...[0, 1, 2].map((n) => ({ bytes: [DLE, ENQ, n], make: () => ({ kind: 'recover', n }) as const })),
  { bytes: [DLE, DC4, 1, null, null], make: (bytes) => ({ kind: 'pulse', m: bytes[3] ?? 0, t: bytes[4] ?? 0 }) },
  { bytes: [DLE, DC4, 2, 1, 8], make: () => ({ kind: 'powerOff' }) },
  { bytes: [DLE, DC4, 3, null, null, null, null, null], make: other },
  { bytes: [DLE, DC4, 7, null], make: other },
  { bytes: [DLE, DC4, 8, 1, 3, 0x14, 1, 6, 2, 8], make: () => ({ kind: 'clear' }) },
]

function other(bytes: readonly number[]): RealTimeCommand {
  return { kind: 'other', bytes }
}

/** A command found, and where the bytes after it begin. */
export interface FoundCommand {
  readonly command: RealTimeCommand
  readonly next: number
}

export class RealTimeScanner {
  /** The bytes that may yet turn out to be a command. */
  #seen: number[] = []

  /**
   * Looks at `bytes[from]` and what follows, up to the end of the first command; undefined when there is none left. What
   * the last chunk ended with is remembered, so chunks make no difference. Bytes that are no DLE cost next to nothing.
   */
  scan(bytes: Uint8Array, from: number): FoundCommand | undefined {
    let next = from
    while (next < bytes.length) {
      if (this.#seen.length === 0) {
        next = bytes.indexOf(DLE, next)
        if (next < 0) return undefined
      }
      const command = this.push(bytes[next] ?? 0)
      next++
      if (command) return { command, next }
    }
    return undefined
  }

  /** Takes one byte; returns the command it completes, if any. */
  push(byte: number): RealTimeCommand | undefined {
    if (this.#seen.length === 0 && byte !== DLE) return undefined
    if (this.#seen.length === 1 && byte !== EOT && byte !== ENQ && byte !== DC4) {
      // The common end of a DLE in an image; another DLE takes its place.
      if (byte !== DLE) this.#seen = []
      return undefined
    }
    this.#seen.push(byte)
    // What does not match may still hold the start of something that does: 10 10 04 01.
    while (this.#seen.length > 0 && !patterns.some((pattern) => this.#startsLike(pattern.bytes))) this.#dropToNextDle()
    const complete = patterns.find((p) => p.bytes.length === this.#seen.length && this.#startsLike(p.bytes))
    if (!complete) return undefined
    const bytes = this.#seen
    this.#seen = []
    return complete.make(bytes)
  }

  #startsLike(pattern: readonly (number | null)[]): boolean {
    return (
      this.#seen.length <= pattern.length && this.#seen.every((byte, i) => pattern[i] === null || pattern[i] === byte)
    )
  }

  #dropToNextDle(): void {
    const next = this.#seen.indexOf(DLE, 1)
    this.#seen = next < 0 ? [] : this.#seen.slice(next)
  }
}

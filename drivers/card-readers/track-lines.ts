/**
 * The lines a magnetic reader sends, cut out of a stream of bytes, and what each one means. Framing and meaning are
 * apart: the framing half never looks at the data, the meaning half never sees a byte.
 *
 *      %B5555555555554444^KIM/MINSU^3012101…?;5555555555554444=3012101…?\r
 *      └────────── track 1 ─────────────────┘└──────── track 2 ────────┘
 */
import { Track2 } from '../../src/domain/identifiers/pan.js'

/** Tracks 1, 2 and 3 with their sentinels take 79 + 40 + 107 characters (ISO/IEC 7811). */
const LONGEST_LINE = 256

const CARRIAGE_RETURN = 0x0d
const LINE_FEED = 0x0a
/** Start sentinels of tracks 1 and 2. Neither character can occur inside a track. */
const START_SENTINELS: readonly number[] = [0x25, 0x3b]

/** Cuts lines out of bytes in any chunks. A line ends at CR, LF or both, or at `LONGEST_LINE`. */
export class TrackLines {
  readonly #line = Buffer.alloc(LONGEST_LINE)
  #length = 0
  /** Inside a line nobody wants any more: passed over up to its end, or to where the next swipe starts. */
  #dropping: boolean = false

  /** Takes one byte. @returns the line it completes, if it does; the bytes are wiped. */
  push(byte: number): string | undefined {
    if (byte === CARRIAGE_RETURN || byte === LINE_FEED) {
      this.#dropping = false
      return this.#length === 0 ? undefined : this.#take()
    }
    if (this.#dropping && !START_SENTINELS.includes(byte)) return undefined
    this.#dropping = false
    this.#line[this.#length++] = byte
    if (this.#length < LONGEST_LINE) return undefined
    this.#dropping = true
    return this.#take()
  }

  /** Passes over one byte that came while nobody read, so that the tail of its line is not taken for a line later. */
  drop(byte: number): void {
    this.#dropping = byte !== CARRIAGE_RETURN && byte !== LINE_FEED
  }

  /** Wipes a line begun and not ended; what is still to come of it is passed over. */
  forget(): void {
    if (this.#length > 0) this.#dropping = true
    this.#line.fill(0)
    this.#length = 0
  }

  #take(): string {
    const line = this.#line.toString('latin1', 0, this.#length)
    this.#line.fill(0)
    this.#length = 0
    return line
  }
}

type LineMeaning =
  | { readonly kind: 'track2'; readonly track2: Track2 }
  | { readonly kind: 'unreadable'; readonly detail: string }
  /** A track that says nothing by itself; track 2 of the same swipe is still to come. */
  | { readonly kind: 'prelude' }

/** What one line says. `detail` never repeats any of the line. */
export function meaningOf(line: string): LineMeaning {
  const tracks = [...line.matchAll(/([%;])([^%;?]*)\?/g)]
  const second = tracks.findLast(([, sentinel]) => sentinel === ';')
  if (second) return meaningOfTrack2(second[0], second[2] ?? '')
  const first = tracks.at(-1)
  if (first && first[2] !== 'E') return { kind: 'prelude' }
  return { kind: 'unreadable', detail: first ? 'the reader reported a read error' : 'the line holds no track' }
}

function meaningOfTrack2(track: string, content: string): LineMeaning {
  if (content === 'E') return { kind: 'unreadable', detail: 'the reader reported a read error' }
  const parsed = Track2.parse(track)
  if (parsed.ok) return { kind: 'track2', track2: parsed.value }
  const detail = parsed.problem === 'wrongCheckDigit' ? 'the card number fails its check digit' : 'track 2 is malformed'
  return { kind: 'unreadable', detail }
}

/**
 * Pictures in the printer's non-volatile memory (GS ( L fn 64–69), so that a logo is not sent with every receipt. Not in its
 * working memory, which ESC @ or a power cut may empty; and only what this driver stored in this very printer is trusted.
 */
import { createHash } from 'node:crypto'
import type { Clock } from '../../../src/ports/clock.js'
import { type Bitmap, defused } from '../encode/image.js'
import type { StatusFrame } from '../status-frames.js'
import type { ImageMemory } from './capabilities.js'
import { ACKNOWLEDGE } from './commands.js'
import type { Findings } from './kept-findings.js'
import { transmitMs } from './limits.js'
import type { Answer, PrinterSession, Wait } from './printer-session.js'

/** GS ( L fn 51: how much NV memory for graphics is free. */
const ROOM_REQUEST = Uint8Array.of(0x1d, 0x28, 0x4c, 0x02, 0x00, 0x30, 0x33)
/** GS ( L fn 64, `KC`: the keys in use, forty at a time; each portion waits to be acknowledged. */
const KEYS_REQUEST = Uint8Array.of(0x1d, 0x28, 0x4c, 0x04, 0x00, 0x30, 0x40, 0x4b, 0x43)
/** What GS ( L can carry, less its own parameters. */
const MOST_BYTES = 65_000
/** Printers keep notes of their own beside each picture. */
const OVERHEAD_BYTES = 64
/** Such memory wears out after some ten thousand writes; a shop changes its logo less often than once a year. */
const WRITES_A_DAY = 4
const DAY_MS = 24 * 60 * 60 * 1_000
/** Writing NV memory keeps a printer busy. */
const NV_WRITE_MS = 5_000
/** Keys tried before a picture is given up: others' pictures are never replaced. */
const KEYS_TRIED = 4
/** 20h–7Eh. */
const KEY_CHARACTERS = 95

interface Wanted {
  readonly hash: string
  readonly picture: Bitmap
}

export class NvImageMemory implements ImageMemory {
  readonly #clock: Clock
  readonly #keep: (findings: Findings) => void
  #findings: Findings
  /** Keys of the pictures that may be used on this link, by hash. */
  readonly #usable = new Map<string, string>()
  readonly #wanted = new Map<string, Wanted>()
  /** Hashes that will not be tried again on this link. */
  readonly #hopeless = new Set<string>()

  /**
   * @param findings of the printer on this very link, as they are kept.
   * @param keep takes them down when something was stored.
   */
  constructor(clock: Clock, findings: Findings, keep: (findings: Findings) => void) {
    this.#clock = clock
    this.#findings = findings
    this.#keep = keep
  }

  /**
   * Believes in what was stored before as far as the printer still lists it. Costs a question only where there is something to
   * believe in; one that is not answered is not asked again.
   */
  async recall(session: PrinterSession, wait: Wait): Promise<void> {
    const { images } = this.#findings
    if (images.length === 0) return
    const listed = await listKeys(session, wait)
    if (listed.kind === 'silent') this.#note({ images: [] })
    if (listed.kind !== 'answered') return
    const there = images.filter(({ key }) => listed.value.includes(key))
    for (const { hash, key } of there) this.#usable.set(hash, key)
    if (there.length < images.length) this.#note({ images: there })
  }

  commandFor(picture: Bitmap): Uint8Array | undefined {
    const hash = hashOf(picture)
    const key = this.#usable.get(hash)
    if (key !== undefined) return printCommand(key)
    if (!this.#hopeless.has(hash)) this.#wanted.set(hash, { hash, picture })
    return undefined
  }

  /** @returns false when a picture was sent and is not there: what became of its bytes is not known, they may be on paper. */
  async keepWanted(session: PrinterSession, wait: Wait): Promise<boolean> {
    for (const wanted of [...this.#wanted.values()]) {
      this.#wanted.delete(wanted.hash)
      // Whatever comes of it, once a link is enough.
      this.#hopeless.add(wanted.hash)
      if (!(await this.#store(wanted, session, wait))) return false
    }
    return true
  }

  async #store({ hash, picture }: Wanted, session: PrinterSession, wait: Wait): Promise<boolean> {
    const bytes = picture.bits.length
    const now = this.#clock.now()
    const writes = this.#findings.imageWritesAt.filter((at) => now - at < DAY_MS)
    if (bytes > MOST_BYTES || writes.length >= WRITES_A_DAY) return true
    const room = await session.request(ROOM_REQUEST, freeBytes, wait)
    if (room.kind !== 'answered' || room.value < bytes + OVERHEAD_BYTES) return true
    const before = await listKeys(session, wait)
    if (before.kind !== 'answered') return true
    const key = keysFor(hash).find((candidate) => !before.value.includes(candidate))
    if (key === undefined) return true
    // First, so that a printer that fails again and again is spared.
    this.#note({ imageWritesAt: [...writes, now] })
    const limitMs = wait.limitMs + NV_WRITE_MS + transmitMs(bytes)
    if (!(await session.tell(defineCommand(key, picture), { ...wait, limitMs }))) return false
    const after = await listKeys(session, { ...wait, limitMs })
    if (after.kind !== 'answered' || !after.value.includes(key)) return false
    this.#usable.set(hash, key)
    this.#note({ images: [...this.#findings.images.filter((image) => image.key !== key), { key, hash }] })
    return true
  }

  #note(changed: Partial<Findings>): void {
    this.#findings = { ...this.#findings, ...changed }
    this.#keep(this.#findings)
  }
}

/** All keys in use. A portion that more follow is acknowledged to get them, the last one to end the transfer. */
async function listKeys(session: PrinterSession, wait: Wait): Promise<Answer<readonly string[]>> {
  const keys: string[] = []
  let question = KEYS_REQUEST
  for (;;) {
    const portion = await session.request(question, (frame) => (isKeyList(frame) ? frame : undefined), wait)
    if (portion.kind !== 'answered') return portion
    keys.push(...portion.value.keys)
    question = ACKNOWLEDGE
    if (portion.value.more) continue
    return (await session.tell(ACKNOWLEDGE, wait)) ? { kind: 'answered', value: keys } : { kind: 'lost' }
  }
}

function isKeyList(frame: StatusFrame): frame is Extract<StatusFrame, { kind: 'imageKeys' }> {
  return frame.kind === 'imageKeys' && frame.of === 'nv'
}

function freeBytes(frame: StatusFrame): number | undefined {
  return frame.kind === 'imageRoom' && frame.of === 'free' ? frame.bytes : undefined
}

/** GS ( L fn 67: one picture of one colour. */
function defineCommand(key: string, { widthDots, heightDots, bits }: Bitmap): Uint8Array {
  const word = (value: number) => [value & 0xff, value >> 8]
  const size = [...word(widthDots), ...word(heightDots)]
  const parameters = [0x30, 0x43, 0x30, ...Buffer.from(key, 'latin1'), 0x01, ...size, 0x31]
  const head = [0x1d, 0x28, 0x4c, ...word(parameters.length + bits.length), ...parameters]
  return Buffer.concat([Uint8Array.from(head), defused(Uint8Array.from(bits))])
}

/** GS ( L fn 69, in its own size. */
function printCommand(key: string): Uint8Array {
  return Uint8Array.of(0x1d, 0x28, 0x4c, 0x06, 0x00, 0x30, 0x45, ...Buffer.from(key, 'latin1'), 0x01, 0x01)
}

function hashOf({ widthDots, heightDots, bits }: Bitmap): string {
  return createHash('sha256').update(`${widthDots} ${heightDots} `).update(bits).digest('hex')
}

/** Key codes for a picture, in the order they are tried. */
function keysFor(hash: string): readonly string[] {
  const bytes = Buffer.from(hash, 'hex')
  const character = (at: number) => String.fromCharCode(0x20 + ((bytes[at] ?? 0) % KEY_CHARACTERS))
  return Array.from({ length: KEYS_TRIED }, (_, index) => character(2 * index) + character(2 * index + 1))
}

/**
 * What the printer remembers besides its settings: the part that survives a power cut and the part that does not. They
 * are two objects, so that pulling the plug is throwing one of them away.
 */
import type { Bitmap } from '../paper/bitmap.js'
import { MaintenanceCounters } from './maintenance-counters.js'
import { UserRecords } from './user-records.js'
import { UserSettings } from './user-settings.js'

/** A picture as it was stored, in one plane a colour. */
export interface StoredGraphic {
  readonly first: Bitmap
  readonly second: Bitmap | undefined
}

export const dotsOf = ({ first, second }: StoredGraphic): { widthDots: number; heightDots: number } => ({
  widthDots: Math.max(first.widthDots, second?.widthDots ?? 0),
  heightDots: Math.max(first.heightDots, second?.heightDots ?? 0),
})

/** Pictures under two-character key codes (GS ( L), in memory of a size. */
export class GraphicsStore {
  readonly #byKey = new Map<string, StoredGraphic>()
  #usedBytes = 0

  constructor(readonly capacityBytes: number) {}

  get freeBytes(): number {
    return this.capacityBytes - this.#usedBytes
  }

  /** In the order they were stored. */
  keys(): readonly string[] {
    return [...this.#byKey.keys()]
  }

  get(key: string): StoredGraphic | undefined {
    return this.#byKey.get(key)
  }

  /** Replaces what the key held. @returns false when there is no room; what was there stays. */
  put(key: string, graphic: StoredGraphic): boolean {
    const before = this.#byKey.get(key)
    const room = this.freeBytes + (before ? bytesOf(before) : 0)
    if (bytesOf(graphic) > room) return false
    this.delete(key)
    this.#byKey.set(key, graphic)
    this.#usedBytes += bytesOf(graphic)
    return true
  }

  delete(key: string): void {
    const graphic = this.#byKey.get(key)
    if (!graphic) return
    this.#byKey.delete(key)
    this.#usedBytes -= bytesOf(graphic)
  }

  clear(): void {
    this.#byKey.clear()
    this.#usedBytes = 0
  }
}

const bytesOf = ({ first, second }: StoredGraphic): number => first.bytes.length + (second?.bytes.length ?? 0)

/** Survives a power cut and ESC @. */
export class NonVolatileMemory {
  /** GS ( L fn 64–69. */
  readonly graphics: GraphicsStore
  /** FS q defines them all anew, FS p prints the nth. */
  bitImages: readonly Bitmap[] = []
  /** GS ( C and FS g. */
  readonly records: UserRecords
  /** GS ( E. */
  readonly settings = new UserSettings()
  /** GS g. */
  readonly counters = new MaintenanceCounters()

  constructor(graphicsBytes: number, recordBytes = 1024) {
    this.graphics = new GraphicsStore(graphicsBytes)
    this.records = new UserRecords(recordBytes)
  }
}

/** Lost with the power, and with ESC @ what the reference says is lost with it. */
export class WorkingMemory {
  /** GS ( L fn 80–85. */
  readonly graphics: GraphicsStore
  /** GS *, printed by GS /. */
  downloadedImage: Bitmap | undefined
  /** GS ( L fn 112, printed by fn 50: one plane a colour. */
  printBuffer: StoredGraphic | undefined
  /** ESC & and FS 2: a host's own characters, by font and code. */
  readonly characters = new Map<string, Bitmap>()

  constructor(graphicsBytes: number) {
    this.graphics = new GraphicsStore(graphicsBytes)
  }

  /** ESC @. */
  initialise(): void {
    this.downloadedImage = undefined
    this.printBuffer = undefined
    this.characters.clear()
  }
}

/** Under which WorkingMemory keeps a host's own character. */
export const characterKey = (font: string, code: number): string => `${font} ${code}`

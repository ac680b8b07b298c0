/**
 * The part of NV memory that is a host's own: records under two-character keys (GS ( C), and the older plain area of
 * bytes at addresses (FS g). Both live through a power cut.
 */

/** FS g addresses this much, whatever the size of the records. */
export const PLAIN_BYTES = 1024
/** What a record costs besides its data: its key and an end mark. */
const RECORD_OVERHEAD_BYTES = 3

export class UserRecords {
  readonly #byKey = new Map<string, Uint8Array>()
  /** FS g 1 writes here. Blank until written. */
  readonly plain = new Uint8Array(PLAIN_BYTES).fill(0x20)

  constructor(readonly capacityBytes: number) {}

  get usedBytes(): number {
    let used = 0
    for (const data of this.#byKey.values()) used += data.length + RECORD_OVERHEAD_BYTES
    return used
  }

  get freeBytes(): number {
    return this.capacityBytes - this.usedBytes
  }

  /** In the order they were stored. */
  keys(): readonly string[] {
    return [...this.#byKey.keys()]
  }

  get(key: string): Uint8Array | undefined {
    return this.#byKey.get(key)
  }

  /** Replaces what the key held. @returns false when there is no room; what was there stays. */
  put(key: string, data: Uint8Array): boolean {
    const before = this.#byKey.get(key)
    const room = this.freeBytes + (before ? before.length + RECORD_OVERHEAD_BYTES : 0)
    if (data.length + RECORD_OVERHEAD_BYTES > room) return false
    this.#byKey.delete(key)
    this.#byKey.set(key, data.slice())
    return true
  }

  delete(key: string): void {
    this.#byKey.delete(key)
  }

  clear(): void {
    this.#byKey.clear()
  }
}

/**
 * The printer's finite memory for bytes it has received and not yet acted on. When it is full the wire has to wait, which
 * is how a printer out of paper holds up its host.
 */

/** "Buffer full" from so little room on, until there is so much again (TM-T88III and TM-T90 specifications, 2.1.1). */
const LARGE = { fromBytes: 1024, fullAtFree: 128, readyAtFree: 256 }
const SMALL = { fromBytes: 45, fullAtFree: 16, readyAtFree: 26 }

export class ReceiveBuffer {
  readonly #memory: Uint8Array
  readonly #fullAtFree: number
  readonly #readyAtFree: number
  #start = 0
  #end = 0
  #full: boolean = false

  constructor(readonly capacityBytes: number) {
    this.#memory = new Uint8Array(capacityBytes)
    const { fullAtFree, readyAtFree } = thresholds(capacityBytes)
    this.#fullAtFree = fullAtFree
    this.#readyAtFree = readyAtFree
  }

  get usedBytes(): number {
    return this.#end - this.#start
  }

  get freeBytes(): number {
    return this.capacityBytes - this.usedBytes
  }

  /** So full that the host should stop; stays so until there is a good deal of room again. */
  get full(): boolean {
    if (this.freeBytes <= this.#fullAtFree) this.#full = true
    else if (this.freeBytes >= this.#readyAtFree) this.#full = false
    return this.#full
  }

  /** Takes as many bytes as fit; returns how many that were. */
  append(bytes: Uint8Array): number {
    const count = Math.min(bytes.length, this.freeBytes)
    if (this.#end + count > this.capacityBytes) {
      this.#memory.copyWithin(0, this.#start, this.#end)
      this.#end -= this.#start
      this.#start = 0
    }
    this.#memory.set(bytes.subarray(0, count), this.#end)
    this.#end += count
    return count
  }

  /** The bytes held, oldest first. A view: valid until the next call that changes the buffer. */
  held(): Uint8Array {
    return this.#memory.subarray(this.#start, this.#end)
  }

  /** Gives up the oldest `count` bytes. */
  release(count: number): void {
    this.#start += count
  }

  clear(): void {
    this.#start = 0
    this.#end = 0
    this.#full = false
  }
}

function thresholds(capacityBytes: number): { fullAtFree: number; readyAtFree: number } {
  const known = [LARGE, SMALL].find(({ fromBytes }) => capacityBytes >= fromBytes)
  return known ?? { fullAtFree: Math.floor(capacityBytes / 4), readyAtFree: Math.floor(capacityBytes / 2) }
}

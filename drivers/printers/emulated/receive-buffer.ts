/**
 * The printer's finite memory for bytes it has received and not yet acted on. When it is full the wire has to wait, which
 * is how a printer out of paper holds up its host.
 */
export class ReceiveBuffer {
  readonly #memory: Uint8Array
  #start = 0
  #end = 0

  constructor(readonly capacityBytes: number) {
    this.#memory = new Uint8Array(capacityBytes)
  }

  get usedBytes(): number {
    return this.#end - this.#start
  }

  get freeBytes(): number {
    return this.capacityBytes - this.usedBytes
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
  }
}

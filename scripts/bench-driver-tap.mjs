// Watches a link from the printer's end: when a job's first byte came, when its last one did, and when the printer's echo
// of the job's ID went back. Times are of the machine's monotonic clock, which all its processes share.

/** GS ( H fn 48 answered: 37h 22h d1 d2 d3 d4 00h. */
const ECHO = Buffer.of(0x37, 0x22)
const DLE_EOT = Buffer.of(0x10, 0x04)
const GS_A = Buffer.of(0x1d, 0x61)

export class Tap {
  #seen = { bytes: 0 }
  #wanted

  /** Begins anew: what comes from now on belongs to the next job. */
  begin() {
    this.#seen = { bytes: 0 }
  }

  /** `first`, `last`, `echo` in nanoseconds, as far as they have come; `bytes` of the job and what goes with it. */
  get seen() {
    return { ...this.#seen }
  }

  /** Resolves when so many bytes have come. */
  whole(bytes) {
    return new Promise((resolve) => {
      this.#wanted = { bytes, resolve }
      this.#look()
    })
  }

  /** @returns the link, watched. */
  watch(link) {
    return {
      address: link.address,
      write: (bytes, signal) => {
        if (this.#seen.first !== undefined && Buffer.from(bytes).includes(ECHO)) {
          this.#seen.echo ??= process.hrtime.bigint()
        }
        return link.write(bytes, signal)
      },
      onData: (listener) =>
        link.onData((bytes) => {
          this.#came(bytes)
          listener(bytes)
        }),
      onClose: (listener) => link.onClose(listener),
      close: () => link.close(),
    }
  }

  #came(bytes) {
    const at = process.hrtime.bigint()
    const ofJob = this.#seen.first === undefined ? bytes.length - questionsBefore(bytes) : bytes.length
    if (ofJob === 0) return
    this.#seen.first ??= at
    this.#seen.last = at
    this.#seen.bytes += ofJob
    this.#look()
  }

  #look() {
    if (this.#wanted === undefined || this.#seen.bytes < this.#wanted.bytes) return
    this.#wanted.resolve(this.seen)
    this.#wanted = undefined
  }
}

/** Bytes of status questions (DLE EOT n, GS a n), which go ahead of a job and are none of it. */
function questionsBefore(bytes) {
  let at = 0
  while ([DLE_EOT, GS_A].some((command) => command.equals(bytes.subarray(at, at + 2)))) at += 3
  return Math.min(at, bytes.length)
}

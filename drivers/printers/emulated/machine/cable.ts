/**
 * What lies between a host and the printer, and what goes wrong in it: bytes lost, doubled or damaged, a line that is slow,
 * one that brings nothing back, one that parts. It counts bytes, so that a fault strikes the same byte in any chunks.
 */

/** What can befall one byte. */
export type ByteFault = 'drop' | 'duplicate' | 'corrupt'

/** The end of the cable that bytes come out of. */
export interface CableEnd {
  readonly open: boolean
  enter(bytes: Uint8Array): void
  drop(): void
}

interface Mark {
  /** The byte, counted from the first ever, that it strikes or comes after. */
  readonly at: number
  readonly fault?: ByteFault
  readonly then?: (end: CableEnd) => void
}

/** A damaged byte has its lowest bit turned over, as a single-bit error would have it. */
const DAMAGE = 0x01

export class Cable {
  /** Host to printer; undefined is as fast as they come. */
  bytesPerSecond: number | undefined
  /** False while nothing gets back to the host, flow control included. */
  bringsBack: boolean = true
  #received = 0
  #marks: Mark[] = []

  /** Bytes hosts have sent so far, lost ones included. */
  get bytesReceived(): number {
    return this.#received
  }

  /** Byte faults that have not struck yet. */
  get awaited(): readonly { readonly fault: ByteFault; readonly inBytes: number }[] {
    return this.#marks.flatMap(({ at, fault }) => (fault ? [{ fault, inBytes: at - this.#received }] : []))
  }

  /** The `n`th byte from now on is struck. */
  strike(fault: ByteFault, n: number): void {
    this.#mark({ at: this.#received + n, fault })
  }

  /** Calls back when `n` more bytes have come, between that byte and the next. Returns a function that takes it back. */
  after(n: number, then: (end: CableEnd) => void): () => void {
    const mark = { at: this.#received + n, then }
    this.#mark(mark)
    return () => {
      this.#marks = this.#marks.filter((one) => one !== mark)
    }
  }

  /** As good as new: no faults, present or to come. */
  repair(): void {
    this.bytesPerSecond = undefined
    this.bringsBack = true
    this.#marks = this.#marks.filter(({ fault }) => fault === undefined)
  }

  /** Brings bytes through, faults and all. Stops where the end is dropped. */
  pass(bytes: Uint8Array, end: CableEnd): void {
    let from = 0
    const first = this.#received
    for (let mark = this.#marks[0]; mark && mark.at <= first + bytes.length; mark = this.#marks[0]) {
      this.#marks.shift()
      const to = mark.at - first
      this.#received = mark.at
      this.#deliver(bytes, from, to, mark, end)
      from = to
      if (!end.open) return
    }
    this.#received = first + bytes.length
    if (from < bytes.length) end.enter(bytes.subarray(from))
  }

  #deliver(bytes: Uint8Array, from: number, to: number, { fault, then }: Mark, end: CableEnd): void {
    const struck = fault && to > from ? bytes[to - 1] : undefined
    const whole = struck === undefined ? to : to - 1
    if (whole > from) end.enter(bytes.subarray(from, whole))
    if (fault && struck !== undefined && end.open) end.enter(afterFault(fault, struck))
    then?.(end)
  }

  #mark(mark: Mark): void {
    this.#marks.push(mark)
    // A byte is struck before anything happens after it.
    this.#marks.sort((a, b) => a.at - b.at || Number(a.fault === undefined) - Number(b.fault === undefined))
  }
}

function afterFault(fault: ByteFault, byte: number): Uint8Array {
  if (fault === 'drop') return new Uint8Array(0)
  return fault === 'duplicate' ? Uint8Array.of(byte, byte) : Uint8Array.of(byte ^ DAMAGE)
}

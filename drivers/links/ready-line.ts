/**
 * DTR/DSR, the flow control most serial printers leave the factory with, and which no operating system does: the printer
 * drops its DTR when its buffer is nearly full, and before each few bytes somebody has to look at the line.
 */
import type { SerialPort } from 'serialport'
import type { Clock } from '../../src/ports/clock.js'
import { DriverError } from '../../src/ports/device.js'
import { sleep } from '../waiting.js'
import { limitedWrite } from './link-listeners.js'

/** A printer drops the line while it still has room for this many; so no more may be on the way. */
const MARGIN_BYTES = 128
/** Between looks at a line that is down. At 19,200 baud a printer can take some 20 bytes in that time. */
const LOOK_AGAIN_MS = 10

export class ReadyLine {
  readonly #port: SerialPort
  readonly #address: string
  readonly #clock: Clock
  #writing: boolean = false

  constructor(port: SerialPort, { address, clock }: { readonly address: string; readonly clock: Clock }) {
    this.#port = port
    this.#address = address
    this.#clock = clock
  }

  get writing(): boolean {
    return this.#writing
  }

  /** Rejects as `ByteLink.write` does. @param over aborts when the link is gone. */
  async write(bytes: Uint8Array, signal: AbortSignal, over: AbortSignal): Promise<void> {
    this.#writing = true
    try {
      for (let from = 0; from < bytes.length; from += MARGIN_BYTES) {
        await this.#untilReady(signal, over)
        const few = bytes.subarray(from, from + MARGIN_BYTES)
        await limitedWrite(this.#address, signal, (done) => this.#port.write(few, done))
        // What the system still holds, the printer has not counted yet.
        await limitedWrite(this.#address, signal, (done) => this.#port.drain(done))
      }
    } finally {
      this.#writing = false
    }
  }

  async #untilReady(signal: AbortSignal, over: AbortSignal): Promise<void> {
    const either = AbortSignal.any([signal, over])
    for (;;) {
      if (over.aborted) throw new DriverError('link.closed', `${this.#address} closed during a write`)
      if (signal.aborted)
        throw new DriverError('link.stalled', `${this.#address}: the printer is not ready (DSR is low)`)
      if (await this.#isUp()) return
      await sleep(this.#clock, LOOK_AGAIN_MS, either)
    }
  }

  #isUp(): Promise<boolean> {
    return new Promise((resolve, reject) => {
      this.#port.get((error, lines) => {
        if (error) reject(new DriverError('link.closed', `${this.#address} lost its modem lines`, { cause: error }))
        else resolve(lines?.dsr === true)
      })
    })
  }
}

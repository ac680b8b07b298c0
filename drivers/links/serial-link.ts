/**
 * A byte link over a serial port, real or pseudo. A serial write can hang for ever when the other side holds its flow
 * control, only closing the port frees it, and closing can hang in the driver, so every wait here has a limit of its own.
 */
import { SerialPort } from 'serialport'
import type { Clock } from '../../src/ports/clock.js'
import { DriverError } from '../../src/ports/device.js'
import type { ByteLink, LinkCloseCause, LinkOpener } from './byte-link.js'
import { LinkListeners, limitedWrite } from './link-listeners.js'
import { showHangUps } from './serial-hang-up.js'

export interface SerialLinkOptions {
  /** `/dev/ttyUSB0`, `COM3`. */
  readonly path: string
  readonly baudRate: number
  readonly dataBits: 7 | 8
  readonly stopBits: 1 | 2
  readonly parity: 'none' | 'even' | 'odd'
  /** Who holds the other back: nobody (or the driver, on XOFF), RTS/CTS, or XON/XOFF in the operating system. */
  readonly flowControl: 'none' | 'hardware' | 'software'
  /** As the user wrote it, for logs and screens. */
  readonly address: string
  readonly clock: Clock
  /** How long `close` waits for written bytes to leave, and then once more for the port to let go. */
  readonly closeLimitMs?: number
}

const CLOSE_LIMIT_MS = 5_000

/** @returns an opener for one port, taken exclusively. */
export function serialLinkOpener(options: SerialLinkOptions): LinkOpener {
  return {
    address: options.address,
    async open(signal) {
      return new SerialLink(await opened(options, signal), options)
    },
  }
}

function opened(options: SerialLinkOptions, signal: AbortSignal): Promise<SerialPort> {
  const { address, path, baudRate, dataBits, stopBits, parity, flowControl } = options
  const software = flowControl === 'software'
  return new Promise((resolve, reject) => {
    const unreachable = (cause: unknown) =>
      reject(new DriverError('link.unreachable', `${address} cannot be opened`, { cause }))
    if (signal.aborted) return unreachable(signal.reason)
    const port = new SerialPort({
      ...{ path, baudRate, dataBits, stopBits, parity, autoOpen: false },
      ...{ rtscts: flowControl === 'hardware', xon: software, xoff: software },
    })
    const abort = () => unreachable(signal.reason)
    signal.addEventListener('abort', abort)
    port.open((error) => {
      signal.removeEventListener('abort', abort)
      if (error) return unreachable(error)
      // Opening cannot be called off, so a port that opens after the abort is put back.
      if (signal.aborted) return port.close(() => undefined)
      showHangUps(port.port)
      resolve(port)
    })
  })
}

class SerialLink implements ByteLink {
  readonly address: string
  readonly #port: SerialPort
  readonly #clock: Clock
  readonly #closeLimitMs: number
  readonly #listeners = new LinkListeners()
  #closing: Promise<void> | undefined
  #writing = false

  constructor(port: SerialPort, options: SerialLinkOptions) {
    this.address = options.address
    this.#port = port
    this.#clock = options.clock
    this.#closeLimitMs = options.closeLimitMs ?? CLOSE_LIMIT_MS
    // Always listening: without a data listener an unplugged adapter goes unnoticed until the next write.
    port.on('data', (bytes: Uint8Array) => {
      if (!this.#closing) this.#listeners.received(bytes)
    })
    // Unplugging, a hang-up and a failed write each show in their own way, and `close` may fire twice.
    for (const event of ['close', 'end', 'error']) port.on(event, () => this.#over())
  }

  async write(bytes: Uint8Array, signal: AbortSignal): Promise<void> {
    if (this.#closing || this.#listeners.cause) throw new DriverError('link.closed', `${this.address} is closed`)
    await limitedWrite(this.address, signal, (done) => {
      this.#writing = true
      this.#port.write(bytes, (error) => {
        this.#writing = false
        done(error)
      })
    })
  }

  onData(listener: (bytes: Uint8Array) => void): void {
    this.#listeners.onData(listener)
  }

  onClose(listener: (cause: LinkCloseCause) => void): void {
    this.#listeners.onClose(listener)
  }

  async close(): Promise<void> {
    this.#closing ??= this.#finish()
    return this.#closing
  }

  async #finish(): Promise<void> {
    // A write that hangs is freed by closing only, and draining behind it would hang as well.
    if (this.#port.isOpen && !this.#writing) await this.#within((done) => this.#port.drain(done))
    if (this.#port.isOpen) await this.#within((done) => this.#port.close(done))
    this.#listeners.ended('closedHere')
  }

  /** Resolves when the step is done, well or not, or when its time is up. */
  #within(step: (done: () => void) => void): Promise<void> {
    return new Promise((resolve) => {
      const cancelLimit = this.#clock.schedule(this.#closeLimitMs, resolve)
      step(() => {
        cancelLimit()
        resolve()
      })
    })
  }

  #over(): void {
    if (this.#closing) return
    this.#listeners.ended('fault')
    if (this.#port.isOpen) this.#port.close()
  }
}

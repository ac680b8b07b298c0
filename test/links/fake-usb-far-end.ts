/** The printer's own end of a USB cable that is not there: it can refuse packets, answer, and go. */
import type { ByteLink, LinkCloseCause } from '../../drivers/links/byte-link.js'
import { DriverError } from '../../src/ports/device.js'

export class FakeUsbFarEnd implements ByteLink {
  readonly address = 'usb:far'
  held: boolean = false
  #listener: ((bytes: Uint8Array) => void) | undefined
  #closeListener: ((cause: LinkCloseCause) => void) | undefined
  #closed: boolean = false

  constructor(
    private readonly moved: () => void,
    private readonly answers: (bytes: Uint8Array) => void,
    private readonly left: () => void,
  ) {}

  get takes(): boolean {
    return this.#listener !== undefined && !this.held
  }

  receive(packet: Uint8Array): void {
    this.#listener?.(packet)
  }

  async write(bytes: Uint8Array): Promise<void> {
    if (this.#closed) throw new DriverError('link.closed', 'the cable is pulled')
    this.answers(bytes.slice())
  }

  onData(listener: (bytes: Uint8Array) => void): void {
    this.#listener = listener
    this.moved()
  }

  onClose(listener: (cause: LinkCloseCause) => void): void {
    this.#closeListener = listener
  }

  pause(): void {
    this.held = true
  }

  resume(): void {
    this.held = false
    this.moved()
  }

  async close(): Promise<void> {
    this.left()
  }

  end(): void {
    if (this.#closed) return
    this.#closed = true
    this.#closeListener?.('fault')
  }
}

/**
 * A byte link over a serial port, real or pseudo. A serial write can hang for ever when the other side holds its flow
 * control, only closing the port frees it, and closing can hang in the driver, so every wait here has a limit of its own.
 */
import type { SerialPort } from 'serialport'
import { type Address, AddressError, choiceOption, numberOption, placeOf } from '../address.js'
import type { LinkOpener } from './byte-link.js'
import { DeviceLink, type DeviceLinkOptions } from './device-link.js'
import type { LinkKind } from './link-kind.js'
import { limitedWrite } from './link-listeners.js'
import { ReadyLine } from './ready-line.js'
import { openSerialPort, type SerialPortOptions } from './serial-port.js'

export interface SerialLinkOptions extends SerialPortOptions, DeviceLinkOptions {}

/** `serial:/dev/ttyUSB0`, `serial:///dev/ttyUSB0?baud=19200&flow=dtr`, `serial:COM3`. */
export const serialLinks: LinkKind = {
  scheme: 'serial',
  options: ['baud', 'dataBits', 'stopBits', 'parity', 'flow'],
  open: (address, { clock, baudRate }) =>
    serialLinkOpener({
      path: portOf(address),
      baudRate: numberOption(address, 'baud', { fallback: baudRate, least: 1_200, most: 921_600 }),
      dataBits: choiceOption(address, 'dataBits', ['7', '8'], '8') === '7' ? 7 : 8,
      stopBits: choiceOption(address, 'stopBits', ['1', '2'], '1') === '2' ? 2 : 1,
      parity: choiceOption(address, 'parity', ['none', 'even', 'odd'], 'none'),
      flowControl: choiceOption(address, 'flow', ['none', 'dtr', 'rtscts', 'xonxoff'], 'none'),
      address: address.text,
      clock,
    }),
}

function portOf(address: Address): string {
  const port = placeOf(address)
  if (port === '') throw new AddressError(address.text, { rule: 'notAPlace', example: 'serial:/dev/ttyUSB0' })
  return port
}

/** @returns an opener for one port, taken exclusively. */
export function serialLinkOpener(options: SerialLinkOptions): LinkOpener {
  return {
    address: options.address,
    async open(signal) {
      const port = await openSerialPort(options, signal)
      return new SerialLink(port, options)
    },
  }
}

class SerialLink extends DeviceLink {
  readonly outlivesPower = true
  readonly #port: SerialPort
  /** Set where the printer holds us back by its DTR line. */
  readonly #ready: ReadyLine | undefined
  #writePending: boolean = false

  constructor(port: SerialPort, options: SerialLinkOptions) {
    super(options)
    this.#port = port
    this.#ready = options.flowControl === 'dtr' ? new ReadyLine(port, options) : undefined
    // Always listening: without a data listener an unplugged adapter goes unnoticed until the next write.
    port.on('data', (bytes: Uint8Array) => {
      if (!this.closing) this.listeners.received(bytes)
    })
    // Unplugging, a hang-up and a failed write each show in their own way, and `close` may fire twice.
    for (const event of ['close', 'end', 'error']) port.on(event, () => this.#lost())
  }

  protected override async send(bytes: Uint8Array, signal: AbortSignal): Promise<void> {
    if (this.#ready) return this.#ready.write(bytes, signal, this.over.signal)
    await limitedWrite(this.address, signal, (done) => {
      this.#writePending = true
      this.#port.write(bytes, (error) => {
        this.#writePending = false
        done(error)
      })
    })
  }

  protected override async finish(): Promise<void> {
    this.over.abort()
    const hangs = this.#writePending || this.#ready?.writing === true
    // A write that hangs is freed by closing only, and draining behind it would hang as well.
    if (this.#port.isOpen && !hangs) await this.within(new Promise<void>((done) => this.#port.drain(() => done())))
    if (this.#port.isOpen) await this.within(new Promise<void>((done) => this.#port.close(() => done())))
    this.listeners.ended('closedHere')
  }

  #lost(): void {
    if (this.closing) return
    this.over.abort()
    this.listeners.ended('fault')
    if (this.#port.isOpen) this.#port.close()
  }
}

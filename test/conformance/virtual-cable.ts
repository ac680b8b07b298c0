/**
 * A cable between a driver and an emulated printer that exists in memory only and behaves like a real one where it matters:
 * a printer that reads nothing holds the writer, a network hangs up with the power, a serial line tells nothing at all.
 */
import type { ByteLink, LinkCloseCause, LinkOpener } from '../../drivers/links/byte-link.js'
import type { EmulatedPrinter } from '../../drivers/printers/emulated/emulated-printer.js'
import type { Connection, Wire } from '../../drivers/printers/emulated/machine/connection.js'
import { DriverError } from '../../src/ports/device.js'

/**
 * `network` – hangs up when the printer goes; `dtr`, `xon-xoff` – a serial line that stands whatever happens to the printer,
 * with DTR low while it is off, or with nobody to say XOFF.
 */
export type CableKind = 'network' | 'dtr' | 'xon-xoff'

/** As a driver's write is cut up on its way. */
const CHUNK_BYTES = 64
const XON = 0x11

export class VirtualCable implements LinkOpener {
  readonly address = 'memory:printer'
  #printer: EmulatedPrinter
  #connection: Connection | undefined
  #port: Port | undefined
  #stopWatching: () => void
  /** The printer lets nothing in: buffer full, or DTR low. */
  #held = false
  #waiting: (() => void)[] = []
  #wire: Wire | undefined

  constructor(
    printer: EmulatedPrinter,
    readonly kind: CableKind,
  ) {
    this.#printer = printer
    this.#stopWatching = this.#plugInto(printer)
  }

  async open(): Promise<ByteLink> {
    if (this.kind === 'network') {
      if (!this.#printer.reachable) throw new DriverError('link.unreachable', 'nobody is there')
      this.#port?.end('closedThere')
      this.#attach()
    }
    const port = new Port(this)
    this.#port = port
    return port
  }

  /** Whoever listens at the host's end hears this. */
  say(bytes: Uint8Array): void {
    const port = this.#port
    queueMicrotask(() => port?.receive(bytes))
  }

  /** A network hangs up and can be called again; a serial line cannot. */
  hangUp(): void {
    if (this.kind === 'network') this.#connection?.drop()
  }

  /** The cable is put into another printer. */
  moveTo(printer: EmulatedPrinter): void {
    this.#stopWatching()
    const before = this.#connection
    this.#connection = undefined
    before?.lost()
    if (this.kind === 'network') this.#port?.end('closedThere')
    this.#printer = printer
    this.#stopWatching = this.#plugInto(printer)
    this.#hold(false)
  }

  async carry(bytes: Uint8Array, from: Port, signal: AbortSignal): Promise<void> {
    for (let at = 0; at < bytes.length; at += CHUNK_BYTES) {
      await Promise.resolve()
      while (this.#held && this.#port === from) await this.#untilWoken(signal)
      if (this.#port !== from) throw new DriverError('link.closed', 'hung up on the way')
      // Where nobody is at the other end of a serial line, they go nowhere.
      this.#connection?.receive(bytes.slice(at, at + CHUNK_BYTES))
    }
  }

  leave(port: Port): void {
    if (this.#port !== port) return
    this.#port = undefined
    if (this.kind === 'network') this.#connection?.lost()
    this.#wake()
  }

  #plugInto(printer: EmulatedPrinter): () => void {
    if (this.kind === 'network') return () => undefined
    const follow = (reachable: boolean) => {
      if (reachable) this.#attach()
      else this.#hold(this.kind === 'dtr')
    }
    follow(printer.reachable)
    return printer.onReach(follow)
  }

  #attach(): void {
    this.#hold(false)
    const wire: Wire = {
      address: this.address,
      ...(this.kind !== 'network' && { flowControl: this.kind }),
      send: (bytes) => this.say(bytes.slice()),
      hold: () => this.#hold(this.kind !== 'xon-xoff'),
      go: () => this.#hold(false),
      drop: () => this.#dropped(wire),
      ...(this.kind === 'dtr' && { ready: (ready: boolean) => this.#hold(!ready) }),
    }
    this.#wire = wire
    this.#connection = this.#printer.attach(wire)
    // As at every power-on.
    if (this.kind === 'xon-xoff') this.say(Uint8Array.of(XON))
  }

  #dropped(wire: Wire): void {
    if (wire !== this.#wire) return
    this.#connection = undefined
    if (this.kind === 'network') this.#port?.end('closedThere')
  }

  #hold(held: boolean): void {
    this.#held = held
    if (!held) this.#wake()
  }

  #wake(): void {
    for (const resume of this.#waiting.splice(0)) resume()
  }

  #untilWoken(signal: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      const stalled = () => reject(new DriverError('link.stalled', 'the printer takes nothing'))
      if (signal.aborted) return stalled()
      signal.addEventListener('abort', stalled, { once: true })
      this.#waiting.push(() => {
        signal.removeEventListener('abort', stalled)
        resolve()
      })
    })
  }
}

/** The host's end while it is open. */
class Port implements ByteLink {
  readonly address: string
  readonly outlivesPower?: true
  #listener: ((bytes: Uint8Array) => void) | undefined
  #closeListener: ((cause: LinkCloseCause) => void) | undefined
  #closed: LinkCloseCause | undefined
  #early: Uint8Array[] = []

  constructor(private readonly cable: VirtualCable) {
    this.address = cable.address
    if (cable.kind !== 'network') this.outlivesPower = true
  }

  async write(bytes: Uint8Array, signal: AbortSignal): Promise<void> {
    if (this.#closed) throw new DriverError('link.closed', 'it is closed')
    await this.cable.carry(bytes.slice(), this, signal)
  }

  onData(listener: (bytes: Uint8Array) => void): void {
    this.#listener = listener
    for (const bytes of this.#early.splice(0)) listener(bytes)
  }

  onClose(listener: (cause: LinkCloseCause) => void): void {
    this.#closeListener = listener
    if (this.#closed) listener(this.#closed)
  }

  async close(): Promise<void> {
    this.end('closedHere')
  }

  receive(bytes: Uint8Array): void {
    if (this.#closed) return
    if (this.#listener) this.#listener(bytes)
    else this.#early.push(bytes)
  }

  end(cause: LinkCloseCause): void {
    if (this.#closed) return
    this.#closed = cause
    this.cable.leave(this)
    this.#closeListener?.(cause)
  }
}

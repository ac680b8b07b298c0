/**
 * What links to a device of this machine have alike – a serial port, USB, /dev/usb/lp0: nothing is taken any more once they
 * close, they close once and under a limit, and a device that opened too late is put back.
 */
import type { Clock } from '../../src/ports/clock.js'
import { DriverError } from '../../src/ports/device.js'
import type { ByteLink, LinkCloseCause } from './byte-link.js'
import { LinkListeners } from './link-listeners.js'
import { settledOrAborted, settledWithin } from './link-waits.js'

export interface DeviceLinkOptions {
  /** As the user wrote it, for logs and screens. */
  readonly address: string
  readonly clock: Clock
  /** How long `close` waits for written bytes to leave, and then once more for the device to let go. */
  readonly closeLimitMs?: number
}

const CLOSE_LIMIT_MS = 5_000

export abstract class DeviceLink implements ByteLink {
  readonly address: string
  protected readonly clock: Clock
  protected readonly closeLimitMs: number
  protected readonly listeners = new LinkListeners()
  /** Nothing new is begun. */
  protected readonly over = new AbortController()
  protected closing: Promise<void> | undefined
  /** The last write, whatever became of it. */
  protected writing: Promise<unknown> = Promise.resolve()

  constructor({ address, clock, closeLimitMs = CLOSE_LIMIT_MS }: DeviceLinkOptions) {
    this.address = address
    this.clock = clock
    this.closeLimitMs = closeLimitMs
  }

  async write(bytes: Uint8Array, signal: AbortSignal): Promise<void> {
    if (this.closing || this.listeners.cause) throw this.closed()
    const writing = this.send(bytes, signal)
    this.writing = writing.catch(() => undefined)
    await writing
  }

  onData(listener: (bytes: Uint8Array) => void): void {
    this.listeners.onData(listener)
  }

  onClose(listener: (cause: LinkCloseCause) => void): void {
    this.listeners.onClose(listener)
  }

  async close(): Promise<void> {
    this.closing ??= this.finish()
    return this.closing
  }

  /** As `write`, of a link that is open. */
  protected abstract send(bytes: Uint8Array, signal: AbortSignal): Promise<void>

  /** Waits for what may still leave, lets go, and tells the listeners. */
  protected abstract finish(): Promise<void>

  /** @returns whether it settled, well or not, before its time was up. */
  protected within(step: Promise<unknown>): Promise<boolean> {
    return settledWithin(this.clock, this.closeLimitMs, step)
  }

  protected closed(): DriverError {
    return new DriverError('link.closed', `${this.address} is closed`)
  }

  protected stalled(): DriverError {
    return new DriverError('link.stalled', `${this.address} takes no more bytes`)
  }
}

/** Opening a device cannot be called off, so one that opens after the abort is put back. Rejects as `LinkOpener.open` does. */
export async function openedInTime<T>(
  opening: Promise<T>,
  putBack: (opened: T) => unknown,
  { address }: DeviceLinkOptions,
  signal: AbortSignal,
): Promise<T> {
  if (await settledOrAborted(opening, signal)) return opening
  opening.then(putBack, () => undefined)
  throw new DriverError('link.unreachable', `${address} did not open in time`, { cause: signal.reason })
}

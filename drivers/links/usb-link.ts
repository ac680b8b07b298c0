/**
 * A byte link to a printer on USB, without a driver of the system's in between. A busy printer refuses bytes for minutes and
 * that is no fault; and of a transfer that is broken off nobody knows what had arrived, so nothing is ever sent twice.
 */
import { DriverError } from '../../src/ports/device.js'
import { type Address, AddressError, numberOption, placeOf } from '../address.js'
import { sleep } from '../waiting.js'
import type { LinkOpener } from './byte-link.js'
import { DeviceLink, type DeviceLinkOptions, openedInTime } from './device-link.js'
import type { LinkKind } from './link-kind.js'
import { settledOrAborted } from './link-waits.js'
import { thisMachinesUsb, type UsbBus } from './usb-bus.js'
import { type ClaimedPrinter, claimPrinter } from './usb-claim.js'
import { findUsbPrinter, type UsbPrinterWish } from './usb-find.js'
import type { UsbDirection, UsbEndpoint } from './usb-printer-device.js'
import { type OutEnd, transferIn, transferOut } from './usb-transfers.js'

export interface UsbLinkOptions extends UsbPrinterWish, DeviceLinkOptions {
  readonly devices: UsbBus['devices']
  /** This machine's where left out. */
  readonly driverOf?: UsbBus['driverOf']
  /** The only interface to look at; the printer's own where left out. */
  readonly interfaceNumber?: number
  /** How long one transfer may be refused before the write is given up. */
  readonly refusedMs?: number
}

/** Any endpoint's packets fit into it a whole number of times. */
const CHUNK_BYTES = 4_096
/**
 * A packet that arrives in the moment a read is broken off is lost, so reads are long. Not longer, because where a read
 * cannot be interrupted closing waits for it.
 */
const READ_MS = 5_000
const CLOSE_LIMIT_MS = 6_000
/** After a read that brought nothing, and a transfer that took nothing: some devices do not wait by themselves. */
const REST_MS = 10
const MINUTE_MS = 60_000
/** A day without paper, where we can still let go meanwhile. Elsewhere the printer stays taken until it is over. */
const REFUSED_MS = process.platform === 'linux' ? 24 * 60 * MINUTE_MS : 10 * MINUTE_MS

/** `usb://04b8:0e28`, `usb://04b8:0e28?serial=X5ZA012345&interface=1`. */
export const usbLinks: LinkKind = {
  scheme: 'usb',
  options: ['serial', 'interface'],
  open(address, { clock }) {
    const serialNumber = address.options.get('serial')
    const interfaceNumber = numberOption(address, 'interface', { fallback: -1, least: 0, most: 255 })
    return usbLinkOpener({
      ...{ ...idsOf(address), address: address.text, clock, ...thisMachinesUsb },
      ...(serialNumber !== undefined && { serialNumber }),
      ...(interfaceNumber >= 0 && { interfaceNumber }),
    })
  },
}

function idsOf(address: Address): { vendorId: number; productId: number } {
  const [, vendor, product] = /^([0-9a-f]{4}):([0-9a-f]{4})\/?$/i.exec(placeOf(address)) ?? []
  if (vendor === undefined || product === undefined) {
    throw new AddressError(address.text, { rule: 'notAPlace', example: 'usb://04b8:0e28' })
  }
  return { vendorId: Number.parseInt(vendor, 16), productId: Number.parseInt(product, 16) }
}

/** @returns an opener for one printer on USB, found anew at each opening because it may have been plugged in elsewhere. */
export function usbLinkOpener(options: UsbLinkOptions): LinkOpener {
  const { address } = options
  return {
    address,
    async open(signal) {
      const printer = await openedInTime(claimed(options), ({ release }) => release(), options, signal)
      return new UsbLink(printer, options)
    },
  }
}

async function claimed(options: UsbLinkOptions): Promise<ClaimedPrinter> {
  const { driverOf = thisMachinesUsb.driverOf } = options
  return claimPrinter(await findUsbPrinter(options.devices, options), { ...options, driverOf })
}

class UsbLink extends DeviceLink {
  readonly #printer: ClaimedPrinter
  readonly #refusedMs: number
  /** What the device is at, and who wants to know when that is nothing any more. */
  #actions = 0
  #rested: () => void = () => undefined
  /** The last transfer out. After a write that was given up it may still be refused. */
  #transfer: Promise<unknown> = Promise.resolve()
  #lettingGo: Promise<void> | undefined

  constructor(printer: ClaimedPrinter, options: UsbLinkOptions) {
    super({ closeLimitMs: CLOSE_LIMIT_MS, ...options })
    this.#printer = printer
    this.#refusedMs = options.refusedMs ?? REFUSED_MS
    if (printer.in) void this.#read(printer.in)
  }

  protected override async finish(): Promise<void> {
    await this.within(this.writing)
    await this.#letGo()
    this.listeners.ended('closedHere')
  }

  protected override async send(bytes: Uint8Array, signal: AbortSignal): Promise<void> {
    // Only one transfer at a time; and what is sent behind one that is refused would come out in the middle of something.
    if (!(await settledOrAborted(this.#transfer, signal))) throw this.stalled()
    let halted = false
    for (let sent = 0; sent < bytes.length; ) {
      const end = await this.#transferOut(bytes.slice(sent, sent + CHUNK_BYTES), signal)
      if (end.kind === 'timedOut') throw this.stalled()
      if (end.kind === 'gone') throw this.#broken(end.cause)
      if (end.kind === 'stalled') {
        const cleared = !halted && (await this.#cleared('out', this.#printer.out))
        halted = true
        if (!cleared || end.bytes === undefined) throw this.#broken('its endpoint halted')
      }
      sent += end.bytes ?? 0
      if (end.kind === 'taken' && end.bytes === 0) await sleep(this.clock, REST_MS, signal)
    }
  }

  async #transferOut(chunk: Uint8Array<ArrayBuffer>, signal: AbortSignal): Promise<OutEnd> {
    if (this.over.signal.aborted) throw this.closed()
    if (signal.aborted) throw this.stalled()
    const transfer = this.#during(transferOut(this.#printer.device, this.#printer.out, chunk, this.#refusedMs))
    this.#transfer = transfer
    if (!(await settledOrAborted(transfer, signal))) throw this.stalled()
    return transfer
  }

  async #read(endpoint: UsbEndpoint): Promise<void> {
    let halted = false
    while (!this.over.signal.aborted) {
      const end = await this.#during(transferIn(this.#printer.device, endpoint, READ_MS))
      if (this.over.signal.aborted) return
      if (end.kind === 'gone') return this.#lost()
      if (end.kind === 'stalled' && (halted || !(await this.#cleared('in', endpoint)))) return this.#lost()
      halted = end.kind === 'stalled'
      if (end.kind === 'received' && end.bytes.length > 0) this.listeners.received(end.bytes)
      else await sleep(this.clock, REST_MS, this.over.signal)
    }
  }

  async #cleared(direction: UsbDirection, { endpointNumber }: UsbEndpoint): Promise<boolean> {
    if (this.over.signal.aborted) return false
    try {
      await this.#during(this.#printer.device.clearHalt(direction, endpointNumber))
      return true
    } catch {
      return false
    }
  }

  /** Nothing may be given back while the device is at something. */
  async #during<T>(action: Promise<T>): Promise<T> {
    this.#actions += 1
    try {
      return await action
    } finally {
      this.#actions -= 1
      if (this.#actions === 0) this.#rested()
    }
  }

  #lost(): void {
    void this.#letGo()
    if (!this.closing) this.listeners.ended('fault')
  }

  #letGo(): Promise<void> {
    this.over.abort()
    this.#lettingGo ??= this.#giveBack()
    return this.#lettingGo
  }

  async #giveBack(): Promise<void> {
    const { interrupt, release } = this.#printer
    if (this.#actions === 0) return release()
    const resting = new Promise<void>((resolve) => {
      this.#rested = resolve
    })
    await interrupt()
    if (this.#actions === 0 || (await this.within(resting))) return release()
    void resting.then(release)
  }

  /** How much arrived is not known, so the link ends here and whoever opens the next one starts afresh. */
  #broken(cause: unknown): DriverError {
    this.#lost()
    return new DriverError('link.closed', `${this.address} closed during a write`, { cause })
  }
}

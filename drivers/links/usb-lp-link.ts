/**
 * A byte link over Linux's own USB printer driver: /dev/usb/lp0. It needs no library and no taking over, but the driver has
 * no event for anything, so bytes are asked for, and offered, again and again – never in a hurry.
 */
import { DriverError } from '../../src/ports/device.js'
import { placeOf } from '../address.js'
import { sleep } from '../waiting.js'
import type { LinkOpener } from './byte-link.js'
import { type CharacterDevice, openCharacterDevice } from './character-device.js'
import { DeviceLink, type DeviceLinkOptions, openedInTime } from './device-link.js'
import type { LinkKind } from './link-kind.js'
import { openFailure } from './open-failure.js'

export interface UsbLpLinkOptions extends DeviceLinkOptions {
  /** `/dev/usb/lp0`. */
  readonly path: string
  readonly openDevice?: (path: string) => Promise<CharacterDevice>
}

/** The driver takes 8 KB at a time and calls them taken before the printer has them. */
const CHUNK_BYTES = 4_096
const READ_BYTES = 1_024
/** Between looks while an answer may be coming, and how many of them. */
const EXPECTING_MS = 10
const EXPECTING_LOOKS = 300
/** Between looks at a printer that was asked nothing: paper that runs out is heard of soon enough. */
const IDLE_MS = 100
const OFFER_AGAIN_MS = 5
const NOTHING = new Uint8Array(0)

/** `usb:///dev/usb/lp0`. */
export const usbLpLinks: LinkKind = {
  scheme: 'usb',
  options: [],
  claims: (address) => placeOf(address).startsWith('/'),
  open: (address, { clock }) => usbLpLinkOpener({ path: placeOf(address), address: address.text, clock }),
}

export function usbLpLinkOpener(options: UsbLpLinkOptions): LinkOpener {
  const { path, address, openDevice = openCharacterDevice } = options
  return {
    address,
    async open(signal) {
      const opening = opened(openDevice(path), address)
      return new UsbLpLink(await openedInTime(opening, (device) => device.close(), options, signal), options)
    },
  }
}

async function opened(opening: Promise<CharacterDevice>, address: string): Promise<CharacterDevice> {
  try {
    return await opening
  } catch (error) {
    throw openFailure(address, error)
  }
}

class UsbLpLink extends DeviceLink {
  readonly #device: CharacterDevice
  readonly #reading: Promise<void>
  /** Ends the pause between two looks. */
  #look = new AbortController()
  #looksLeft = 0
  /** A write was given up: the printer takes nothing, and closing need not wait for it. */
  #stuck: boolean = false

  constructor(device: CharacterDevice, options: UsbLpLinkOptions) {
    super(options)
    this.#device = device
    this.#reading = device.readable ? this.#read() : Promise.resolve()
  }

  protected override async finish(): Promise<void> {
    const leaving = new AbortController()
    // Closing the device throws away what the printer has not taken yet.
    if (!this.listeners.cause && !this.#stuck) await this.within(this.#left(leaving.signal))
    leaving.abort()
    await this.#letGo()
    this.listeners.ended('closedHere')
  }

  /** Resolves when all that was written has left: until then the driver does not take even nothing. */
  async #left(signal: AbortSignal): Promise<void> {
    await this.writing
    while (!signal.aborted && (await this.#device.write(NOTHING)) === undefined) {
      await sleep(this.clock, OFFER_AGAIN_MS, signal)
    }
  }

  protected override async send(bytes: Uint8Array, signal: AbortSignal): Promise<void> {
    const either = AbortSignal.any([signal, this.over.signal])
    for (let sent = 0; sent < bytes.length; ) {
      if (this.over.signal.aborted) throw this.closed()
      if (signal.aborted) throw this.stalled()
      const taken = await this.#offer(bytes.subarray(sent, sent + CHUNK_BYTES))
      sent += taken
      if (taken === 0) await sleep(this.clock, OFFER_AGAIN_MS, either)
    }
    this.#expectAnswers()
  }

  async #offer(bytes: Uint8Array): Promise<number> {
    try {
      return (await this.#device.write(bytes)) ?? 0
    } catch (cause) {
      this.#lost()
      throw new DriverError('link.closed', `${this.address} closed during a write`, { cause })
    }
  }

  async #read(): Promise<void> {
    const into = new Uint8Array(READ_BYTES)
    while (!this.over.signal.aborted) {
      const count = await this.#take(into)
      if (count === undefined) return this.#lost()
      if (count > 0) {
        if (!this.closing) this.listeners.received(into.slice(0, count))
        this.#looksLeft = EXPECTING_LOOKS
      } else {
        await this.#pause()
      }
    }
  }

  /** @returns undefined when the device is gone. */
  async #take(into: Uint8Array): Promise<number | undefined> {
    try {
      const count = await this.#device.read(into)
      // An empty packet reads as nothing, and so does a device that was hung up; that one does not take even nothing.
      if (count === 0) await this.#device.write(NOTHING)
      return count ?? 0
    } catch {
      return undefined
    }
  }

  async #pause(): Promise<void> {
    this.#look = new AbortController()
    const pauseMs = this.#looksLeft > 0 ? EXPECTING_MS : IDLE_MS
    this.#looksLeft = Math.max(0, this.#looksLeft - 1)
    await sleep(this.clock, pauseMs, AbortSignal.any([this.#look.signal, this.over.signal]))
  }

  #expectAnswers(): void {
    this.#looksLeft = EXPECTING_LOOKS
    this.#look.abort()
  }

  #lost(): void {
    if (this.closing) return
    this.listeners.ended('fault')
    this.closing = this.#letGo()
  }

  async #letGo(): Promise<void> {
    this.over.abort()
    await this.within(Promise.all([this.#reading, this.writing]).then(() => this.#device.close()))
  }

  protected override stalled(): DriverError {
    this.#stuck = true
    return super.stalled()
  }
}

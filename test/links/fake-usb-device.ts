/**
 * A USB printer without a bus, with the manners of the `usb` package: a transfer that runs out of time rejects and does not
 * say what it transferred, a second one on the same endpoint is not found, and giving anything back while one is pending
 * throws on the spot. What the host sends comes out of `far`, and what goes in there is what the printer answers.
 */
import type {
  UsbAlternate,
  UsbConfiguration,
  UsbDirection,
  UsbPrinterDevice,
} from '../../drivers/links/usb-printer-device.js'
import type { Clock } from '../../src/ports/clock.js'
import { FakeUsbFarEnd } from './fake-usb-far-end.js'
import { PACKET_BYTES, printerConfiguration } from './usb-descriptors.js'

export interface FakeUsbOptions {
  readonly clock: Clock
  readonly vendorId?: number
  readonly productId?: number
  readonly serialNumber?: string
  readonly configurations?: readonly UsbConfiguration[]
  /** The configuration in force; undefined where the device is not configured. The first when left out. */
  readonly configured?: number | 'not yet'
  /** The kernel driver on its interfaces, as on Linux. */
  readonly driver?: 'usblp' | 'usbfs'
  /** Steps that fail, and what the library says then. */
  readonly refuses?: Partial<Record<'open' | 'claimInterface' | 'detachKernelDriver', string>>
}

interface Transfer {
  readonly data: Uint8Array
  done: number
  finish(end: { readonly bytes: number } | { readonly error: string } | { readonly packet: Uint8Array } | 'stall'): void
}

export class FakeUsbDevice implements UsbPrinterDevice {
  readonly vendorId: number
  readonly productId: number
  readonly far: FakeUsbFarEnd
  /** What was asked of it, transfers left out: `claimInterface 0`. */
  readonly calls: string[] = []
  /** How many bytes each transfer brought. */
  readonly transfersOut: number[] = []
  driver: 'usblp' | 'usbfs' | undefined
  opened: boolean = false
  plugged: boolean = true
  /** No transfer takes more than so many bytes; with 0 it takes none and says so. */
  takesAtMost: number = Number.POSITIVE_INFINITY
  readonly #options: FakeUsbOptions
  readonly #pending = new Map<UsbDirection, Transfer>()
  readonly #answers: Uint8Array[] = []
  readonly #stalls: Record<UsbDirection, { after: number; as: 'status' | 'error'; times: number }> = {
    in: { after: 0, as: 'status', times: 0 },
    out: { after: 0, as: 'status', times: 0 },
  }
  #configured: number | undefined
  #claimed: number | undefined
  #alternate = 0

  constructor(options: FakeUsbOptions) {
    this.#options = options
    this.vendorId = options.vendorId ?? 0x04b8
    this.productId = options.productId ?? 0x0e28
    this.driver = options.driver
    const { configured = this.configurations[0]?.configurationValue } = options
    this.#configured = configured === 'not yet' ? undefined : configured
    this.far = new FakeUsbFarEnd(
      () => this.#move(),
      (bytes) => this.#answer(bytes),
      () => this.unplug(),
    )
  }

  /** Transfers the host waits for. */
  get pendingTransfers(): number {
    return this.#pending.size
  }

  get serialNumber(): string | null {
    this.#borrow()
    return this.#options.serialNumber ?? null
  }

  get configuration(): UsbConfiguration | null {
    this.#borrow()
    const active = this.configurations.find(({ configurationValue }) => configurationValue === this.#configured)
    if (!active) throw new Error('configuration error: device is not configured')
    return active
  }

  get configurations(): readonly UsbConfiguration[] {
    this.#borrow()
    return this.#options.configurations ?? [printerConfiguration({})]
  }

  // --- What happens to it ----------------------------------------------------------------------------------------------

  unplug(): void {
    if (!this.plugged) return
    this.plugged = false
    for (const [direction] of this.#pending) this.#fail(direction, 'Disconnected')
    this.far.end()
  }

  /** The endpoint halts: `times` transfers in a row, after so many bytes of the first. */
  stall(
    direction: UsbDirection,
    { after = 0, as = 'status', times = 1 }: Partial<{ after: number; as: 'status' | 'error'; times: number }>,
  ) {
    this.#stalls[direction] = { after, as, times }
    if (direction === 'in') this.#giveAnswer()
  }

  /** A packet with nothing in it. */
  answerNothing(): void {
    this.#answers.push(new Uint8Array(0))
    this.#giveAnswer()
  }

  driverOf = async (): Promise<string | undefined> => this.driver

  // --- What the host does with it --------------------------------------------------------------------------------------

  async open(): Promise<void> {
    this.#note('open')
    this.#borrow()
    this.#refuse('open')
    if (!this.plugged) throw new Error('open error: failed to open device (errno 19)')
    this.opened = true
  }

  close(): Promise<void> {
    this.#note('close')
    this.#borrow()
    this.opened = false
    return Promise.resolve()
  }

  async selectConfiguration(value: number): Promise<void> {
    this.#note(`selectConfiguration ${value}`)
    this.#configured = value
  }

  async claimInterface(number: number): Promise<void> {
    this.#note(`claimInterface ${number}`)
    this.#borrow()
    this.#refuse('claimInterface')
    if (this.driver) throw new Error('claimInterface error: interface is busy (errno 16)')
    this.#claimed = number
    this.#alternate = 0
    this.driver = 'usbfs'
  }

  releaseInterface(number: number): Promise<void> {
    this.#note(`releaseInterface ${number}`)
    this.#borrow()
    if (this.#claimed !== number) return Promise.reject(new Error('releaseInterface error: not claimed'))
    this.#claimed = undefined
    if (this.driver === 'usbfs') this.driver = undefined
    return Promise.resolve()
  }

  async selectAlternateInterface(number: number, alternate: number): Promise<void> {
    this.#note(`selectAlternateInterface ${number} ${alternate}`)
    this.#borrow()
    this.#alternate = alternate
  }

  /** As on Linux: it works on whatever driver is there, a program's own hold on the interface included. */
  async detachKernelDriver(number: number): Promise<void> {
    this.#note(`detachKernelDriver ${number}`)
    this.#refuse('detachKernelDriver')
    if (!this.driver) throw new Error('detachKernelDriver error: no kernel driver attached (errno 61)')
    this.driver = undefined
    for (const [direction] of this.#pending) this.#fail(direction, 'Cancelled')
  }

  async attachKernelDriver(number: number): Promise<void> {
    this.#note(`attachKernelDriver ${number}`)
    if (this.driver) throw new Error('attachKernelDriver error: kernel driver already attached (errno 16)')
    this.driver = 'usblp'
  }

  async clearHalt(direction: UsbDirection, endpointNumber: number): Promise<void> {
    this.#note(`clearHalt ${direction} ${endpointNumber}`)
    if (this.#pending.has(direction)) throw new Error('clearHalt error: endpoint not found')
  }

  transferIn(endpointNumber: number, length: number, timeoutMs: number) {
    this.#expectEndpoint('in', endpointNumber)
    const into = new Uint8Array(length)
    return this.#begin<{ status: string; data?: DataView }>('in', into, timeoutMs, (end) => {
      if (end === 'stall') return { status: 'stall' }
      if (!('packet' in end)) throw new Error('transferIn error: Unknown')
      if (end.packet.length > length) throw new Error('transferIn error: Fault')
      // Not at the beginning of its memory, as nothing promises that it is.
      const memory = new Uint8Array(end.packet.length + 3)
      memory.set(end.packet, 3)
      return { status: 'ok', data: new DataView(memory.buffer, 3) }
    })
  }

  transferOut(endpointNumber: number, data: Uint8Array<ArrayBuffer>, timeoutMs: number) {
    this.#expectEndpoint('out', endpointNumber)
    return this.#begin<{ status: string; bytesWritten: number }>('out', data.slice(), timeoutMs, (end, done) => {
      if (end === 'stall') return { status: 'stall', bytesWritten: done }
      if (!('bytes' in end)) throw new Error('transferOut error: Unknown')
      this.transfersOut.push(end.bytes)
      return { status: 'ok', bytesWritten: end.bytes }
    })
  }

  #begin<Result>(
    direction: UsbDirection,
    data: Uint8Array,
    timeoutMs: number,
    result: (end: { bytes: number } | { packet: Uint8Array } | 'stall', done: number) => Result,
  ): Promise<Result> {
    const name = direction === 'in' ? 'transferIn' : 'transferOut'
    if (this.#pending.has(direction)) return Promise.reject(new Error(`${name} error: endpoint not found`))
    return new Promise<Result>((resolve, reject) => {
      const cancelTimer = this.#options.clock.schedule(timeoutMs, () => this.#fail(direction, 'Cancelled'))
      const transfer: Transfer = {
        data,
        done: 0,
        finish: (end) => {
          cancelTimer()
          this.#pending.delete(direction)
          if (typeof end === 'object' && 'error' in end) return reject(new Error(`${name} error: ${end.error}`))
          try {
            resolve(result(end, transfer.done))
          } catch (error) {
            reject(error)
          }
        },
      }
      this.#pending.set(direction, transfer)
      if (!this.plugged) return this.#fail(direction, 'Disconnected')
      // Never before the call has returned.
      queueMicrotask(() => (direction === 'in' ? this.#giveAnswer() : this.#move()))
    })
  }

  #fail(direction: UsbDirection, error: string): void {
    this.#pending.get(direction)?.finish({ error })
  }

  #answer(bytes: Uint8Array): void {
    for (let from = 0; from < bytes.length; from += PACKET_BYTES) {
      this.#answers.push(bytes.slice(from, from + PACKET_BYTES))
    }
    this.#giveAnswer()
  }

  #giveAnswer(): void {
    const transfer = this.#pending.get('in')
    if (!transfer || this.#halts('in', transfer)) return
    const packet = this.#answers.shift()
    if (packet) transfer.finish({ packet })
  }

  /** Packet by packet, for as long as the printer takes them. */
  #move(): void {
    for (let transfer = this.#pending.get('out'); transfer; transfer = this.#pending.get('out')) {
      if (this.#halts('out', transfer)) return
      const rest = Math.min(transfer.data.length, this.takesAtMost) - transfer.done
      if (rest <= 0) {
        transfer.finish({ bytes: transfer.done })
        continue
      }
      if (!this.far.takes) return
      const packet = transfer.data.slice(transfer.done, transfer.done + Math.min(rest, PACKET_BYTES))
      transfer.done += packet.length
      this.far.receive(packet)
    }
  }

  /** @returns whether it stalled. */
  #halts(direction: UsbDirection, transfer: Transfer): boolean {
    const stall = this.#stalls[direction]
    if (stall.times === 0 || transfer.done < stall.after) return false
    stall.times -= 1
    stall.after = 0
    if (stall.as === 'error') transfer.finish({ error: 'Stall' })
    else transfer.finish('stall')
    return true
  }

  #expectEndpoint(direction: UsbDirection, endpointNumber: number): void {
    const alternate = this.#claimedAlternate()
    const found = alternate?.endpoints.some(
      (one) => one.direction === direction && one.endpointNumber === endpointNumber,
    )
    if (!found) throw new Error(`no endpoint ${direction} ${endpointNumber} in what is claimed`)
  }

  #claimedAlternate(): UsbAlternate | undefined {
    const configurations = this.#options.configurations ?? [printerConfiguration({})]
    const active = configurations.find(({ configurationValue }) => configurationValue === this.#configured)
    const claimed = active?.interfaces.find(({ interfaceNumber }) => interfaceNumber === this.#claimed)
    return claimed?.alternates.find(({ alternateSetting }) => alternateSetting === this.#alternate)
  }

  #refuse(step: keyof NonNullable<FakeUsbOptions['refuses']>): void {
    const words = this.#options.refuses?.[step]
    if (words !== undefined) throw new Error(words)
  }

  /** The library's own rule for everything that changes a device, and for what it reads from one. */
  #borrow(): void {
    if (this.#pending.size === 0) return
    throw new Error('The same native value cannot be borrowed mutably while another borrow is active')
  }

  #note(call: string): void {
    this.calls.push(call)
  }
}

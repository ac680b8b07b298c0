/**
 * A USB device as the links need it: WebUSB's, with a limit on every transfer and the kernel driver's comings and goings.
 * The `usb` package's devices fit, and so does a test's; nothing here touches a bus.
 */

export type UsbDirection = 'in' | 'out'

export interface UsbEndpoint {
  readonly endpointNumber: number
  readonly direction: UsbDirection
  /** `bulk`, `interrupt`, … */
  readonly type: string
  readonly packetSize: number
}

export interface UsbAlternate {
  readonly alternateSetting: number
  readonly interfaceClass: number
  readonly interfaceSubclass: number
  readonly interfaceProtocol: number
  readonly endpoints: readonly UsbEndpoint[]
}

export interface UsbInterface {
  readonly interfaceNumber: number
  /** In the order of the descriptors; the first is in force until another is selected. */
  readonly alternates: readonly UsbAlternate[]
}

export interface UsbConfiguration {
  readonly configurationValue: number
  readonly interfaces: readonly UsbInterface[]
}

export interface UsbPrinterDevice {
  readonly vendorId: number
  readonly productId: number
  /** Reading it may open the device, and throws where that is refused. */
  readonly serialNumber: string | null
  /** The one in force. Throws where there is none, or the device cannot be opened. */
  readonly configuration: UsbConfiguration | null
  readonly configurations: readonly UsbConfiguration[]
  open(): Promise<void>
  /**
   * As `releaseInterface`, and every getter above: throws while a transfer is pending, without returning a promise.
   */
  close(): Promise<void>
  selectConfiguration(configurationValue: number): Promise<void>
  claimInterface(interfaceNumber: number): Promise<void>
  releaseInterface(interfaceNumber: number): Promise<void>
  selectAlternateInterface(interfaceNumber: number, alternateSetting: number): Promise<void>
  /** Linux only; rejects elsewhere. Whoever holds the interface loses it, be it this very process. */
  detachKernelDriver(interfaceNumber: number): Promise<void>
  attachKernelDriver(interfaceNumber: number): Promise<void>
  clearHalt(direction: UsbDirection, endpointNumber: number): Promise<void>
  /** One at a time for an endpoint. Rejects when the time is up; see usb-transfers.ts for what that means. */
  transferIn(
    endpointNumber: number,
    length: number,
    timeoutMs: number,
  ): Promise<{ readonly status?: string | undefined; readonly data?: DataView | undefined }>
  transferOut(
    endpointNumber: number,
    data: Uint8Array<ArrayBuffer>,
    timeoutMs: number,
  ): Promise<{ readonly status?: string | undefined; readonly bytesWritten: number }>
}

/**
 * Finds the one printer an address means among everything on the bus. Two of the same make are told apart by their serial
 * numbers, and never guessed at: a receipt that comes out in the kitchen is lost.
 */
import { DriverError } from '../../src/ports/device.js'
import { openFailure } from './open-failure.js'
import type { UsbBus } from './usb-bus.js'
import type { UsbPrinterDevice } from './usb-printer-device.js'

export interface UsbPrinterWish {
  readonly vendorId: number
  readonly productId: number
  /** Needed only where two equal printers are plugged in. */
  readonly serialNumber?: string
  /** As the user wrote it, for logs and screens. */
  readonly address: string
}

/** Rejects as `LinkOpener.open` does. */
export async function findUsbPrinter(devices: UsbBus['devices'], wish: UsbPrinterWish): Promise<UsbPrinterDevice> {
  const equal = (await onBus(devices, wish.address)).filter(
    ({ vendorId, productId }) => vendorId === wish.vendorId && productId === wish.productId,
  )
  const { serialNumber: wanted } = wish
  const meant = wanted === undefined ? equal : equal.filter((device) => serialNumberOf(device) === wanted)
  const [first, second] = meant
  if (!first) throw notThere(wish, equal)
  if (second) throw several(wish, meant)
  return first
}

async function onBus(devices: UsbBus['devices'], address: string): Promise<readonly UsbPrinterDevice[]> {
  try {
    return await devices()
  } catch (error) {
    const failure = openFailure(address, error)
    throw new DriverError('link.unreachable', `${address}: USB cannot be used on this machine`, {
      cause: failure.cause,
    })
  }
}

function notThere({ address, serialNumber }: UsbPrinterWish, equal: readonly UsbPrinterDevice[]): DriverError {
  const found = equal.length > 0 ? `; there is ${serialNumbers(equal)}` : ''
  const which = serialNumber === undefined ? 'no such printer' : `no such printer with serial number ${serialNumber}`
  return new DriverError('link.unreachable', `${address}: ${which} is plugged in and switched on${found}`)
}

function several({ address }: UsbPrinterWish, equal: readonly UsbPrinterDevice[]): DriverError {
  const problem = `${equal.length} such printers are plugged in; say which one with serial=, there are ${serialNumbers(equal)}`
  return new DriverError('link.unreachable', `${address}: ${problem}`)
}

function serialNumbers(devices: readonly UsbPrinterDevice[]): string {
  return devices.map((device) => serialNumberOf(device) ?? 'one without a serial number').join(', ')
}

/** Where the system does not know it, reading it opens the device, which may be refused. */
function serialNumberOf(device: UsbPrinterDevice): string | undefined {
  try {
    return device.serialNumber ?? undefined
  } catch {
    return undefined
  }
}

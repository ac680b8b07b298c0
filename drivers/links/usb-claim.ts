/**
 * Taking a USB printer over and giving it back: opened, the kernel's driver moved aside, the interface claimed – and all of
 * that undone in reverse, also when only half of it worked.
 */
import { DriverError } from '../../src/ports/device.js'
import { openFailure } from './open-failure.js'
import type { UsbBus } from './usb-bus.js'
import type { UsbEndpoint, UsbPrinterDevice } from './usb-printer-device.js'
import { activeConfiguration, type PrinterInterface, printerInterface } from './usb-printer-interface.js'

export interface ClaimedPrinter {
  readonly device: UsbPrinterDevice
  readonly out: UsbEndpoint
  readonly in: UsbEndpoint | undefined
  /** Makes pending transfers end early, where the system can. What they were transferring is lost. */
  interrupt(): Promise<void>
  /** Gives everything back. Not while a transfer is pending. Never rejects. */
  release(): Promise<void>
}

export interface ClaimOptions {
  readonly address: string
  /** The only interface to look at. */
  readonly interfaceNumber?: number
  readonly driverOf: UsbBus['driverOf']
}

/** How Linux calls the driver under which programs like this one hold an interface. */
const PROGRAMS_DRIVER = 'usbfs'

/** Rejects as `LinkOpener.open` does. */
export async function claimPrinter(device: UsbPrinterDevice, options: ClaimOptions): Promise<ClaimedPrinter> {
  const { address } = options
  const undo: (() => Promise<void>)[] = []
  const release = async () => {
    for (const step of undo.splice(0).reverse()) await attempt(step)
  }
  try {
    await device.open()
    undo.push(() => device.close())
    const found = printerInterface(device, options.interfaceNumber)
    if (!found) throw new DriverError('link.unreachable', `${address}: the device has no printer interface`)
    await take(device, found, options, undo)
    return {
      ...{ device, out: found.out, in: found.in, release },
      // Moving the driver aside moves us aside, being one. Other systems have no such way, and refuse.
      interrupt: async () => void (await attempt(() => device.detachKernelDriver(found.interfaceNumber))),
    }
  } catch (error) {
    await release()
    throw error instanceof DriverError ? error : openFailure(address, error)
  }
}

async function take(
  device: UsbPrinterDevice,
  { configurationValue, interfaceNumber, alternateSetting, isFirstAlternate }: PrinterInterface,
  { address, driverOf }: ClaimOptions,
  undo: (() => Promise<void>)[],
): Promise<void> {
  const driver = await driverOf(device, configurationValue, interfaceNumber)
  // The system would let us push the other program aside, in the middle of its receipt.
  if (driver === PROGRAMS_DRIVER) throw new DriverError('link.inUse', `${address}: another program is using it`)
  if (driver !== undefined && (await attempt(() => device.detachKernelDriver(interfaceNumber)))) {
    undo.push(() => device.attachKernelDriver(interfaceNumber))
  }
  if (activeConfiguration(device)?.configurationValue !== configurationValue) {
    await device.selectConfiguration(configurationValue)
  }
  await device.claimInterface(interfaceNumber)
  undo.push(() => device.releaseInterface(interfaceNumber))
  if (!isFirstAlternate) await device.selectAlternateInterface(interfaceNumber, alternateSetting)
}

/** For what may fail without harm, also by throwing at once. @returns whether it worked. */
async function attempt(step: () => Promise<void>): Promise<boolean> {
  try {
    await step()
    return true
  } catch {
    return false
  }
}

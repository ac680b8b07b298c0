/**
 * The USB bus of this machine, by way of the `usb` package, which is loaded when first needed: where its binary part does
 * not fit the machine, everything that is not on USB goes on working.
 */
import { readlink } from 'node:fs/promises'
import type { UsbPrinterDevice } from './usb-printer-device.js'

export interface UsbBus {
  /** What is plugged in. Rejects where the library does not load, or the machine has no bus to show. */
  devices(): Promise<readonly UsbPrinterDevice[]>
  /** The kernel driver on an interface, `usblp`; `usbfs` is another program. Undefined for none, or where it cannot be seen. */
  driverOf(device: UsbPrinterDevice, configurationValue: number, interfaceNumber: number): Promise<string | undefined>
}

export const thisMachinesUsb: UsbBus = {
  async devices() {
    const { usb } = await import('usb')
    const devices: readonly unknown[] = await usb.getDevices()
    return devices.filter(isPrinterDevice)
  },

  async driverOf(device, configurationValue, interfaceNumber) {
    const name = kernelName(device)
    if (name === undefined) return undefined
    const path = `/sys/bus/usb/devices/${name}:${configurationValue}.${interfaceNumber}/driver`
    const driver = await readlink(path).catch(() => undefined)
    return driver?.split('/').at(-1)
  },
}

/** The package's own types want a browser's, so its devices are looked at instead. */
function isPrinterDevice(device: unknown): device is UsbPrinterDevice {
  return typeof device === 'object' && device !== null && 'transferOut' in device && 'detachKernelDriver' in device
}

/** `1-2.3`: the bus and the ports on the way, as the Linux kernel names a device. */
function kernelName(device: object): string | undefined {
  if (!('bus' in device) || !('ports' in device) || !Array.isArray(device.ports)) return undefined
  const bus = Number(device.bus)
  return Number.isInteger(bus) && device.ports.length > 0 ? `${bus}-${device.ports.join('.')}` : undefined
}

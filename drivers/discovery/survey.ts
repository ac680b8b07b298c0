/**
 * Everything about this machine that bears on its printers, looked at once and then only reasoned about. Looking opens no
 * device: a serial port that is opened may reset what hangs on it.
 */
import type { Machine, MachineUser, OwnNetwork } from './machine.js'
import { grabbersAmong, holdersOf, type PortGrabber, type RunningProgram, runningPrograms } from './running-programs.js'
import { findSerialPorts, type SerialPortFound } from './serial-ports.js'
import { findUsbPrinters, type PortlessAdapter, type UsbPrinterFound } from './usb-printers.js'

export interface Survey {
  /** As `process.platform`; `wsl` is Linux inside Windows, which has no USB of its own. */
  readonly platform: 'linux' | 'wsl' | 'win32' | 'darwin' | 'other'
  readonly user: MachineUser
  readonly networks: readonly OwnNetwork[]
  readonly serialPorts: readonly SerialPortFound[]
  readonly usbPrinters: readonly UsbPrinterFound[]
  readonly portlessAdapters: readonly PortlessAdapter[]
  /** False where the USB bus cannot be listed. */
  readonly usbListed: boolean
  readonly grabbers: readonly PortGrabber[]
}

export async function surveyMachine(machine: Machine): Promise<Survey> {
  const ports = await findSerialPorts(machine)
  const ids = new Set(ports.flatMap(({ usb }) => (usb ? [`${usb.vendorId}:${usb.productId}`] : [])))
  const usb = await findUsbPrinters(machine, ids)
  const programs = await runningPrograms(machine)
  const nodes = [
    ...ports.map(({ path }) => path),
    ...usb.printers.flatMap(({ printerNode, usbNode }) => [printerNode?.path, usbNode?.path]),
  ].filter((path) => path !== undefined)
  const holders = await holdersOf(machine, programs, new Set(nodes))
  const holding = (...paths: (string | undefined)[]): readonly RunningProgram[] =>
    paths.flatMap((path) => (path === undefined ? [] : (holders.get(path) ?? [])))
  return {
    platform: await platformOf(machine),
    user: machine.user,
    networks: machine.networks,
    serialPorts: ports.map((port) => ({ ...port, holders: holding(port.path) })),
    usbPrinters: usb.printers.map((printer) => ({
      ...printer,
      holders: holding(printer.printerNode?.path, printer.usbNode?.path),
    })),
    portlessAdapters: usb.portlessAdapters,
    usbListed: usb.listed,
    grabbers: grabbersAmong(programs),
  }
}

async function platformOf(machine: Machine): Promise<Survey['platform']> {
  const { platform } = machine
  if (platform === 'win32' || platform === 'darwin') return platform
  if (platform !== 'linux') return 'other'
  return /microsoft/i.test((await machine.read('/proc/version')) ?? '') ? 'wsl' : 'linux'
}

/**
 * Printers on USB, known by their interface class, and serial adapters that never became a port. On Linux the kernel's
 * folders are read, which needs no permission and shows who holds what; elsewhere the USB library is asked.
 */
import type { ListedUsbDevice, Machine } from './machine.js'
import { type NodeAccess, nodeAccess } from './node-access.js'
import type { RunningProgram } from './running-programs.js'
import { type UsbIdentity, usbIdentityAt } from './serial-ports.js'
import { type AdapterChip, adapterChip, printerMaker, usbNumber } from './usb-ids.js'

export interface UsbPrinterFound extends UsbIdentity {
  /** The kernel driver on its printer interface, `usblp` on most systems. */
  readonly kernelDriver?: string
  /** `/dev/usb/lp0`, where that driver made one. */
  readonly printerNode?: NodeAccess
  /** `/dev/bus/usb/001/004`, which taking it over needs. Undefined also where a container does not show it. */
  readonly usbNode?: NodeAccess
  /** It says that it speaks a language of office printers (IEEE 1284 device ID), so a receipt would be no use to it. */
  readonly isOfficePrinter: boolean
  readonly holders: readonly RunningProgram[]
}

/** An adapter that is plugged in and has no serial port. */
export interface PortlessAdapter extends UsbIdentity {
  readonly chip: AdapterChip
}

export interface UsbFound {
  readonly printers: readonly UsbPrinterFound[]
  readonly portlessAdapters: readonly PortlessAdapter[]
  /** False where the bus cannot be listed: then neither list says anything. */
  readonly listed: boolean
}

const BUS = '/sys/bus/usb/devices'
const PRINTER_CLASS = 7
const OFFICE_LANGUAGE = /PCL|PJL|POSTSCRIPT|\bPS\b|PDF|URF|PWG|ESCPL|ESC\/P2|BJL|ZJS|XPS|HBP/i
const DEVICE_NAME = /^\d+-[\d.]+$/
const NOTHING_LISTED: UsbFound = { printers: [], portlessAdapters: [], listed: false }

/** @param ports the ids of adapters that do have a port, `vvvv:pppp` */
export async function findUsbPrinters(machine: Machine, ports: ReadonlySet<string>): Promise<UsbFound> {
  const names = await machine.list(BUS)
  return names.length > 0 ? onLinux(machine, names, ports) : fromList(machine, ports)
}

async function onLinux(machine: Machine, names: readonly string[], ports: ReadonlySet<string>): Promise<UsbFound> {
  const printers: UsbPrinterFound[] = []
  const portlessAdapters: PortlessAdapter[] = []
  for (const name of names.filter((one) => DEVICE_NAME.test(one))) {
    const identity = await usbIdentityAt(machine, `${BUS}/${name}`)
    if (!identity) continue
    const interfaces = names.filter((one) => one.startsWith(`${name}:`))
    const printing = await printerInterface(machine, interfaces)
    if (printing !== undefined) printers.push(await describePrinter(machine, name, printing, identity))
    else portlessAdapters.push(...portless(identity, ports))
  }
  return { printers, portlessAdapters, listed: true }
}

async function printerInterface(machine: Machine, interfaces: readonly string[]): Promise<string | undefined> {
  for (const name of interfaces) {
    const interfaceClass = await machine.read(`${BUS}/${name}/bInterfaceClass`)
    if (interfaceClass !== undefined && Number.parseInt(interfaceClass, 16) === PRINTER_CLASS) return name
  }
  return undefined
}

async function describePrinter(
  machine: Machine,
  device: string,
  printing: string,
  identity: UsbIdentity,
): Promise<UsbPrinterFound> {
  const driver = (await machine.link(`${BUS}/${printing}/driver`))?.split('/').at(-1)
  const [printerName] = await machine.list(`${BUS}/${printing}/usbmisc`)
  const printerNode = printerName === undefined ? undefined : await nodeAccess(machine, `/dev/usb/${printerName}`)
  const usbNode = await nodeAccess(machine, await usbNodePath(machine, device))
  return {
    ...identity,
    ...(driver !== undefined && { kernelDriver: driver }),
    ...(printerNode && { printerNode }),
    ...(usbNode && { usbNode }),
    isOfficePrinter: speaksOffice((await machine.read(`${BUS}/${printing}/ieee1284_id`)) ?? ''),
    holders: [],
  }
}

/** @param deviceId `MFG:EPSON;CMD:ESC/POS;MDL:TM-T88V;…` */
function speaksOffice(deviceId: string): boolean {
  const [, languages = ''] = /(?:^|;)\s*(?:CMD|COMMAND SET):([^;]*)/i.exec(deviceId) ?? []
  return OFFICE_LANGUAGE.test(languages)
}

async function usbNodePath(machine: Machine, device: string): Promise<string> {
  const number = async (name: string) => ((await machine.read(`${BUS}/${device}/${name}`)) ?? '').padStart(3, '0')
  return `/dev/bus/usb/${await number('busnum')}/${await number('devnum')}`
}

function portless(identity: UsbIdentity, ports: ReadonlySet<string>): readonly PortlessAdapter[] {
  const ids = `${identity.vendorId}:${identity.productId}`
  const chip = adapterChip(ids)
  return chip && !ports.has(ids) ? [{ ...identity, chip }] : []
}

async function fromList(machine: Machine, ports: ReadonlySet<string>): Promise<UsbFound> {
  let devices: readonly ListedUsbDevice[]
  try {
    devices = await machine.listUsbDevices()
  } catch {
    return NOTHING_LISTED
  }
  const identities = devices.map((device) => ({ device, identity: identityOf(device) }))
  return {
    printers: identities
      .filter(({ device, identity }) => isPrinter(device, identity))
      .map(({ identity }) => ({ ...identity, isOfficePrinter: false, holders: [] })),
    portlessAdapters: identities.flatMap(({ identity }) => portless(identity, ports)),
    listed: true,
  }
}

function identityOf({ vendorId, productId, manufacturer, product, serialNumber }: ListedUsbDevice): UsbIdentity {
  return { vendorId: usbNumber(vendorId), productId: usbNumber(productId), manufacturer, product, serialNumber }
}

/** Where descriptors cannot be read without opening the device, its maker decides. */
function isPrinter({ interfaceClasses }: ListedUsbDevice, { vendorId }: UsbIdentity): boolean {
  return interfaceClasses === undefined
    ? printerMaker(vendorId) !== undefined
    : interfaceClasses.includes(PRINTER_CLASS)
}

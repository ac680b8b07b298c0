/**
 * Which printers are asked, and under which address: those named on the command line, the settings' own, and what was found
 * on USB. Each link is asked once, however many names it has; serial ports are opened only for who named them.
 */
import { type Address, parseAddress, placeOf } from '../../../drivers/address.js'
import type { SerialPortFound } from '../../../drivers/discovery/serial-ports.js'
import type { Survey } from '../../../drivers/discovery/survey.js'
import type { UsbPrinterFound } from '../../../drivers/discovery/usb-printers.js'

export type LinkKind = 'serial' | 'usb' | 'network' | 'spooler' | 'emulated'

/** Who named it. What was named decides the verdict; what was merely found is told as well. */
export type Origin = 'argument' | 'settings' | 'found'

export type PrinterField = 'printer' | 'fallbackPrinter'

export interface Subject {
  /** As it is opened. */
  readonly address: string
  readonly link: LinkKind
  readonly origin: Origin
  /** The field of the settings it stands in, or would stand in. */
  readonly field: PrinterField
  /** What stands behind the address, where the survey saw it. */
  readonly port?: SerialPortFound
  readonly usb?: UsbPrinterFound
}

export interface Wish {
  readonly arguments: readonly string[]
  /** Printers the settings name, if settings were given. */
  readonly settings: readonly { readonly field: PrinterField; readonly address: string }[]
  /** Addresses of the settings' other devices, which must not be taken for printers. */
  readonly otherDevices: readonly string[]
  /** Open serial ports nobody named. */
  readonly probeSerial: boolean
}

export interface Subjects {
  readonly asked: readonly Subject[]
  /** Serial ports that were left alone. */
  readonly leftAlone: readonly SerialPortFound[]
}

/** @throws DriverError `address.malformed` */
export function chooseSubjects(wish: Wish, survey: Survey): Subjects {
  const named = [
    ...wish.arguments.map((address) => subjectAt(address, 'argument', 'printer', survey)),
    ...wish.settings.map(({ address, field }) => subjectAt(address, 'settings', field, survey)),
  ]
  const otherPorts = wish.otherDevices.map((address) => serialPortAt(parseAddress(address), survey)?.path)
  const free = survey.serialPorts.filter(({ path }) => !otherPorts.includes(path))
  const found = survey.usbPrinters
    .filter(({ isOfficePrinter }) => !isOfficePrinter)
    .map((usb) => usbSubject(usb, survey))
  const probed = wish.probeSerial ? free.map(serialSubject) : []
  const asked = onceEach([...named, ...found, ...probed])
  const askedPorts = new Set(asked.map(({ port }) => port?.path))
  return { asked, leftAlone: free.filter(({ path }) => !askedPorts.has(path)) }
}

function subjectAt(text: string, origin: Origin, field: PrinterField, survey: Survey): Subject {
  const address = parseAddress(text)
  const port = serialPortAt(address, survey)
  const usb = usbPrinterAt(address, survey)
  return { address: address.text, link: linkKind(address), origin, field, ...(port && { port }), ...(usb && { usb }) }
}

function linkKind({ scheme }: Address): LinkKind {
  switch (scheme) {
    case 'serial':
    case 'usb':
    case 'spooler':
    case 'emulated':
      return scheme
    default:
      return 'network'
  }
}

/** The device in an address: `/dev/ttyUSB0` of `serial:///dev/ttyUSB0?baud=9600`. */
export function deviceOf(address: string): string {
  return placeOf(parseAddress(address))
}

/** The address with one option set, the others as they are. */
export function withOption(text: string, name: string, value: string | number): string {
  const { scheme, rest, options } = parseAddress(text)
  const all = [...new Map([...options, [name, String(value)]])]
  return `${scheme}:${rest}?${all.map(([key, one]) => `${key}=${one}`).join('&')}`
}

/** The address with another device in it, its options as they are. */
export function withDevice(text: string, device: string): string {
  const query = text.indexOf('?')
  return `${parseAddress(text).scheme}:${device}${query < 0 ? '' : text.slice(query)}`
}

function serialPortAt({ scheme, text }: Address, { serialPorts }: Survey): SerialPortFound | undefined {
  if (scheme !== 'serial') return undefined
  const device = deviceOf(text)
  return serialPorts.find(({ path, stablePath }) => path === device || stablePath === device)
}

function usbPrinterAt({ scheme, text, options }: Address, { usbPrinters }: Survey): UsbPrinterFound | undefined {
  if (scheme !== 'usb') return undefined
  const device = deviceOf(text).toLowerCase()
  const serial = options.get('serial')
  return usbPrinters.find(
    ({ vendorId, productId, serialNumber, printerNode }) =>
      printerNode?.path === device ||
      (`${vendorId}:${productId}` === device && (serial === undefined || serial === serialNumber)),
  )
}

function usbSubject(usb: UsbPrinterFound, survey: Survey): Subject {
  return { address: usbAddress(usb, survey.usbPrinters), link: 'usb', origin: 'found', field: 'printer', usb }
}

/**
 * By its numbers, which stay wherever it is plugged in; two of a kind are told apart by their serial numbers. Where only the
 * system driver's node may be used, that one, so that nobody has to change anything.
 */
export function usbAddress(usb: UsbPrinterFound, all: readonly UsbPrinterFound[]): string {
  const { vendorId, productId, serialNumber, usbNode, printerNode } = usb
  if (printerNode?.usable && !usbNode?.usable) return `usb://${printerNode.path}`
  const twins = all.filter((other) => other.vendorId === vendorId && other.productId === productId)
  const serial = twins.length > 1 && serialNumber !== '' ? `?serial=${encodeURIComponent(serialNumber)}` : ''
  return `usb://${vendorId}:${productId}${serial}`
}

function serialSubject(port: SerialPortFound): Subject {
  return { address: `serial:${port.stablePath ?? port.path}`, link: 'serial', origin: 'found', field: 'printer', port }
}

/** The first name counts: what was given is shown as it was given. */
function onceEach(subjects: readonly Subject[]): readonly Subject[] {
  const links = new Map<string, Subject>()
  for (const subject of subjects) {
    const link = linkOf(subject)
    if (!links.has(link)) links.set(link, subject)
  }
  return [...links.values()]
}

function linkOf({ address, port, usb }: Subject): string {
  if (port) return port.path
  if (usb) return `${usb.vendorId}:${usb.productId}#${usb.serialNumber}`
  const parsed = parseAddress(address)
  return `${parsed.scheme}:${placeOf(parsed).replace(/\/$/, '')}`
}

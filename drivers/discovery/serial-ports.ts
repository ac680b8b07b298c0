/**
 * The serial ports of this machine, real ones only: Linux names thirty-two built-in ports whether or not the board has any.
 * The kernel's own folders tell which; the serial library's list, which needs udev, is asked where there are none.
 */
import type { ListedSerialPort, Machine } from './machine.js'
import { type NodeAccess, nodeAccess } from './node-access.js'
import type { RunningProgram } from './running-programs.js'
import { type AdapterChip, adapterChip } from './usb-ids.js'

export interface SerialPortFound {
  /** `/dev/ttyUSB0`, `COM3`. */
  readonly path: string
  /** A name that stays when ports are plugged in another order: `/dev/serial/by-id/…`. */
  readonly stablePath?: string
  /** What is at the USB end of it, if it hangs on USB. */
  readonly usb?: UsbIdentity
  readonly chip?: AdapterChip
  /** Undefined where the system has no such thing (Windows). */
  readonly access?: NodeAccess
  /** Other programs that have it open, as far as this user may see. */
  readonly holders: readonly RunningProgram[]
}

export interface UsbIdentity {
  /** Four lower-case hexadecimal digits. */
  readonly vendorId: string
  readonly productId: string
  /** Empty where the device has none. */
  readonly manufacturer: string
  readonly product: string
  readonly serialNumber: string
}

/** Names of serial ports under /dev; of these, the second kind exists on paper only unless its driver found a chip. */
const SERIAL_NAME = /^(tty(USB|ACM|XRUSB|WCHUSB|AMA|S|SC|MFD|THS|mxc|O)\d+|rfcomm\d+)$/
const BUILT_IN_NAME = /^tty(AMA|S|SC|MFD|THS|mxc|O)\d+$/
/** PORT_UNKNOWN of the kernel's serial core: a name without a chip. */
const NO_CHIP = '0'
const BY_ID = '/dev/serial/by-id'

/** @returns the ports without holders, which are looked up for all nodes at once. */
export async function findSerialPorts(machine: Machine): Promise<readonly SerialPortFound[]> {
  if (machine.platform !== 'linux') return (await listedPorts(machine)).map(fromList)
  const names = (await machine.list('/dev')).filter((name) => SERIAL_NAME.test(name))
  const real = await Promise.all(names.map(async (name) => ({ name, isReal: await isReal(machine, name) })))
  const stable = await stableNames(machine)
  return Promise.all(
    real
      .filter((port) => port.isReal)
      .map(({ name }) => describePort(machine, `/dev/${name}`, stable.get(`/dev/${name}`))),
  )
}

/** The library may be missing its binary part; then there is nothing to be listed. */
async function listedPorts(machine: Machine): Promise<readonly ListedSerialPort[]> {
  return machine.listSerialPorts().catch(() => [])
}

function fromList({ path, manufacturer, serialNumber, vendorId, productId }: ListedSerialPort): SerialPortFound {
  if (vendorId === undefined || productId === undefined) return { path, holders: [] }
  const usb = {
    vendorId: vendorId.toLowerCase().padStart(4, '0'),
    productId: productId.toLowerCase().padStart(4, '0'),
    manufacturer: manufacturer ?? '',
    product: '',
    serialNumber: serialNumber ?? '',
  }
  return { path, ...withChip(usb), holders: [] }
}

function withChip(usb: UsbIdentity): Pick<SerialPortFound, 'usb' | 'chip'> {
  const chip = adapterChip(`${usb.vendorId}:${usb.productId}`)
  return { usb, ...(chip && { chip }) }
}

async function isReal(machine: Machine, name: string): Promise<boolean> {
  if (!BUILT_IN_NAME.test(name)) return true
  const [device, type] = await Promise.all([
    machine.resolve(`/sys/class/tty/${name}/device`),
    machine.read(`/sys/class/tty/${name}/type`),
  ])
  return device !== undefined && type !== NO_CHIP
}

async function stableNames(machine: Machine): Promise<ReadonlyMap<string, string>> {
  const names = (await machine.list(BY_ID)).map((name) => `${BY_ID}/${name}`)
  const targets = await Promise.all(names.map(async (name) => [(await machine.resolve(name)) ?? name, name] as const))
  return new Map(targets)
}

async function describePort(machine: Machine, path: string, stablePath: string | undefined): Promise<SerialPortFound> {
  const device = await machine.resolve(`/sys/class/tty/${path.slice('/dev/'.length)}/device`)
  const usb = device === undefined ? undefined : await usbAbove(machine, device)
  const access = await nodeAccess(machine, path)
  return {
    path,
    ...(stablePath !== undefined && { stablePath }),
    ...(usb && withChip(usb)),
    ...(access && { access }),
    holders: [],
  }
}

/** A port's folder lies below its interface's, and that below the device's, which has the numbers. */
async function usbAbove(machine: Machine, folder: string): Promise<UsbIdentity | undefined> {
  for (let place = folder; place.startsWith('/sys/'); place = place.slice(0, place.lastIndexOf('/'))) {
    const identity = await usbIdentityAt(machine, place)
    if (identity) return identity
  }
  return undefined
}

/** @returns undefined where the folder is not a USB device's. */
export async function usbIdentityAt(machine: Machine, folder: string): Promise<UsbIdentity | undefined> {
  const text = async (name: string) => (await machine.read(`${folder}/${name}`))?.trim()
  const vendorId = await text('idVendor')
  if (vendorId === undefined) return undefined
  return {
    vendorId,
    productId: (await text('idProduct')) ?? '',
    manufacturer: (await text('manufacturer')) ?? '',
    product: (await text('product')) ?? '',
    serialNumber: (await text('serial')) ?? '',
  }
}

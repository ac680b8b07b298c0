/**
 * A machine laid out as data: its files, links and device nodes. So a Windows till, a locked-down Linux one and one with
 * three adapters can stand on any desk.
 */
import type { ListedSerialPort, ListedUsbDevice, Machine, MachineUser } from '../../drivers/discovery/machine.js'

export interface LaidOut {
  readonly platform?: string
  readonly user?: MachineUser
  /** Path → text. */
  readonly files?: Readonly<Record<string, string>>
  /** Path → where it points, absolute. */
  readonly links?: Readonly<Record<string, string>>
  /** Path → who may use it; `open` when left out. */
  readonly nodes?: Readonly<Record<string, Node>>
  readonly serialPorts?: readonly ListedSerialPort[]
  readonly usbDevices?: readonly ListedUsbDevice[]
  readonly networks?: Machine['networks']
}

export interface Node {
  readonly mode: number
  readonly groupId: number
}

export const KIM: MachineUser = { name: 'kim', id: 1000, groups: [1000] }
/** As on a fresh Debian or Ubuntu. */
export const GROUPS = 'root:x:0:\nlp:x:7:\ndialout:x:20:\nkim:x:1000:'

/** What it keeps from nobody is readable; nodes may be used by whom their bits say. */
export function laidOutMachine(laidOut: LaidOut): Machine {
  const { platform = 'linux', user = KIM, files = {}, links = {}, nodes = {}, networks = [] } = laidOut
  const paths = [...Object.keys(files), ...Object.keys(links), ...Object.keys(nodes)]
  const isThere = (path: string) => paths.some((one) => one === path || one.startsWith(`${path}/`))
  const resolve = (path: string): string => {
    for (const [from, to] of Object.entries(links)) {
      if (path === from || path.startsWith(`${from}/`)) return resolve(to + path.slice(from.length))
    }
    return path
  }
  return {
    platform,
    user,
    networks,
    async list(folder) {
      const place = resolve(folder)
      const below = [...paths, ...paths.map(resolve)].filter((path) => path.startsWith(`${place}/`))
      return [...new Set(below.map((path) => path.slice(place.length + 1).split('/')[0] ?? ''))].sort()
    },
    read: async (file) => files[file] ?? files[resolve(file)],
    link: async (path) => links[path],
    resolve: async (path) => (isThere(path) || isThere(resolve(path)) ? resolve(path) : undefined),
    node: async (path) => nodes[resolve(path)],
    async mayUse(path) {
      const node = nodes[resolve(path)]
      if (!node) return false
      const isGroups = user.groups.includes(node.groupId) && (node.mode & 0o060) === 0o060
      return user.id === 0 || isGroups || (node.mode & 0o006) === 0o006
    },
    async listSerialPorts() {
      if (laidOut.serialPorts) return laidOut.serialPorts
      throw Object.assign(new Error('spawn udevadm ENOENT'), { code: 'ENOENT' })
    },
    async listUsbDevices() {
      if (laidOut.usbDevices) return laidOut.usbDevices
      throw new Error('/sys/bus/usb/devices/ not found')
    },
  }
}

const BUS = '/sys/bus/usb/devices'

interface PluggedIn {
  /** `1-2` */
  readonly place: string
  readonly vendorId: string
  readonly productId: string
  readonly manufacturer?: string
  readonly product?: string
  readonly serial?: string
  readonly interfaceClass?: string
  readonly driver?: string
}

/** The kernel's folders of one USB device with one interface. */
export function plugged({ place, vendorId, productId, interfaceClass = '07', driver, ...names }: PluggedIn): {
  readonly files: Record<string, string>
  readonly links: Record<string, string>
} {
  const device = `${BUS}/${place}`
  const { manufacturer, product, serial } = names
  return {
    files: {
      [`${device}/idVendor`]: vendorId,
      [`${device}/idProduct`]: productId,
      [`${device}/busnum`]: '1',
      [`${device}/devnum`]: '4',
      ...(manufacturer !== undefined && { [`${device}/manufacturer`]: manufacturer }),
      ...(product !== undefined && { [`${device}/product`]: product }),
      ...(serial !== undefined && { [`${device}/serial`]: serial }),
      [`${device}:1.0/bInterfaceClass`]: interfaceClass,
    },
    links: driver === undefined ? {} : { [`${device}:1.0/driver`]: `/sys/bus/usb/drivers/${driver}` },
  }
}

/** A serial adapter that became a port. */
export function pluggedAdapter(port: string, { place, ...ids }: PluggedIn): ReturnType<typeof plugged> {
  const { files, links } = plugged({ place, ...ids, interfaceClass: 'ff' })
  return {
    files,
    links: { ...links, [`/sys/class/tty/${port}/device`]: `${BUS}/${place}/${place}:1.0/${port}` },
  }
}

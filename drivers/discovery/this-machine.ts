/**
 * The machine this process runs on. Nothing here fails for a folder that is missing or closed: what cannot be seen is not
 * there, and the rules say what that means.
 */
import { access, constants, readdir, readFile, readlink, realpath, stat } from 'node:fs/promises'
import { networkInterfaces, userInfo } from 'node:os'
import type { ListedSerialPort, ListedUsbDevice, Machine, MachineUser, OwnNetwork } from './machine.js'

export function thisMachine(): Machine {
  return {
    platform: process.platform,
    user: thisUser(),
    networks: ownNetworks(),
    list: async (folder) => (await ifThere(readdir(folder)))?.sort() ?? [],
    read: async (file) => (await ifThere(readFile(file, 'utf8')))?.replace(/\n$/, ''),
    link: (path) => ifThere(readlink(path)),
    resolve: (path) => ifThere(realpath(path)),
    async node(path) {
      const found = await ifThere(stat(path))
      return found && { mode: found.mode & 0o777, groupId: found.gid }
    },
    async mayUse(path) {
      // access() resolves with undefined, and with null from Node 24 on.
      return (await ifThere(access(path, constants.R_OK | constants.W_OK).then(() => true))) ?? false
    },
    listSerialPorts,
    listUsbDevices,
  }
}

/** For files: undefined when the file system refuses. Anything else is a mistake of ours. */
async function ifThere<T>(reading: Promise<T>): Promise<T | undefined> {
  try {
    return await reading
  } catch (error) {
    if (error instanceof Error && 'syscall' in error) return undefined
    throw error
  }
}

function thisUser(): MachineUser {
  const id = process.getuid?.()
  return {
    name: process.env['SUDO_USER'] ?? nameOfUser(id),
    id,
    groups: [...new Set([...(process.getgroups?.() ?? []), ...ownGroup()])],
  }
}

/** A container may run under a number that has no name. */
function nameOfUser(id: number | undefined): string {
  try {
    return userInfo().username
  } catch {
    return String(id ?? '')
  }
}

function ownGroup(): readonly number[] {
  const id = process.getgid?.()
  return id === undefined ? [] : [id]
}

function ownNetworks(): readonly OwnNetwork[] {
  return Object.values(networkInterfaces())
    .flatMap((addresses) => addresses ?? [])
    .flatMap(({ internal, family, address, cidr }) =>
      internal || family !== 'IPv4' || cidr === null ? [] : [{ address, cidr }],
    )
}

/** Imported when it is needed: its binary part may be missing, and most commands never list anything. */
async function listSerialPorts(): Promise<readonly ListedSerialPort[]> {
  const { SerialPort } = await import('serialport')
  return SerialPort.list()
}

/** As WebUSB has it; its own types want a browser's. */
interface Configuration {
  readonly interfaces: readonly { readonly alternates: readonly { readonly interfaceClass: number }[] }[]
}

async function listUsbDevices(): Promise<readonly ListedUsbDevice[]> {
  const { usb } = await import('usb')
  const devices = await usb.getDevices()
  return devices.map((device) => ({
    vendorId: device.vendorId,
    productId: device.productId,
    manufacturer: legible(() => device.manufacturerName),
    product: legible(() => device.productName),
    serialNumber: legible(() => device.serialNumber),
    interfaceClasses: descriptor(() =>
      (device.configurations as readonly Configuration[]).flatMap(({ interfaces }) =>
        interfaces.flatMap(({ alternates }) => alternates.map(({ interfaceClass }) => interfaceClass)),
      ),
    ),
  }))
}

/** Some systems let a device's descriptors be read only by who may open it. */
function descriptor<T>(get: () => T): T | undefined {
  try {
    return get()
  } catch {
    return undefined
  }
}

function legible(get: () => string | null | undefined): string {
  return descriptor(get) ?? ''
}

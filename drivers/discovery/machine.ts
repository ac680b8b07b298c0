/**
 * The machine as discovery sees it: its device folders, its processes, its user and the lists its libraries make. One seam,
 * so that a Windows till or a locked-down Linux one can be laid out as data in a test.
 */
export interface Machine {
  /** As `process.platform`. */
  readonly platform: string
  readonly user: MachineUser
  /** Addresses of this computer on its networks, loopback left out. */
  readonly networks: readonly OwnNetwork[]
  /** Names in a folder, sorted; none where it cannot be read. */
  list(folder: string): Promise<readonly string[]>
  /** A file's text without its closing newline; undefined where it cannot be read. */
  read(file: string): Promise<string | undefined>
  /** Where a symbolic link points, as written in it; undefined for everything else. */
  link(path: string): Promise<string | undefined>
  /** The path without links and dots; undefined where nothing is there. */
  resolve(path: string): Promise<string | undefined>
  /** Undefined where nothing is there. */
  node(path: string): Promise<DeviceNode | undefined>
  /** This user may read and write it. */
  mayUse(path: string): Promise<boolean>
  /** The serial library's list. Rejects where the library or what it needs is missing. */
  listSerialPorts(): Promise<readonly ListedSerialPort[]>
  /** The USB library's list. Rejects where the library or the bus is missing. */
  listUsbDevices(): Promise<readonly ListedUsbDevice[]>
}

export interface MachineUser {
  /** Who sits at the till: behind sudo, whoever called it. */
  readonly name: string
  /** 0 is root, who may use everything. Undefined on Windows. */
  readonly id: number | undefined
  /** In force for this process, by number. */
  readonly groups: readonly number[]
}

export interface DeviceNode {
  /** Permission bits. */
  readonly mode: number
  readonly groupId: number
}

export interface OwnNetwork {
  readonly address: string
  /** `192.168.0.20/24`. */
  readonly cidr: string
}

export interface ListedSerialPort {
  readonly path: string
  readonly manufacturer?: string | undefined
  readonly serialNumber?: string | undefined
  readonly vendorId?: string | undefined
  readonly productId?: string | undefined
}

export interface ListedUsbDevice {
  readonly vendorId: number
  readonly productId: number
  readonly manufacturer: string
  readonly product: string
  readonly serialNumber: string
  /** Of all its interfaces; undefined where the descriptors cannot be read. */
  readonly interfaceClasses: readonly number[] | undefined
}

/**
 * An acquirer with its host inside the same process: the production driver, a real TCP connection to 127.0.0.1, and an
 * emulated host at the other end. For trying out, teaching and tests; nothing leaves the machine.
 */
import { Iso8583Acquirer, type Iso8583AcquirerOptions } from '../iso8583-acquirer.js'
import {
  type EmulatedAcquirerHost,
  type EmulatedHostOptions,
  serveEmulatedAcquirer,
} from './serve-emulated-acquirer.js'

export type EmulatedAcquirerOptions = Omit<EmulatedHostOptions, 'host' | 'port'> &
  Partial<Omit<Iso8583AcquirerOptions, 'host' | 'port' | 'clock'>>

/** The driver, owning the host it talks to. */
export class EmulatedAcquirer extends Iso8583Acquirer {
  /** @param emulatedHost closed along with the driver. */
  constructor(
    options: Iso8583AcquirerOptions,
    readonly emulatedHost: EmulatedAcquirerHost,
  ) {
    super(options)
  }

  override async close(): Promise<void> {
    await super.close()
    await this.emulatedHost.close()
  }
}

/**
 * Starts a host on a free port and opens the driver on it. Numbers and address have defaults; limits are the driver's.
 * @throws DriverError as `serveEmulatedAcquirer` and the driver's constructor do.
 */
export async function openEmulatedAcquirer(options: EmulatedAcquirerOptions): Promise<EmulatedAcquirer> {
  const { address = 'emulated:', terminalNumber = 'TILL0001', merchantNumber = '100000000000001', ...rest } = options
  const emulatedHost = await serveEmulatedAcquirer(rest)
  try {
    const { host, port } = emulatedHost
    return new EmulatedAcquirer({ ...rest, host, port, address, terminalNumber, merchantNumber }, emulatedHost)
  } catch (error) {
    await emulatedHost.close()
    throw error
  }
}

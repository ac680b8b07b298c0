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
  Partial<Omit<Iso8583AcquirerOptions, 'host' | 'port' | 'clock' | 'filesUrl'>>

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
 * Starts a host on free ports and opens the driver on it; one that requires a sign-on gets it unless told otherwise. Numbers and address have defaults; limits are the driver's.
 * @throws DriverError as `serveEmulatedAcquirer` and the driver's constructor do.
 */
export async function openEmulatedAcquirer(options: EmulatedAcquirerOptions): Promise<EmulatedAcquirer> {
  const { address = 'emulated:', terminalNumber = 'TILL0001', merchantNumber = '100000000000001', ...rest } = options
  const emulatedHost = await serveEmulatedAcquirer(rest)
  try {
    const { host, port, filesUrl } = emulatedHost
    const signOn = rest.signOn ?? rest.requireSignOn ?? false
    const driver = { ...rest, host, port, filesUrl, signOn, address, terminalNumber, merchantNumber }
    return new EmulatedAcquirer(driver, emulatedHost)
  } catch (error) {
    await emulatedHost.close()
    throw error
  }
}

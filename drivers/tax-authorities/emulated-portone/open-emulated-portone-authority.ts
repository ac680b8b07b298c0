/**
 * PortOne in a box: an emulated one on a free local port with the production driver in front of it, over real HTTP. What a
 * demo, a scenario or a test opens when there is no PortOne account.
 */
import { DriverError } from '../../../src/ports/device.js'
import type { TaxAuthority } from '../../../src/ports/tax-authority.js'
import type { PortoneLimits } from '../portone/portone-connection.js'
import { PortoneTaxAuthority } from '../portone/portone-tax-authority.js'
import { EMULATED_PORTONE_ACCOUNT } from './portone-account.js'
import { type EmulatedPortone, type EmulatedPortoneOptions, serveEmulatedPortone } from './serve-emulated-portone.js'

export interface EmulatedPortoneAuthorityOptions extends EmulatedPortoneOptions {
  /** How long the driver waits. */
  readonly limits?: Partial<PortoneLimits>
  /** `portone:emulated` unless told otherwise. */
  readonly address?: string
}

export interface EmulatedPortoneAuthority extends TaxAuthority {
  /** What stands behind the driver: its book to look into, its faults to script. */
  readonly gateway: EmulatedPortone
}

/** The driver speaks for the first of `accounts`, through its first channel. Closing it closes the gateway too. */
export async function openEmulatedPortoneAuthority(
  options: EmulatedPortoneAuthorityOptions,
): Promise<EmulatedPortoneAuthority> {
  const { clock, limits, accounts = [EMULATED_PORTONE_ACCOUNT], address = 'portone:emulated' } = options
  const [account] = accounts
  const channelKey = account?.channelKeys[0]
  if (!account || channelKey === undefined) {
    throw new DriverError('gateway.accountInvalid', 'an emulated PortOne needs an account with a channel')
  }
  const gateway = await serveEmulatedPortone(options)
  const driver = new PortoneTaxAuthority({
    apiUrl: gateway.url,
    secret: account.secret,
    storeId: account.storeId,
    channelKey,
    clock,
    address,
    ...(limits && { limits }),
  })
  return {
    address,
    gateway,
    abilities: driver.abilities,
    issue: (request, signal) => driver.issue(request, signal),
    query: (documentNumber, signal) => driver.query(documentNumber, signal),
    revoke: (request, signal) => driver.revoke(request, signal),
    queryRevocation: (request, signal) => driver.queryRevocation(request, signal),
    states: (documentNumbers, signal) => driver.states(documentNumbers, signal),
    search: (span, signal) => driver.search(span, signal),
    check: (signal) => driver.check(signal),
    async close() {
      await driver.close()
      await gateway.close()
    },
  }
}

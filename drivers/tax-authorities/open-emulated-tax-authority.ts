/**
 * A tax authority in a box: an emulated gateway on a free local port with the production driver in front of it, over real
 * HTTP. What a demo, a scenario or a test opens when there is no Popbill account.
 */
import { BusinessNumber } from '../../src/domain/identifiers/business-number.js'
import { DriverError } from '../../src/ports/device.js'
import type { TaxAuthority } from '../../src/ports/tax-authority.js'
import { EMULATED_TAX_ACCOUNT } from './emulated/emulated-account.js'
import {
  type EmulatedTaxGateway,
  type EmulatedTaxGatewayOptions,
  serveEmulatedTaxGateway,
} from './emulated/serve-emulated-tax-gateway.js'
import type { PopbillLimits } from './popbill/popbill-connection.js'
import { PopbillTaxAuthority } from './popbill/popbill-tax-authority.js'

export interface EmulatedTaxAuthorityOptions extends EmulatedTaxGatewayOptions {
  /** How long the driver waits. */
  readonly limits?: Partial<PopbillLimits>
  /** `emulated:tax` unless told otherwise. */
  readonly address?: string
}

export interface EmulatedTaxAuthority extends TaxAuthority {
  /** The gateway behind the driver: its ledger to look into, its faults to script. */
  readonly gateway: EmulatedTaxGateway
}

/** The driver speaks for the first of `members`. Closing it closes the gateway too. */
export async function openEmulatedTaxAuthority(options: EmulatedTaxAuthorityOptions): Promise<EmulatedTaxAuthority> {
  const { clock, limits, members = [EMULATED_TAX_ACCOUNT], address = 'emulated:tax' } = options
  const account = members[0] ?? EMULATED_TAX_ACCOUNT
  const corpNum = BusinessNumber.parse(account.corpNum)
  if (!corpNum.ok) throw new DriverError('gateway.memberInvalid', `a member needs a valid business number`)
  const gateway = await serveEmulatedTaxGateway(options)
  const driver = new PopbillTaxAuthority({
    authUrl: gateway.url,
    apiUrl: gateway.url,
    linkId: account.linkId,
    secretKey: account.secretKey,
    corpNum: corpNum.value,
    isTest: true,
    clock,
    address,
    ...(limits ? { limits } : {}),
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

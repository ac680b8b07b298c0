/**
 * An invoice service in a box: an emulated 诺诺 on a local port with the production driver in front of it, over real HTTP, and
 * the page a customer reaches with a phone. What a demo, a scenario or a test opens when there is no account.
 */
import { UnifiedSocialCreditCode } from '../../src/domain/identifiers/uscc.js'
import { DriverError } from '../../src/ports/device.js'
import type { InvoiceService } from '../../src/ports/invoice-service.js'
import type { Random } from '../../src/ports/random.js'
import { EMULATED_INVOICE_ACCOUNT } from './emulated/emulated-account.js'
import {
  type EmulatedInvoiceServer,
  type EmulatedInvoiceServerOptions,
  serveEmulatedInvoiceService,
} from './emulated/serve-emulated-invoice-service.js'
import { NuonuoInvoiceService, type NuonuoLimits } from './nuonuo/nuonuo-invoice-service.js'

export interface EmulatedInvoiceServiceOptions extends EmulatedInvoiceServerOptions {
  readonly random: Random
  /** How long the driver waits. */
  readonly limits?: Partial<NuonuoLimits>
  /** `emulated:` unless told otherwise. */
  readonly address?: string
}

export interface EmulatedInvoiceService extends InvoiceService {
  /** The service behind the driver: its ledger to look into, its faults to script. */
  readonly server: EmulatedInvoiceServer
}

/** Closing it closes the service too. */
export async function openEmulatedInvoiceService(
  options: EmulatedInvoiceServiceOptions,
): Promise<EmulatedInvoiceService> {
  const { clock, random, limits, account = EMULATED_INVOICE_ACCOUNT, address = 'emulated:' } = options
  const seller = UnifiedSocialCreditCode.parse(account.seller)
  if (!seller.ok) throw new DriverError('gateway.memberInvalid', 'the account needs a valid seller number')
  const server = await serveEmulatedInvoiceService(options)
  const driver = new NuonuoInvoiceService({
    authUrl: `${server.url}/accessToken`,
    apiUrl: `${server.url}/open/v1/services`,
    page: `${server.url}/scan`,
    appKey: account.appKey,
    appSecret: account.appSecret,
    seller: seller.value,
    ...{ clock, random, address },
    ...(limits && { limits }),
  })
  return {
    address,
    server,
    request: (request, signal) => driver.request(request, signal),
    query: (orderNumber, signal) => driver.query(orderNumber, signal),
    resign: (orderNumber, signal) => driver.resign(orderNumber, signal),
    red: (request, signal) => driver.red(request, signal),
    queryRed: (orderNumber, signal) => driver.queryRed(orderNumber, signal),
    pageFor: (sale) => driver.pageFor(sale),
    async close() {
      await driver.close()
      await server.close()
    },
  }
}

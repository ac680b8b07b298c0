/** Address → invoice service, as `open-drivers.ts` does it for the devices on the counter. */
import type { UnifiedSocialCreditCode } from '../src/domain/identifiers/uscc.js'
import type { InvoiceService } from '../src/ports/invoice-service.js'
import type { Random } from '../src/ports/random.js'
import { type Address, AddressError, allowOptions, numberOption, parseAddress, unknownScheme } from './address.js'
import { type DriverSurroundings, ledgerFile, type Openable } from './open-drivers.js'

export interface InvoiceSurroundings extends DriverSurroundings {
  readonly random: Random
  /** The seller at the invoice service. */
  readonly uscc?: UnifiedSocialCreditCode
  /** The service's secret; never part of an address, because addresses are shown. */
  readonly invoiceSecret?: string
  /** Where its access token is kept from one run to the next; in memory alone without it. */
  readonly invoiceTokenFile?: string
}

/** `nuonuo:https://…?appKey=…`, `emulated:`, `none:`. */
export async function invoiceServiceAt(
  text: string,
  surroundings: InvoiceSurroundings,
): Promise<Openable<InvoiceService>> {
  const address = parseAddress(text)
  const { clock, random, emulatedFolder } = surroundings
  switch (address.scheme) {
    case 'nuonuo':
      return nuonuo(address, surroundings)
    case 'emulated': {
      allowOptions(address, ['host', 'port'])
      const host = address.options.get('host')
      const port = numberOption(address, 'port', { fallback: 0, least: 0, most: 65_535 })
      return async () => {
        const { openEmulatedInvoiceService } = await import('./invoice-services/open-emulated-invoice-service.js')
        return await openEmulatedInvoiceService({
          ...{ clock, random, port, address: address.text },
          ...(host !== undefined && { host }),
          ledgerFile: ledgerFile(emulatedFolder, 'invoice-service'),
        })
      }
    }
    case 'none':
      allowOptions(address, [])
      return async () => {
        const { AbsentInvoiceService } = await import('./invoice-services/absent-invoice-service.js')
        return new AbsentInvoiceService(address.text)
      }
    default:
      throw unknownScheme(address, ['nuonuo', 'emulated', 'none'])
  }
}

async function nuonuo(address: Address, surroundings: InvoiceSurroundings): Promise<Openable<InvoiceService>> {
  const { clock, random, uscc, invoiceSecret, invoiceTokenFile } = surroundings
  allowOptions(address, ['appKey', 'authUrl', 'page', 'goodsCode'])
  const { options, text, rest } = address
  const [appKey, page, goodsCode] = [options.get('appKey'), options.get('page'), options.get('goodsCode')]
  if (!/^https?:\/\/\S+$/.test(rest))
    throw new AddressError(text, { rule: 'notAPlace', example: 'nuonuo:https://sdk.nuonuo.com' })
  if (appKey === undefined) throw new AddressError(text, { rule: 'optionMissing', option: 'appKey' })
  if (goodsCode !== undefined && !/^\d{19}$/.test(goodsCode)) {
    throw new AddressError(text, { rule: 'optionNotLike', option: 'goodsCode', example: '1010101010000000000' })
  }
  if (!uscc) throw new AddressError(text, { rule: 'settingMissing', setting: 'shop.uscc' })
  if (invoiceSecret === undefined)
    throw new AddressError(text, { rule: 'secretMissing', variable: 'TILLPROOF_INVOICE_SECRET' })
  const hasPath = new URL(rest).pathname !== '/'
  const { NuonuoInvoiceService } = await import('./invoice-services/nuonuo/nuonuo-invoice-service.js')
  const { TokenFile } = await import('./invoice-services/nuonuo/token-store.js')
  const service = new NuonuoInvoiceService({
    authUrl: options.get('authUrl') ?? 'https://open.nuonuo.com/accessToken',
    apiUrl: hasPath ? rest : new URL('/open/v1/services', rest).href,
    ...{ appKey, appSecret: invoiceSecret, seller: uscc, clock, random, address: text },
    ...(page !== undefined && { page }),
    ...(goodsCode !== undefined && { goodsCode }),
    ...(invoiceTokenFile !== undefined && { tokens: new TokenFile(invoiceTokenFile) }),
  })
  return async () => service
}

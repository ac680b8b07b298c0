/** Address → invoice service, as `open-drivers.ts` does it for the devices on the counter. */
import type { UnifiedSocialCreditCode } from '../src/domain/identifiers/uscc.js'
import type { InvoiceService } from '../src/ports/invoice-service.js'
import type { Random } from '../src/ports/random.js'
import { type Address, allowOptions, malformed, numberOption, parseAddress, unknownScheme } from './address.js'
import { AbsentInvoiceService } from './invoice-services/absent-invoice-service.js'
import { NuonuoInvoiceService } from './invoice-services/nuonuo/nuonuo-invoice-service.js'
import { TokenFile } from './invoice-services/nuonuo/token-store.js'
import { openEmulatedInvoiceService } from './invoice-services/open-emulated-invoice-service.js'
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
export function invoiceServiceAt(text: string, surroundings: InvoiceSurroundings): Openable<InvoiceService> {
  const address = parseAddress(text)
  const { clock, random, emulatedFolder } = surroundings
  switch (address.scheme) {
    case 'nuonuo': {
      const service = nuonuo(address, surroundings)
      return async () => service
    }
    case 'emulated': {
      allowOptions(address, ['host', 'port'])
      const host = address.options.get('host')
      const port = numberOption(address, 'port', { fallback: 0, least: 0, most: 65_535 })
      return () =>
        openEmulatedInvoiceService({
          ...{ clock, random, port, address: address.text },
          ...(host !== undefined && { host }),
          ledgerFile: ledgerFile(emulatedFolder, 'invoice-service'),
        })
    }
    case 'none':
      allowOptions(address, [])
      return async () => new AbsentInvoiceService(address.text)
    default:
      throw unknownScheme(address, ['nuonuo', 'emulated', 'none'])
  }
}

function nuonuo(address: Address, surroundings: InvoiceSurroundings): InvoiceService {
  const { clock, random, uscc, invoiceSecret, invoiceTokenFile } = surroundings
  allowOptions(address, ['appKey', 'authUrl', 'page', 'goodsCode'])
  const { options, text, rest } = address
  const [appKey, page, goodsCode] = [options.get('appKey'), options.get('page'), options.get('goodsCode')]
  if (!/^https?:\/\/\S+$/.test(rest)) throw malformed(text, 'expected nuonuo:https://host')
  if (appKey === undefined) throw malformed(text, 'the option appKey is missing')
  if (goodsCode !== undefined && !/^\d{19}$/.test(goodsCode)) throw malformed(text, 'goodsCode must be 19 digits')
  if (!uscc) throw malformed(text, "a Chinese shop's tax number (USCC) is needed in the settings")
  if (invoiceSecret === undefined) throw malformed(text, 'the secret key is missing; set TILLPROOF_INVOICE_SECRET')
  const hasPath = new URL(rest).pathname !== '/'
  return new NuonuoInvoiceService({
    authUrl: options.get('authUrl') ?? 'https://open.nuonuo.com/accessToken',
    apiUrl: hasPath ? rest : new URL('/open/v1/services', rest).href,
    ...{ appKey, appSecret: invoiceSecret, seller: uscc, clock, random, address: text },
    ...(page !== undefined && { page }),
    ...(goodsCode !== undefined && { goodsCode }),
    ...(invoiceTokenFile !== undefined && { tokens: new TokenFile(invoiceTokenFile) }),
  })
}

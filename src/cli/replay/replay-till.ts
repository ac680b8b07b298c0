/**
 * The till of a scenario: the drivers a shop has, pointed at the emulated counterparts, and a terminal on top, on the same
 * journal however often it dies.
 */

import path from 'node:path'
import { Iso8583Acquirer } from '../../../drivers/acquirers/iso8583-acquirer.js'
import { AbsentInvoiceService } from '../../../drivers/invoice-services/absent-invoice-service.js'
import { EMULATED_INVOICE_ACCOUNT } from '../../../drivers/invoice-services/emulated/emulated-account.js'
import { NuonuoInvoiceService } from '../../../drivers/invoice-services/nuonuo/nuonuo-invoice-service.js'
import { tcpLinkOpener } from '../../../drivers/links/tcp-link.js'
import { EscPosPrinter } from '../../../drivers/printers/escpos-printer.js'
import { profileNamed } from '../../../drivers/printers/profiles/profiles.js'
import { AbsentTaxAuthority } from '../../../drivers/tax-authorities/absent-tax-authority.js'
import { EMULATED_TAX_ACCOUNT } from '../../../drivers/tax-authorities/emulated/emulated-account.js'
import { PopbillTaxAuthority } from '../../../drivers/tax-authorities/popbill/popbill-tax-authority.js'
import { maintenanceAt } from '../../domain/tax-rules/maintenance.js'
import { type DataFolder, openDataFolder } from '../../journal/data-folder.js'
import { openJournal } from '../../journal/sqlite-journal.js'
import type { Clock } from '../../ports/clock.js'
import type { InvoiceService } from '../../ports/invoice-service.js'
import type { Random } from '../../ports/random.js'
import type { TaxAuthority } from '../../ports/tax-authority.js'
import type { AnswersInOrder } from '../../replay/answers-in-order.js'
import type { Devices } from '../../terminal/devices.js'
import { Terminal } from '../../terminal/terminal.js'
import type { Settings } from '../settings.js'
import { supervisorsOf } from '../supervisors-of.js'
import { SCAN_PAGE } from './replay-invoices.js'
import { type PrinterPlace, type ReplayWorld, TERMINAL_NUMBER } from './replay-world.js'

const MERCHANT_NUMBER = '100000000000001'

export interface ReplayTillParts {
  readonly clock: Clock
  readonly settings: Settings
  readonly world: ReplayWorld
  readonly answers: AnswersInOrder
  readonly folder: string
  readonly random: Random
  /** Those enrolled in the data folder are asked. */
  readonly supervised: boolean
}

/** Of the till, inside the folder of the scenario. */
export function replayDataFolder(folder: string, clock: Clock): DataFolder {
  return openDataFolder(path.join(folder, 'data'), { clock })
}

export class ReplayTill {
  readonly faults: string[] = []

  private constructor(
    readonly terminal: Terminal,
    /** Cuts everything off. */
    readonly die: () => Promise<void>,
  ) {}

  static open(parts: ReplayTillParts): ReplayTill {
    const { clock, settings, world, answers, folder, random } = parts
    const data = replayDataFolder(folder, clock)
    const journal = openJournal({ folder: data, terminalId: settings.terminal, random })
    const devices = devicesOf(world, settings, clock, random)
    const { policy, shop, utcOffsetMinutes, training, refundsUpTo } = settings
    const desk = supervisorsOf(data, settings, { clock, random })
    const terminal = new Terminal({
      ...{ journal, clock, shop, utcOffsetMinutes, training, currency: settings.currency },
      devices: held(devices, answers),
      policy: { ...policy, paper: { ...policy.paper, fallback: devices.fallbackPrinter !== undefined } },
      ...(settings.taxRules && { taxRules: settings.taxRules }),
      ...(settings.revocationWindow && { revocationWindow: settings.revocationWindow }),
      taxQueue: { maintenanceUntil: (at) => maintenanceAt(settings.maintenance, at)?.until },
      ...(parts.supervised && { supervision: { desk, refundsUpTo } }),
      onFault: ({ flowId, error }) =>
        till.faults.push(`${flowId}: ${error instanceof Error ? error.message : String(error)}`),
    })
    const till = new ReplayTill(terminal, async () => {
      await terminal.stop()
      const { cardReader: _outlivesTheTill, ...wired } = devices
      await Promise.all(Object.values(wired).map((device) => device.close()))
      journal.close()
      data.close()
    })
    terminal.start()
    return till
  }
}

/** Devices whose answers come in order; see `answers-in-order.ts`. */
function held({ fallbackPrinter, ...devices }: Devices, answers: AnswersInOrder): Devices {
  return {
    cardReader: answers.holding(devices.cardReader),
    acquirer: answers.holding(devices.acquirer),
    taxAuthority: answers.holding(devices.taxAuthority),
    invoiceService: answers.holding(devices.invoiceService),
    printer: answers.holding(devices.printer),
    ...(fallbackPrinter && { fallbackPrinter: answers.holding(fallbackPrinter) }),
  }
}

function devicesOf(world: ReplayWorld, settings: Settings, clock: Clock, random: Random): Devices {
  const { host, secondPrinter } = world
  return {
    cardReader: world.reader,
    acquirer: new Iso8583Acquirer({
      ...{ host: host.host, port: host.port, clock },
      ...{ terminalNumber: TERMINAL_NUMBER, merchantNumber: MERCHANT_NUMBER },
      address: 'iso8583:replay',
      utcOffsetMinutes: settings.utcOffsetMinutes,
      filesUrl: host.filesUrl,
    }),
    taxAuthority: taxAuthorityOf(world, settings, clock),
    invoiceService: invoiceServiceOf(world, settings, clock, random),
    printer: printerOf(world.printer, clock),
    ...(secondPrinter && { fallbackPrinter: printerOf(secondPrinter, clock) }),
  }
}

function taxAuthorityOf({ gateway, secretKey }: ReplayWorld, { shop, policy }: Settings, clock: Clock): TaxAuthority {
  const { businessNumber } = shop
  if (policy.tax.regime === 'none' || !businessNumber) return new AbsentTaxAuthority('none:')
  return new PopbillTaxAuthority({
    ...{ authUrl: gateway.url, apiUrl: gateway.url, clock },
    ...{ linkId: EMULATED_TAX_ACCOUNT.linkId, secretKey, corpNum: businessNumber },
    isTest: true,
    address: 'popbill:replay',
  })
}

function invoiceServiceOf({ invoices }: ReplayWorld, { shop }: Settings, clock: Clock, random: Random): InvoiceService {
  if (!invoices || !shop.uscc) return new AbsentInvoiceService('none:')
  const { url } = invoices.server
  return new NuonuoInvoiceService({
    ...{ authUrl: `${url}/accessToken`, apiUrl: `${url}/open/v1/services`, page: SCAN_PAGE },
    ...{ appKey: EMULATED_INVOICE_ACCOUNT.appKey, appSecret: EMULATED_INVOICE_ACCOUNT.appSecret },
    ...{ seller: shop.uscc, clock, random, address: 'nuonuo:replay' },
  })
}

function printerOf({ host, port, profileName }: PrinterPlace, clock: Clock): EscPosPrinter {
  const opener = tcpLinkOpener({ host, port, address: 'tcp:replay', clock })
  const profile = profileNamed(profileName)
  return new EscPosPrinter({ opener, clock, ...(profile && { profile }) })
}

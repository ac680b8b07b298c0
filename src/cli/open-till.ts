/**
 * Puts a terminal together: the data folder, the journal, the devices its settings name, and the terminal on top. One of
 * the few places that know concrete drivers.
 */
import path from 'node:path'
import { systemClock } from '../../drivers/clocks/system-clock.js'
import { acquirerAt, cardReaderAt, type Openable, printerAt, taxAuthorityAt } from '../../drivers/open-drivers.js'
import { invoiceServiceAt } from '../../drivers/open-invoice-service.js'
import { FileFindings } from '../../drivers/printers/escpos/kept-findings.js'
import { systemRandom } from '../../drivers/random/system-random.js'
import { maintenanceAt } from '../domain/tax-rules/maintenance.js'
import type { PaymentPolicy } from '../flows/payment/payment-policy.js'
import { openDataFolder } from '../journal/data-folder.js'
import { openJournal } from '../journal/sqlite-journal.js'
import type { Journal } from '../ports/journal.js'
import type { Devices } from '../terminal/devices.js'
import { Terminal } from '../terminal/terminal.js'
import type { Settings } from './settings.js'
import { readShopLogo } from './shop-logo.js'
import { supervisorsOf } from './supervisors-of.js'

export interface Till {
  readonly terminal: Terminal
  readonly journal: Journal
  readonly devices: Devices
  readonly settings: Settings
  /** Who may approve what the operator may not do alone. */
  readonly supervisorNames: readonly string[]
  close(): Promise<void>
}

export interface TillPlace {
  readonly settings: Settings
  /** Holds the journal; owned by one process at a time. */
  readonly dataPath: string
  /** The tax gateway's secret; from TILLPROOF_TAX_SECRET unless given. */
  readonly taxSecret?: string
  /** Told of broken devices and refused writes. */
  readonly onFault: (text: string) => void
}

/** Opens everything and takes up what an earlier process left open. Whatever was opened is closed again on failure. */
export async function openTill(place: TillPlace): Promise<Till> {
  const { settings, dataPath, onFault } = place
  const openable = await devicesAt(place)
  const logo = settings.logo && (await readShopLogo(settings.logo))
  const opened: (() => Promise<void> | void)[] = []
  const close = () => closeAll(opened)
  try {
    const folder = openDataFolder(dataPath, { clock: systemClock })
    opened.push(() => folder.close())
    const journal = openJournal({ folder, terminalId: settings.terminal, random: systemRandom })
    opened.push(() => journal.close())
    const devices = await openDevices(openable, opened)
    const desk = supervisorsOf(folder, settings)
    const supervisorNames = (await desk.list()).map(({ name }) => name)
    const terminal = new Terminal({
      journal,
      clock: systemClock,
      devices,
      shop: { ...settings.shop, ...(logo && { logo }) },
      policy: policyWith(devices, settings),
      ...(settings.taxRules && { taxRules: settings.taxRules }),
      ...(settings.revocationWindow && { revocationWindow: settings.revocationWindow }),
      taxQueue: { maintenanceUntil: (at) => maintenanceAt(settings.maintenance, at)?.until },
      utcOffsetMinutes: settings.utcOffsetMinutes,
      training: settings.training,
      currency: settings.currency,
      ...(isSupervised(settings, supervisorNames) && { supervision: { desk, refundsUpTo: settings.refundsUpTo } }),
      onFault: ({ flowId, error }) => onFault(`${flowId}: ${error instanceof Error ? error.message : String(error)}`),
    })
    opened.push(() => terminal.stop())
    return { terminal, journal, devices, settings, supervisorNames, close }
  } catch (error) {
    await close()
    throw error
  }
}

/** Closes in the reverse order of opening; one that will not close keeps none of the others open. */
export async function closeAll(opened: (() => Promise<void> | void)[]): Promise<void> {
  const troubles: unknown[] = []
  for (const close of opened.splice(0).reverse()) {
    try {
      await close()
    } catch (error) {
      troubles.push(error)
    }
  }
  if (troubles.length > 0) throw troubles[0]
}

/** A practice till can be tried out before anybody is named; from then on it is as strict as a real one, which always is. */
function isSupervised({ training }: Settings, names: readonly string[]): boolean {
  return !training || names.length > 0
}

/** What a sale may count on is in its rules, so that it is replayed by them when the second printer has long gone. */
function policyWith({ fallbackPrinter }: Devices, { policy }: Settings): PaymentPolicy {
  return { ...policy, paper: { ...policy.paper, fallback: fallbackPrinter !== undefined } }
}

type OpenableDevices = { readonly [Name in keyof Devices]: Openable<NonNullable<Devices[Name]>> }

/** Reads every address, so that a mistake in one is said before anything is opened. @throws AddressError */
export async function devicesAt(place: Omit<TillPlace, 'onFault'>): Promise<OpenableDevices> {
  const { settings, dataPath, taxSecret = process.env['TILLPROOF_TAX_SECRET'] } = place
  const invoiceSecret = process.env['TILLPROOF_INVOICE_SECRET']
  const { devices, shop, utcOffsetMinutes } = settings
  const emulatedFolder = path.join(dataPath, 'emulated')
  const surroundings = {
    clock: systemClock,
    emulatedFolder,
    findings: new FileFindings(path.join(dataPath, 'printers.json'), () => undefined),
    utcOffsetMinutes,
    ...(shop.businessNumber && { businessNumber: shop.businessNumber }),
    ...(taxSecret !== undefined && { taxSecret }),
  }
  return {
    cardReader: await cardReaderAt(devices.reader, surroundings),
    acquirer: await acquirerAt(devices.acquirer, surroundings),
    taxAuthority: await taxAuthorityAt(devices.tax, surroundings),
    invoiceService: await invoiceServiceAt(devices.invoice, {
      ...surroundings,
      random: systemRandom,
      invoiceTokenFile: path.join(dataPath, 'invoice-token.json'),
      ...(shop.uscc && { uscc: shop.uscc }),
      ...(invoiceSecret !== undefined && { invoiceSecret }),
    }),
    printer: await printerAt(devices.printer, surroundings),
    ...(devices.fallbackPrinter !== undefined && {
      fallbackPrinter: await printerAt(devices.fallbackPrinter, {
        ...surroundings,
        emulatedFolder: path.join(emulatedFolder, 'fallback'),
      }),
    }),
  }
}

/** Opens them; each is added to `opened` so that it can be closed again. */
export async function openDevices(openable: OpenableDevices, opened: (() => Promise<void> | void)[]): Promise<Devices> {
  const open = async <T extends { close(): Promise<void> }>(device: Openable<T>): Promise<T> => {
    const ready = await device()
    opened.push(() => ready.close())
    return ready
  }
  return {
    cardReader: await open(openable.cardReader),
    acquirer: await open(openable.acquirer),
    taxAuthority: await open(openable.taxAuthority),
    invoiceService: await open(openable.invoiceService),
    printer: await open(openable.printer),
    ...(openable.fallbackPrinter && { fallbackPrinter: await open(openable.fallbackPrinter) }),
  }
}

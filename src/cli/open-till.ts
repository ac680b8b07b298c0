/**
 * Puts a terminal together: the data folder, the journal, the devices its settings name, and the terminal on top. One of
 * the few places that know concrete drivers.
 */
import path from 'node:path'
import { systemClock } from '../../drivers/clocks/system-clock.js'
import { openAcquirer, openCardReader, openPrinter, openTaxAuthority } from '../../drivers/open-drivers.js'
import { systemRandom } from '../../drivers/random/system-random.js'
import { openDataFolder } from '../journal/data-folder.js'
import { openJournal } from '../journal/sqlite-journal.js'
import type { Journal } from '../ports/journal.js'
import type { Devices } from '../terminal/devices.js'
import { Terminal } from '../terminal/terminal.js'
import type { Settings } from './settings.js'

export interface Till {
  readonly terminal: Terminal
  readonly journal: Journal
  readonly devices: Devices
  readonly settings: Settings
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
  const opened: (() => Promise<void> | void)[] = []
  const close = async () => {
    for (const closeOne of opened.splice(0).reverse()) await closeOne()
  }
  try {
    const folder = openDataFolder(dataPath, { clock: systemClock })
    opened.push(() => folder.close())
    const journal = openJournal({ folder, terminalId: settings.terminal, random: systemRandom })
    opened.push(() => journal.close())
    const devices = await openDevices(place, opened)
    const terminal = new Terminal({
      journal,
      clock: systemClock,
      devices,
      shop: settings.shop,
      policy: settings.policy,
      utcOffsetMinutes: settings.utcOffsetMinutes,
      training: settings.training,
      onFault: ({ flowId, error }) => onFault(`${flowId}: ${error instanceof Error ? error.message : String(error)}`),
    })
    opened.push(() => terminal.stop())
    return { terminal, journal, devices, settings, close }
  } catch (error) {
    await close()
    throw error
  }
}

/** The devices alone, without a journal: each is added to `opened` so that it can be closed again. */
export async function openDevices(
  { settings, dataPath, taxSecret = process.env['TILLPROOF_TAX_SECRET'] }: Omit<TillPlace, 'onFault'>,
  opened: (() => Promise<void> | void)[],
): Promise<Devices> {
  const { devices, shop, utcOffsetMinutes } = settings
  const surroundings = {
    clock: systemClock,
    emulatedFolder: path.join(dataPath, 'emulated'),
    utcOffsetMinutes,
    ...(shop.businessNumber && { businessNumber: shop.businessNumber }),
    ...(taxSecret !== undefined && { taxSecret }),
  }
  const kept = <T extends { close(): Promise<void> }>(device: T): T => {
    opened.push(() => device.close())
    return device
  }
  return {
    cardReader: kept(openCardReader(devices.reader, surroundings)),
    acquirer: kept(await openAcquirer(devices.acquirer, surroundings)),
    taxAuthority: kept(await openTaxAuthority(devices.tax, surroundings)),
    printer: kept(await openPrinter(devices.printer, surroundings)),
  }
}

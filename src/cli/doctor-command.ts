/** `tillproof doctor`: finds the printers of this computer, says what ails them and how to mend it, and tries them. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { Command, Option } from 'commander'
import { systemClock } from '../../drivers/clocks/system-clock.js'
import { thisMachine } from '../../drivers/discovery/this-machine.js'
import { LANGUAGES, type Language } from '../domain/language.js'
import { type Examination, examine } from './doctor/examine.js'
import { operatorLanguage } from './doctor/operator-language.js'
import type { DoctorReport } from './doctor/report.js'
import { reportLines } from './doctor/report-lines.js'
import { DOCTOR_TEXTS } from './doctor/texts.js'
import { PRESET_NAMES, PRESET_SHOPS, type PresetName } from './preset-shops.js'
import { checkSettings, readSettings, type Settings } from './settings.js'

interface DoctorOptions {
  readonly settings?: string
  readonly shop?: PresetName
  readonly language?: Language
  readonly probeSerial?: boolean
  readonly scanBaud?: boolean
  readonly print?: boolean
  readonly json?: boolean
}

const MORE = `
It looks for serial ports, USB printers, the printer of the settings and those whose addresses are given. Network printers
are asked only if they are named. Nothing is printed without --print.

Opening a serial port can reset the device on it, so serial ports are opened only if they are named, here or in the
settings, or with --probe-serial; one that the settings give to the card reader never is. A named port is asked at one
speed: the address's ?baud=, or 19200. --scan-baud asks at 9600, 19200, 38400, 115200 and 57600 until something answers (all
ports that were found, if none is named); at a wrong speed a printer may print a few stray characters.

Examples:
  tillproof doctor                                     what is there, and what is wrong with it
  tillproof doctor tcp://192.168.0.50:9100 --print     and three test slips: Korean, Chinese, English
  tillproof doctor serial:/dev/ttyUSB0 --scan-baud     which speed is it set to?
  tillproof doctor --settings shop.yaml --language ko  the shop's own printer, told in Korean
  tillproof doctor --json                              the same as one JSON object, words included

Without a printer, try the emulated one:
  npx tillproof printer
  npx tillproof doctor tcp://127.0.0.1:9100 --print

Exit status: 0 ready, or usable without confirmation; 3 a person has something to do, or no printer was found; 2 a mistake
in what was typed or in the settings; 130 stopped by Ctrl-C. Named printers decide it: found ones only if none is named.`

const INTERRUPTED = 130
const WIDEST = 110
const WIDTH_UNKNOWN = 100
const NARROWEST = 60

export function doctorCommand(): Command {
  return new Command('doctor')
    .description('find the printers of this computer, say what is wrong and how to mend it, and try them')
    .argument('[address...]', 'printers to ask: tcp://host:9100, serial:/dev/ttyUSB0, usb://04b8:0e28 …')
    .option('--settings <file>', 'shop settings (YAML) whose printer is asked')
    .addOption(new Option('--shop <name>', 'a built-in practice shop instead of settings').choices(PRESET_NAMES))
    .addOption(new Option('--language <language>', 'else the one of the settings, else of LANG').choices(LANGUAGES))
    .option('--print', 'print a test slip in each language and say whether it came out')
    .option('--probe-serial', 'ask the serial ports that nobody named as well')
    .option('--scan-baud', 'find out the speed of serial printers')
    .option('--json', 'report as JSON; src/cli/doctor/README.md describes it')
    .addHelpText('after', MORE)
    .action(runDoctor)
}

async function runDoctor(addresses: readonly string[], options: DoctorOptions): Promise<void> {
  const settings = settingsFrom(options)
  const language = operatorLanguage({
    ...{ asked: options.language, shop: settings?.language },
    ...{ environment: process.env, locale: Intl.DateTimeFormat().resolvedOptions().locale },
  })
  const stop = stopSignal()
  // For what an emulated printer prints; a till may be using the shop's own folder.
  const folder = await mkdtemp(path.join(tmpdir(), 'tillproof-doctor-'))
  let keepsFolder = false
  try {
    const report = await examine(wishFrom(addresses, options, settings, language), {
      machine: thisMachine(),
      drivers: { clock: systemClock, emulatedFolder: folder, utcOffsetMinutes: localOffsetMinutes() },
      signal: stop.signal,
      progress: options.json ? () => undefined : tellProgress,
    })
    if (stop.signal.aborted) {
      process.exitCode = INTERRUPTED
      return
    }
    keepsFolder = report.printers.some(({ link, prints }) => link.kind === 'emulated' && prints !== undefined)
    await show(report, options, keepsFolder ? path.join(folder, 'paper') : undefined)
    process.exitCode = report.exitStatus
    // A device that hangs in the operating system would keep the process alive for ever.
    if (report.printers.some(({ hung }) => hung)) process.exit()
  } finally {
    stop.forget()
    if (!keepsFolder) await rm(folder, { recursive: true, force: true })
  }
}

function settingsFrom({ settings, shop }: DoctorOptions): Settings | undefined {
  if (settings !== undefined) return readSettings(settings)
  return shop && checkSettings(PRESET_SHOPS[shop], `the built-in shop ${shop}`)
}

function wishFrom(
  addresses: readonly string[],
  { probeSerial = false, scanBaud = false, print = false }: DoctorOptions,
  settings: Settings | undefined,
  language: Language,
): Examination {
  const printers = settings ? printersIn(settings) : []
  const named = [...addresses, ...printers.map(({ address }) => address)]
  const namesPort = named.some((address) => address.startsWith('serial:'))
  return {
    ...{ arguments: addresses, settings: printers, language, print, scanRates: scanBaud },
    otherDevices: settings ? [settings.devices.reader] : [],
    probeSerial: probeSerial || (scanBaud && !namesPort),
  }
}

function printersIn({ devices: { printer, fallbackPrinter } }: Settings): Examination['settings'] {
  const fallback =
    fallbackPrinter === undefined ? [] : [{ field: 'fallbackPrinter', address: fallbackPrinter } as const]
  return [{ field: 'printer', address: printer }, ...fallback]
}

async function show(report: DoctorReport, { json }: DoctorOptions, paper: string | undefined): Promise<void> {
  const width = Math.min(WIDEST, Math.max(NARROWEST, process.stdout.columns ?? WIDTH_UNKNOWN))
  const data = { ...report, ...(paper !== undefined && { paperFolder: paper }) }
  const shown = json ? JSON.stringify(data, null, 2) : reportLines(report, width).join('\n')
  const where = paper === undefined || json ? '' : `\n${DOCTOR_TEXTS[report.language].paperAt(paper)}`
  await new Promise<void>((resolve) => {
    process.stdout.write(`${shown}${where}\n`, () => resolve())
  })
}

/** For who waits at a screen, or stands at a printer that wants paper. */
function tellProgress(text: string): void {
  process.stderr.write(`${text}\n`)
}

/** Aborted by Ctrl-C or SIGTERM, so that a USB printer is still given back to the system. */
function stopSignal(): { readonly signal: AbortSignal; readonly forget: () => void } {
  const controller = new AbortController()
  const stop = () => controller.abort()
  const signals = ['SIGINT', 'SIGTERM'] as const
  for (const signal of signals) process.once(signal, stop)
  return {
    signal: controller.signal,
    forget: () => {
      for (const signal of signals) process.off(signal, stop)
    },
  }
}

function localOffsetMinutes(): number {
  return -new Date(systemClock.now()).getTimezoneOffset()
}

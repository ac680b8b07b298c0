/** `tillproof devices`: asks each device on the counter whether it is there and what it can do, and sells nothing. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { Command } from 'commander'
import { systemClock } from '../../drivers/clocks/system-clock.js'
import { printerAt } from '../../drivers/open-drivers.js'
import { limit } from '../../drivers/waiting.js'
import { failureWords } from '../domain/failure-words.js'
import type { Language } from '../domain/language.js'
import type { Outcome } from '../domain/outcome.js'
import type { ReceiptPrinter } from '../ports/receipt-printer.js'
import { calendarMoment } from '../receipt/format/format-moment.js'
import { changeLines } from './doctor/status-words.js'
import { DOCTOR_TEXTS } from './doctor/texts.js'
import { closeAll, devicesAt, openDevices } from './open-till.js'
import type { Settings } from './settings.js'
import { TILL_TEXTS } from './texts.js'
import { settingsFrom, type TillOptions, withTillOptions } from './till-options.js'

interface DevicesOptions extends TillOptions {
  readonly watch?: boolean
}

const ANSWER_LIMIT_MS = 15_000
/** No document has this number, so asking for it changes nothing and shows that the gateway answers. */
const NO_DOCUMENT = 'TILLPROOF-IS-ANYONE-IN'

export function devicesCommand(): Command {
  return withTillOptions(new Command('devices'))
    .description('ask every device whether it is there and what it can do')
    .option('--watch', 'watch the printer instead, and tell each change until stopped with Ctrl-C')
    .addHelpText('after', '\nExit status: 0 all answered (or the watch was stopped), 3 some did not.')
    .action((options: DevicesOptions) => withSpareFolder((folder) => devices(options, folder)))
}

/** Emulated devices keep their books elsewhere this once: the shop's own may be in use by a till. */
async function withSpareFolder(use: (folder: string) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(path.join(tmpdir(), 'tillproof-devices-'))
  try {
    await use(folder)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

function devices(options: DevicesOptions, dataPath: string): Promise<void> {
  const settings = settingsFrom(options)
  return options.watch ? watchPrinter(settings, dataPath) : askDevices(settings, dataPath)
}

async function askDevices(settings: Settings, dataPath: string): Promise<void> {
  const opened: (() => Promise<void> | void)[] = []
  const waiting = limit(systemClock, ANSWER_LIMIT_MS)
  try {
    const devices = await openDevices(await devicesAt({ settings, dataPath }), opened)
    const { language } = settings
    const { signal } = waiting
    const { printer, fallbackPrinter } = devices
    const answers = [
      tell('acquirer', await devices.acquirer.echo(signal), settings),
      settings.devices.tax === 'none:' || tell('tax', await devices.taxAuthority.check(signal), settings),
      settings.devices.invoice === 'none:' ||
        tell('invoice', await devices.invoiceService.query(NO_DOCUMENT, signal), settings),
      await tellPrinter('printer', printer, settings, signal),
      fallbackPrinter === undefined || (await tellPrinter('fallbackPrinter', fallbackPrinter, settings, signal)),
    ]
    say('reader', settings, TILL_TEXTS[language].devices.notAsked)
    process.exitCode = answers.every((answered) => answered) ? 0 : 3
  } finally {
    waiting.clear()
    await closeAll(opened)
  }
}

/** Until Ctrl-C, SIGTERM, or nobody reads it any more (`| head`). */
async function watchPrinter(settings: Settings, dataPath: string): Promise<void> {
  const { language, utcOffsetMinutes, devices } = settings
  const openPrinter = await printerAt(devices.printer, {
    ...{ clock: systemClock, utcOffsetMinutes, emulatedFolder: path.join(dataPath, 'emulated') },
  })
  const printer = await openPrinter()
  const stopped = new Promise<void>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve())
    process.stdout.once('error', () => resolve())
  })
  console.log(DOCTOR_TEXTS[language].watch.follows(printer.address))
  const stopFollowing = printer.follow((report) => {
    for (const line of changeLines(report, timeOfDay(utcOffsetMinutes), language)) console.log(line)
  })
  await stopped
  stopFollowing()
  await printer.close()
}

function timeOfDay(utcOffsetMinutes: number): string {
  const { hour, minute, second } = calendarMoment(systemClock.now(), utcOffsetMinutes)
  return `${hour}:${minute}:${second}`
}

type AskedDevice = keyof Settings['devices']

function tell(device: AskedDevice, outcome: Outcome<unknown>, settings: Settings, details = ''): boolean {
  const { ready } = TILL_TEXTS[settings.language].devices
  say(device, settings, outcome.kind === 'accepted' ? `${ready}${details}` : trouble(outcome, settings.language))
  return outcome.kind === 'accepted'
}

async function tellPrinter(
  device: AskedDevice,
  printer: ReceiptPrinter,
  settings: Settings,
  signal: AbortSignal,
): Promise<boolean> {
  const described = await printer.describe(signal)
  if (described.kind !== 'accepted') return tell(device, described, settings)
  const { columns, paper, confirms } = TILL_TEXTS[settings.language].devices
  const { maker, model, confirmation } = described.value
  const status = await printer.status(signal)
  const facts = [[maker, model].filter(Boolean).join(' '), columns(described.value.columns), confirms[confirmation]]
  if (status.kind === 'accepted') facts.push(paper[status.value.paper])
  return tell(device, status, settings, ` – ${facts.filter(Boolean).join(' · ')}`)
}

function trouble(outcome: Exclude<Outcome<unknown>, { kind: 'accepted' }>, language: Language): string {
  const { notAnswering } = TILL_TEXTS[language].devices
  if (outcome.kind === 'unknown') return notAnswering
  const { what, remedy } = failureWords(outcome.failure, language)
  return `${what} – ${remedy}`
}

function say(device: AskedDevice, { devices, language }: Settings, text: string): void {
  console.log(`${TILL_TEXTS[language].devices.names[device]}  ${devices[device]}\n    ${text}`)
}

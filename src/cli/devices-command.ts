/** `tillproof devices`: asks each device on the counter whether it is there and what it can do, and sells nothing. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { Command } from 'commander'
import { systemClock } from '../../drivers/clocks/system-clock.js'
import { limit } from '../../drivers/waiting.js'
import { failureWords } from '../domain/failure-words.js'
import type { Language } from '../domain/language.js'
import type { Outcome } from '../domain/outcome.js'
import type { ReceiptPrinter } from '../ports/receipt-printer.js'
import { closeAll, devicesAt, openDevices } from './open-till.js'
import type { Settings } from './settings.js'
import { TILL_TEXTS } from './texts.js'
import { settingsFrom, type TillOptions, withTillOptions } from './till-options.js'

const ANSWER_LIMIT_MS = 15_000
/** No document has this number, so asking for it changes nothing and shows that the gateway answers. */
const NO_DOCUMENT = 'TILLPROOF-IS-ANYONE-IN'

export function devicesCommand(): Command {
  return withTillOptions(new Command('devices'))
    .description('ask every device whether it is there and what it can do')
    .addHelpText('after', '\nExit status: 0 all answered, 3 some did not.')
    .action(askDevices)
}

async function askDevices(options: TillOptions): Promise<void> {
  const settings = settingsFrom(options)
  // Emulated devices keep their books elsewhere this once: the shop's own may be in use by a till.
  const dataPath = await mkdtemp(path.join(tmpdir(), 'tillproof-devices-'))
  const opened: (() => Promise<void> | void)[] = []
  const waiting = limit(systemClock, ANSWER_LIMIT_MS)
  try {
    const devices = await openDevices(devicesAt({ settings, dataPath }), opened)
    const { language } = settings
    const answers = [
      tell('acquirer', await devices.acquirer.echo(waiting.signal), settings),
      settings.devices.tax === 'none:' ||
        tell('tax', await devices.taxAuthority.query(NO_DOCUMENT, waiting.signal), settings),
      await tellPrinter(devices.printer, settings, waiting.signal),
    ]
    say('reader', settings, TILL_TEXTS[language].devices.notAsked)
    process.exitCode = answers.every((answered) => answered) ? 0 : 3
  } finally {
    waiting.clear()
    await closeAll(opened)
    await rm(dataPath, { recursive: true, force: true })
  }
}

function tell(device: keyof Settings['devices'], outcome: Outcome<unknown>, settings: Settings, details = ''): boolean {
  const { ready } = TILL_TEXTS[settings.language].devices
  say(device, settings, outcome.kind === 'accepted' ? `${ready}${details}` : trouble(outcome, settings.language))
  return outcome.kind === 'accepted'
}

async function tellPrinter(printer: ReceiptPrinter, settings: Settings, signal: AbortSignal): Promise<boolean> {
  const described = await printer.describe(signal)
  if (described.kind !== 'accepted') return tell('printer', described, settings)
  const { columns, paper, confirms } = TILL_TEXTS[settings.language].devices
  const { maker, model, confirmation } = described.value
  const status = await printer.status(signal)
  const facts = [[maker, model].filter(Boolean).join(' '), columns(described.value.columns), confirms[confirmation]]
  if (status.kind === 'accepted') facts.push(paper[status.value.paper])
  return tell('printer', status, settings, ` – ${facts.filter(Boolean).join(' · ')}`)
}

function trouble(outcome: Exclude<Outcome<unknown>, { kind: 'accepted' }>, language: Language): string {
  const { notAnswering } = TILL_TEXTS[language].devices
  if (outcome.kind === 'unknown') return notAnswering
  const { what, remedy } = failureWords(outcome.failure, language)
  return `${what} – ${remedy}`
}

function say(device: keyof Settings['devices'], { devices, language }: Settings, text: string): void {
  console.log(`${TILL_TEXTS[language].devices.names[device]}  ${devices[device]}\n    ${text}`)
}

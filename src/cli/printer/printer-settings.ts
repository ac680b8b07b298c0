/**
 * What `tillproof printer` was asked to be, read from its options. Every mistake is named by its option, with what was
 * expected there and what to do.
 */
import { readFileSync } from 'node:fs'
import {
  type FaultSchedule,
  parseFaultSchedule,
  parseTimedFault,
} from '../../../drivers/printers/emulated/faults/fault-schedule.js'
import { faultProblemText } from '../../../drivers/printers/emulated/faults/faults.js'
import {
  isPaperFormName,
  type PaperFormName,
  paperFormNames,
} from '../../../drivers/printers/emulated/library/paper-formats.js'
import { PRINTER_MODELS, printerModelNames } from '../../../drivers/printers/emulated/models/printer-model.js'
import type { DoubleByteCharset, PrinterProfile } from '../../../drivers/printers/emulated/models/profiles.js'
import { DriverError } from '../../ports/device.js'
import { CliError } from '../cli-error.js'

/** As commander hands them over. */
export interface PrinterOptions {
  readonly listen?: readonly string[]
  readonly pty?: readonly string[]
  readonly model: string
  readonly charset?: string
  readonly speed: string
  readonly out: string
  readonly formats: string
  readonly control?: string
  readonly controlAnyHost?: boolean
  readonly fault?: readonly string[]
  readonly scenario?: string
  readonly secondClient: string
  readonly console: boolean
  readonly quiet?: boolean
  readonly json?: boolean
}

export interface HostAndPort {
  readonly host: string
  readonly port: number
}

export interface PrinterSettings {
  readonly listen: readonly HostAndPort[]
  readonly ptys: readonly string[]
  readonly profile: PrinterProfile
  readonly outFolder: string
  readonly forms: readonly PaperFormName[]
  readonly control: (HostAndPort & { readonly openToNetwork: boolean }) | undefined
  readonly schedule: FaultSchedule
  readonly further: 'waits' | 'refused'
  readonly console: boolean
  readonly report: 'people' | 'quiet' | 'json'
}

/** jis is not sold: it is what FS C 0 makes of shift-jis. */
export const CHARSETS = [
  'cp949',
  'gb18030',
  'gb2312',
  'big5',
  'shift-jis',
  'none',
] as const satisfies readonly DoubleByteCharset[]
export const DEFAULT_LISTEN = 'tcp://127.0.0.1:9100'

/** @throws CliError naming the option. */
export function printerSettings(options: PrinterOptions): PrinterSettings {
  const { listen, pty: ptys = [], control, controlAnyHost: openToNetwork = false } = options
  if (options.quiet && options.json) throw new CliError('--quiet and --json: expected one of them; leave one out')
  // A printer on a serial line alone needs no port.
  const addresses = listen ?? (ptys.length > 0 ? [] : [DEFAULT_LISTEN])
  return {
    listen: addresses.map((text) => hostAndPort('--listen', text, 'tcp')),
    ptys,
    profile: profileFrom(options),
    outFolder: options.out,
    forms: formsFrom(options.formats),
    control: control === undefined ? undefined : { ...hostAndPort('--control', control, 'http'), openToNetwork },
    schedule: [...(options.fault ?? []).map(faultFrom), ...scheduleFrom(options.scenario)],
    further: choice('--second-client', options.secondClient, ['waits', 'refused']),
    console: options.console,
    report: options.json ? 'json' : options.quiet ? 'quiet' : 'people',
  }
}

function hostAndPort(option: string, text: string, scheme: 'tcp' | 'http'): HostAndPort {
  const [, host = '', digits] =
    new RegExp(`^${scheme}:(?://)?(\\[[^\\]]+\\]|[^:/\\s]+):(\\d{1,5})/?$`).exec(text.trim()) ?? []
  const port = Number(digits)
  if (digits === undefined || port > 65_535) {
    const expected = `${scheme}://HOST:PORT with a port from 0 to 65535`
    throw new CliError(
      `${option} ${text}: expected ${expected}; write e.g. ${scheme}://127.0.0.1:9100, or port 0 for any free one`,
    )
  }
  return { host: host.replace(/^\[|\]$/g, ''), port }
}

function profileFrom({ model, charset, speed }: PrinterOptions): PrinterProfile {
  const wanted = model.trim().toLowerCase()
  const found = PRINTER_MODELS.find(({ name }) => name === wanted)
  if (!found) {
    throw new CliError(`--model ${model}: expected the name of a model; use one of ${printerModelNames().join(', ')}`)
  }
  const time = choice('--speed', speed, ['instant', 'real'])
  return {
    ...found,
    ...(time === 'instant' && { speed: 'instant' as const }),
    ...(charset !== undefined && {
      doubleByte: { ...found.doubleByte, charset: choice('--charset', charset, CHARSETS) },
    }),
  }
}

function formsFrom(formats: string): readonly PaperFormName[] {
  const names = [...new Set(formats.split(',').map((name) => name.trim().toLowerCase()))]
  const forms = names.filter(isPaperFormName)
  if (forms.length < names.length) {
    const expected = `a list of ${paperFormNames.join(', ')}`
    throw new CliError(`--formats ${formats}: expected ${expected}; write e.g. png,txt`)
  }
  return forms
}

function faultFrom(text: string): FaultSchedule[number] {
  const read = parseTimedFault(text)
  if (!read.ok) throw new CliError(`--fault ${faultProblemText(read.problem)}`)
  return read.value
}

function scheduleFrom(file: string | undefined): FaultSchedule {
  if (file === undefined) return []
  const text = readText(file)
  try {
    return parseFaultSchedule(text)
  } catch (error) {
    if (!(error instanceof DriverError)) throw error
    throw new CliError(`--scenario ${file}: expected a list of faults with their times; mend it:\n${error.message}`)
  }
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    throw new CliError(`--scenario ${file}: expected a file that can be read; check the path`)
  }
}

function choice<const Choice extends string>(option: string, given: string, choices: readonly Choice[]): Choice {
  const found = choices.find((one) => one === given)
  if (found === undefined) {
    throw new CliError(`${option} ${given}: expected ${choices.join(' or ')}; write e.g. ${option} ${choices[0]}`)
  }
  return found
}

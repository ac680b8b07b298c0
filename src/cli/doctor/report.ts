/**
 * Everything the doctor found, as one object: what `--json` writes, described in README.md beside this file, and what the
 * lines for people are made from. Codes and facts keep their meaning; words may be improved at any time.
 */
import { stringify as stringifyYaml } from 'yaml'
import type { SerialPortFound } from '../../../drivers/discovery/serial-ports.js'
import type { Survey } from '../../../drivers/discovery/survey.js'
import type { Language } from '../../domain/language.js'
import type { Finding } from './findings.js'
import type { PrinterProbe } from './printer-probe.js'
import type { Probed } from './probe-printer.js'
import { machineFindings, subjectFindings } from './rules/rules.js'
import { type LinkKind, type Origin, type Subject, withDevice } from './subjects.js'
import { DOCTOR_TEXTS, type PrinterVerdict, type Told, tellFinding, type Verdict } from './texts.js'
import { decisivePrinter, exitStatusOf, overallVerdict, printerVerdict } from './verdict.js'

export interface DoctorReport {
  /** Raised when something here changes its meaning. */
  readonly version: 1
  /** In which the words are. */
  readonly language: Language
  readonly verdict: { readonly code: Verdict } & Advice
  readonly exitStatus: 0 | 3
  readonly printers: readonly PrinterEntry[]
  readonly serialPorts: readonly PortEntry[]
  readonly machine: {
    readonly platform: Survey['platform']
    readonly user: string
    readonly findings: readonly ToldFinding[]
  }
}

export interface Advice extends Told {
  readonly commands: readonly string[]
  /** How to go on without a printer, where there is none. */
  readonly emulator?: { readonly what: string; readonly commands: readonly string[] }
}

export type ToldFinding = Finding & { readonly words: Told }

export interface PrinterEntry extends Omit<PrinterProbe, 'link'> {
  readonly address: string
  readonly link: LinkKindEntry
  readonly origin: Origin
  readonly verdict: PrinterVerdict
  /** What to write into the settings, under `devices`. */
  readonly settingsLine: string
  /** `EPSON TM-T88V` as USB names it; empty where it does not. */
  readonly usbName: string
  readonly findings: readonly ToldFinding[]
}

interface LinkKindEntry {
  readonly kind: LinkKind
  /** What the bare link said, where the printer could not be talked to. */
  readonly answer?: PrinterProbe['link']
}

export interface PortEntry {
  readonly path: string
  readonly stablePath?: string
  readonly chip?: string
  readonly usbIds?: string
  /** Names of programs that have it open. */
  readonly heldBy: readonly string[]
  readonly asked: boolean
}

export interface Examined {
  readonly survey: Survey
  readonly probed: readonly Probed[]
  readonly leftAlone: readonly SerialPortFound[]
}

export function doctorReport({ survey, probed, leftAlone }: Examined, language: Language): DoctorReport {
  const told = (findings: readonly Finding[]): readonly ToldFinding[] =>
    findings.map((one) => ({ ...one, words: tellFinding(one, language) }))
  const printers = probed.map(({ subject, probe }) => printerEntry(subject, probe, survey, told))
  const machine = told(machineFindings(survey))
  const code = overallVerdict(printers, machine, leftAlone)
  return {
    version: 1,
    language,
    verdict: { code, ...advice(code, printers, machine, leftAlone, language) },
    exitStatus: exitStatusOf(code),
    printers,
    serialPorts: survey.serialPorts.map((port) => portEntry(port, !leftAlone.includes(port))),
    machine: { platform: survey.platform, user: survey.user.name, findings: machine },
  }
}

function printerEntry(
  subject: Subject,
  probe: PrinterProbe,
  survey: Survey,
  told: (findings: readonly Finding[]) => readonly ToldFinding[],
): PrinterEntry {
  const findings = subjectFindings(subject, probe, survey)
  const { link: answer, ...rest } = probe
  const { address, link, origin, usb } = subject
  return {
    ...{ address, origin, verdict: printerVerdict(probe, findings) },
    link: { kind: link, ...(answer && { answer }) },
    settingsLine: settingsLine(subject),
    usbName: [usb?.manufacturer, usb?.product].filter(Boolean).join(' '),
    ...rest,
    findings: told(findings),
  }
}

/** By a name that stays: the next adapter plugged in may become ttyUSB0. */
function settingsLine({ address, port, field }: Subject): string {
  const stable = port?.stablePath === undefined ? address : withDevice(address, port.stablePath)
  return stringifyYaml({ [field]: stable }, { lineWidth: 0 }).trim()
}

function portEntry({ path, stablePath, chip, usb, holders }: SerialPortFound, asked: boolean): PortEntry {
  return {
    path,
    ...(stablePath !== undefined && { stablePath }),
    ...(chip && { chip: chip.name }),
    ...(usb && { usbIds: `${usb.vendorId}:${usb.productId}` }),
    heldBy: holders.map(({ name, pid }) => `${name} (${pid})`),
    asked,
  }
}

/** Steps with commands are done one after the other; without, they are things to look at, and the first comes first. */
function firstThing(found: ToldFinding | undefined): Omit<Advice, 'what'> {
  if (!found) return { todo: [], commands: [] }
  const { words, fix } = found
  return { todo: [words.what, ...(fix ? words.todo : words.todo.slice(0, 1))], commands: fix?.commands ?? [] }
}

const PROBE_SERIAL = 'tillproof doctor --probe-serial'
const EMULATED = ['npx tillproof printer', 'npx tillproof doctor tcp://127.0.0.1:9100 --print']

function advice(
  code: Verdict,
  printers: readonly PrinterEntry[],
  machine: readonly ToldFinding[],
  leftAlone: readonly SerialPortFound[],
  language: Language,
): Advice {
  const { verdicts } = DOCTOR_TEXTS[language]
  const decisive = decisivePrinter(printers)
  const emulator = { what: verdicts.emulated, commands: EMULATED }
  switch (code) {
    case 'ready': {
      const level = decisive?.description?.confirmation === 'fence' ? 'fence' : 'process-id'
      return { what: verdicts.ready[level], todo: [], commands: [] }
    }
    case 'usable':
      return { what: verdicts.usable, todo: [], commands: [] }
    case 'attention': {
      const first = [...(decisive?.findings ?? []), ...machine].find(({ severity }) => severity === 'blocks')
      return { what: verdicts.attention, ...firstThing(first) }
    }
    case 'unasked':
      return { what: verdicts.unasked, todo: leftAlone.map(({ path }) => path), commands: [PROBE_SERIAL], emulator }
    case 'nothing':
      return { what: verdicts.nothing, todo: [], commands: [], emulator }
  }
}

/**
 * The report as a person reads it: each printer with what it is and what to do, the ports left alone, and the verdict last,
 * where the eye is. Columns are measured in terminal cells, so that they stand under each other in every language.
 */
import type { Language } from '../../domain/language.js'
import { wrapText } from '../../receipt/layout/wrap-text.js'
import { cellsOf, fitCells, harmless } from '../printer/cells.js'
import type { DoctorReport, PortEntry, PrinterEntry, ToldFinding } from './report.js'
import { conditionWords } from './status-words.js'
import { DOCTOR_TEXTS, type DoctorTexts } from './texts.js'

/** @param width cells of a line; commands and addresses may be longer, so that they can be copied. */
export function reportLines(report: DoctorReport, width: number): readonly string[] {
  const { printers, serialPorts, language } = report
  const texts = DOCTOR_TEXTS[language]
  const leftAlone = serialPorts.filter(({ asked }) => !asked)
  return [
    ...section(
      texts.headings.printers,
      printers.map((printer) => printerLines(printer, language, width)),
    ),
    ...section(texts.headings.ports, leftAlone.length > 0 ? [portLines(leftAlone, texts, width)] : []),
    ...section(texts.headings.machine, machineBlock(report, texts, width)),
    ...section(texts.headings.verdict, [verdictLines(report, texts, width)]),
  ]
}

function machineBlock({ machine }: DoctorReport, texts: DoctorTexts, width: number): readonly (readonly string[])[] {
  const lines = machine.findings.flatMap((finding) => findingLines(finding, texts, width))
  return lines.length > 0 ? [lines] : []
}

/** A heading and its blocks, a blank line after each; nothing without blocks. */
function section(heading: string, blocks: readonly (readonly string[])[]): readonly string[] {
  if (blocks.length === 0) return []
  return [heading, '-'.repeat(cellsOf(heading)), ...blocks.flatMap((block) => [...block, ''])]
}

function printerLines(printer: PrinterEntry, language: Language, width: number): readonly string[] {
  const texts = DOCTOR_TEXTS[language]
  const { address, origin, verdict, findings } = printer
  return [
    `[${texts.marks[verdict]}] ${address}  ${texts.aside(texts.origins[origin])}`,
    ...rows(factsOf(printer, texts), width),
    ...findings.flatMap((finding) => findingLines(finding, texts, width)),
  ]
}

type Fact = readonly [label: string, value: string]

function factsOf(printer: PrinterEntry, texts: DoctorTexts): readonly Fact[] {
  const { labels } = texts
  const { description, status, prints = [], settingsLine } = printer
  const device = deviceWords(printer, texts)
  return [
    ...fact(labels.device, device),
    ...fact(labels.condition, status && conditionWords(status, texts.condition).join(' · ')),
    ...(description
      ? [
          fact(labels.confirmation, texts.confirmation[description.confirmation]),
          fact(labels.korean, texts.fonts[description.scripts.korean]),
          fact(labels.chinese, texts.fonts[description.scripts.chinese]),
          fact(
            labels.profile,
            `${texts.profile(description.profile.name, description.columns)} ${texts.aside(texts.chosen[description.profile.chosen])}`,
          ),
          fact(labels.settings, settingsLine),
        ].flat()
      : []),
    ...prints.flatMap(({ language, outcome, evidence }) => {
      const end = evidence?.end ?? (outcome === 'unknown' ? 'unknown' : 'failed')
      const replies =
        evidence && evidence.replies !== '' ? ` ${texts.aside(texts.evidence(spaced(evidence.replies)))}` : ''
      return fact(labels.testPrint, `${texts.languages[language]} – ${texts.ends[end]}${replies}`)
    }),
  ]
}

function fact(label: string, value: string | undefined): readonly Fact[] {
  return value === undefined || value === '' ? [] : [[label, value]]
}

function deviceWords({ description, usbName }: PrinterEntry, texts: DoctorTexts): string {
  if (!description) return usbName
  const { maker, model, firmware, serial } = description
  return [
    [maker, model].filter(Boolean).join(' ') || usbName || texts.unnamed,
    firmware && texts.firmware(firmware),
    serial && texts.serialNumber(serial),
  ]
    .filter(Boolean)
    .join(', ')
}

/** `372241424300` as `37 22 41 42 43 00`; the end of it where it is long. */
function spaced(hexadecimal: string): string {
  const bytes = hexadecimal.match(/../g) ?? []
  return bytes.length > MOST_BYTES_SHOWN ? `… ${bytes.slice(-MOST_BYTES_SHOWN).join(' ')}` : bytes.join(' ')
}

const MOST_BYTES_SHOWN = 12

/** Labels in one column, each only once, values in the next and wrapped within it. */
function rows(facts: readonly Fact[], width: number): readonly string[] {
  const labelCells = Math.max(0, ...facts.map(([label]) => cellsOf(label)))
  const gap = '  '
  const valueCells = width - gap.length - labelCells - gap.length
  return facts.flatMap(([label, value], place) => {
    const isNew = facts[place - 1]?.[0] !== label
    return wrapped(harmless(value), valueCells).map(
      (line, index) => `${gap}${fitCells(isNew && index === 0 ? label : '', labelCells)}${gap}${line}`,
    )
  })
}

function findingLines({ severity, words, fix }: ToldFinding, texts: DoctorTexts, width: number): readonly string[] {
  const indent = ' '.repeat(4)
  return [
    ...hanging(`  ${texts.severities[severity]} `, harmless(words.what), width),
    ...words.todo.flatMap((step) => hanging(`${indent}- `, harmless(step), width)),
    ...commandLines(fix?.commands ?? [], texts),
  ]
}

function commandLines(commands: readonly string[], texts: DoctorTexts): readonly string[] {
  if (commands.length === 0) return []
  return [`    ${texts.typeThis}`, ...commands.map((command) => `      ${command}`)]
}

function portLines(ports: readonly PortEntry[], texts: DoctorTexts, width: number): readonly string[] {
  const facts = ports.map(({ path, chip, usbIds, heldBy }): Fact => {
    const what = chip === undefined ? (usbIds ?? texts.builtIn) : texts.adapter(chip)
    return [path, heldBy.length > 0 ? `${what}, ${texts.heldBy(heldBy.join(', '))}` : what]
  })
  const [first] = ports
  const how = texts.howToAsk(`tillproof doctor serial:${first?.stablePath ?? first?.path ?? ''}`)
  return [...rows(facts, width), ...hanging('  ', texts.notAsked, width), `  ${how}`]
}

function verdictLines({ verdict, printers }: DoctorReport, texts: DoctorTexts, width: number): readonly string[] {
  const { what, todo, commands, emulator } = verdict
  const printed = printers.some(({ prints = [] }) => prints.some(({ outcome }) => outcome === 'accepted'))
  return [
    ...wrapped(what, width),
    ...todo.flatMap((step) => hanging('  - ', step, width)),
    ...commandLines(commands, texts),
    ...(emulator
      ? ['', ...wrapped(emulator.what, width), ...emulator.commands.map((command) => `      ${command}`)]
      : []),
    ...(printed ? texts.judge.flatMap((line) => wrapped(line, width)) : []),
  ]
}

/** The first line after `mark`, the others under its text. */
function hanging(mark: string, text: string, width: number): readonly string[] {
  const indent = cellsOf(mark)
  return wrapped(text, width - indent).map((line, index) => `${index === 0 ? mark : ' '.repeat(indent)}${line}`)
}

function wrapped(text: string, width: number): readonly string[] {
  return wrapText(text, width, cellsOf)
}

/**
 * The slips `--print` puts on paper, one in each language, so that each goes through the printer's own font of it. A slip
 * says on paper how to judge it, and its remedy is an option in ASCII, legible even when the rest is not.
 */
import type { Language } from '../../domain/language.js'
import type { PaperLine } from '../../domain/paper-line.js'
import type { PrinterDescription } from '../../ports/receipt-printer.js'
import { justified, type PaperGrid, padStart, paperGrid } from '../../receipt/layout/paper-grid.js'
import { wrapText } from '../../receipt/layout/wrap-text.js'
import { DOCTOR_TEXTS } from './texts.js'

export interface SheetFacts {
  readonly address: string
  readonly description: PrinterDescription
  /** `2026-03-02 09:15`. */
  readonly time: string
}

/** @param whole with sizes, ruler and code as well; one of the slips has them. */
export function testSheet(language: Language, facts: SheetFacts, whole: boolean): readonly PaperLine[] {
  const grid = paperGrid(facts.description.columns, language)
  return [
    ...heading(language, facts, grid),
    ...letters(language, facts, grid),
    ...(whole ? [...sizes(language), ...width(language, facts, grid), ...code(language, facts, grid)] : []),
    rule(grid),
    { kind: 'text', text: DOCTOR_TEXTS[language].sheet.lastLine, align: 'center' },
    { kind: 'cut' },
  ]
}

function heading(language: Language, { address, description, time }: SheetFacts, grid: PaperGrid): PaperLine[] {
  const { sheet, unnamed } = DOCTOR_TEXTS[language]
  const { maker, model, profile } = description
  const facts = [
    `${sheet.printer}: ${[maker, model].filter(Boolean).join(' ') || unnamed}`,
    address,
    `${sheet.profile}: ${profile.name}`,
    `${sheet.time}: ${time}`,
  ]
  return [
    { kind: 'text', text: sheet.title, width: 2, height: 2, bold: true, align: 'center' },
    ...facts.flatMap((fact) => wrapped(fact, grid)),
    rule(grid),
  ]
}

function letters(language: Language, facts: SheetFacts, grid: PaperGrid): PaperLine[] {
  const { items, letters: samples, ifGarbled } = DOCTOR_TEXTS[language].sheet
  const rows = items.map(([name, amount], index): PaperLine => {
    const text = justified(name, amount, grid.columns, grid) ?? padStart(amount, grid.columns, grid)
    return { kind: 'text', text, ...(index === items.length - 1 && { bold: true }) }
  })
  return [
    ...rows,
    ...samples.map((text): PaperLine => ({ kind: 'text', text })),
    rule(grid),
    ...wrapped(ifGarbled, grid),
    remedy(facts, drawingProfile(facts.description)),
  ]
}

function sizes(language: Language): PaperLine[] {
  const { bold, inverse, wide, tall } = DOCTOR_TEXTS[language].sheet
  return [
    { kind: 'text', text: bold, bold: true },
    { kind: 'text', text: inverse, inverse: true },
    { kind: 'text', text: wide, width: 2 },
    { kind: 'text', text: tall, height: 2 },
  ]
}

function width(language: Language, facts: SheetFacts, grid: PaperGrid): PaperLine[] {
  const { ruler, ifTooNarrow } = DOCTOR_TEXTS[language].sheet
  // Nothing is narrower than the narrowest paper.
  const narrower: PaperLine[] =
    grid.columns > NARROW_COLUMNS ? [...wrapped(ifTooNarrow, grid), remedy(facts, NARROW_PROFILE)] : []
  return [...wrapped(ruler, grid), { kind: 'text', text: rulerOf(grid.columns) }, ...narrower]
}

function code(language: Language, { address }: SheetFacts, grid: PaperGrid): PaperLine[] {
  const { title, code: reads } = DOCTOR_TEXTS[language].sheet
  const data = `${title} ${address}`
  return [...wrapped(reads, grid), ...wrapped(data, grid), { kind: 'qr', data }]
}

const NARROW_COLUMNS = 32
const NARROW_PROFILE = 'generic-58'

/** Draws every letter that is not ASCII, so it cannot be garbled. */
function drawingProfile({ columns }: PrinterDescription): string {
  return columns <= NARROW_COLUMNS ? NARROW_PROFILE : 'generic-80'
}

/** `[........1.........2 … ]`: the tens where they are, and both edges. */
export function rulerOf(columns: number): string {
  const marks = Array.from({ length: columns }, (_, index) => ((index + 1) % 10 === 0 ? String((index + 1) / 10) : '.'))
  return `[${marks.slice(1, -1).join('')}]`
}

function rule({ columns }: PaperGrid): PaperLine {
  return { kind: 'text', text: '-'.repeat(columns) }
}

/** As it goes behind the address; of two profiles there, the later one counts. */
function remedy({ address }: SheetFacts, profile: string): PaperLine {
  const text = `${address.includes('?') ? '&' : '?'}profile=${profile}`
  return { kind: 'text', text, bold: true, align: 'center' }
}

function wrapped(text: string, { columns, measure }: PaperGrid): PaperLine[] {
  return wrapText(text, columns, measure).map((line) => ({ kind: 'text', text: line }))
}

/**
 * Faults as text and as deeds: reads the words of the table (fault-table.ts), applies them to a printer, and says in the
 * same words what ails one.
 */
import { type Parsed, parsed, problem } from '../../../../src/domain/parsed.js'
import { type FaultName, type FaultParameter, type FaultUnit, faultKind, faultNames } from './fault-table.js'
import type { FaultTarget } from './fault-target.js'

export { FAULTS, type FaultName, faultKind, faultNames } from './fault-table.js'
export type { FaultTarget } from './fault-target.js'

/** A word of the vocabulary, with its number where it has one. */
export interface Fault {
  readonly name: FaultName
  readonly value?: number
}

/** What is wrong with a fault somebody wrote. */
export interface FaultProblem {
  readonly word: string
  readonly expected: string
  readonly remedy: string
}

/** `"bogus": expected the name of a fault; use one of …`. */
export const faultProblemText = ({ word, expected, remedy }: FaultProblem): string =>
  `"${word}": expected ${expected}; ${remedy}`

/** Words that may stand between a fault and its number. */
const FILLERS: ReadonlySet<string> = new Set(['after', 'for', 'in', 'at'])

/** How each unit may be written, and how many of the table's own that makes. None written is the table's own. */
const UNITS: Readonly<Record<FaultUnit, Readonly<Record<string, number>>>> = {
  dots: { '': 1, dot: 1, dots: 1, row: 1, rows: 1 },
  bytes: { '': 1, byte: 1, bytes: 1 },
  'bytes/s': { '': 1, 'bytes/s': 1, 'b/s': 1 },
  ms: { '': 1, ms: 1, s: 1000, sec: 1000, second: 1000, seconds: 1000, min: 60_000, minute: 60_000, minutes: 60_000 },
}

/** Reads `cover-open`, `paper-out after 120 dots`, `head-hot for 3s`, `slow 960`. */
export function parseFault(text: string): Parsed<Fault, FaultProblem> {
  const [name = '', ...rest] = text.trim().toLowerCase().split(/\s+/)
  if (!isFaultName(name)) {
    return problem({ word: name, expected: 'the name of a fault', remedy: `use one of: ${faultNames.join(', ')}` })
  }
  const { parameter, example } = faultKind(name)
  const remedy = `write: ${example}`
  const [first, ...unit] = rest.filter((word) => !FILLERS.has(word))
  if (first === undefined) {
    if (!parameter || parameter.otherwise !== undefined) return parsed({ name })
    return problem({ word: name, expected: `a number of ${parameter.unit} after it`, remedy })
  }
  if (!parameter) return problem({ word: first, expected: `nothing after ${name}`, remedy })
  const written = [first, ...unit].join('')
  const value = numberIn(written, parameter)
  if (value !== undefined) return parsed({ name, value })
  const { least, most } = parameter
  return problem({ word: [first, ...unit].join(' '), expected: `${least} to ${most} ${parameter.unit}`, remedy })
}

/** Does it to the printer. Undoing what is not there is harmless. */
export function applyFault(printer: FaultTarget, { name, value }: Fault): void {
  const { apply, parameter } = faultKind(name)
  apply(printer, value ?? parameter?.otherwise ?? 0)
}

/** As `parseFault` reads it. */
export function faultText({ name, value }: Fault): string {
  const { parameter } = faultKind(name)
  return parameter && value !== undefined ? `${name} ${value} ${parameter.unit}` : name
}

/** What ails the printer now, in the words of the table. */
export function activeFaults({ troubles }: Pick<FaultTarget, 'troubles'>): readonly Fault[] {
  return faultNames.flatMap((name): Fault[] => {
    const found = faultKind(name).active?.(troubles) ?? false
    if (found === false) return []
    return [found === true ? { name } : { name, value: found }]
  })
}

const isFaultName = (name: string): name is FaultName => (faultNames as readonly string[]).includes(name)

function numberIn(written: string, { unit, least, most }: FaultParameter): number | undefined {
  const [, digits, unitWord = ''] = /^(\d+(?:\.\d+)?)([a-z/]*)$/.exec(written) ?? []
  const factor = Object.hasOwn(UNITS[unit], unitWord) ? UNITS[unit][unitWord] : undefined
  if (digits === undefined || factor === undefined) return undefined
  const value = Number(digits) * factor
  return Number.isInteger(value) && value >= least && value <= most ? value : undefined
}

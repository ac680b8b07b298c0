/** Holds what a scenario expects against what was seen, part by part, and says of each that differs what was there instead. */
import { formatAmount, type Money, parseMoney } from '../domain/money.js'
import type { Checks } from './checks-schema.js'
import type { Observation } from './observation.js'

/** An expectation that does not hold. */
export interface Unmet {
  /** `sales.coffee.promises.tax` */
  readonly what: string
  readonly expected: string
  readonly was: string
}

const PAPER_WORDS = {
  lastHas: (texts: readonly string[], words: string) => (texts.at(-1) ?? '').includes(words),
  lastLacks: (texts: readonly string[], words: string) => !(texts.at(-1) ?? '').includes(words),
  has: (texts: readonly string[], words: string) => texts.some((text) => text.includes(words)),
  lacks: (texts: readonly string[], words: string) => !texts.some((text) => text.includes(words)),
} as const

type PaperWords = keyof typeof PAPER_WORDS

export function unmet(checks: Checks, seen: Observation): readonly Unmet[] {
  const { papers, ...rest } = checks
  return [...differences(rest, seen, ''), ...(papers ? paperDifferences(papers, seen.papers) : [])]
}

function paperDifferences(expected: NonNullable<Checks['papers']>, seen: Observation['papers']): readonly Unmet[] {
  return Object.entries(expected).flatMap(([field, wanted]) => {
    if (!isPaperWords(field)) return differences({ [field]: wanted }, seen, 'papers')
    const holds = PAPER_WORDS[field]
    const words = (wanted ?? []) as readonly string[]
    const papers = field.startsWith('last') ? (seen.texts.at(-1) ?? 'no paper') : seen.texts.join('\n--\n')
    return words
      .filter((one) => !holds(seen.texts, one))
      .map((one) => ({ what: `papers.${field}`, expected: JSON.stringify(one), was: `\n${papers}` }))
  })
}

function isPaperWords(field: string): field is PaperWords {
  return Object.hasOwn(PAPER_WORDS, field)
}

/** Lists must be as long as expected; of records only what is written is looked at. */
function differences(expected: unknown, seen: unknown, what: string): readonly Unmet[] {
  if (expected === undefined) return []
  if (isMoneyText(expected)) return moneyDifference(expected.moneyText, seen, what)
  if (Array.isArray(expected)) return listDifferences(expected, seen, what)
  if (typeof expected !== 'object' || expected === null) {
    return Object.is(expected, seen) ? [] : [{ what, expected: shown(expected), was: shown(seen) }]
  }
  const record = typeof seen === 'object' && seen !== null ? (seen as Readonly<Record<string, unknown>>) : {}
  return Object.entries(expected).flatMap(([field, wanted]) =>
    differences(wanted, record[field], what === '' ? field : `${what}.${field}`),
  )
}

function listDifferences(expected: readonly unknown[], seen: unknown, what: string): readonly Unmet[] {
  const list: readonly unknown[] = Array.isArray(seen) ? seen : []
  if (list.length !== expected.length) return [{ what, expected: shown(expected), was: shown(list) }]
  return expected.flatMap((wanted, index) => differences(wanted, list[index], `${what}[${index + 1}]`))
}

function moneyDifference(text: string, seen: unknown, what: string): readonly Unmet[] {
  const wanted = isMoney(seen) ? parseMoney(text, seen.currency) : undefined
  if (isMoney(seen) && wanted?.amountMinor === seen.amountMinor) return []
  return [{ what, expected: wanted ? formatAmount(wanted) : text, was: shown(seen) }]
}

function isMoneyText(value: unknown): value is { readonly moneyText: string } {
  return typeof value === 'object' && value !== null && 'moneyText' in value
}

function isMoney(value: unknown): value is Money {
  return typeof value === 'object' && value !== null && 'amountMinor' in value && 'currency' in value
}

/** Short enough for a line. */
function shown(value: unknown): string {
  if (value === undefined) return 'nothing'
  if (isMoney(value)) return formatAmount(value)
  if (isMoneyText(value)) return value.moneyText
  if (Array.isArray(value)) return `[${value.map(shown).join(', ')}]`
  if (typeof value !== 'object' || value === null) return String(value)
  return `{ ${Object.entries(value)
    .map(([field, part]) => `${field}: ${shown(part)}`)
    .join(', ')} }`
}

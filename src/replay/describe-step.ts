/** A step in a few words for the transcript. Numbers that belong to people are not among them. */
import type { Step } from './step-schema.js'

/** Fields that say nothing, or too much. */
const UNSAID: ReadonlySet<string> = new Set(['verb', 'pause', 'number', 'confirmed', 'kind', 'lines', 'given', 'with'])

export function describeStep(step: Step): string {
  const { verb } = step
  const fields = Object.entries(step).filter(([field, value]) => !UNSAID.has(field) && value !== undefined)
  const [subject] = fields.filter(([field]) => field === verb).map(([, value]) => value)
  const rest = fields
    .filter(([field]) => field !== verb)
    .map(([field, value]) => (typeof value === 'object' ? `${field} ${JSON.stringify(value)}` : `${field} ${value}`))
  const details = [...rest, ...('lines' in step && step.lines ? step.lines.map(goodsOf) : [])]
  const named = typeof subject === 'object' ? JSON.stringify(subject) : passingText(verb, subject)
  return [verb, named, ...(details.length > 0 ? [`(${details.join(', ')})`] : [])].join(' ')
}

function goodsOf(
  line: { readonly quantity: number } & ({ readonly name: string } | { readonly line: number }),
): string {
  const what = 'name' in line ? line.name : `line ${line.line}`
  return `${what} ×${line.quantity / 1_000}`
}

function passingText(verb: Step['verb'], subject: unknown): string {
  return verb === 'powerCut' ? `for ${Number(subject) / 1_000} s` : String(subject)
}

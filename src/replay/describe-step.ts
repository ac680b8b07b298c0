/** A step in a few words for the transcript. Numbers that belong to people are not among them. */
import type { Step } from './step-schema.js'

/** Fields that say nothing, or too much. */
const UNSAID: ReadonlySet<string> = new Set([
  'verb',
  'pause',
  'number',
  'confirmed',
  'kind',
  'lines',
  'given',
  'with',
  'buyer',
])

export function describeStep(step: Step): string {
  const { verb } = step
  const fields = Object.entries(step).filter(
    ([field, value]) => value !== undefined && (field === verb || !UNSAID.has(field)),
  )
  const [subject] = fields.filter(([field]) => field === verb).map(([, value]) => value)
  const rest = fields.filter(([field]) => field !== verb).map(([field, value]) => `${field} ${valueText(field, value)}`)
  const details = [...rest, ...('lines' in step && step.lines ? step.lines.map(goodsOf) : [])]
  const named = typeof subject === 'object' ? JSON.stringify(subject) : passingText(verb, subject)
  return [verb, named, ...(details.length > 0 ? [`(${details.join(', ')})`] : [])].join(' ')
}

/** Who approved it, and never with which PIN. */
function valueText(field: string, value: unknown): string {
  if (field === 'approvedBy') return (value as { readonly name: string }).name
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
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

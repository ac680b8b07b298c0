/** A body read by its schema: the value, or every mistake in it by field and rule. What was given is never repeated. */
import { z } from 'zod'
import { type Parsed, parsed, problem } from '../domain/parsed.js'
import type { InputProblem, InputRule } from '../domain/validation/input-problem.js'
import type { ApiProblem } from './problem.js'

export function readBody<Schema extends z.ZodType>(
  schema: Schema,
  body: unknown,
): Parsed<z.output<Schema>, ApiProblem> {
  const read = schema.safeParse(body ?? {}, { reportInput: true })
  if (read.success) return parsed(read.data)
  return problem({ kind: 'badInput', problems: read.error.issues.flatMap(problemsOf) })
}

/** Text that a reader of `domain/validation` takes. */
export function checked<T>(read: (text: string) => Parsed<T, InputRule>) {
  return z.string().transform((text, context): T => {
    const found = read(text)
    if (found.ok) return found.value
    context.addIssue({ code: 'custom', params: { broken: found.problem } })
    return z.NEVER
  })
}

function problemsOf(issue: z.core.$ZodIssue): readonly InputProblem[] {
  const field = fieldOf(issue.path)
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({ field: fieldOf([...issue.path, key]), rule: 'unknownField' }))
  }
  return [{ field, ...ruleOf(issue) }]
}

function ruleOf(issue: z.core.$ZodIssue): InputRule {
  switch (issue.code) {
    case 'custom':
      return (issue.params?.['broken'] as InputRule | undefined) ?? { rule: 'empty' }
    case 'invalid_type':
      return issue.input === undefined ? { rule: 'missing' } : { rule: 'wrongType', type: typeOf(issue.expected) }
    case 'invalid_value':
      return { rule: 'notOneOf', choices: issue.values.map(String) }
    case 'too_big':
      return issue.origin === 'array' || issue.origin === 'string'
        ? { rule: issue.origin === 'array' ? 'tooMany' : 'tooLong', most: Number(issue.maximum) }
        : { rule: 'tooLarge' }
    case 'too_small':
      return issue.origin === 'number' ? { rule: 'notPositive' } : { rule: 'empty' }
    default:
      return { rule: 'wrongType', type: 'text' }
  }
}

function typeOf(expected: string): Extract<InputRule, { readonly rule: 'wrongType' }>['type'] {
  switch (expected) {
    case 'number':
    case 'int':
      return 'number'
    case 'boolean':
      return 'yesOrNo'
    case 'array':
      return 'list'
    case 'object':
      return 'object'
    default:
      return 'text'
  }
}

/** `lines[1].unitPrice`, counted from 1 as a person counts. */
function fieldOf(path: readonly PropertyKey[]): string {
  const joined = path.map((part) => (typeof part === 'number' ? `[${part + 1}]` : `.${String(part)}`)).join('')
  return joined === '' ? 'body' : joined.replace(/^\./, '')
}

/** A body read by its schema: the value, or every mistake in it by field and rule. What was given is never repeated. */
import { z } from 'zod'
import { type Parsed, parsed, problem } from '../domain/parsed.js'
import type { InputRule } from '../domain/validation/input-problem.js'
import { schemaProblems } from '../domain/validation/schema-problems.js'
import type { ApiProblem } from './problem.js'

export function readBody<Schema extends z.ZodType>(
  schema: Schema,
  body: unknown,
): Parsed<z.output<Schema>, ApiProblem> {
  const read = schema.safeParse(body ?? {}, { reportInput: true })
  if (read.success) return parsed(read.data)
  return problem({ kind: 'badInput', problems: schemaProblems(read.error.issues, 'body') })
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

/**
 * What a schema found wrong, as rules by field. The schema library is known here by the shape of its findings alone, so that
 * request bodies and settings files are told off in the same words.
 */
import type { InputProblem, InputRule } from './input-problem.js'

/** A finding, as zod 4 reports it when it is asked to report the input (`reportInput`). */
export interface SchemaIssue {
  readonly code?: string | undefined
  readonly path: readonly PropertyKey[]
  readonly input?: unknown
  readonly expected?: string
  readonly values?: readonly unknown[]
  readonly origin?: string
  readonly maximum?: number | bigint
  readonly keys?: readonly string[]
  /** Of a custom check: the rule that is broken. */
  readonly params?: { readonly [name: string]: unknown } | undefined
}

/** @param whole what to call the whole of it, where no field of it is meant. */
export function schemaProblems(issues: readonly SchemaIssue[], whole: string): readonly InputProblem[] {
  return issues.flatMap((issue): readonly InputProblem[] => {
    if (issue.code === 'unrecognized_keys') {
      return (issue.keys ?? []).map((key) => ({ field: fieldName([...issue.path, key], whole), rule: 'unknownField' }))
    }
    return [{ field: fieldName(issue.path, whole), ...ruleOf(issue) }]
  })
}

/** `lines[1].unitPrice`, counted from 1 as a person counts. */
function fieldName(path: readonly PropertyKey[], whole: string): string {
  const joined = path.map((part) => (typeof part === 'number' ? `[${part + 1}]` : `.${String(part)}`)).join('')
  return joined === '' ? whole : joined.replace(/^\./, '')
}

function ruleOf({ code, input, expected = '', values = [], origin, maximum, params }: SchemaIssue): InputRule {
  switch (code) {
    case 'custom':
      return (params?.['broken'] as InputRule | undefined) ?? { rule: 'empty' }
    case 'invalid_type':
      return input === undefined ? { rule: 'missing' } : { rule: 'wrongType', type: typeOf(expected) }
    case 'invalid_value':
      return { rule: 'notOneOf', choices: values.map(String) }
    case 'too_big':
      return origin === 'array' || origin === 'string'
        ? { rule: origin === 'array' ? 'tooMany' : 'tooLong', most: Number(maximum) }
        : { rule: 'tooLarge' }
    case 'too_small':
      return origin === 'number' ? { rule: 'notPositive' } : { rule: 'empty' }
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

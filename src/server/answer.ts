/** What a handler gives back: a body, or why there is none. Nothing is thrown but what is broken. */
import type { Parsed } from '../domain/parsed.js'
import type { InputProblem } from '../domain/validation/input-problem.js'
import type { ApiProblem } from './problem.js'
import type { PlainProblem } from './problem-titles.js'

export type Answer =
  | { readonly status: number; readonly body: unknown; readonly headers?: Readonly<Record<string, string>> }
  | { readonly problem: ApiProblem }

export function ok(body: unknown): Answer {
  return { status: 200, body }
}

/** @param path of what is new. */
export function created(body: unknown, path: string): Answer {
  return { status: 201, body, headers: { location: path } }
}

export function not(kind: PlainProblem): Answer {
  return { problem: { kind } }
}

export function badInput(...problems: readonly InputProblem[]): Answer {
  return { problem: { kind: 'badInput', problems } }
}

/** The value answered with, or the problem. */
export function answered<T>(outcome: Parsed<T, ApiProblem>, success: (value: T) => Answer): Answer {
  return outcome.ok ? success(outcome.value) : { problem: outcome.problem }
}

/**
 * What commander finds wrong with a command line, as the problem with input it is, so that it is told like every other: its
 * own words are English only. Commander names the option in its message alone, so the message is read.
 */
import type { InputProblem } from '../domain/validation/input-problem.js'

/** By commander's code. The first group is the option or argument; the others are named where they are used. */
const MISTAKES: Readonly<Record<string, readonly [RegExp, (found: readonly string[]) => InputProblem]>> = {
  'commander.missingMandatoryOptionValue': [/^error: required option '([^' ]+)/, missing],
  'commander.optionMissingArgument': [/^error: option '(?:-\w, )?([^' ]+)/, missing],
  'commander.missingArgument': [/^error: missing required argument '([^']+)'/, ([name = '']) => missing([`<${name}>`])],
  'commander.unknownOption': [/^error: unknown option '(.*)'(?:\n\(Did you mean (?:one of )?(.+)\?\))?$/s, unknown],
  'commander.unknownCommand': [/^error: unknown command '(.*)'(?:\n\(Did you mean (?:one of )?(.+)\?\))?$/s, unknown],
  'commander.excessArguments': [/Expected (\d+) arguments?/, ([most]) => ({ ...tooMany, most: Number(most) })],
  'commander.invalidArgument': [
    /^error: option '([^' ]+)[^']*' argument '(.*)' is invalid\. Allowed choices are (.+)\.$/s,
    ([field = '', got = '', choices = '']) => ({ field, rule: 'notOneOf', choices: choices.split(', '), got }),
  ],
}

const tooMany = { field: 'tillproof', rule: 'tooMany' } as const

function missing([field = '']: readonly string[]): InputProblem {
  return { field, rule: 'missing' }
}

function unknown([field = '', near]: readonly string[]): InputProblem {
  return { field, rule: 'unknownField', ...(near !== undefined && { near }) }
}

/** @returns undefined for what commander says in words that are not known here; its own message stands then. */
export function commanderMistake(code: string, message: string): InputProblem | undefined {
  const [pattern, problem] = MISTAKES[code] ?? []
  const found = pattern?.exec(message)
  return found ? problem?.(found.slice(1)) : undefined
}

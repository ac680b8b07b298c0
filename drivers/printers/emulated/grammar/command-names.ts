/**
 * What a command is called: by its prefix, and by its function where one prefix stands for many. Lists and tables of
 * commands speak of `GS ( L fn 112`, so that they can be looked up in the reference.
 */
import { type CommandDefinition, type CommandId, definitionOf } from './command-table.js'
import type { CommandFunction, Functions } from './entry.js'

export interface CommandName {
  /** `ESC !`, `GS ( L fn 112`, `GS ( k cn 49 fn 80`, `GS ( ~`. */
  readonly name: string
  readonly title: string
  readonly function?: CommandFunction
  /** False for a letter or function number the grammar does not have; its length is known all the same. */
  readonly isKnown: boolean
}

/** @param parameters after the prefix, as many as have come. */
export function nameCommand(id: CommandId, parameters: Uint8Array): CommandName {
  const definition = definitionOf(id)
  const { title, functions } = definition
  if (definition.isFallback) return { name: letterName(definition, parameters), title, isKnown: false }
  if (!functions) return { name: id, title, isKnown: true }
  const values = parameters.subarray(functions.at, functions.at + functions.selector.length)
  if (values.length < functions.selector.length) return { name: id, title, isKnown: true }
  const found = functions.byKey.get(keyOf(functions, values))
  const name = functionName(id, functions, values)
  if (!found) return { name, title, isKnown: functions.byKey.size === 0 }
  return { name, title: found.title, function: found, isKnown: true }
}

/** Numbers a selector's bytes stand for, without those that have one value only. */
function keyOf({ selector }: Functions, values: Uint8Array): string {
  return [...values].filter((_value, index) => !selector[index]?.includes('=')).join(' ')
}

function functionName(id: CommandId, { selector }: Functions, values: Uint8Array): string {
  const parts = selector.flatMap((name, index) => (name.includes('=') ? [] : [`${name} ${values[index]}`]))
  return [id, ...parts].join(' ')
}

/** `GS ( *` with the letter that came. */
function letterName({ id }: CommandDefinition, parameters: Uint8Array): string {
  const letter = parameters[0]
  return letter === undefined ? id : id.replace('*', String.fromCharCode(letter))
}

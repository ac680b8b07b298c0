/**
 * The grammar of ESC/POS as data: which byte sequences are commands and how long each one is. Whether the emulated
 * printer can carry a command out is another matter (handlers/); one it cannot is still skipped to its last byte.
 *
 * Source of every entry: Epson, "ESC/POS Command Reference", where the name used here as the key is the entry's title.
 * A last part `*` in `GS ( *` stands for any letter: those families are length-prefixed by definition, so members of them
 * not invented yet have a known length too.
 */
import { controls } from './controls.js'
import type { Entry } from './entry.js'
import { escapes } from './escapes.js'
import { extendedFunctions } from './extended-functions.js'
import { fieldSeparators } from './field-separators.js'
import { groupSeparators } from './group-separators.js'

const grammar = { ...controls, ...escapes, ...fieldSeparators, ...groupSeparators, ...extendedFunctions }

export type CommandId = keyof typeof grammar

export interface CommandDefinition extends Entry {
  readonly id: CommandId
  /** The bytes that introduce it. */
  readonly prefix: readonly number[]
  /** True where it is taken only if what follows its prefix belongs to no other command: the `*` of a family. */
  readonly isFallback: boolean
}

const NAMED_BYTES: Readonly<Record<string, number>> = {
  NUL: 0x00,
  EOT: 0x04,
  ENQ: 0x05,
  BEL: 0x07,
  HT: 0x09,
  LF: 0x0a,
  FF: 0x0c,
  CR: 0x0d,
  DLE: 0x10,
  DC2: 0x12,
  DC4: 0x14,
  CAN: 0x18,
  ESC: 0x1b,
  FS: 0x1c,
  GS: 0x1d,
  US: 0x1f,
  SP: 0x20,
}

const isFallback = (id: string): boolean => /^(ESC|FS|GS) [(8] \*$/.test(id)

/** `GS v 0` → 1D 76 30, `US ESC US 91h` → 1F 1B 1F 91; a fallback's `*` is no byte. */
function prefixOf(id: string): number[] {
  const parts = isFallback(id) ? id.split(' ').slice(0, -1) : id.split(' ')
  return parts.map((part) => NAMED_BYTES[part] ?? (/^..h$/.test(part) ? Number.parseInt(part, 16) : part.charCodeAt(0)))
}

/** Every command whose length is known. */
export const commandTable: readonly CommandDefinition[] = (Object.keys(grammar) as CommandId[]).map((id) => ({
  id,
  ...(grammar[id] satisfies Entry),
  prefix: prefixOf(id),
  isFallback: isFallback(id),
}))

const byId: ReadonlyMap<CommandId, CommandDefinition> = new Map(commandTable.map((command) => [command.id, command]))

export function definitionOf(id: CommandId): CommandDefinition {
  const definition = byId.get(id)
  if (!definition) throw new Error(`command table: no entry ${id}`)
  return definition
}

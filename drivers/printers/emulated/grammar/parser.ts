/**
 * Cuts a byte stream into text runs and whole commands, knowing only their shape. It can be stopped and resumed at any
 * byte, never throws on what it reads, and leaves all meaning to whoever takes the tokens.
 *
 *      what arrives in one piece ──▶ measured where it lies, copied once
 *      what is cut by a chunk's end ──▶ CommandReader, a piece at a time
 *
 * Every token owns its bytes: macros and stored images keep them for long, and the receive buffer they came from moves.
 */
import { CommandReader, endOf } from './command-reader.js'
import { type CommandDefinition, type CommandId, commandTable } from './command-table.js'

export { LONGEST_COMMAND_BYTES } from './command-reader.js'

/** A longer run comes in pieces, so that a printer out of paper stops within a few lines of it. */
const LONGEST_TEXT_RUN_BYTES = 64
const FIRST_TEXT_BYTE = 0x20
const LAST_LETTER = 0x7e

export type Token =
  | { readonly kind: 'text'; readonly bytes: Uint8Array }
  | {
      readonly kind: 'command'
      readonly id: CommandId
      /** Everything after the fixed prefix, lengths included. */
      readonly parameters: Uint8Array
      /** How many parameter bytes were beyond LONGEST_COMMAND_BYTES and dropped. */
      readonly droppedBytes: number
    }
  /** The grammar has no such command, so its length is unknown; these bytes are all that is taken for it. */
  | { readonly kind: 'unknown'; readonly bytes: Uint8Array }

export interface ReadResult {
  /** Absent when the input ended before anything was complete. */
  readonly token?: Token
  /** Where reading stopped: the first byte not taken. */
  readonly next: number
}

/** A command whose end has not come. */
export interface UnfinishedCommand {
  /** Absent while it is not yet clear which command it is. */
  readonly id?: CommandId
  /** The prefix so far, or the parameters so far where the command is known. */
  readonly bytes: Uint8Array
  readonly droppedBytes: number
}

interface PrefixNode {
  /** The bytes that lead here. */
  readonly path: readonly number[]
  /** By byte. */
  readonly children: (PrefixNode | undefined)[]
  definition?: CommandDefinition
  /** Taken when a letter comes that leads nowhere; the letter is its first parameter. */
  fallback?: CommandDefinition
}

const root = buildPrefixTree(commandTable)
const NO_BYTES = new Uint8Array(0)

export class CommandParser {
  /** How far the prefix has come; the root between commands. */
  #node: PrefixNode = root
  /** A command that came in with its end missing. */
  #reader: CommandReader | undefined

  /** True between the first byte of a command and its last. */
  get midCommand(): boolean {
    return this.#node !== root || this.#reader !== undefined
  }

  /** What has come of the command being read. */
  get unfinished(): UnfinishedCommand | undefined {
    if (this.#reader) {
      const { definition, droppedBytes } = this.#reader
      return { id: definition.id, bytes: this.#reader.kept(), droppedBytes }
    }
    return this.#node === root ? undefined : { bytes: Uint8Array.from(this.#node.path), droppedBytes: 0 }
  }

  /** Forgets a half-read command. */
  reset(): void {
    this.#node = root
    this.#reader = undefined
  }

  /** Reads from `input[from]` on, until one token is complete or the input ends. */
  read(input: Uint8Array, from: number): ReadResult {
    if (this.#reader) return this.#resume(this.#reader, input, from)
    if (this.#node === root && (input[from] ?? 0) >= FIRST_TEXT_BYTE) return readText(input, from)
    return this.#readPrefix(input, from)
  }

  #readPrefix(input: Uint8Array, from: number): ReadResult {
    for (let next = from; next < input.length; next++) {
      const byte = input[next] ?? 0
      const child = this.#node.children[byte]
      if (!child) return this.#leaveTable(byte, input, next)
      if (child.definition) return this.#begin(child.definition, input, next + 1)
      this.#node = child
    }
    return { next: input.length }
  }

  /** `input[at]` leads to no command from here. */
  #leaveTable(byte: number, input: Uint8Array, at: number): ReadResult {
    const { path, fallback } = this.#node
    if (fallback && byte > FIRST_TEXT_BYTE && byte <= LAST_LETTER) return this.#begin(fallback, input, at)
    this.reset()
    // A control code is not part of what came to nothing: ESC ESC @ is a stray ESC and an ESC @.
    if (path.length > 0 && root.children[byte]) return { token: unknown(path), next: at }
    return { token: unknown([...path, byte]), next: at + 1 }
  }

  #begin(definition: CommandDefinition, input: Uint8Array, at: number): ReadResult {
    this.#node = root
    const end = endOf(definition.shape, input, at)
    if (end !== undefined) return { token: command(definition.id, copyOf(input, at, end)), next: end }
    this.#reader = new CommandReader(definition)
    return this.#resume(this.#reader, input, at)
  }

  #resume(reader: CommandReader, input: Uint8Array, from: number): ReadResult {
    const next = reader.take(input, from)
    if (!reader.done) return { next }
    this.#reader = undefined
    return { token: command(reader.definition.id, reader.kept(), reader.droppedBytes), next }
  }
}

const command = (id: CommandId, parameters: Uint8Array, droppedBytes = 0): Token => ({
  kind: 'command',
  id,
  parameters,
  droppedBytes,
})

const unknown = (bytes: readonly number[]): Token => ({ kind: 'unknown', bytes: Uint8Array.from(bytes) })

function readText(input: Uint8Array, from: number): ReadResult {
  const limit = Math.min(input.length, from + LONGEST_TEXT_RUN_BYTES)
  let next = from + 1
  while (next < limit && (input[next] ?? 0) >= FIRST_TEXT_BYTE) next++
  return { token: { kind: 'text', bytes: copyOf(input, from, next) }, next }
}

/** Not `slice`: a Buffer's is a view. A loop is the faster way for the few bytes most commands have. */
function copyOf(input: Uint8Array, from: number, end: number): Uint8Array {
  const length = end - from
  if (length === 0) return NO_BYTES
  const copy = new Uint8Array(length)
  if (length > LONGEST_TEXT_RUN_BYTES) copy.set(input.subarray(from, end))
  else for (let index = 0; index < length; index++) copy[index] = input[from + index] ?? 0
  return copy
}

function buildPrefixTree(table: readonly CommandDefinition[]): PrefixNode {
  const top = node([])
  for (const definition of table) {
    let at = top
    for (const byte of definition.prefix) {
      at.children[byte] ??= node([...at.path, byte])
      at = at.children[byte]
    }
    if (definition.isFallback) at.fallback = definition
    else at.definition = definition
  }
  return top
}

function node(path: readonly number[]): PrefixNode {
  return { path, children: new Array(0x100).fill(undefined) }
}

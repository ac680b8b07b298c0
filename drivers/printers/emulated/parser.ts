/**
 * Cuts a byte stream into text runs and whole commands, knowing only their shape. It can be stopped and resumed at any
 * byte, never throws on what it reads, and leaves all meaning to whoever takes the tokens.
 */
import { type CommandDefinition, type CommandId, commandTable } from './command-table.js'

/** What is kept of one command's parameters; the rest is read to its end and dropped. A 576-dot image this long is 7 m. */
export const LONGEST_COMMAND_BYTES = 4 * 1024 * 1024
/** Pieces this short are the heads that say how long the rest is, and are kept whatever the total. */
const SHORT_PIECE_BYTES = 16
/** A longer run comes in pieces, so that a printer out of paper stops within a few lines of it. */
const LONGEST_TEXT_RUN_BYTES = 64

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

interface PrefixNode {
  readonly children: Map<number, PrefixNode>
  any?: PrefixNode
  definition?: CommandDefinition
}

const root = buildPrefixTree(commandTable)

export class CommandParser {
  #node: PrefixNode = root
  #prefix: number[] = []
  #parameters: ParameterReader | undefined

  /** True between the first byte of a command and its last. */
  get midCommand(): boolean {
    return this.#prefix.length > 0
  }

  /** Forgets a half-read command. */
  reset(): void {
    this.#node = root
    this.#prefix = []
    this.#parameters = undefined
  }

  /** Reads from `input[from]` on, until one token is complete or the input ends. */
  read(input: Uint8Array, from: number): ReadResult {
    let next = from
    while (next < input.length) {
      if (this.#parameters) {
        next = this.#parameters.take(input, next)
        if (this.#parameters.done) return { token: this.#finish(this.#parameters), next }
        continue
      }
      const byte = input[next] ?? 0
      if (!this.midCommand && byte >= 0x20) return readText(input, next)
      next++
      const token = this.#descend(byte)
      if (token) return { token, next }
    }
    return { next }
  }

  #descend(byte: number): Token | undefined {
    this.#prefix.push(byte)
    const child = this.#node.children.get(byte)
    const node = child ?? this.#node.any
    if (!node) {
      const token: Token = { kind: 'unknown', bytes: Uint8Array.from(this.#prefix) }
      this.reset()
      return token
    }
    this.#node = node
    if (!node.definition) return undefined
    const parameters = new ParameterReader(node.definition, child ? [] : [byte])
    if (parameters.done) return this.#finish(parameters)
    this.#parameters = parameters
    return undefined
  }

  #finish(reader: ParameterReader): Token {
    this.reset()
    return { kind: 'command', id: reader.id, parameters: reader.kept(), droppedBytes: reader.droppedBytes }
  }
}

function readText(input: Uint8Array, from: number): ReadResult {
  let next = from
  const limit = Math.min(input.length, from + LONGEST_TEXT_RUN_BYTES)
  while (next < limit && (input[next] ?? 0) >= 0x20) next++
  return { token: { kind: 'text', bytes: input.slice(from, next) }, next }
}

/** Runs one command's shape: collects each piece it asks for and hands it back. */
class ParameterReader {
  readonly id: CommandId
  readonly #steps: Generator<number, void, Uint8Array>
  readonly #pieces: Uint8Array[] = []
  #keptBytes = 0
  #piece = new Uint8Array(0)
  #missing = 0
  #keeping: boolean = true
  droppedBytes = 0
  done: boolean = false

  constructor(
    definition: CommandDefinition,
    private readonly lead: readonly number[],
  ) {
    this.id = definition.id
    this.#steps = definition.shape()
    this.#advance(this.#steps.next())
  }

  /** Takes what it can use from `input[from]` on; returns where it stopped. */
  take(input: Uint8Array, from: number): number {
    const count = Math.min(this.#missing, input.length - from)
    if (this.#keeping) this.#piece.set(input.subarray(from, from + count), this.#piece.length - this.#missing)
    else this.droppedBytes += count
    this.#missing -= count
    if (this.#missing === 0) this.#endPiece()
    return from + count
  }

  kept(): Uint8Array {
    const all = new Uint8Array(this.lead.length + this.#keptBytes)
    all.set(this.lead)
    let at = this.lead.length
    for (const piece of this.#pieces) {
      all.set(piece, at)
      at += piece.length
    }
    return all
  }

  #endPiece(): void {
    if (this.#keeping) {
      this.#pieces.push(this.#piece)
      this.#keptBytes += this.#piece.length
    }
    this.#advance(this.#steps.next(this.#piece))
  }

  #advance(step: IteratorResult<number, void>): void {
    if (step.done) {
      this.done = true
      return
    }
    this.#missing = step.value
    this.#keeping = step.value <= SHORT_PIECE_BYTES || this.#keptBytes + step.value <= LONGEST_COMMAND_BYTES
    this.#piece = new Uint8Array(this.#keeping ? step.value : 0)
    if (step.value === 0) this.#endPiece()
  }
}

function buildPrefixTree(table: readonly CommandDefinition[]): PrefixNode {
  const top: PrefixNode = { children: new Map() }
  for (const definition of table) {
    let node = top
    for (const byte of definition.prefix) node = childOf(node, byte)
    node.definition = definition
  }
  return top
}

function childOf(node: PrefixNode, byte: number | undefined): PrefixNode {
  const existing = byte === undefined ? node.any : node.children.get(byte)
  if (existing) return existing
  const created: PrefixNode = { children: new Map() }
  if (byte === undefined) node.any = created
  else node.children.set(byte, created)
  return created
}

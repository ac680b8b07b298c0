/**
 * A byte stream as a list of what is in it: one entry a command or run of text, under the reference's names, ready to be
 * written as one JSON object a line. It reads with the printer's own parser, so what it shows is what the printer sees.
 */

import { nameCommand } from './command-names.js'
import { isKept } from './command-reader.js'
import { type CommandId, definitionOf } from './command-table.js'
import type { CommandFunction } from './entry.js'
import { CommandParser, type ReadResult, type Token, type UnfinishedCommand } from './parser.js'
import type { Piece } from './shapes.js'

/** A number for a byte with a name; hexadecimal, or only the length, for data. */
export type ListedParameter = number | string | { readonly length: number }

export interface ListedCommand {
  /** Of its first byte in the stream. */
  readonly offset: number
  /** In bytes, prefix and payload included. */
  readonly length: number
  /** Its bytes in hexadecimal; the first SHOWN_BYTES of them where `hexTruncated` says so. */
  readonly hex: string
  readonly hexTruncated?: true
  /** `text`, `ESC !`, `GS ( L fn 112`, or the bytes of what the grammar does not have: `1B 7F`. */
  readonly name: string
  readonly title?: string
  /** By the reference's names. Text has `text` where all of it is printable Latin 1, else `bytes`. */
  readonly parameters: Readonly<Record<string, ListedParameter>>
  /** True where the text is longer than is shown of it. */
  readonly textTruncated?: true
  /** The grammar has no such command, letter or function. */
  readonly unknown: boolean
  /** The stream ended before the command did. */
  readonly incomplete?: true
}

const SHOWN_BYTES = 64
const SHOWN_TEXT_BYTES = 4096
const LONGEST_PREFIX_BYTES = 4

/** @param bytes a stream, whole or in chunks of any sizes. Memory does not grow with its length. */
export function* listCommands(bytes: Iterable<Uint8Array> | Uint8Array): Generator<ListedCommand, void, undefined> {
  const lister = new CommandLister()
  for (const chunk of bytes instanceof Uint8Array ? [bytes] : bytes) yield* lister.push(chunk)
  yield* lister.end()
}

/** The same for a stream that is still coming. */
export class CommandLister {
  readonly #parser = new CommandParser()
  readonly #text = new Item(SHOWN_TEXT_BYTES)
  readonly #command = new Item(SHOWN_BYTES)
  #offset = 0;

  /** What this chunk completes. To be taken to its end before the next chunk. */
  *push(chunk: Uint8Array): Generator<ListedCommand, void, undefined> {
    for (let at = 0; at < chunk.length; ) {
      const { token, next }: ReadResult = this.#parser.read(chunk, at)
      const item = token?.kind === 'text' ? this.#text : this.#command
      // Text goes on over as many tokens as there are, a command's first chunk may come before its token.
      if (item === this.#command && this.#text.length > 0) yield listText(this.#text)
      item.add(chunk.subarray(at, next), this.#offset)
      this.#offset += next - at
      at = next
      if (token && token.kind !== 'text') yield listToken(token, this.#command)
    }
  }

  /** What the end of the stream leaves: a last run of text, a command that was not finished. */
  *end(): Generator<ListedCommand, void, undefined> {
    if (this.#text.length > 0) yield listText(this.#text)
    if (this.#parser.unfinished) yield listUnfinished(this.#parser.unfinished, this.#command)
  }
}

/** The first bytes of something, and how long all of it is. */
class Item {
  offset = 0
  length = 0
  readonly #bytes: Uint8Array

  constructor(readonly limitBytes: number) {
    this.#bytes = new Uint8Array(limitBytes)
  }

  add(bytes: Uint8Array, offset: number): void {
    if (this.length === 0) this.offset = offset
    if (this.length < this.limitBytes) this.#bytes.set(bytes.subarray(0, this.limitBytes - this.length), this.length)
    this.length += bytes.length
  }

  /** Its first bytes, and an empty item from now on. */
  take(): Pick<ListedCommand, 'offset' | 'length' | 'hex' | 'hexTruncated'> & { readonly bytes: Uint8Array } {
    const { offset, length } = this
    this.length = 0
    const bytes = this.#bytes.slice(0, length)
    const hex = hexOf(bytes.subarray(0, SHOWN_BYTES))
    return { offset, length, hex, ...(length > SHOWN_BYTES && { hexTruncated: true }), bytes }
  }
}

function listText(item: Item): ListedCommand {
  const { bytes, ...place } = item.take()
  return {
    ...place,
    name: 'text',
    parameters: bytes.every(isPrintable) ? { text: latin1(bytes) } : { bytes: hexOf(bytes) },
    ...(place.length > bytes.length && { textTruncated: true }),
    unknown: false,
  }
}

function listToken(token: Exclude<Token, { kind: 'text' }>, item: Item): ListedCommand {
  const { bytes, ...place } = item.take()
  if (token.kind === 'unknown') return { ...place, name: spaced(bytes), parameters: {}, unknown: true }
  const { name, title, isKnown } = nameCommand(token.id, token.parameters)
  return { ...place, name, title, parameters: parametersOf(token.id, token.parameters), unknown: !isKnown }
}

function listUnfinished(command: UnfinishedCommand, item: Item): ListedCommand {
  const { bytes, ...place } = item.take()
  if (command.id === undefined) {
    const name = spaced(bytes.subarray(0, LONGEST_PREFIX_BYTES))
    return { ...place, name, parameters: {}, unknown: false, incomplete: true }
  }
  const { name, title, isKnown } = nameCommand(command.id, command.bytes)
  const parameters = parametersOf(command.id, command.bytes)
  return { ...place, name, title, parameters, unknown: !isKnown, incomplete: true }
}

/** Gives each byte its name; stops where the bytes do. */
function parametersOf(id: CommandId, bytes: Uint8Array): Record<string, ListedParameter> {
  const { shape, functions } = definitionOf(id)
  const listed: Record<string, ListedParameter> = {}
  let at = 0
  let piece: Piece | undefined = shape
  while (piece && at <= bytes.length) {
    const length: number = lengthOf(piece, bytes, at)
    const data: Uint8Array = bytes.subarray(at, at + length)
    const isFunction = functions !== undefined && functions.at === at && piece.isPayload
    if (!isKept(piece, at)) listed[plain(piece.names[0] ?? '')] = { length: piece.bytes }
    else if (isFunction)
      Object.assign(listed, functionParameters(data, functions.selector, nameCommand(id, bytes).function))
    else Object.assign(listed, piece.isPayload ? payloadAs(piece.names[0], data) : named(piece.names, data))
    if (data.length < length) break
    piece = piece.next?.(bytes, at)
    at += length
  }
  return listed
}

/** How many bytes of what was kept a piece has. */
function lengthOf(piece: Piece, bytes: Uint8Array, start: number): number {
  if (!piece.verdict) return isKept(piece, start) ? piece.bytes : 0
  for (let at = start; at < bytes.length; at++) {
    const verdict = piece.verdict(bytes, start, at)
    if (verdict !== 'goes on') return verdict === 'ends it' ? at + 1 - start : at - start
  }
  return bytes.length - start
}

/** `m fn`, what the function calls its parameters, and `d` for what has no name. */
function functionParameters(
  data: Uint8Array,
  selector: readonly string[],
  { names }: Pick<CommandFunction, 'names'> = { names: [] },
): Record<string, ListedParameter> {
  const single = [...selector, ...names].filter((name) => !name.endsWith('*'))
  const rest = names.find((name) => name.endsWith('*'))?.slice(0, -1) ?? 'd'
  return {
    ...named(single, data.subarray(0, single.length)),
    ...(data.length > single.length && payloadAs(rest, data.subarray(single.length))),
  }
}

function named(names: readonly string[], bytes: Uint8Array): Record<string, ListedParameter> {
  const listed: Record<string, ListedParameter> = {}
  bytes.forEach((byte, index) => {
    listed[plain(names[index] ?? '')] = byte
  })
  return listed
}

const payloadAs = (name = 'd', bytes: Uint8Array): Record<string, ListedParameter> => ({
  [plain(name)]: bytes.length <= SHOWN_BYTES ? hexOf(bytes) : { length: bytes.length },
})

/** `m=48` → `m`. */
const plain = (name: string): string => name.split('=')[0] ?? name

const isPrintable = (byte: number): boolean => (byte >= 0x20 && byte <= 0x7e) || byte >= 0xa0
const latin1 = (bytes: Uint8Array): string => String.fromCharCode(...bytes)
const hexOf = (bytes: Uint8Array): string => Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
const spaced = (bytes: Uint8Array): string =>
  Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0').toUpperCase()).join(' ')

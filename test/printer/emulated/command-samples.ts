/**
 * One whole example of every command the grammar has, and of every function of its families, built from the grammar's
 * own shapes. Tests cut them short, chop them up and feed them to the printer; what they say does not matter.
 */
import { type CommandDefinition, commandTable } from '../../../drivers/printers/emulated/grammar/command-table.js'
import type { Functions } from '../../../drivers/printers/emulated/grammar/entry.js'
import type { Piece } from '../../../drivers/printers/emulated/grammar/shapes.js'

export interface CommandSample {
  readonly definition: CommandDefinition
  /** The function's key, `112` or `49 80`; absent for a command without functions. */
  readonly functionKey?: string
  /** From the prefix's first byte to the last parameter. */
  readonly bytes: Uint8Array
}

const LETTER = '~'.charCodeAt(0)
const BYTE_OF_DATA = '1'.charCodeAt(0)
/** A file that says it is a bitmap of 66 bytes. */
const BITMAP_HEADER = [0x42, 0x4d, 66, 0, 0, 0]

export const commandSamples: readonly CommandSample[] = commandTable.flatMap((definition): CommandSample[] => {
  const { functions } = definition
  if (!functions || functions.selector.length === 0)
    return [sample(definition, [...(functions?.byKey.keys() ?? [])][0])]
  const keys = [...functions.byKey.keys()]
  return keys.length === 0
    ? [sample(definition)]
    : keys.map((key) => ({ ...sample(definition, key), functionKey: key }))
})

function sample(definition: CommandDefinition, key?: string): CommandSample {
  const { functions, shape } = definition
  const data = functions && key !== undefined ? functionData(functions, key) : []
  const parameters: number[] = []
  for (let piece: Piece | undefined = shape; piece; ) {
    const start: number = parameters.length
    if (piece.verdict) parameters.push(...endedData(piece))
    else if (!piece.isPayload) parameters.push(...headOf(piece, definition, key, data.length))
    else parameters.push(...payloadOf(piece, functions?.at === start ? data : []))
    piece = piece.next?.(Uint8Array.from(parameters), start)
  }
  return { definition, bytes: Uint8Array.from([...definition.prefix, ...parameters]) }
}

/** The selector, the parameters by their names, and one byte where anything may follow. */
function functionData({ selector, byKey }: Functions, key: string): number[] {
  const numbers = key === '' ? [] : key.split(' ').map(Number)
  const chosen = selector.map((name) => (name.includes('=') ? valueFor(name) : (numbers.shift() ?? 0)))
  return [...chosen, ...(byKey.get(key)?.names ?? []).map(valueFor)]
}

/** Parameters that say how long the data is have to be right; of the others any value will do. */
function headOf(
  piece: Piece,
  { functions, isFallback }: CommandDefinition,
  key: string | undefined,
  dataBytes: number,
) {
  if (isFallback) return [LETTER, 2, ...new Array(piece.bytes - 2).fill(0)]
  if (functions && functions.at === piece.bytes) return [dataBytes, ...new Array(piece.bytes - 1).fill(0)]
  // Where no length comes first the function's number is among the named bytes: DLE DC4 fn, GS D m fn.
  return piece.names.map((name) => (functions && name.startsWith('fn') ? Number(key) : valueFor(name)))
}

function payloadOf(piece: Piece, data: readonly number[]): readonly number[] {
  if (piece.names[0] === 'header') return BITMAP_HEADER
  return data.length > 0 ? data : new Array(piece.bytes).fill(BYTE_OF_DATA)
}

function endedData(piece: Piece): number[] {
  const terminator = [0x00, 0x3b].find((byte) => piece.verdict?.(Uint8Array.of(BYTE_OF_DATA, byte), 0, 1) === 'ends it')
  return [BYTE_OF_DATA, terminator ?? 0]
}

/** `m=48` says it; else the high half of a number is 0 and everything is 1. */
function valueFor(name: string): number {
  const [plain = '', value] = name.split('=')
  if (value !== undefined) return Number(value)
  if (plain.endsWith('*')) return BYTE_OF_DATA
  return /H\d*$/.test(plain) ? 0 : 1
}

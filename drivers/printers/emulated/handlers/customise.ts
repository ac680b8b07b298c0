/**
 * What a host can have the printer keep: settings (GS ( E), records of its own (GS ( C, FS g) and the counters of wear (GS g).
 * All of it lies in NV memory and outlives the power.
 */

import { block } from '../machine/status-bytes.js'
import { PLAIN_BYTES } from '../machine/user-records.js'
import type { UserSettings } from '../machine/user-settings.js'
import {
  atLineStart,
  byteAt,
  digit,
  type Handler,
  type HandlerContext,
  type HandlerTable,
  standardModeOnly,
  wordAt,
} from './handler.js'

/** Header of most answers here. */
const ANSWER = 0x37
/** Header of answers older commands give. */
const OLD_ANSWER = 0x5f
const SEPARATOR = '\x1f'
/** Data a block of the ESC/POS handshake carries at most. */
const BLOCK_BYTES = 80
const MORE = 0x41
const LAST = 0x40

const ascii = (bytes: Iterable<number>): string => String.fromCharCode(...bytes)

/** On models without anything to customise these are skipped. */
const customisable =
  (handler: Handler): Handler =>
  (parameters, context) =>
    context.profile.answers.settings ? handler(parameters, context) : context.note('not supported')

// --- GS ( E -----------------------------------------------------------------------------------------------------------

/** Functions that write do so in the user setting mode only; those that read do so always. */
const settingFunctions: Readonly<Record<number, (data: Uint8Array, context: HandlerContext) => boolean>> = {
  // Answers `37 20 00`: ready to be customised.
  1: (data, { mechanism, reply }) => {
    if (ascii(data) !== 'IN') return false
    mechanism.controls.enterUserSettings()
    reply(block(ANSWER, [0x20], ''))
    return true
  },
  2: (data, { mechanism }) => {
    if (ascii(data) !== 'OUT' || !mechanism.controls.inUserSettings) return false
    mechanism.controls.restart()
    return true
  },
  3: (data, context) => written(data, 9, context, (s, [a = 0, ...bits]) => s.setSwitches(a, ascii(bits))),
  4: ([a = 0], { nonVolatile, reply }) => answered(nonVolatile.settings.switches(a), [0x21], reply),
  5: (data, context) => written(data, 3, context, (s, [a = 0, nL = 0, nH = 0]) => s.setValue(a, nL + nH * 0x100)),
  6: ([a = 0], { nonVolatile, reply }) => {
    const value = nonVolatile.settings.value(a)
    return answered(value === undefined ? undefined : `${a}${SEPARATOR}${value}`, [0x27], reply)
  },
  11: (data, context) =>
    written(data, data.length, context, (s, [a = 0, ...digits]) => s.setSerial(digit(a), ascii(digits))),
  12: ([a = 0], { nonVolatile, reply }) => {
    const setting = nonVolatile.settings.serial(digit(a))
    return answered(setting === undefined ? undefined : `${digit(a)}${SEPARATOR}${setting}`, [0x33], reply)
  },
}

function answered(content: string | undefined, identifier: readonly number[], reply: HandlerContext['reply']): boolean {
  if (content !== undefined) reply(block(ANSWER, identifier, content))
  return content !== undefined
}

/** Writes the entries of `size` bytes each; false when any of them is not understood. */
function written(
  data: Uint8Array,
  size: number,
  { mechanism, nonVolatile }: HandlerContext,
  write: (settings: UserSettings, entry: Uint8Array) => boolean,
): boolean {
  if (!mechanism.controls.inUserSettings || size === 0 || data.length === 0 || data.length % size !== 0) return false
  let understood = true
  for (let at = 0; at < data.length; at += size) {
    understood = write(nonVolatile.settings, data.subarray(at, at + size)) && understood
  }
  return understood
}

/** GS ( E. @param data fn and its parameters, without the length. */
export const userSettings: Handler = customisable((data, context) => {
  const carryOut = settingFunctions[data[0] ?? 0]
  if (!carryOut) return context.note('not supported')
  if (!carryOut(data.subarray(1), context)) context.note('parameter out of range')
})

// --- GS ( C -----------------------------------------------------------------------------------------------------------

const isKeyByte = (byte: number): boolean => byte >= 32 && byte <= 126
const isDataByte = (byte: number): boolean => byte >= 32 && byte <= 254

/** What a function of GS ( C is asked with. `key` is empty where none, or no valid one, was given. */
interface RecordRequest {
  readonly key: string
  readonly data: Uint8Array
}

/** False where the request is not understood. */
const recordFunctions: Readonly<Record<number, (request: RecordRequest, context: HandlerContext) => boolean>> = {
  0: ({ key }, { nonVolatile }) => {
    nonVolatile.records.delete(key)
    return key !== ''
  },
  1: ({ key, data }, { nonVolatile, note }) => {
    const content = data.subarray(2)
    if (key === '' || content.length === 0 || !content.every(isDataByte)) return false
    if (!nonVolatile.records.put(key, content)) note('no room in memory')
    return true
  },
  2: ({ key }, context) => {
    if (key !== '') sendBlocks(0x70, context.nonVolatile.records.get(key) ?? new Uint8Array(0), context)
    return key !== ''
  },
  3: (_request, { nonVolatile, reply }) => answered(String(nonVolatile.records.usedBytes), [0x28], reply),
  4: (_request, { nonVolatile, reply }) => answered(String(nonVolatile.records.freeBytes), [0x29], reply),
  5: (_request, context) => {
    sendBlocks(0x71, Buffer.from(context.nonVolatile.records.keys().join(''), 'latin1'), context)
    return true
  },
  6: ({ data }, { nonVolatile }) => {
    const confirmed = ascii(data) === 'CLR'
    if (confirmed) nonVolatile.records.clear()
    return confirmed
  },
}

/** GS ( C. @param data m (0), fn, b (0) and the rest, without the length. */
export const userRecords: Handler = customisable((data, context) => {
  const [m, fn = 0, b] = data
  const carryOut = recordFunctions[digit(fn)]
  if (!carryOut) return context.note('not supported')
  const rest = data.subarray(3)
  const key = rest.subarray(0, 2)
  const request = { key: key.length === 2 && key.every(isKeyByte) ? ascii(key) : '', data: rest }
  if (m !== 0 || b !== 0 || !carryOut(request, context)) context.note('parameter out of range')
})

/** `37 identifier status data 00`, in blocks the host acknowledges; one without data where there is nothing. */
function sendBlocks(identifier: number, data: Uint8Array, { mechanism }: HandlerContext): void {
  const count = Math.max(1, Math.ceil(data.length / BLOCK_BYTES))
  const blocks = Array.from({ length: count }, (_, index) => {
    const part = data.subarray(index * BLOCK_BYTES, (index + 1) * BLOCK_BYTES)
    return block(ANSWER, [identifier, index + 1 < count ? MORE : LAST], ascii(part))
  })
  mechanism.controls.sendBlocks(blocks)
}

// --- FS g -------------------------------------------------------------------------------------------------------------

const addressAt = (parameters: Uint8Array): number => wordAt(parameters, 1) + wordAt(parameters, 3) * 0x1_0000

function inPlainArea(parameters: Uint8Array): boolean {
  const count = wordAt(parameters, 5)
  return byteAt(parameters, 0) === 0 && count >= 1 && addressAt(parameters) + count <= PLAIN_BYTES
}

/** FS g 1 m a1–a4 nL nH d1…dk. */
const writePlain: Handler = (parameters, { nonVolatile, note }) => {
  const data = parameters.subarray(7)
  if (!inPlainArea(parameters) || !data.every((byte) => byte >= 32)) return note('parameter out of range')
  nonVolatile.records.plain.set(data, addressAt(parameters))
}

/** FS g 2 m a1–a4 nL nH: answers 5Fh, the data, NUL; at most 80 bytes at once. */
const readPlain: Handler = (parameters, { nonVolatile, reply, note }) => {
  const [from, count] = [addressAt(parameters), wordAt(parameters, 5)]
  if (!inPlainArea(parameters) || count > BLOCK_BYTES) return note('parameter out of range')
  reply(block(OLD_ANSWER, [], ascii(nonVolatile.records.plain.subarray(from, from + count))))
}

// --- GS g -------------------------------------------------------------------------------------------------------------

/** GS g 0 m nL nH. */
const resetCounter: Handler = (parameters, { nonVolatile, note }) => {
  if (byteAt(parameters, 0) !== 0 || !nonVolatile.counters.reset(wordAt(parameters, 1))) note('parameter out of range')
}

/** GS g 2 m nL nH: answers 5Fh, the number in digits, NUL. */
const transmitCounter: Handler = (parameters, { nonVolatile, reply, note }) => {
  const count = nonVolatile.counters.read(wordAt(parameters, 1))
  if (byteAt(parameters, 0) !== 0 || count === undefined) return note('parameter out of range')
  reply(block(OLD_ANSWER, [], String(count)))
}

export const customiseHandlers: HandlerTable = {
  'FS g 1': customisable(standardModeOnly(atLineStart(writePlain))),
  'FS g 2': customisable(readPlain),
  'GS g 0': customisable(resetCounter),
  'GS g 2': customisable(transmitCounter),
}

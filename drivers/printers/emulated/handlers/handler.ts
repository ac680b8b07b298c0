/**
 * What a command handler is given to work with. Handlers know meaning only: by the time one is called its parameters are
 * complete, and what it makes goes to the line, the mechanism or back to the host that asked.
 */

import type { Composer } from '../composing/composer.js'
import type { Macro } from '../composing/macro.js'
import type { PageComposer } from '../composing/page-composer.js'
import type { PrintModes } from '../composing/print-modes.js'
import type { CommandId } from '../grammar/command-table.js'
import type { Mechanism } from '../machine/mechanism.js'
import type { NonVolatileMemory, WorkingMemory } from '../machine/memory.js'
import type { Conditions } from '../machine/status-bytes.js'
import type { PrinterProfile } from '../models/profiles.js'

export interface HandlerContext {
  readonly profile: PrinterProfile
  readonly modes: PrintModes
  /** Where characters and pictures go: the line in the making, or the page. */
  readonly line: Composer
  /** The page, while page mode is on. */
  readonly page: PageComposer | undefined
  readonly memory: WorkingMemory
  readonly macro: Macro
  readonly mechanism: Mechanism
  readonly conditions: Conditions
  readonly nonVolatile: NonVolatileMemory
  /** The connection the command came by. */
  readonly host: HostSettings
  /** GS ^: carries the macro out `times` times, waiting before each, for the FEED button as well where asked to. */
  replay(times: number, waitMs: number, byButton: boolean): void
  enterPageMode(): void
  leavePageMode(): void
  /** Sets characters as if they had been received. */
  write(bytes: Uint8Array): void
  /** ESC @: back to the state after power-on. */
  initialise(): void
  /** Sends bytes to the connection the command came by. */
  reply(bytes: Uint8Array): void
  /** Pulses a drawer connector. */
  pulseDrawer(pin: 2 | 5, onMs: number, offMs: number): void
  /** GS ( D: which real-time commands are obeyed from now on. */
  setRealTime(kind: 'pulse' | 'powerOff', enabled: boolean): void
  /** Puts on record that the command was read and not carried out. */
  note(reason: NoteReason): void
}

/** Settings that belong to one connection, not to the printer. */
export interface HostSettings {
  /** GS a n. Setting it sends the present status. */
  enableAutomaticStatus(mask: number): void
  /** GS ( H fn 49. */
  offlineResponse: 'off' | 'plain' | 'withCause'
}

export type NoteReason =
  | 'not in the grammar'
  | 'not supported'
  | 'parameter out of range'
  | 'only at the beginning of a line'
  | 'only in standard mode'
  | 'only in page mode'
  | 'no room in memory'
  | 'too long'
  | 'bytes are no character'

/** @param parameters everything after the command's fixed prefix, as long as the grammar says. */
export type Handler = (parameters: Uint8Array, context: HandlerContext) => void

export type HandlerTable = Partial<Record<CommandId, Handler>>

/** A parameter byte the grammar guarantees. */
export function byteAt(parameters: Uint8Array, index: number): number {
  const byte = parameters[index]
  if (byte === undefined) throw new RangeError('command parameters are shorter than the grammar says')
  return byte
}

/** nL nH. */
export const wordAt = (parameters: Uint8Array, index: number): number =>
  byteAt(parameters, index) + byteAt(parameters, index + 1) * 0x100

/** nL nH as a signed number. */
export function signedWordAt(parameters: Uint8Array, index: number): number {
  const value = wordAt(parameters, index)
  return value >= 0x8000 ? value - 0x10000 : value
}

/** Most numeric parameters are also accepted as ASCII digits: 1 and '1' (49). */
export const digit = (byte: number): number => (byte >= 0x30 && byte <= 0x39 ? byte - 0x30 : byte)

/** Wraps a handler of a command that standard mode obeys only at the beginning of a line. */
export const atLineStart =
  (handler: Handler): Handler =>
  (parameters, context) =>
    context.line.atLineStart ? handler(parameters, context) : context.note('only at the beginning of a line')

/** A command that means nothing while a page is being written. */
export function standardModeOnly(handler: Handler): Handler {
  return (parameters, context) => {
    if (context.page) context.note('only in standard mode')
    else handler(parameters, context)
  }
}

/** A command that means nothing outside page mode, and is obeyed by doing nothing there. */
export function pageModeOnly(
  handler: (parameters: Uint8Array, page: PageComposer, context: HandlerContext) => void,
): Handler {
  return (parameters, context) => {
    if (context.page) handler(parameters, context.page, context)
  }
}

/** Units along the line, in dots: horizontal ones, but where page mode writes along the paper. */
export const alongLine = (units: number, { modes, page }: HandlerContext): number =>
  Math.round(units * (page?.isUpright === false ? modes.unitDots.vertical : modes.unitDots.horizontal))

/** Units across the lines: feeds and line spacing. */
export const acrossLines = (units: number, { modes, page }: HandlerContext): number =>
  Math.round(units * (page?.isUpright === false ? modes.unitDots.horizontal : modes.unitDots.vertical))

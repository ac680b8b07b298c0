/**
 * How far the emulated printer goes with each command, found by giving it one and looking at what it says. Nobody has to
 * keep a list: a command that gets a handler moves up by itself.
 */
import { nameCommand } from '../../../drivers/printers/emulated/grammar/command-names.js'
import { RealTimeScanner } from '../../../drivers/printers/emulated/grammar/real-time-scanner.js'
import { handlerTable } from '../../../drivers/printers/emulated/handlers/handler-table.js'
import { type CommandSample, commandSamples } from './command-samples.js'
import { bench, bytes, cut, ESC, GS } from './printer-bench.js'

/** From most to least. */
export const SUPPORT_LEVELS = ['drawn', 'kept', 'ignored', 'unknown'] as const
export type SupportLevel = (typeof SUPPORT_LEVELS)[number]

export interface SupportRow {
  /** The first part of the command, for grouping: `ESC`, `GS (`. */
  readonly group: string
  readonly name: string
  readonly title: string
  readonly level: SupportLevel
}

/** One row a command, or a function where one prefix stands for many. */
export function supportRows(): SupportRow[] {
  return commandSamples.map((sample) => {
    const { definition } = sample
    const { name, title } = nameCommand(definition.id, sample.bytes.subarray(definition.prefix.length))
    return {
      group: groupOf(definition.id),
      name: definition.isFallback ? definition.id : name,
      title,
      level: levelOf(sample),
    }
  })
}

function groupOf(id: string): string {
  const [first = '', second = ''] = id.split(' ')
  if (second === '(' || (second === '8' && first === 'GS')) return `${first} ${second}`
  return id.includes(' ') ? first : 'Control codes'
}

function levelOf({ definition: { id, isFallback }, bytes: command }: CommandSample): SupportLevel {
  if (isFallback) return 'unknown'
  if (id.startsWith('DLE')) return isObeyedOnArrival(command) ? 'drawn' : 'ignored'
  const handler = handlerTable[id]
  if (!handler || isRefused(command)) return 'ignored'
  // A handler that takes neither the parameters nor the printer can do nothing with them.
  return handler.length === 0 ? 'kept' : 'drawn'
}

/** Real-time commands are found on arrival; of the rarer ones, those count that make the printer answer or sound. */
function isObeyedOnArrival(command: Uint8Array): boolean {
  const found = new RealTimeScanner().scan(command, 0)
  if (found?.command.kind !== 'other') return found !== undefined
  const { printer, plug } = bench()
  const wire = plug()
  wire.send(command)
  return wire.replies() !== '' || printer.buzzes().length > 0
}

/** States in which a command may be given: some count only on a page, some only while settings are being made. */
const PREPARATIONS = [bytes(), bytes(ESC, 'L'), bytes(GS, '(E', 3, 0, 1, 'IN')]

/** The handler is there, and says in every state that it does not do this. */
function isRefused(command: Uint8Array): boolean {
  return PREPARATIONS.every((preparation) => {
    const { printer, plug } = bench()
    plug().send(preparation, command, ESC, 'S', cut)
    return [...printer.receipts(), printer.unfinishedPaper()]
      .flatMap(({ notUnderstood }) => notUnderstood)
      .some(({ reason }) => reason === 'not supported')
  })
}

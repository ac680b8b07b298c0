/**
 * How far the emulated printer goes with each command, found by giving it one and looking at what it says. Nobody has to
 * keep a list: a command that gets a handler moves up by itself.
 */
import { nameCommand } from '../../../drivers/printers/emulated/command-names.js'
import { handlerTable } from '../../../drivers/printers/emulated/handlers/handler-table.js'
import { RealTimeScanner } from '../../../drivers/printers/emulated/real-time-scanner.js'
import { type CommandSample, commandSamples } from './command-samples.js'
import { bench, cut } from './printer-bench.js'

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
    const { definition, bytes } = sample
    const { name, title } = nameCommand(definition.id, bytes.subarray(definition.prefix.length))
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

function levelOf({ definition: { id, isFallback }, bytes }: CommandSample): SupportLevel {
  if (isFallback) return 'unknown'
  if (id.startsWith('DLE')) return isObeyedOnArrival(bytes) ? 'drawn' : 'ignored'
  const handler = handlerTable[id]
  if (!handler || isRefused(bytes)) return 'ignored'
  // A handler that takes neither the parameters nor the printer can do nothing with them.
  return handler.length === 0 ? 'kept' : 'drawn'
}

/** Real-time commands are carried out by the scanner; what it calls `other` it only steps over. */
function isObeyedOnArrival(bytes: Uint8Array): boolean {
  const found = new RealTimeScanner().scan(bytes, 0)
  return found !== undefined && found.command.kind !== 'other'
}

/** The handler is there, and says it does not do this. */
function isRefused(bytes: Uint8Array): boolean {
  const { printer, plug } = bench()
  plug().send(bytes, cut)
  return [...printer.receipts(), printer.unfinishedPaper()]
    .flatMap(({ notUnderstood }) => notUnderstood)
    .some(({ reason }) => reason === 'not supported')
}

/** Does what was typed at the console of a running printer, and says what came of it. */
import { playFaultSchedule, type TimedFault } from '../../../drivers/printers/emulated/faults/fault-schedule.js'
import { faultKind, faultText } from '../../../drivers/printers/emulated/faults/faults.js'
import type { EmulatedPrinter } from '../../../drivers/printers/emulated/library/emulated-printer.js'
import type { Clock } from '../../ports/clock.js'
import { helpLines, readTyped } from './console-words.js'

export interface Obeyed {
  readonly lines: readonly string[]
  readonly quit: boolean
}

export function obey(line: string, printer: EmulatedPrinter, clock: Clock): Obeyed {
  const typed = readTyped(line)
  switch (typed.kind) {
    case 'quit':
      return { lines: [], quit: true }
    case 'nothing':
      return said()
    case 'help':
      return said(...helpLines())
    case 'unclear':
      return said(...typed.lines)
    case 'faults':
      return said(printer.snapshot().faults.join(', ') || 'nothing is the matter')
    case 'state':
      return said(JSON.stringify(printer.snapshot()))
    case 'tear':
      return said(...tear(printer))
    case 'feed':
      printer.pressFeed()
      printer.releaseFeed()
      return said('FEED was pressed')
    case 'fault':
      playFaultSchedule(printer, clock, [typed.timed])
      return said(done(typed.timed))
  }
}

const said = (...lines: readonly string[]): Obeyed => ({ lines, quit: false })

function tear(printer: EmulatedPrinter): readonly string[] {
  const before = printer.receiptsCut
  printer.tearOff()
  return printer.receiptsCut > before ? [] : ['nothing hangs out past the cutter; feed moves paper there']
}

function done({ when, fault }: TimedFault): string {
  const now = 'afterMs' in when && when.afterMs === 0
  return `${faultText(fault)} ${now ? '' : 'will come '}– ${faultKind(fault.name).does}`
}

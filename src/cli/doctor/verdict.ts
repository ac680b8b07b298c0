/** From findings to the one sentence a shop owner wants. Pure; what was named decides, what was merely found can only help. */
import type { SerialPortFound } from '../../../drivers/discovery/serial-ports.js'
import type { Finding } from './findings.js'
import type { PrinterProbe } from './printer-probe.js'
import type { Origin } from './subjects.js'
import type { PrinterVerdict, Verdict } from './texts.js'

const CONFIRMING: ReadonlySet<string> = new Set(['process-id', 'fence'])
const WORST_FIRST = ['attention', 'usable', 'ready'] as const

export function printerVerdict({ description }: PrinterProbe, findings: readonly Finding[]): PrinterVerdict {
  if (!description || findings.some(({ severity }) => severity === 'blocks')) return 'attention'
  return CONFIRMING.has(description.confirmation) ? 'ready' : 'usable'
}

export interface Judged {
  readonly origin: Origin
  readonly verdict: PrinterVerdict
}

/** Of several named printers the worst decides, of several found ones the best. */
export function overallVerdict(
  printers: readonly Judged[],
  machine: readonly Finding[],
  leftAlone: readonly SerialPortFound[],
): Verdict {
  const decisive = decisivePrinter(printers)
  if (decisive) return decisive.verdict
  if (machine.some(({ severity }) => severity === 'blocks')) return 'attention'
  return leftAlone.length > 0 ? 'unasked' : 'nothing'
}

/** The printer the verdict speaks of. */
export function decisivePrinter<Printer extends Judged>(printers: readonly Printer[]): Printer | undefined {
  const named = printers.filter(({ origin }) => origin !== 'found')
  const inOrder = WORST_FIRST.flatMap((verdict) =>
    (named.length > 0 ? named : printers).filter((one) => one.verdict === verdict),
  )
  return named.length > 0 ? inOrder[0] : inOrder.at(-1)
}

/** 0 – nobody has anything to do. */
export function exitStatusOf(verdict: Verdict): 0 | 3 {
  return verdict === 'ready' || verdict === 'usable' ? 0 : 3
}

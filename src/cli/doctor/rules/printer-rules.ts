/** From what a printer says of itself to findings: faults in the catalogue's words, and what it can and cannot do. Pure. */
import type { FailureCode } from '../../../domain/failures.js'
import type { PrinterDescription } from '../../../ports/receipt-printer.js'
import { type Finding, finding } from '../findings.js'
import { LINK_FAILURES, type PrinterProbe, type TestPrint } from '../printer-probe.js'
import type { Subject } from '../subjects.js'

export function printerFindings(subject: Subject, probe: PrinterProbe): Finding[] {
  const { description, prints = [], hung, link } = probe
  const { address } = subject
  if (hung) return [finding('blocks', 'link.hung', { address })]
  return [
    ...(link?.kind === 'answered' ? [finding('blocks', 'link.unsteady', { address })] : []),
    ...faults(probe),
    ...(description ? abilities(description, address) : []),
    ...(subject.link === 'emulated' ? [finding('note', 'printer.emulated', {})] : []),
    // Of a queue that took nothing its own rule knows better.
    ...(subject.link === 'spooler' ? [] : prints.flatMap(printFindings)),
  ]
}

function faults({ status, failure }: PrinterProbe): Finding[] {
  const codes = new Set([status?.fault, failure].filter((code) => code !== undefined && !LINK_FAILURES.has(code)))
  const blocking = [...codes].map((code) => finding('blocks', 'printer.fault', { failure: code as FailureCode }))
  const nearEnd = status?.paper === 'nearEnd' && !codes.has('printer.paperNearEnd')
  return nearEnd ? [...blocking, finding('limits', 'printer.fault', { failure: 'printer.paperNearEnd' })] : blocking
}

function abilities({ confirmation, scripts, profile }: PrinterDescription, address: string): Finding[] {
  const findings: Finding[] = []
  if (confirmation === 'fence') findings.push(finding('note', 'printer.confirmsTheEnd', {}))
  if (confirmation === 'transport') findings.push(finding('limits', 'printer.cannotConfirm', {}))
  if (confirmation === 'hand-off') findings.push(finding('limits', 'printer.spooled', {}))
  if (profile.chosen === 'assumed') {
    findings.push(finding('note', 'printer.profileAssumed', { profile: profile.name, address }))
  }
  if (scripts.korean === 'picture') findings.push(finding('note', 'printer.drawsKorean', {}))
  if (scripts.chinese === 'picture') findings.push(finding('note', 'printer.drawsChinese', {}))
  return findings
}

function printFindings({ language, outcome, failure, evidence }: TestPrint): Finding[] {
  if (outcome === 'accepted') return []
  if (failure !== undefined && !LINK_FAILURES.has(failure)) return [finding('blocks', 'printer.fault', { failure })]
  return evidence?.end === 'partial' || evidence?.end === 'failed'
    ? [finding('blocks', 'print.notWhole', { language })]
    : [finding('blocks', 'print.uncertain', { language })]
}

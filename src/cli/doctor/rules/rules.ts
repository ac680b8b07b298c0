/** All rules together: what was observed of one printer, or of the machine as a whole, to what the doctor finds. */
import type { Survey } from '../../../../drivers/discovery/survey.js'
import { type Finding, finding } from '../findings.js'
import type { PrinterProbe } from '../printer-probe.js'
import { deviceOf, type Subject } from '../subjects.js'
import { networkFindings } from './network-rules.js'
import { printerFindings } from './printer-rules.js'
import { adapterFindings, serialFindings } from './serial-rules.js'
import { usbBusFindings, usbFindings } from './usb-rules.js'

const ORDER = ['blocks', 'limits', 'note'] as const

/** @returns what ails one printer that was asked, the worst first, nothing twice. */
export function subjectFindings(subject: Subject, probe: PrinterProbe, survey: Survey): readonly Finding[] {
  const found = [...linkFindings(subject, probe, survey), ...printerFindings(subject, probe)]
  const all = found.some(({ severity }) => severity === 'blocks') ? found : [...found, ...unexplained(probe)]
  const once = new Map(all.map((one) => [JSON.stringify([one.code, one.facts]), one]))
  return [...once.values()].sort((a, b) => ORDER.indexOf(a.severity) - ORDER.indexOf(b.severity))
}

/** A failure no rule had a better word for is told in the catalogue's. */
function unexplained({ description, failure }: PrinterProbe): Finding[] {
  return description || failure === undefined ? [] : [finding('blocks', 'printer.fault', { failure })]
}

function linkFindings(subject: Subject, probe: PrinterProbe, survey: Survey): Finding[] {
  switch (subject.link) {
    case 'serial':
      return serialFindings(subject, probe, survey)
    case 'usb':
      return usbFindings(subject, probe, survey)
    case 'network':
      return networkFindings(subject, probe, survey)
    case 'spooler':
      return [...unopened(subject, probe), ...notTaken(subject, probe, survey)]
    case 'emulated':
      return unopened(subject, probe)
  }
}

function unopened({ address }: Subject, { link }: PrinterProbe): Finding[] {
  return link?.kind === 'notOpened' ? [finding('blocks', 'link.notOpened', { address, reason: link.systemCode })] : []
}

/** Whether there is such a queue shows only when it is given something. */
function notTaken({ address }: Subject, { prints = [] }: PrinterProbe, { platform }: Survey): Finding[] {
  if (prints.every(({ outcome }) => outcome === 'accepted')) return []
  const command = platform === 'win32' ? 'Get-Printer | Format-Table Name, Shared, ShareName' : 'lpstat -e'
  return [finding('blocks', 'spooler.notTaken', { address, queue: deviceOf(address) }, { commands: [command] })]
}

/** @returns what concerns the machine and no printer in particular. */
export function machineFindings(survey: Survey): readonly Finding[] {
  const { user, serialPorts, usbPrinters } = survey
  const isRoot = user.id === 0 && user.name !== '' && serialPorts.length + usbPrinters.length > 0
  return [
    ...adapterFindings(survey),
    ...usbBusFindings(survey),
    ...(isRoot ? [finding('note', 'access.checkedAsRoot', {})] : []),
  ]
}

/** From what was seen of a USB printer to findings: who may open it, who holds it, and what Windows wants. Pure rules. */
import type { Survey } from '../../../../drivers/discovery/survey.js'
import type { UsbPrinterFound } from '../../../../drivers/discovery/usb-printers.js'
import { type Finding, type Fix, finding } from '../findings.js'
import type { PrinterProbe } from '../printer-probe.js'
import { deviceOf, type Subject, usbAddress } from '../subjects.js'
import { accessFindings, joinGroup, udevRule } from './access-rules.js'

/** The group Linux systems give printers to. */
const PRINTER_GROUP = 'lp'
/** What the kernel calls it when a program, and no driver, has an interface. */
const HELD_BY_PROGRAM = 'usbfs'

/** What a USB printer that was asked suffers from. */
export function usbFindings(subject: Subject, probe: PrinterProbe, survey: Survey): Finding[] {
  const { usb } = subject
  const findings = trouble(subject, probe, survey)
  const driver = usb?.kernelDriver
  if (driver === undefined || driver === HELD_BY_PROGRAM || isNodeAddress(subject) || findings.length > 0)
    return findings
  return [finding('note', 'usb.takenOverFromKernel', { driver })]
}

function trouble(subject: Subject, { link }: PrinterProbe, survey: Survey): Finding[] {
  const { address, usb } = subject
  if (!link) return []
  if (link.kind !== 'notOpened') {
    return link.kind === 'answered' ? [] : [finding('blocks', 'usb.silent', { address })]
  }
  if (!usb) return [finding('blocks', 'usb.missing', { address, found: foundAddresses(survey) })]
  const ids = idsOf(usb)
  const unclear = whichOne(subject, usb, survey)
  if (unclear) return [unclear]
  if (link.code === 'inUse') {
    const programs = usb.holders.map(({ name, pid }) => `${name} (${pid})`).join(', ')
    return [finding('blocks', 'usb.busy', { ids, programs })]
  }
  if (survey.platform === 'win32') {
    return [finding('blocks', 'usb.winUsbMissing', { ids, name: nameOf(usb) })]
  }
  if (isNodeAddress(subject) && usb.printerNode) return onNode(usb.printerNode, link.systemCode, survey)
  if (!usb.usbNode) return [finding('blocks', 'usb.nodeMissing', { ids })]
  if (link.code === 'forbidden' || !usb.usbNode.usable) return [ruleMissing(usb, survey)]
  return [finding('blocks', 'link.notOpened', { address, reason: link.systemCode })]
}

function onNode(node: NonNullable<UsbPrinterFound['printerNode']>, reason: string, { user }: Survey): Finding[] {
  const access = accessFindings(node, user.name)
  return access.length > 0 ? access : [finding('blocks', 'link.notOpened', { address: node.path, reason })]
}

function ruleMissing(usb: UsbPrinterFound, { user }: Survey): Finding {
  const path = usb.usbNode?.path ?? ''
  const facts = { ids: idsOf(usb), path, group: PRINTER_GROUP, user: user.name }
  return finding('blocks', 'usb.ruleMissing', facts, printerRule(usb, user.name))
}

/** `uaccess` lets in who sits at the machine; the group also lets in a till that runs as a service. */
function printerRule({ vendorId, productId }: UsbPrinterFound, user: string): Fix {
  const match = `SUBSYSTEM=="usb", ATTR{idVendor}=="${vendorId}", ATTR{idProduct}=="${productId}"`
  const line = `${match}, MODE="0660", GROUP="${PRINTER_GROUP}", TAG+="uaccess"`
  return udevRule(`60-tillproof-printer-${vendorId}-${productId}.rules`, line, [
    `sudo udevadm trigger --attr-match=idVendor=${vendorId}`,
    joinGroup(PRINTER_GROUP, user),
  ])
}

/** Of several of a kind none is opened unless the address says which. */
function whichOne({ address }: Subject, usb: UsbPrinterFound, { usbPrinters }: Survey): Finding | undefined {
  const twins = usbPrinters.filter((other) => idsOf(other) === idsOf(usb))
  if (twins.length < 2 || /[?&]serial=/.test(address)) return undefined
  const numbered = twins.filter(({ serialNumber }) => serialNumber !== '')
  if (numbered.length === 0) return finding('blocks', 'usb.sameNumbers', { ids: idsOf(usb), count: twins.length })
  const addresses = numbered.map((twin) => usbAddress(twin, usbPrinters)).join(', ')
  return finding('blocks', 'usb.sayWhich', { address, addresses })
}

/** What concerns USB as a whole. */
export function usbBusFindings({ platform, usbListed, usbPrinters }: Survey): Finding[] {
  const office = usbPrinters
    .filter(({ isOfficePrinter }) => isOfficePrinter)
    .map((usb) => finding('note', 'usb.officePrinter', { ids: idsOf(usb), name: nameOf(usb) }))
  if (office.length > 0) return office
  if (platform === 'wsl' && usbPrinters.length === 0) {
    const commands = ['usbipd list', 'usbipd bind --busid <BUSID>', 'usbipd attach --wsl --busid <BUSID>']
    return [finding('note', 'usb.notInWsl', {}, { commands })]
  }
  return usbListed ? [] : [finding('note', 'usb.notListed', {})]
}

function isNodeAddress({ address }: Subject): boolean {
  return deviceOf(address).startsWith('/')
}

function idsOf({ vendorId, productId }: UsbPrinterFound): string {
  return `${vendorId}:${productId}`
}

function nameOf({ manufacturer, product, vendorId, productId }: UsbPrinterFound): string {
  return [manufacturer, product].filter(Boolean).join(' ') || `${vendorId}:${productId}`
}

function foundAddresses({ usbPrinters }: Survey): string {
  return usbPrinters.map((usb) => usbAddress(usb, usbPrinters)).join(', ')
}

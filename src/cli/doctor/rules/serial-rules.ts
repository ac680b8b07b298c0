/** From what was seen of a serial port and its adapter to findings. Speeds, cables, programs and drivers: pure rules. */
import type { SerialPortFound } from '../../../../drivers/discovery/serial-ports.js'
import type { Survey } from '../../../../drivers/discovery/survey.js'
import type { PortlessAdapter } from '../../../../drivers/discovery/usb-printers.js'
import { type Finding, type Fix, finding } from '../findings.js'
import type { PrinterProbe } from '../printer-probe.js'
import { deviceOf, type Subject } from '../subjects.js'
import { accessFindings, udevRule } from './access-rules.js'

/** What a serial printer that was asked suffers from. */
export function serialFindings({ address, port }: Subject, probe: PrinterProbe, survey: Survey): Finding[] {
  const path = port?.path ?? deviceOf(address)
  return [...linkFindings(path, port, probe, survey), ...rateFindings(path, probe), ...modemManager(port, survey)]
}

function linkFindings(path: string, port: SerialPortFound | undefined, probe: PrinterProbe, survey: Survey): Finding[] {
  const { link } = probe
  switch (link?.kind) {
    case 'silent':
    case 'hungUp':
      // A scan has its own, better word for it.
      return probe.rates ? [] : [finding('blocks', 'serial.silent', { path }, scan(path))]
    case 'unreadable':
      return probe.rates?.answered
        ? []
        : [finding('blocks', 'serial.unreadable', { path, received: link.received }, scan(path))]
    case 'echo':
      return [finding('blocks', 'serial.echo', { path })]
    case 'notOpened':
      return notOpened(path, port, link.code, link.systemCode, survey)
    default:
      return []
  }
}

function scan(path: string): Fix {
  return { commands: [`tillproof doctor serial:${path} --scan-baud`] }
}

function notOpened(
  path: string,
  port: SerialPortFound | undefined,
  code: 'forbidden' | 'inUse' | 'unreachable',
  systemCode: string,
  { serialPorts, user, platform }: Survey,
): Finding[] {
  if (port?.access && !port.access.usable) return accessFindings(port.access, user.name)
  // Windows says "access denied" where it means that another program has the port.
  const isBusy = code === 'inUse' || (code === 'forbidden' && platform === 'win32')
  if (isBusy) return [finding('blocks', 'serial.busy', { path, programs: programsOf(port) })]
  if (code === 'forbidden') return [finding('blocks', 'access.refused', { path })]
  if (port || systemCode === 'ETIMEDOUT') {
    return [finding('blocks', 'link.notOpened', { address: path, reason: systemCode })]
  }
  const found = serialPorts.map((one) => one.stablePath ?? one.path).join(', ')
  return [finding('blocks', 'serial.missing', { path, found })]
}

/** `ModemManager (812), minicom (4011)`; empty where other users' programs do not show. */
function programsOf(port: SerialPortFound | undefined): string {
  return (port?.holders ?? []).map(({ name, pid }) => `${name} (${pid})`).join(', ')
}

function rateFindings(path: string, { rates }: PrinterProbe): Finding[] {
  if (!rates) return []
  if (rates.answered !== undefined) return [finding('note', 'serial.rateFound', { path, baud: rates.answered })]
  if (rates.asked.length < 2) return []
  return [finding('blocks', 'serial.noRateAnswers', { path, bauds: rates.asked.join(', ') })]
}

/** It sends modem commands to every adapter that is plugged in, and a printer prints them. */
function modemManager(port: SerialPortFound | undefined, { grabbers }: Survey): Finding[] {
  if (!port?.usb || !grabbers.includes('ModemManager')) return []
  const { vendorId, productId } = port.usb
  const line = `ATTRS{idVendor}=="${vendorId}", ATTRS{idProduct}=="${productId}", ENV{ID_MM_DEVICE_IGNORE}="1"`
  const fix = udevRule(`78-tillproof-no-modem-${vendorId}-${productId}.rules`, line, [
    `sudo udevadm trigger --attr-match=idVendor=${vendorId}`,
    'sudo systemctl restart ModemManager',
  ])
  return [finding('limits', 'serial.modemManager', { path: port.path, ids: `${vendorId}:${productId}` }, fix)]
}

/** Adapters that are plugged in and never became a port. */
export function adapterFindings({ portlessAdapters, platform, grabbers }: Survey): Finding[] {
  return portlessAdapters.map(({ chip, vendorId, productId }: PortlessAdapter) => {
    const { name, module, driverSite } = chip
    const ids = `${vendorId}:${productId}`
    if (platform === 'linux' && grabbers.includes('brltty')) {
      return finding('blocks', 'serial.takenByBraille', { chip: name, ids }, { commands: ['sudo apt remove brltty'] })
    }
    const facts = { chip: name, ids, module, site: driverSite }
    const commands = platform === 'linux' || platform === 'wsl' ? [`sudo modprobe ${module}`] : []
    return finding('blocks', 'serial.driverMissing', facts, { commands })
  })
}

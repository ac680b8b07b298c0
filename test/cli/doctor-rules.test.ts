/**
 * From what was observed to what the doctor finds, a row a case, on Linux and on Windows alike: nothing here needs a device.
 * Every finding there is must come from some row, and each row's exact remedy is looked at.
 */
import { describe, expect, it } from 'vitest'
import type { LinkAnswer } from '../../drivers/discovery/ask-link.js'
import type { NodeAccess } from '../../drivers/discovery/node-access.js'
import type { SerialPortFound } from '../../drivers/discovery/serial-ports.js'
import type { Survey } from '../../drivers/discovery/survey.js'
import type { UsbPrinterFound } from '../../drivers/discovery/usb-printers.js'
import type { Finding } from '../../src/cli/doctor/findings.js'
import type { PrinterProbe } from '../../src/cli/doctor/printer-probe.js'
import { isForeign } from '../../src/cli/doctor/rules/network-rules.js'
import { machineFindings, subjectFindings } from '../../src/cli/doctor/rules/rules.js'
import type { Subject } from '../../src/cli/doctor/subjects.js'
import { DOCTOR_TEXTS } from '../../src/cli/doctor/texts.js'
import type { ConfirmationLevel, PrinterDescription, PrinterStatus } from '../../src/ports/receipt-printer.js'

const LINUX: Survey = {
  platform: 'linux',
  user: { name: 'kim', id: 1000, groups: [1000] },
  networks: [{ address: '192.168.1.20', cidr: '192.168.1.20/24' }],
  serialPorts: [],
  usbPrinters: [],
  portlessAdapters: [],
  usbListed: true,
  grabbers: [],
}
const WINDOWS: Survey = { ...LINUX, platform: 'win32', user: { name: 'kim', id: undefined, groups: [] } }

const CH340 = { name: 'CH340', module: 'ch341', driverSite: 'wch-ic.com' }
const ADAPTER = { vendorId: '1a86', productId: '7523', manufacturer: '', product: '', serialNumber: '' }

const node = (path: string, access: Partial<NodeAccess> = {}): NodeAccess => ({
  ...{ path, usable: false, group: 'dialout', groupMayUse: true, membership: 'none' },
  ...access,
})
const port = (access: Partial<NodeAccess> = {}, more: Partial<SerialPortFound> = {}): SerialPortFound => ({
  path: '/dev/ttyUSB0',
  stablePath: '/dev/serial/by-id/usb-1a86',
  usb: ADAPTER,
  chip: CH340,
  access: node('/dev/ttyUSB0', access),
  holders: [],
  ...more,
})
const serial = (found?: SerialPortFound, address = 'serial:/dev/ttyUSB0'): Subject => ({
  ...{ address, link: 'serial', origin: 'argument', field: 'printer' },
  ...(found && { port: found }),
})

const EPSON: UsbPrinterFound = {
  ...{ vendorId: '04b8', productId: '0e28', manufacturer: 'EPSON', product: 'TM-T88V', serialNumber: 'J1' },
  usbNode: node('/dev/bus/usb/001/004', { group: 'root' }),
  isOfficePrinter: false,
  holders: [],
}
const { usbNode: _usbNode, ...NOT_HANDED_OVER } = EPSON
const usb = (found: UsbPrinterFound | undefined = EPSON, address = 'usb://04b8:0e28'): Subject => ({
  ...{ address, link: 'usb', origin: 'found', field: 'printer', usb: found },
})
const missingUsb: Subject = { address: 'usb://04b8:0202', link: 'usb', origin: 'settings', field: 'printer' }

const network = (address = 'tcp://192.168.1.50:9100'): Subject => ({
  ...{ address, link: 'network', origin: 'argument', field: 'printer' },
})
const spooler: Subject = { address: 'spooler:POS-80', link: 'spooler', origin: 'argument', field: 'printer' }
const emulated: Subject = { address: 'emulated:', link: 'emulated', origin: 'settings', field: 'printer' }

const closed = (code: 'forbidden' | 'inUse' | 'unreachable', systemCode = ''): PrinterProbe => ({
  failure: 'printer.unreachable',
  link: { kind: 'notOpened', code, systemCode },
})
const said = (link: LinkAnswer): PrinterProbe => ({ failure: 'printer.unreachable', link })

const STATUS: PrinterStatus = {
  ...{ online: true, paper: 'present', coverOpen: false, cutter: 'ready', drawer: 'low' },
}
const description = (
  confirmation: ConfirmationLevel,
  more: Partial<PrinterDescription> = {},
): { readonly status: PrinterStatus; readonly description: PrinterDescription } => ({
  status: STATUS,
  description: {
    ...{ columns: 48, confirmation, maker: 'EPSON', model: 'TM-T88V', firmware: '30', serial: '1', mountedFont: '' },
    profile: { name: 'generic-korean-80', chosen: 'detected' },
    scripts: { korean: 'font', chinese: 'font' },
    ...more,
  },
})

const SCAN = { commands: ['tillproof doctor serial:/dev/ttyUSB0 --scan-baud'] }
const USB_RULE =
  'SUBSYSTEM=="usb", ATTR{idVendor}=="04b8", ATTR{idProduct}=="0e28", MODE="0660", GROUP="lp", TAG+="uaccess"'
const USB_RULE_FILE = '/etc/udev/rules.d/60-tillproof-printer-04b8-0e28.rules'
const MODEM_RULE = 'ATTRS{idVendor}=="1a86", ATTRS{idProduct}=="7523", ENV{ID_MM_DEVICE_IGNORE}="1"'
const MODEM_RULE_FILE = '/etc/udev/rules.d/78-tillproof-no-modem-1a86-7523.rules'

type Row = readonly [string, Subject, PrinterProbe, Survey, readonly Partial<Finding>[]]

const ROWS: readonly Row[] = [
  // Permissions
  [
    'not in the group that owns the port',
    serial(port()),
    closed('forbidden', 'EACCES'),
    LINUX,
    [
      {
        code: 'access.notInGroup',
        severity: 'blocks',
        facts: { path: '/dev/ttyUSB0', group: 'dialout', user: 'kim' },
        fix: { commands: ['sudo usermod -aG dialout kim'] },
      },
    ],
  ],
  [
    'the group is called otherwise, as on Arch',
    serial(port({ group: 'uucp' })),
    closed('forbidden'),
    LINUX,
    [{ code: 'access.notInGroup', fix: { commands: ['sudo usermod -aG uucp kim'] } }],
  ],
  [
    'in the group from the next login on',
    serial(port({ membership: 'stored' })),
    closed('forbidden'),
    LINUX,
    [{ code: 'access.loginNeeded', facts: { path: '/dev/ttyUSB0', group: 'dialout', user: 'kim' } }],
  ],
  [
    'a port only root may use',
    serial(port({ group: 'root', groupMayUse: false })),
    closed('forbidden'),
    LINUX,
    [
      {
        code: 'access.closed',
        fix: {
          commands: [
            `echo 'SUBSYSTEM=="tty", KERNEL=="ttyUSB0", MODE="0660", GROUP="dialout"' | sudo tee /etc/udev/rules.d/60-tillproof-ttyUSB0.rules`,
            'sudo udevadm control --reload-rules',
            'sudo udevadm trigger --name-match=/dev/ttyUSB0',
            'sudo usermod -aG dialout kim',
          ],
          file: {
            path: '/etc/udev/rules.d/60-tillproof-ttyUSB0.rules',
            line: 'SUBSYSTEM=="tty", KERNEL=="ttyUSB0", MODE="0660", GROUP="dialout"',
          },
        },
      },
    ],
  ],
  [
    'a port that may be used and is refused',
    serial(port({ usable: true, membership: 'active' })),
    closed('forbidden', 'EPERM'),
    LINUX,
    [{ code: 'access.refused', facts: { path: '/dev/ttyUSB0' } }],
  ],
  // Serial ports
  [
    'a port another program has open',
    serial(port({ usable: true }, { holders: [{ pid: 900, name: 'minicom' }] })),
    closed('inUse', 'EBUSY'),
    LINUX,
    [{ code: 'serial.busy', facts: { path: '/dev/ttyUSB0', programs: 'minicom (900)' } }],
  ],
  [
    'a Windows port another program has open, which Windows calls access denied',
    serial({ path: 'COM3', holders: [] }, 'serial:COM3'),
    closed('forbidden', 'EACCES'),
    WINDOWS,
    [{ code: 'serial.busy', facts: { path: 'COM3', programs: '' } }],
  ],
  [
    'a port that is not there, while another is',
    serial(undefined, 'serial:///dev/ttyUSB7?baud=9600'),
    closed('unreachable', 'ENOENT'),
    { ...LINUX, serialPorts: [port()] },
    [{ code: 'serial.missing', facts: { path: '/dev/ttyUSB7', found: '/dev/serial/by-id/usb-1a86' } }],
  ],
  [
    'a Windows port without its driver',
    serial(undefined, 'serial:COM9'),
    closed('unreachable'),
    WINDOWS,
    [{ code: 'serial.missing', facts: { path: 'COM9', found: '' } }],
  ],
  [
    'a port that is there and does not open',
    serial(port({ usable: true })),
    closed('unreachable', 'EIO'),
    LINUX,
    [{ code: 'link.notOpened', facts: { address: '/dev/ttyUSB0', reason: 'EIO' } }],
  ],
  [
    'a silent port',
    serial(port({ usable: true })),
    said({ kind: 'silent' }),
    LINUX,
    [{ code: 'serial.silent', fix: SCAN }],
  ],
  [
    'a port at another speed',
    serial(port({ usable: true })),
    said({ kind: 'unreadable', received: 'fce0' }),
    LINUX,
    [{ code: 'serial.unreadable', facts: { path: '/dev/ttyUSB0', received: 'fce0' }, fix: SCAN }],
  ],
  ['a looped port', serial(port({ usable: true })), said({ kind: 'echo' }), LINUX, [{ code: 'serial.echo' }]],
  [
    'a speed that was found',
    serial(port({ usable: true })),
    { ...description('process-id'), rates: { asked: [9_600, 19_200], answered: 19_200 } },
    LINUX,
    [{ code: 'serial.rateFound', severity: 'note', facts: { path: '/dev/ttyUSB0', baud: 19_200 } }],
  ],
  [
    'no speed that answers',
    serial(port({ usable: true })),
    { ...said({ kind: 'silent' }), rates: { asked: [9_600, 19_200], answered: undefined } },
    LINUX,
    [{ code: 'serial.noRateAnswers', facts: { path: '/dev/ttyUSB0', bauds: '9600, 19200' } }],
  ],
  [
    'a port ModemManager speaks to',
    serial(port({ usable: true })),
    description('process-id'),
    { ...LINUX, grabbers: ['ModemManager'] },
    [
      {
        code: 'serial.modemManager',
        severity: 'limits',
        fix: {
          commands: [
            `echo '${MODEM_RULE}' | sudo tee ${MODEM_RULE_FILE}`,
            'sudo udevadm control --reload-rules',
            'sudo udevadm trigger --attr-match=idVendor=1a86',
            'sudo systemctl restart ModemManager',
          ],
          file: { path: MODEM_RULE_FILE, line: MODEM_RULE },
        },
      },
    ],
  ],
  // USB
  [
    'a USB printer this user may not open',
    usb(),
    closed('forbidden', 'EACCES'),
    LINUX,
    [
      {
        code: 'usb.ruleMissing',
        facts: { ids: '04b8:0e28', path: '/dev/bus/usb/001/004', group: 'lp', user: 'kim' },
        fix: {
          commands: [
            `echo '${USB_RULE}' | sudo tee ${USB_RULE_FILE}`,
            'sudo udevadm control --reload-rules',
            'sudo udevadm trigger --attr-match=idVendor=04b8',
            'sudo usermod -aG lp kim',
          ],
          file: { path: USB_RULE_FILE, line: USB_RULE },
        },
      },
    ],
  ],
  [
    'its printer node, which the group lp owns',
    usb({ ...EPSON, printerNode: node('/dev/usb/lp0', { group: 'lp' }) }, 'usb:///dev/usb/lp0'),
    closed('forbidden', 'EACCES'),
    LINUX,
    [{ code: 'access.notInGroup', fix: { commands: ['sudo usermod -aG lp kim'] } }],
  ],
  [
    'a USB printer that was not handed to the container',
    usb(NOT_HANDED_OVER),
    closed('unreachable', 'ENOENT'),
    LINUX,
    [{ code: 'usb.nodeMissing', facts: { ids: '04b8:0e28' } }],
  ],
  [
    'a USB printer another program has open',
    usb({ ...EPSON, holders: [{ pid: 77, name: 'cupsd' }] }),
    closed('inUse', 'EBUSY'),
    LINUX,
    [{ code: 'usb.busy', facts: { ids: '04b8:0e28', programs: 'cupsd (77)' } }],
  ],
  [
    'a USB printer that is not plugged in, while another is',
    missingUsb,
    closed('unreachable'),
    { ...LINUX, usbPrinters: [EPSON] },
    [{ code: 'usb.missing', facts: { address: 'usb://04b8:0202', found: 'usb://04b8:0e28' } }],
  ],
  ['a USB printer that does not answer', usb(), said({ kind: 'silent' }), LINUX, [{ code: 'usb.silent' }]],
  [
    'a USB printer Windows keeps for itself',
    usb(),
    closed('forbidden'),
    WINDOWS,
    [{ code: 'usb.winUsbMissing', facts: { ids: '04b8:0e28', name: 'EPSON TM-T88V' } }],
  ],
  [
    'a USB printer that opens and fails for a reason nobody foresaw',
    usb({ ...EPSON, usbNode: node('/dev/bus/usb/001/004', { usable: true }) }),
    closed('unreachable', 'EPROTO'),
    LINUX,
    [{ code: 'link.notOpened', facts: { address: 'usb://04b8:0e28', reason: 'EPROTO' } }],
  ],
  [
    'a USB printer the system driver holds',
    usb({ ...EPSON, kernelDriver: 'usblp' }),
    description('process-id'),
    LINUX,
    [{ code: 'usb.takenOverFromKernel', severity: 'note', facts: { driver: 'usblp' } }],
  ],
  [
    'two USB printers nobody can tell apart',
    usb({ ...EPSON, serialNumber: '' }),
    closed('unreachable'),
    {
      ...LINUX,
      usbPrinters: [
        { ...EPSON, serialNumber: '' },
        { ...EPSON, serialNumber: '' },
      ],
    },
    [{ code: 'usb.sameNumbers', severity: 'blocks', facts: { ids: '04b8:0e28', count: 2 } }],
  ],
  [
    'two USB printers, and the address says not which',
    usb(),
    closed('unreachable'),
    { ...LINUX, usbPrinters: [EPSON, { ...EPSON, serialNumber: 'J2' }] },
    [
      {
        code: 'usb.sayWhich',
        facts: { address: 'usb://04b8:0e28', addresses: 'usb://04b8:0e28?serial=J1, usb://04b8:0e28?serial=J2' },
      },
    ],
  ],
  [
    'one of two USB printers, which the address names',
    usb(EPSON, 'usb://04b8:0e28?serial=J1'),
    description('process-id'),
    { ...LINUX, usbPrinters: [EPSON, { ...EPSON, serialNumber: 'J2' }] },
    [],
  ],
  [
    'a USB printer a program had a moment ago',
    usb({ ...EPSON, kernelDriver: 'usbfs' }),
    description('process-id'),
    LINUX,
    [],
  ],
  // Network
  [
    'a port that refuses',
    network(),
    closed('unreachable', 'ECONNREFUSED'),
    LINUX,
    [{ code: 'network.refused', facts: { host: '192.168.1.50', port: 9_100 } }],
  ],
  [
    'a host there is no way to',
    network(),
    closed('unreachable', 'EHOSTUNREACH'),
    LINUX,
    [{ code: 'network.noRoute', facts: { host: '192.168.1.50' } }],
  ],
  [
    'a host that does not answer in time',
    network('tcp:192.168.1.50'),
    closed('unreachable', 'ETIMEDOUT'),
    LINUX,
    [{ code: 'network.timeout', facts: { host: '192.168.1.50', port: 9_100 } }],
  ],
  [
    'a host in another network',
    network('tcp://192.168.0.50:9100'),
    closed('unreachable', 'ETIMEDOUT'),
    LINUX,
    [{ code: 'network.otherNetwork', facts: { host: '192.168.0.50', own: '192.168.1.20/24' } }],
  ],
  [
    'a name nobody knows',
    network('tcp://printer.shop:9100'),
    closed('unreachable', 'ENOTFOUND'),
    LINUX,
    [{ code: 'network.nameUnknown', facts: { host: 'printer.shop' } }],
  ],
  ['a host that hangs up', network(), said({ kind: 'hungUp' }), LINUX, [{ code: 'network.hungUp' }]],
  ['a host that says nothing', network(), said({ kind: 'silent' }), LINUX, [{ code: 'network.silent' }]],
  [
    'a web server',
    network(),
    said({ kind: 'unreadable', received: Buffer.from('HTTP/1.1 400 Bad').toString('hex') }),
    LINUX,
    [{ code: 'network.notAPrinter', facts: { host: '192.168.1.50', port: 9_100, received: 'HTTP/1.1 400 Bad' } }],
  ],
  [
    'a host that fails for a reason nobody foresaw',
    network(),
    closed('unreachable', 'ECONNRESET'),
    LINUX,
    [{ code: 'link.notOpened', facts: { address: 'tcp://192.168.1.50:9100', reason: 'ECONNRESET' } }],
  ],
  [
    'a printer that answers now and then',
    network(),
    said({ kind: 'answered' }),
    LINUX,
    [{ code: 'link.unsteady', severity: 'blocks' }],
  ],
  ['a device that hangs', network(), { hung: true }, LINUX, [{ code: 'link.hung' }]],
  [
    'a spooler without that printer',
    spooler,
    closed('unreachable'),
    WINDOWS,
    [{ code: 'link.notOpened', facts: { address: 'spooler:POS-80', reason: '' } }],
  ],
  [
    'a queue that takes nothing, on Linux',
    spooler,
    { ...description('hand-off'), prints: [{ language: 'ko', jobId: 'AAAA', outcome: 'unknown' }] },
    LINUX,
    [
      {
        code: 'spooler.notTaken',
        facts: { address: 'spooler:POS-80', queue: 'POS-80' },
        fix: { commands: ['lpstat -e'] },
      },
      { code: 'printer.spooled' },
    ],
  ],
  [
    'a queue that takes nothing, on Windows',
    spooler,
    { ...description('hand-off'), prints: [{ language: 'ko', jobId: 'AAAA', outcome: 'unknown' }] },
    WINDOWS,
    [
      {
        code: 'spooler.notTaken',
        facts: { address: 'spooler:POS-80', queue: 'POS-80' },
        fix: { commands: ['Get-Printer | Format-Table Name, Shared, ShareName'] },
      },
      { code: 'printer.spooled' },
    ],
  ],
  [
    'a failure nobody can explain',
    spooler,
    { failure: 'printer.linkLost' },
    WINDOWS,
    [{ code: 'printer.fault', severity: 'blocks', facts: { failure: 'printer.linkLost' } }],
  ],
  // The printer itself
  ['nothing at all', network(), description('process-id'), LINUX, []],
  [
    'a cover that is open',
    network(),
    { status: { ...STATUS, coverOpen: true, fault: 'printer.coverOpen' }, failure: 'printer.coverOpen' },
    LINUX,
    [{ code: 'printer.fault', severity: 'blocks', facts: { failure: 'printer.coverOpen' } }],
  ],
  [
    'paper that runs low',
    network(),
    { ...description('process-id'), status: { ...STATUS, paper: 'nearEnd' } },
    LINUX,
    [{ code: 'printer.fault', severity: 'limits', facts: { failure: 'printer.paperNearEnd' } }],
  ],
  ['a clone', network(), description('fence'), LINUX, [{ code: 'printer.confirmsTheEnd', severity: 'note' }]],
  ['a mute', network(), description('transport'), LINUX, [{ code: 'printer.cannotConfirm', severity: 'limits' }]],
  ['a spooler', spooler, description('hand-off'), WINDOWS, [{ code: 'printer.spooled', severity: 'limits' }]],
  [
    'a printer nobody knows, without a font',
    network(),
    description('process-id', {
      profile: { name: 'generic-80', chosen: 'assumed' },
      scripts: { korean: 'picture', chinese: 'picture' },
    }),
    LINUX,
    [
      { code: 'printer.profileAssumed', facts: { profile: 'generic-80', address: 'tcp://192.168.1.50:9100' } },
      { code: 'printer.drawsKorean' },
      { code: 'printer.drawsChinese' },
    ],
  ],
  ['the emulated printer', emulated, description('process-id'), LINUX, [{ code: 'printer.emulated' }]],
  [
    'a test slip nobody can tell of',
    network(),
    { ...description('process-id'), prints: [{ language: 'ko', jobId: 'AAAA', outcome: 'unknown' }] },
    LINUX,
    [{ code: 'print.uncertain', severity: 'blocks', facts: { language: 'ko' } }],
  ],
  [
    'a test slip that stopped half-way',
    network(),
    {
      ...description('process-id'),
      prints: [
        {
          ...{ language: 'zh', jobId: 'AAAA', outcome: 'unknown' },
          evidence: { end: 'partial', bytesAccepted: 10, wholeAccepted: false, replies: '' },
        },
      ],
    },
    LINUX,
    [{ code: 'print.notWhole', facts: { language: 'zh' } }],
  ],
  [
    'a test slip that met an open cover',
    network(),
    {
      ...description('process-id'),
      prints: [{ language: 'en', jobId: 'AAAA', outcome: 'unavailable', failure: 'printer.coverOpen' }],
    },
    LINUX,
    [{ code: 'printer.fault', facts: { failure: 'printer.coverOpen' } }],
  ],
]

type MachineRow = readonly [string, Survey, readonly Partial<Finding>[]]

const PORTLESS = { ...ADAPTER, chip: CH340 }

const MACHINE_ROWS: readonly MachineRow[] = [
  ['nothing', LINUX, []],
  [
    'an adapter brltty took',
    { ...LINUX, portlessAdapters: [PORTLESS], grabbers: ['brltty'] },
    [{ code: 'serial.takenByBraille', fix: { commands: ['sudo apt remove brltty'] } }],
  ],
  [
    'an adapter Linux has no driver for',
    { ...LINUX, portlessAdapters: [PORTLESS] },
    [{ code: 'serial.driverMissing', severity: 'blocks', fix: { commands: ['sudo modprobe ch341'] } }],
  ],
  [
    'an adapter Windows has no driver for',
    { ...WINDOWS, portlessAdapters: [PORTLESS] },
    [
      {
        code: 'serial.driverMissing',
        facts: { chip: 'CH340', ids: '1a86:7523', module: 'ch341', site: 'wch-ic.com' },
        fix: { commands: [] },
      },
    ],
  ],
  [
    'an office printer',
    { ...LINUX, usbPrinters: [{ ...EPSON, isOfficePrinter: true }] },
    [{ code: 'usb.officePrinter', severity: 'note', facts: { ids: '04b8:0e28', name: 'EPSON TM-T88V' } }],
  ],
  ['a bus that cannot be listed', { ...LINUX, usbListed: false }, [{ code: 'usb.notListed', severity: 'note' }]],
  [
    'Linux inside Windows',
    { ...LINUX, platform: 'wsl' },
    [
      {
        code: 'usb.notInWsl',
        fix: { commands: ['usbipd list', 'usbipd bind --busid <BUSID>', 'usbipd attach --wsl --busid <BUSID>'] },
      },
    ],
  ],
  [
    'a run as root',
    { ...LINUX, user: { name: 'root', id: 0, groups: [0] }, serialPorts: [port({ usable: true })] },
    [{ code: 'access.checkedAsRoot', severity: 'note' }],
  ],
]

describe('rules', () => {
  it.each(ROWS)('find for %s what it is', (_case, subject, probe, survey, expected) => {
    expect(subjectFindings(subject, probe, survey)).toEqual(expected.map((one) => expect.objectContaining(one)))
  })

  it.each(MACHINE_ROWS)('find for a machine with %s what it is', (_case, survey, expected) => {
    expect(machineFindings(survey)).toEqual(expected.map((one) => expect.objectContaining(one)))
  })

  it('are each shown by a row', () => {
    const rows = [...ROWS.map((row) => row[4]), ...MACHINE_ROWS.map((row) => row[2])]
    const shown = new Set(rows.flat().map(({ code }) => code))
    const spoken = [...Object.keys(DOCTOR_TEXTS.en.findings), 'printer.fault']
    expect(spoken.filter((code) => !shown.has(code as Finding['code']))).toEqual([])
  })

  it('put what blocks before what is only good to know', () => {
    const found = subjectFindings(
      serial(port()),
      { ...description('fence'), status: { ...STATUS, paper: 'nearEnd', fault: 'printer.coverOpen' } },
      { ...LINUX, grabbers: ['ModemManager'] },
    )
    expect(found.map(({ severity }) => severity)).toEqual(['blocks', 'limits', 'limits', 'note'])
  })
})

describe('another network', () => {
  const own = [
    { address: '192.168.1.20', cidr: '192.168.1.20/24' },
    { address: '10.8.0.2', cidr: '10.8.0.2/16' },
  ]
  it.each([
    ['192.168.1.254', false],
    ['192.168.2.1', true],
    ['10.8.255.1', false],
    ['10.9.0.1', true],
    ['172.16.0.5', true],
    ['169.254.7.7', true],
    ['8.8.8.8', false],
    ['printer.local', false],
  ])('has %s: %s', (host, foreign) => {
    expect(isForeign(host, own)).toBe(foreign)
  })

  it('is not claimed where the computer has none of its own', () => {
    expect(isForeign('192.168.2.1', [])).toBe(false)
  })
})

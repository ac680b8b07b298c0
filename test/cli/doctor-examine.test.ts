/**
 * The examination of machines that stand on no desk here: a Windows till, a locked-down Linux one, one with nothing at all.
 * The machine is laid out as data; the printers that are asked are real sockets, or are found missing.
 */
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { systemClock } from '../../drivers/clocks/system-clock.js'
import { surveyMachine } from '../../drivers/discovery/survey.js'
import { type Examination, examine } from '../../src/cli/doctor/examine.js'
import { doctorReport, type Examined } from '../../src/cli/doctor/report.js'
import { reportLines } from '../../src/cli/doctor/report-lines.js'
import { chooseSubjects, type Wish, withOption } from '../../src/cli/doctor/subjects.js'
import { DOCTOR_TEXTS } from '../../src/cli/doctor/texts.js'
import { exitStatusOf, overallVerdict, printerVerdict } from '../../src/cli/doctor/verdict.js'
import { cellsOf } from '../../src/cli/printer/cells.js'
import { LANGUAGES } from '../../src/domain/language.js'
import { GROUPS, type LaidOut, laidOutMachine, plugged, pluggedAdapter } from '../discovery/laid-out-machine.js'

const WISH: Examination = {
  ...{ arguments: [], settings: [], otherDevices: [], probeSerial: false },
  ...{ scanRates: false, print: false, language: 'en' },
}
const NOBODY = { arguments: [], settings: [], otherDevices: [], probeSerial: false } satisfies Wish
const drivers = { clock: systemClock, emulatedFolder: join(tmpdir(), 'tillproof-nothing'), utcOffsetMinutes: 540 }

const examination = (laidOut: LaidOut, wish: Partial<Examination> = {}) =>
  examine(
    { ...WISH, ...wish },
    { machine: laidOutMachine(laidOut), drivers, signal: new AbortController().signal, progress: () => undefined },
  )
const subjects = async (laidOut: LaidOut, wish: Partial<Wish> = {}) =>
  chooseSubjects({ ...NOBODY, ...wish }, await surveyMachine(laidOutMachine(laidOut)))

const adapter = pluggedAdapter('ttyUSB0', { place: '1-1', vendorId: '0403', productId: '6001' })
const BY_ID = '/dev/serial/by-id/usb-FTDI-if00'
const ONE_ADAPTER: LaidOut = {
  files: { ...adapter.files, '/etc/group': GROUPS },
  links: { ...adapter.links, [BY_ID]: '/dev/ttyUSB0' },
  nodes: { '/dev/ttyUSB0': { mode: 0o666, groupId: 20 } },
}

describe('a machine with nothing', () => {
  it.each(LANGUAGES)('is told so in %s, and offered the emulated printer', async (language) => {
    const report = await examination({ files: { '/sys/bus/usb/devices/usb1/idVendor': '1d6b' } }, { language })
    const { verdicts } = DOCTOR_TEXTS[language]
    expect(report).toMatchObject({
      ...{ exitStatus: 3, printers: [], serialPorts: [] },
      verdict: {
        ...{ code: 'nothing', what: verdicts.nothing },
        emulator: { commands: ['npx tillproof printer', 'npx tillproof doctor tcp://127.0.0.1:9100 --print'] },
      },
    })
    const lines = reportLines(report, 80)
    expect(lines).toContain('      npx tillproof printer')
    expect(lines.join('\n')).not.toContain('undefined')
  })

  it('but an adapter without driver has something to be mended', async () => {
    const { files } = plugged({ place: '1-5', vendorId: '1a86', productId: '7523', interfaceClass: 'ff' })
    const { verdict } = await examination({ files })
    expect(verdict).toMatchObject({ code: 'attention', commands: ['sudo modprobe ch341'] })
  })
})

describe('who is asked', () => {
  it('no serial port that nobody named', async () => {
    const { asked, leftAlone } = await subjects(ONE_ADAPTER)
    expect(asked).toEqual([])
    expect(leftAlone.map(({ path }) => path)).toEqual(['/dev/ttyUSB0'])
    const report = await examination(ONE_ADAPTER)
    expect(report).toMatchObject({
      exitStatus: 3,
      verdict: { code: 'unasked', todo: ['/dev/ttyUSB0'], commands: ['tillproof doctor --probe-serial'] },
      serialPorts: [{ path: '/dev/ttyUSB0', stablePath: BY_ID, chip: 'FTDI', usbIds: '0403:6001', asked: false }],
    })
  })

  it('all of them, by the name that stays, when told to; but never the one of the card reader', async () => {
    const all = await subjects(ONE_ADAPTER, { probeSerial: true })
    expect(all.asked).toMatchObject([{ address: `serial:${BY_ID}`, origin: 'found' }])
    for (const reader of ['serial:/dev/ttyUSB0?baud=9600', `serial:${BY_ID}`]) {
      const { asked, leftAlone } = await subjects(ONE_ADAPTER, { probeSerial: true, otherDevices: [reader] })
      expect([asked, leftAlone]).toEqual([[], []])
    }
  })

  it('each link once, under the name it was given', async () => {
    const names = ['serial:///dev/ttyUSB0?baud=9600', `serial:${BY_ID}`, 'tcp:10.0.0.5:9100', 'tcp://10.0.0.5:9100/']
    const { asked, leftAlone } = await subjects(ONE_ADAPTER, { arguments: names, probeSerial: true })
    expect(asked.map(({ address }) => address)).toEqual([names[0], names[2]])
    expect(leftAlone).toEqual([])
  })

  it('USB printers by their numbers, twins by their serial numbers, office printers not at all', async () => {
    const usb = (place: string, productId: string, serial: string, more: Record<string, string> = {}) => ({
      ...plugged({ place, vendorId: '04b8', productId, serial }).files,
      ...more,
    })
    const { asked } = await subjects({
      files: {
        ...usb('1-1', '0202', 'A'),
        ...usb('1-2', '0e28', 'B'),
        ...usb('1-3', '0e28', 'C'),
        ...usb('1-4', '0005', 'D', { '/sys/bus/usb/devices/1-4:1.0/ieee1284_id': 'CMD:PCL,PJL;' }),
      },
    })
    expect(asked.map(({ address }) => address)).toEqual([
      'usb://04b8:0202',
      'usb://04b8:0e28?serial=B',
      'usb://04b8:0e28?serial=C',
    ])
  })

  it('a USB printer that was named by its node is the one that was found', async () => {
    const { files } = plugged({ place: '1-2', vendorId: '04b8', productId: '0e28' })
    const laidOut: LaidOut = {
      files: { ...files, '/sys/bus/usb/devices/1-2:1.0/usbmisc/lp0/dev': '180:0' },
      nodes: { '/dev/usb/lp0': { mode: 0o660, groupId: 7 } },
    }
    for (const address of ['usb:///dev/usb/lp0', 'usb://04B8:0E28']) {
      const { asked } = await subjects(laidOut, { arguments: [address] })
      expect(asked).toMatchObject([{ address, origin: 'argument', usb: { vendorId: '04b8' } }])
    }
  })

  it('by its node, a USB printer of which only that may be used', async () => {
    const { files } = plugged({ place: '1-2', vendorId: '04b8', productId: '0e28' })
    const lp0 = { files: { ...files, '/sys/bus/usb/devices/1-2:1.0/usbmisc/lp0/dev': '180:0' } }
    const [forbidden, allowed] = [
      { mode: 0o660, groupId: 7 },
      { mode: 0o666, groupId: 7 },
    ]
    const address = async (bus: typeof forbidden, node: typeof forbidden) => {
      const nodes = { '/dev/usb/lp0': node, '/dev/bus/usb/001/004': bus }
      return (await subjects({ ...lp0, nodes })).asked.map((one) => one.address)
    }
    expect(await address(forbidden, allowed)).toEqual(['usb:///dev/usb/lp0'])
    for (const node of [forbidden, allowed]) expect(await address(allowed, node)).toEqual(['usb://04b8:0e28'])
    expect(await address(forbidden, forbidden)).toEqual(['usb://04b8:0e28'])
  })

  it('an option is set without losing the others', () => {
    expect(withOption('serial:COM3', 'baud', 9_600)).toBe('serial:COM3?baud=9600')
    expect(withOption('serial:COM3?baud=19200&flow=hardware', 'baud', 9_600)).toBe(
      'serial:COM3?baud=9600&flow=hardware',
    )
  })
})

describe('the line for the settings', () => {
  it('names the port by the name that stays, and keeps its options', async () => {
    const survey = await surveyMachine(laidOutMachine(ONE_ADAPTER))
    const { asked } = chooseSubjects({ ...NOBODY, arguments: ['serial:/dev/ttyUSB0?baud=9600'] }, survey)
    const [subject] = asked
    if (!subject) throw new Error('nobody was asked')
    const examined: Examined = { survey, probed: [{ subject, probe: { hung: true } }], leftAlone: [] }
    expect(doctorReport(examined, 'en').printers).toMatchObject([
      { address: 'serial:/dev/ttyUSB0?baud=9600', settingsLine: `printer: serial:${BY_ID}?baud=9600` },
    ])
  })
})

describe('a locked-down till', () => {
  const locked: LaidOut = { ...ONE_ADAPTER, nodes: { '/dev/ttyUSB0': { mode: 0o660, groupId: 20 } } }

  it.each(LANGUAGES)('shows in %s exactly what to type, within the width of the screen', async (language) => {
    const survey = await surveyMachine(laidOutMachine(locked))
    const { asked } = chooseSubjects({ ...NOBODY, arguments: ['serial:/dev/ttyUSB0'] }, survey)
    const link = { kind: 'notOpened', code: 'forbidden', systemCode: 'EACCES' } as const
    const probed = asked.map((subject) => ({ subject, probe: { failure: 'printer.forbidden' as const, link } }))
    const report = doctorReport({ survey, probed, leftAlone: [] }, language)
    expect(report).toMatchObject({
      verdict: { code: 'attention', commands: ['sudo usermod -aG dialout kim'] },
      machine: { platform: 'linux', user: 'kim' },
    })
    for (const width of [60, 80, 110]) {
      const lines = reportLines(report, width)
      expect(lines.filter((line) => line === '      sudo usermod -aG dialout kim')).toHaveLength(2)
      for (const line of lines) expect(cellsOf(line), line).toBeLessThanOrEqual(width)
    }
  })
})

describe('verdicts', () => {
  const found = { origin: 'found' } as const
  const named = { origin: 'argument' } as const

  it.each([
    [
      'the worst of the named',
      [
        { ...named, verdict: 'ready' },
        { ...named, verdict: 'attention' },
      ],
      'attention',
    ],
    [
      'no found one against a named',
      [
        { ...named, verdict: 'ready' },
        { ...found, verdict: 'attention' },
      ],
      'ready',
    ],
    [
      'the best of the found',
      [
        { ...found, verdict: 'attention' },
        { ...found, verdict: 'usable' },
      ],
      'usable',
    ],
  ] as const)('count %s', (_which, printers, verdict) => {
    expect(overallVerdict(printers, [], [])).toBe(verdict)
  })

  it.each([
    ['ready', 0],
    ['usable', 0],
    ['attention', 3],
    ['unasked', 3],
    ['nothing', 3],
  ] as const)('%s ends with %i', (verdict, status) => {
    expect(exitStatusOf(verdict)).toBe(status)
  })

  it('a printer that could not be described is never ready', () => {
    expect(printerVerdict({ hung: true }, [])).toBe('attention')
  })
})

/** What a look at a machine finds, on Linux as its kernel shows it and elsewhere as the libraries list it. */
import { describe, expect, it } from 'vitest'
import { surveyMachine } from '../../drivers/discovery/survey.js'
import { thisMachine } from '../../drivers/discovery/this-machine.js'
import { GROUPS, KIM, type LaidOut, laidOutMachine, plugged, pluggedAdapter } from './laid-out-machine.js'

const FTDI = {
  place: '1-1',
  vendorId: '0403',
  productId: '6001',
  manufacturer: 'FTDI',
  product: 'FT232R',
  serial: 'A1',
}
const EPSON = {
  place: '1-2',
  vendorId: '04b8',
  productId: '0e28',
  manufacturer: 'EPSON',
  product: 'TM-T88V',
  serial: 'J1',
}
const DIALOUT = { mode: 0o660, groupId: 20 }
const LP = { mode: 0o660, groupId: 7 }

const survey = (laidOut: LaidOut) => surveyMachine(laidOutMachine(laidOut))

describe('serial ports on Linux', () => {
  it('are found without udev, with their adapter, their stable name and who may use them', async () => {
    const { files, links } = pluggedAdapter('ttyUSB0', FTDI)
    const { serialPorts } = await survey({
      files: { ...files, '/etc/group': GROUPS },
      links: { ...links, '/dev/serial/by-id/usb-FTDI_FT232R_A1-if00-port0': '/dev/ttyUSB0' },
      nodes: { '/dev/ttyUSB0': DIALOUT },
    })
    expect(serialPorts).toEqual([
      {
        path: '/dev/ttyUSB0',
        stablePath: '/dev/serial/by-id/usb-FTDI_FT232R_A1-if00-port0',
        usb: { vendorId: '0403', productId: '6001', manufacturer: 'FTDI', product: 'FT232R', serialNumber: 'A1' },
        chip: { name: 'FTDI', module: 'ftdi_sio', driverSite: 'ftdichip.com' },
        access: { path: '/dev/ttyUSB0', usable: false, group: 'dialout', groupMayUse: true, membership: 'none' },
        holders: [],
      },
    ])
  })

  it.each([
    ['0403', '6015', 'FTDI'],
    ['10c4', 'ea60', 'CP210x'],
    ['1a86', '7523', 'CH340'],
    ['067b', '2303', 'PL2303'],
    ['1234', '5678', undefined],
  ])('names the chip of %s:%s: %s', async (vendorId, productId, chip) => {
    const { files, links } = pluggedAdapter('ttyUSB0', { place: '1-1', vendorId, productId })
    const { serialPorts } = await survey({ files, links, nodes: { '/dev/ttyUSB0': DIALOUT } })
    expect(serialPorts.map((port) => port.chip?.name)).toEqual([chip])
  })

  it('are the real ones only, though Linux names built-in ports that no chip stands behind', async () => {
    const { serialPorts } = await survey({
      files: { '/sys/class/tty/ttyS0/type': '4', '/sys/class/tty/ttyS1/type': '0' },
      links: {
        '/sys/class/tty/ttyS0/device': '/sys/devices/pnp0/00:04',
        '/sys/class/tty/ttyS1/device': '/sys/devices/platform/serial8250',
      },
      nodes: { '/dev/ttyS0': DIALOUT, '/dev/ttyS1': DIALOUT, '/dev/ttyS2': DIALOUT, '/dev/tty1': DIALOUT },
    })
    expect(serialPorts.map(({ path }) => path)).toEqual(['/dev/ttyS0'])
  })

  it.each([
    ['in the group', { ...KIM, groups: [1000, 20] }, GROUPS, { usable: true, membership: 'active' }],
    ['put into it since the login', KIM, GROUPS.replace('dialout:x:20:', 'dialout:x:20:kim'), { membership: 'stored' }],
    ['whose like is in it', KIM, GROUPS.replace('dialout:x:20:', 'dialout:x:20:kimberly'), { membership: 'none' }],
    ['of a nameless group', KIM, '', { group: '20', membership: 'none' }],
    ['root', { name: 'root', id: 0, groups: [0] }, GROUPS, { usable: true, membership: 'none' }],
  ])('tells a user %s', async (_who, user, groups, access) => {
    const { serialPorts } = await survey({
      user,
      files: { '/etc/group': groups },
      nodes: { '/dev/ttyUSB0': DIALOUT },
    })
    expect(serialPorts).toMatchObject([{ access }])
  })

  it('names the programs that have them open, and the services that grab them', async () => {
    const { serialPorts, grabbers } = await survey({
      files: { '/proc/812/comm': 'ModemManager', '/proc/900/comm': 'minicom', '/proc/901/comm': 'sh' },
      links: {
        '/proc/900/fd/3': '/dev/ttyUSB0',
        '/proc/900/fd/4': '/dev/ttyUSB0',
        '/proc/901/fd/0': '/dev/pts/1',
      },
      nodes: { '/dev/ttyUSB0': DIALOUT },
    })
    expect(serialPorts.map(({ holders }) => holders)).toEqual([[{ pid: 900, name: 'minicom' }]])
    expect(grabbers).toEqual(['ModemManager'])
  })
})

describe('USB printers on Linux', () => {
  it('are known by their interface class, with their nodes and the driver that holds them', async () => {
    const { files, links } = plugged({ ...EPSON, driver: 'usblp' })
    const bus = '/sys/bus/usb/devices'
    const found = await survey({
      files: {
        ...files,
        [`${bus}/1-2:1.0/usbmisc/lp0/dev`]: '180:0',
        [`${bus}/1-2:1.0/ieee1284_id`]: 'MFG:EPSON;CMD:ESC/POS;MDL:TM-T88V;CLS:PRINTER;',
        [`${bus}/1-3/idVendor`]: '046d',
        [`${bus}/1-3/idProduct`]: 'c077',
        [`${bus}/1-3:1.0/bInterfaceClass`]: '03',
        '/etc/group': GROUPS,
      },
      links,
      nodes: { '/dev/usb/lp0': LP, '/dev/bus/usb/001/004': { mode: 0o664, groupId: 0 } },
    })
    expect(found.usbListed).toBe(true)
    expect(found.usbPrinters).toEqual([
      {
        ...{ vendorId: '04b8', productId: '0e28', manufacturer: 'EPSON', product: 'TM-T88V', serialNumber: 'J1' },
        kernelDriver: 'usblp',
        printerNode: { path: '/dev/usb/lp0', usable: false, group: 'lp', groupMayUse: true, membership: 'none' },
        usbNode: {
          ...{ path: '/dev/bus/usb/001/004', usable: false, group: 'root', groupMayUse: true, membership: 'none' },
        },
        isOfficePrinter: false,
        holders: [],
      },
    ])
  })

  it.each([
    ['MFG:HP;CMD:PJL,PCLXL,POSTSCRIPT;MDL:LaserJet;', true],
    ['MFG:Brother;COMMAND SET:HBP,PJL,URF;', true],
    ['MFG:BIXOLON;CMD:ESC/POS;', false],
    ['MFG:XP;MDL:PCL-lookalike;', false],
    ['', false],
  ])('tells from %j that it is an office printer: %s', async (deviceId, isOffice) => {
    const { files } = plugged(EPSON)
    const { usbPrinters } = await survey({
      files: { ...files, '/sys/bus/usb/devices/1-2:1.0/ieee1284_id': deviceId },
    })
    expect(usbPrinters.map(({ isOfficePrinter }) => isOfficePrinter)).toEqual([isOffice])
  })

  it('include adapters that never became a port, and no others', async () => {
    const withPort = pluggedAdapter('ttyUSB0', FTDI)
    const without = plugged({ place: '1-5', vendorId: '1a86', productId: '7523', interfaceClass: 'ff' })
    const { portlessAdapters } = await survey({
      files: { ...withPort.files, ...without.files },
      links: { ...withPort.links },
      nodes: { '/dev/ttyUSB0': DIALOUT },
    })
    expect(portlessAdapters).toMatchObject([{ vendorId: '1a86', productId: '7523', chip: { name: 'CH340' } }])
  })
})

describe('elsewhere', () => {
  it('Windows ports and printers are as the libraries list them', async () => {
    const found = await survey({
      platform: 'win32',
      user: { name: 'kim', id: undefined, groups: [] },
      serialPorts: [
        { path: 'COM1' },
        { path: 'COM3', vendorId: '067B', productId: '2303', manufacturer: 'Prolific', serialNumber: 'X' },
      ],
      usbDevices: [
        device(0x04b8, 0x0e28, [7], 'EPSON', 'TM-T88V'),
        device(0x046d, 0xc077, [3]),
        // Windows may let only who opens a device read its descriptors.
        device(0x1504, 0x001a, undefined, 'BIXOLON'),
        device(0x1a86, 0x7523, [255]),
      ],
    })
    expect(found.platform).toBe('win32')
    expect(found.serialPorts).toMatchObject([{ path: 'COM1' }, { path: 'COM3', chip: { name: 'PL2303' } }])
    expect(found.usbPrinters.map(({ vendorId, productId }) => `${vendorId}:${productId}`)).toEqual([
      '04b8:0e28',
      '1504:001a',
    ])
    expect(found.portlessAdapters).toMatchObject([{ chip: { name: 'CH340' } }])
    expect(found.usbListed).toBe(true)
  })

  it('a machine without libraries and folders has nothing, and says that it could not list USB', async () => {
    for (const platform of ['win32', 'darwin', 'linux', 'freebsd']) {
      expect(await survey({ platform })).toMatchObject({
        ...{ serialPorts: [], usbPrinters: [], portlessAdapters: [], grabbers: [], usbListed: false },
        platform: platform === 'freebsd' ? 'other' : platform,
      })
    }
  })

  it('Linux inside Windows is told apart', async () => {
    const version = 'Linux version 5.15.153.1-microsoft-standard-WSL2'
    expect(await survey({ files: { '/proc/version': version } })).toMatchObject({ platform: 'wsl' })
  })

  it('this very machine can be looked at, whatever it has', async () => {
    const found = await surveyMachine(thisMachine())
    expect(found.user.name).not.toBe('')
    for (const { path } of found.serialPorts) expect(path).toMatch(/^(\/dev\/|COM)/)
  })
})

function device(
  vendorId: number,
  productId: number,
  interfaceClasses: readonly number[] | undefined,
  manufacturer = '',
  product = '',
) {
  return { vendorId, productId, interfaceClasses, manufacturer, product, serialNumber: '' }
}

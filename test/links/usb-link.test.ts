import { describe, expect, it } from 'vitest'
import { parseAddress } from '../../drivers/address.js'
import { systemClock } from '../../drivers/clocks/system-clock.js'
import { VirtualClock } from '../../drivers/clocks/virtual-clock.js'
import type { LinkCloseCause } from '../../drivers/links/byte-link.js'
import { openLink } from '../../drivers/links/open-link.js'
import { type UsbLinkOptions, usbLinkOpener } from '../../drivers/links/usb-link.js'
import type { UsbConfiguration, UsbPrinterDevice } from '../../drivers/links/usb-printer-device.js'
import { DriverError } from '../../src/ports/device.js'
import { FakeUsbDevice, type FakeUsbOptions } from './fake-usb-device.js'
import { bulkIn, bulkOut, printerConfiguration } from './usb-descriptors.js'

const forever = new AbortController().signal
const MINUTE_MS = 60_000
const BYTES = Uint8Array.from({ length: 1_000 }, (_, index) => index & 0xff)

function opener(clock: VirtualClock, device: FakeUsbDevice, options: Partial<UsbLinkOptions> = {}) {
  const { vendorId, productId, driverOf } = device
  return usbLinkOpener({
    ...{ vendorId, productId, driverOf, devices: async () => [device], address: 'usb://04b8:0e28', clock },
    ...options,
  })
}

/** A link that stands, what came out of its far end, and how it ended. */
async function opened(given: Omit<FakeUsbOptions, 'clock'> = {}, options: Partial<UsbLinkOptions> = {}) {
  const clock = new VirtualClock(0)
  const device = new FakeUsbDevice({ clock, ...given })
  const arrived: number[] = []
  device.far.onData((packet) => arrived.push(...packet))
  const link = await opener(clock, device, options).open(forever)
  const told: LinkCloseCause[] = []
  link.onClose((cause) => told.push(cause))
  const heard: number[] = []
  link.onData((bytes) => heard.push(...bytes))
  return { clock, device, link, arrived, heard, told }
}

/** What opening came to grief with. */
async function refusal(given: Omit<FakeUsbOptions, 'clock'>, options: Partial<UsbLinkOptions> = {}) {
  const clock = new VirtualClock(0)
  const device = new FakeUsbDevice({ clock, ...given })
  const error = await opener(clock, device, options)
    .open(forever)
    .catch((reason: unknown) => reason)
  if (!(error instanceof DriverError)) return expect.fail(`opened, or ${String(error)}`)
  return { device, error, systemCode: error.cause instanceof Error && 'code' in error.cause && error.cause.code }
}

describe('the printer in a USB device', () => {
  const hid = { interfaceNumber: 0, alternates: [{ ...alternate(3, 0), endpoints: [bulkOut(1), bulkIn(1)] }] }
  const IPP = 4

  function alternate(interfaceClass: number, alternateSetting: number, interfaceProtocol = 2) {
    return {
      interfaceClass,
      interfaceSubclass: 1,
      interfaceProtocol,
      alternateSetting,
      endpoints: [bulkOut(3), bulkIn(2)],
    }
  }

  const CASES: readonly (readonly [
    string,
    Omit<FakeUsbOptions, 'clock'>,
    Partial<UsbLinkOptions>,
    readonly string[],
  ])[] = [
    [
      'is the interface of class 7',
      device([hid, { interfaceNumber: 1, alternates: [alternate(7, 0)] }]),
      {},
      ['claimInterface 1'],
    ],
    [
      'is its bidirectional setting',
      { configurations: [printerConfiguration({ ...alternate(7, 0, 1), endpoints: [bulkOut(1)] }, alternate(7, 1))] },
      {},
      ['claimInterface 0', 'selectAlternateInterface 0 1'],
    ],
    [
      'is not the one that speaks HTTP',
      { configurations: [printerConfiguration(alternate(7, 0, IPP), alternate(7, 1, 1))] },
      {},
      ['claimInterface 0', 'selectAlternateInterface 0 1'],
    ],
    [
      'may be unidirectional',
      { configurations: [printerConfiguration({ endpoints: [bulkOut(4)] })] },
      {},
      ['claimInterface 0'],
    ],
    [
      'may call itself vendor-specific',
      { configurations: [printerConfiguration(alternate(0xff, 0))] },
      {},
      ['claimInterface 0'],
    ],
    [
      'is the one the address names',
      device([
        { interfaceNumber: 1, alternates: [alternate(7, 0)] },
        { interfaceNumber: 5, alternates: [alternate(7, 0)] },
      ]),
      { interfaceNumber: 5 },
      ['claimInterface 5'],
    ],
    [
      'may stand in another configuration',
      {
        configurations: [
          { configurationValue: 1, interfaces: [hid] },
          { ...printerConfiguration({}), configurationValue: 2 },
        ],
      },
      {},
      ['selectConfiguration 2', 'claimInterface 0'],
    ],
    ['may not be configured yet', { configured: 'not yet' }, {}, ['selectConfiguration 1', 'claimInterface 0']],
  ]

  function device(interfaces: UsbConfiguration['interfaces']) {
    return { configurations: [{ configurationValue: 1, interfaces }] }
  }

  it.each(CASES)('%s', async (_, given, options, calls) => {
    const { device, link, arrived } = await opened(given, options)
    expect(device.calls).toEqual(['open', ...calls])
    await link.write(BYTES, forever)
    expect(arrived).toEqual([...BYTES])
    await link.close()
  })

  it.each([
    ['nothing of the kind', device([hid])],
    ['HTTP only', { configurations: [printerConfiguration(alternate(7, 0, IPP))] }],
  ])('cannot be opened where there is %s', async (_, given) => {
    const refused = await refusal(given)
    expect(refused.error.code).toBe('link.unreachable')
    expect(refused.device).toMatchObject({ calls: ['open', 'close'], opened: false })
  })
})

describe('opening and closing a USB printer', () => {
  it('moves the kernel driver aside and gives it back', async () => {
    const { device, link, told } = await opened({ driver: 'usblp' })
    expect(device.calls).toEqual(['open', 'detachKernelDriver 0', 'claimInterface 0'])
    device.calls.length = 0
    await link.close()
    // The first makes the pending read end.
    expect(device.calls).toEqual(['detachKernelDriver 0', 'releaseInterface 0', 'attachKernelDriver 0', 'close'])
    expect(device).toMatchObject({ driver: 'usblp', opened: false, pendingTransfers: 0 })
    expect(told).toEqual(['closedHere'])
  })

  it('attaches no driver where there was none', async () => {
    const { device, link } = await opened()
    await link.close()
    expect(device.calls).not.toContain('attachKernelDriver 0')
  })

  it('can be opened again', async () => {
    const { clock, device, link, arrived } = await opened({ driver: 'usblp' })
    await link.close()
    const again = await opener(clock, device).open(forever)
    await again.write(BYTES, forever)
    expect(arrived).toEqual([...BYTES])
    await again.close()
  })

  it('does not push another program aside', async () => {
    const { device, error } = await refusal({ driver: 'usbfs' })
    expect(error.code).toBe('link.inUse')
    expect(device.calls).toEqual(['open', 'close'])
  })

  it.each([
    ['claimInterface', 'claimInterface error: interface is busy (errno 16)', 'link.inUse', 'EBUSY'],
    ['open', 'open error: failed to open device (errno 13)', 'link.forbidden', 'EACCES'],
    ['open', 'open error: failed to open device (errno 19)', 'link.unreachable', 'ENODEV'],
    ['open', 'open error: something else', 'link.unreachable', false],
  ] as const)('refused by %s with “%s” it is %s', async (step, words, code, expected) => {
    const { device, error, systemCode } = await refusal({ driver: 'usblp', refuses: { [step]: words } })
    expect({ code: error.code, systemCode }).toEqual({ code, systemCode: expected })
    expect(device).toMatchObject({ driver: 'usblp', opened: false })
  })

  it('goes on where the driver cannot be moved, for the claim tells', async () => {
    const { error } = await refusal({
      driver: 'usblp',
      refuses: { detachKernelDriver: 'detachKernelDriver error: no' },
    })
    expect(error.code).toBe('link.inUse')
  })

  it('is unreachable where it is not plugged in, and where there is no bus', async () => {
    const none = await refusal({}, { devices: async () => [] })
    expect(none.error.code).toBe('link.unreachable')
    const words = 'getDevices error: /sys/bus/usb/devices/ not found (errno 2)'
    const noBus = await refusal({}, { devices: () => Promise.reject(new Error(words)) })
    expect(noBus).toMatchObject({ error: { code: 'link.unreachable' }, systemCode: 'ENOENT' })
  })

  it('says so too by way of its address, on whatever machine this is', async () => {
    const surroundings = { clock: systemClock, options: [], baudRate: 9_600 }
    const link = openLink(parseAddress('usb://ffff:fffe'), surroundings)
    await expect(link.open(forever)).rejects.toMatchObject({ code: 'link.unreachable' })
  })

  it('asks which one is meant when there are two', async () => {
    const clock = new VirtualClock(0)
    const [first, second] = ['A1', 'B2'].map((serialNumber) => new FakeUsbDevice({ clock, serialNumber }))
    if (!first || !second) return expect.fail('two devices')
    const devices = async (): Promise<readonly UsbPrinterDevice[]> => [first, second]
    const { error } = await refusal({}, { devices })
    expect(error.message).toContain('say which one with serial=, there are A1, B2')
    const link = await opener(clock, first, { devices, serialNumber: 'B2' }).open(forever)
    expect([first.opened, second.opened]).toEqual([false, true])
    await link.close()
    const other = await refusal({}, { devices, serialNumber: 'C3' })
    expect(other.error.message).toContain('serial number C3 is plugged in and switched on; there is A1, B2')
  })

  it('puts back what opens after the caller gave up', async () => {
    const clock = new VirtualClock(0)
    const device = new FakeUsbDevice({ clock, driver: 'usblp' })
    await expect(opener(clock, device).open(AbortSignal.abort())).rejects.toMatchObject({ code: 'link.unreachable' })
    await clock.advance(0)
    expect(device).toMatchObject({ driver: 'usblp', opened: false })
    expect(device.calls.at(-1)).toBe('close')
  })
})

describe('writing to a USB printer', () => {
  it('waits as long as the printer is busy, and sends every byte once', async () => {
    const { clock, device, link, arrived } = await opened()
    device.far.pause()
    const writing = link.write(BYTES, forever)
    await clock.advance(300 * MINUTE_MS)
    device.far.resume()
    await writing
    expect(arrived).toEqual([...BYTES])
    await link.close()
  })

  it('gives a write up after a day, and sends nothing of it again', async () => {
    const { clock, device, link, arrived } = await opened({}, { refusedMs: 24 * 60 * MINUTE_MS })
    device.far.onData((packet) => {
      arrived.push(...packet)
      device.far.pause()
    })
    const outcome = link.write(BYTES, forever).catch((error: unknown) => error)
    await clock.advance(25 * 60 * MINUTE_MS)
    expect(await outcome).toMatchObject({ code: 'link.stalled' })
    device.far.resume()
    await clock.advance(MINUTE_MS)
    expect(arrived).toEqual([...BYTES.subarray(0, 64)])
    await link.close()
  })

  it('sends the next write only behind what was given up', async () => {
    const { clock, device, link, arrived } = await opened()
    device.far.pause()
    const caller = new AbortController()
    const first = link.write(Uint8Array.of(1, 2, 3), caller.signal).catch((error: unknown) => error)
    await clock.advance(0)
    caller.abort()
    expect(await first).toMatchObject({ code: 'link.stalled' })
    await expect(link.write(Uint8Array.of(9), AbortSignal.abort())).rejects.toMatchObject({ code: 'link.stalled' })
    const second = link.write(Uint8Array.of(4), forever)
    device.far.resume()
    await second
    expect(arrived).toEqual([1, 2, 3, 4])
    await link.close()
  })

  it('goes on where a transfer stopped short', async () => {
    const { device, link, arrived } = await opened()
    device.takesAtMost = 10
    await link.write(BYTES, forever)
    expect(arrived).toEqual([...BYTES])
    expect(device.transfersOut).toHaveLength(100)
    await link.close()
  })

  it('does not hurry a printer that takes nothing', async () => {
    const { clock, device, link, arrived } = await opened()
    device.takesAtMost = 0
    const writing = link.write(Uint8Array.of(1), forever)
    await clock.advance(1_000)
    expect(device.transfersOut.length).toBeLessThanOrEqual(101)
    device.takesAtMost = 64
    await clock.advance(10)
    await writing
    expect(arrived).toEqual([1])
    await link.close()
  })

  it('clears a halt once and goes on behind what was taken', async () => {
    const { device, link, arrived } = await opened()
    device.stall('out', { after: 128 })
    await link.write(BYTES, forever)
    expect(arrived).toEqual([...BYTES])
    expect(device.calls.filter((call) => call.startsWith('clearHalt'))).toEqual(['clearHalt out 1'])
    await link.close()
  })

  it('goes on as well when a single packet was refused by an error', async () => {
    const { device, link, arrived } = await opened()
    device.stall('out', { as: 'error' })
    await link.write(BYTES.subarray(0, 64), forever)
    expect(arrived).toEqual([...BYTES.subarray(0, 64)])
    await link.close()
  })

  it.each([
    ['halts again', { times: 2 }],
    ['halts, and nobody knows where', { after: 128, as: 'error' }],
  ] as const)('breaks off when it %s', async (_, halt) => {
    const { clock, device, link, told } = await opened({ driver: 'usblp' })
    device.stall('out', halt)
    await expect(link.write(BYTES, forever)).rejects.toMatchObject({ code: 'link.closed' })
    await clock.advance(0)
    expect(told).toEqual(['fault'])
    expect(device).toMatchObject({ driver: 'usblp', opened: false })
  })

  it('breaks off when the printer is unplugged', async () => {
    const { device, link, told } = await opened()
    device.far.pause()
    const outcome = link.write(BYTES, forever).catch((error: unknown) => error)
    device.unplug()
    expect(await outcome).toMatchObject({ code: 'link.closed' })
    expect(told).toEqual(['fault'])
  })
})

describe('what a USB printer says', () => {
  it('is heard after hours of silence', async () => {
    const { clock, device, link, heard } = await opened()
    await clock.advance(180 * MINUTE_MS)
    await device.far.write(BYTES)
    await clock.advance(100)
    expect(heard).toEqual([...BYTES])
    await link.close()
  })

  it('may be nothing, which is no hurry', async () => {
    const { clock, device, link, heard, told } = await opened()
    for (let count = 0; count < 50; count += 1) device.answerNothing()
    await clock.advance(100)
    await device.far.write(Uint8Array.of(7))
    await clock.advance(100)
    // Some of the empty ones still stand before it.
    expect(heard).toEqual([])
    await clock.advance(1_000)
    expect(heard).toEqual([7])
    expect(told).toEqual([])
    await link.close()
  })

  it('is heard again after a halt, and no more after a second one', async () => {
    const { clock, device, link, heard, told } = await opened()
    device.stall('in', {})
    await clock.advance(50)
    await device.far.write(Uint8Array.of(7))
    await clock.advance(50)
    expect({ heard, told }).toEqual({ heard: [7], told: [] })
    device.stall('in', { times: 2 })
    await clock.advance(50)
    expect(told).toEqual(['fault'])
    expect(device.opened).toBe(false)
    await link.close()
  })

  it('ends at once when it is unplugged, and everything is let go', async () => {
    const { clock, device, link, told } = await opened({ driver: 'usblp' })
    device.unplug()
    await clock.advance(0)
    expect(told).toEqual(['fault'])
    expect(device).toMatchObject({ opened: false, pendingTransfers: 0 })
    await link.close()
    expect(told).toEqual(['fault'])
  })
})

describe('closing where transfers cannot be interrupted', () => {
  const elsewhere = { refuses: { detachKernelDriver: 'detachKernelDriver error: method not implemented' } }

  it('waits for the read to come to its end', async () => {
    const { clock, device, link } = await opened(elsewhere)
    const closing = link.close()
    await clock.advance(4_000)
    expect(device.opened).toBe(true)
    await clock.advance(1_000)
    await closing
    expect(device).toMatchObject({ opened: false, pendingTransfers: 0 })
  })

  it('does not wait for ever for a write that hangs, and lets go when it does end', async () => {
    const { clock, device, link, told } = await opened(elsewhere, { refusedMs: 10 * MINUTE_MS })
    device.far.pause()
    const caller = new AbortController()
    const outcome = link.write(BYTES, caller.signal).catch((error: unknown) => error)
    await clock.advance(0)
    caller.abort()
    expect(await outcome).toMatchObject({ code: 'link.stalled' })
    const closing = link.close()
    await clock.advance(6_000)
    await closing
    expect(told).toEqual(['closedHere'])
    expect(device).toMatchObject({ opened: true, pendingTransfers: 1 })
    await clock.advance(10 * MINUTE_MS)
    expect(device).toMatchObject({ opened: false, pendingTransfers: 0 })
  })
})

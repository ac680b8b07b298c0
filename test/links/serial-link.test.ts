import { SerialPort } from 'serialport'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { systemClock } from '../../drivers/clocks/system-clock.js'
import type { ByteLink, LinkCloseCause } from '../../drivers/links/byte-link.js'
import { type SerialLinkOptions, serialLinkOpener } from '../../drivers/links/serial-link.js'
import { limit } from '../../drivers/waiting.js'
import { openPtyPair, PTY_MISSING, type PtyPair } from './pty-pair.js'

const forever = new AbortController().signal

const [XON, XOFF] = [0x11, 0x13]

function opener(path: string, options: Partial<SerialLinkOptions> = {}) {
  return serialLinkOpener({
    ...{ path, baudRate: 19_200, dataBits: 8, stopBits: 1, parity: 'none', flowControl: 'none' },
    ...{ address: 'serial:test', clock: systemClock, closeLimitMs: 200, ...options },
  })
}

/** Resolves once `count` bytes have arrived. */
function bytesFrom(link: ByteLink, count: number): Promise<number[]> {
  const received: number[] = []
  return new Promise((resolve) => {
    link.onData((bytes) => {
      received.push(...bytes)
      if (received.length >= count) resolve(received)
    })
  })
}

describe.skipIf(PTY_MISSING)(`serial link${PTY_MISSING ? ` (${PTY_MISSING})` : ''}`, () => {
  let pair: PtyPair

  beforeEach(async () => {
    pair = await openPtyPair()
  })

  afterEach(async () => {
    await pair.unplug()
  })

  it('carries every byte value both ways', async () => {
    const near = await opener(pair.near).open(forever)
    const far = await opener(pair.far).open(forever)
    const everyByte = Uint8Array.from({ length: 256 }, (_, index) => index)
    const [there, back] = [bytesFrom(far, 256), bytesFrom(near, 256)]
    await near.write(everyByte, forever)
    await far.write(everyByte, forever)
    expect(await there).toEqual([...everyByte])
    expect(await back).toEqual([...everyByte])
    await near.close()
    await far.close()
  })

  it('notices an unplugged cable while idle, once', async () => {
    const link = await opener(pair.near).open(forever)
    const told: LinkCloseCause[] = []
    const closed = new Promise<void>((resolve) => {
      link.onClose((cause) => {
        told.push(cause)
        resolve()
      })
    })
    await pair.unplug()
    await closed
    await link.close()
    expect(told).toEqual(['fault'])
    await expect(link.write(Uint8Array.of(1), forever)).rejects.toMatchObject({ code: 'link.closed' })
  })

  it('notices it in the middle of traffic, where the hung-up port reads as empty', async () => {
    const near = await opener(pair.near).open(forever)
    const far = await opener(pair.far).open(forever)
    const closed = new Promise((resolve) => near.onClose(resolve))
    const arrived = bytesFrom(near, 1)
    await far.write(new Uint8Array(64), forever)
    await arrived
    await Promise.all([far.close(), pair.unplug()])
    expect(await closed).toBe('fault')
  })

  it('calls a write that hangs stalled, and closes all the same', async () => {
    const link = await opener(pair.near).open(forever)
    const soon = limit(systemClock, 200)
    await expect(link.write(new Uint8Array(5_000_000), soon.signal)).rejects.toMatchObject({ code: 'link.stalled' })
    await link.close()
    await link.close()
    expect(await new Promise((resolve) => link.onClose(resolve))).toBe('closedHere')
  })

  it('lets go of a port whose closing hangs', async () => {
    const link = await opener(pair.near).open(forever)
    const hung: SerialPort[] = []
    const closing = vi.spyOn(SerialPort.prototype, 'close').mockImplementation(function (this: SerialPort) {
      hung.push(this)
    })
    await link.close()
    expect(await new Promise((resolve) => link.onClose(resolve))).toBe('closedHere')
    closing.mockRestore()
    expect(hung).toHaveLength(1)
    for (const port of hung) await new Promise((resolve) => port.close(resolve))
  })

  it('is in use while somebody else has it', async () => {
    const link = await opener(pair.near).open(forever)
    await expect(opener(pair.near).open(forever)).rejects.toMatchObject({
      ...{ code: 'link.inUse', cause: { code: 'EBUSY' } },
    })
    await link.close()
  })

  it('leaves XON and XOFF to the system only where it is told to', async () => {
    const near = await opener(pair.near, { flowControl: 'xonxoff' }).open(forever)
    const far = await opener(pair.far).open(forever)
    const heard = bytesFrom(near, 2)
    await far.write(Uint8Array.of(0x41, XOFF, XON, 0x42), forever)
    expect(await heard).toEqual([0x41, 0x42])
    await near.close()
    await far.close()
  })

  it('is unreachable where there is no port', async () => {
    await expect(opener('/dev/no-such-port').open(forever)).rejects.toMatchObject({ code: 'link.unreachable' })
    await expect(opener(pair.near).open(AbortSignal.abort())).rejects.toMatchObject({ code: 'link.unreachable' })
  })
})

describe('a serial port that cannot be opened', () => {
  it.each([
    ['Error: Permission denied, cannot open /dev/ttyUSB0', 'link.forbidden', 'EACCES'],
    ['Error Resource temporarily unavailable Cannot lock port', 'link.inUse', 'EBUSY'],
    ['Error: Device or resource busy, cannot open /dev/ttyUSB0', 'link.inUse', 'EBUSY'],
    ['Opening COM3: Access denied', 'link.inUse', 'EBUSY'],
    ['Opening COM3: File not found', 'link.unreachable', 'ENOENT'],
    ['Error: No such file or directory, cannot open /dev/ttyUSB0', 'link.unreachable', 'ENOENT'],
  ])('says why: %s', async (words, code, systemCode) => {
    const binding = { open: () => Promise.reject(new Error(words)) }
    await expect(opener('/dev/ttyUSB0', { binding }).open(forever)).rejects.toMatchObject({
      ...{ code, cause: { code: systemCode, message: words } },
    })
  })
})

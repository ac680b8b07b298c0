import { describe, expect, it } from 'vitest'
import { systemClock } from '../../drivers/clocks/system-clock.js'
import { VirtualClock } from '../../drivers/clocks/virtual-clock.js'
import type { LinkCloseCause } from '../../drivers/links/byte-link.js'
import type { CharacterDevice } from '../../drivers/links/character-device.js'
import { usbLpLinkOpener } from '../../drivers/links/usb-lp-link.js'

const forever = new AbortController().signal
const PATH = '/dev/usb/lp0'
const ADDRESS = 'usb:///dev/usb/lp0'

/** The kernel's printer device: it takes one piece at a time, and nothing until the printer has that. */
class FakeLp implements CharacterDevice {
  readonly readable: boolean = true
  readonly taken: number[] = []
  readonly answers: Uint8Array[] = []
  /** The printer is busy: what was taken last stays in the kernel. */
  busy: boolean = false
  gone: string | undefined
  closed: boolean = false
  reads = 0
  #inKernel: number[] = []

  async read(into: Uint8Array): Promise<number | undefined> {
    this.#expectThere()
    this.reads += 1
    const answer = this.answers.shift()
    if (!answer) return undefined
    into.set(answer)
    return answer.length
  }

  async write(bytes: Uint8Array): Promise<number | undefined> {
    this.#expectThere()
    if (!this.#sent()) return undefined
    this.#inKernel = [...bytes.subarray(0, 100)]
    return this.#inKernel.length
  }

  /** Closing it throws away what the printer has not taken. */
  async close(): Promise<void> {
    this.closed = true
  }

  #sent(): boolean {
    if (this.busy && this.#inKernel.length > 0) return false
    this.taken.push(...this.#inKernel.splice(0))
    return true
  }

  #expectThere(): void {
    if (this.gone !== undefined) throw Object.assign(new Error(this.gone), { code: this.gone })
  }
}

async function opened(device: FakeLp = new FakeLp()) {
  const clock = new VirtualClock(0)
  const opener = usbLpLinkOpener({ path: PATH, address: ADDRESS, clock, openDevice: async () => device })
  const link = await opener.open(forever)
  const told: LinkCloseCause[] = []
  link.onClose((cause) => told.push(cause))
  const heard: number[] = []
  link.onData((bytes) => heard.push(...bytes))
  return { clock, device, link, heard, told }
}

const BYTES = Uint8Array.from({ length: 1_000 }, (_, index) => index & 0xff)

describe('a link over /dev/usb/lp0', () => {
  it('waits while the printer is busy and sends every byte once, the last before it closes', async () => {
    const { clock, device, link } = await opened()
    device.busy = true
    const writing = link.write(BYTES, forever)
    await clock.advance(60_000)
    expect(device.taken).toEqual([])
    device.busy = false
    await clock.advance(100)
    await writing
    device.busy = true
    const closing = link.close()
    await clock.advance(1_000)
    expect(device.closed).toBe(false)
    device.busy = false
    await clock.advance(10)
    await closing
    expect(device).toMatchObject({ taken: [...BYTES], closed: true })
  })

  it('closes in time though the printer takes nothing', async () => {
    const { clock, device, link } = await opened()
    device.busy = true
    await link.write(Uint8Array.of(1), forever)
    const closing = link.close()
    await clock.advance(5_000)
    await closing
    expect(device.closed).toBe(true)
  })

  it('looks often while an answer may come, and seldom else', async () => {
    const { clock, device, link, heard } = await opened()
    await clock.advance(1_000)
    expect(device.reads).toBeLessThanOrEqual(11)
    await link.write(Uint8Array.of(0x10, 0x04, 0x01), forever)
    device.answers.push(Uint8Array.of(0x16))
    await clock.advance(10)
    expect(heard).toEqual([0x16])
    device.reads = 0
    await clock.advance(100)
    expect(device.reads).toBeGreaterThanOrEqual(10)
    await clock.advance(10_000)
    device.reads = 0
    await clock.advance(1_000)
    expect(device.reads).toBeLessThanOrEqual(11)
    await link.close()
  })

  it('takes an empty packet for nothing', async () => {
    const { clock, device, link, told } = await opened()
    device.answers.push(new Uint8Array(0))
    await clock.advance(1_000)
    expect(told).toEqual([])
    await link.close()
  })

  it.each(['ENODEV', 'EIO'])('is gone at %s, while idle and in a write', async (code) => {
    const { clock, device, told } = await opened()
    device.gone = code
    await clock.advance(100)
    expect(told).toEqual(['fault'])
    expect(device.closed).toBe(true)
    const another = await opened()
    another.device.gone = code
    await expect(another.link.write(BYTES, forever)).rejects.toMatchObject({ code: 'link.closed' })
    await another.clock.advance(0)
    expect(another.told).toEqual(['fault'])
  })

  it('only writes where reading is not allowed', async () => {
    class WriteOnly extends FakeLp {
      override readonly readable = false
      override read = () => expect.fail('nobody may read')
    }
    const { clock, device, link, told } = await opened(new WriteOnly())
    const writing = link.write(BYTES, forever)
    await clock.advance(1_000)
    await writing
    device.gone = 'ENODEV'
    await expect(link.write(BYTES, forever)).rejects.toMatchObject({ code: 'link.closed' })
    expect(told).toEqual(['fault'])
  })

  it.each([
    ['EACCES', 'link.forbidden'],
    ['EBUSY', 'link.inUse'],
    ['ENOENT', 'link.unreachable'],
    ['ENODEV', 'link.unreachable'],
  ])('refused with %s it is %s', async (systemCode, code) => {
    const cause = Object.assign(new Error(`${systemCode}: open`), { code: systemCode })
    const openDevice = () => Promise.reject(cause)
    const opener = usbLpLinkOpener({ path: PATH, address: ADDRESS, clock: new VirtualClock(0), openDevice })
    await expect(opener.open(forever)).rejects.toMatchObject({ code, cause })
  })

  it('is unreachable where there is none', async () => {
    const opener = usbLpLinkOpener({ path: '/dev/usb/no-such-lp', address: ADDRESS, clock: systemClock })
    await expect(opener.open(forever)).rejects.toMatchObject({ code: 'link.unreachable' })
  })

  it('is put back when it opens after the caller gave up', async () => {
    const device = new FakeLp()
    const options = { path: PATH, address: ADDRESS, clock: new VirtualClock(0), openDevice: async () => device }
    const opening = usbLpLinkOpener(options).open(AbortSignal.abort())
    await expect(opening).rejects.toMatchObject({ code: 'link.unreachable' })
    expect(device.closed).toBe(true)
  })
})

/** A full printer and its host: when it says stop, when it says go on, and in which words. */
import { describe, expect, it } from 'vitest'
import type { Connection } from '../../../drivers/printers/emulated/machine/connection.js'
import { ReceiveBuffer } from '../../../drivers/printers/emulated/machine/receive-buffer.js'
import { bench, bytes, DLE, GS, INSTANT, type Part } from './printer-bench.js'

/** A serial wire in view. */
function serial(profile = INSTANT) {
  const made = bench(profile)
  const sent: number[] = []
  const dtr: boolean[] = []
  const connection = made.printer.attach({
    address: 'serial:bench',
    flowControl: 'xon-xoff',
    send: (reply) => void sent.push(...reply),
    ready: (ready) => void dtr.push(ready),
    hold: () => undefined,
    go: () => undefined,
    drop: () => undefined,
  })
  if (!connection) throw new Error('the printer is off')
  const open: Connection = connection
  return { ...made, dtr, sent: () => sent.splice(0), send: (...parts: Part[]) => open.receive(bytes(...parts)) }
}

const [XON, XOFF] = [0x11, 0x13]

describe('the receive buffer', () => {
  it.each([
    [4096, 128, 256],
    [45, 16, 26],
    [64, 16, 26],
    [16, 4, 8],
  ])('of %i bytes is full with %i left, until there are %i', (capacity, fullAt, readyAt) => {
    const buffer = new ReceiveBuffer(capacity)
    buffer.append(new Uint8Array(capacity - fullAt - 1))
    expect(buffer.full).toBe(false)
    buffer.append(new Uint8Array(1))
    expect(buffer.full).toBe(true)
    buffer.release(readyAt - fullAt - 1)
    expect(buffer.full).toBe(true)
    buffer.release(1)
    expect(buffer.full).toBe(false)
  })

  it('takes what fits and no more', () => {
    const buffer = new ReceiveBuffer(45)
    expect(buffer.append(new Uint8Array(100))).toBe(45)
    expect(buffer.append(new Uint8Array(1))).toBe(0)
  })
})

describe('XON and XOFF, and the DTR line', () => {
  it('go with offline and online', () => {
    const { printer, sent, dtr } = serial()
    printer.openCover()
    expect(sent()).toEqual([XOFF])
    printer.runOutOfPaper()
    printer.closeCover()
    expect(sent()).toEqual([])
    printer.loadPaper()
    expect([sent(), dtr]).toEqual([[XON], [false, true]])
  })

  it('go with the buffer only where memory switch 1-3 says so', () => {
    const { printer, send, sent } = serial()
    send(GS, '(E', 3, 0, 1, 'IN', GS, '(E', 10, 0, 3, 1, '22222122', GS, '(E', 4, 0, 2, 'OUT')
    sent()
    printer.openCover()
    // The default of GS a tells of it instead.
    expect(sent()).toEqual([0x38, 0, 0, 0x0f])
    send('x'.repeat(4096 - 129))
    expect(sent()).toEqual([])
    send('x')
    expect(sent()).toEqual([XOFF])
    printer.closeCover()
    expect(sent()).toEqual([0x10, 0, 0, 0x0f, XON])
  })

  it('come between the bytes of nothing: an answer asked for when full comes whole', () => {
    const { printer, send, sent } = serial()
    printer.openCover()
    send('x'.repeat(5000), DLE, 4, 1)
    expect(sent()).toEqual([XOFF, 0x1a])
  })

  it('are not sent while nothing comes back, nor after the power went', () => {
    const { printer, sent } = serial()
    printer.cutReturnWire(true)
    printer.openCover()
    printer.closeCover()
    printer.powerOff()
    printer.openCover()
    expect(sent()).toEqual([])
  })
})

describe('a megabyte', () => {
  it('passes through a buffer of 45 bytes, whole', () => {
    const { printer, plug } = bench({ ...INSTANT, receiveBufferBytes: 45 })
    const image = bytes(GS, 'v0', 0, 72, 0, 200, 0, new Uint8Array(72 * 200).fill(0x10))
    plug().send(...Array.from({ length: 70 }, () => image), GS, 'V', 1)
    expect(printer.receipts()[0]?.image.heightDots).toBe(70 * 200)
  })
})

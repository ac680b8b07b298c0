/**
 * The library's printer: it starts with one call, its waits end, faults come as words, and closing it leaves nothing that
 * would keep a process alive.
 */
import { once } from 'node:events'
import { connect } from 'node:net'
import { describe, expect, it } from 'vitest'
import { VirtualClock } from '../../../drivers/clocks/virtual-clock.js'
import {
  EmulatedPrinter,
  type PrinterEvent,
  printerModelNames,
  startPrinter,
  watchPrinter,
} from '../../../drivers/printers/emulated/library/index.js'
import { bytes, cut, ESC, LF, type Part } from '../emulated/printer-bench.js'

const feed = bytes(ESC, 'd', 6)

function plug(printer: EmulatedPrinter): (...parts: Part[]) => void {
  const connection = printer.attach({
    ...{ address: 'test', send: () => undefined, hold: () => undefined },
    ...{ go: () => undefined, drop: () => undefined },
  })
  return (...parts) => connection?.receive(bytes(...parts))
}

describe('a printer', () => {
  it('needs nothing to be made', () => {
    const printer = new EmulatedPrinter()
    expect(printer.profile.name).toBe('emu-80')
    plug(printer)('at once', LF)
    expect(printer.unfinishedPaper().text).toBe('at once')
  })

  it('is any model, sold with any font', () => {
    for (const model of printerModelNames()) expect(new EmulatedPrinter({ model }).profile.name).toBe(model)
    const { profile } = new EmulatedPrinter({ model: 'TM-T88VI', charset: 'gb18030', speed: 'real' })
    expect(profile).toMatchObject({
      name: 'tm-t88vi',
      doubleByte: { charset: 'gb18030' },
      speed: { mmPerSecond: expect.any(Number) },
    })
    expect(() => new EmulatedPrinter({ model: 'tm-t99' })).toThrow(/no printer model "tm-t99"; choose one of: emu-80, /)
  })

  it('hands out receipts one after another, those that were cut before the asking too', async () => {
    const printer = new EmulatedPrinter()
    const send = plug(printer)
    send('1', LF, feed, cut, '2', LF, feed, cut)
    const third = [printer.nextReceipt(), printer.nextReceipt(), printer.nextReceipt()]
    send('3', LF, feed, cut)
    expect((await Promise.all(third)).map(({ number }) => number)).toEqual([1, 2, 3])
  })

  it('ends a wait with what it was up to, and hands the receipt to the next who asks', async () => {
    const clock = new VirtualClock(0)
    const printer = new EmulatedPrinter({ clock })
    const send = plug(printer)
    send('half of it', LF)
    printer.openCover()
    const waiting = printer.nextReceipt({ timeoutMs: 2000 })
    const refused = expect(waiting).rejects.toThrow(
      '2000 ms went by without a receipt\nreceived: 11 bytes, 1 connected; receipts: 0\nthe matter with it: cover-open\nuncut paper:\nhalf of it',
    )
    await clock.advance(2000)
    await refused
    printer.closeCover()
    send(feed, cut)
    expect((await printer.nextReceipt()).number).toBe(1)
    expect(clock.nextDueAt()).toBeUndefined()
  })

  it('waits for words on paper and for any condition', async () => {
    const printer = new EmulatedPrinter()
    const printed = printer.untilPrinted(/total +5/)
    const opened = printer.until(({ conditions }) => conditions.drawerOpen)
    plug(printer)('total   5', LF, ESC, 'p', 0, 25, 250)
    await printed
    await opened
    await printer.untilPrinted('total')
  })

  it('takes faults as words, now and at their time', () => {
    const printer = new EmulatedPrinter()
    expect(printer.fault('cover-open')).toBe('cover-open')
    expect(printer.conditions.coverOpen).toBe(true)
    printer.fault('cover-close')
    printer.fault('after 1 receipts: cutter-jam')
    expect(printer.snapshot().faults).toEqual([])
    plug(printer)('x', LF, feed, cut)
    expect(printer.snapshot().faults).toEqual(['cutter-jam'])
    printer.fault('after 2 bytes: offline')
    printer.forgetFaults()
    plug(printer)('xx')
    expect(printer.snapshot().faults).toEqual(['cutter-jam'])
    // @ts-expect-error a fault that is none does not compile
    expect(() => printer.fault('cover-opened')).toThrow('"cover-opened": expected the name of a fault')
  })
})

describe('startPrinter', () => {
  it('listens on a free port, and is silent after it is closed', async () => {
    const started = await startPrinter({ faults: ['at 60s: cover-open', 'head-hot for 60s'] })
    expect(started.url).toBe(`tcp://127.0.0.1:${started.port}`)
    expect(started.printer.snapshot().faults).toEqual(['head-hot'])
    await started.close()
    await started.close()
    const socket = connect(started.port, started.host)
    const [refused] = await once(socket, 'error')
    expect(refused).toMatchObject({ code: 'ECONNREFUSED' })
  })

  it('takes its timers back when it is closed', async () => {
    const clock = new VirtualClock(0)
    const started = await startPrinter({ clock, faults: ['at 60s: cover-open', 'head-hot for 60s'] })
    expect(clock.nextDueAt()).toBe(60_000)
    await started.close()
    expect(clock.nextDueAt()).toBeUndefined()
  })

  it('refuses a fault or a model that is none before it listens', async () => {
    // @ts-expect-error a fault that is none does not compile
    await expect(startPrinter({ faults: ['no-such-fault'] })).rejects.toMatchObject({ code: 'fault.malformed' })
    await expect(startPrinter({ model: 'none' })).rejects.toMatchObject({ code: 'printer.unknownModel' })
  })

  it('says so when the port is taken', async () => {
    await using first = await startPrinter()
    await expect(startPrinter({ listen: { port: first.port } })).rejects.toMatchObject({ code: 'server.unavailable' })
  })
})

describe('watchPrinter', () => {
  it('tells what happens in order, each thing once', () => {
    const printer = new EmulatedPrinter()
    const events: string[] = []
    const stop = watchPrinter(printer, (event) => void events.push(inShort(event)))
    const send = plug(printer)
    send('a', LF, ESC, 'p', 0, 25, 250, feed, cut)
    printer.openCover()
    send('held')
    printer.closeCover()
    printer.powerOff()
    stop()
    printer.powerOn()
    expect(events).toEqual([
      'test opened',
      'fault +drawer-open -',
      'state online',
      'drawer pin 2',
      'receipt 1',
      'fault +cover-open -',
      'state offline',
      'fault + -cover-open',
      'state online',
      'fault +power-off -',
      'state online',
      'test ended',
    ])
  })
})

function inShort(event: PrinterEvent): string {
  switch (event.kind) {
    case 'connection':
      return `${event.address} ${event.open ? 'opened' : 'ended'}`
    case 'fault':
      return `fault +${event.began.join()} -${event.ended.join()}`
    case 'state':
      return `state ${event.state.offline ? 'offline' : 'online'}`
    case 'drawer':
      return `drawer pin ${event.pulse.pin}`
    case 'receipt':
      return `receipt ${event.receipt.number}`
    case 'buzz':
      return 'buzz'
  }
}

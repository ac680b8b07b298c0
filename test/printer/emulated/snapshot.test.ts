/** The printer's state for screens: complete, a copy, and told of whenever it changes. */
import { describe, expect, it } from 'vitest'
import { FINE } from '../../../drivers/printers/emulated/machine/status-bytes.js'
import { bench, cut, ESC, LF, PACED } from './printer-bench.js'

describe('snapshot', () => {
  it('of a new printer', () => {
    const { printer } = bench()
    expect(printer.snapshot()).toEqual({
      model: { name: 'emu-80', title: 'Tillproof reference printer, 80 mm, Korean' },
      powered: true,
      plugged: true,
      conditions: FINE,
      offline: false,
      idle: true,
      faults: [],
      inUserSettings: false,
      receiveBufferBytes: 4096,
      bytesReceived: 0,
      rowsFed: 0,
      rowsLeft: 640_000,
      rowsWaiting: 0,
      receipts: 0,
      drawerPulses: 0,
      buzzes: 0,
      connections: [],
    })
  })

  it('of one that holds work', async () => {
    const { clock, printer, plug } = bench({ ...PACED, receiveBufferBytes: 64 })
    plug().send('one', LF, ESC, 'p', 0, 1, 1, 'two', LF, cut)
    printer.runOutAfter(40)
    await clock.advance(60_000)
    plug().send('x'.repeat(70))
    const snapshot = printer.snapshot()
    expect(snapshot).toMatchObject({
      offline: true,
      idle: false,
      faults: ['paper-out', 'drawer-open'],
      bytesReceived: 16 + 70,
      rowsFed: 40,
      rowsWaiting: 20,
      drawerPulses: 1,
    })
    expect(snapshot.connections).toEqual([
      { address: 'bench', open: true, bytesReceived: 16, bufferedBytes: 0, held: false },
      { address: 'bench', open: true, bytesReceived: 70, bufferedBytes: 70, held: true },
    ])
    printer.loadPaper()
    expect(snapshot.faults).toEqual(['paper-out', 'drawer-open'])
  })

  it('writes faults to come with their number', () => {
    const { printer } = bench()
    printer.runOutAfter(500)
    printer.strikeByte('drop', 7)
    printer.slowDown(960)
    // So little paper is near its end already.
    expect(printer.snapshot().faults).toEqual([
      'paper-near-end',
      'paper-out 500 dots',
      'slow 960 bytes/s',
      'drop-byte 7 bytes',
    ])
  })
})

describe('onChange', () => {
  it('calls back whenever the snapshot is another, until stopped', async () => {
    const { clock, printer, plug } = bench(PACED)
    let last = JSON.stringify(printer.snapshot())
    const stop = printer.onChange(() => {
      last = JSON.stringify(printer.snapshot())
    })
    const seen: string[] = []
    const look = () => {
      expect(last).toBe(JSON.stringify(printer.snapshot()))
      seen.push(last)
    }
    const wire = plug()
    look()
    wire.send('one', LF, cut)
    look()
    await clock.advance(20)
    look()
    printer.openCover()
    look()
    printer.closeCover()
    await clock.advance(1000)
    look()
    for (const happen of [
      () => printer.jamCutter(),
      () => printer.muteReplies(true),
      () => printer.lie(true),
      () => printer.cutReturnWire(true),
      () => printer.slowDown(10),
      () => printer.strikeByte('drop', 1),
      () => printer.unplug(),
      () => printer.powerOff(),
      () => printer.heal(),
    ]) {
      happen()
      look()
    }
    expect(new Set(seen).size).toBe(seen.length)
    stop()
    printer.openCover()
    expect(last).not.toBe(JSON.stringify(printer.snapshot()))
  })
})

/** What the printer answers, bit by bit: hosts tell the answers apart by their fixed bits alone. */
import { describe, expect, it } from 'vitest'
import {
  automaticStatus,
  type Conditions,
  drawerStatus,
  paperSensorStatus,
  realTimeStatus,
} from '../../../drivers/printers/emulated/status-bytes.js'
import { bench, bytes, DLE, ESC, GS, INSTANT, LF, PACED } from './printer-bench.js'

const FINE: Conditions = {
  coverOpen: false,
  paper: 'present',
  cutterError: false,
  switchedOffline: false,
  drawerOpen: false,
}

const everyCondition: Conditions[] = [true, false].flatMap((coverOpen) =>
  [true, false].flatMap((cutterError) =>
    [true, false].flatMap((switchedOffline) =>
      [true, false].flatMap((drawerOpen) =>
        (['present', 'nearEnd', 'out'] as const).map((paper) => ({
          coverOpen,
          paper,
          cutterError,
          switchedOffline,
          drawerOpen,
        })),
      ),
    ),
  ),
)

describe('fixed bits', () => {
  it('hold in every condition', () => {
    for (const conditions of everyCondition) {
      for (const n of [1, 2, 3, 4]) expect(realTimeStatus(n, conditions) & 0x93).toBe(0x12)
      expect(paperSensorStatus(conditions) & 0x90).toBe(0)
      expect(drawerStatus(conditions) & 0x90).toBe(0)
      const [first = 0, ...rest] = automaticStatus(conditions)
      expect(first & 0x93).toBe(0x10)
      for (const byte of rest) expect(byte & 0x90).toBe(0)
    }
  })
})

describe('DLE EOT', () => {
  it.each([
    ['all well', {}, '12121212'],
    ['near end', { paper: 'nearEnd' }, '1212121e'],
    ['paper out', { paper: 'out' }, '1a32127e'],
    ['cover open', { coverOpen: true }, '1a161212'],
    ['cutter error', { cutterError: true }, '1a521a12'],
    ['panel', { switchedOffline: true }, '1a121212'],
  ] as const)('%s', (_name, change, expected) => {
    const status = [1, 2, 3, 4].map((n) => realTimeStatus(n, { ...FINE, ...change }))
    expect(Buffer.from(status).toString('hex')).toBe(expected)
  })

  it('is answered while the printer is offline and its buffer full', () => {
    const { printer, plug } = bench({ ...INSTANT, receiveBufferBytes: 64 })
    const wire = plug()
    printer.openCover()
    wire.send('x'.repeat(200))
    expect(wire.held).toBe(true)
    wire.send(DLE, 4, 2)
    expect(wire.replies()).toBe('16')
  })

  it('is not answered by a clone without it', () => {
    const { plug } = bench({ ...INSTANT, answers: { ...INSTANT.answers, dleEot: false } })
    const wire = plug()
    wire.send(DLE, 4, 1)
    expect(wire.replies()).toBe('')
  })
})

describe('GS r', () => {
  it('answers in the order of the data: not before what stands before it is read', async () => {
    const { clock, plug } = bench({ ...PACED, printAheadRows: 30 })
    const wire = plug()
    wire.send('one', LF, 'two', LF, 'three', LF, GS, 'r', 1)
    await clock.advance(30)
    expect(wire.replies()).toBe('')
    await clock.advance(100)
    expect(wire.replies()).toBe('00')
  })

  it('is not carried out at paper end, and answered after the refill', () => {
    const { printer, plug } = bench()
    const wire = plug()
    printer.runOutOfPaper()
    wire.send(GS, 'r', 1)
    expect(wire.replies()).toBe('')
    printer.loadPaper()
    expect(wire.replies()).toBe('00')
  })

  it('tells near end', () => {
    const { printer, plug } = bench()
    const wire = plug()
    printer.runLow()
    wire.send(GS, 'r', '1')
    expect(wire.replies()).toBe('03')
  })

  it('is not answered by a clone without it', () => {
    const { plug } = bench({ ...INSTANT, answers: { ...INSTANT.answers, gsR: false } })
    const wire = plug()
    wire.send(GS, 'r', 1)
    expect(wire.replies()).toBe('')
  })
})

describe('GS I', () => {
  it.each([
    [65, '1.00'],
    [66, 'TILLPROOF'],
    [67, 'EMU-80'],
    [68, 'EMU8000001'],
    [69, 'KOREA C-5601C'],
  ])('%i is a text between 5Fh and NUL', (n, text) => {
    const { plug } = bench()
    const wire = plug()
    wire.send(GS, 'I', n)
    expect(wire.replies()).toBe(bytes(0x5f, text, 0).toString('hex'))
  })

  it('1–3 are single bytes', () => {
    const { plug } = bench()
    const wire = plug()
    wire.send(GS, 'I', 1, GS, 'I', 2, GS, 'I', '3')
    expect(wire.replies()).toBe('200302')
  })
})

describe('GS a', () => {
  it('sends the status at once and again whenever it changes', () => {
    const { printer, plug } = bench()
    const wire = plug()
    wire.send(GS, 'a', 0xff)
    expect(wire.replies()).toBe('1000000f')
    printer.openCover()
    expect(wire.replies()).toBe('3800000f')
    printer.closeCover()
    expect(wire.replies()).toBe('1000000f')
    printer.runOutOfPaper()
    expect(wire.replies()).toBe('18000f0f')
  })

  it('keeps a mask for each connection', () => {
    const { printer, plug } = bench()
    const [all, paperOnly, none] = [plug(), plug(), plug()]
    all.send(GS, 'a', 0xff)
    paperOnly.send(GS, 'a', 0x08)
    none.send(GS, 'a', 0xff, GS, 'a', 0)
    for (const wire of [all, paperOnly, none]) wire.replies()
    printer.openCover()
    expect([all, paperOnly, none].map((wire) => wire.replies())).toEqual(['3800000f', '', ''])
    printer.runLow()
    expect([all, paperOnly, none].map((wire) => wire.replies())).toEqual(['3800030f', '3800030f', ''])
  })

  it('outlives ESC @', () => {
    const { printer, plug } = bench()
    const wire = plug()
    wire.send(GS, 'a', 0xff, ESC, '@')
    wire.replies()
    printer.openCover()
    expect(wire.replies()).toBe('3800000f')
  })
})

describe('GS ( H fn 49', () => {
  it.each([
    ['off', 0, ''],
    ['on', 1, '372300'],
    ['with the cause', '2', '37234100'],
  ])('%s', (_name, d, expected) => {
    const { printer, plug } = bench()
    const wire = plug()
    wire.send(GS, '(H', 3, 0, 49, 48, d)
    printer.openCover()
    printer.closeCover()
    expect(wire.replies()).toBe(expected)
  })
})

describe('muted replies', () => {
  it('are lost, not late', () => {
    const { printer, plug } = bench()
    const wire = plug()
    printer.muteReplies(true)
    wire.send(DLE, 4, 1, GS, 'r', 1, GS, 'a', 0xff)
    printer.muteReplies(false)
    wire.send(DLE, 4, 1)
    expect(wire.replies()).toBe('12')
  })
})

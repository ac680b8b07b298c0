/** What the printer answers, bit by bit: hosts tell the answers apart by their fixed bits alone. */
import { describe, expect, it } from 'vitest'
import type { EmulatedPrinter } from '../../../drivers/printers/emulated/emulated-printer.js'
import {
  automaticStatus,
  type Conditions,
  drawerStatus,
  FINE,
  offlineResponse,
  paperSensorStatus,
  realTimeStatus,
} from '../../../drivers/printers/emulated/machine/status-bytes.js'
import { bench, bytes, DLE, ESC, GS, INSTANT, LF, PACED } from './printer-bench.js'

const FLAGS = [
  'coverOpen',
  'cutterError',
  'switchedOffline',
  'drawerOpen',
  'mechanicalError',
  'unrecoverableError',
  'autoRecoverableError',
  'waitingForRecovery',
  'feedButton',
  'stopsAtNearEnd',
] as const

const PAPER = ['present', 'nearEnd', 'out'] as const

/** All 3 × 2^10 of them. */
const everyCondition: Conditions[] = PAPER.flatMap((paper) =>
  Array.from({ length: 2 ** FLAGS.length }, (_, bits) => ({
    ...FINE,
    ...Object.fromEntries(FLAGS.map((flag, index) => [flag, (bits & (1 << index)) !== 0])),
    paper,
  })),
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
      const [header, identifier, ...cause] = offlineResponse(conditions, true)
      expect([header, identifier, cause.pop()]).toEqual([0x37, 0x23, 0])
      for (const byte of cause) expect(byte & 0xc0).toBe(0x40)
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
    ['drawer open', { drawerOpen: true }, '16121212'],
    ['mechanical error', { mechanicalError: true }, '1a521612'],
    ['unrecoverable error', { unrecoverableError: true }, '1a523212'],
    ['head hot', { autoRecoverableError: true }, '1a525212'],
    ['waiting after a refill', { waitingForRecovery: true }, '3a121212'],
    ['FEED held down', { feedButton: true }, '5a1a1212'],
    ['near end that stops', { paper: 'nearEnd', stopsAtNearEnd: true }, '1a32121e'],
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

describe('the automatic status', () => {
  it.each([
    ['all well', {}, '1000000f'],
    ['drawer open', { drawerOpen: true }, '1400000f'],
    ['cover open', { coverOpen: true }, '3800000f'],
    ['FEED held down', { feedButton: true }, '5802000f'],
    ['waiting after a refill', { waitingForRecovery: true }, '1801000f'],
    ['mechanical error', { mechanicalError: true }, '1804000f'],
    ['cutter error', { cutterError: true }, '1808000f'],
    ['unrecoverable error', { unrecoverableError: true }, '1820000f'],
    ['head hot', { autoRecoverableError: true }, '1840000f'],
    ['near end', { paper: 'nearEnd' }, '1000030f'],
    ['paper out', { paper: 'out' }, '18000f0f'],
    ['panel', { switchedOffline: true }, '1800000f'],
  ] as const)('%s', (_name, change, expected) => {
    expect(Buffer.from(automaticStatus({ ...FINE, ...change })).toString('hex')).toBe(expected)
  })

  it.each([
    ['drawer', 0x01, (p: EmulatedPrinter) => p.openDrawer()],
    ['online/offline', 0x02, (p: EmulatedPrinter) => p.takeOffline()],
    ['errors', 0x04, (p: EmulatedPrinter) => p.failForGood()],
    ['paper', 0x08, (p: EmulatedPrinter) => p.runLow()],
    ['panel', 0x40, (p: EmulatedPrinter) => p.pressFeed()],
  ] as const)('of %s only is asked for with its own bit', (_name, bit, happen) => {
    const told = [0x01, 0x02, 0x04, 0x08, 0x40].filter((mask) => {
      const { printer, plug } = bench()
      const wire = plug()
      wire.send(GS, 'a', mask)
      wire.replies()
      happen(printer)
      return wire.replies() !== ''
    })
    expect(told).toContain(bit)
    // What stops the printer is a change from online to offline as well.
    expect(told.filter((mask) => mask !== bit && mask !== 0x02)).toEqual([])
  })
})

describe('older and rarer questions', () => {
  it('ESC v and ESC u 0 ask for paper and drawer', () => {
    const { printer, plug } = bench()
    const wire = plug()
    printer.openDrawer()
    printer.runLow()
    wire.send(ESC, 'v', ESC, 'u', 0, ESC, 'u', '0', ESC, 'u', 1)
    expect(wire.replies()).toBe('030101')
  })

  it('DLE EOT 7, 8 and 18, GS r 4 and GS j ask for parts it has not got, and are not answered', () => {
    const { plug } = bench()
    const wire = plug()
    wire.send(DLE, 4, 7, 1, DLE, 4, 8, 3, DLE, 4, 18, 1, GS, 'r', 4, GS, 'j', 3)
    expect(wire.replies()).toBe('')
    wire.send(DLE, 4, 1)
    expect(wire.replies()).toBe('12')
  })

  it('DLE DC4 fn 7 sends the automatic status or the offline response once, enabled or not', () => {
    const { printer, plug } = bench()
    const wire = plug()
    printer.openCover()
    wire.send(DLE, 0x14, 7, 1, DLE, 0x14, 7, 4, DLE, 0x14, 7, 5)
    expect(wire.replies()).toBe('3800000f372300')
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

  it('33 is a block that tells what kind of printer it is, and others are not answered', () => {
    const { plug } = bench()
    const wire = plug()
    wire.send(GS, 'I', 33, GS, 'I', 110, GS, 'I', 4)
    expect(wire.replies()).toBe('3d21434000')
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
    ['with the cause', '2', '3723404040404200'],
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

/** The fault vocabulary: what can be written, what it does, and that every word has its way back. */
import { describe, expect, it } from 'vitest'
import { VirtualClock } from '../../../drivers/clocks/virtual-clock.js'
import { EmulatedPrinter } from '../../../drivers/printers/emulated/emulated-printer.js'
import {
  activeFaults,
  applyFault,
  type Fault,
  faultKind,
  faultNames,
  faultProblemText,
  faultText,
  parseFault,
} from '../../../drivers/printers/emulated/faults/faults.js'
import { PRINTER_MODELS } from '../../../drivers/printers/emulated/models/printer-model.js'
import { bench, bytes, DLE, GS, INSTANT, LF } from './printer-bench.js'

/** A fault that must be readable. */
function fault(text: string): Fault {
  const read = parseFault(text)
  if (!read.ok) throw new Error(faultProblemText(read.problem))
  return read.value
}

function complaint(text: string): string {
  const read = parseFault(text)
  return read.ok ? 'nothing' : faultProblemText(read.problem)
}

describe('parseFault', () => {
  it.each([
    ['cover-open', { name: 'cover-open' }],
    ['  Cover-Open ', { name: 'cover-open' }],
    ['paper-out', { name: 'paper-out' }],
    ['paper-out after 120 dots', { name: 'paper-out', value: 120 }],
    ['paper-out 120', { name: 'paper-out', value: 120 }],
    ['paper-out in 120dots', { name: 'paper-out', value: 120 }],
    ['head-hot for 3s', { name: 'head-hot', value: 3000 }],
    ['head-hot for 1.5 seconds', { name: 'head-hot', value: 1500 }],
    ['slow 960', { name: 'slow', value: 960 }],
    ['slow 960 bytes/s', { name: 'slow', value: 960 }],
    ['unplug after 600 bytes', { name: 'unplug', value: 600 }],
    ['drop-byte 10', { name: 'drop-byte', value: 10 }],
    ['corrupt-byte', { name: 'corrupt-byte' }],
  ])('reads %j', (text, expected) => {
    expect(parseFault(text)).toEqual({ ok: true, value: expected })
  })

  it.each([
    ['', /^"": expected the name of a fault; use one of: paper-near-end, paper-out, /],
    ['coffee', /^"coffee": expected the name of a fault/],
    ['slow', /^"slow": expected a number of bytes\/s after it; write: slow 960$/],
    ['slow zero', /^"zero": expected 1 to 1000000000 bytes\/s; write: slow 960$/],
    ['slow 0', /^"0": expected 1 to /],
    ['slow 3s', /^"3s": expected 1 to .* bytes\/s/],
    ['cover-open 3', /^"3": expected nothing after cover-open; write: cover-open$/],
    ['paper-out after 3.5 dots', /^"3.5 dots": expected 0 to /],
    ['paper-out after 99999999999 dots', /expected 0 to 10000000 dots/],
    ['constructor', /^"constructor": expected the name of a fault/],
    ['drop-byte -1', /^"-1": expected 1 to /],
  ])('names what is wrong with %j', (text, expected) => {
    expect(complaint(text)).toMatch(expected)
  })

  it.each(faultNames)('reads the example of %s, and its text reads the same', (name) => {
    const read = fault(faultKind(name).example)
    expect(read.name).toBe(name)
    expect(fault(faultText(read))).toEqual(read)
  })
})

const lasting = faultNames.filter((name) => faultKind(name).active)
const models = PRINTER_MODELS.map(({ name }) => name)

describe.each(lasting)('%s', (name) => {
  const example = fault(faultKind(name).example)

  it.each(models)('is seen, undone by its opposite, and by healthy, on %s', (model) => {
    const profile = PRINTER_MODELS.find((one) => one.name === model) ?? INSTANT
    for (const way of [faultKind(name).opposite ?? 'healthy', 'healthy']) {
      const printer = new EmulatedPrinter({
        clock: new VirtualClock(0),
        profile: { ...profile, cutterErrorClears: 'byItself' },
      })
      expect(activeFaults(printer)).toEqual([])
      // One with a number may be still to come: now is 0 where that is allowed.
      const now = faultKind(name).parameter?.least === 0 ? { name: example.name, value: 0 } : example
      applyFault(printer, now)
      expect(activeFaults(printer).map((one) => one.name)).toContain(name)
      expect(printer.snapshot().faults.some((text) => text.startsWith(name))).toBe(true)
      applyFault(printer, fault(way))
      expect(activeFaults(printer)).toEqual([])
      expect([printer.reachable, printer.offline]).toEqual([true, false])
    }
  })
})

describe('what faults do', () => {
  it.each([
    ['paper-near-end', '12121e'],
    ['paper-out', '32127e'],
    ['cover-open', '161212'],
    ['head-hot', '525212'],
    ['mechanical-error', '521612'],
    ['unrecoverable-error', '523212'],
    ['offline', '121212'],
    ['feed-press', '1a1212'],
  ])('%s shows in DLE EOT 2, 3 and 4 and holds data', (text, expected) => {
    const { printer, plug } = bench()
    const wire = plug()
    applyFault(printer, fault(text))
    const before = printer.unfinishedPaper().lines.length
    wire.send('x', LF, DLE, 4, 2, DLE, 4, 3, DLE, 4, 4)
    expect(wire.replies()).toBe(expected)
    expect(printer.unfinishedPaper().lines).toHaveLength(text === 'paper-near-end' ? before + 1 : before)
    applyFault(printer, fault('healthy'))
    expect(printer.unfinishedPaper().lines).toEqual(['x'])
  })

  it('a hot head cools by itself when told how long', async () => {
    const { clock, printer, plug } = bench()
    applyFault(printer, fault('head-hot for 3s'))
    plug().send('x', LF)
    await clock.advance(2_999)
    expect(printer.unfinishedPaper().lines).toEqual([])
    await clock.advance(1)
    expect(printer.unfinishedPaper().lines).toEqual(['x'])
  })

  it('a mechanical error waits for DLE ENQ after its cause is gone, and no longer helps before', () => {
    const { printer, plug } = bench({ ...INSTANT, cutterErrorClears: 'onRequest' })
    const wire = plug()
    applyFault(printer, fault('mechanical-error'))
    wire.send('x', LF, DLE, 5, 1)
    expect(printer.unfinishedPaper().lines).toEqual([])
    applyFault(printer, fault('mechanism-free'))
    expect(printer.offline).toBe(true)
    wire.send(DLE, 5, 1)
    expect(printer.unfinishedPaper().lines).toEqual(['x'])
  })

  it('an unrecoverable error outlasts DLE ENQ and ends with the power', () => {
    const { printer, plug } = bench()
    applyFault(printer, fault('unrecoverable-error'))
    plug().send(DLE, 5, 1, DLE, 5, 2)
    expect(printer.offline).toBe(true)
    applyFault(printer, fault('power-cycle'))
    expect(printer.offline).toBe(false)
  })

  it('a pulled cable drops links and takes none, and what was received is printed', () => {
    const { printer, plug } = bench()
    const wire = plug()
    printer.openCover()
    wire.send('x', LF, GS, 'V', 1)
    applyFault(printer, fault('unplug'))
    expect(wire.dropped).toBe(true)
    expect(() => plug()).toThrow('off')
    printer.closeCover()
    expect(printer.receipts().map(({ text }) => text)).toEqual(['x'])
    applyFault(printer, fault('plug'))
    plug().send('y', LF, GS, 'V', 1)
    expect(printer.receipts()).toHaveLength(2)
  })

  it('a cable pulled after n bytes brings exactly those', () => {
    const { printer, plug } = bench()
    const wire = plug()
    applyFault(printer, fault('unplug after 3 bytes'))
    wire.send('a', LF)
    wire.send('b', LF, 'c', LF)
    expect([wire.dropped, printer.unfinishedPaper().lines]).toEqual([true, ['a']])
  })

  it.each([
    ['drop-byte 2', 'ac'],
    ['duplicate-byte 2', 'abbc'],
    ['corrupt-byte 2', 'acc'],
  ])('%s strikes that byte, in any chunks', (text, expected) => {
    for (const chunks of [['abc\n'], ['a', 'b', 'c', '\n'], ['ab', 'c\n']]) {
      const { printer, plug } = bench()
      const wire = plug()
      applyFault(printer, fault(text))
      for (const chunk of chunks) wire.send(chunk)
      expect(printer.unfinishedPaper().lines).toEqual([expected])
      expect(printer.snapshot().faults).toEqual([])
    }
  })

  it('several byte faults strike one after the other, and one byte twice', () => {
    const { printer, plug } = bench()
    for (const text of ['drop-byte 1', 'corrupt-byte 3', 'duplicate-byte 3', 'drop-byte 5'])
      applyFault(printer, fault(text))
    plug().send('abcdef\n')
    expect(printer.unfinishedPaper().lines).toEqual(['bbdf'])
  })

  it('a slow line lets so many bytes through a second, in order, and the rest once it is fast', async () => {
    const { clock, printer, plug } = bench()
    const wire = plug()
    applyFault(printer, fault('slow 10'))
    wire.send('abc\n', 'def\n', 'ghi\n', DLE, 4, 1)
    expect([wire.held, printer.unfinishedPaper().lines]).toEqual([true, []])
    await clock.advance(399)
    expect(printer.unfinishedPaper().lines).toEqual([])
    await clock.advance(1)
    expect(printer.unfinishedPaper().lines).toEqual(['abc'])
    expect(printer.snapshot().connections[0]?.bufferedBytes).toBe(11)
    applyFault(printer, fault('fast'))
    expect(printer.unfinishedPaper().lines).toEqual(['abc', 'def', 'ghi'])
    expect([wire.held, wire.replies()]).toEqual([false, '12'])
  })

  it('a silent printer prints and never answers', () => {
    const { printer, plug } = bench()
    const wire = plug()
    applyFault(printer, fault('silent'))
    wire.send(GS, 'a', 0xff, 'x', LF, GS, 'V', 1, GS, '(H', 6, 0, 48, 48, 'ID01', DLE, 4, 1, GS, 'I', 67)
    expect([wire.replies(), printer.receipts().length]).toEqual(['', 1])
  })

  it('a lying printer answers as if it printed, and prints nothing until it is honest', () => {
    const { printer, plug } = bench()
    const wire = plug()
    applyFault(printer, fault('lying'))
    wire.send('x', LF, GS, 'V', 1, GS, '(H', 6, 0, 48, 48, 'ID01', GS, 'r', 1)
    expect(wire.replies()).toBe(bytes(0x37, 0x22, 'ID01', 0, 0).toString('hex'))
    expect([printer.receipts(), printer.unfinishedPaper().lines, printer.idle]).toEqual([[], [], true])
    applyFault(printer, fault('honest'))
    wire.send('y', LF, GS, 'V', 1)
    expect(printer.receipts().map(({ text }) => text)).toEqual(['y'])
  })

  it('over a cut return wire nothing comes back, XOFF neither', () => {
    const printer = new EmulatedPrinter({ clock: new VirtualClock(0), profile: INSTANT })
    const sent: number[] = []
    const connection = printer.attach({
      address: 'serial:test',
      flowControl: 'xon-xoff',
      send: (reply) => void sent.push(...reply),
      hold: () => undefined,
      go: () => undefined,
      drop: () => undefined,
    })
    printer.muteReplies(true)
    printer.openCover()
    expect(sent).toEqual([0x13])
    applyFault(printer, fault('half-duplex'))
    printer.closeCover()
    connection?.receive(bytes(DLE, 4, 1))
    expect(sent).toEqual([0x13])
  })

  it('the power gone, buffers are lost and NV memory is kept', () => {
    const { printer, plug } = bench()
    const wire = plug()
    wire.send(GS, '(C', 8, 0, 0, 1, 0, 'k1', 'abc')
    printer.openCover()
    wire.send('lost', LF)
    applyFault(printer, fault('power-cycle'))
    printer.closeCover()
    const after = plug()
    after.send(GS, '(C', 5, 0, 0, 2, 0, 'k1')
    expect(after.replies()).toBe(bytes(0x37, 0x70, 0x40, 'abc', 0).toString('hex'))
    expect(printer.unfinishedPaper().lines).toEqual([])
  })
})

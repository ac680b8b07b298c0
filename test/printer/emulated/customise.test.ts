/** What a host can have the printer keep, byte by byte: GS ( E, GS ( C, FS g, GS g. */
import { describe, expect, it } from 'vitest'
import { bench, bytes, DLE, ESC, FS, GS, INSTANT, LF, PACED, type Part } from './printer-bench.js'

const word = (value: number): number[] => [value & 0xff, value >> 8]

/** GS ( letter with its length. */
function extended(letter: string, ...parts: Part[]): Buffer {
  const data = bytes(...parts)
  return bytes(GS, '(', letter, word(data.length), data)
}

const settings = (...parts: Part[]) => extended('E', ...parts)
const records = (fn: number, ...parts: Part[]) => extended('C', 0, fn, 0, ...parts)
const enter = settings(1, 'IN')
const leave = settings(2, 'OUT')
const hex = (...parts: Part[]): string => bytes(...parts).toString('hex')

describe('GS ( E', () => {
  it('answers when it is ready to be customised, and prints nothing until that is over', () => {
    const { printer, plug } = bench()
    const wire = plug()
    wire.send(enter, 'not printed', LF, ESC, '@', GS, 'I', 67)
    expect(wire.replies()).toBe(hex(0x37, 0x20, 0, 0x5f, 'EMU-80', 0))
    expect(printer.snapshot().inUserSettings).toBe(true)
    wire.send(leave, 'printed', LF)
    expect(printer.unfinishedPaper().lines).toEqual(['printed'])
    expect(printer.snapshot().inUserSettings).toBe(false)
  })

  it('changes memory switches, which outlive the power', () => {
    const { printer, plug } = bench()
    plug().send(enter, settings(3, 8, '22222221', 2, '12222222'), leave)
    printer.powerOff()
    printer.powerOn()
    const wire = plug()
    wire.send(settings(4, 8), settings(4, 2), settings(4, 1), settings(4, 9))
    expect(wire.replies()).toBe(hex(0x37, 0x21, '00000001', 0, 0x37, 0x21, '10000000', 0, 0x37, 0x21, '00000000', 0))
  })

  it('changes customised values and the serial port, and tells them', () => {
    const { plug } = bench()
    const wire = plug()
    wire.send(enter, settings(5, 5, word(3), 6, word(9)), settings(11, 1, '115200'), settings(11, 2, '9'), leave)
    wire.replies()
    wire.send(settings(6, 5), settings(6, 6), settings(6, 116), settings(6, 77))
    expect(wire.replies()).toBe(
      hex(0x37, 0x27, '5', 0x1f, '3', 0, 0x37, 0x27, '6', 0x1f, '9', 0, 0x37, 0x27, '116', 0x1f, '100', 0),
    )
    wire.send(settings(12, 1), settings(12, 2), settings(12, 7))
    expect(wire.replies()).toBe(hex(0x37, 0x33, '1', 0x1f, '115200', 0, 0x37, 0x33, '2', 0x1f, '0', 0))
  })

  it('writes nothing outside the user setting mode', () => {
    const { printer, plug } = bench()
    const wire = plug()
    wire.send(settings(3, 8, '11111111'), settings(5, 5, word(3)), settings(2, 'OUT'), settings(4, 8))
    expect(wire.replies()).toBe(hex(0x37, 0x21, '00000000', 0))
    expect(printer.unfinishedPaper().notUnderstood.map(({ reason }) => reason)).toEqual(
      Array.from({ length: 3 }, () => 'parameter out of range'),
    )
  })

  it('makes the receive buffer small with memory switch 1-2, from the next connection on', () => {
    const { printer, plug } = bench()
    plug().send(enter, settings(3, 1, '22222212'), leave)
    const wire = plug()
    printer.openCover()
    wire.send('x'.repeat(28))
    expect(wire.held).toBe(false)
    wire.send('x')
    expect([wire.held, printer.snapshot().receiveBufferBytes]).toEqual([true, 45])
  })

  it('says that it is ready after the restart with memory switch 1-1', () => {
    const { plug } = bench()
    const wire = plug()
    wire.send(enter, settings(3, 1, '22222221'), leave)
    expect(wire.replies()).toBe(hex(0x37, 0x20, 0, 0x3b, 0x31, 0))
  })

  it('restarts: settings, automatic status and offline responses are as at the beginning', () => {
    const { printer, plug } = bench()
    const wire = plug()
    wire.send(GS, 'a', 0xff, extended('H', 49, 48, 1), GS, '!', 0x77, enter, leave)
    wire.replies()
    wire.send('x', LF)
    printer.openCover()
    expect(wire.replies()).toBe('')
    expect(printer.unfinishedPaper().image.heightDots).toBe(30)
  })

  it('is skipped by a model that has nothing to customise', () => {
    const { printer, plug } = bench({ ...INSTANT, answers: { ...INSTANT.answers, settings: false } })
    const wire = plug()
    wire.send(enter, records(3), GS, 'g2', 0, word(20), 'x', LF)
    expect([wire.replies(), printer.unfinishedPaper().lines]).toEqual(['', ['x']])
  })
})

describe('GS ( C', () => {
  it('stores, fetches, counts, lists and deletes records', () => {
    const { plug } = bench()
    const wire = plug()
    wire.send(records(1, 'k1', 'first'), records(49, 'k2', 'second'), records(3), records(4))
    expect(wire.replies()).toBe(hex(0x37, 0x28, '17', 0, 0x37, 0x29, '1007', 0))
    wire.send(records(2, 'k2'), 0x06, records(5), 0x06, records(0, 'k1'), records(5), 0x06, records(2, 'k1'), 0x06)
    expect(wire.replies()).toBe(
      hex(0x37, 0x70, 0x40, 'second', 0, 0x37, 0x71, 0x40, 'k1k2', 0, 0x37, 0x71, 0x40, 'k2', 0, 0x37, 0x70, 0x40, 0),
    )
    wire.send(records(6, 'CLR'), records(54, 'clr'), records(51))
    expect(wire.replies()).toBe(hex(0x37, 0x28, '0', 0))
  })

  it('sends long records in blocks, one for each acknowledgement, again when asked', () => {
    const data = Array.from({ length: 170 }, (_, index) => 0x20 + (index % 90))
    const block = (status: number, from: number, to: number) => hex(0x37, 0x70, status, data.slice(from, to), 0)
    const { printer, plug } = bench()
    const wire = plug()
    wire.send(records(1, 'k1', data), records(2, 'k1'))
    expect(wire.replies()).toBe(block(0x41, 0, 80))
    wire.send(0x06)
    expect(wire.replies()).toBe(block(0x41, 80, 160))
    wire.send(0x15)
    expect(wire.replies()).toBe(block(0x41, 80, 160))
    wire.send(0x06, 0x06, 'x', LF)
    expect(wire.replies()).toBe(block(0x40, 160, 170))
    expect(printer.unfinishedPaper().lines).toEqual(['x'])
  })

  it.each([
    ['CAN', [0x18]],
    ['anything else', []],
  ])('stops sending at %s, and what follows is data again', (_name, answer) => {
    const { printer, plug } = bench()
    const wire = plug()
    wire.send(records(1, 'k1', 'a'.repeat(100)), records(2, 'k1'))
    wire.replies()
    wire.send(answer, 'x', LF)
    expect([wire.replies(), printer.unfinishedPaper().lines]).toEqual(['', ['x']])
  })

  it('refuses what does not fit, and keeps what was there', () => {
    const { printer, plug } = bench()
    const wire = plug()
    wire.send(
      records(1, 'k1', 'old'),
      records(1, 'k1', 'x'.repeat(1022)),
      records(1, 'k2', [7]),
      records(2, 'k1'),
      0x06,
    )
    expect(wire.replies()).toBe(hex(0x37, 0x70, 0x40, 'old', 0))
    expect(printer.unfinishedPaper().notUnderstood.map(({ reason }) => reason)).toEqual([
      'no room in memory',
      'parameter out of range',
    ])
  })
})

describe('FS g', () => {
  const at = (address: number, count: number) => [0, ...word(address), 0, 0, ...word(count)]

  it('writes bytes at an address and reads them back, over a power cut', () => {
    const { printer, plug } = bench()
    plug().send(FS, 'g1', at(1000, 5), 'hello')
    printer.powerOff()
    printer.powerOn()
    const wire = plug()
    wire.send(FS, 'g2', at(998, 9))
    expect(wire.replies()).toBe(hex(0x5f, '  hello  ', 0))
  })

  it('keeps to its memory', () => {
    const { printer, plug } = bench()
    const wire = plug()
    wire.send(FS, 'g1', at(1020, 5), 'hello', FS, 'g2', at(1020, 5), FS, 'g2', at(0, 81))
    expect([wire.replies(), printer.unfinishedPaper().notUnderstood.length]).toEqual(['', 3])
  })
})

describe('GS g', () => {
  const counters = (number: number) => [GS, 0x67, 0x32, 0, ...word(number)]

  it('counts lines, strokes of the head and cuts, since the reset and for ever', () => {
    const { plug } = bench()
    const wire = plug()
    wire.send('one', LF, 'two', LF, GS, 'V', 1, GS, 'V', 1)
    wire.send(counters(20), counters(21), counters(50), counters(70))
    expect(wire.replies()).toBe(hex(0x5f, '2', 0, 0x5f, '48', 0, 0x5f, '2', 0, 0x5f, '0', 0))
    wire.send(GS, 'g0', 0, word(20), 'three', LF, counters(20), counters(148), GS, 'g0', 0, word(148), counters(148))
    expect(wire.replies()).toBe(hex(0x5f, '1', 0, 0x5f, '3', 0, 0x5f, '3', 0))
  })

  it('counts hours of power, over a power cut', async () => {
    const { clock, printer, plug } = bench()
    await clock.advance(2.5 * 3_600_000)
    printer.powerOff()
    await clock.advance(24 * 3_600_000)
    printer.powerOn()
    const wire = plug()
    wire.send(counters(198))
    expect(wire.replies()).toBe(hex(0x5f, '2', 0))
  })
})

describe('GS ( A', () => {
  it('prints what the printer is, cuts, and is as after switching on', () => {
    const { printer, plug } = bench()
    plug().send(GS, '!', 0x77, extended('A', 0, 2), 'after', LF, GS, 'V', 1)
    const [status, after] = printer.receipts()
    expect(status?.text).toContain('TILLPROOF EMU-80')
    expect(status?.text).toContain('Columns A 48, B 64')
    expect(after?.image.heightDots).toBe(30)
  })

  it('prints a pattern on every column', () => {
    const { printer, plug } = bench()
    plug().send(extended('A', '2', '3'))
    const lines = printer.receipts()[0]?.lines ?? []
    expect(lines[1]).toBe(Array.from({ length: 48 }, (_, index) => String.fromCharCode(0x21 + index)).join(''))
  })

  it('dumps whatever comes until FEED is pressed three times, and answers meanwhile', () => {
    const { printer, plug } = bench()
    const wire = plug()
    wire.send(extended('A', 0, 1), ESC, '@', 'hello', LF, GS, 'V', 1, DLE, 4, 1)
    expect(wire.replies()).toBe('12')
    printer.pressFeed()
    printer.releaseFeed()
    expect(printer.unfinishedPaper().lines.slice(3)).toEqual([
      '1B 40 68 65 6C 6C 6F 0A 1D 56  .@hello..V',
      '01 10 04 01                    ....',
    ])
    for (const _press of [2, 3]) {
      printer.pressFeed()
      printer.releaseFeed()
    }
    wire.send('again', LF)
    expect(printer.unfinishedPaper().lines.at(-1)).toBe('again')
  })

  it('is obeyed at the beginning of a line only, and with a pattern there is', () => {
    const { printer, plug } = bench()
    plug().send('x', extended('A', 0, 2), LF, extended('A', 0, 4), extended('A', 9, 2))
    expect(printer.receipts()).toEqual([])
    expect(printer.unfinishedPaper().notUnderstood).toHaveLength(3)
  })
})

describe('the rest of the machine', () => {
  it('ESC = throws away what is for another device, real-time commands excepted', () => {
    const { printer, plug } = bench()
    const wire = plug()
    wire.send(ESC, '=', 2, 'for the display', LF, ESC, '@', DLE, 4, 1, ESC, '=', 1, 'for the printer', LF)
    expect([wire.replies(), printer.unfinishedPaper().lines]).toEqual(['12', ['for the printer']])
  })

  it('ESC c 4 makes the near end stop the printer, until ESC @', () => {
    const { printer, plug } = bench()
    const wire = plug()
    wire.send(ESC, 'c4', 1)
    printer.runLow()
    wire.send('x', LF, DLE, 4, 2)
    expect([wire.replies(), printer.offline]).toEqual(['32', true])
    printer.loadPaper()
    wire.send(ESC, '@')
    printer.runLow()
    expect([printer.offline, printer.unfinishedPaper().lines]).toEqual([false, ['x']])
  })

  it('ESC c 5 switches FEED off', () => {
    const { printer, plug } = bench()
    const wire = plug()
    printer.pressFeed()
    printer.releaseFeed()
    expect(printer.unfinishedPaper().image.heightDots).toBe(30)
    wire.send(ESC, 'c5', 1)
    printer.pressFeed()
    expect([printer.offline, printer.unfinishedPaper().image.heightDots]).toEqual([false, 30])
  })

  it.each([
    ['its time', 1, 1500, (): Part[] => []],
    ['DLE ENQ 0', 0, 0, (): Part[] => [DLE, 5, 0]],
  ] as const)('GS z 0 has it wait after a refill, until %s', async (_name, t2, waitMs, end) => {
    const { clock, printer, plug } = bench()
    const wire = plug()
    wire.send(GS, 'z0', 2, t2)
    printer.runOutOfPaper()
    wire.send('x', LF)
    printer.loadPaper()
    wire.send(DLE, 4, 1, GS, 'a', 0xff)
    expect([wire.replies(), printer.unfinishedPaper().lines]).toEqual(['3a', []])
    await clock.advance(Math.max(0, waitMs - 1))
    expect(printer.unfinishedPaper().lines).toEqual([])
    await clock.advance(waitMs > 0 ? 1 : 0)
    wire.send(...end())
    expect([wire.replies(), printer.unfinishedPaper().lines]).toEqual(['1000000f', ['x']])
  })

  it('sounds the buzzer', async () => {
    const { clock, printer, plug } = bench(PACED)
    await clock.advance(5)
    plug().send(DLE, 0x14, 3, 1, 2, 0, 1, 1, ESC, '(A', word(4), 97, 1, 255, 1, ESC, 'B', 3, 1)
    expect(printer.buzzes()).toEqual([
      { at: 5, times: 2, source: 'DLE DC4' },
      { at: 5, times: 'until stopped', source: 'ESC ( A' },
      { at: 5, times: 3, source: 'ESC B' },
    ])
  })

  it('says goodbye before DLE DC4 fn 2 switches it off', () => {
    const { printer, plug } = bench()
    const wire = plug()
    wire.send(extended('D', 20, 2, 1), DLE, 0x14, 2, 1, 8)
    expect([wire.replies(), printer.powered]).toEqual(['3b3000', false])
  })
})

/** What goes wrong at a counter: paper, cover, cutter, power, and a wire that breaks. */
import { describe, expect, it } from 'vitest'
import { bench, bytes, cut, DLE, ESC, GS, INSTANT, LF, PACED } from './printer-bench.js'

const lines = (count: number): string => Array.from({ length: count }, (_, i) => `line ${i + 1}\n`).join('')

describe('paper end', () => {
  it('stops in the middle of a line, tells the host, and goes on from that row after the refill', async () => {
    const whole = bench()
    whole.plug().send(lines(5), cut)
    const { clock, printer, plug } = bench(PACED)
    const wire = plug()
    wire.send(GS, 'a', 0xff)
    wire.replies()
    printer.runOutAfter(70)
    expect(wire.replies()).toBe('1000030f')
    wire.send(lines(5), cut)
    await clock.advance(60_000)
    expect(wire.replies()).toBe('18000f0f')
    expect(printer.unfinishedPaper().image.heightDots).toBe(70)
    printer.loadPaper()
    expect(wire.replies()).toBe('1000000f')
    await clock.advance(60_000)
    expect(printer.receipts()[0]?.image.bytes).toEqual(whole.printer.receipts()[0]?.image.bytes)
  })

  it('holds up the host once the receive buffer is full, and lets it go on after the refill', () => {
    const { printer, plug } = bench({ ...INSTANT, receiveBufferBytes: 256 })
    const wire = plug()
    printer.runOutOfPaper()
    wire.send(lines(20))
    expect(wire.held).toBe(false)
    wire.send(lines(20), cut)
    expect(wire.held).toBe(true)
    expect(printer.idle).toBe(false)
    printer.loadPaper()
    expect(wire.held).toBe(false)
    expect(printer.receipts()[0]?.lines).toHaveLength(40)
    expect(printer.idle).toBe(true)
  })
})

describe('the cover', () => {
  it('stops the head at once and loses nothing', async () => {
    const { clock, printer, plug } = bench(PACED)
    plug().send(lines(5), cut)
    await clock.advance(50)
    printer.openCover()
    const rows = printer.unfinishedPaper().image.heightDots
    await clock.advance(60_000)
    expect(printer.unfinishedPaper().image.heightDots).toBe(rows)
    // 24 rows of the first line and 6 of its feed, and the first 8 of the second: 47.5 ms.
    expect(rows).toBe(38)
    printer.closeCover()
    await clock.advance(60_000)
    expect(printer.receipts()[0]?.text).toBe(lines(5).trimEnd())
  })
})

describe('the panel', () => {
  it('takes it offline and back', () => {
    const { printer, plug } = bench()
    const wire = plug()
    printer.takeOffline()
    wire.send('x', LF, DLE, 4, 1)
    expect([wire.replies(), printer.unfinishedPaper().lines]).toEqual(['1a', []])
    printer.bringOnline()
    expect(printer.unfinishedPaper().lines).toEqual(['x'])
  })
})

describe('the cutter', () => {
  it('jams at the next cut, not before, and goes on by itself once it is free', () => {
    const { printer, plug } = bench()
    const wire = plug()
    wire.send(GS, 'a', 0xff)
    printer.jamCutter()
    wire.send('one', LF)
    expect(wire.replies()).toBe('1000000f')
    wire.send(cut, 'two', LF)
    expect(wire.replies()).toBe('1808000f')
    expect(printer.unfinishedPaper().lines).toEqual(['one'])
    printer.clearJam()
    expect(wire.replies()).toBe('1000000f')
    expect(printer.receipts()[0]?.lines).toEqual(['one'])
    expect(printer.unfinishedPaper().lines).toEqual(['two'])
  })

  describe('of a model that waits for DLE ENQ', () => {
    const jammed = () => {
      const made = bench({ ...INSTANT, cutterErrorClears: 'onRequest' })
      const wire = made.plug()
      made.printer.jamCutter()
      wire.send('one', LF, cut, 'two', LF)
      return { ...made, wire }
    }

    it('fails again while the jam is there', () => {
      const { printer, wire } = jammed()
      wire.send(DLE, 5, 1, DLE, 4, 3)
      expect(wire.replies()).toBe('1a')
      expect(printer.receipts()).toEqual([])
    })

    it('goes on where it stopped with DLE ENQ 1', () => {
      const { printer, wire } = jammed()
      printer.clearJam()
      expect(printer.receipts()).toEqual([])
      wire.send(DLE, 5, 1)
      expect(printer.receipts()).toHaveLength(1)
      expect(printer.unfinishedPaper().lines).toEqual(['two'])
    })

    it('forgets what it held with DLE ENQ 2', () => {
      const { printer, wire } = jammed()
      printer.clearJam()
      wire.send(DLE, 5, 2, 'three', LF)
      expect(printer.receipts()).toEqual([])
      expect(printer.unfinishedPaper().lines).toEqual(['one', 'three'])
    })
  })

  it('is not troubled by DLE ENQ when there is no error', () => {
    const { printer, plug } = bench(PACED)
    plug().send('one', LF, DLE, 5, 2)
    expect(printer.idle).toBe(false)
  })
})

describe('power', () => {
  it('cut in the middle of a job loses the rest, keeps what is on paper, and drops every link', async () => {
    const { clock, printer, plug } = bench(PACED)
    const [first, second] = [plug(), plug()]
    first.send(ESC, 'E', 1, lines(9))
    await clock.advance(100)
    printer.powerOff()
    expect([first.dropped, second.dropped]).toEqual([true, true])
    expect(() => plug()).toThrow('off')
    first.send('into the void', LF)
    await clock.advance(60_000)
    printer.powerOn()
    await clock.advance(60_000)
    expect(printer.unfinishedPaper().lines).toEqual(['line 1', 'line 2'])
    expect(printer.unfinishedPaper().image.heightDots).toBe(76)
  })

  it('comes back with default settings', () => {
    const { printer, plug } = bench()
    plug().send(GS, '!', 0x77, FULL_CUT)
    printer.powerOff()
    printer.powerOn()
    plug().send('x', LF)
    expect(printer.unfinishedPaper().image.heightDots).toBe(30)
  })

  it('tells those who watch it', () => {
    const { printer } = bench()
    const seen: boolean[] = []
    printer.onPower((on) => void seen.push(on))
    printer.powerOff()
    printer.powerOff()
    printer.powerOn()
    expect(seen).toEqual([false, true])
  })
})

const FULL_CUT = bytes(GS, 'V', 0)

describe('a wire cut after n bytes', () => {
  it('brings exactly those, and they are printed', () => {
    const { printer, plug } = bench()
    const wire = plug()
    printer.cutLinkAfter(6)
    wire.send('ab', LF)
    expect(wire.dropped).toBe(false)
    wire.send('cd', LF, 'ef', LF)
    expect(wire.dropped).toBe(true)
    expect(printer.unfinishedPaper().lines).toEqual(['ab', 'cd'])
  })

  it('does not hurt the next connection, even in the middle of a command', () => {
    const { printer, plug } = bench()
    printer.cutLinkAfter(8)
    plug().send(GS, 'v0', 0, 8, 0, 8, 0, 'image data')
    const next = plug()
    next.send('fine', LF, DLE, 4, 1)
    expect(printer.unfinishedPaper().lines).toEqual(['fine'])
    expect(next.replies()).toBe('12')
  })
})

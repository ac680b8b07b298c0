/** Cutter and drawer: where the paper is parted, and when the drawer opens. */
import { describe, expect, it } from 'vitest'
import { bench, DLE, ESC, GS, INSTANT, LF, PACED, printed } from './printer-bench.js'

const WITH_CUTTER_AHEAD = { ...INSTANT, headToCutterRows: 88 }

describe('the cutter', () => {
  it.each([
    ['GS V 0', [GS, 'V', 0], 'full'],
    ['GS V 1', [GS, 'V', 1], 'partial'],
    ["GS V '0'", [GS, 'V', 48], 'full'],
    ['GS V 65', [GS, 'V', 65, 0], 'full'],
    ['GS V 66', [GS, 'V', 66, 0], 'partial'],
    ['GS V 97', [GS, 'V', 97, 0], 'full'],
    ['GS V 104', [GS, 'V', 104, 0], 'partial'],
    ['ESC i', [ESC, 'i'], 'partial'],
    ['ESC m', [ESC, 'm'], 'partial'],
  ] as const)('%s', (_name, command, kind) => {
    const { printer, plug } = bench()
    plug().send('text', LF, ...command)
    expect(printer.receipts().map(({ cut, text, number }) => [number, cut, text])).toEqual([[1, kind, 'text']])
  })

  it('feeds n more dots with GS V 66 n', () => {
    const { printer, plug } = bench()
    plug().send('text', LF, GS, 'V', 66, 40)
    expect(printer.receipts()[0]?.image.heightDots).toBe(30 + 40)
  })

  it('goes back to the edge of the cut with GS V 104, so that the next receipt begins there', () => {
    const { printer, plug } = bench(WITH_CUTTER_AHEAD)
    plug().send('one', LF, GS, 'V', 104, 0, 'two', LF, GS, 'V', 66, 0)
    expect(printer.receipts().map(({ lines, image }) => [lines, image.heightDots])).toEqual([
      [['one'], 88 + 30],
      [['two'], 30],
    ])
  })

  it('leaves what has not passed it yet to the next receipt', () => {
    const { printer, plug } = bench(WITH_CUTTER_AHEAD)
    plug().send(ESC, '3', 50, 'one', LF, 'two', LF, 'three', LF, GS, 'V', 0, 'four', LF, GS, 'V', 66, 0)
    expect(printer.receipts().map(({ lines, image }) => [lines, image.heightDots])).toEqual([
      [['one'], 150],
      [['two', 'three', 'four'], 50 + 88],
    ])
  })

  it('cuts nothing off where it has cut already', () => {
    const { printer, plug } = bench()
    plug().send('text', LF, GS, 'V', 1, GS, 'V', 1)
    expect(printer.receipts()).toHaveLength(1)
  })

  it('keeps uncut paper hanging', () => {
    const { printer, plug } = bench()
    plug().send('text', LF, 'in the buffer')
    expect(printer.unfinishedPaper().lines).toEqual(['text'])
  })

  it('is not needed where a person tears the paper off', () => {
    const { printer, plug } = bench()
    plug().send('text', LF)
    printer.tearOff()
    printer.tearOff()
    expect(printer.receipts().map(({ cut, text }) => [cut, text])).toEqual([['torn', 'text']])
  })

  it('tells listeners, until they stop listening', () => {
    const { printer, plug } = bench()
    const seen: number[] = []
    const stop = printer.onReceipt((receipt) => void seen.push(receipt.number))
    const wire = plug()
    wire.send('a', LF, GS, 'V', 1)
    stop()
    wire.send('b', LF, GS, 'V', 1)
    expect(seen).toEqual([1])
  })
})

describe('the drawer', () => {
  it('opens with ESC p, in 2 ms units, once the print before it is done', async () => {
    const { clock, printer, plug } = bench(PACED)
    plug().send('text', LF, ESC, 'p', 0, 25, 250)
    expect(printer.drawerPulses()).toEqual([])
    await clock.advance(1000)
    expect(printer.drawerPulses()).toEqual([{ at: 37.5, pin: 2, onMs: 50, offMs: 500, source: 'ESC p' }])
  })

  it('opens at once with DLE DC4 fn 1, in 100 ms units, whatever is printing', async () => {
    const { printer, plug } = bench(PACED)
    plug().send('text', LF, DLE, 0x14, 1, 1, 2)
    expect(printer.drawerPulses()).toEqual([{ at: 0, pin: 5, onMs: 200, offMs: 200, source: 'DLE DC4' }])
  })

  it('shows in the status until somebody closes it', () => {
    const { printer, plug } = bench()
    const wire = plug()
    wire.send(GS, 'r', 2, ESC, 'p', 0, 1, 1, GS, 'r', 2, DLE, 4, 1)
    expect(wire.replies()).toBe('000116')
    printer.closeDrawer()
    wire.send(GS, 'r', 2)
    expect(wire.replies()).toBe('00')
  })

  it('puts a connector that does not exist on record', () => {
    expect(printed([ESC, 'p', 7, 1, 1, 'x', LF]).notUnderstood).toEqual([
      { command: 'ESC p', reason: 'parameter out of range' },
    ])
  })
})

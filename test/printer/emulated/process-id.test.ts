/** GS ( H fn 48: the one proof that a job is on paper, so it must never come a row too early. */
import { describe, expect, it } from 'vitest'
import { bench, bytes, ESC, GS, INSTANT, LF, PACED } from './printer-bench.js'

const request = (id: string): Buffer => bytes(GS, '(H', 6, 0, 48, 48, id)
const reply = (id: string): string => bytes(0x37, 0x22, id, 0).toString('hex')

describe('the process ID', () => {
  it('comes back when the last row before it is printed and the cut is done, not before', async () => {
    const { clock, printer, plug } = bench(PACED)
    const wire = plug()
    wire.send('one', LF, 'two', LF, GS, 'V', 1, request('A001'))
    // 60 rows at 0.8 rows a millisecond, then the cut.
    await clock.advance(60 / 0.8 + 199)
    expect(wire.replies()).toBe('')
    expect(printer.receipts()).toEqual([])
    await clock.advance(2)
    expect(wire.replies()).toBe(reply('A001'))
    expect(printer.receipts()).toHaveLength(1)
  })

  it('is later than a status asked for behind the same data', async () => {
    const { clock, plug } = bench(PACED)
    const wire = plug()
    wire.send('one', LF, 'two', LF, request('A001'), GS, 'r', 1)
    expect(wire.replies()).toBe('00')
    await clock.advance(1000)
    expect(wire.replies()).toBe(reply('A001'))
  })

  it('goes to the connection that asked', async () => {
    const { clock, plug } = bench(PACED)
    const [first, second] = [plug(), plug()]
    first.send('one', LF, GS, 'V', 1, request('AAAA'))
    second.send('two', LF, GS, 'V', 1, request('BBBB'))
    await clock.advance(1000)
    expect([first.replies(), second.replies()]).toEqual([reply('AAAA'), reply('BBBB')])
  })

  it('is answered in the order of the receipts, which do not mix', async () => {
    const { clock, printer, plug } = bench(PACED)
    const [first, second] = [plug(), plug()]
    first.send('one', LF)
    second.send('uno', LF, GS, 'V', 1, request('BBBB'))
    first.send('two', LF, GS, 'V', 1, request('AAAA'))
    await clock.advance(2000)
    expect(printer.receipts().map(({ lines }) => lines)).toEqual([['one', 'two'], ['uno']])
    expect([first.replies(), second.replies()]).toEqual([reply('AAAA'), reply('BBBB')])
  })

  it('does not keep others waiting for a host that never ends its receipt', async () => {
    const { clock, printer, plug } = bench()
    const [first, second] = [plug(), plug()]
    first.send('one', LF)
    second.send('uno', LF, GS, 'V', 1)
    await clock.advance(4_999)
    expect(printer.receipts()).toEqual([])
    await clock.advance(1)
    expect(printer.receipts().map(({ lines }) => lines)).toEqual([['one', 'uno']])
  })

  it('is answered at once when nothing waits to be printed', () => {
    const { plug } = bench(PACED)
    const wire = plug()
    wire.send(request('~ !z'))
    expect(wire.replies()).toBe(reply('~ !z'))
  })

  it('waits for the paper that ran out in the middle of the job', async () => {
    const { clock, printer, plug } = bench(PACED)
    const wire = plug()
    printer.runOutAfter(35)
    wire.send('one', LF, 'two', LF, 'three', LF, GS, 'V', 1, request('A001'))
    await clock.advance(60_000)
    expect(wire.replies()).toBe('')
    expect(printer.unfinishedPaper().image.heightDots).toBe(35)
    expect(printer.unfinishedPaper().lines).toEqual(['one'])
    printer.loadPaper()
    await clock.advance(60_000)
    expect(wire.replies()).toBe(reply('A001'))
    expect(printer.receipts().map(({ lines, spliceRows, image }) => [lines, spliceRows, image.heightDots])).toEqual([
      [['one', 'two', 'three'], [35], 90],
    ])
  })

  it('never comes for a job the power cut took', async () => {
    const { clock, printer, plug } = bench(PACED)
    const wire = plug()
    wire.send('one', LF, 'two', LF, request('A001'))
    await clock.advance(40)
    printer.powerOff()
    printer.powerOn()
    await clock.advance(60_000)
    expect(wire.replies()).toBe('')
    expect(printer.unfinishedPaper().lines).toEqual(['one'])
  })

  it('with characters outside 20h–7Eh is no ID', () => {
    const { printer, plug } = bench()
    const wire = plug()
    wire.send(request('AB\x01C'))
    expect(wire.replies()).toBe('')
    expect(printer.unfinishedPaper().notUnderstood).toEqual([
      { command: 'GS ( H fn 48', reason: 'parameter out of range' },
    ])
  })

  it('is swallowed without a word by a clone', () => {
    const { printer, plug } = bench({ ...INSTANT, answers: { ...INSTANT.answers, processId: false } })
    const wire = plug()
    wire.send('one', LF, request('A001'), 'two', LF, GS, 'V', 1, ESC, '@')
    expect(wire.replies()).toBe('')
    expect(printer.receipts()[0]?.lines).toEqual(['one', 'two'])
  })
})

/**
 * The live view and the console's words, without a terminal: every look a printer can have is lines, a screen is what was
 * written to it, and time passes when it is told to.
 */
import { describe, expect, it } from 'vitest'
import { VirtualClock } from '../../drivers/clocks/virtual-clock.js'
import { EmulatedPrinter } from '../../drivers/printers/emulated/library/emulated-printer.js'
import { cellsOf, cutCells, fitCells, wrapCells } from '../../src/cli/printer/cells.js'
import { completions, helpLines, nearestWords, readTyped } from '../../src/cli/printer/console-words.js'
import { receiptBox, statusLines } from '../../src/cli/printer/live-lines.js'
import { LiveScreen } from '../../src/cli/printer/live-screen.js'
import { type Line, painted } from '../../src/cli/printer/painting.js'
import { bytes, cut, ESC, FS, korean, LF, type Part } from '../printer/emulated/printer-bench.js'

const READY = { links: ['tcp://127.0.0.1:9100'], control: 'http://127.0.0.1:9101', outFolder: 'paper' }
const feed = bytes(ESC, 'd', 6)

const plain = (lines: readonly Line[], width = 100): string[] => lines.map((line) => painted(line, width, false))

function look(printer: EmulatedPrinter, width = 100): string {
  const { profile } = printer
  const state = { ...READY, snapshot: printer.snapshot(), profile, bytesPerSecond: 9600 }
  return plain(statusLines(state, width), width).join('\n')
}

function plug(printer: EmulatedPrinter): (...parts: Part[]) => void {
  const connection = printer.attach({
    ...{ address: 'tcp:127.0.0.1:50000', send: () => undefined, hold: () => undefined },
    ...{ go: () => undefined, drop: () => undefined },
  })
  return (...parts) => connection?.receive(bytes(...parts))
}

describe('the state', () => {
  it('of an idle printer is five quiet lines', () => {
    expect(look(new EmulatedPrinter({ model: 'tm-t88vi' }))).toMatchInlineSnapshot(`
      "── Epson TM-T88VI (tm-t88vi) ─────────────────────────────────────────────────────────── ● online ──
      tcp://127.0.0.1:9100 · control http://127.0.0.1:9101
      paper ██████████ 80.0 m · cover closed · cutter ready · drawer closed · idle
      nobody is connected
      receipts go to paper"
    `)
  })

  it('of one in trouble names every cause', () => {
    const printer = new EmulatedPrinter({ model: 'tm-t88vi', clock: new VirtualClock(0) })
    const send = plug(printer)
    send('a', LF, ESC, 'p', 0, 25, 250, feed, cut, 'b', LF, feed, cut)
    printer.fault('cover-open')
    printer.fault('paper-out')
    printer.fault('slow 960')
    send(new Uint8Array(2048).fill(0x20))
    expect(look(printer)).toMatchInlineSnapshot(`
      "── Epson TM-T88VI (tm-t88vi) ─────────────────────────────────── ● offline: cover open, paper out ──
      tcp://127.0.0.1:9100 · control http://127.0.0.1:9101
      paper out · cover open · cutter ready · drawer open · busy
      tcp:127.0.0.1:50000 · buffer █████░░░░░ 50 % · held back · 9.6 kB/s · 2.1 kB so far
      2 receipts in paper · 1 drawer pulse
      faults  paper-out, cover-open, drawer-open, slow 960 bytes/s"
    `)
  })

  it.each([
    ['power-off', '● offline: switched off'],
    ['unplug', '● offline: cable pulled'],
    ['paper-near-end', 'near end, 5.00 m'],
    ['paper-out after 800 dots', 'near end, 0.11 m'],
    ['offline', '● offline: switched offline at the panel'],
    ['feed-press', '● offline: FEED held down'],
    ['head-hot', '● offline: head too hot or cover opened in print'],
    ['mechanical-error', '● offline: mechanical error'],
    ['unrecoverable-error', '● offline: unrecoverable error'],
  ] as const)('shows %s', (fault, words) => {
    const printer = new EmulatedPrinter({ model: 'tm-t88vi' })
    printer.fault(fault)
    expect(look(printer)).toContain(words)
  })

  it('never is wider than the terminal', () => {
    const printer = new EmulatedPrinter()
    plug(printer)
    printer.fault('cover-open')
    for (const width of [20, 40, 79, 200]) {
      for (const line of look(printer, width).split('\n')) expect(cellsOf(line)).toBeLessThanOrEqual(width)
    }
  })
})

describe('a receipt', () => {
  it('stands in a box that closes, wide characters and all', () => {
    const printer = new EmulatedPrinter({ model: 'emu-58' })
    plug(printer)(FS, '&', korean('행복커피 A\n'), korean('합계  9,000\n'), ESC, 0x7e, feed, cut)
    const [receipt] = printer.receipts()
    const box = receipt ? plain(receiptBox(receipt, ['paper/receipt-0001.png'], 80)) : []
    expect(box.join('\n')).toMatchInlineSnapshot(`
      "┌─ receipt 1 · partial cut ────────┐
      │ 행복커피 A                       │
      │ 합계  9,000                      │
      │ ! 1B 7E: not in the grammar      │
      └─ paper/receipt-0001.png ─────────┘"
    `)
    expect(new Set(box.map(cellsOf)).size).toBe(1)
    const narrow = receipt ? plain(receiptBox(receipt, ['paper/receipt-0001.png'], 20), 20) : []
    expect(new Set(narrow.map(cellsOf))).toEqual(new Set([20]))
  })
})

describe('cells', () => {
  it('are two for wide characters and none for combining ones', () => {
    expect(['a', '합', '小', 'e\u0301', 'ｱ', '👩‍🍳'].map(cellsOf)).toEqual([1, 2, 2, 1, 1, 2])
  })

  it('are cut and filled to the cell', () => {
    expect(fitCells('합계', 6)).toBe('합계  ')
    expect(fitCells('합계금액', 6)).toBe('합계… ')
    expect(cutCells('합계', 4)).toBe('합계')
    expect(cutCells('abc', 0)).toBe('')
    expect(wrapCells('one two three', 8)).toEqual(['one two', '  three'])
    expect(wrapCells('  indented', 20)).toEqual(['  indented'])
  })
})

class FakeTerminal {
  columns = 60
  rows = 24
  written = ''
  listeners = 0
  write(text: string): void {
    this.written += text
  }
  on(): void {
    this.listeners++
  }
  off(): void {
    this.listeners--
  }
  taken(): string {
    const { written } = this
    this.written = ''
    return written
  }
}

const ESCAPE = String.fromCharCode(27)

describe('the screen', () => {
  function live() {
    const clock = new VirtualClock(0)
    const printer = new EmulatedPrinter({ clock })
    const terminal = new FakeTerminal()
    return { clock, printer, terminal, screen: new LiveScreen({ printer, terminal, clock, colours: false }) }
  }

  it('draws the block in place, and lets receipts scroll by above it', () => {
    const { printer, terminal, screen } = live()
    screen.ready(READY)
    expect(terminal.taken().split('\n')).toHaveLength(5)
    plug(printer)('x', LF, feed, cut)
    const [receipt] = printer.receipts()
    if (receipt) screen.event({ kind: 'receipt', receipt }, [])
    const drawn = terminal.taken()
    expect(drawn.startsWith(`\r${ESCAPE}[4A${ESCAPE}[J┌─ receipt 1`)).toBe(true)
    expect(drawn.indexOf('└')).toBeLessThan(drawn.indexOf('── Tillproof'))
  })

  it('redraws once for many changes, and shows the speed of the last second', async () => {
    const { clock, printer, terminal, screen } = live()
    screen.ready(READY)
    const send = plug(printer)
    terminal.taken()
    for (let line = 0; line < 100; line++) send('12345678', LF, LF)
    expect(terminal.taken()).toBe('')
    await clock.advance(80)
    expect(terminal.taken()).toContain('1.0 kB/s')
    await clock.advance(2000)
    expect(terminal.taken()).toContain(' 0 B/s')
    await clock.advance(2000)
    expect(terminal.taken()).toBe('')
    expect(clock.nextDueAt()).toBeUndefined()
  })

  it('shows what is typed, what it could become, and where the cursor is', () => {
    const { terminal, screen } = live()
    screen.ready(READY)
    let text = 'cover-o'
    screen.showTyped(() => ({ text, cursor: 2 }))
    expect(terminal.taken()).toContain(`> cover-o   cover-open\r${ESCAPE}[4C`)
    text = 'cover-open'
    screen.typing()
    expect(terminal.taken()).toContain('> cover-open   the cover is opened')
    text = '합계'
    screen.showTyped(() => ({ text, cursor: 2 }))
    expect(terminal.taken()).toContain(`\r${ESCAPE}[6C`)
  })

  it('obeys nothing that paper says', () => {
    const { terminal, screen } = live()
    screen.ready(READY)
    terminal.taken()
    screen.answer([`${ESCAPE}[2Jgone`])
    expect(terminal.taken()).toContain('·[2Jgone')
  })

  it('leaves the terminal as it was', async () => {
    const { clock, printer, terminal, screen } = live()
    screen.ready(READY)
    plug(printer)
    screen.close()
    expect(terminal.taken().endsWith('\n')).toBe(true)
    expect(terminal.listeners).toBe(0)
    printer.openCover()
    await clock.advance(1000)
    expect(terminal.taken()).toBe('')
  })
})

describe('the console', () => {
  it('reads its own words, faults, and faults at their time', () => {
    expect(readTyped('  HELP ')).toEqual({ kind: 'help' })
    expect(readTyped('?')).toEqual({ kind: 'help' })
    expect(readTyped('exit')).toEqual({ kind: 'quit' })
    expect(readTyped('')).toEqual({ kind: 'nothing' })
    expect(readTyped('paper-out after 120 dots')).toEqual({
      kind: 'fault',
      timed: { when: { afterMs: 0 }, fault: { name: 'paper-out', value: 120 } },
    })
    expect(readTyped('at 3s: cover-open')).toEqual({
      kind: 'fault',
      timed: { when: { afterMs: 3000 }, fault: { name: 'cover-open' } },
    })
  })

  it('says what may have been meant', () => {
    expect(readTyped('covr-open')).toEqual({
      kind: 'unclear',
      lines: ['"covr-open" is no word I know; did you mean cover-open? help lists them all'],
    })
    expect(readTyped('xyzzy')).toEqual({
      kind: 'unclear',
      lines: ['"xyzzy" is no word I know; help lists them all'],
    })
    expect(readTyped('slow fast')).toMatchObject({ kind: 'unclear', lines: [expect.any(String), 'write: slow 960'] })
    expect(readTyped('later: cover-open')).toMatchObject({ lines: ['"later": expected a time', expect.any(String)] })
    expect(nearestWords('paperout')).toContain('paper-out')
    expect(nearestWords('hepl')).toEqual(['help'])
    expect(completions('cutter')).toEqual(['cutter-jam', 'cutter-free'])
    expect(helpLines().join('\n')).toContain('paper-out after 120 dots')
  })
})

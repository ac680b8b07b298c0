/**
 * The live view on a terminal: receipts scroll by as they emerge, and below them stands a block of state and the line being
 * typed, redrawn in place. What it shows comes from live-lines.ts; here is only when and where.
 */
import type { EmulatedPrinter } from '../../../drivers/printers/emulated/emulated-printer.js'
import type { PrinterEvent } from '../../../drivers/printers/emulated/library/printer-events.js'
import type { Clock } from '../../ports/clock.js'
import { cellsOf, harmless, wrapCells } from './cells.js'
import { completions, wordHelp } from './console-words.js'
import { receiptBox, statusLines } from './live-lines.js'
import { type Line, painted, span } from './painting.js'
import type { PrinterReport, ReadyPrinter } from './printer-report.js'

/** What of a terminal is needed; process.stdout is one. */
export interface Terminal {
  readonly columns: number
  readonly rows: number
  write(text: string): unknown
  on(event: 'resize', listener: () => void): unknown
  off(event: 'resize', listener: () => void): unknown
}

/** The line being typed; `cursor` counts UTF-16 units. */
export interface TypedLine {
  readonly text: string
  readonly cursor: number
}

export interface LiveScreenOptions {
  readonly printer: EmulatedPrinter
  readonly terminal: Terminal
  readonly clock: Clock
  readonly colours: boolean
}

const REDRAW_MS = 80
/** Speed is the bytes of the last second. */
const SPEED_MS = 1000
const PROMPT = '> '
const ESC = '\u001b'

export class LiveScreen implements PrinterReport {
  readonly #options: LiveScreenOptions
  #ready: ReadyPrinter | undefined
  #typed: () => TypedLine | undefined = () => undefined
  /** Lines of the block that stand on the screen now. */
  #standing = 0
  #redraw: (() => void) | undefined
  #closed = false
  #looks: { readonly at: number; readonly bytes: number }[] = []
  readonly #stopWatching: () => void
  readonly #resized = () => this.#draw([])

  constructor(options: LiveScreenOptions) {
    this.#options = options
    this.#stopWatching = options.printer.onChange(() => this.#drawSoon())
    options.terminal.on('resize', this.#resized)
  }

  /** Shows the line being typed below the block; call `typing` whenever it is another. */
  showTyped(typed: () => TypedLine | undefined): void {
    this.#typed = typed
    this.typing()
  }

  typing(): void {
    if (this.#ready) this.#draw([])
  }

  ready(ready: ReadyPrinter): void {
    this.#ready = ready
    this.#draw([])
  }

  event(event: PrinterEvent, files: readonly string[]): void {
    if (event.kind === 'receipt') this.#draw(receiptBox(event.receipt, files, this.#width))
    if (event.kind === 'buzz') this.#draw([[span('♪ buzzer', 'warning')]])
    if (event.kind === 'drawer') this.#draw([[span(`⏏ drawer pulse, pin ${event.pulse.pin}`, 'warning')]])
  }

  answer(lines: readonly string[]): void {
    this.#draw(lines.flatMap((line) => wrapCells(harmless(line), this.#width)).map((line) => [span(line)]))
  }

  close(): void {
    if (this.#closed) return
    this.#typed = () => undefined
    this.#draw([])
    this.#closed = true
    this.#stopWatching()
    this.#redraw?.()
    const { terminal } = this.#options
    terminal.off('resize', this.#resized)
    terminal.write('\n')
  }

  /** One less than there are: writing into the last column would wrap. */
  get #width(): number {
    return Math.max(20, (this.#options.terminal.columns || 80) - 1)
  }

  #drawSoon(): void {
    if (this.#closed || !this.#ready) return
    this.#redraw ??= this.#options.clock.schedule(REDRAW_MS, () => {
      this.#redraw = undefined
      this.#draw([])
    })
  }

  /** Takes the block away, lets lines scroll by, and puts the block up again. */
  #draw(above: readonly Line[]): void {
    if (!this.#ready || this.#closed) return
    const { terminal, colours } = this.#options
    const width = this.#width
    const typed = this.#typed()
    const bytesPerSecond = this.#speed()
    const { profile } = this.#options.printer
    const snapshot = this.#options.printer.snapshot()
    const block = statusLines({ ...this.#ready, snapshot, profile, bytesPerSecond }, width)
    const standing = block.slice(0, Math.max(1, (terminal.rows || 24) - 2))
    const lines = [...standing, ...(typed ? [promptLine(typed)] : [])].map((line) => painted(line, width, colours))
    const scrolled = above.map((line) => `${painted(line, width, colours)}\n`).join('')
    terminal.write(`${this.#takenAway()}${scrolled}${lines.join('\n')}${typed ? cursorAt(typed, width) : ''}`)
    this.#standing = lines.length
    // The speed sinks with time, not with anything that happens.
    if (bytesPerSecond > 0) this.#drawSoon()
  }

  #takenAway(): string {
    const up = this.#standing > 1 ? `${ESC}[${this.#standing - 1}A` : ''
    return this.#standing === 0 ? '' : `\r${up}${ESC}[J`
  }

  #speed(): number {
    const at = this.#options.clock.now()
    this.#looks.push({ at, bytes: this.#options.printer.snapshot().bytesReceived })
    // The last look from before the second remains as its beginning.
    while ((this.#looks[1]?.at ?? at) <= at - SPEED_MS) this.#looks.shift()
    const [first] = this.#looks
    const last = this.#looks.at(-1)
    return first && last ? ((last.bytes - first.bytes) * 1000) / Math.max(SPEED_MS, at - first.at) : 0
  }
}

/** The line being typed, and dim behind it what it could become or what it does. */
function promptLine({ text }: TypedLine): Line {
  const word = text.trim()
  const could = completions(text)
  const hint = could.length > 1 || (could.length === 1 && could[0] !== word) ? could.join('  ') : wordHelp(word)
  const words = text === '' ? 'type a fault, or help' : hint
  return [span(PROMPT, 'strong'), span(harmless(text)), ...(words === undefined ? [] : [span(`   ${words}`, 'dim')])]
}

const cursorAt = ({ text, cursor }: TypedLine, width: number): string =>
  `\r${ESC}[${Math.min(width, cellsOf(PROMPT) + cellsOf(harmless(text.slice(0, cursor))))}C`

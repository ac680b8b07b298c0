/**
 * The console of a running printer: lines from standard input, typed or piped. At a terminal it has editing, history and
 * completion; the end of the input ends the console and nothing else, so a script may say what it has to say and leave.
 */
import { createInterface, type Interface } from 'node:readline'
import { Writable } from 'node:stream'
import { completions } from './console-words.js'
import type { LiveScreen } from './live-screen.js'

export interface ConsoleOptions {
  readonly input: NodeJS.ReadStream
  /** Where the line being typed is shown; without one nothing is shown. */
  readonly screen: LiveScreen | undefined
  readonly onLine: (line: string) => void
  /** Ctrl-C at the terminal, which then sends no signal. */
  readonly onInterrupt: () => void
}

/** @returns a function that ends it. */
export function openConsole({ input, screen, onLine, onInterrupt }: ConsoleOptions): () => void {
  const lines = screen ? editedLines(input, screen, onInterrupt) : createInterface({ input, terminal: false })
  lines.on('line', onLine)
  return () => {
    lines.close()
    // A terminal or a pipe would keep the process waiting for more; a file (/dev/null) has nothing to let go of.
    if ('unref' in input) input.unref()
  }
}

/** readline edits and remembers; what it would write goes nowhere, because the screen shows the line itself. */
function editedLines(input: NodeJS.ReadStream, screen: LiveScreen, onInterrupt: () => void): Interface {
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() })
  const completer = (line: string): [string[], string] => {
    const [only, ...others] = completions(line)
    return [only === undefined || others.length > 0 ? [...completions(line)] : [`${only} `], line]
  }
  const lines = createInterface({ input, output: nowhere, terminal: true, completer, prompt: '' })
  const shown = () => ({ text: lines.line, cursor: lines.cursor })
  const typing = () => screen.typing()
  input.on('keypress', typing)
  lines.on('SIGINT', onInterrupt)
  lines.on('close', () => {
    input.off('keypress', typing)
    screen.showTyped(() => undefined)
  })
  screen.showTyped(shown)
  return lines
}

/**
 * What a running printer tells whoever started it: a person at a terminal, a log, or a script that reads JSON. Each has a
 * reporter of its own; the printer's own life is the same for all of them.
 */
import type { PrinterEvent } from '../../../drivers/printers/emulated/library/printer-events.js'

export interface ReadyPrinter {
  /** Addresses jobs are taken at: `tcp://127.0.0.1:9100`, `pty:./printer-port`. */
  readonly links: readonly string[]
  /** The control API's address. */
  readonly control: string | undefined
  readonly outFolder: string
}

export interface PrinterReport {
  /** Jobs are taken from now on. Called once, before anything else. */
  ready(ready: ReadyPrinter): void
  /** @param files where a receipt was kept; empty for other events. */
  event(event: PrinterEvent, files: readonly string[]): void
  /** The answer to something typed at the console. */
  answer(lines: readonly string[]): void
  /** The printer is about to end. */
  close(): void
}

/** `printer ready: tcp://127.0.0.1:9100  control http://127.0.0.1:9101`: a script waits for it and reads the ports. */
export const readyLine = ({ links, control }: ReadyPrinter): string =>
  [`printer ready: ${links.join('  ')}`, ...(control === undefined ? [] : [`control ${control}`])].join('  ')

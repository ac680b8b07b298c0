/**
 * One call from nothing to a printer that a test's subject can print on over a real socket, and one call back. Closing it
 * leaves no port, no socket and no timer behind.
 */
import { systemClock } from '../../../clocks/system-clock.js'
import type { TimedFault } from '../faults/fault-schedule.js'
import { playFaultSchedule } from '../faults/fault-schedule.js'
import type { Receipt } from '../paper/receipt.js'
import { serveEmulatedPrinter } from '../wires/serve-tcp.js'
import {
  EmulatedPrinter,
  type FaultText,
  type PrinterOptions,
  timedFault,
  type WaitOptions,
} from './emulated-printer.js'
import { StoppableClock } from './stoppable-clock.js'

export interface StartOptions extends PrinterOptions {
  /** Any free port of this machine when left out. */
  readonly listen?: { readonly host?: string; readonly port?: number }
  /** What a second connection meets while the first is open: `waits` when left out, so clients may come in quick turn. */
  readonly further?: 'refused' | 'waits'
  /** Faults from the beginning, or at their time. */
  readonly faults?: readonly (FaultText | TimedFault)[]
}

export interface StartedPrinter {
  readonly printer: EmulatedPrinter
  readonly host: string
  readonly port: number
  /** `tcp://127.0.0.1:54321` */
  readonly url: string
  /** Everything cut off so far, oldest first. */
  receipts(): readonly Receipt[]
  /** See EmulatedPrinter. */
  nextReceipt(options?: WaitOptions): Promise<Receipt>
  /** Ends connections, port and timers; what was printed stays to be looked at. Closing twice is harmless. */
  close(): Promise<void>
  [Symbol.asyncDispose](): Promise<void>
}

/**
 * @returns once it listens.
 * @throws DriverError `printer.unknownModel`, `fault.malformed`, or `server.unavailable` when it cannot listen there.
 */
export async function startPrinter(options: StartOptions = {}): Promise<StartedPrinter> {
  const { listen = {}, further = 'waits', faults = [], ...printerOptions } = options
  const clock = new StoppableClock(options.clock ?? systemClock)
  const schedule = faults.map((fault) => (typeof fault === 'string' ? timedFault(fault) : fault))
  const printer = new EmulatedPrinter({ ...printerOptions, clock })
  const { host: wantedHost = '127.0.0.1', port: wantedPort = 0 } = listen
  const server = await serveEmulatedPrinter(printer, { host: wantedHost, port: wantedPort, further })
  // After listening: a printer that is switched off has a port that refuses, not one that was never there.
  playFaultSchedule(printer, clock, schedule)
  await server.listening()

  let closed: Promise<void> | undefined
  const close = (): Promise<void> => {
    closed ??= server.close().finally(() => clock.stop())
    return closed
  }
  const { host, port } = server
  return {
    ...{ printer, host, port, close },
    url: `tcp://${host.includes(':') ? `[${host}]` : host}:${port}`,
    receipts: () => printer.receipts(),
    nextReceipt: (wait) => printer.nextReceipt(wait),
    [Symbol.asyncDispose]: close,
  }
}

/**
 * The control API's event stream (server-sent events): the state as it is, then everything that happens. A listener that
 * does not read is let go, so it cannot fill the printer's memory.
 */
import type { ServerResponse } from 'node:http'
import type { EmulatedPrinter } from '../emulated-printer.js'
import { type PrinterEvent, watchPrinter } from '../library/printer-events.js'
import { receiptFacts } from '../library/receipt-facts.js'

const MOST_UNREAD_BYTES = 4 * 1024 * 1024

export class ControlEvents {
  readonly #listeners = new Set<ServerResponse>()
  readonly #stopWatching: () => void

  constructor(private readonly printer: EmulatedPrinter) {
    this.#stopWatching = watchPrinter(printer, (event) => this.#tell(event))
  }

  /** Sends events until the listener leaves. */
  stream(response: ServerResponse): void {
    response.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8', 'cache-control': 'no-store' })
    response.on('close', () => this.#listeners.delete(response))
    response.write(frame('state', this.printer.snapshot()))
    this.#listeners.add(response)
  }

  close(): void {
    this.#stopWatching()
    for (const listener of this.#listeners) listener.end()
    this.#listeners.clear()
  }

  #tell(event: PrinterEvent): void {
    if (this.#listeners.size === 0) return
    const text = frame(event.kind, plainEvent(event))
    for (const listener of [...this.#listeners]) {
      if (listener.writableLength > MOST_UNREAD_BYTES) listener.destroy()
      else listener.write(text)
    }
  }
}

/** What an event says, without its kind, as it goes into JSON. */
export function plainEvent(event: PrinterEvent): object {
  switch (event.kind) {
    case 'state':
      return event.state
    case 'receipt':
      return receiptFacts(event.receipt)
    case 'drawer':
      return event.pulse
    case 'buzz':
      return event.buzz
    case 'fault':
      return { began: event.began, ended: event.ended, faults: event.faults }
    case 'connection':
      return { address: event.address, open: event.open }
  }
}

/** JSON has no bare line feeds, so one data line is enough. */
const frame = (kind: string, data: object): string => `event: ${kind}\ndata: ${JSON.stringify(data)}\n\n`

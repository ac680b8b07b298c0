/**
 * Every visible change of every flow, as server-sent events with the journal's own numbers: whoever was away says which one
 * it saw last and gets what came after, or is told to look at everything anew when that is too long ago.
 */
import type { ServerResponse } from 'node:http'
import type { Clock } from '../ports/clock.js'
import type { Publication } from '../ports/journal.js'

export const MOST_STREAMS = 16
const MOST_KEPT = 1_000
const HEARTBEAT_MS = 15_000
/** Whoever reads so slowly that more than this waits for them is let go, and catches up when they come back. */
const MOST_WAITING_BYTES = 1024 * 1024

export class EventStream {
  readonly #clock: Clock
  readonly #listeners = new Set<{ readonly response: ServerResponse; readonly session: string | undefined }>()
  #kept: readonly Publication[] = []

  constructor(clock: Clock) {
    this.#clock = clock
  }

  get isFull(): boolean {
    return this.#listeners.size >= MOST_STREAMS
  }

  tell(publication: Publication): void {
    this.#kept = [...this.#kept, publication].slice(-MOST_KEPT)
    const text = eventText(publication)
    for (const { response } of this.#listeners) {
      if (response.writableLength > MOST_WAITING_BYTES) response.destroy()
      else response.write(text)
    }
  }

  /**
   * Headers set before go along.
   * @param after the last event seen, as `Last-Event-ID` says; undefined to begin with the next one.
   * @param session whose it is, where a browser listens.
   */
  listen(response: ServerResponse, after: number | undefined, session?: string): void {
    response.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8' })
    response.write(': listening\n\n')
    if (after !== undefined) this.#catchUp(response, after)
    let cancel = this.#clock.schedule(HEARTBEAT_MS, beat)
    const listener = { response, session }
    const listeners = this.#listeners
    listeners.add(listener)
    const clock = this.#clock
    function beat() {
      response.write(': still here\n\n')
      cancel = clock.schedule(HEARTBEAT_MS, beat)
    }
    response.on('close', () => {
      cancel()
      listeners.delete(listener)
    })
  }

  /** Whoever signed out hears nothing more. */
  hangUp(session: string): void {
    for (const listener of this.#listeners) if (listener.session === session) listener.response.end()
  }

  close(): void {
    for (const { response } of [...this.#listeners]) response.end()
  }

  #catchUp(response: ServerResponse, after: number): void {
    const [oldest] = this.#kept
    if (oldest === undefined || oldest.seq > after + 1) response.write('event: reload\ndata: {}\n\n')
    for (const publication of this.#kept) if (publication.seq > after) response.write(eventText(publication))
  }
}

function eventText({ seq, flowId, body }: Publication): string {
  return `id: ${seq}\nevent: flow\ndata: ${JSON.stringify({ flowId, ...body })}\n\n`
}

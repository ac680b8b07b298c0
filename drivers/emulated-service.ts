/**
 * What every emulated HTTP service shares: faults that wait for requests to strike, and a port that goes away and comes back
 * on order. Not a web framework's own server, because that could not listen again on the same port.
 */
import { createServer, type RequestListener, type Server } from 'node:http'
import type { Clock } from '../src/ports/clock.js'
import { type ListeningPlace, listenAgain, listenOn } from './listening.js'

/** A fault that waits for requests to strike. */
export interface WaitingFault<Endpoint extends string, Fault> {
  readonly on: Endpoint | 'any'
  /** How many requests to let through first. */
  readonly skip: number
  /** How many requests it strikes. */
  readonly times: number | 'always'
  readonly fault: Fault
}

/** `refuse` stops listening; `mend` takes every fault back and listens again on the same port. */
export type ServiceOrder<Endpoint extends string, Fault> =
  | { readonly kind: 'refuse' }
  | { readonly kind: 'mend' }
  | WaitingFault<Endpoint, Fault>

/** The faults waiting to strike, oldest first. */
export class RequestFaults<Endpoint extends string, Fault> {
  #waiting: { readonly on: Endpoint | 'any'; skip: number; left: number; readonly fault: Fault }[] = []

  order({ on, skip, times, fault }: WaitingFault<Endpoint, Fault>): void {
    this.#waiting.push({ on, skip, left: times === 'always' ? Number.POSITIVE_INFINITY : times, fault })
  }

  /** The fault that strikes the request now at this endpoint: the oldest that fits, which it uses up. */
  take(endpoint: Endpoint): Fault | undefined {
    for (const waiting of this.#waiting) {
      if (waiting.on !== 'any' && waiting.on !== endpoint) continue
      if (waiting.skip > 0) {
        waiting.skip -= 1
        continue
      }
      waiting.left -= 1
      this.#waiting = this.#waiting.filter(({ left }) => left > 0)
      return waiting.fault
    }
    return undefined
  }

  clear(): void {
    this.#waiting = []
  }
}

export class EmulatedService<Endpoint extends string, Fault> {
  readonly faults = new RequestFaults<Endpoint, Fault>()
  readonly #clock: Clock
  readonly #counts = new Map<Endpoint, number>()
  readonly #closing = new AbortController()
  #server: Server | undefined
  #place: ListeningPlace | undefined

  /** @param clock the service's own: delays run on it. */
  constructor(clock: Clock) {
    this.#clock = clock
  }

  /** Aborts when the service closes: replies held back until then are given up. */
  get closing(): AbortSignal {
    return this.#closing.signal
  }

  count(endpoint: Endpoint): void {
    this.#counts.set(endpoint, this.requestCount(endpoint) + 1)
  }

  /** How many requests have reached an endpoint, spoiled ones included. */
  requestCount(endpoint: Endpoint): number {
    return this.#counts.get(endpoint) ?? 0
  }

  /** @returns where it listens. @throws DriverError `address.unavailable`. */
  async listen(listener: RequestListener, { host, port }: ListeningPlace) {
    const server = createServer(listener)
    const place = { host, port: await listenOn(server, { host, port }) }
    this.#server = server
    this.#place = place
    return { ...place, url: `http://${host}:${place.port}` }
  }

  async obey(order: ServiceOrder<Endpoint, Fault>): Promise<void> {
    if ('on' in order) return this.faults.order(order)
    if (order.kind === 'refuse') {
      this.#server?.close()
      return
    }
    this.faults.clear()
    if (this.#server && this.#place) await listenAgain(this.#server, this.#place, this.#clock)
  }

  /** Cuts every connection and lets go of the port. Closing twice is harmless. */
  close(): void {
    this.#closing.abort()
    this.#server?.close()
    this.#server?.closeAllConnections()
  }
}

/**
 * Opens emulated invoice services for a test file and closes them after each test. The HTTP between driver and service is real,
 * all time is virtual: the service's, where 72 hours are one call away, and the driver's limits, which run out when a test says
 * so and never because the machine is busy.
 */
import { afterEach, expect } from 'vitest'
import { VirtualClock } from '../../drivers/clocks/virtual-clock.js'
import { EMULATED_INVOICE_ACCOUNT } from '../../drivers/invoice-services/emulated/emulated-account.js'
import type {
  EmulatedInvoiceServer,
  EmulatedInvoiceServerOptions,
} from '../../drivers/invoice-services/emulated/serve-emulated-invoice-service.js'
import { serveEmulatedInvoiceService } from '../../drivers/invoice-services/emulated/serve-emulated-invoice-service.js'
import type { ServiceEndpoint } from '../../drivers/invoice-services/emulated/service-faults.js'
import {
  NuonuoInvoiceService,
  type NuonuoSettings,
} from '../../drivers/invoice-services/nuonuo/nuonuo-invoice-service.js'
import type { Clock } from '../../src/ports/clock.js'
import type { Random } from '../../src/ports/random.js'
import { AFTERNOON, SHOP } from './invoice-samples.js'

export interface Opened {
  /** The service's clock, and the till's wall clock. */
  readonly clock: VirtualClock
  /** What the driver's limits run on. */
  readonly limitClock: VirtualClock
  readonly server: EmulatedInvoiceServer
  readonly service: NuonuoInvoiceService
}

export interface OpenOptions extends Partial<EmulatedInvoiceServerOptions> {
  readonly driver?: Partial<NuonuoSettings>
  /** How far the till's clock is from the service's. */
  readonly skewMs?: number
}

/** Counts up, so that no two calls look alike. */
export function countingRandom(): Random {
  let count = 0
  return {
    bytes: (length) => {
      count += 1
      return Uint8Array.from({ length }, (_, index) => (count >> (8 * (index % 4))) & 0xff)
    },
  }
}

export function openings(): (options?: OpenOptions) => Promise<Opened> {
  const open: { close(): Promise<void> }[] = []
  afterEach(async () => {
    for (const each of open.splice(0)) await each.close()
  })
  return async ({ driver, skewMs = 0, ...options } = {}) => {
    const clock = new VirtualClock(AFTERNOON)
    const limitClock = new VirtualClock(0)
    const server = await serveEmulatedInvoiceService({ clock, ...options })
    const service = driverFor(server.url, tillClock(clock, limitClock, skewMs), driver)
    open.push(service, server)
    return { clock, limitClock, server, service }
  }
}

export function driverFor(url: string, clock: Clock, changes: Partial<NuonuoSettings> = {}): NuonuoInvoiceService {
  const { appKey, appSecret } = EMULATED_INVOICE_ACCOUNT
  if (!SHOP.uscc) throw new Error('the sample shop has no tax number')
  return new NuonuoInvoiceService({
    authUrl: `${url}/accessToken`,
    apiUrl: `${url}/open/v1/services`,
    page: `${url}/scan`,
    ...{ appKey, appSecret, clock, seller: SHOP.uscc, random: countingRandom() },
    address: `nuonuo:${url}?appKey=${appKey}`,
    ...changes,
  })
}

function tillClock(serviceClock: Clock, limitClock: Clock, skewMs: number): Clock {
  return {
    now: () => serviceClock.now() + skewMs,
    schedule: (delayMs, callback) => limitClock.schedule(delayMs, callback),
  }
}

/** Resolves once a first request has reached the endpoint; what it asks for has then been done. */
export async function arrival(server: EmulatedInvoiceServer, endpoint: ServiceEndpoint): Promise<void> {
  await expect.poll(() => server.requestCount(endpoint), { timeout: 20_000, interval: 5 }).toBe(1)
}

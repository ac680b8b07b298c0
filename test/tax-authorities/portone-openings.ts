/**
 * Opens emulated PortOnes for a test file and closes them after each test. The HTTP between driver and gateway is real, all
 * time is virtual: the gateway's, and the driver's limits, which run out when a test says so and never because the machine
 * is busy.
 */
import { afterEach, expect } from 'vitest'
import { VirtualClock } from '../../drivers/clocks/virtual-clock.js'
import { EMULATED_PORTONE_ACCOUNT } from '../../drivers/tax-authorities/emulated-portone/portone-account.js'
import type { PortoneEndpoint } from '../../drivers/tax-authorities/emulated-portone/portone-faults.js'
import {
  type EmulatedPortone,
  type EmulatedPortoneOptions,
  serveEmulatedPortone,
} from '../../drivers/tax-authorities/emulated-portone/serve-emulated-portone.js'
import {
  type PortoneSettings,
  PortoneTaxAuthority,
} from '../../drivers/tax-authorities/portone/portone-tax-authority.js'
import type { Outcome } from '../../src/domain/outcome.js'
import type { Clock } from '../../src/ports/clock.js'
import type { RevocationRequest, TaxDocument } from '../../src/ports/tax-authority.js'
import { AFTERNOON } from './cash-receipt-samples.js'

export interface OpenedPortone {
  readonly clock: VirtualClock
  /** What the driver's limits run on. */
  readonly limitClock: VirtualClock
  readonly gateway: EmulatedPortone
  readonly authority: PortoneTaxAuthority
  /** Another driver before the same gateway, like a till started anew. */
  readonly anotherTill: (changes?: Partial<PortoneSettings>) => PortoneTaxAuthority
}

export interface PortoneOpenOptions extends Partial<EmulatedPortoneOptions> {
  readonly till?: Partial<PortoneSettings>
}

export function portoneOpenings(): (options?: PortoneOpenOptions) => Promise<OpenedPortone> {
  const open: { close(): Promise<void> }[] = []
  afterEach(async () => {
    for (const each of open.splice(0)) await each.close()
  })
  return async ({ till, ...options } = {}) => {
    const clock = new VirtualClock(AFTERNOON)
    const limitClock = new VirtualClock(0)
    const gateway = await serveEmulatedPortone({ clock, ...options })
    const tillClock: Clock = {
      now: () => clock.now(),
      schedule: (delayMs, callback) => limitClock.schedule(delayMs, callback),
    }
    const anotherTill = (changes: Partial<PortoneSettings> = {}) => {
      const authority = new PortoneTaxAuthority({
        apiUrl: `${gateway.url}/`,
        secret: EMULATED_PORTONE_ACCOUNT.secret,
        channelKey: EMULATED_PORTONE_ACCOUNT.channelKeys[0] ?? '',
        storeId: EMULATED_PORTONE_ACCOUNT.storeId,
        clock: tillClock,
        address: `portone:${gateway.url}?channelKey=channel-key-emulated`,
        ...till,
        ...changes,
      })
      open.unshift(authority)
      return authority
    }
    open.push(gateway)
    return { clock, limitClock, gateway, authority: anotherTill(), anotherTill }
  }
}

/** Resolves once a first request has reached the endpoint; what it asks for has then been done. */
export async function portoneArrival(gateway: EmulatedPortone, endpoint: PortoneEndpoint): Promise<void> {
  await expect.poll(() => gateway.requestCount(endpoint), { timeout: 20_000, interval: 5 }).toBe(1)
}

/** The whole of `document` taken back. */
export function takeBack(document: TaxDocument, changes: Partial<RevocationRequest> = {}): RevocationRequest {
  return {
    documentNumber: `${document.documentNumber}-C`,
    originalDocumentNumber: document.documentNumber,
    originalApprovalNumber: document.approvalNumber,
    originalTradeDate: document.tradeDate,
    reason: 1,
    ...changes,
  }
}

export function acceptedBy<T>(outcome: Outcome<T>): T {
  if (outcome.kind !== 'accepted') throw new Error(`expected an accepted outcome, got ${JSON.stringify(outcome)}`)
  return outcome.value
}

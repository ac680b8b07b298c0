/**
 * Opens emulated tax authorities for a test file and closes them after each test. The HTTP between driver and gateway is
 * real, all time is virtual: the gateway's, where a next morning is one call away, and the driver's limits, which run out
 * when a test says so and never because the machine is busy.
 */
import { afterEach, expect } from 'vitest'
import { VirtualClock } from '../../drivers/clocks/virtual-clock.js'
import { EMULATED_TAX_ACCOUNT, type GatewayMember } from '../../drivers/tax-authorities/emulated/emulated-account.js'
import type { GatewayEndpoint } from '../../drivers/tax-authorities/emulated/gateway-faults.js'
import {
  type EmulatedTaxGateway,
  type EmulatedTaxGatewayOptions,
  serveEmulatedTaxGateway,
} from '../../drivers/tax-authorities/emulated/serve-emulated-tax-gateway.js'
import { GatewayClock } from '../../drivers/tax-authorities/popbill/gateway-clock.js'
import { LinkhubTokens } from '../../drivers/tax-authorities/popbill/linkhub-tokens.js'
import { PopbillTaxAuthority } from '../../drivers/tax-authorities/popbill/popbill-tax-authority.js'
import type { Clock } from '../../src/ports/clock.js'
import { AFTERNOON, business, patience } from './cash-receipt-samples.js'

export interface Opened {
  /** The gateway's clock, and the till's wall clock. */
  readonly clock: VirtualClock
  /** What the driver's limits run on. */
  readonly limitClock: VirtualClock
  readonly gateway: EmulatedTaxGateway
  readonly authority: PopbillTaxAuthority
}

export interface OpenOptions extends Partial<EmulatedTaxGatewayOptions> {
  /** The account the driver uses, when not one the gateway knows. */
  readonly account?: Partial<GatewayMember>
  /** How far the till's clock is from the gateway's; a function for a clock that somebody sets. */
  readonly skewMs?: number | (() => number)
}

export function openings(): (options?: OpenOptions) => Promise<Opened> {
  const open: { close(): Promise<void> }[] = []
  afterEach(async () => {
    for (const each of open.splice(0)) await each.close()
  })
  return async ({ account, skewMs = 0, ...options } = {}) => {
    const clock = new VirtualClock(AFTERNOON)
    const limitClock = new VirtualClock(0)
    const gateway = await serveEmulatedTaxGateway({ clock, ...options })
    const authority = driverFor(gateway.url, tillClock(clock, limitClock, skewMs), {
      ...EMULATED_TAX_ACCOUNT,
      ...account,
    })
    open.push(authority, gateway)
    return { clock, limitClock, gateway, authority }
  }
}

export function driverFor(
  url: string,
  clock: Clock,
  account: GatewayMember = EMULATED_TAX_ACCOUNT,
): PopbillTaxAuthority {
  const { linkId, secretKey, corpNum } = account
  return new PopbillTaxAuthority({
    authUrl: url,
    apiUrl: `${url}/`,
    linkId,
    secretKey,
    corpNum: business(corpNum),
    isTest: true,
    clock,
    address: `popbill:${url}?linkId=${linkId}`,
  })
}

/** Tells the gateway's time, off by `skewMs`; its timers run on a clock of their own. */
export function tillClock(gatewayClock: Clock, limitClock: Clock, skewMs: number | (() => number) = 0): Clock {
  return {
    now: () => gatewayClock.now() + (typeof skewMs === 'number' ? skewMs : skewMs()),
    schedule: (delayMs, callback) => limitClock.schedule(delayMs, callback),
  }
}

/** Speaks to the gateway as the driver does, but says what the test wants. */
export async function callGateway(
  { gateway, clock, limitClock }: Opened,
  path: string,
  override?: string,
  body?: unknown,
) {
  const till = tillClock(clock, limitClock)
  const tokens = new LinkhubTokens({
    ...EMULATED_TAX_ACCOUNT,
    authUrl: gateway.url,
    isTest: true,
    limitMs: 20_000,
    clock: till,
    gatewayClock: new GatewayClock(till),
  })
  const token = await tokens.obtain(patience())
  if (token.kind !== 'accepted') throw new Error(`no token: ${token.kind}`)
  const reply = await fetch(gateway.url + path, {
    method: body === undefined ? 'GET' : 'POST',
    headers: { authorization: `Bearer ${token.value}`, ...(override ? { 'x-http-method-override': override } : {}) },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  const answer: unknown = await reply.json()
  return { status: reply.status, body: answer }
}

/** Resolves once a first request has reached the endpoint; what it asks for has then been done. */
export async function arrival(gateway: EmulatedTaxGateway, endpoint: GatewayEndpoint): Promise<void> {
  await expect.poll(() => gateway.requestCount(endpoint), { timeout: 20_000, interval: 5 }).toBe(1)
}

/** Every way the wire can fail under a question: nothing is ever claimed that was not read, and asking again answers. */
import { describe, expect, it } from 'vitest'
import type { GatewayEndpoint, GatewayFault } from '../../drivers/tax-authorities/emulated/gateway-faults.js'
import type { Outcome } from '../../src/domain/outcome.js'
import type { TaxAuthority } from '../../src/ports/tax-authority.js'
import { patience, receipt, revocation } from './cash-receipt-samples.js'
import { arrival, openings } from './opened-authority.js'

const open = openings()
type Fault = Extract<GatewayFault, { on: string }>['fault']

const QUESTIONS: readonly (readonly [
  name: string,
  endpoint: GatewayEndpoint,
  ask: (authority: TaxAuthority) => Promise<Outcome<unknown>>,
])[] = [
  ['states', 'states', (authority) => authority.states(['D-1'], patience())],
  ['search', 'search', (authority) => authority.search({ from: '20260305', to: '20260305' }, patience())],
  ['check', 'account', (authority) => authority.check(patience())],
  ['queryRevocation', 'get', (authority) => authority.queryRevocation(revocation('R-1'), patience())],
]

const FAULTS: readonly (readonly [name: string, fault: Fault, outcome: object])[] = [
  ['the request dropped', { kind: 'dropRequest' }, { kind: 'unknown', reason: 'disconnected' }],
  ['the reply dropped', { kind: 'dropReply' }, { kind: 'unknown', reason: 'disconnected' }],
  ['the reply cut off', { kind: 'closeMidReply' }, { kind: 'unknown', reason: 'disconnected' }],
  ['no reply in time', { kind: 'delay', delayMs: 60_000 }, { kind: 'unknown', reason: 'timeout' }],
  ['a page', { kind: 'garbage', form: 'html' }, { kind: 'unknown', reason: 'unreadable-reply' }],
  ['half a JSON', { kind: 'garbage', form: 'truncatedJson' }, { kind: 'unknown', reason: 'unreadable-reply' }],
  ['500', { kind: 'httpStatus', status: 500 }, { kind: 'unknown', reason: 'unreadable-reply' }],
  ['429', { kind: 'httpStatus', status: 429 }, { kind: 'unavailable', failure: 'tax.gatewayOverloaded' }],
  [
    'a maintenance page',
    { kind: 'httpStatus', status: 503, page: 'maintenance' },
    { kind: 'unavailable', failure: 'tax.maintenance' },
  ],
  [
    'a refusal',
    { kind: 'refusal', code: -10000014 },
    { kind: 'refused', failure: 'tax.merchantUnregistered', hostCode: '-10000014' },
  ],
  [
    'a code nobody knows',
    { kind: 'refusal', code: -14009999 },
    { kind: 'refused', failure: 'tax.refused', hostCode: '-14009999' },
  ],
]

describe.each(QUESTIONS)('%s', (_name, endpoint, ask) => {
  it.each(FAULTS)('under %s', async (_what, fault, outcome) => {
    const { authority, gateway, limitClock } = await open()
    await authority.issue(receipt('D-1'), patience())
    await gateway.script({ on: endpoint, fault })
    const asking = ask(authority)
    if (fault.kind === 'delay') {
      await arrival(gateway, endpoint)
      await limitClock.advance(30_000)
    }
    expect(await asking).toMatchObject(outcome)
    expect(await ask(authority)).toMatchObject({ kind: 'accepted' })
    expect(gateway.ledger.documents()).toHaveLength(1)
  })

  it('with the gateway’s door shut was never sent', async () => {
    const { authority, gateway } = await open()
    await gateway.script({ kind: 'refuse' })
    expect(await ask(authority)).toMatchObject({ kind: 'unavailable', failure: 'tax.gatewayUnreachable' })
  })

  it('renews a token that the gateway forgot', async () => {
    const { authority, gateway } = await open()
    await gateway.script({ on: endpoint, fault: { kind: 'refusal', code: -10000033, status: 401 } })
    expect(await ask(authority)).toMatchObject({ kind: 'accepted' })
    expect(gateway.requestCount('token')).toBe(2)
  })
})

/** A till whose clock is not the gateway's: out by little it goes on, out by much it is told so and not blamed for its key. */
import { describe, expect, it } from 'vitest'
import { VirtualClock } from '../../drivers/clocks/virtual-clock.js'
import { GatewayClock } from '../../drivers/tax-authorities/popbill/gateway-clock.js'
import { unreachable } from '../../drivers/tax-authorities/popbill/linkhub-tokens.js'
import { AFTERNOON, patience, receipt } from './cash-receipt-samples.js'
import { openings } from './opened-authority.js'

const open = openings()
const MINUTE_MS = 60_000

describe('a till whose clock is out', () => {
  it.each([-4, 0, 4])('by %d minutes is taken as it is, and the check says how far', async (minutes) => {
    const { authority, gateway } = await open({ skewMs: minutes * MINUTE_MS })
    expect(await authority.issue(receipt('D-1'), patience())).toMatchObject({ kind: 'accepted' })
    expect(gateway.requestCount('token')).toBe(1)
    const health = await authority.check(patience())
    expect(health).toEqual({ kind: 'accepted', value: { clockAheadMs: expect.any(Number) } })
    if (health.kind !== 'accepted') return
    // Replies tell whole seconds.
    expect(Math.abs((health.value.clockAheadMs ?? Number.NaN) - minutes * MINUTE_MS)).toBeLessThan(1_000)
  })

  it.each([-4, 4])('by %d minutes signs with the gateway’s time where that is narrower', async (minutes) => {
    const { authority, gateway } = await open({ skewMs: minutes * MINUTE_MS, rules: { dateWindowMs: 2 * MINUTE_MS } })
    expect(await authority.issue(receipt('D-1'), patience())).toMatchObject({ kind: 'accepted' })
    expect({ token: gateway.requestCount('token'), time: gateway.requestCount('time') }).toEqual({ token: 2, time: 1 })
  })

  it.each([
    [-6, '6 min behind'],
    [6, '6 min ahead'],
    [-600, '600 min behind'],
    [60 * 24 * 365, '525600 min ahead'],
  ])('by %d minutes is told so', async (minutes, detail) => {
    const { authority, gateway } = await open({ skewMs: minutes * MINUTE_MS })
    const told = {
      kind: 'refused',
      failure: 'tax.clockWrong',
      detail: expect.stringContaining(detail),
      hostCode: '-99010004',
    }
    expect(await authority.issue(receipt('D-1'), patience())).toEqual(told)
    expect(await authority.check(patience())).toEqual(told)
    expect(gateway.ledger.documents()).toHaveLength(0)
    expect(gateway.requestCount('issue')).toBe(0)
  })

  it('goes on as soon as somebody sets it right', async () => {
    let skewMs = 60 * MINUTE_MS
    const { authority } = await open({ skewMs: () => skewMs })
    expect(await authority.issue(receipt('D-1'), patience())).toMatchObject({ failure: 'tax.clockWrong' })
    skewMs = 0
    expect(await authority.issue(receipt('D-1'), patience())).toMatchObject({ kind: 'accepted' })
    expect(await authority.check(patience())).toEqual({ kind: 'accepted', value: { clockAheadMs: 0 } })
  })

  it('is told so by the dates of the replies where Linkhub does not tell the time', async () => {
    const { authority, gateway } = await open({ skewMs: 60 * MINUTE_MS })
    await gateway.script({ on: 'time', times: 'always', fault: { kind: 'garbage', form: 'html' } })
    expect(await authority.issue(receipt('D-1'), patience())).toMatchObject({
      failure: 'tax.clockWrong',
      detail: expect.stringContaining('60 min ahead'),
    })
  })

  it('and whose key is wrong as well hears of the key once the clock is right', async () => {
    const account = { secretKey: Buffer.from('another').toString('base64') }
    const { authority } = await open({ skewMs: -3 * MINUTE_MS, account, rules: { dateWindowMs: MINUTE_MS } })
    expect(await authority.issue(receipt('D-1'), patience())).toMatchObject({
      failure: 'tax.credentialsRejected',
      hostCode: '-99010007',
    })
  })
})

describe('what a reply’s date tells', () => {
  const at = (sentAfterMs: number, receivedAfterMs: number) => {
    const clock = new VirtualClock(AFTERNOON + receivedAfterMs)
    const gatewayClock = new GatewayClock(clock)
    gatewayClock.observe(AFTERNOON, AFTERNOON + sentAfterMs)
    return gatewayClock.aheadMs
  }

  it.each([
    ['sent and received within the second', 0, 900, 0],
    ['on its way across the second', -500, 100, 0],
    ['received before the gateway’s second began', -900, -400, -400],
    ['sent after the gateway’s second was over', 1_500, 1_700, 501],
    ['a slow reply that leaves room for both', -20_000, 20_000, 0],
  ])('%s', (_what, sent, received, ahead) => {
    expect(at(sent, received)).toBe(ahead)
  })

  it('nothing, until there is one', () => {
    const clock = new VirtualClock(AFTERNOON)
    const gatewayClock = new GatewayClock(clock)
    expect([gatewayClock.aheadMs, gatewayClock.isFar, gatewayClock.now(), gatewayClock.signingTime()]).toEqual([
      undefined,
      false,
      AFTERNOON,
      AFTERNOON,
    ])
  })
})

it('a certificate that is not valid yet is a clock that stands in the past', () => {
  expect(unreachable('CERT_NOT_YET_VALID')).toMatchObject({ kind: 'unavailable', failure: 'tax.clockWrong' })
  expect(unreachable('CERT_HAS_EXPIRED')).toMatchObject({ kind: 'unavailable', failure: 'tax.gatewayUnreachable' })
})

/** Every way the wire can fail, over real sockets: what the driver says of it, and what the service really did. */
import { describe, expect, it } from 'vitest'
import type { ServiceFault } from '../../drivers/invoice-services/emulated/service-faults.js'
import { invoice, patience } from './invoice-samples.js'
import { arrival, openings } from './opened-service.js'

const open = openings()

interface Row {
  readonly name: string
  readonly fault: Extract<ServiceFault, { on: string }>['fault']
  readonly outcome: Readonly<Record<string, unknown>>
  /** Whether the service holds the invoice afterwards. */
  readonly stands: boolean
}

const unknown = (reason: string) => ({ kind: 'unknown', reason })
const busy = { kind: 'unavailable', failure: 'invoice.busy', detail: expect.any(String) }

const ROWS: readonly Row[] = [
  { name: 'request dropped', fault: { kind: 'dropRequest' }, outcome: unknown('disconnected'), stands: false },
  { name: 'reply dropped', fault: { kind: 'dropReply' }, outcome: unknown('disconnected'), stands: true },
  { name: 'closed mid-reply', fault: { kind: 'closeMidReply' }, outcome: unknown('disconnected'), stands: true },
  { name: 'a web page', fault: { kind: 'garbage' }, outcome: unknown('unreadable-reply'), stands: true },
  { name: '503', fault: { kind: 'httpStatus', status: 503 }, outcome: busy, stands: false },
  { name: '429', fault: { kind: 'httpStatus', status: 429 }, outcome: busy, stands: false },
  {
    name: '502 after the work was done',
    fault: { kind: 'httpStatus', status: 502, processed: true },
    outcome: unknown('unreadable-reply'),
    stands: true,
  },
  {
    name: 'an error that does not say what, after the work was done',
    fault: { kind: 'refusal', code: 'E9999', processed: true },
    outcome: unknown('unreadable-reply'),
    stands: true,
  },
  {
    name: 'a code nobody knows',
    fault: { kind: 'refusal', code: 'E9123', describe: '账号 91110000600037341L 已停用' },
    outcome: { kind: 'refused', failure: 'invoice.refused', hostCode: 'E9123', detail: '账号 *** 已停用' },
    stands: false,
  },
]

describe('a request', () => {
  it.each(ROWS)('$name', async ({ fault, outcome, stands }) => {
    const { service, server } = await open()
    await server.script({ on: 'request', fault })
    expect(await service.request(invoice('T1-1'), patience())).toEqual(outcome)
    expect(server.ledger.find('T1-1') !== undefined).toBe(stands)
  })

  it('answered too late is unknown, and asking settles it', async () => {
    const { service, server, limitClock } = await open()
    await server.script({ on: 'request', fault: { kind: 'delay', delayMs: 60_000 } })
    const asked = service.request(invoice('T1-1'), patience())
    await arrival(server, 'request')
    await limitClock.advance(30_000)
    expect(await asked).toEqual(unknown('timeout'))
    expect(await service.query('T1-1', patience())).toMatchObject({ value: { found: true } })
  })

  it('while nobody listens was never sent, and goes through once it is mended', async () => {
    const { service, server } = await open()
    await server.script({ kind: 'refuse' })
    expect(await service.request(invoice('T1-1'), patience())).toMatchObject({
      kind: 'unavailable',
      failure: 'invoice.unreachable',
    })
    await server.script({ kind: 'mend' })
    expect(await service.request(invoice('T1-1'), patience())).toMatchObject({ kind: 'accepted' })
  })

  it('stopped from outside or by closing is unknown once it was sent', async () => {
    for (const stop of ['signal', 'close'] as const) {
      const { service, server } = await open()
      await server.script({ on: 'request', fault: { kind: 'delay', delayMs: 60_000 } })
      const stopping = new AbortController()
      const asked = service.request(invoice('T1-1'), stopping.signal)
      await arrival(server, 'request')
      if (stop === 'signal') stopping.abort()
      else await service.close()
      expect(await asked).toEqual(unknown('interrupted'))
    }
  })

  it('whose number was taken while the look at it failed stays unknown', async () => {
    const { service, server } = await open()
    await service.request(invoice('T1-1'), patience())
    await server.script({ on: 'query', fault: { kind: 'httpStatus', status: 503 } })
    expect(await service.request(invoice('T1-1'), patience())).toEqual(unknown('disconnected'))
  })
})

describe('the platform in front', () => {
  it('gives one token for many calls', async () => {
    const { service, server, clock } = await open()
    for (const order of ['T1-1', 'T1-2', 'T1-3']) await service.request(invoice(order), patience())
    await clock.advance(23 * 3_600_000)
    await service.query('T1-1', patience())
    expect(server.requestCount('token')).toBe(1)
  })

  it('gives the next one when the first runs out, and when it takes all of them back', async () => {
    const { service, server, clock } = await open()
    await service.request(invoice('T1-1'), patience())
    await clock.advance(24 * 3_600_000)
    expect(await service.query('T1-1', patience())).toMatchObject({ kind: 'accepted' })
    expect(server.requestCount('token')).toBe(2)
    await clock.advance(3_600_000)
    server.revokeTokens()
    expect(await service.request(invoice('T1-2'), patience())).toMatchObject({ kind: 'accepted' })
    expect(server.requestCount('token')).toBe(3)
  })

  it('is not asked for a second token over a wrong secret: there are fifty a month', async () => {
    const { service, server } = await open({ driver: { appSecret: 'wrong' } })
    expect(await service.request(invoice('T1-1'), patience())).toMatchObject({
      kind: 'refused',
      failure: 'invoice.credentialsRejected',
      hostCode: '070101',
    })
    expect(server.requestCount('token')).toBe(1)
  })

  it('does not burn tokens over a clock that is wrong', async () => {
    const { service, server } = await open({ skewMs: 3_600_000 })
    for (let attempt = 0; attempt < 5; attempt += 1) {
      expect(await service.request(invoice('T1-1'), patience())).toMatchObject({
        kind: 'refused',
        failure: 'invoice.credentialsRejected',
        hostCode: '070305',
      })
    }
    expect(server.requestCount('token')).toBe(1)
  })

  it('refuses the fifty-first token of the month', async () => {
    const { server, service } = await open({ rules: { tokenQuota: 0 } })
    expect(await service.request(invoice('T1-1'), patience())).toMatchObject({ kind: 'refused', hostCode: '070306' })
    expect(server.requestCount('request')).toBe(0)
  })

  it.each([
    [{ kind: 'dropReply' }, 'invoice.unreachable'],
    [{ kind: 'garbage' }, 'invoice.unreachable'],
    [{ kind: 'httpStatus', status: 500 }, 'invoice.busy'],
  ] as const)('that fails before a token is there (%o) leaves the request unsent', async (fault, failure) => {
    const { service, server } = await open()
    await server.script({ on: 'token', fault })
    expect(await service.request(invoice('T1-1'), patience())).toMatchObject({ kind: 'unavailable', failure })
    expect(server.requestCount('request')).toBe(0)
  })
})

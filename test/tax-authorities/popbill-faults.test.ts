/** Every way the wire can fail, over real sockets: what the driver says of it, and what the gateway really did. */
import { describe, expect, it } from 'vitest'
import type { GatewayEndpoint, GatewayFault } from '../../drivers/tax-authorities/emulated/gateway-faults.js'
import { patience, receipt, revocation } from './cash-receipt-samples.js'
import { arrival, type Opened, openings } from './opened-authority.js'

const open = openings()

interface Row {
  readonly name: string
  readonly fault: Extract<GatewayFault, { on: string }>['fault']
  readonly outcome: Readonly<Record<string, unknown>>
  /** Whether the gateway holds the document afterwards. */
  readonly stands: boolean
}

const unknown = (reason: string) => ({ kind: 'unknown', reason })
const unavailable = (failure: string) => ({ kind: 'unavailable', failure, detail: expect.any(String) })

const ROWS: readonly Row[] = [
  { name: 'request dropped', fault: { kind: 'dropRequest' }, outcome: unknown('disconnected'), stands: false },
  { name: 'reply dropped', fault: { kind: 'dropReply' }, outcome: unknown('disconnected'), stands: true },
  { name: 'closed mid-reply', fault: { kind: 'closeMidReply' }, outcome: unknown('disconnected'), stands: true },
  { name: 'reply too late', fault: { kind: 'delay', delayMs: 60_000 }, outcome: unknown('timeout'), stands: true },
  {
    name: 'a web page with status 200',
    fault: { kind: 'garbage', form: 'html' },
    outcome: unknown('unreadable-reply'),
    stands: true,
  },
  {
    name: 'a web page from something that is not the gateway',
    fault: { kind: 'garbage', form: 'html', processed: false },
    outcome: unknown('unreadable-reply'),
    stands: false,
  },
  {
    name: 'JSON that stops half-way',
    fault: { kind: 'garbage', form: 'truncatedJson' },
    outcome: unknown('unreadable-reply'),
    stands: true,
  },
  {
    name: '503 maintenance page',
    fault: { kind: 'httpStatus', status: 503, page: 'maintenance' },
    outcome: unavailable('tax.maintenance'),
    stands: false,
  },
  {
    name: '503 plain page',
    fault: { kind: 'httpStatus', status: 503 },
    outcome: unavailable('tax.gatewayOverloaded'),
    stands: false,
  },
  {
    name: '429',
    fault: { kind: 'httpStatus', status: 429 },
    outcome: unavailable('tax.gatewayOverloaded'),
    stands: false,
  },
  ...[500, 502, 504].map((status) => ({
    name: `${status} after the work was done`,
    fault: { kind: 'httpStatus', status, processed: true } as const,
    outcome: unknown('unreadable-reply'),
    stands: true,
  })),
  {
    name: '500 before anything was done',
    fault: { kind: 'httpStatus', status: 500 },
    outcome: unknown('unreadable-reply'),
    stands: false,
  },
  {
    name: '404 from a proxy',
    fault: { kind: 'httpStatus', status: 404 },
    outcome: unknown('unreadable-reply'),
    stands: false,
  },
  {
    name: '500 with a code nobody knows',
    fault: { kind: 'refusal', code: -99999999, status: 500 },
    outcome: unknown('unreadable-reply'),
    stands: false,
  },
  ...[429, 503].map((status) => ({
    name: `${status} with a code nobody knows`,
    fault: { kind: 'refusal', code: -99999999, status } as const,
    outcome: unavailable('tax.gatewayOverloaded'),
    stands: false,
  })),
  {
    name: '408 with a code nobody knows',
    fault: { kind: 'refusal', code: -99999999, status: 408 },
    outcome: unknown('unreadable-reply'),
    stands: false,
  },
  {
    name: '500 with a code that is a decision',
    fault: { kind: 'refusal', code: -99005005, status: 500 },
    outcome: { kind: 'refused', failure: 'tax.creditExhausted', detail: '', hostCode: '-99005005' },
    stands: false,
  },
  {
    name: 'a refusal dressed as success',
    fault: { kind: 'refusal', code: -14001063, status: 200 },
    outcome: { kind: 'refused', failure: 'tax.merchantRestricted', detail: '', hostCode: '-14001063' },
    stands: false,
  },
]

/** The call's outcome; where the fault is silence, the driver's limit runs out once the request has arrived. */
async function outcomeOf<T>(
  opened: Opened,
  endpoint: GatewayEndpoint,
  fault: Row['fault'],
  calling: Promise<T>,
): Promise<T> {
  if (fault.kind === 'delay') {
    await arrival(opened.gateway, endpoint)
    await opened.limitClock.advance(30_000)
  }
  return calling
}

describe('issuing', () => {
  it.each(ROWS)('$name → $outcome.kind', async ({ fault, outcome, stands }) => {
    const opened = await open()
    const { authority, gateway } = opened
    await gateway.script({ on: 'issue', fault })
    const issuing = authority.issue(receipt('D-1'), patience())
    expect(await outcomeOf(opened, 'issue', fault, issuing)).toEqual(outcome)
    expect(gateway.requestCount('issue')).toBe(1)
    expect(await authority.query('D-1', patience())).toMatchObject({ kind: 'accepted', value: { found: stands } })
  })

  it.each(ROWS)('$name: sent again under the same number, one document stands', async ({ fault }) => {
    const opened = await open()
    const { authority, gateway } = opened
    await gateway.script({ on: 'issue', fault })
    await outcomeOf(opened, 'issue', fault, authority.issue(receipt('D-1'), patience()))
    expect(await authority.issue(receipt('D-1'), patience())).toMatchObject({
      kind: 'accepted',
      value: { documentNumber: 'D-1', approvalNumber: 'TB0000001', tradeDate: '20260305', status: 'issued' },
    })
    expect(gateway.ledger.documents()).toHaveLength(1)
  })
})

describe('revoking', () => {
  it.each(ROWS)('$name → $outcome.kind', async ({ fault, outcome, stands }) => {
    const opened = await open({ rules: { revocableFrom: 'issued' } })
    const { authority, gateway } = opened
    await authority.issue(receipt('D-1'), patience())
    await gateway.script({ on: 'revoke', fault })
    const revoking = authority.revoke(revocation('R-1'), patience())
    expect(await outcomeOf(opened, 'revoke', fault, revoking)).toEqual(outcome)
    expect(await authority.query('R-1', patience())).toMatchObject({ kind: 'accepted', value: { found: stands } })
  })
})

describe('querying', () => {
  it.each(ROWS)('$name → $outcome.kind', async ({ fault, outcome }) => {
    const opened = await open()
    const { authority, gateway } = opened
    await authority.issue(receipt('D-1'), patience())
    await gateway.script({ on: 'get', fault })
    expect(await outcomeOf(opened, 'get', fault, authority.query('D-1', patience()))).toEqual(outcome)
    expect(await authority.query('D-1', patience())).toMatchObject({ kind: 'accepted', value: { found: true } })
  })
})

describe('nobody listening', () => {
  it('is unavailable, before and after a token was obtained, and heals', async () => {
    const { authority, gateway } = await open()
    const gone = unavailable('tax.gatewayUnreachable')
    await gateway.script({ kind: 'refuse' })
    expect(await authority.issue(receipt('D-1'), patience())).toEqual(gone)
    await gateway.script({ kind: 'mend' })
    expect(await authority.issue(receipt('D-1'), patience())).toMatchObject({ kind: 'accepted' })
    await gateway.script({ kind: 'refuse' })
    expect(await authority.issue(receipt('D-2'), patience())).toEqual(gone)
    expect(await authority.query('D-1', patience())).toEqual(gone)
    expect(await authority.revoke(revocation('R-1'), patience())).toEqual(gone)
    await gateway.script({ kind: 'mend' })
    expect(gateway.ledger.documents()).toHaveLength(1)
  })
})

describe('stopping', () => {
  it.each(['abort', 'close'] as const)('%s while the reply is awaited is unknown', async (how) => {
    const { authority, gateway } = await open()
    await gateway.script({ on: 'issue', fault: { kind: 'delay', delayMs: 60_000 } })
    const stopping = new AbortController()
    const issuing = authority.issue(receipt('D-1'), stopping.signal)
    await arrival(gateway, 'issue')
    if (how === 'abort') stopping.abort()
    else await authority.close()
    expect(await issuing).toEqual(unknown('interrupted'))
    expect(gateway.ledger.documents()).toHaveLength(1)
  })

  it('aborting while the token is awaited is unavailable', async () => {
    const { authority, gateway } = await open()
    await gateway.script({ on: 'token', fault: { kind: 'delay', delayMs: 60_000 } })
    const stopping = new AbortController()
    const issuing = authority.issue(receipt('D-1'), stopping.signal)
    await arrival(gateway, 'token')
    stopping.abort()
    expect(await issuing).toEqual(unavailable('tax.gatewayUnreachable'))
    expect(gateway.requestCount('issue')).toBe(0)
  })

  it('a gateway that closes mid-call leaves the outcome unknown', async () => {
    const { authority, gateway } = await open()
    await gateway.script({ on: 'issue', fault: { kind: 'delay', delayMs: 60_000 } })
    const issuing = authority.issue(receipt('D-1'), patience())
    await arrival(gateway, 'issue')
    await gateway.close()
    expect(await issuing).toEqual(unknown('disconnected'))
  })
})

describe('the fault script', () => {
  it('lets requests through first, strikes so often, and is used up', async () => {
    const { authority } = await open({
      faults: [{ on: 'get', skip: 1, times: 2, fault: { kind: 'httpStatus', status: 503 } }],
    })
    const kinds = []
    for (let i = 0; i < 4; i++) kinds.push((await authority.query('D-1', patience())).kind)
    expect(kinds).toEqual(['accepted', 'unavailable', 'unavailable', 'accepted'])
  })

  it('strikes always, anywhere, until mended', async () => {
    const { authority, gateway } = await open()
    await gateway.script({
      on: 'any',
      times: 'always',
      fault: { kind: 'httpStatus', status: 503, page: 'maintenance' },
    })
    for (let i = 0; i < 3; i++) {
      expect(await authority.query('D-1', patience())).toMatchObject({
        kind: 'unavailable',
        failure: 'tax.maintenance',
      })
    }
    await gateway.script({ kind: 'mend' })
    expect(await authority.query('D-1', patience())).toMatchObject({ kind: 'accepted' })
  })

  it('takes no fault it does not know', async () => {
    const { gateway } = await open()
    const fault = JSON.parse('{"on":"issue","fault":{"kind":"meteor"}}')
    await expect(gateway.script(fault)).rejects.toThrow()
  })
})

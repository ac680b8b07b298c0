/**
 * What the PortOne driver says when something goes wrong on the way, held against what the emulated PortOne then truly
 * holds: `refused` and `unavailable` only where nothing happened, `unknown` wherever it may have.
 */
import { describe, expect, it } from 'vitest'
import type { PortoneFault } from '../../drivers/tax-authorities/emulated-portone/portone-faults.js'
import { readPortoneReply } from '../../drivers/tax-authorities/portone/portone-reply.js'
import { patience, receipt, won } from './cash-receipt-samples.js'
import { acceptedBy, portoneArrival, portoneOpenings, takeBack } from './portone-openings.js'

const open = portoneOpenings()

type RequestFault = Extract<PortoneFault, { on: string }>['fault']

const unknown = (reason: string) => ({ kind: 'unknown', reason })
const unavailable = (failure: string) => ({ kind: 'unavailable', failure })

interface Case {
  readonly fault: RequestFault
  readonly outcome: object
  /** Whether the gateway did what it was asked for. */
  readonly done: boolean
}

const CASES: readonly Case[] = [
  { fault: { kind: 'hangUp' }, outcome: unknown('disconnected'), done: false },
  { fault: { kind: 'dropReply' }, outcome: unknown('disconnected'), done: true },
  { fault: { kind: 'closeMidReply' }, outcome: unknown('disconnected'), done: true },
  { fault: { kind: 'garbage', form: 'html' }, outcome: unknown('unreadable-reply'), done: true },
  { fault: { kind: 'garbage', form: 'truncatedJson' }, outcome: unknown('unreadable-reply'), done: true },
  { fault: { kind: 'httpStatus', status: 500 }, outcome: unknown('unreadable-reply'), done: false },
  { fault: { kind: 'httpStatus', status: 500, processed: true }, outcome: unknown('unreadable-reply'), done: true },
  { fault: { kind: 'httpStatus', status: 502 }, outcome: unknown('unreadable-reply'), done: false },
  { fault: { kind: 'httpStatus', status: 504, processed: true }, outcome: unknown('unreadable-reply'), done: true },
  { fault: { kind: 'httpStatus', status: 503 }, outcome: unavailable('tax.gatewayOverloaded'), done: false },
  { fault: { kind: 'httpStatus', status: 429 }, outcome: unavailable('tax.gatewayOverloaded'), done: false },
  {
    fault: { kind: 'httpStatus', status: 503, page: 'maintenance' },
    outcome: unavailable('tax.maintenance'),
    done: false,
  },
  {
    fault: { kind: 'error', status: 400, type: 'SOMETHING_NEW' },
    outcome: unknown('unreadable-reply'),
    done: false,
  },
  {
    fault: { kind: 'error', status: 401, type: 'SOMETHING_NEW' },
    outcome: { kind: 'refused', failure: 'tax.credentialsRejected', hostCode: 'SOMETHING_NEW' },
    done: false,
  },
  {
    fault: { kind: 'error', status: 400, type: 'INVALID_REQUEST', message: 'customer 010 1234 5678' },
    outcome: { kind: 'refused', failure: 'tax.refused', detail: 'customer ***', hostCode: 'INVALID_REQUEST' },
    done: false,
  },
  { fault: { kind: 'pgProvider', pgCode: '7001' }, outcome: { kind: 'refused', failure: 'tax.refused' }, done: false },
  {
    fault: { kind: 'pgProvider', pgCode: '7001', leaves: 'nothing' },
    outcome: { kind: 'refused', hostCode: 'PG_PROVIDER/7001' },
    done: false,
  },
  { fault: { kind: 'pgProvider', pgCode: '7001', leaves: 'done' }, outcome: { kind: 'accepted' }, done: true },
]

const named = CASES.map((each) => [JSON.stringify(each.fault), each] as const)

describe('a submission that goes wrong', () => {
  it.each(named)('issuing: %s', async (_name, { fault, outcome, done }) => {
    const { authority, gateway } = await open()
    await gateway.script({ on: 'issue', fault })
    expect(await authority.issue(receipt('P-1'), patience())).toMatchObject(outcome)
    expect(gateway.book.records().some(({ status }) => status === 'ISSUED')).toBe(done)
    // Whatever was said, asking tells how it is.
    expect(acceptedBy(await authority.query('P-1', patience())).found).toBe(done)
  })

  it.each(named)('cancelling: %s', async (_name, { fault, outcome, done }) => {
    const { authority, gateway } = await open()
    const request = takeBack(acceptedBy(await authority.issue(receipt('P-1'), patience())))
    await gateway.script({ on: 'cancel', fault })
    expect(await authority.revoke(request, patience())).toMatchObject(outcome)
    expect(gateway.book.records()[0]?.status).toBe(done ? 'CANCELLED' : 'ISSUED')
    expect(acceptedBy(await authority.queryRevocation(request, patience())).found).toBe(done)
  })

  it.each(['issue', 'cancel'] as const)('a gateway that is silent: %s', async (on) => {
    const { authority, gateway, limitClock } = await open()
    const issued = on === 'cancel' ? acceptedBy(await authority.issue(receipt('P-1'), patience())) : undefined
    await gateway.script({ on, fault: { kind: 'delay', delayMs: 600_000 } })
    const outcome = issued
      ? authority.revoke(takeBack(issued), patience())
      : authority.issue(receipt('P-1'), patience())
    await portoneArrival(gateway, on)
    await limitClock.advance(59_999)
    await limitClock.advance(1)
    expect(await outcome).toEqual(unknown('timeout'))
    expect(gateway.book.records()[0]?.status).toBe(on === 'issue' ? 'ISSUED' : 'CANCELLED')
  })

  it('does not come to the gateway twice while the first is under way', async () => {
    const { authority, anotherTill, gateway, clock } = await open()
    await gateway.script({ on: 'issue', fault: { kind: 'delay', delayMs: 5_000 } })
    const slow = authority.issue(receipt('P-1'), patience())
    await portoneArrival(gateway, 'issue')
    expect(await anotherTill().issue(receipt('P-1'), patience())).toEqual(unknown('timeout'))
    await clock.advance(5_000)
    const issued = acceptedBy(await slow)
    expect(acceptedBy(await anotherTill().issue(receipt('P-1'), patience()))).toEqual(issued)
    expect(gateway.book.records()).toHaveLength(1)
  })

  it('is unknown when it is stopped after it left, by its signal or by closing', async () => {
    for (const how of ['signal', 'close'] as const) {
      const { authority, gateway } = await open()
      await gateway.script({ on: 'issue', fault: { kind: 'delay', delayMs: 600_000 } })
      const stop = new AbortController()
      const outcome = authority.issue(receipt('P-1'), stop.signal)
      await portoneArrival(gateway, 'issue')
      if (how === 'signal') stop.abort()
      else await authority.close()
      expect(await outcome).toEqual(unknown('interrupted'))
    }
  })

  it('was certainly never sent when nobody listens, and goes through once somebody does', async () => {
    const { authority, gateway } = await open()
    await gateway.script({ kind: 'refuse' })
    const unreachable = unavailable('tax.gatewayUnreachable')
    expect(await authority.issue(receipt('P-1'), patience())).toMatchObject(unreachable)
    expect(await authority.query('P-1', patience())).toMatchObject(unreachable)
    await gateway.script({ kind: 'mend' })
    acceptedBy(await authority.issue(receipt('P-1'), patience()))
  })
})

describe('looking, when that goes wrong', () => {
  it('leaves a number already used unknown until it was seen', async () => {
    const { authority, gateway } = await open()
    acceptedBy(await authority.issue(receipt('P-1'), patience()))
    const other = receipt('P-1', { amounts: won(5_500) })
    await gateway.script({ on: 'get', fault: { kind: 'httpStatus', status: 503 } })
    expect(await authority.issue(other, patience())).toEqual(unknown('disconnected'))
    await gateway.script({ on: 'get', fault: { kind: 'garbage', form: 'truncatedJson' } })
    expect(await authority.issue(other, patience())).toEqual(unknown('unreadable-reply'))
    // PortOne contradicting itself is no answer either.
    await gateway.script({ on: 'get', fault: { kind: 'error', status: 404, type: 'CASH_RECEIPT_NOT_FOUND' } })
    expect(await authority.issue(other, patience())).toEqual(unknown('unreadable-reply'))
    expect(await authority.issue(other, patience())).toMatchObject({ failure: 'tax.duplicateConflict' })
  })

  it('leaves the payment company’s error unknown until it was seen what came of it', async () => {
    const { authority, gateway } = await open()
    await gateway.script({ on: 'issue', fault: { kind: 'pgProvider', pgCode: '7001', leaves: 'done' } })
    await gateway.script({ on: 'get', fault: { kind: 'hangUp' } })
    expect(await authority.issue(receipt('P-1'), patience())).toEqual(unknown('disconnected'))
    expect(acceptedBy(await authority.query('P-1', patience()))).toMatchObject({ found: true })
  })

  it('cancels nothing when it cannot look first', async () => {
    const { authority, gateway } = await open()
    const request = takeBack(acceptedBy(await authority.issue(receipt('P-1'), patience())))
    await gateway.script({ on: 'get', fault: { kind: 'dropReply' } })
    expect(await authority.revoke(request, patience())).toEqual({
      ...unavailable('tax.gatewayUnreachable'),
      detail: 'looking first: disconnected',
    })
    expect(gateway.requestCount('cancel')).toBe(0)
  })

  it.each([
    [{ kind: 'httpStatus', status: 500 }, unknown('unreadable-reply')],
    [{ kind: 'httpStatus', status: 404 }, unknown('unreadable-reply')],
    [{ kind: 'httpStatus', status: 503 }, unavailable('tax.gatewayOverloaded')],
    [{ kind: 'error', status: 500, type: 'SOMETHING_NEW' }, unknown('unreadable-reply')],
    [
      { kind: 'error', status: 409, type: 'SOMETHING_NEW' },
      { kind: 'refused', failure: 'tax.refused', hostCode: 'SOMETHING_NEW' },
    ],
  ] as const)('answers a query honestly: %j', async (fault, outcome) => {
    const { authority, gateway } = await open()
    await gateway.script({ on: 'get', fault })
    expect(await authority.query('P-1', patience())).toMatchObject(outcome)
  })
})

describe('a reply from PortOne', () => {
  it('keeps a payment company’s code that looks like one, and no other', () => {
    const hostCode = (pgCode: string) => {
      const text = JSON.stringify({ type: 'PG_PROVIDER', pgCode, pgMessage: '' })
      const reply = readPortoneReply({ status: 502, text }, 'submission')
      return reply.kind === 'refused' ? reply.hostCode : reply.kind
    }
    expect(hostCode('-14001004')).toBe('PG_PROVIDER/-14001004')
    expect(hostCode('INVALID_IDENTITY')).toBe('PG_PROVIDER/INVALID_IDENTITY')
    expect(hostCode('오류 010-1234-5678')).toBe('PG_PROVIDER')
  })
})

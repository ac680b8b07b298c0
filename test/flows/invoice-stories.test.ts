/** Invoices as they go in a shop, told from the request to the end: what the chart asks for, and what it says is owed meanwhile. */
import { describe, expect, it } from 'vitest'
import { orderNumberOfSale } from '../../src/flows/invoice/order-number.js'
import {
  APPROVAL_NUMBER,
  ASKED_AT,
  askedFor,
  begin,
  can,
  found,
  inputOf,
  OTHER_BUYER,
  PERSON,
  redFound,
  redTaken,
  taken,
  tell,
  type Walk,
  walk,
} from './invoice-fixture.js'

const lost = { type: 'invoice.unknown', reason: 'timeout' } as const
const notFound = { type: 'invoiceQuery.notFound' } as const
const unanswered = { type: 'invoiceQuery.unanswered' } as const
const unavailable = { type: 'invoice.unavailable', failure: 'invoice.unreachable' } as const
const withdrawn = { type: 'invoice.withdrawn', ...PERSON } as const
const corrected = { type: 'invoice.corrected', buyer: OTHER_BUYER, ...PERSON } as const
const retried = { type: 'invoice.retried', ...PERSON } as const
const wrongBuyer = { failure: 'invoice.buyerInvalid', detail: '购方税号有误' } as const
const redAsked = { type: 'red.asked', why: 'goodsReturned', ...PERSON } as const

const issuedWalk = () => walk(begin(), taken('issued'))
const numberOf = (end: Walk) => askedFor(end, 'invoice.request')['orderNumber']

describe('an invoice through the service', () => {
  it('is requested at once, asked after with growing pauses, and issued', () => {
    const start = begin()
    expect([start.snapshot.value, start.snapshot.context.standing.promise]).toEqual(['submitting', 'unknown'])
    expect(askedFor(start, 'invoice.request')).toMatchObject({ buyer: { ref: 's1' }, tradedAt: ASKED_AT - 60_000 })
    const { lines, end } = tell(
      start,
      taken('issuing'),
      { after: 'issuingPoll' },
      found('issuing'),
      { after: 'issuingPoll' },
      found('issued'),
    )
    expect(lines).toEqual([
      'invoice.taken → issuing, owed',
      'after issuingPoll → asking, owed; asks invoice.query',
      'invoiceQuery.found → issuing, owed',
      'after issuingPoll → asking, owed; asks invoice.query',
      'invoiceQuery.found → issued, done',
    ])
    expect(end.snapshot.context.invoice?.invoiceNumber).toBe('26110000000000000001')
    expect(walk(start, taken('issuing')).armed).toEqual({ issuingPoll: 3_000 })
    expect(walk(start, taken('issuing'), { after: 'issuingPoll' }, found('issuing')).armed).toEqual({
      issuingPoll: 6_000,
    })
  })

  it('that takes too long says so on every list, and goes on', () => {
    const { lines } = tell(begin(), taken('issuing'), { after: 'issuingPoll', waitMs: 30 * 60_000 }, found('issuing'))
    expect(lines.at(-1)).toBe('invoiceQuery.found → issuing, owed (invoice.busy)')
  })

  it('whose reply was lost is asked for before it is sent again, under the same number', () => {
    const first = numberOf(begin())
    const { lines, end } = tell(begin(), lost, notFound, { after: 'backoff' })
    expect(lines).toEqual([
      'invoice.unknown → querying, unknown; asks invoice.query',
      'invoiceQuery.notFound → deferred, owed (invoice.unreachable)',
      'after backoff → submitting, unknown; asks invoice.request',
    ])
    expect(numberOf(end)).toBe(first)
    expect(can(walk(begin(), lost, notFound), withdrawn)).toBe(false)
  })

  it('whose fate nobody tells stays unknown until somebody does', () => {
    const { lines } = tell(begin(), lost, unanswered, { after: 'backoff' }, unanswered, retried, found('issued'))
    expect(lines).toEqual([
      'invoice.unknown → querying, unknown; asks invoice.query',
      'invoiceQuery.unanswered → unanswered, unknown (invoice.unreachable)',
      'after backoff → querying, unknown; asks invoice.query',
      'invoiceQuery.unanswered → unanswered, unknown (invoice.unreachable)',
      'invoice.retried → querying, unknown; asks invoice.query',
      'invoiceQuery.found → issued, done',
    ])
  })

  it('that could not be sent waits longer each time, and may be withdrawn: nothing stands', () => {
    const once = walk(begin(), unavailable)
    const twice = walk(once, { after: 'backoff' }, unavailable)
    expect([once.armed, twice.armed]).toEqual([{ backoff: 5_000 }, { backoff: 10_000 }])
    const { lines, end } = tell(twice, withdrawn)
    expect(lines).toEqual(['invoice.withdrawn → withdrawn, notNeeded'])
    expect(end.snapshot.context.steps).toEqual([{ step: 'invoice.withdrawn', ...PERSON, at: end.at }])
  })

  it('that failed over the buyer is sent with other details, under a number of its own', () => {
    const failed = walk(begin(), taken('issuing'), { after: 'issuingPoll' }, found('failed', wrongBuyer))
    expect(failed.snapshot.context.standing).toEqual({ promise: 'owed', why: 'invoice.buyerInvalid' })
    const again = walk(failed, corrected)
    expect(askedFor(again, 'invoice.request')).toMatchObject({ buyer: { ref: 's2' } })
    expect(numberOf(again)).not.toBe(numberOf(begin()))
    const issued = walk(again, taken('issued')).snapshot
    expect([issued.value, issued.context.failure, issued.context.detail]).toEqual(['issued', undefined, undefined])
  })

  it('that was refused at once keeps its number: the receipt’s code still speaks of it', () => {
    const refused = walk(begin(), { type: 'invoice.refused', ...wrongBuyer, hostCode: 'E9105' })
    expect(refused.snapshot.value).toBe('failed')
    expect(numberOf(walk(refused, corrected))).toBe(numberOf(begin()))
  })

  it('whose number another invoice has is a person’s to settle, and gets no second number', () => {
    const conflict = {
      type: 'invoice.refused',
      failure: 'invoice.duplicateConflict',
      detail: 'another one',
      hostCode: 'E9106',
    } as const
    const { lines, end } = tell(begin(), conflict, corrected)
    expect(lines).toEqual([
      'invoice.refused → refused, owed (invoice.duplicateConflict)',
      'invoice.corrected → submitting, unknown; asks invoice.request',
    ])
    expect(numberOf(end)).toBe(numberOf(begin()))
  })

  it('that is not signed is signed again, and left alone for a while after so many times', () => {
    const unsigned = [{ after: 'issuingPoll' }, found('unsigned')] as const
    const { lines } = tell(begin(), taken('issuing'), ...unsigned, { type: 'resign.over' })
    expect(lines.slice(2)).toEqual([
      'invoiceQuery.found → resigning, owed (invoice.issuingFailed); asks invoice.resign',
      'resign.over → issuing, owed',
    ])
    const rounds = Array.from({ length: 5 }, () => [...unsigned, { type: 'resign.over' } as const]).flat()
    const tired = walk(begin(), taken('issuing'), ...rounds, ...unsigned)
    expect([tired.snapshot.value, tired.armed]).toEqual(['unsigned', { resignPause: 6 * 3_600_000 }])
    expect(walk(tired, { after: 'resignPause' }, found('unsigned')).snapshot.value).toBe('resigning')
  })
})

describe('taking an invoice back', () => {
  it('goes through by itself where the buyer has not booked it', () => {
    const { lines, end } = tell(issuedWalk(), redAsked, redTaken('applying'), { after: 'redPoll' }, redFound('issued'))
    expect(lines).toEqual([
      'red.asked → reddening, unknown; asks invoice.red',
      'red.taken → redApplying, unknown',
      'after redPoll → askingRed, unknown; asks invoice.queryRed',
      'redQuery.found → voided, notNeeded',
    ])
    expect(end.snapshot.context.red?.redInvoiceNumber).toBe('26110000000000000002')
  })

  it('waits for the buyer, says so, and looks every six hours', () => {
    const waiting = walk(issuedWalk(), redAsked, redTaken('applying'), { after: 'redPoll' }, redFound('awaitingBuyer'))
    expect(waiting.snapshot.context.standing).toEqual({ promise: 'owed', why: 'invoice.awaitingConfirmation' })
    expect(waiting.armed).toEqual({ buyerCheck: 6 * 3_600_000 })
    const { lines } = tell(waiting, { after: 'buyerCheck' }, { type: 'redQuery.unanswered' })
    expect(lines).toEqual([
      'after buyerCheck → askingRed, owed (invoice.awaitingConfirmation); asks invoice.queryRed',
      'redQuery.unanswered → awaitingBuyer, owed (invoice.awaitingConfirmation)',
    ])
  })

  it.each(['refusedByBuyer', 'expired'] as const)('that came to nothing (%s) is tried anew or given up', (state) => {
    const first = walk(issuedWalk(), redAsked)
    const standing = walk(first, redTaken(state))
    expect(standing.snapshot.value).toBe('stillStanding')
    const again = walk(standing, { type: 'red.retried', ...PERSON })
    expect(askedFor(again, 'invoice.red')['orderNumber']).not.toBe(askedFor(first, 'invoice.red')['orderNumber'])
    const kept = walk(standing, { type: 'red.givenUp', ...PERSON })
    expect([kept.snapshot.value, kept.snapshot.context.standing]).toEqual(['issued', { promise: 'done' }])
  })

  it('whose reply was lost is asked for, and sent again under its own number', () => {
    const first = walk(issuedWalk(), redAsked)
    const again = walk(first, { type: 'red.unknown', reason: 'timeout' }, { type: 'redQuery.notFound' })
    expect(can(again, { type: 'red.givenUp', ...PERSON })).toBe(false)
    expect(askedFor(walk(again, { after: 'redBackoff' }), 'invoice.red')).toEqual(askedFor(first, 'invoice.red'))
  })
})

describe('a 세금계산서 in place of a cash receipt', () => {
  const promised = () => begin(inputOf({ channel: 'manual' }))
  const recorded = { type: 'invoice.recorded', issuedOn: '20261122', ...PERSON } as const

  it('is owed, whoever looks, until a person gives its approval number', () => {
    const { lines, end } = tell(
      promised(),
      { after: 'due', waitMs: 10 * 86_400_000 },
      { ...recorded, approvalNumber: APPROVAL_NUMBER },
    )
    expect(promised().requested).toEqual([])
    expect(promised().snapshot.context.standing).toEqual({ promise: 'owed', why: 'tax.invoiceOwed' })
    expect(lines).toEqual(['after due → overdue, owed (tax.invoiceOwed)', 'invoice.recorded → issued, done'])
    expect(end.snapshot.context.recorded).toEqual({ approvalNumber: '202611224100001212345678', issuedOn: '20261122' })
    expect(end.snapshot.context.steps).toEqual([{ step: 'invoice.recorded', ...PERSON, at: end.at }])
  })

  it.each([
    ['too short', '2026112241000012', '20261122'],
    ['of no day', '202613224100001212345678', '20261122'],
    ['of a day to come', APPROVAL_NUMBER, '20261123'],
  ])('takes no approval number that is %s', (_what, approvalNumber, issuedOn) => {
    expect(can(promised(), { ...recorded, approvalNumber, issuedOn })).toBe(false)
  })

  it('is withdrawn with a reason, and cannot be taken back through the service', () => {
    expect(tell(promised(), withdrawn).lines).toEqual(['invoice.withdrawn → withdrawn, notNeeded'])
    expect(can(walk(promised(), { ...recorded, approvalNumber: APPROVAL_NUMBER }), redAsked)).toBe(false)
  })
})

describe('an order number', () => {
  it('is the sale’s own when the receipt’s code carries it', () => {
    const sale = { terminalId: 'T1', saleId: 'T1-000042', openedAt: ASKED_AT }
    const orderNumber = orderNumberOfSale(sale)
    expect(orderNumber).toMatch(/^T1[0-9A-Z]{12}$/)
    expect(numberOf(begin(inputOf({ orderNumber })))).toBe(orderNumber)
    expect(orderNumberOfSale({ ...sale, saleId: 'T1-000043' })).not.toBe(orderNumber)
    expect(orderNumberOfSale({ ...sale, terminalId: 'COUNTER8' })).toHaveLength(20)
  })
})

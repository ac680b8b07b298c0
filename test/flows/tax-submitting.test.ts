/**
 * The submission: one document number for one content through every retry, a query before anything is sent twice, and a
 * person where neither waiting nor correcting helps.
 */
import { describe, expect, it } from 'vitest'
import { saleRecordOf } from '../../src/flows/payment/payment-record.js'
import { can, type Happening, IDENTIFIER, taxDocument, type Walk, walk } from './payment-fixture.js'
import {
  askedFor,
  confirmed,
  IDENTIFIED,
  numberEntered,
  placesOf,
  printed,
  promises,
  submitting,
  tell,
} from './payment-story.js'

const PERSON = { operator: 'lee', reason: 'issued by hand at the tax office', evidence: 'statement line 12' } as const
const unavailable = { type: 'tax.unavailable', failure: 'tax.gatewayOverloaded' } as const
const fateUnknown = { type: 'tax.unknown', reason: 'timeout' } as const
const issued = { type: 'tax.issued', document: taxDocument('issued') } as const
const found = { type: 'taxQuery.found', document: taxDocument('issued') } as const
const notFound = { type: 'taxQuery.notFound' } as const
const unanswered = { type: 'taxQuery.unanswered' } as const
const wrongNumber = {
  type: 'tax.refused',
  failure: 'tax.identifierRejected',
  detail: 'no such number',
  hostCode: '-14001064',
} as const
const restricted = {
  type: 'tax.refused',
  failure: 'tax.merchantRestricted',
  detail: 'restricted',
  hostCode: '-14001063',
} as const
const retried = { type: 'tax.retried' } as const
const turn: Happening = { type: 'tax.turn' }

const submittedNumber = (end: Walk) => askedFor(end, 'tax.issue')['documentNumber']
const PRINTS = 'paper queued; asks printer.print'
/** Put off: in the queue, while the receipt prints. */
const QUEUES_AND_PRINTS = 'paper queued; asks tax.awaitTurn, printer.print'

describe('a submission', () => {
  it('that is accepted is on the receipt with its approval number', () => {
    const { lines, end } = tell(submitting(), issued, printed)
    expect(lines).toEqual([`tax.issued → tax issued, ${PRINTS}`, 'printer.printed → paper confirmed, leaving complete'])
    expect(promises(end)).toBe('money done, tax done, paper done')
    expect(saleRecordOf(end.snapshot.context).tax).toMatchObject({
      status: 'issued',
      approvalNumber: 'TB0000178',
      tradeDate: '20261122',
      identifier: { kind: 'mobileNumber', masked: IDENTIFIER.masked },
    })
  })
})

describe('a number the tax office refuses', () => {
  it('is corrected by the customer and sent as a new document', () => {
    const first = submitting()
    const { lines, end } = tell(first, wrongNumber, ...IDENTIFIED, issued)
    expect(lines).toEqual([
      'tax.refused → tax choosingUse',
      'tax.useChosen → tax entering',
      'tax.numberEntered → tax confirmingOnce',
      'tax.numberConfirmed → tax confirmingTwice',
      'tax.numberConfirmed → tax submitting; asks tax.issue',
      `tax.issued → tax issued, ${PRINTS}`,
    ])
    const corrected = walk(first, wrongNumber, ...IDENTIFIED)
    expect(submittedNumber(corrected)).not.toBe(submittedNumber(first))
    expect(end.snapshot.context.tax).not.toHaveProperty('failure')
  })

  it('keeps the refusal and its code to be shown meanwhile', () => {
    const end = walk(submitting(), wrongNumber)
    expect(end.snapshot.context.tax).toMatchObject({ failure: 'tax.identifierRejected', hostCode: '-14001064' })
    expect(promises(end)).toBe('money done, tax owed, paper owed')
    expect(end.snapshot.context.standing.tax.customerWaits).toBe(true)
  })
})

describe('a refusal nobody at the counter can correct', () => {
  const refused = () => walk(submitting(), restricted)

  it('waits for a person; the customer gets a receipt that says pending and may go', () => {
    const { lines, end } = tell(submitting(), restricted, printed)
    expect(lines).toEqual([`tax.refused → tax refused, ${PRINTS}`, 'printer.printed → paper confirmed, leaving owing'])
    expect(end.armed).toEqual({})
    expect(promises(end)).toBe('money done, tax owed, paper done')
    expect(end.snapshot.context.standing.tax.why).toBe('tax.merchantRestricted')
    expect(saleRecordOf(end.snapshot.context).tax.status).toBe('pending')
  })

  it('is tried again as it was, under the same number', () => {
    expect(submittedNumber(walk(refused(), retried))).toBe(submittedNumber(submitting()))
  })

  it('is corrected under a new number', () => {
    const corrected = walk(refused(), { type: 'tax.corrected' }, ...IDENTIFIED)
    expect(submittedNumber(corrected)).not.toBe(submittedNumber(submitting()))
  })

  it('is settled by a person, who and why on the record', () => {
    const { lines, end } = tell(refused(), { type: 'tax.settledByPerson', ...PERSON }, printed)
    expect(lines).toEqual([
      'tax.settledByPerson → tax settledByPerson',
      'printer.printed → paper confirmed, leaving complete',
    ])
    expect(end.snapshot.context.tax.settledBy).toEqual(PERSON)
  })
})

describe('a gateway that cannot be reached', () => {
  it('is tried again under the same number each time its turn comes, while the receipt prints as pending', () => {
    const numbers: unknown[] = []
    let end = submitting()
    for (let round = 0; round < 10; round++) {
      numbers.push(submittedNumber(end))
      end = walk(end, unavailable)
      expect(askedFor(end, 'tax.awaitTurn')).toEqual({ documentNumber: numbers[0], since: end.snapshot.context.paidAt })
      end = walk(end, turn)
    }
    expect(new Set(numbers).size).toBe(1)
    expect(askedFor(end, 'tax.issue')['by']).toBe('queue')
    expect(promises(walk(end, issued, printed))).toBe('money done, tax done, paper done')
  })

  it('does not keep the customer waiting', () => {
    expect(tell(submitting(), unavailable, printed).lines).toEqual([
      `tax.unavailable → tax deferred, ${QUEUES_AND_PRINTS}`,
      'printer.printed → paper confirmed, leaving owing',
    ])
  })

  it('can be tried at once by a person, or settled', () => {
    expect(tell(walk(submitting(), unavailable), retried).lines).toEqual([
      'tax.retried → tax submitting; asks taxTurn.stop, tax.issue',
    ])
    expect(tell(walk(submitting(), unavailable), { type: 'tax.settledByPerson', ...PERSON }).lines).toEqual([
      'tax.settledByPerson → tax settledByPerson; asks taxTurn.stop',
    ])
  })

  it('and a refusal when it is back brings the customer to correct it, though the receipt is out', () => {
    const out = walk(submitting(), unavailable, printed, turn)
    const { lines, end } = tell(out, wrongNumber, { after: 'identifyWait' })
    expect(lines).toEqual(['tax.refused → tax choosingUse', 'after identifyWait → tax submitting; asks tax.issue'])
    expect(end.snapshot.context.tax.selfIssued).toBe(true)
  })
})

describe('a submission whose fate is unknown', () => {
  const querying = () => walk(submitting(), fateUnknown)

  it('is asked after by its number before anything else', () => {
    const { lines, end } = tell(submitting(), fateUnknown)
    expect(lines).toEqual(['tax.unknown → tax querying; asks tax.query'])
    expect(askedFor(end, 'tax.query')['documentNumber']).toBe(submittedNumber(submitting()))
    expect(promises(end)).toBe('money done, tax unknown, paper owed')
  })

  it('is issued when it is found', () => {
    const { lines, end } = tell(querying(), found, printed)
    expect(lines).toEqual([
      `taxQuery.found → tax issued, ${PRINTS}`,
      'printer.printed → paper confirmed, leaving complete',
    ])
    expect(end.snapshot.context.tax.document?.approvalNumber).toBe('TB0000178')
  })

  it('is sent again under the same number when it is not found', () => {
    const { lines, end } = tell(querying(), notFound, turn)
    expect(lines).toEqual([
      `taxQuery.notFound → tax deferred, ${QUEUES_AND_PRINTS}`,
      'tax.turn → tax submitting; asks taxTurn.stop, tax.issue',
    ])
    expect(submittedNumber(end)).toBe(submittedNumber(submitting()))
  })

  it('stays unknown while nobody answers, and is asked after again, never sent again', () => {
    const { lines, end } = tell(querying(), unanswered, turn, unanswered, retried, found)
    expect(lines).toEqual([
      `taxQuery.unanswered → tax unanswered, ${QUEUES_AND_PRINTS}`,
      'tax.turn → tax querying; asks taxTurn.stop, tax.query',
      'taxQuery.unanswered → tax unanswered; asks tax.awaitTurn',
      'tax.retried → tax querying; asks taxTurn.stop, tax.query',
      'taxQuery.found → tax issued',
    ])
    expect(promises(end)).toBe('money done, tax done, paper unknown')
    expect(promises(walk(querying(), unanswered))).toBe('money done, tax unknown, paper unknown')
  })

  it('prints as pending while it is unknown', () => {
    expect(saleRecordOf(walk(querying(), unanswered).snapshot.context).tax).toMatchObject({
      status: 'pending',
      documentNumber: submittedNumber(submitting()),
    })
  })

  it('can be settled by a person', () => {
    expect(tell(walk(querying(), unanswered), { type: 'tax.settledByPerson', ...PERSON }).lines).toEqual([
      'tax.settledByPerson → tax settledByPerson; asks taxTurn.stop',
    ])
  })

  it('cannot be corrected before its fate is known: that could make two documents of one sale', () => {
    expect(can(querying(), { type: 'tax.corrected' })).toBe(false)
    expect(can(walk(querying(), unanswered), { type: 'tax.corrected' })).toBe(false)
    expect(can(walk(querying(), notFound), { type: 'tax.corrected' })).toBe(false)
  })

  it('can be corrected, self-issued or withdrawn while it certainly was never sent', () => {
    const deferred = walk(submitting(), unavailable)
    for (const type of ['tax.corrected', 'tax.selfIssued', 'tax.withdrawn'] as const) {
      expect(can(deferred, { type })).toBe(true)
    }
    const selfIssued = walk(deferred, { type: 'tax.selfIssued' })
    expect(submittedNumber(selfIssued)).not.toBe(submittedNumber(submitting()))
    expect(promises(walk(deferred, { type: 'tax.withdrawn' }))).toMatch(/tax notNeeded/)
  })

  it('found to be rejected already goes to a person', () => {
    const { lines, end } = tell(querying(), { type: 'taxQuery.found', document: taxDocument('rejected') })
    expect(lines).toEqual([`taxQuery.found → tax rejected, ${PRINTS}`])
    expect(end.snapshot.context.standing.tax.why).toBe('tax.rejectedByAuthority')
  })
})

describe('the number typed for a refused document', () => {
  it('can be typed again for the corrected one only after the use is chosen anew', () => {
    const again = walk(submitting(), wrongNumber)
    expect(placesOf(again.snapshot)['tax']).toBe('choosingUse')
    expect(can(again, numberEntered)).toBe(false)
    expect(can(again, confirmed)).toBe(false)
  })
})

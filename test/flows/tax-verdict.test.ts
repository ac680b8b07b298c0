/** The tax office's word, the morning after: what the gateway accepted can still be rejected, or be forgotten. */
import { describe, expect, it } from 'vitest'
import { KOREAN_POLICY } from '../../src/flows/payment/payment-policy.js'
import { taxDocument, type Walk, walk } from './payment-fixture.js'
import { askedFor, IDENTIFIED, placesOf, printed, promises, submitting, tell } from './payment-story.js'

const found = (status: 'issued' | 'confirmed' | 'rejected') =>
  ({ type: 'taxQuery.found', document: taxDocument(status) }) as const
const verdictDue = { after: 'verdict', waitMs: 20 * 60 * 60_000 } as const
const unanswered = { type: 'taxQuery.unanswered' } as const

/** Complete at the counter, with the tax office still to speak. */
const issued = () => walk(submitting(), { type: 'tax.issued', document: taxDocument('issued') }, printed)

describe('an issued document', () => {
  it('is asked after the next morning, by its number', () => {
    const { lines, end } = tell(issued(), verdictDue)
    expect(lines).toEqual(['after verdict → tax checkingVerdict; asks tax.query'])
    expect(askedFor(end, 'tax.query')['documentNumber']).toBe('T1-MWRDBJEW-6')
  })

  it('that is confirmed is done for good', () => {
    const { lines, end } = tell(issued(), verdictDue, found('confirmed'))
    expect(lines.at(-1)).toBe('taxQuery.found → tax confirmed')
    expect(end.armed).toEqual({})
    expect(promises(end)).toBe('money done, tax done, paper done')
  })

  it('confirmed from the start is not asked after', () => {
    const end = walk(submitting(), { type: 'tax.issued', document: taxDocument('confirmed') })
    expect(placesOf(end.snapshot)['tax']).toBe('confirmed')
    expect(end.armed).not.toHaveProperty('verdict')
  })

  it('that is rejected is owed again, although the customer left with everything', () => {
    const { lines, end } = tell(issued(), verdictDue, found('rejected'))
    expect(lines.at(-1)).toBe('taxQuery.found → tax rejected, leaving owing')
    expect(promises(end)).toBe('money done, tax owed, paper done')
    expect(end.snapshot.context.standing.tax.why).toBe('tax.rejectedByAuthority')
  })

  it('nobody knows of any more is owed again', () => {
    const { lines, end } = tell(issued(), verdictDue, { type: 'taxQuery.notFound' })
    expect(lines.at(-1)).toBe('taxQuery.notFound → tax rejected, leaving owing')
    expect(end.snapshot.context.standing.tax.why).toBe('tax.originalMissing')
  })

  it('without a verdict yet is asked after day by day, and then a person is called', () => {
    const rounds = Array.from({ length: KOREAN_POLICY.tax.verdictChecks }, () => [verdictDue, found('issued')]).flat()
    const { lines, end } = tell(issued(), ...rounds)
    expect(lines).toEqual([
      'after verdict → tax checkingVerdict; asks tax.query',
      'taxQuery.found → tax issued',
      'after verdict → tax checkingVerdict; asks tax.query',
      'taxQuery.found → tax issued',
      'after verdict → tax checkingVerdict; asks tax.query',
      'taxQuery.found → tax unconfirmed, leaving owing',
    ])
    expect(end.snapshot.context.standing.tax).toMatchObject({ promise: 'unknown', why: 'tax.originalNotYetConfirmed' })
    expect(end.snapshot.context.tax.status).toBe('issued')
  })

  it('that stands unconfirmed is never issued anew beside itself; it is asked after again', () => {
    const rounds = Array.from({ length: KOREAN_POLICY.tax.verdictChecks }, () => [verdictDue, unanswered]).flat()
    const { end } = tell(issued(), ...rounds)
    expect(end.snapshot.matches({ tax: 'unconfirmed' })).toBe(true)
    expect(end.snapshot.can({ type: 'tax.corrected', seq: end.seq, at: end.at })).toBe(false)
    expect(tell(end, { type: 'tax.retried' }, found('confirmed')).lines.at(-1)).toBe(
      'taxQuery.found → tax confirmed, leaving complete',
    )
  })

  it('is asked after again the next morning when nobody answers', () => {
    const { lines, end } = tell(issued(), verdictDue, unanswered)
    expect(lines.at(-1)).toBe('taxQuery.unanswered → tax issued')
    expect(end.armed).toHaveProperty('verdict')
  })
})

describe('a rejected document', () => {
  const rejected = (): Walk => walk(issued(), verdictDue, found('rejected'))

  it('is corrected as a new document with its own number', () => {
    const end = walk(rejected(), { type: 'tax.corrected' }, ...IDENTIFIED)
    expect(askedFor(end, 'tax.issue')['documentNumber']).toBe('T1-MWSK6X54-F')
    expect(tell(end, { type: 'tax.issued', document: taxDocument('issued') }).lines).toEqual([
      'tax.issued → tax issued, leaving complete',
    ])
  })

  it('is asked after once more when a person says so', () => {
    expect(tell(rejected(), { type: 'tax.retried' }, found('confirmed')).lines).toEqual([
      'tax.retried → tax checkingVerdict; asks tax.query',
      'taxQuery.found → tax confirmed, leaving complete',
    ])
  })

  it('stays owed while it is asked after once more', () => {
    expect(promises(walk(rejected(), { type: 'tax.retried' }))).toBe('money done, tax owed, paper done')
  })

  it('stays owed when that inquiry goes unanswered', () => {
    expect(promises(walk(rejected(), { type: 'tax.retried' }, unanswered))).toBe('money done, tax owed, paper done')
  })

  it('that turns up after all is issued again, approval number and all', () => {
    const missing = walk(issued(), verdictDue, { type: 'taxQuery.notFound' })
    const { lines, end } = tell(missing, { type: 'tax.retried' }, found('issued'))
    expect(lines.at(-1)).toBe('taxQuery.found → tax issued, leaving complete')
    expect(end.snapshot.context.tax).toMatchObject({ status: 'issued', document: { approvalNumber: 'TB0000178' } })
    expect(end.snapshot.context.tax).not.toHaveProperty('failure')
  })

  it('is settled by a person', () => {
    const settled = {
      type: 'tax.settledByPerson',
      operator: 'lee',
      reason: 'tax invoice instead',
      evidence: 'letter of 22 November',
    } as const
    expect(tell(rejected(), settled).lines).toEqual(['tax.settledByPerson → tax settledByPerson, leaving complete'])
  })
})

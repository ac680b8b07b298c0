/**
 * Authorisations that must not stand: reversed under one key until the host acknowledges it, beside whatever the customer
 * does meanwhile, and again when an approval turns up after all.
 */
import { describe, expect, it } from 'vitest'
import { pendingReversal } from '../../src/flows/payment/payment-context.js'
import { APPROVAL, type Happening, type Walk, walk } from './payment-fixture.js'
import {
  acknowledged,
  approved,
  askedFor,
  cancelled,
  cardPart,
  inquiryNotFound,
  inserted,
  NO_TAX,
  payByCard,
  payCash,
  placesOf,
  printed,
  promises,
  replyLost,
  reversalRefused,
  reversalUnanswered,
  sale,
  tell,
} from './payment-story.js'

const PERSON = { operator: 'lee', reason: 'not on the bank statement', evidence: 'statement line 12' } as const
const lateApproval = { type: 'acquirer.lateApproval', stan: '000003', approval: APPROVAL } as const

/** A reply was lost and the host knows nothing of the message; its reversal has just been sent. */
const reversing = (policy = NO_TAX) => walk(sale(10_000, policy), payByCard, inserted, replyLost, inquiryNotFound)

function reversalsOf({ snapshot }: Walk) {
  return snapshot.context.reversals.map(({ original, state, repeat }) => `${original.stan} ${state} ${repeat}`)
}

describe('a reversal', () => {
  it('names the original message, has a key of its own and leaves the money unknown', () => {
    const end = reversing()
    expect(askedFor(end, 'acquirer.reverse')).toEqual({
      original: { stan: '000003', sentAt: expect.any(Number) },
      key: { stan: '000005', sentAt: end.at },
      amount: { amountMinor: 10_000, currency: 'KRW' },
      reason: 'noReply',
      repeat: 0,
    })
    expect(promises(end)).toBe('money unknown, tax owed, paper owed')
  })

  it('is repeated with growing waits, counted and under the same key, until it is acknowledged', () => {
    const policy = { ...NO_TAX, reversalBackoff: { firstMs: 2_000, capMs: 15_000 } }
    const waits: (number | undefined)[] = []
    const sent: Readonly<Record<string, unknown>>[] = []
    let end = reversing(policy)
    for (let round = 0; round < 5; round++) {
      sent.push(askedFor(end, 'acquirer.reverse'))
      end = walk(end, reversalUnanswered)
      waits.push(end.armed['reversalBackoff'])
      expect(placesOf(end.snapshot)['reversal']).toBe('waiting')
      expect(promises(end)).toBe('money unknown, tax owed, paper owed')
      end = walk(end, { after: 'reversalBackoff' })
    }
    expect(waits).toEqual([2_000, 4_000, 8_000, 15_000, 15_000])
    expect(new Set(sent.map(({ key }) => JSON.stringify(key))).size).toBe(1)
    expect(sent.map(({ repeat }) => repeat)).toEqual([0, 1, 2, 3, 4])
    end = walk(end, acknowledged)
    expect(placesOf(end.snapshot)['reversal']).toBe('idle')
    expect(reversalsOf(end)).toEqual(['000003 acknowledged 5'])
    expect(promises(end)).toBe('money owed, tax owed, paper owed')
  })

  it('can be sent before its wait is over', () => {
    expect(tell(reversing(), reversalUnanswered, { type: 'reversal.retried' }).lines).toEqual([
      'reversal.unanswered → reversal waiting',
      'reversal.retried → reversal sending; asks acquirer.reverse',
    ])
  })

  it('goes on while the customer pays in cash, and only then is everything kept', () => {
    const { lines, end } = tell(reversing(), payCash(10_000), printed, reversalUnanswered, acknowledged)
    expect(lines).toEqual([
      'tender.cash → tender paid, tax noDocument, paper queued; asks drawer.open, printer.print',
      'printer.printed → paper confirmed, leaving owing',
      'reversal.unanswered → reversal waiting',
      // An acknowledgement nobody waits for says nothing: the next repeat will be answered too.
      'reversal.acknowledged → nothing moves',
    ])
    expect(promises(end)).toBe('money unknown, tax notNeeded, paper done')
    expect(tell(end, { after: 'reversalBackoff' }, acknowledged).lines).toEqual([
      'after reversalBackoff → reversal sending; asks acquirer.reverse',
      'reversal.acknowledged → reversal idle, leaving complete',
    ])
  })

  it('of one card does not stop another card from being charged, each under its own key', () => {
    const end = walk(reversing(), payByCard, inserted)
    expect(askedFor(end, 'acquirer.authorise')).toMatchObject({ key: { stan: '000007' } })
    expect(promises(walk(end, approved))).toBe('money unknown, tax notNeeded, paper unknown')
    expect(promises(walk(end, approved, acknowledged))).toBe('money done, tax notNeeded, paper unknown')
  })

  it('is sent for one authorisation after another when several must not stand', () => {
    const twoCards: readonly Happening[] = [
      cardPart(4_000),
      inserted,
      { ...approved, waitMs: 5_000 },
      cardPart(5_000),
      inserted,
      approved,
      cancelled,
    ]
    const { lines, end } = tell(walk(sale(10_000), ...twoCards), reversalUnanswered, { after: 'reversalBackoff' })
    expect(lines.at(-1)).toBe('after reversalBackoff → reversal sending; asks acquirer.reverse')
    expect(askedFor(end, 'acquirer.reverse')).toMatchObject({ original: { stan: '000003' }, repeat: 1 })
    const second = walk(end, acknowledged)
    expect(askedFor(second, 'acquirer.reverse')).toMatchObject({ original: { stan: '000006' }, repeat: 0 })
    expect(askedFor(second, 'acquirer.reverse')['key']).not.toEqual(askedFor(end, 'acquirer.reverse')['key'])
    const done = walk(second, acknowledged)
    expect(reversalsOf(done)).toEqual(['000003 acknowledged 1', '000006 acknowledged 0'])
    expect(promises(done)).toBe('money notNeeded, tax notNeeded, paper notNeeded')
  })
})

describe('a reversal the host refuses', () => {
  const refused = () => walk(reversing(), reversalRefused)

  it('waits for a person, visibly, and is not repeated by itself', () => {
    const { lines, end } = tell(reversing(), reversalRefused)
    expect(lines).toEqual(['reversal.refused → reversal refused'])
    expect(end.armed).toEqual({})
    expect(end.snapshot.context.standing.reversal.why).toBe('host.reversalRefused')
  })

  it('may be tried again under the same key', () => {
    const first = askedFor(reversing(), 'acquirer.reverse')
    const again = askedFor(walk(refused(), { type: 'reversal.retried' }), 'acquirer.reverse')
    expect(again).toEqual({ ...first, repeat: 1 })
  })

  it('is settled by a person, who and why on the record', () => {
    const { lines, end } = tell(refused(), { type: 'reversal.settledByPerson', ...PERSON })
    expect(lines).toEqual(['reversal.settledByPerson → reversal idle'])
    expect(end.snapshot.context.reversals).toMatchObject([{ state: 'settledByPerson', settledBy: PERSON }])
    expect(pendingReversal(end.snapshot.context)).toBeUndefined()
  })

  it('can be settled by a person while it is waiting for its next try, and while one is under way', () => {
    const settled = { type: 'reversal.settledByPerson', ...PERSON } as const
    expect(tell(reversing(), settled).lines).toEqual(['reversal.settledByPerson → reversal idle; asks reversal.stop'])
    expect(tell(walk(reversing(), reversalUnanswered), settled).lines).toEqual([
      'reversal.settledByPerson → reversal idle',
    ])
  })
})

describe('an approval that comes after its message was given up', () => {
  it('while it is being reversed is reversed once more, under a new key', () => {
    const first = reversing()
    const { lines, end } = tell(first, lateApproval, acknowledged)
    expect(lines).toEqual([
      'acquirer.lateApproval → nothing moves',
      'reversal.acknowledged → nothing moves; asks acquirer.reverse',
    ])
    const again = askedFor(end, 'acquirer.reverse')
    expect(again).toMatchObject({ original: { stan: '000003' }, repeat: 0 })
    expect(again['key']).not.toEqual(askedFor(first, 'acquirer.reverse')['key'])
    expect(tell(end, acknowledged).lines).toEqual(['reversal.acknowledged → reversal idle'])
    expect(reversalsOf(walk(end, acknowledged))).toEqual(['000003 acknowledged 0'])
  })

  it('after it was reversed opens the reversal again, even when the sale was complete', () => {
    const complete = walk(reversing(), acknowledged, payCash(10_000), printed)
    const { lines, end } = tell(complete, lateApproval, acknowledged)
    expect(lines).toEqual([
      'acquirer.lateApproval → reversal sending, leaving owing; asks acquirer.reverse',
      'reversal.acknowledged → reversal idle, leaving complete',
    ])
    expect(end.snapshot.context.reversals).toMatchObject([
      { reason: 'noReply', state: 'acknowledged', lateApproval: false },
      { reason: 'lateApproval', state: 'acknowledged', lateApproval: true },
    ])
  })

  it('while another card is being reversed waits its turn: that acknowledgement is not for this one', () => {
    const secondReversed = walk(reversing(), acknowledged, payByCard, inserted, replyLost, inquiryNotFound)
    const { end } = tell(secondReversed, lateApproval, acknowledged)
    expect(reversalsOf(end)).toEqual([
      '000003 acknowledged 0',
      expect.stringMatching(/acknowledged 0$/),
      '000003 pending 0',
    ])
    expect(askedFor(end, 'acquirer.reverse')).toMatchObject({ original: { stan: '000003' }, reason: 'lateApproval' })
    expect(reversalsOf(walk(end, acknowledged)).at(-1)).toBe('000003 acknowledged 0')
  })

  it('after a person settled the reversal opens it again too', () => {
    const settled = walk(reversing(), reversalRefused, { type: 'reversal.settledByPerson', ...PERSON })
    expect(tell(settled, lateApproval).lines).toEqual([
      'acquirer.lateApproval → reversal sending; asks acquirer.reverse',
    ])
  })

  it('for a message that was never reversed changes nothing', () => {
    const paid = walk(sale(10_000), payByCard, inserted, approved)
    expect(tell(paid, lateApproval).lines).toEqual(['acquirer.lateApproval → nothing moves'])
  })
})

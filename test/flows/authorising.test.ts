/** The authorisation and its answer: a decline keeps the host's words, and a lost reply is asked after, never guessed. */
import { describe, expect, it } from 'vitest'
import { APPROVAL, CARD, OPENED_AT, walk } from './payment-fixture.js'
import {
  approved,
  askedFor,
  cancelled,
  declined,
  hostUnavailable,
  inquiryNotFound,
  inquiryUnanswered,
  inserted,
  payByCard,
  payCash,
  printed,
  promises,
  replyLost,
  sale,
  tell,
} from './payment-story.js'

const authorising = () => walk(sale(10_000), payByCard, inserted)
const inquiring = () => walk(authorising(), replyLost)

describe('an approval', () => {
  it('is money taken; the receipt prints and nothing is owed', () => {
    const { lines, end } = tell(authorising(), approved, printed)
    expect(lines).toEqual([
      'acquirer.approved → tender paid, tax noDocument, paper queued; asks printer.print',
      'printer.printed → paper confirmed, leaving complete',
    ])
    expect(promises(end)).toBe('money done, tax notNeeded, paper done')
    expect(end.snapshot.context.tenders).toEqual([
      {
        kind: 'card',
        amount: { amountMinor: 10_000, currency: 'KRW' },
        instalmentMonths: 0,
        card: CARD,
        stan: '000003',
        sentAt: OPENED_AT + 2_000,
        approval: APPROVAL,
      },
    ])
  })
})

describe('a refusal', () => {
  it("keeps the host's code for the record and lets the customer pay otherwise", () => {
    const { lines, end } = tell(authorising(), declined)
    expect(lines).toEqual(['acquirer.declined → tender choosing'])
    expect(end.snapshot.context.notice).toEqual({ failure: 'host.insufficientFunds', hostCode: '51', at: end.at })
    expect(end.snapshot.context).toMatchObject({ tenders: [], reversals: [] })
    expect(promises(end)).toBe('money owed, tax owed, paper owed')
  })

  it('of a host that was never reached leaves nothing to reverse', () => {
    const { lines, end } = tell(authorising(), hostUnavailable, payCash(10_000))
    expect(lines).toEqual([
      'acquirer.unavailable → tender choosing',
      'tender.cash → tender paid, tax noDocument, paper queued; asks drawer.open, printer.print',
    ])
    expect(end.snapshot.context).toMatchObject({ notice: { failure: 'host.unreachable' }, reversals: [] })
  })
})

describe('a lost reply', () => {
  it('is neither approved nor declined: the money is unknown and the host is asked about the same message', () => {
    const before = authorising()
    const { lines, end } = tell(before, replyLost)
    expect(lines).toEqual(['acquirer.unknown → tender inquiring; asks acquirer.inquire'])
    expect(askedFor(end, 'acquirer.inquire')['original']).toEqual(askedFor(before, 'acquirer.authorise')['key'])
    expect(promises(end)).toBe('money unknown, tax owed, paper owed')
  })

  const answers = [
    [
      'approved it',
      { type: 'inquiry.approved', approval: APPROVAL },
      ['inquiry.approved → tender paid, tax noDocument, paper queued; asks inquiry.stop, printer.print'],
      'money done, tax notNeeded, paper unknown',
    ],
    [
      'declined it',
      { type: 'inquiry.declined', failure: 'host.declined', hostCode: '05' },
      ['inquiry.declined → tender choosing; asks inquiry.stop'],
      'money owed, tax owed, paper owed',
    ],
    [
      'has already reversed it',
      { type: 'inquiry.reversed' },
      ['inquiry.reversed → tender choosing; asks inquiry.stop'],
      'money owed, tax owed, paper owed',
    ],
    [
      'has never heard of it, and it may still be on its way',
      inquiryNotFound,
      ['inquiry.notFound → tender choosing, reversal sending; asks inquiry.stop, acquirer.reverse'],
      'money unknown, tax owed, paper owed',
    ],
    [
      'does not answer either',
      inquiryUnanswered,
      ['inquiry.unanswered → tender choosing, reversal sending; asks inquiry.stop, acquirer.reverse'],
      'money unknown, tax owed, paper owed',
    ],
  ] as const

  it.each(answers)('is settled by what the host says: it %s', (_what, answer, lines, kept) => {
    const story = tell(inquiring(), answer)
    expect(story.lines).toEqual(lines)
    expect(promises(story.end)).toBe(kept)
  })

  it('declined after all keeps the code of the decline', () => {
    const { end } = tell(inquiring(), { type: 'inquiry.declined', failure: 'host.declined', hostCode: '05' })
    expect(end.snapshot.context.notice).toEqual({ failure: 'host.declined', hostCode: '05', at: end.at })
  })

  it('that comes in during the inquiry is taken, once, whatever the inquiry says later', () => {
    const late = { type: 'acquirer.lateApproval', stan: '000003', approval: APPROVAL } as const
    const { lines, end } = tell(inquiring(), late, { type: 'inquiry.approved', approval: APPROVAL })
    expect(lines).toEqual([
      'acquirer.lateApproval → tender paid, tax noDocument, paper queued; asks inquiry.stop, printer.print',
      'inquiry.approved → nothing moves',
    ])
    expect(end.snapshot.context.tenders).toHaveLength(1)
  })

  it('is not taken for that of another message', () => {
    const late = { type: 'acquirer.lateApproval', stan: '000099', approval: APPROVAL } as const
    expect(tell(inquiring(), late).lines).toEqual(['acquirer.lateApproval → nothing moves'])
  })
})

describe('cancelling while the host decides', () => {
  it('waits for the answer and reverses what it approved', () => {
    const { lines, end } = tell(authorising(), cancelled, approved)
    expect(lines).toEqual([
      'sale.cancelled → nothing moves',
      'acquirer.approved → tender cancelled, reversal sending, tax noDocument, paper notNeeded, leaving owing; asks acquirer.reverse',
    ])
    expect(askedFor(end, 'acquirer.reverse')).toMatchObject({
      original: { stan: '000003' },
      amount: { amountMinor: 10_000 },
      reason: 'customerCancelled',
    })
  })

  it('ends at once on a decline', () => {
    expect(tell(authorising(), cancelled, declined).lines).toEqual([
      'sale.cancelled → nothing moves',
      'acquirer.declined → tender cancelled, tax noDocument, paper notNeeded, leaving complete',
    ])
  })

  it('while asking after a lost reply reverses what the inquiry finds', () => {
    expect(tell(inquiring(), cancelled, { type: 'inquiry.approved', approval: APPROVAL }).lines).toEqual([
      'sale.cancelled → nothing moves',
      'inquiry.approved → tender cancelled, reversal sending, tax noDocument, paper notNeeded, leaving owing; asks inquiry.stop, acquirer.reverse',
    ])
  })

  it('while asking after a lost reply reverses what the inquiry cannot vouch for, once', () => {
    const { lines, end } = tell(inquiring(), cancelled, inquiryNotFound)
    expect(lines.at(-1)).toBe(
      'inquiry.notFound → tender cancelled, reversal sending, tax noDocument, paper notNeeded, leaving owing; asks inquiry.stop, acquirer.reverse',
    )
    expect(end.snapshot.context.reversals).toHaveLength(1)
  })
})

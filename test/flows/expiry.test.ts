/** A receipt nobody is there to take does not print by itself, however the terminal came to be late with it. */
import { describe, expect, it } from 'vitest'
import { KOREAN_POLICY } from '../../src/flows/payment/payment-policy.js'
import { APPROVAL, walk } from './payment-fixture.js'
import {
  askedFor,
  inserted,
  notPrinted,
  payByCard,
  payCash,
  placesOf,
  replyLost,
  reprinted,
  sale,
  submitting,
  tell,
} from './payment-story.js'

const { expiresMs } = KOREAN_POLICY.paper
const nextMorning = { waitMs: 16 * 60 * 60_000 }

describe('a terminal that starts again next morning', () => {
  it('does not take up a retry that fell due overnight', () => {
    const failed = walk(sale(5_000), payCash(5_000), notPrinted)
    expect(tell(failed, { after: 'printRetry', ...nextMorning }).lines).toEqual(['after printRetry → paper owed'])
  })

  it('owes the receipt of a sale whose document is only now decided', () => {
    const decided = walk(submitting(), { type: 'tax.unavailable', failure: 'tax.maintenance', ...nextMorning })
    expect(placesOf(decided.snapshot)).toMatchObject({ paper: 'owed', leaving: 'owing' })
  })

  it('owes the receipt of a card whose approval it only now learns of, dated when the card was charged', () => {
    const asking = walk(sale(5_000), payByCard, inserted, replyLost)
    const learnt = walk(asking, { type: 'inquiry.approved', approval: APPROVAL, ...nextMorning })
    expect(placesOf(learnt.snapshot)).toMatchObject({ tender: 'paid', paper: 'owed' })
    expect(learnt.snapshot.context.paidAt).toBe(asking.snapshot.context.card?.key?.sentAt)
    expect(askedFor(walk(learnt, reprinted), 'printer.print')).toMatchObject({ copyNumber: 0 })
  })

  it('still prints within the time a customer waits', () => {
    const failed = walk(sale(5_000), payCash(5_000), notPrinted)
    const soon = tell(failed, { after: 'printRetry', waitMs: expiresMs / 2 })
    expect(soon.lines).toEqual(['after printRetry → paper queued; asks printer.print'])
  })
})

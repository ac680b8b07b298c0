/** Amendments told step by step: what each thing that happens leads to, and what the chart then asks for. */
import { describe, expect, it } from 'vitest'
import { amendmentPromises, halfWay } from '../../src/flows/amendment/amendment-context.js'
import {
  amend,
  amendmentInput,
  BY_CARD,
  beginAmendment,
  CORRECTION,
  DOCUMENT,
  IN_CASH,
  won,
} from './amendment-fixture.js'
import { APPROVAL, taxDocument } from './payment-fixture.js'

function confirmed(changed: Parameters<typeof amendmentInput>[0]) {
  const input = amendmentInput(changed)
  const again = { type: 'amendment.confirmed', total: input.total } as const
  return amend(beginAmendment(input), again, again)
}

const asked = ({ requested }: ReturnType<typeof confirmed>) => requested.map(({ type }) => type)
const issued = { type: 'tax.issued', document: taxDocument('issued') } as const

describe('an amendment', () => {
  it('asks for nothing while the amount entered again is another', () => {
    const other = { type: 'amendment.confirmed', total: won(1) } as const
    const begun = amend(beginAmendment(amendmentInput()), other, other)
    expect(begun.requested).toEqual([])
    expect(begun.snapshot.context.stage).toBe('confirming')
  })

  it('sends an unanswered refund again as the same message', () => {
    const sent = confirmed({ payouts: [BY_CARD], receipted: won(0) })
    const again = amend(
      sent,
      { type: 'takeBack.unknown', reason: 'timeout' },
      { type: 'inquiry.notFound' },
      { after: 'payoutBackoff' },
    )
    const key = (walk: typeof sent) => walk.requested.find(({ type }) => type === 'acquirer.takeBack')?.params
    expect(key(again)).toMatchObject({ key: (key(sent) as { readonly key: object }).key, repeat: 1 })
  })

  it('refunds what turns out to be settled, as another message', () => {
    const sent = confirmed({ payouts: [BY_CARD], receipted: won(0) })
    const instead = amend(sent, { type: 'takeBack.refused', failure: 'host.alreadySettled', hostCode: '21' })
    expect(instead.requested).toMatchObject([{ type: 'acquirer.takeBack', params: { manner: 'refund', repeat: 0 } }])
    const done = amend(instead, { type: 'takeBack.approved', approval: APPROVAL })
    expect(amendmentPromises(done.snapshot.context).money).toBe('done')
  })

  describe('to a card that takes its time', () => {
    const inCash = { type: 'payout.redirected', by: 'cash', operator: 'kim', reason: 'they cannot wait' } as const
    const sent = () => confirmed({ payouts: [BY_CARD], receipted: won(0) })
    const lost = { type: 'takeBack.unknown', reason: 'timeout' } as const

    it('goes out in cash instead while nothing was sent', () => {
      const unsent = amend(sent(), { type: 'takeBack.unavailable', failure: 'host.unreachable' })
      expect(asked(amend(unsent, inCash))).toEqual(['drawer.open'])
    })

    it.each([
      ['the host was not reached to ask', [{ type: 'inquiry.unanswered' }]],
      ['the host has not seen it yet', [{ type: 'inquiry.notFound' }]],
      [
        'it could not be sent again',
        [
          { type: 'inquiry.notFound' },
          { after: 'payoutBackoff' },
          { type: 'takeBack.unavailable', failure: 'host.unreachable' },
        ],
      ],
    ] as const)('never goes out in cash on top of a message that was lost: %s', (_, then) => {
      const waiting = amend(sent(), lost, ...then)
      const tried = amend(waiting, inCash)
      expect(asked(tried)).toEqual([])
      expect(tried.snapshot).toEqual(waiting.snapshot)
    })

    it('is asked about anew when a host that is not well refuses what was lost', () => {
      const again = amend(sent(), lost, { type: 'inquiry.notFound' }, { after: 'payoutBackoff' })
      const unwell = amend(again, { type: 'takeBack.refused', failure: 'host.systemMalfunction', hostCode: '96' })
      expect(asked(amend(unwell, inCash))).toEqual([])
      expect(asked(amend(unwell, { after: 'payoutBackoff' }))).toEqual(['acquirer.inquire'])
    })

    it('goes out in cash once the host has refused what was lost', () => {
      const refused = amend(sent(), lost, { type: 'inquiry.declined', failure: 'host.declined', hostCode: '05' })
      expect(asked(amend(refused, inCash))).toEqual(['drawer.open'])
    })
  })

  it('takes the document back once the cash it stands for is handed over', () => {
    const handing = confirmed({ payouts: [IN_CASH] })
    expect(asked(handing)).toEqual(['drawer.open'])
    expect(asked(amend(handing, { type: 'cash.handedOver' }))).toEqual(['document.await'])
  })

  it('is half-way between cancelling and reissuing, and says so', () => {
    const begun = amend(confirmed(CORRECTION), { type: 'document.stands', document: DOCUMENT }, issued)
    expect(halfWay(begun.snapshot.context)).toBe('cancelledNotReissued')
    const down = amend(begun, { type: 'tax.unavailable', failure: 'tax.gatewayUnreachable' })
    expect(amendmentPromises(down.snapshot.context).tax).toBe('owed')
    const through = amend(down, { type: 'tax.turn' }, issued)
    expect(halfWay(through.snapshot.context)).toBeUndefined()
    expect(amendmentPromises(through.snapshot.context).tax).toBe('done')
  })
})

/** From asking for a card to having one: the chip first, the stripe only after it failed, and never without end. */
import { describe, expect, it } from 'vitest'
import { type CardSummary, ENTRY_MODES } from '../../src/domain/card.js'
import { KOREAN_POLICY } from '../../src/flows/payment/payment-policy.js'
import { CARD, type Happening, walk } from './payment-fixture.js'
import {
  askedFor,
  cancelled,
  chipUnreadable,
  inserted,
  NO_TAX,
  payByCard,
  payCash,
  placesOf,
  sale,
  swipedChipCard,
  tell,
} from './payment-story.js'

const STRIPE_ONLY: CardSummary = { maskedPan: '401288******1881', entryMode: 'swipe', hasChip: false }
const IMPATIENT = { ...NO_TAX, card: { ...NO_TAX.card, chipErrorsBeforeFallback: 2, maxReads: 4 } }

const reading = (policy = NO_TAX) => walk(sale(10_000, policy), payByCard)

describe('a card', () => {
  it.each(ENTRY_MODES)('read by %s is authorised, keyed by its own place in the journal', (entryMode) => {
    const card = entryMode === 'swipe' ? STRIPE_ONLY : { ...CARD, entryMode }
    const { lines, end } = tell(sale(10_000), payByCard, { type: 'card.read', card })
    expect(lines).toEqual([
      'tender.card → tender reading; asks reader.read',
      'card.read → tender authorising; asks reader.stop, acquirer.authorise',
    ])
    expect(askedFor(end, 'acquirer.authorise')).toEqual({
      key: { stan: '000003', sentAt: end.at },
      amount: { amountMinor: 10_000, currency: 'KRW' },
      instalmentMonths: 0,
    })
    expect(end.snapshot.context.card?.card).toEqual(card)
  })

  it('is asked for with all entry modes and the amount, for as long as the shop says', () => {
    const asked = reading()
    expect(askedFor(asked, 'reader.read')).toEqual({
      amount: { amountMinor: 10_000, currency: 'KRW' },
      accepts: ['chip', 'contactless', 'swipe'],
    })
    expect(asked.armed).toEqual({ cardWait: KOREAN_POLICY.card.waitMs })
  })

  it('carries its instalments to the host', () => {
    const end = walk(sale(60_000), { type: 'tender.card', instalmentMonths: 3 }, inserted)
    expect(askedFor(end, 'acquirer.authorise')).toMatchObject({ instalmentMonths: 3 })
  })
})

describe('a card that cannot be read', () => {
  it('is asked for again, and the cashier is told why', () => {
    const tapUnreadable = { type: 'card.notRead', failure: 'reader.tapUnreadable' } as const
    const { lines, end } = tell(reading(), tapUnreadable, chipUnreadable, inserted)
    expect(lines).toEqual([
      'card.notRead → nothing moves; asks reader.stop, reader.read',
      'card.notRead → nothing moves; asks reader.stop, reader.read',
      'card.read → tender authorising; asks reader.stop, acquirer.authorise',
    ])
    expect(end.snapshot.context.notice?.failure).toBe('reader.chipUnreadable')
  })

  it('may be swiped once its chip failed often enough, and only swiped', () => {
    const once = walk(reading(IMPATIENT), chipUnreadable)
    expect(askedFor(once, 'reader.read')['accepts']).toEqual(['chip', 'contactless', 'swipe'])
    const twice = walk(once, chipUnreadable)
    expect(askedFor(twice, 'reader.read')['accepts']).toEqual(['swipe'])
    expect(tell(twice, swipedChipCard).lines).toEqual([
      'card.read → tender authorising; asks reader.stop, acquirer.authorise',
    ])
  })

  it.each(['reader.tapUnreadable', 'reader.stripeUnreadable'] as const)(
    'does not earn the fallback to swiping by %s',
    (failure) => {
      const unreadable = { type: 'card.notRead', failure } as const
      const asked = walk(reading(IMPATIENT), unreadable, unreadable)
      expect(askedFor(asked, 'reader.read')['accepts']).toEqual(['chip', 'contactless', 'swipe'])
    },
  )

  it('sends the cashier back to choosing after as many reads as the shop allows', () => {
    const failures = Array<Happening>(4).fill(chipUnreadable)
    const { lines } = tell(reading(IMPATIENT), ...failures)
    expect(lines).toEqual([
      'card.notRead → nothing moves; asks reader.stop, reader.read',
      'card.notRead → nothing moves; asks reader.stop, reader.read',
      'card.notRead → nothing moves; asks reader.stop, reader.read',
      'card.notRead → tender choosing; asks reader.stop',
    ])
  })
})

describe('a chip card that is swiped', () => {
  it('is refused first, because its chip has not been tried', () => {
    const { lines, end } = tell(reading(), swipedChipCard)
    expect(lines).toEqual(['card.read → nothing moves; asks reader.stop, reader.read'])
    expect(end.snapshot.context.notice?.failure).toBe('reader.chipRequired')
    expect(end.snapshot.context.card?.key).toBeUndefined()
  })

  it('swiped again and again ends with the cashier choosing anew, never with an authorisation', () => {
    const swipes = Array<Happening>(KOREAN_POLICY.card.maxReads).fill(swipedChipCard)
    const { lines, end } = tell(reading(), ...swipes)
    expect(lines.filter((line) => line.includes('acquirer'))).toEqual([])
    expect(lines.at(-1)).toBe('card.read → tender choosing; asks reader.stop')
    expect(lines.slice(0, -1).every((line) => line.endsWith('asks reader.stop, reader.read'))).toBe(true)
    expect(end.snapshot.context.notice?.failure).toBe('reader.chipRequired')
  })

  it('is taken as swiped where it has no chip', () => {
    const end = walk(reading(), { type: 'card.read', card: STRIPE_ONLY })
    expect(placesOf(end.snapshot)).toMatchObject({ tender: 'authorising' })
  })
})

describe('waiting for a card ends', () => {
  const endings = [
    ['when nobody presents one', { after: 'cardWait' }, 'after cardWait', 'reader.timeout'],
    [
      'when the customer cancels at the reader',
      { type: 'card.notRead', failure: 'reader.cancelledByCustomer' },
      'card.notRead',
      'reader.cancelledByCustomer',
    ],
    [
      'when the reader is unplugged',
      { type: 'card.notRead', failure: 'reader.linkLost' },
      'card.notRead',
      'reader.linkLost',
    ],
    ['when the cashier withdraws', { type: 'card.withdrawn' }, 'card.withdrawn', undefined],
  ] as const

  it.each(endings)('%s, and the customer may pay otherwise', (_when, ending, name, notice) => {
    const { lines, end } = tell(reading(), ending, payCash(10_000))
    expect(lines).toEqual([
      `${name} → tender choosing; asks reader.stop`,
      'tender.cash → tender paid, tax noDocument, paper queued; asks drawer.open, printer.print',
    ])
    expect(end.snapshot.context.notice?.failure).toBe(notice)
  })

  it('when the sale is cancelled, and nothing is owed then', () => {
    expect(tell(reading(), cancelled).lines).toEqual([
      'sale.cancelled → tender cancelled, tax noDocument, paper notNeeded, leaving complete; asks reader.stop',
    ])
  })
})

/** Taking the money in parts and kinds, and giving it back when the sale is called off. */
import { describe, expect, it } from 'vitest'
import { money } from '../../src/domain/money.js'
import { amountDue } from '../../src/flows/payment/payment-context.js'
import type { PaymentCommand } from '../../src/flows/payment/payment-events.js'
import { APPROVAL, can, type Walk, walk } from './payment-fixture.js'
import {
  acknowledged,
  approved,
  askedFor,
  cancelled,
  cardPart,
  cashReturned,
  inserted,
  NO_TAX,
  payByCard,
  payCash,
  placesOf,
  printed,
  promises,
  sale,
  tell,
  won,
} from './payment-story.js'

const TO_CASH = 'tender.cash → tender paid, tax noDocument, paper queued; asks drawer.open, printer.print'
const transferred = { type: 'transfer.received' } as const
const transferOf = (amountMinor: number) => ({ type: 'tender.transfer', amount: won(amountMinor) }) as const

function tendersOf({ snapshot }: Walk): string[] {
  return snapshot.context.tenders.map((tender) =>
    tender.kind === 'cash'
      ? `cash ${tender.amount.amountMinor} of ${tender.received.amountMinor}, change ${tender.change.amountMinor}`
      : `${tender.kind} ${tender.amount.amountMinor}`,
  )
}

describe('cash', () => {
  it('that is enough pays the sale, opens the drawer and gives change', () => {
    const { lines, end } = tell(sale(12_300), payCash(20_000), { type: 'drawer.opened' }, printed)
    expect(lines).toEqual([
      TO_CASH,
      'drawer.opened → nothing moves',
      'printer.printed → paper confirmed, leaving complete',
    ])
    expect(tendersOf(end)).toEqual(['cash 12300 of 20000, change 7700'])
  })

  it('that is not enough is a part payment, without change', () => {
    const { lines, end } = tell(sale(12_300), payCash(10_000))
    expect(lines).toEqual(['tender.cash → nothing moves; asks drawer.open'])
    expect(amountDue(end.snapshot.context)).toEqual(won(2_300))
    expect(tendersOf(walk(end, payCash(5_000)))).toEqual([
      'cash 10000 of 10000, change 0',
      'cash 2300 of 5000, change 2700',
    ])
  })

  it('still prints when the drawer does not open', () => {
    expect(tell(sale(5_000), payCash(5_000), { type: 'drawer.notOpened' }).lines).toEqual([
      TO_CASH,
      'drawer.notOpened → nothing moves',
    ])
  })
})

describe('a bank transfer', () => {
  it('counts once the operator has seen it on the account', () => {
    const { lines, end } = tell(sale(30_000), { type: 'tender.transfer' }, transferred)
    expect(lines).toEqual([
      'tender.transfer → tender confirmingTransfer',
      'transfer.received → tender paid, tax noDocument, paper queued; asks printer.print',
    ])
    expect(tendersOf(end)).toEqual(['transfer 30000'])
  })

  it('that never came leaves the amount to be paid otherwise, and says why', () => {
    const { lines, end } = tell(sale(30_000), { type: 'tender.transfer' }, { type: 'transfer.notReceived' })
    expect(lines.at(-1)).toBe('transfer.notReceived → tender choosing')
    expect(end.snapshot.context).toMatchObject({ tenders: [], notice: { failure: 'transfer.notReceived' } })
    expect(amountDue(end.snapshot.context)).toEqual(won(30_000))
  })

  it('may have been sent: neither silence nor a cancellation ends it, only a look at the account', () => {
    const waiting = walk(sale(30_000), { type: 'tender.transfer' })
    expect(waiting.armed).toEqual({})
    expect(can(waiting, cancelled)).toBe(false)
    expect(promises(waiting)).toMatch(/^money unknown/)
    expect(can(walk(waiting, { type: 'transfer.notReceived' }), cancelled)).toBe(true)
  })
})

describe('mixed tender', () => {
  it('is paid once its parts add up, each kept apart', () => {
    const { lines, end } = tell(
      sale(50_000),
      cardPart(20_000),
      inserted,
      approved,
      transferOf(10_000),
      transferred,
      payCash(30_000),
    )
    expect(lines).toEqual([
      'tender.card → tender reading; asks reader.read',
      'card.read → tender authorising; asks reader.stop, acquirer.authorise',
      'acquirer.approved → tender choosing',
      'tender.transfer → tender confirmingTransfer',
      'transfer.received → tender choosing',
      TO_CASH,
    ])
    expect(tendersOf(end)).toEqual(['card 20000', 'transfer 10000', 'cash 20000 of 30000, change 10000'])
  })

  it('may be paid with several cards', () => {
    const first = walk(sale(50_000), cardPart(20_000), inserted)
    expect(askedFor(first, 'acquirer.authorise')).toMatchObject({ amount: won(20_000), key: { stan: '000003' } })
    const second = walk(first, approved, payByCard, inserted)
    expect(askedFor(second, 'acquirer.authorise')).toMatchObject({ amount: won(30_000), key: { stan: '000006' } })
    expect(tendersOf(walk(second, approved))).toEqual(['card 20000', 'card 30000'])
  })

  const impossible: readonly (readonly [string, PaymentCommand])[] = [
    ['a card for more than is left', cardPart(30_001)],
    ['a card for nothing', cardPart(0)],
    ['a card for less than nothing', cardPart(-1)],
    ['a card in another currency', { type: 'tender.card', amount: money(1_000, 'USD') }],
    ['a transfer for more than is left', transferOf(30_001)],
    ['a transfer in another currency', { type: 'tender.transfer', amount: money(1_000, 'CNY') }],
    ['cash in another currency', { type: 'tender.cash', received: money(50_000, 'CNY') }],
    ['no cash at all', payCash(0)],
    ['a confirmation of a transfer never begun', transferred],
    ['cash given back on a sale that goes on', cashReturned],
  ]
  it.each(impossible)('cannot take %s', (_what, command) => {
    const partly = walk(sale(50_000), payCash(20_000))
    expect(can(partly, command)).toBe(false)
    expect(can(partly, payByCard)).toBe(true)
    expect(tell(partly, command).lines).toEqual([`${command.type} → nothing moves`])
  })

  it('takes nothing more once it is paid', () => {
    const paid = walk(sale(5_000), payCash(5_000))
    for (const command of [payByCard, payCash(1_000), { type: 'tender.transfer' }, cancelled] as const) {
      expect(can(paid, command), command.type).toBe(false)
    }
  })
})

describe('a sale called off', () => {
  const bothTaken = () => walk(sale(50_000), cardPart(20_000), inserted, approved, payCash(10_000))

  it('reverses the card and has the cash returned, in whichever order they come', () => {
    const { lines, end } = tell(bothTaken(), cancelled, acknowledged, cashReturned)
    expect(lines).toEqual([
      'sale.cancelled → tender returningCash, reversal sending; asks acquirer.reverse',
      'reversal.acknowledged → reversal idle',
      'cash.returned → tender cancelled, tax noDocument, paper notNeeded, leaving complete',
    ])
    expect(promises(end)).toBe('money notNeeded, tax notNeeded, paper notNeeded')
    expect(tell(bothTaken(), cancelled, cashReturned, acknowledged).lines.at(-1)).toBe(
      'reversal.acknowledged → reversal idle, leaving complete',
    )
  })

  it('owes the customer the cash until it is back in their hand', () => {
    const end = walk(bothTaken(), cancelled, acknowledged)
    expect(promises(end)).toBe('money owed, tax owed, paper owed')
    expect(placesOf(end.snapshot)['leaving']).toBe('serving')
  })

  it('returns transferred money as it returns cash', () => {
    const end = walk(sale(50_000), transferOf(10_000), transferred, cancelled)
    expect(placesOf(end.snapshot)['tender']).toBe('returningCash')
  })

  it('prints nothing and issues nothing, though the tax regime asks for cash receipts', () => {
    const policy = { ...NO_TAX, tax: { ...NO_TAX.tax, regime: 'cashReceipt' } } as const
    const { lines } = tell(walk(sale(200_000, policy), payCash(100_000)), cancelled, cashReturned)
    expect(lines.at(-1)).toBe('cash.returned → tender cancelled, tax noDocument, paper notNeeded, leaving complete')
  })

  it('happens by itself when nobody touches it', () => {
    const untouched = sale(50_000)
    expect(untouched.armed).toEqual({ idle: NO_TAX.idleMs })
    expect(tell(untouched, { after: 'idle' }).lines).toEqual([
      'after idle → tender cancelled, tax noDocument, paper notNeeded, leaving complete',
    ])
  })

  it('by itself still gives back what was taken; every payment starts the wait anew', () => {
    const taken = bothTaken()
    expect(taken.armed).toEqual({ idle: NO_TAX.idleMs })
    expect(tell(taken, { after: 'idle' }).lines).toEqual([
      'after idle → tender returningCash, reversal sending; asks acquirer.reverse',
    ])
  })

  it('takes an approval that comes in after all as one more thing to reverse', () => {
    const end = walk(bothTaken(), cancelled, acknowledged, {
      type: 'acquirer.lateApproval',
      stan: '000003',
      approval: APPROVAL,
    })
    expect(askedFor(end, 'acquirer.reverse')).toMatchObject({ original: { stan: '000003' }, reason: 'lateApproval' })
  })
})

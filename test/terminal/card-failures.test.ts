/** Card payments that go wrong on the wire: nothing is captured twice, and nothing is captured that the sale does not know. */
import { describe, expect, it } from 'vitest'
import { VirtualClock } from '../../drivers/clocks/virtual-clock.js'
import { CHIP, CounterSale } from './counter.js'
import { UNTAXED_POLICY, useShop, won } from './shop-in-a-box.js'

const LEE = { operator: 'lee', reason: 'seen on the statement', evidence: 'statement line 12' } as const

const shop = useShop(undefined, { policy: UNTAXED_POLICY })

function payByCard(totalMinor = 9_000): CounterSale {
  shop.till.cardReader.enqueue(CHIP)
  return new CounterSale(shop.terminal, totalMinor).do({ type: 'tender.card' })
}

describe('a decline', () => {
  it("shows the host's code, and the next card pays", async () => {
    shop.world.host.addRule({ responseCode: '51', times: 1 })
    const sale = payByCard()
    const declined = await sale.tender('choosing')
    expect(declined.notice).toMatchObject({ failure: 'host.insufficientFunds', hostCode: '51' })
    expect(declined.due).toEqual(won(9_000))
    shop.till.cardReader.enqueue({ kind: 'contactless', card: 'visa' })
    const view = await sale.do({ type: 'tender.card' }).complete()
    expect(view.promises.money).toBe('done')
    expect(shop.world.purchases()).toEqual(['declined', 'approved'])
    expect(shop.world.captured()).toBe(9_000)
  })
})

describe('a reply that is lost or cannot be understood', () => {
  it.each(['dropReply', 'garbage', 'closeMidMessage', 'mismatch'] as const)(
    'by %s is asked after, and the approval found is the only one',
    async (fault) => {
      await shop.world.host.script({ fault, on: 'authorise' })
      const view = await payByCard().complete()
      expect(view.promises).toEqual({ money: 'done', tax: 'notNeeded', paper: 'done' })
      expect(shop.world.purchases()).toEqual(['approved'])
      expect(shop.world.captured()).toBe(9_000)
    },
  )

  it('with the decline behind it is a decline', async () => {
    shop.world.host.addRule({ responseCode: '61', times: 1 })
    await shop.world.host.script({ fault: 'dropReply', on: 'authorise' })
    const view = await payByCard().tender('choosing')
    expect(view.notice).toMatchObject({ failure: 'host.limitExceeded', hostCode: '61' })
    expect(shop.world.captured()).toBe(0)
  })
})

describe('a request that is lost', () => {
  it('is reversed though the host never saw it, and the customer pays in cash', async () => {
    await shop.world.host.script({ fault: 'dropRequest', on: 'authorise' })
    const sale = payByCard()
    const view = await sale.reaching(({ steps }) => steps.tender === 'choosing' && steps.reversal === 'idle')
    expect(view.notice?.failure).toBe('host.noAnswer')
    expect(view.promises.money).toBe('owed')
    const paid = await sale.payCash(won(10_000)).complete()
    expect(paid.change).toEqual(won(1_000))
    expect(shop.world.captured()).toBe(0)
    expect(shop.world.purchases()).toEqual(['reversed'])
  })

  it('is visible as unknown money until its reversal is acknowledged, however the customer paid meanwhile', async () => {
    await shop.world.host.script({ fault: 'dropRequest', on: 'authorise' })
    await shop.world.host.script({ fault: 'dropRequest', on: 'reverse', times: 2 })
    const sale = payByCard()
    await sale.tender('choosing')
    const left = await sale.payCash(won(9_000)).paper('confirmed')
    expect(left.stage).toBe('owing')
    expect(left.owed).toEqual([{ promise: 'money', state: 'unknown', why: 'host.noAnswer' }])
    const view = await sale.complete()
    expect(view.promises.money).toBe('done')
    expect(shop.world.purchases()).toEqual(['reversed'])
  })
})

describe('a host that cannot be reached at all', () => {
  it('leaves nothing to reverse, and serves again when it is back', async () => {
    await shop.world.host.script({ fault: 'refuse' })
    const sale = payByCard()
    const refused = await sale.tender('choosing')
    expect(refused.notice?.failure).toBe('host.unreachable')
    expect(refused.steps.reversal).toBe('idle')
    await shop.world.host.script({ fault: 'accept' })
    shop.till.cardReader.enqueue(CHIP)
    await sale.do({ type: 'tender.card' }).complete()
    expect(shop.world.purchases()).toEqual(['approved'])
  })
})

describe('a reversal the host refuses', () => {
  it('waits for a person, who settles it with a name and a reason', async () => {
    await shop.world.host.script({ fault: 'dropReply', on: 'authorise' })
    await shop.world.host.script({ fault: 'dropReply', on: 'inquire' })
    shop.world.host.addRule({ on: 'reverse', responseCode: '12', times: 1 })
    const sale = payByCard()
    const refused = await sale.reaching(({ steps }) => steps.reversal === 'refused')
    expect(refused.owed).toContainEqual({ promise: 'money', state: 'unknown', why: 'host.reversalRefused' })
    sale.payCash(won(9_000)).do({ type: 'reversal.settledByPerson', ...LEE })
    const view = await sale.complete()
    expect(view.promises.money).toBe('done')
    const [entry] = shop.till.journal.entries(sale.id).filter(({ event }) => event.type === 'reversal.settledByPerson')
    expect(entry?.event).toMatchObject(LEE)
  })

  it('may be sent again, and is then acknowledged', async () => {
    await shop.world.host.script({ fault: 'dropReply', on: 'authorise' })
    await shop.world.host.script({ fault: 'dropReply', on: 'inquire' })
    shop.world.host.addRule({ on: 'reverse', responseCode: '12', times: 1 })
    const sale = payByCard()
    await sale.reaching(({ steps }) => steps.reversal === 'refused')
    sale.do({ type: 'reversal.retried' })
    await sale.reaching(({ steps }) => steps.reversal === 'idle')
    expect(shop.world.captured()).toBe(0)
  })
})

describe('at the reader', () => {
  it('a chip that fails again and again may be swiped in the end', async () => {
    const chipError = { kind: 'error', entry: 'chip' } as const
    shop.till.cardReader.enqueue(chipError, { kind: 'swipe', card: 'visa' }, chipError, chipError)
    shop.till.cardReader.enqueue({ kind: 'swipe', card: 'visa' })
    const view = await new CounterSale(shop.terminal, 9_000).do({ type: 'tender.card' }).complete()
    expect(view.record.tenders[0]).toMatchObject({ card: { entryMode: 'swipe', hasChip: true } })
    expect(shop.world.captured()).toBe(9_000)
  })

  it('a customer who cancels pays otherwise', async () => {
    shop.till.cardReader.enqueue({ kind: 'cancel' })
    const sale = new CounterSale(shop.terminal, 9_000).do({ type: 'tender.card' })
    const view = await sale.tender('choosing')
    expect(view.notice?.failure).toBe('reader.cancelledByCustomer')
    await sale.payCash(won(9_000)).complete()
    expect(shop.world.purchases()).toEqual([])
  })

  it('a card shown after the cashier withdrew is nobody’s', async () => {
    const sale = new CounterSale(shop.terminal, 9_000).do({ type: 'tender.card' }, { type: 'card.withdrawn' })
    expect(shop.till.cardReader.present(CHIP)).toBe(false)
    await sale.payCash(won(9_000)).complete()
    expect(shop.world.purchases()).toEqual([])
  })

  it('a card can be asked for again at once after withdrawing', async () => {
    const sale = new CounterSale(shop.terminal, 9_000).do({ type: 'tender.card' }, { type: 'card.withdrawn' })
    shop.till.cardReader.enqueue(CHIP)
    await sale.do({ type: 'tender.card' }).complete()
    expect(shop.world.purchases()).toEqual(['approved'])
  })
})

describe('a reply that comes too late', () => {
  const slowHost = { clock: new VirtualClock(Date.UTC(2026, 10, 22, 5)) }
  const slow = useShop(
    () => {
      slowHost.clock = new VirtualClock(Date.UTC(2026, 10, 22, 5))
      return { hostClock: slowHost.clock }
    },
    { policy: { ...UNTAXED_POLICY, reversalBackoff: { firstMs: 600_000, capMs: 600_000 } } },
  )

  function payAtSlowHost(): CounterSale {
    slow.till.cardReader.enqueue(CHIP)
    return new CounterSale(slow.terminal, 9_000).do({ type: 'tender.card' })
  }

  it('with an approval the inquiry has already found changes nothing', async () => {
    await slow.world.host.script({ fault: 'lateReply', on: 'authorise', delayMs: 1_000 })
    const sale = payAtSlowHost()
    await sale.complete()
    await slowHost.clock.advance(1_000)
    expect(slow.world.purchases()).toEqual(['approved'])
    expect(sale.view.record.tenders).toHaveLength(1)
    expect(sale.view.stage).toBe('complete')
  })

  it('with an approval while its message is being reversed is reversed once more', async () => {
    await slow.world.host.script({ fault: 'delay', on: 'authorise', delayMs: 1_000 })
    await slow.world.host.script({ fault: 'dropRequest', on: 'reverse' })
    const sale = payAtSlowHost()
    await sale.reaching(({ reversalRepeats }) => reversalRepeats === 1)
    const approvedLate = sale.reaching(() => journaled(sale, 'acquirer.lateApproval') === 1)
    await slowHost.clock.advance(1_000)
    await approvedLate
    expect(slow.world.captured()).toBe(9_000)
    sale.do({ type: 'reversal.retried' })
    await sale.reaching(({ steps }) => steps.reversal === 'idle')
    expect(journaled(sale, 'reversal.acknowledged')).toBe(2)
    expect(slow.world.captured()).toBe(0)
    expect(slow.world.purchases()).toEqual(['reversed'])
  })

  function journaled(sale: CounterSale, type: string): number {
    return slow.till.journal.entries(sale.id).filter(({ event }) => event.type === type).length
  }
})

/** Commands the terminal does not take: each says why, and leaves no trace in the journal. */
import { describe, expect, it } from 'vitest'
import { money } from '../../src/domain/money.js'
import type { CounterCommand } from '../../src/terminal/counter-command.js'
import { CHIP, CounterSale, mobile } from './counter.js'
import { assembleTill, QUICK_POLICY, UNTAXED_POLICY, useShop, won } from './shop-in-a-box.js'

describe('a command', () => {
  const shop = useShop()

  it('for a sale nobody opened is refused', () => {
    expect(shop.terminal.command('T1-999999', { type: 'tender.card' })).toEqual({ ok: false, problem: 'unknownSale' })
    expect(() => shop.terminal.view('T1-999999')).toThrow('T1-999999')
  })

  const untimely: readonly CounterCommand[] = [
    { type: 'transfer.received' },
    { type: 'card.withdrawn' },
    { type: 'cash.returned' },
    { type: 'reversal.retried' },
    { type: 'tax.useChosen', use: 'personalDeduction', identifierKind: 'mobileNumber' },
    { type: 'tax.numberEntered', identifier: mobile() },
    { type: 'tax.numberConfirmed' },
    { type: 'tax.retried' },
    { type: 'paper.reprinted', operator: 'kim', reason: 'customerRequest' },
    { type: 'paper.seen', operator: 'kim', reason: 'printUnconfirmed', evidence: 'whole, with the total and the cut' },
    { type: 'tender.cash', received: money(1_000, 'USD') },
    { type: 'tender.card', amount: won(9_001) },
  ]
  it.each(untimely)('$type that does not fit the moment is refused and writes nothing', (command) => {
    const sale = new CounterSale(shop.terminal, 9_000)
    const before = shop.till.journal.nextSeq
    expect(shop.terminal.command(sale.id, command)).toEqual({ ok: false, problem: 'notNow' })
    expect(shop.till.journal.nextSeq).toBe(before)
  })

  it('that was refused seals no number either', () => {
    const sale = new CounterSale(shop.terminal, 9_000)
    const ref = `identifier-${shop.till.journal.nextSeq}`
    shop.terminal.command(sale.id, { type: 'tax.numberEntered', identifier: mobile() })
    expect(shop.till.journal.reveal(ref)).toBeUndefined()
  })

  it('is answered with the sale as it stands after it', () => {
    const sale = new CounterSale(shop.terminal, 9_000)
    const done = shop.terminal.command(sale.id, { type: 'tender.cash', received: won(5_000) })
    expect(done).toMatchObject({ ok: true, value: { due: won(4_000), stage: 'serving' } })
  })

  it('to a terminal that is stopped is refused loudly', async () => {
    const sale = new CounterSale(shop.terminal, 9_000)
    await shop.terminal.stop()
    expect(() => shop.terminal.command(sale.id, { type: 'tender.card' })).toThrow('closed')
  })
})

describe('while a reversal is pending', () => {
  const slow = { firstMs: 600_000, capMs: 600_000 }
  const holding = useShop(undefined, {
    policy: { ...UNTAXED_POLICY, pendingReversalBlocksCards: true, reversalBackoff: slow },
  })

  it('no other card is charged, on any sale, where the shop says so; cash is taken', async () => {
    await holding.world.host.script({ fault: 'dropRequest', on: 'authorise' })
    await holding.world.host.script({ fault: 'dropRequest', on: 'reverse' })
    holding.till.cardReader.enqueue(CHIP)
    const first = new CounterSale(holding.terminal, 9_000).do({ type: 'tender.card' })
    await first.reaching(({ reversalRepeats }) => reversalRepeats === 1)
    const second = new CounterSale(holding.terminal, 3_000)
    for (const { id } of [first, second]) {
      expect(holding.terminal.command(id, { type: 'tender.card' })).toEqual({ ok: false, problem: 'reversalPending' })
    }
    await second.payCash(won(3_000)).complete()
    first.do({ type: 'reversal.retried' })
    await first.reaching(({ steps }) => steps.reversal === 'idle')
    holding.till.cardReader.enqueue(CHIP)
    await first.do({ type: 'tender.card' }).complete()
    expect(holding.world.purchases()).toEqual(['reversed', 'approved'])
  })

  const going = useShop(undefined, { policy: { ...QUICK_POLICY, reversalBackoff: slow } })

  it('cards are charged where the shop does not say so', async () => {
    await going.world.host.script({ fault: 'dropRequest', on: 'authorise' })
    await going.world.host.script({ fault: 'dropRequest', on: 'reverse' })
    going.till.cardReader.enqueue(CHIP)
    const first = new CounterSale(going.terminal, 9_000).do({ type: 'tender.card' })
    await first.reaching(({ reversalRepeats }) => reversalRepeats === 1)
    going.till.cardReader.enqueue(CHIP)
    await new CounterSale(going.terminal, 3_000).do({ type: 'tender.card' }).complete()
    expect(going.world.captured()).toBe(3_000)
  })
})

describe('a second card at one reader', () => {
  const shop = useShop(undefined, { policy: UNTAXED_POLICY })

  it('is refused while another sale waits for its card, and may be asked for when that is over', async () => {
    const first = new CounterSale(shop.terminal, 9_000).do({ type: 'tender.card' })
    const second = new CounterSale(shop.terminal, 3_000)
    expect(shop.terminal.command(second.id, { type: 'tender.card' })).toEqual({ ok: false, problem: 'readerBusy' })
    first.do({ type: 'card.withdrawn' })
    shop.till.cardReader.enqueue(CHIP)
    await second.do({ type: 'tender.card' }).complete()
    expect(shop.world.captured()).toBe(3_000)
  })
})

describe('a terminal', () => {
  const shop = useShop(undefined, { policy: UNTAXED_POLICY })

  it('takes nothing before it was started, and starts once', async () => {
    const sale = new CounterSale(shop.terminal, 9_000)
    await shop.till.close()
    const next = assembleTill(shop.world, { policy: UNTAXED_POLICY })
    try {
      expect(() => next.terminal.command(sale.id, { type: 'tender.card' })).toThrow('not been started')
      expect(() => new CounterSale(next.terminal, 9_000)).toThrow('not been started')
      next.terminal.start()
      next.terminal.start()
      expect(next.terminal.command(sale.id, { type: 'tender.card' }).ok).toBe(true)
      expect(next.faults).toEqual([])
    } finally {
      await next.close()
    }
  })

  it('that was restarted while a sale waited for a card lets nobody else’s card pay for it', async () => {
    const sale = new CounterSale(shop.terminal, 9_000).do({ type: 'tender.card' })
    const till = await shop.restart({ policy: UNTAXED_POLICY, cards: [CHIP] })
    const view = shop.terminal.view(sale.id)
    expect(view.steps.tender).toBe('choosing')
    expect(view.notice?.failure).toBe('terminal.restarted')
    expect(till.cardReader.waitingFor).toBeUndefined()
    expect(shop.world.purchases()).toEqual([])
  })
})

/** The law by days at the counter: a sale keeps to what held when it was opened, and its people are told what it owes. */
import { beforeEach, describe, expect, it } from 'vitest'
import { VirtualClock } from '../../drivers/clocks/virtual-clock.js'
import { KOREAN_RULES } from '../../src/domain/tax-rules/korean-rules.js'
import { CHIP, CounterSale } from './counter.js'
import { CounterAmendment } from './counter-amendment.js'
import { useShop, won } from './shop-in-a-box.js'

describe('at midnight of a new year', () => {
  const clock = new VirtualClock(Date.parse('2025-12-31T23:59:30+09:00'))
  const fishing = { sets: KOREAN_RULES, sector: '낚시장 운영업' }
  const shop = useShop(undefined, () => ({ clock, taxRules: fishing }))
  const dutyAt = (id: string) => shop.terminal.view(id).tax.duty

  it('new sales are under the new rules, open ones stay under theirs, also after a restart under others', async () => {
    const before = new CounterSale(shop.terminal, 120_000)
    await clock.advance(60_000)
    const after = new CounterSale(shop.terminal, 120_000)
    for (const sale of [before, after]) {
      expect(sale.view.tax.duty).toBeUndefined()
      sale.payCash(won(120_000))
    }
    const duties = () => [before, after].map(({ id }) => dutyAt(id))
    const told = duties()
    const dueAt = Date.parse('2026-01-05T23:59:59.999+09:00')
    expect(told).toEqual([
      { amount: won(120_000), isCompulsory: false, atRisk: won(0), dueAt },
      { amount: won(120_000), isCompulsory: true, atRisk: won(24_000), dueAt },
    ])
    await shop.restart({ clock, taxRules: { ...fishing, sets: [] } })
    expect(duties()).toEqual(told)
  })
})

describe('a sale of a listed trade', () => {
  const shop = useShop(undefined, { cards: [CHIP], taxRules: { sets: KOREAN_RULES, sector: '가구 소매업' } })

  it('has its cash part issued when the customer gives no number, though the cash alone is below the threshold', async () => {
    const sale = new CounterSale(shop.terminal, 150_000).do({ type: 'tender.card', amount: won(100_000) })
    await sale.tender('choosing')
    sale.payCash(won(50_000))
    expect(sale.view.tax.duty).toMatchObject({ amount: won(50_000), isCompulsory: true, atRisk: won(10_000) })
    const view = await sale.do({ type: 'tax.declined' }).complete()
    expect(shop.world.gateway.ledger.documents()).toMatchObject([
      { mgtKey: view.tax.documentNumber, identityMasked: '010****1234', totalAmount: 50_000 },
    ])
  })
})

describe('maintenance known beforehand', () => {
  const UNTIL = Date.parse('2100-01-01T02:00:00+09:00')
  let until: number | undefined
  beforeEach(() => {
    until = UNTIL
  })
  const shop = useShop(undefined, { maintenanceUntil: () => until })

  it('puts the document off without asking the gateway, says until when, and lets it out afterwards', async () => {
    const sale = new CounterSale(shop.terminal, 120_000).payCash(won(120_000)).identify()
    const view = await sale.reaching(({ steps }) => steps.tax === 'deferred' && steps.paper === 'confirmed')
    expect(view.tax).toMatchObject({ failure: 'tax.maintenance', maintenanceUntil: UNTIL })
    expect(view.tax.dueAt).toBe(view.tax.duty?.dueAt)
    expect(shop.world.gateway.requestCount('issue')).toBe(0)
    await shop.restart({})
    const done = await shop.terminal.reaching(sale.id, ({ stage }) => stage === 'complete')
    expect(done.tax.maintenanceUntil).toBeUndefined()
    expect(shop.world.documents()).toEqual([view.tax.documentNumber])
  })

  it('is also told of documents that waited for the gateway before it began', async () => {
    until = undefined
    await shop.world.gateway.script({ kind: 'refuse' })
    const sale = new CounterSale(shop.terminal, 20_000).payCash(won(20_000)).identify()
    const before = await sale.reaching(({ steps }) => steps.tax === 'deferred' && steps.paper === 'confirmed')
    expect(before.tax.maintenanceUntil).toBeUndefined()
    until = UNTIL
    const during = await sale.tax('deferred')
    expect(during.tax).toMatchObject({ failure: 'tax.gatewayUnreachable', maintenanceUntil: UNTIL })
  })
})

describe('a gateway that cancels documents only on their day', () => {
  const window = { revocationWindow: { days: 0 } }
  const shop = useShop(undefined, window)
  const refundOf = (saleId: string) => new CounterAmendment(shop.terminal, saleId, { kind: 'void' })

  it('is spoken of before a refund begins, not while it is carried out', async () => {
    const sale = new CounterSale(shop.terminal, 30_000).payCash(won(30_000)).identify()
    await sale.complete()
    await shop.restart({ ...window, clock: new VirtualClock(Date.now() + 2 * 24 * 60 * 60_000) })
    const refund = refundOf(sale.id)
    expect(refund.view.tax.revocation).toMatchObject({ isOver: true })
    expect(refund.confirm().view.tax.revocation).toBeUndefined()
  })

  it('has nothing to say where it knows no end', async () => {
    const sale = new CounterSale(shop.terminal, 30_000).payCash(won(30_000)).identify()
    await sale.complete()
    await shop.restart({})
    expect(refundOf(sale.id).view.tax.revocation).toBeUndefined()
  })
})

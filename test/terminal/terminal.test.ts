/** The terminal selling over real wires, on days when nothing goes wrong: every promise kept and provable outside it. */
import { describe, expect, it } from 'vitest'
import { CHIP, CounterSale } from './counter.js'
import { useShop, won } from './shop-in-a-box.js'

const shop = useShop()
const sell = (totalMinor: number) => new CounterSale(shop.terminal, totalMinor)

describe('a card sale', () => {
  it('is approved, printed and known to be printed', async () => {
    shop.till.cardReader.enqueue(CHIP)
    const sale = sell(9_000).do({ type: 'tender.card' })
    const view = await sale.complete()
    expect(view.promises).toEqual({ money: 'done', tax: 'notNeeded', paper: 'done' })
    expect(view.record.tenders).toMatchObject([{ kind: 'card', amount: won(9_000) }])
    expect(shop.world.captured()).toBe(9_000)
    expect(shop.world.printer.receipts()).toHaveLength(1)
    expect(shop.world.printer.receipts()[0]?.text).toContain('9,000')
    expect(shop.world.documents()).toEqual([])
  })

  it('is closed in the journal once nothing is left to wait for', async () => {
    shop.till.cardReader.enqueue(CHIP)
    await sell(9_000).do({ type: 'tender.card' }).complete()
    expect(shop.terminal.openSales()).toEqual([])
    expect(shop.till.journal.verify()).toMatchObject({ intact: true })
  })
})

describe('a cash sale', () => {
  it('issues a cash receipt to the number confirmed twice and prints its approval number', async () => {
    const sale = sell(30_000).payCash(won(50_000)).identify()
    const view = await sale.complete()
    expect(view.promises).toEqual({ money: 'done', tax: 'done', paper: 'done' })
    expect(view.change).toEqual(won(20_000))
    expect(shop.world.documents()).toEqual([view.tax.documentNumber])
    expect(shop.world.printer.receipts()[0]?.text).toContain(view.tax.approvalNumber)
    expect(shop.world.printer.drawerPulses()).toHaveLength(1)
  })

  it('stays open for the tax office, which speaks tomorrow', async () => {
    const sale = sell(30_000).payCash(won(30_000)).identify()
    await sale.complete()
    expect(shop.terminal.openSales().map(({ flowId }) => flowId)).toEqual([sale.id])
    expect(shop.till.journal.openDeadlines(sale.id)).toHaveLength(1)
  })

  it('issues to nobody when the customer declines what is compulsory', async () => {
    const sale = sell(100_000).payCash(won(100_000)).do({ type: 'tax.declined' })
    await sale.complete()
    const [document, ...more] = shop.world.gateway.ledger.documents()
    expect(more).toEqual([])
    expect(document && shop.world.gateway.ledger.isIssuedTo(document, '0100001234')).toBe(true)
    expect(document?.totalAmount).toBe(100_000)
  })
})

describe('a mixed tender', () => {
  it('charges the card part, issues for the rest, and prints both on one receipt', async () => {
    shop.till.cardReader.enqueue(CHIP)
    const sale = sell(50_000).do({ type: 'tender.card', amount: won(20_000) })
    await sale.reaching(({ due }) => due.amountMinor === 30_000)
    sale.do({ type: 'tender.transfer', amount: won(10_000) }, { type: 'transfer.received' })
    const view = await sale.payCash(won(50_000)).identify().complete()
    expect(view.change).toEqual(won(30_000))
    expect(shop.world.captured()).toBe(20_000)
    expect(shop.world.gateway.ledger.documents()).toMatchObject([
      { totalAmount: 30_000, supplyCost: 27_273, tax: 2_727 },
    ])
    expect(shop.world.printer.receipts()).toHaveLength(1)
    expect(shop.world.printer.receipts()[0]?.text).toContain(view.tax.approvalNumber)
  })

  it('called off is reversed at the host and returned at the counter, and nothing is issued or printed', async () => {
    shop.till.cardReader.enqueue(CHIP)
    const sale = sell(50_000).do({ type: 'tender.card', amount: won(20_000) })
    await sale.reaching(({ due }) => due.amountMinor === 30_000)
    sale.payCash(won(10_000)).do({ type: 'sale.cancelled', reason: 'changed their mind' })
    expect(sale.view.toReturn).toEqual(won(10_000))
    await sale.reaching(({ steps }) => steps.reversal === 'idle')
    const view = await sale.do({ type: 'cash.returned' }).complete()
    expect(view.promises).toEqual({ money: 'notNeeded', tax: 'notNeeded', paper: 'notNeeded' })
    expect(shop.world.captured()).toBe(0)
    expect(shop.world.purchases()).toEqual(['reversed'])
    expect(shop.world.documents()).toEqual([])
    expect(shop.world.printer.receipts()).toEqual([])
  })
})

describe('two sales open at once', () => {
  it('are kept apart: one waits for its card while the other is paid, printed and done', async () => {
    const first = sell(7_000).do({ type: 'tender.card' })
    const second = sell(3_000).payCash(won(3_000)).do({ type: 'tax.declined' })
    await second.complete()
    expect(first.view.steps.tender).toBe('reading')
    expect(shop.terminal.openSales().map(({ flowId }) => flowId)).toEqual([first.id])
    expect(shop.till.cardReader.present(CHIP)).toBe(true)
    await first.complete()
    expect(shop.world.captured()).toBe(7_000)
    expect(
      shop.world.printer.receipts().map(({ text }) => [first.id, second.id].filter((id) => text.includes(id))),
    ).toEqual([[second.id], [first.id]])
  })
})

describe('a receipt asked for long after', () => {
  it('is a numbered copy of the same sale, and the sale is closed again after it', async () => {
    shop.till.cardReader.enqueue(CHIP)
    const sale = sell(9_000).do({ type: 'tender.card' })
    await sale.complete()
    await shop.restart()
    expect(shop.terminal.openSales()).toEqual([])
    const asked = shop.terminal.command(sale.id, {
      type: 'paper.reprinted',
      operator: 'lee',
      reason: 'customerRequest',
    })
    expect(asked.ok).toBe(true)
    await shop.terminal.reaching(sale.id, ({ papers }) => papers.confirmed === 2)
    const [original, copy] = shop.world.printer.receipts()
    expect(original?.text).not.toContain('재발행')
    expect(copy?.text).toContain('재발행 #1')
    expect(copy?.text).toContain(sale.id)
    expect(shop.terminal.openSales()).toEqual([])
  })
})

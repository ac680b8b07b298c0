/**
 * Sales taken back, exchanged and corrected, over real sockets to the host, the tax gateway and the printer; and what each
 * of them has in its own books afterwards.
 */
import { describe, expect, it } from 'vitest'
import { BusinessNumber } from '../../src/domain/identifiers/business-number.js'
import { CHIP, CounterSale, mobile } from './counter.js'
import { CounterAmendment } from './counter-amendment.js'
import { coffees, useShop, won } from './shop-in-a-box.js'

const HANDED_OVER = { type: 'cash.handedOver' } as const

/** A gateway that takes back what the tax office has not seen yet; one that does not is tried below. */
const shop = useShop(() => ({ gatewayRules: { revocableFrom: 'issued' } }), { cards: [CHIP, CHIP, CHIP] })

/** What stands at the tax office: issued less revoked, in won. */
function declared(): number {
  const documents = shop.world.gateway.ledger.documents()
  return documents.reduce(
    (sum, { tradeType, totalAmount }) => sum + (tradeType === '승인거래' ? totalAmount : -totalAmount),
    0,
  )
}

async function soldInCash(amount: number): Promise<CounterSale> {
  const sale = new CounterSale(shop.terminal, amount).payCash(won(amount)).identify()
  await sale.complete()
  return sale
}

async function soldByCard(amount: number): Promise<CounterSale> {
  const sale = new CounterSale(shop.terminal, amount).do({ type: 'tender.card' })
  await sale.complete()
  return sale
}

function papers(): string[] {
  return shop.world.printer.receipts().map(({ text }) => text)
}

describe('a card payment', () => {
  it('is voided whole before settlement: never captured, one slip', async () => {
    const sale = await soldByCard(12_000)
    expect(shop.world.captured()).toBe(12_000)
    const view = await new CounterAmendment(shop.terminal, sale.id, { kind: 'void' }).confirm().complete()
    expect(view.promises).toEqual({ money: 'done', tax: 'notNeeded', paper: 'done' })
    expect(view.record.payouts).toMatchObject([{ by: 'card', manner: 'void', state: 'done' }])
    expect(shop.world.captured()).toBe(0)
    expect(papers()).toHaveLength(2)
    expect(shop.terminal.account(sale.id)).toMatchObject({ ok: true, value: { refundable: won(0) } })
  })

  it('is refunded in parts, never more than was paid', async () => {
    const sale = await soldByCard(12_000)
    const refund = (amount: number) =>
      new CounterAmendment(shop.terminal, sale.id, { kind: 'refund', amount: won(amount) }).confirm().complete()
    await refund(5_000)
    await refund(7_000)
    expect(shop.world.captured()).toBe(0)
    expect(
      shop.terminal.amend({ saleId: sale.id, change: { kind: 'refund' }, operator: 'kim', reason: 'more' }),
    ).toEqual({
      ok: false,
      problem: { problem: 'nothingLeft' },
    })
  })

  it('is refunded once though the reply was lost', async () => {
    const sale = await soldByCard(12_000)
    await shop.world.host.script({ fault: 'dropReply', on: 'takeBack' })
    const view = await new CounterAmendment(shop.terminal, sale.id, { kind: 'refund', amount: won(4_000) })
      .confirm()
      .complete()
    expect(view.record.payouts).toMatchObject([{ state: 'done' }])
    expect(shop.world.captured()).toBe(8_000)
  })

  it('is refunded once though the request was lost, as the same message', async () => {
    const sale = await soldByCard(12_000)
    await shop.world.host.script({ fault: 'dropRequest', on: 'takeBack' })
    await new CounterAmendment(shop.terminal, sale.id, { kind: 'refund', amount: won(4_000) }).confirm().complete()
    expect(shop.world.captured()).toBe(8_000)
  })

  it('can be given back in cash when the host refuses', async () => {
    const sale = await soldByCard(12_000)
    shop.world.host.addRule({ on: 'takeBack', responseCode: '57' })
    const refund = new CounterAmendment(shop.terminal, sale.id, { kind: 'refund' }).confirm()
    await refund.money('refused')
    refund.do({ type: 'payout.redirected', by: 'cash', operator: 'kim', reason: 'the card was cancelled' }, HANDED_OVER)
    await refund.complete()
    expect(shop.world.captured()).toBe(12_000)
    expect(shop.world.printer.drawerPulses()).toHaveLength(1)
  })
})

describe('a sale in cash with a cash receipt', () => {
  it('is taken back in part: the receipt is revoked by as much', async () => {
    const sale = await soldInCash(20_000)
    const refund = new CounterAmendment(shop.terminal, sale.id, { kind: 'refund', amount: won(5_000) }).confirm()
    await refund.do(HANDED_OVER).complete()
    expect(declared()).toBe(15_000)
    await new CounterAmendment(shop.terminal, sale.id, { kind: 'refund' }).confirm().do(HANDED_OVER).complete()
    expect(declared()).toBe(0)
    expect(shop.world.gateway.ledger.documents()).toHaveLength(3)
  })

  it('waits for its document when the gateway is down, and puts both right in order', async () => {
    await shop.world.gateway.script({ kind: 'refuse' })
    const sale = new CounterSale(shop.terminal, 20_000).payCash(won(20_000)).identify()
    await sale.reaching(({ steps }) => steps.tax === 'deferred' && steps.paper === 'confirmed')
    const refund = new CounterAmendment(shop.terminal, sale.id, { kind: 'refund', amount: won(5_000) })
    refund.confirm().do(HANDED_OVER)
    await refund.reaching(({ steps, stage }) => steps.tax === 'awaitingDocument' && stage === 'owing')
    expect(refund.view.promises).toEqual({ money: 'done', tax: 'owed', paper: 'done' })
    await shop.world.gateway.script({ kind: 'mend' })
    await refund.complete()
    expect(declared()).toBe(15_000)
  })

  it('needs no document any more when all of it comes back before one was issued', async () => {
    await shop.world.gateway.script({ kind: 'refuse' })
    const sale = new CounterSale(shop.terminal, 20_000).payCash(won(20_000)).identify()
    await sale.reaching(({ steps }) => steps.tax === 'deferred')
    await new CounterAmendment(shop.terminal, sale.id, { kind: 'void' }).confirm().do(HANDED_OVER).complete()
    expect(shop.terminal.view(sale.id).promises.tax).toBe('notNeeded')
    await shop.world.gateway.script({ kind: 'mend' })
    expect(shop.world.documents()).toEqual([])
  })
})

describe('a cash receipt issued to the wrong number', () => {
  it('is cancelled and issued anew', async () => {
    const sale = await soldInCash(20_000)
    const change = { kind: 'correction', use: 'personalDeduction', identifier: mobile('010-9999-8888') } as const
    const view = await new CounterAmendment(shop.terminal, sale.id, change).confirm().complete()
    expect(view.record.taxSteps.map(({ kind, state }) => [kind, state])).toEqual([
      ['revoke', 'done'],
      ['issue', 'done'],
    ])
    expect(declared()).toBe(20_000)
    const [first, revoked, second] = shop.world.gateway.ledger.documents()
    expect(revoked?.revokes).toMatchObject({ confirmNum: first?.confirmNum, cancelType: '2' })
    expect(second?.identityMasked).toBe('010****8888')
    // What is refunded afterwards is taken back from the document that stands now.
    await new CounterAmendment(shop.terminal, sale.id, { kind: 'refund' }).confirm().do(HANDED_OVER).complete()
    expect(shop.world.gateway.ledger.documents().at(-1)?.revokes?.confirmNum).toBe(second?.confirmNum)
    expect(declared()).toBe(0)
  })

  it('shows that it was cancelled and not reissued, and goes on when the gateway is back', async () => {
    const sale = await soldInCash(20_000)
    const parsed = BusinessNumber.parse('117-81-78260')
    if (!parsed.ok) throw new Error(parsed.problem)
    const change = { kind: 'correction', use: 'businessExpense', identifier: parsed.value } as const
    const correction = new CounterAmendment(shop.terminal, sale.id, change)
    await shop.world.gateway.script({ on: 'issue', times: 2, fault: { kind: 'httpStatus', status: 503 } })
    correction.confirm()
    await correction.reaching(({ halfWay }) => halfWay === 'cancelledNotReissued')
    expect(declared()).toBe(0)
    await correction.complete()
    expect(declared()).toBe(20_000)
  })
})

describe('goods exchanged', () => {
  it('for dearer ones: the difference is paid, and the old receipt and the new one add up', async () => {
    const sale = await soldInCash(20_000)
    const exchange = new CounterAmendment(shop.terminal, sale.id, {
      kind: 'exchange',
      given: coffees(26_000),
    }).confirm()
    const sold = (await shop.terminal.exchangeSale(exchange.id, AbortSignal.timeout(5_000)))?.saleId ?? ''
    expect(shop.terminal.view(sold).due).toEqual(won(6_000))
    shop.terminal.command(sold, { type: 'tender.cash', received: won(6_000) })
    shop.terminal.command(sold, { type: 'tax.selfIssued' })
    await exchange.complete()
    await shop.terminal.reaching(sold, ({ stage }) => stage === 'complete')
    expect(declared()).toBe(26_000)
  })

  it('for cheaper ones: the difference goes back', async () => {
    const sale = await soldByCard(20_000)
    const exchange = new CounterAmendment(shop.terminal, sale.id, {
      kind: 'exchange',
      given: coffees(15_000),
    }).confirm()
    await exchange.complete()
    expect(shop.world.captured()).toBe(15_000)
  })

  it('and called off before the difference was paid: nothing has happened', async () => {
    const sale = await soldByCard(20_000)
    const exchange = new CounterAmendment(shop.terminal, sale.id, {
      kind: 'exchange',
      given: coffees(30_000),
    }).confirm()
    const sold = (await shop.terminal.exchangeSale(exchange.id, AbortSignal.timeout(5_000)))?.saleId ?? ''
    shop.terminal.command(sold, { type: 'sale.cancelled', reason: 'too dear' })
    await exchange.money('calledOff')
    expect(shop.world.captured()).toBe(20_000)
    expect(shop.terminal.account(sale.id)).toMatchObject({ ok: true, value: { refundable: won(20_000) } })
  })
})

it('lets the terminal close while an exchange waits for its difference, and goes on afterwards', async () => {
  const sale = await soldInCash(20_000)
  const exchange = new CounterAmendment(shop.terminal, sale.id, { kind: 'exchange', given: coffees(26_000) }).confirm()
  const sold = (await shop.terminal.exchangeSale(exchange.id, AbortSignal.timeout(5_000)))?.saleId ?? ''
  await shop.restart()
  shop.terminal.command(sold, { type: 'tender.cash', received: won(6_000) })
  shop.terminal.command(sold, { type: 'tax.selfIssued' })
  await shop.terminal.amendmentReaching(exchange.id, ({ stage }) => stage === 'complete')
  expect(declared()).toBe(26_000)
})

describe('a refund that is refused', () => {
  it('is on the record with its reason and prints a slip', async () => {
    const sale = await soldByCard(20_000)
    const refusal = new CounterAmendment(
      shop.terminal,
      sale.id,
      { kind: 'refusal' },
      { reason: 'opened and used' },
    ).confirm()
    const view = await refusal.complete()
    expect(view.promises).toEqual({ money: 'notNeeded', tax: 'notNeeded', paper: 'done' })
    expect(shop.world.captured()).toBe(20_000)
  })
})

describe('an amendment left open', () => {
  it('is taken up by the next terminal and finished once', async () => {
    const sale = await soldByCard(12_000)
    await shop.world.host.script({ fault: 'dropReply', on: 'takeBack' })
    const refund = new CounterAmendment(shop.terminal, sale.id, { kind: 'refund', amount: won(4_000) }).confirm()
    await refund.money('sending')
    await shop.restart()
    await shop.terminal.amendmentReaching(refund.id, ({ stage }) => stage === 'complete')
    expect(shop.world.captured()).toBe(8_000)
  })
})

it('never lets two refunds give the same money back', async () => {
  const sale = await soldByCard(10_000)
  new CounterAmendment(shop.terminal, sale.id, { kind: 'refund', amount: won(8_000) })
  expect(
    shop.terminal.amend({
      saleId: sale.id,
      change: { kind: 'refund', amount: won(3_000) },
      operator: 'lee',
      reason: 'x',
    }),
  ).toEqual({ ok: false, problem: { problem: 'moreThanLeft', left: won(2_000) } })
})

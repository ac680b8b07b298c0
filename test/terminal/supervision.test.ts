/**
 * What a shop assistant may not do alone: the terminal wants a supervisor's word for it, believes only words it gave itself,
 * each once and for a short while, and puts the supervisor's name on the record.
 */
import { describe, expect, it } from 'vitest'
import { systemClock } from '../../drivers/clocks/system-clock.js'
import type { Clock } from '../../src/ports/clock.js'
import type { Credentials } from '../../src/ports/operators.js'
import type { SupervisorsWord } from '../../src/terminal/supervision.js'
import { CHIP, CounterSale } from './counter.js'
import { useShop, won } from './shop-in-a-box.js'

const PARK: Credentials = { name: '박점장', pin: '481516' }

let laterMs = 0
const clock: Clock = { now: () => systemClock.now() + laterMs, schedule: systemClock.schedule }

/** Knows one supervisor; how PINs are kept is tested where they are kept. */
const desk = {
  verify: ({ name, pin }: Credentials) =>
    Promise.resolve(
      name === PARK.name && pin === PARK.pin
        ? ({ ok: true, value: { name } } as const)
        : ({ ok: false, problem: { kind: 'wrongPin', attemptsLeft: 3 } } as const),
    ),
}

const shop = useShop(() => ({ gatewayRules: { revocableFrom: 'issued' } }), {
  cards: [CHIP, CHIP, CHIP],
  clock,
  supervision: { desk, refundsUpTo: won(10_000) },
})

async function word(): Promise<SupervisorsWord> {
  const approved = await shop.terminal.approve(PARK)
  if (!approved.ok) throw new Error(approved.problem.kind)
  return approved.value
}

async function soldByCard(amount: number): Promise<string> {
  const sale = new CounterSale(shop.terminal, amount).do({ type: 'tender.card' })
  await sale.complete()
  return sale.id
}

const asked = { operator: 'kim', reason: 'changed their mind' }

describe('a supervisor is needed', () => {
  it('for a void', async () => {
    const saleId = await soldByCard(5_000)
    const opening = { saleId, change: { kind: 'void' }, ...asked } as const
    const entries = shop.till.journal.nextSeq
    expect(shop.terminal.amend(opening)).toEqual({
      ok: false,
      problem: { problem: 'approvalNeeded', because: 'void' },
    })
    expect(shop.till.journal.nextSeq).toBe(entries)
    expect(shop.terminal.amend(opening, await word())).toMatchObject({
      ok: true,
      value: { record: { approvedBy: PARK.name } },
    })
  })

  it('for refunds that come to more than the limit on one sale, however they are cut', async () => {
    const saleId = await soldByCard(30_000)
    const refund = (amount: number, by?: SupervisorsWord) =>
      shop.terminal.amend({ saleId, change: { kind: 'refund', amount: won(amount) }, ...asked }, by)
    expect(refund(6_000)).toMatchObject({ ok: true })
    expect(refund(4_000)).toMatchObject({ ok: true })
    const needed = { ok: false, problem: { problem: 'approvalNeeded', because: 'overLimit', limit: won(10_000) } }
    expect(refund(1)).toEqual(needed)
    expect(refund(20_000, await word())).toMatchObject({ ok: true, value: { record: { approvedBy: PARK.name } } })
  })

  it('not for a small refund, even where a word is given, which is then not spent', async () => {
    const saleId = await soldByCard(9_000)
    const given = await word()
    const refund = () =>
      shop.terminal.amend({ saleId, change: { kind: 'refund', amount: won(1_000) }, ...asked }, given)
    const opened = refund()
    expect(opened.ok && opened.value.record.approvedBy).toBeUndefined()
    expect(shop.terminal.amend({ saleId, change: { kind: 'refund', by: 'cash' }, ...asked }, given).ok).toBe(true)
  })

  it('for a card payment given back in cash', async () => {
    const saleId = await soldByCard(5_000)
    const opening = { saleId, change: { kind: 'refund', by: 'cash' }, ...asked } as const
    expect(shop.terminal.amend(opening)).toMatchObject({ problem: { because: 'notToTheCard' } })
    expect(shop.terminal.amend(opening, await word())).toMatchObject({ ok: true })
  })

  it('to settle by hand what nobody knows, and then not without evidence', async () => {
    shop.world.printer.cutLinkAfter(300)
    const sale = new CounterSale(shop.terminal, 5_000).do({ type: 'tender.card' })
    await shop.terminal.reaching(sale.id, ({ steps }) => steps.paper === 'unknown')
    const settled = { type: 'paper.settledByPerson', ...asked, evidence: 'sent by e-mail' } as const
    expect(shop.terminal.command(sale.id, { ...settled, approvedBy: PARK.name })).toEqual({
      ok: false,
      problem: 'approvalNeeded',
    })
    const given = await word()
    expect(() => shop.terminal.command(sale.id, { ...settled, evidence: ' ' }, given)).toThrow('evidence')
    expect(shop.terminal.command(sale.id, settled, given)).toMatchObject({ ok: true })
    const entries = [...shop.till.journal.entries(sale.id)]
    expect(entries.find(({ event }) => event.type === 'paper.settledByPerson')?.event).toMatchObject({
      approvedBy: PARK.name,
    })
  })
})

describe('a word', () => {
  it('is given for the right PIN only', async () => {
    expect(await shop.terminal.approve({ ...PARK, pin: '000001' })).toEqual({
      ok: false,
      problem: { kind: 'wrongPin', attemptsLeft: 3 },
    })
  })

  it('is good once', async () => {
    const [first, second] = [await soldByCard(5_000), await soldByCard(5_000)]
    const given = await word()
    const voided = (saleId: string, by: SupervisorsWord) =>
      shop.terminal.amend({ saleId, change: { kind: 'void' }, ...asked }, by).ok
    expect([voided(first, given), voided(second, given)]).toEqual([true, false])
  })

  it('cannot be made up, nor kept', async () => {
    const saleId = await soldByCard(5_000)
    const voided = (by: SupervisorsWord) => shop.terminal.amend({ saleId, change: { kind: 'void' }, ...asked }, by).ok
    expect(voided({ by: PARK.name })).toBe(false)
    const given = await word()
    expect(voided({ ...given })).toBe(false)
    laterMs += 2 * 60_000
    expect(voided(given)).toBe(false)
    laterMs = 0
  })
})

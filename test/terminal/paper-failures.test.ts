/** Receipts that go wrong at the printer: known to be on paper, or marked as copies, and never two originals. */
import { describe, expect, it } from 'vitest'
import { CounterSale } from './counter.js'
import { UNTAXED_POLICY, useShop, won } from './shop-in-a-box.js'

const shop = useShop(undefined, { policy: UNTAXED_POLICY })

const inCash = () => new CounterSale(shop.terminal, 9_000).payCash(won(9_000))
const receipts = () => shop.world.printer.receipts().map(({ text }) => text)
const originals = () => receipts().filter((text) => !text.includes('재발행'))
const REPRINT = { type: 'paper.reprinted', operator: 'kim', reason: 'printUnconfirmed' } as const

describe('a printer that runs out of paper in the middle', () => {
  it('goes on with the next roll, and it is one receipt', async () => {
    shop.world.printer.runOutAfter(300)
    const sale = inCash()
    const paused = await sale.paper('paused')
    expect(paused.papers).toEqual({ confirmed: 0, maybeOut: 0, printer: 'main', failure: 'printer.paperOut' })
    expect(paused.stage).toBe('owing')
    shop.world.printer.loadPaper()
    const view = await sale.complete()
    expect(view.papers).toMatchObject({ confirmed: 1, maybeOut: 1, last: { end: 'confirmed' } })
    expect(view.papers).not.toHaveProperty('failure')
    expect(receipts()).toHaveLength(1)
    expect(shop.world.printer.receipts()[0]?.spliceRows).toHaveLength(1)
    expect(originals()).toHaveLength(1)
  })

  it('and is given up by the cashier leaves the paper unknown; what prints next is a copy', async () => {
    shop.world.printer.runOutAfter(300)
    const sale = inCash()
    await sale.paper('paused')
    sale.do({ type: 'paper.stopped' })
    const stopped = await sale.paper('unknown')
    expect(stopped.promises.paper).toBe('unknown')
    shop.world.printer.loadPaper()
    await sale.do(REPRINT).complete()
    expect(receipts().at(-1)).toContain('재발행 #1')
    expect(originals().length).toBeLessThanOrEqual(1)
  })
})

describe('a printer with no paper from the start', () => {
  it('is tried again by itself, and prints the original once it has paper', async () => {
    shop.world.printer.runOutOfPaper()
    const sale = inCash()
    const failed = await sale.paper('failed')
    expect(failed.owed).toEqual([{ promise: 'paper', state: 'owed', why: 'printer.paperOut' }])
    shop.world.printer.loadPaper()
    await sale.complete()
    expect(receipts()).toHaveLength(1)
    expect(originals()).toHaveLength(1)
  })
})

describe('a cover opened during the job', () => {
  it('pauses it, and closing it finishes it', async () => {
    shop.world.printer.runOutAfter(300)
    const sale = inCash()
    await sale.paper('paused')
    shop.world.printer.openCover()
    await sale.reaching(({ papers }) => papers.failure === 'printer.coverOpen')
    shop.world.printer.loadPaper()
    shop.world.printer.closeCover()
    await sale.complete()
    expect(originals()).toHaveLength(1)
  })
})

describe('a cable cut in the middle', () => {
  it('leaves the paper unknown, and the next one is copy 1', async () => {
    shop.world.printer.cutLinkAfter(600)
    const sale = inCash()
    const cut = await sale.paper('unknown')
    expect(cut.promises.paper).toBe('unknown')
    expect(cut.papers).toMatchObject({ confirmed: 0, maybeOut: 1, last: { end: 'unknown' } })
    const view = await sale.do(REPRINT).complete()
    expect(view.papers).toMatchObject({ confirmed: 1, maybeOut: 2, last: { end: 'confirmed' } })
    expect(receipts().at(-1)).toContain('재발행 #1')
    expect(originals().length).toBeLessThanOrEqual(1)
  })

  it('leaves nothing of the half receipt on the next customer’s', async () => {
    shop.world.printer.cutLinkAfter(700)
    const first = inCash()
    await first.paper('unknown')
    const next = inCash()
    await next.complete()
    expect(receipts().filter((text) => text.includes(first.id) && text.includes(next.id))).toEqual([])
  })

  it('leaves nothing of the half receipt on the next customer’s after a restart either', async () => {
    shop.world.printer.cutLinkAfter(700)
    const first = inCash()
    await first.paper('unknown')
    await shop.restart()
    const next = inCash()
    await next.complete()
    expect(receipts().filter((text) => text.includes(first.id) && text.includes(next.id))).toEqual([])
  })

  it('twice makes copy 2', async () => {
    shop.world.printer.cutLinkAfter(600)
    const sale = inCash()
    await sale.paper('unknown')
    shop.world.printer.cutLinkAfter(600)
    sale.do(REPRINT)
    await sale.reaching(({ papers, steps }) => papers.maybeOut === 2 && steps.paper === 'unknown')
    await sale.do(REPRINT).complete()
    expect(receipts().at(-1)).toContain('재발행 #2')
  })
})

describe('a printer that dies right after cutting the receipt', () => {
  it('leaves the paper unknown until somebody says they see it', async () => {
    const { printer } = shop.world
    const unplug = printer.onReceipt(() => printer.powerOff())
    const sale = inCash()
    await sale.paper('unknown')
    unplug()
    expect(originals()).toHaveLength(1)
    const view = await sale
      .do({
        type: 'paper.seen',
        operator: 'kim',
        reason: 'printUnconfirmed',
        evidence: 'whole, with the total and the cut',
      })
      .complete()
    expect(view.papers).toMatchObject({ confirmed: 1, maybeOut: 1 })
    expect(receipts()).toHaveLength(1)
  })
})

describe('a printer that is switched off', () => {
  it('owes the receipt until it is back, and then prints the original', async () => {
    shop.world.printer.powerOff()
    const sale = inCash()
    const failed = await sale.paper('failed')
    expect(failed.stage).toBe('owing')
    expect(failed.papers).toMatchObject({
      confirmed: 0,
      maybeOut: 0,
      failure: 'printer.unreachable',
      last: { end: 'failed' },
    })
    shop.world.printer.powerOn()
    await shop.world.printerServer.listening()
    await sale.complete()
    expect(originals()).toHaveLength(1)
    expect(receipts()).toHaveLength(1)
  })
})

describe('a receipt owed when the terminal is restarted', () => {
  const patient = useShop(undefined, {
    policy: { ...UNTAXED_POLICY, paper: { ...UNTAXED_POLICY.paper, retryMs: 600_000 } },
  })

  it('is still owed, and is the original when it prints', async () => {
    patient.world.printer.powerOff()
    const sale = new CounterSale(patient.terminal, 9_000).payCash(won(9_000))
    await sale.paper('failed')
    await sale.reaching(() => patient.till.journal.openIntents(sale.id).length === 0)
    await patient.restart()
    expect(patient.terminal.view(sale.id).owed).toEqual([
      { promise: 'paper', state: 'owed', why: 'printer.unreachable' },
    ])
    patient.world.printer.powerOn()
    await patient.world.printerServer.listening()
    expect(patient.terminal.command(sale.id, REPRINT).ok).toBe(true)
    await patient.terminal.reaching(sale.id, ({ stage }) => stage === 'complete')
    const [receipt, ...more] = patient.world.printer.receipts()
    expect(receipt?.text).not.toContain('재발행')
    expect(more).toEqual([])
  })
})

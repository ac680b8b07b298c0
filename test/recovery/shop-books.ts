/**
 * What must hold at the end of any day of errands: the money the shop has is the money it should have, the documents at the
 * tax gateway come to what the law wants of it, no paper lies about another, and the journal says the same as the world.
 */
import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { expect } from 'vitest'
import { TEST_CARDS } from '../../drivers/card-readers/emulated/test-cards.js'
import type { PayoutRecord } from '../../src/domain/amendment-record.js'
import { allKept } from '../../src/domain/promises.js'
import type { Tender } from '../../src/domain/sale-record.js'
import { TERMINAL_NUMBER, type World } from '../terminal/shop-in-a-box.js'
import { checkJournal } from './invariants.js'
import { type FlowView, flowsOf, type MortalTill, settlementsOf } from './mortal-till.js'
import type { ShopCashier } from './shop-cashier.js'

export async function checkShop(world: World, till: MortalTill, cashier: ShopCashier): Promise<void> {
  const flows = flowsOf(till)
  for (const { stage, promises, owed } of flows) {
    expect([stage, allKept(promises), owed]).toEqual(['complete', true, []])
  }
  checkMoney(world, flows, cashier)
  checkTax(world, cashier)
  checkCardDays(world, till)
  for (const flow of flows) checkPapers(world, till, flow)
  checkJournal(world, till)
  expect(await clearNumbersUnder(world.dataPath)).toEqual([])
  expect(till.faults).toEqual([])
}

function checkMoney(world: World, flows: readonly FlowView[], { purse, sums }: ShopCashier): void {
  const tenders = flows.flatMap((view) => (isSale(view) && view.steps.tender === 'paid' ? view.record.tenders : []))
  const payouts = flows.flatMap((view) => (isSale(view) ? [] : view.record.payouts.filter(isDone)))
  const net = (byCard: boolean) =>
    sumOf(tenders.filter(({ kind }) => kind !== 'credit' && (kind === 'card') === byCard)) -
    sumOf(payouts.filter(({ by }) => (by === 'card') === byCard))
  expect({ captured: world.captured(), inHand: purse.total() }, 'the till knows what there is').toEqual({
    captured: net(true),
    inHand: net(false),
  })
  expect(world.captured() + purse.total(), 'the shop has what it sold for, less what it gave back').toBe(sums.kept())
}

function checkTax({ gateway }: World, { sums }: ShopCashier): void {
  const documents = gateway.ledger.documents()
  const net = (amount: number, isIssued: boolean) => (isIssued ? amount : -amount)
  const declared = documents.reduce(
    (sum, { totalAmount, tradeType }) => sum + net(totalAmount, tradeType === '승인거래'),
    0,
  )
  expect(declared, 'declared').toBe(sums.declared())
  for (const { confirmNum, totalAmount } of documents) {
    const revoked = documents.filter(({ revokes }) => revokes?.confirmNum === confirmNum)
    expect(sumOf(revoked.map((each) => ({ amount: { amountMinor: each.totalAmount } })))).toBeLessThanOrEqual(
      totalAmount,
    )
  }
}

/** What the till closed is what the host closed, card day by card day, and both agree about what is open still. */
function checkCardDays({ host }: World, till: MortalTill): void {
  const paid = settlementsOf(till).map(({ step, findings, batchNumber, totals }) => {
    expect([step, findings]).toEqual(['agreed', []])
    expect(host.ledger.closedBatch(TERMINAL_NUMBER, batchNumber)?.totals).toEqual(totals)
    return totals.purchases.amountMinor - totals.refunds.amountMinor
  })
  const { purchases, refunds } = host.ledger.openTotals(TERMINAL_NUMBER, 'KRW')
  const open = purchases.amountMinor - refunds.amountMinor
  expect(paid.reduce((sum, each) => sum + each, open)).toBe(host.ledger.netCaptured(TERMINAL_NUMBER, 'KRW').amountMinor)
}

const COPY = /재발행 #(\d+)/

/** Of every flow at most one original came out, every copy has a number of its own, and something came out at all. */
function checkPapers({ printer, secondPrinter }: World, till: MortalTill, flow: FlowView): void {
  const flowId = isSale(flow) ? flow.saleId : flow.amendmentId
  const paper = isSale(flow) ? flow.papers : flow.paper
  const pieces = [printer, secondPrinter].flatMap((device) => [...device.receipts(), device.unfinishedPaper()])
  const own = pieces.map(({ text }) => text).filter((text) => isAbout(flowId, text))
  const copies = own.flatMap((text) => COPY.exec(text)?.[1] ?? [])
  expect(own.length - copies.length, `originals of ${flowId}`).toBeLessThanOrEqual(1)
  expect(new Set(copies).size, `copies of ${flowId}`).toBe(copies.length)
  expect(own.length, `papers of ${flowId}`).toBeLessThanOrEqual(paper.maybeOut)
  if (flow.promises.paper === 'done') expect(own.length, `papers of ${flowId}`).toBeGreaterThanOrEqual(1)
  else expect(own, `papers of ${flowId}, which was called off`).toEqual([])
  expect(till.journal.openIntents(flowId)).toEqual([])
}

/** A paper's own number is the first on it; the sale it amends, or the goods given back, come after. */
function isAbout(flowId: string, text: string): boolean {
  return /T1-\d+(\/R\d+)?/.exec(text)?.[0] === flowId
}

const { pan } = TEST_CARDS.koreanCredit
/** The customer's number, the corrected one and the card's, as they might be written. */
const CLEAR_NUMBERS = ['01012345678', '010-1234-5678', '01099998888', '010-9999-8888', pan]

async function clearNumbersUnder(folder: string): Promise<readonly string[]> {
  const names = await readdir(folder)
  expect(names).toContain('journal.db')
  const found: string[] = []
  for (const name of names) {
    const bytes = await readFile(path.join(folder, name))
    if (CLEAR_NUMBERS.some((number) => bytes.includes(number))) found.push(name)
  }
  return found
}

function isSale(view: FlowView): view is Extract<FlowView, { readonly change: unknown }> {
  return !('amendmentId' in view)
}

function isDone({ state }: PayoutRecord): boolean {
  return state === 'done'
}

function sumOf(parts: readonly { readonly amount: Pick<Tender['amount'], 'amountMinor'> }[]): number {
  return parts.reduce((sum, { amount }) => sum + amount.amountMinor, 0)
}

/**
 * What must hold however often the terminal died: the acquirer, the tax gateway and the paper say the same as the journal,
 * and nothing happened out there that was not written down first.
 */
import { expect } from 'vitest'
import type { Json, JsonObject } from '../../src/ports/journal.js'
import type { SaleView } from '../../src/terminal/sale-view.js'
import type { World } from '../terminal/shop-in-a-box.js'
import type { Day } from './days.js'
import type { MortalTill } from './mortal-till.js'

/** Everything outside the terminal, and the journal, in words: equal before and after means nothing happened. */
export function booksOf(world: World, { journal }: MortalTill) {
  const check = journal.verify()
  return {
    journal: check.intact ? `${check.entries} entries, ${check.lastHash}` : check.problem,
    purchases: world.host.ledger.transactions().map(({ name, state }) => `${name.stan} ${state}`),
    documents: world.documents(),
    papers: [world.printer, world.secondPrinter].map((device) => device.receipts().map(({ text }) => text)),
    pulses: world.printer.drawerPulses().length,
    pulsesOfSecond: world.secondPrinter.drawerPulses().length,
  }
}

export function checkBooks(world: World, till: MortalTill, { books }: Day): void {
  const [sale, ...more] = till.journal.flows()
  expect(more, 'sales opened').toEqual([])
  const view = till.terminal.view(sale?.flowId ?? '')
  expect(view.stage).toBe('complete')
  for (const [name, state] of Object.entries(view.promises)) expect(['done', 'notNeeded'], name).toContain(state)
  checkMoney(world, view, books)
  checkTax(world, view, books)
  checkPaper(world, view, books)
  checkJournal(world, till)
  expect(till.faults).toEqual([])
}

function checkMoney(world: World, view: SaleView, books: Day['books']): void {
  expect(world.captured(), 'captured').toBe(books.captured)
  const approved = world.host.ledger.transactions().filter(({ state }) => state === 'approved')
  const kept = view.promises.money === 'done' ? view.record.tenders.filter(({ kind }) => kind === 'card') : []
  expect(approved.map(({ name, amount }) => [name.stan, amount])).toEqual(
    kept.map((tender) => [tender.kind === 'card' && tender.stan, tender.amount]),
  )
  expect(world.secondPrinter.drawerPulses()).toEqual([])
  expect(world.printer.drawerPulses().length).toBeLessThanOrEqual(
    view.record.tenders.filter(({ kind }) => kind === 'cash').length,
  )
}

function checkTax(world: World, view: SaleView, books: Day['books']): void {
  const documents = world.gateway.ledger.documents().map(({ mgtKey, totalAmount }) => [mgtKey, totalAmount])
  expect(documents).toEqual(books.receipted === 0 ? [] : [[view.tax.documentNumber, books.receipted]])
}

const COPY = /재발행 #(\d+)/

function checkPaper(world: World, { saleId, papers }: SaleView, books: Day['books']): void {
  const devices = [world.printer, world.secondPrinter]
  const pieces = devices.flatMap((device) => [...device.receipts(), device.unfinishedPaper()].map(({ text }) => text))
  const printed = pieces.filter((text) => text.trim() !== '')
  const copies = printed.flatMap((text) => COPY.exec(text)?.[1] ?? [])
  const originals = printed.filter((text) => !COPY.test(text))
  expect(originals.length, 'originals').toBeLessThanOrEqual(1)
  expect(new Set(copies).size, 'copy numbers').toBe(copies.length)
  expect(copies.every((number) => Number(number) < papers.maybeOut)).toBe(true)
  if (books.papers === 'none') expect(printed).toEqual([])
  else expect(printed.filter((text) => text.includes(saleId)).length, 'receipts').toBeGreaterThanOrEqual(1)
}

/** Chain, numbers, and every message out there under a key that was written before it was sent. */
export function checkJournal(world: World, { journal }: MortalTill): void {
  expect(journal.verify()).toMatchObject({ intact: true })
  const entries = journal.entries()
  expect(entries.map(({ seq }) => seq)).toEqual(entries.map((_entry, index) => index + 1))
  const params = entries.flatMap(({ intents }) => intents.map((intent) => intent.params))
  const stans = new Set(params.flatMap((each) => [stanOf(each['key']), stanOf(each['original'])]))
  for (const { name } of world.host.ledger.transactions()) expect(stans).toContain(name.stan)
  const numbers = params.map(({ documentNumber }) => documentNumber)
  for (const number of world.documents()) expect(numbers).toContain(number)
}

function stanOf(key: Json | undefined): Json | undefined {
  return typeof key === 'object' && key !== null && !Array.isArray(key) ? (key as JsonObject)['stan'] : undefined
}

/**
 * kill -9 at every moment of a sale that can be seen from outside, and again while the till recovers. Whatever the moment,
 * the world's own books must show the money, the tax document and the paper of exactly one sale, or of none.
 */
import { describe, expect, it } from 'vitest'
import { inWatchedShop, killedAt } from './killed-till.js'
import { finishEverything } from './person-after-a-crash.js'
import { inShop, type ShopWorld, TERMINAL } from './shop-world.js'

const CARD_PART = 50_000
const CASH_PART = 100_000
const SALE = [
  'sell',
  ...['--item', '원두 1kg:150,000'],
  ...['--pay', `card:${CARD_PART}`, '--pay', `cash:${CASH_PART}`],
  ...['--cash-receipt', 'personal:010-1234-5678'],
]
/** How much of the receipt has left when the till dies in the middle of it. */
const SHARES_PRINTED = [0.3, 0.9]
const LIMIT_MS = 120_000

/** An undisturbed sale: what could be seen of it, in order, and the bytes it took to print. */
async function undisturbed(): Promise<{ readonly seen: readonly string[]; readonly printerMarks: readonly number[] }> {
  const first = await observed([])
  const printerMarks = SHARES_PRINTED.map((share) => Math.round(first.printerBytes * share))
  const { seen } = await observed(printerMarks)
  return { seen, printerMarks }
}

async function observed(printerMarks: readonly number[]) {
  const seen: string[] = []
  let printerBytes = 0
  await inShop(
    async (shop) => {
      const { status, stderr } = await shop.run(SALE)
      if (status !== 0) throw new Error(`the undisturbed sale ended with ${status}: ${stderr}`)
      printerBytes = shop.printerBytes()
    },
    { sees: (what) => seen.push(what) < 0, printerMarks },
  )
  return { seen, printerBytes }
}

const { seen: MOMENTS, printerMarks } = await undisturbed()

/** What must hold once nothing is owed any more, whatever happened before. */
function expectOneSaleOrNone(shop: ShopWorld): void {
  expect(shop.verified()).toMatchObject({ intact: true })
  const books = worldBooks(shop)
  const sale = shop.sale()
  if (sale === undefined) {
    expect(books).toEqual({ captured: 0, documents: [], originals: 0, copies: 0 })
    return
  }
  const promises = sale.latest?.['promises']
  if (shop.entries().some(({ event }) => event.type === 'sale.cancelled')) {
    expect(promises).toEqual({ money: 'notNeeded', tax: 'notNeeded', paper: 'notNeeded' })
    expect(books).toEqual({ captured: 0, documents: [], originals: 0, copies: 0 })
  } else {
    expect(promises).toEqual({ money: 'done', tax: 'done', paper: 'done' })
    expect(books).toMatchObject({ captured: CARD_PART, documents: [CASH_PART] })
    expect(books.originals).toBeLessThanOrEqual(1)
    expect(books.originals + books.copies).toBeGreaterThanOrEqual(1)
  }
}

function worldBooks({ host, gateway, printer }: ShopWorld) {
  const copies = printer.receipts().filter(({ text }) => text.includes('재발행'))
  return {
    captured: host.ledger.netCaptured(TERMINAL, 'KRW').amountMinor,
    documents: gateway.ledger.documents().map(({ totalAmount }) => totalAmount),
    originals: printer.receipts().length - copies.length,
    copies: copies.length,
  }
}

/** Another start of a till that owes nothing writes nothing, asks nothing and prints nothing. */
async function expectNothingMoreToDo(shop: ShopWorld): Promise<void> {
  const before = { books: worldBooks(shop), host: shop.host.ledger.transactions(), entries: shop.entries() }
  expect(await shop.run(['resume'])).toMatchObject({ status: 0, stderr: '' })
  expect({ books: worldBooks(shop), host: shop.host.ledger.transactions(), entries: shop.entries() }).toEqual(before)
}

/** Everything from the first death to the last check. */
async function expectRecovery(shop: ShopWorld): Promise<void> {
  const done = await finishEverything(shop)
  expect(done.at(-1)).toMatch(/→ 0$/)
  expectOneSaleOrNone(shop)
  await expectNothingMoreToDo(shop)
}

describe.concurrent('a till killed', () => {
  it('is seen at every step of its work', () => {
    const host = ['a message leaves', 'the host received', 'the host processed']
    const gateway = ['/Token leaves', '/Token reaches', '/Cashbill leaves', '/Cashbill reaches']
    for (const kind of ['line 1 is', ...host, ...gateway, 'byte 1 leaves', 'receipt 1 is cut']) {
      expect(MOMENTS.filter((what) => what.includes(kind))).toHaveLength(1)
    }
    expect(MOMENTS.length).toBeGreaterThanOrEqual(25)
  })

  it.each(MOMENTS)(
    'when %s',
    (moment) =>
      inWatchedShop(async (shop, sights) => {
        expect(await killedAt(shop, sights, SALE, (what) => what === moment)).toBe(true)
        await expectRecovery(shop)
      }, printerMarks),
    LIMIT_MS,
  )

  it.each([
    ['the host received a request to authorise', 'a message leaves for the host (2)'],
    ['the host received a request to authorise', 'the host processed a request to inquire'],
    ['a message leaves for the host', 'the host received a request to reverse'],
    ['POST /Cashbill reaches the gateway', 'POST /POPBILL_TEST/Token reaches the gateway (2)'],
    ['POST /Cashbill leaves for the gateway', 'GET /Cashbill'],
    ['POST /Cashbill reaches the gateway', 'receipt 1 is cut'],
  ])(
    'when %s, and the next one when %s',
    (moment, second) =>
      inWatchedShop(async (shop, sights) => {
        expect(await killedAt(shop, sights, SALE, (what) => what === moment)).toBe(true)
        expect(await killedAt(shop, sights, ['resume'], (what) => what.startsWith(second))).toBe(true)
        await expectRecovery(shop)
      }, printerMarks),
    LIMIT_MS,
  )
})

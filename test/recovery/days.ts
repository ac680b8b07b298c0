/** Sales worth dying in: each a customer, what goes wrong around them, and what the world's books must say in the end. */
import type { ScriptedPresentation } from '../../drivers/card-readers/emulated/presentation.js'
import type { CounterCommand } from '../../src/terminal/counter-command.js'
import type { SaleView } from '../../src/terminal/sale-view.js'
import { CHIP } from '../terminal/counter.js'
import { openWorld, type World, won } from '../terminal/shop-in-a-box.js'
import type { Customer } from './cashier.js'

export interface Day {
  readonly name: string
  readonly customer: Customer
  /** The world's second printer stands by. */
  readonly fallback?: true
  /** Entries it leaves in the journal when nobody dies, at the least: so many crash points there must be, twice. */
  readonly steps: number
  /** The world as it is that morning. */
  readonly world: () => Promise<World>
  readonly books: {
    /** What the acquirer will pay, in won. */
    readonly captured: number
    /** What the one cash receipt is for, in won; 0 when there must be none. */
    readonly receipted: number
    readonly papers: 'one' | 'none'
  }
}

/** Whoever is at the reader presents this card as often as asked. */
export const CARDS: readonly ScriptedPresentation[] = Array<ScriptedPresentation>(20).fill(CHIP)

const RIGHT_NUMBER = '01012345678'
const WRONG_NUMBER = '01087654321'

const byCard = (): CounterCommand => ({ type: 'tender.card' })
const inCash = ({ due }: SaleView): CounterCommand => ({ type: 'tender.cash', received: due })

/** First this much by card, the rest in cash. */
function mixed(cardMinor: number) {
  return (view: SaleView): CounterCommand =>
    view.record.tenders.length === 0 ? { type: 'tender.card', amount: won(cardMinor) } : inCash(view)
}

function cancelling(cardMinor: number, cashMinor: number) {
  return ({ record: { tenders } }: SaleView): CounterCommand => {
    if (tenders.length === 0) return { type: 'tender.card', amount: won(cardMinor) }
    if (tenders.length === 1) return { type: 'tender.cash', received: won(cashMinor) }
    return { type: 'sale.cancelled', reason: 'changed their mind' }
  }
}

function mendsPrinter({ papers }: SaleView, { printer }: World): void {
  if (papers.failure === 'printer.paperOut') printer.loadPaper()
  if (papers.failure === 'printer.unreachable') printer.powerOn()
}

/** Only when no printer prints any more does somebody come. */
function mendsBothPrinters({ steps, papers }: SaleView, { printer, secondPrinter }: World): void {
  if (steps.paper !== 'failed' && steps.paper !== 'owed' && steps.paper !== 'unknown') return
  for (const device of [printer, secondPrinter]) {
    if (papers.failure === 'printer.paperOut') device.loadPaper()
    if (papers.failure === 'printer.unreachable') device.powerOn()
  }
}

async function fineWorld(): Promise<World> {
  return openWorld({
    gatewayRules: { identities: [{ identity: WRONG_NUMBER, refuse: 'identityUnknown' }] },
    ledgersOnDisk: false,
  })
}

function worldWhere(spoil: (world: World) => void | Promise<void>) {
  return async () => {
    const world = await fineWorld()
    await spoil(world)
    return world
  }
}

const cardSale: Customer = { totalMinor: 9_000, pays: byCard, mends: mendsPrinter }
const cashSale: Customer = { totalMinor: 30_000, pays: inCash, number: () => RIGHT_NUMBER, mends: mendsPrinter }
const mixedSale: Customer = { ...cashSale, totalMinor: 50_000, pays: mixed(20_000) }
const twoPrinterSale: Customer = { ...cardSale, mends: mendsBothPrinters }
const cardBooks = { captured: 9_000, receipted: 0, papers: 'one' } as const
const cashBooks = { captured: 0, receipted: 30_000, papers: 'one' } as const

export const DAYS: readonly Day[] = [
  { name: 'a card sale', steps: 5, customer: cardSale, world: fineWorld, books: cardBooks },
  { name: 'cash with a cash receipt', steps: 9, customer: cashSale, world: fineWorld, books: cashBooks },
  {
    name: 'a mixed tender',
    steps: 12,
    customer: mixedSale,
    world: fineWorld,
    books: { captured: 20_000, receipted: 30_000, papers: 'one' },
  },
  {
    name: 'a card sale whose reply is lost',
    steps: 6,
    customer: cardSale,
    world: worldWhere(({ host }) => host.script({ fault: 'dropReply', on: 'authorise' })),
    books: cardBooks,
  },
  {
    name: 'a card sale whose request is lost, and the first reversal too',
    steps: 12,
    customer: cardSale,
    world: worldWhere(async ({ host }) => {
      await host.script({ fault: 'dropRequest', on: 'authorise' })
      await host.script({ fault: 'dropRequest', on: 'reverse' })
    }),
    books: cardBooks,
  },
  {
    name: 'a card sale whose request is slow, and overtaken by its own reversal',
    // Fewer on a machine so slow that the question comes after the request.
    steps: 7,
    customer: cardSale,
    world: worldWhere(({ host }) => host.script({ fault: 'delay', on: 'authorise', delayMs: 150 })),
    books: cardBooks,
  },
  {
    name: 'a sale called off after its card was approved and cash was taken',
    steps: 9,
    customer: { totalMinor: 50_000, pays: cancelling(20_000, 10_000) },
    world: fineWorld,
    books: { captured: 0, receipted: 0, papers: 'none' },
  },
  {
    name: 'a sale called off while the first reversal goes unanswered',
    steps: 11,
    customer: { totalMinor: 50_000, pays: cancelling(20_000, 10_000) },
    world: worldWhere(({ host }) => host.script({ fault: 'dropReply', on: 'reverse' })),
    books: { captured: 0, receipted: 0, papers: 'none' },
  },
  {
    name: 'cash with a wrong number first',
    steps: 14,
    customer: {
      ...cashSale,
      number: ({ tax }) => (tax.failure === 'tax.identifierRejected' ? RIGHT_NUMBER : WRONG_NUMBER),
    },
    world: fineWorld,
    books: cashBooks,
  },
  {
    name: 'cash with the tax gateway losing its reply and then overloaded',
    steps: 12,
    customer: cashSale,
    world: worldWhere(async ({ gateway }) => {
      await gateway.script({ on: 'issue', fault: { kind: 'dropReply' } })
      await gateway.script({ on: 'get', fault: { kind: 'httpStatus', status: 503 } })
    }),
    books: cashBooks,
  },
  {
    name: 'cash with the tax gateway refusing requests at first',
    steps: 13,
    customer: cashSale,
    world: worldWhere(({ gateway }) =>
      gateway.script({ on: 'issue', times: 2, fault: { kind: 'httpStatus', status: 503, page: 'maintenance' } }),
    ),
    books: cashBooks,
  },
  {
    name: 'a card sale printed on the last of the roll',
    steps: 7,
    customer: cardSale,
    world: worldWhere(({ printer }) => printer.runOutAfter(300)),
    books: cardBooks,
  },
  {
    name: 'a card sale with the printer switched off',
    steps: 7,
    customer: cardSale,
    world: worldWhere(({ printer }) => printer.powerOff()),
    books: cardBooks,
  },
  {
    name: 'a card sale with the printer cable pulled in the middle',
    steps: 7,
    customer: cardSale,
    world: worldWhere(({ printer }) => printer.cutLinkAfter(600)),
    books: cardBooks,
  },
  {
    name: 'a card sale with the printer switched off and another standing by',
    ...{ steps: 7, customer: twoPrinterSale, fallback: true, books: cardBooks },
    world: worldWhere(({ printer }) => printer.powerOff()),
  },
  {
    name: 'a card sale with the printer cable pulled in the middle and another printer standing by',
    ...{ steps: 8, customer: twoPrinterSale, fallback: true, books: cardBooks },
    world: worldWhere(({ printer }) => printer.cutLinkAfter(600)),
  },
  {
    name: 'a card sale printed on the last of the roll, which nobody changes, and another printer standing by',
    // Fewer on a machine so slow that the other printer takes over before the first has begun.
    ...{ steps: 8, customer: twoPrinterSale, fallback: true, books: cardBooks },
    world: worldWhere(({ printer }) => printer.runOutAfter(300)),
  },
  {
    name: 'a card sale with one printer off and the cable of the other pulled in the middle',
    ...{ steps: 8, customer: twoPrinterSale, fallback: true, books: cardBooks },
    world: worldWhere(({ printer, secondPrinter }) => {
      printer.powerOff()
      secondPrinter.cutLinkAfter(600)
    }),
  },
  {
    name: 'a card sale with the cables of both printers pulled in the middle',
    ...{ steps: 9, customer: twoPrinterSale, fallback: true, books: cardBooks },
    world: worldWhere(({ printer, secondPrinter }) => {
      printer.cutLinkAfter(600)
      secondPrinter.cutLinkAfter(700)
    }),
  },
  {
    name: 'a mixed tender on a day when everything goes wrong',
    steps: 27,
    customer: {
      ...mixedSale,
      number: ({ tax }) => (tax.failure === 'tax.identifierRejected' ? RIGHT_NUMBER : WRONG_NUMBER),
    },
    world: worldWhere(async ({ host, gateway, printer }) => {
      await host.script({ fault: 'dropReply', on: 'authorise' })
      await host.script({ fault: 'dropReply', on: 'inquire' })
      await host.script({ fault: 'dropReply', on: 'reverse' })
      await gateway.script({ on: 'issue', skip: 1, fault: { kind: 'dropReply' } })
      printer.cutLinkAfter(900)
    }),
    books: { captured: 20_000, receipted: 30_000, papers: 'one' },
  },
]

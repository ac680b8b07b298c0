/** Days on which a sale is taken back, exchanged or put right, worth dying in; and what goes wrong around them. */
import { openWorld, type World } from '../terminal/shop-in-a-box.js'
import type { Errand, SaleErrand } from './errands.js'
import type { Service } from './lives.js'
import { checkShop } from './shop-books.js'
import { ShopCashier } from './shop-cashier.js'

export interface AmendedDay {
  readonly name: string
  readonly errands: readonly Errand[]
  /** What goes wrong, once everything is open. */
  readonly spoil?: (world: World) => void | Promise<void>
}

/** A gateway that takes back what the tax office has not seen yet: otherwise a day would last two. */
export async function openShop(): Promise<World> {
  return openWorld({ gatewayRules: { revocableFrom: 'issued' }, ledgersOnDisk: false })
}

/** The day, with a cashier of its own. */
export function serviceOf({ errands, spoil }: Pick<AmendedDay, 'errands' | 'spoil'>): Service & {
  readonly cashier: ShopCashier
} {
  const cashier = new ShopCashier(errands)
  return {
    cashier,
    world: async () => {
      const world = await openShop()
      await spoil?.(world)
      return world
    },
    serve: (till, world) => cashier.serve(till, world),
    check: (world, till) => checkShop(world, till, cashier),
  }
}

const byCard: SaleErrand = {
  ...{ errand: 'sale', goods: { unit: 4_000, quantity: 3 } },
  ...{ parts: [{ by: 'card' }], receipt: 'declined' },
}
const inCash: SaleErrand = { ...byCard, parts: [], receipt: 'number' }
const mixed: SaleErrand = { ...byCard, parts: [{ by: 'card', amount: 5_000 }], receipt: 'number' }
const byTransfer: SaleErrand = { ...byCard, parts: [{ by: 'transfer' }], receipt: 'number' }

const REFUSE_ISSUES = {
  on: 'issue',
  times: 2,
  fault: { kind: 'httpStatus', status: 503, page: 'maintenance' },
} as const

export const AMENDED_DAYS: readonly AmendedDay[] = [
  { name: 'a card sale voided', errands: [byCard, { errand: 'void', of: 0 }] },
  {
    name: 'a card sale voided, the reply lost',
    errands: [byCard, { errand: 'void', of: 0 }],
    spoil: ({ host }) => host.script({ fault: 'dropReply', on: 'takeBack' }),
  },
  {
    name: 'a card sale refunded in part, the request lost and then the reply, and the printer cable pulled',
    errands: [byCard, { errand: 'refund', of: 0, amount: 5_000 }],
    spoil: async ({ host, printer }) => {
      await host.script({ fault: 'dropRequest', on: 'takeBack' })
      await host.script({ fault: 'dropReply', on: 'takeBack' })
      await host.script({ fault: 'dropReply', on: 'inquire' })
      printer.cutLinkAfter(2_900)
    },
  },
  {
    name: 'a card sale refunded in cash, because the host refuses',
    errands: [byCard, { errand: 'refund', of: 0 }],
    spoil: ({ host }) => host.addRule({ on: 'takeBack', responseCode: '57' }),
  },
  {
    name: 'a card sale refunded in part after its card day was closed, the host losing a reply of each',
    errands: [byCard, { errand: 'settlement' }, { errand: 'refund', of: 0, amount: 5_000 }, { errand: 'settlement' }],
    spoil: async ({ host }) => {
      await host.script({ fault: 'dropReply', on: 'settle' })
      await host.script({ fault: 'dropReply', on: 'takeBack' })
    },
  },
  {
    name: 'a cash sale refunded in part and then whole, the gateway losing a reply',
    errands: [inCash, { errand: 'refund', of: 0, amount: 5_000 }, { errand: 'refund', of: 0 }],
    spoil: ({ gateway }) => gateway.script({ on: 'revoke', fault: { kind: 'dropReply' } }),
  },
  {
    name: 'a mixed sale returned piece by piece, the gateway overloaded',
    errands: [mixed, { errand: 'return', of: 0, quantity: 2 }, { errand: 'return', of: 0 }],
    spoil: ({ gateway }) => gateway.script({ on: 'revoke', times: 2, fault: { kind: 'httpStatus', status: 503 } }),
  },
  {
    name: 'a mixed sale voided before its document could be issued',
    errands: [{ errand: 'gateway', is: 'down' }, mixed, { errand: 'void', of: 1 }, { errand: 'gateway', is: 'back' }],
  },
  { name: 'a transfer sent back', errands: [byTransfer, { errand: 'refund', of: 0, amount: 7_000 }] },
  {
    name: 'a cash sale exchanged for dearer goods',
    errands: [
      inCash,
      { errand: 'exchange', of: 0, given: { unit: 15_000, quantity: 1, parts: [{ by: 'card' }], receipt: 'number' } },
    ],
  },
  {
    name: 'a mixed sale exchanged for cheaper goods, and those refunded',
    errands: [
      mixed,
      { errand: 'exchange', of: 0, given: { unit: 9_000, quantity: 1, parts: [], receipt: 'number' } },
      { errand: 'refund', of: 1 },
    ],
  },
  {
    name: 'an exchange called off after a part of the difference was paid',
    errands: [
      inCash,
      {
        ...{ errand: 'exchange', of: 0 },
        given: { unit: 20_000, quantity: 1, parts: [{ by: 'card', amount: 3_000 }], receipt: 'number', leavesAt: 1 },
      },
    ],
  },
  {
    name: 'a cash receipt corrected, the gateway refusing to issue in between',
    errands: [inCash, { errand: 'correction', of: 0 }],
    spoil: ({ gateway }) => gateway.script({ ...REFUSE_ISSUES, skip: 1 }),
  },
  {
    name: 'a cash receipt corrected, the right one issued first and its reply lost',
    errands: [inCash, { errand: 'correction', of: 0, order: 'issueFirst' }],
    spoil: ({ gateway }) => gateway.script({ on: 'issue', skip: 1, fault: { kind: 'dropReply' } }),
  },
  { name: 'a refund refused, and one called off', errands: [byCard, { errand: 'refusal', of: 0 }, calledOff()] },
]

function calledOff(): Errand {
  return { errand: 'refund', of: 0, callsOff: 'twice' }
}

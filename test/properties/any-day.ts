/**
 * Days nobody thought of, as data: errands in any order, messages lost on the way, and the moments the till dies at. Small
 * where they can be, so that a day that breaks something shrinks to one a person can follow.
 */
import fc from 'fast-check'
import type { Errand, Goods, Part, Paying } from '../recovery/errands.js'
import type { Doom } from '../recovery/mortal-till.js'
import type { World } from '../terminal/shop-in-a-box.js'

/** What goes wrong once, on the way to or from a counterpart; `skip` such messages pass first. */
export type Trouble =
  | {
      readonly at: 'host'
      readonly on: 'authorise' | 'takeBack' | 'inquire' | 'reverse'
      readonly fault: 'dropReply' | 'dropRequest' | 'closeMidMessage' | 'garbage' | 'mismatch' | 'duplicateReply'
      readonly skip: number
    }
  | { readonly at: 'hostRefuses'; readonly on: 'takeBack' }
  | {
      readonly at: 'gateway'
      readonly on: 'issue' | 'revoke' | 'get' | 'states' | 'token'
      readonly fault: 'dropReply' | 'dropRequest' | 'closeMidReply' | 'overloaded' | 'maintenance'
      readonly skip: number
    }
  | { readonly at: 'printer'; readonly cutAfterBytes: number }
  | { readonly at: 'paper'; readonly outAfterRows: number }

export interface AnyDay {
  readonly errands: readonly Errand[]
  readonly troubles: readonly Trouble[]
  readonly dooms: readonly Doom[]
}

const MOST_SKIPPED = 3

/** Prices whose VAT does and does not come out even, around the amounts at which rules begin. */
const goods: fc.Arbitrary<Goods> = fc.record({
  unit: fc.constantFrom(4_000, 1, 10, 999, 33_333, 50_000, 100_000),
  quantity: fc.integer({ min: 1, max: 3 }),
})

const part: fc.Arbitrary<Part> = fc
  .record({
    by: fc.constantFrom('card', 'cash', 'transfer'),
    amount: fc.option(fc.constantFrom(1, 2_000, 5_000), { nil: undefined }),
  })
  .map(({ by, amount }) => (amount === undefined ? { by } : { by, amount }))

const paying: fc.Arbitrary<Paying> = fc.record({
  parts: fc.array(part, { maxLength: 2 }),
  receipt: fc.constantFrom('number', 'declined'),
})

const sale: fc.Arbitrary<Errand> = fc
  .record({ goods, paying, leavesAt: fc.option(fc.nat({ max: 1 }), { nil: undefined, freq: 8 }) })
  .map((given) => ({
    ...{ errand: 'sale', goods: given.goods, ...given.paying },
    ...(given.leavesAt !== undefined && isOpenAt(given.leavesAt, given) && { leavesAt: given.leavesAt }),
  }))

/** Nobody walks away from what is paid already. */
function isOpenAt(place: number, { goods: bought, paying: { parts } }: { goods: Goods; paying: Paying }): boolean {
  const before = Array.from({ length: place }, (_, index) => parts[index]?.amount ?? Number.POSITIVE_INFINITY)
  return before.reduce((paid, amount) => paid + amount, 0) < bought.unit * bought.quantity
}

/** Which of the sales so far; taken round. */
const of = fc.nat({ max: 5 })
const callsOff = fc.constantFrom('once' as const, 'twice' as const)

const amendment: fc.Arbitrary<Errand> = fc.oneof(
  { weight: 1, arbitrary: fc.record({ errand: fc.constant('void' as const), of }) },
  {
    weight: 3,
    arbitrary: fc.record(
      { errand: fc.constant('refund' as const), of, amount: fc.constantFrom(1, 3_000, 4_000, 60_000) },
      { requiredKeys: ['errand', 'of'] },
    ),
  },
  { weight: 1, arbitrary: fc.record({ errand: fc.constant('refund' as const), of, callsOff }) },
  {
    weight: 2,
    arbitrary: fc.record(
      { errand: fc.constant('return' as const), of, quantity: fc.integer({ min: 1, max: 3 }) },
      { requiredKeys: ['errand', 'of'] },
    ),
  },
  {
    weight: 3,
    arbitrary: fc
      .record(
        { errand: fc.constant('exchange' as const), of, quantity: fc.integer({ min: 1, max: 3 }), goods, paying },
        { requiredKeys: ['errand', 'of', 'goods', 'paying'] },
      )
      .map(({ goods: given, paying: how, ...rest }) => ({ ...rest, given: { ...given, ...how } })),
  },
  {
    weight: 2,
    arbitrary: fc.record(
      {
        errand: fc.constant('correction' as const),
        of,
        order: fc.constantFrom('revokeFirst' as const, 'issueFirst' as const),
      },
      { requiredKeys: ['errand', 'of'] },
    ),
  },
  { weight: 1, arbitrary: fc.record({ errand: fc.constant('refusal' as const), of }) },
  { weight: 1, arbitrary: fc.record({ errand: fc.constant('lateReceipt' as const), of }) },
)

const gateway: fc.Arbitrary<Errand> = fc.record({
  errand: fc.constant('gateway' as const),
  is: fc.constantFrom('down' as const, 'back' as const),
})

const errands = fc
  .array(
    fc.oneof({ weight: 4, arbitrary: sale }, { weight: 6, arbitrary: amendment }, { weight: 1, arbitrary: gateway }),
    { minLength: 1, maxLength: 9 },
  )
  .map(pointing)
  .filter((list) => list.length > 0)

/** `of` as the place of a sale, or of an exchange that gives goods; what comes before any is left out. The line is mended last. */
function pointing(drawn: readonly Errand[]): readonly Errand[] {
  const list: Errand[] = []
  for (const errand of drawn) {
    if (!('of' in errand)) list.push(errand)
    else {
      const sales = list.flatMap((each, index) => (each.errand === 'sale' || each.errand === 'exchange' ? [index] : []))
      const chosen = sales[errand.of % sales.length]
      if (chosen !== undefined) list.push({ ...errand, of: chosen })
    }
  }
  const last = list.findLast((each) => each.errand === 'gateway')
  return last?.errand === 'gateway' && last.is === 'down' ? [...list, { errand: 'gateway', is: 'back' }] : list
}

const skip = fc.nat({ max: MOST_SKIPPED })

const trouble: fc.Arbitrary<Trouble> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      at: fc.constant('host' as const),
      on: fc.constantFrom('authorise' as const, 'takeBack' as const, 'inquire' as const, 'reverse' as const),
      fault: fc.constantFrom(
        ...(['dropReply', 'dropRequest', 'closeMidMessage', 'garbage', 'mismatch', 'duplicateReply'] as const),
      ),
      skip,
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ at: fc.constant('hostRefuses' as const), on: fc.constant('takeBack' as const) }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      at: fc.constant('gateway' as const),
      on: fc.constantFrom('issue' as const, 'revoke' as const, 'get' as const, 'states' as const, 'token' as const),
      fault: fc.constantFrom(...(['dropReply', 'dropRequest', 'closeMidReply', 'overloaded', 'maintenance'] as const)),
      skip,
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ at: fc.constant('printer' as const), cutAfterBytes: fc.integer({ min: 1, max: 6_000 }) }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ at: fc.constant('paper' as const), outAfterRows: fc.integer({ min: 1, max: 3_000 }) }),
  },
)

const doom: fc.Arbitrary<Doom> = fc.record({
  at: fc.integer({ min: 1, max: 40 }),
  side: fc.constantFrom('before' as const, 'after' as const),
})

export const anyDay: fc.Arbitrary<AnyDay> = fc.record({
  errands,
  troubles: fc.array(trouble, { maxLength: 4 }),
  dooms: fc.array(doom, { maxLength: 3 }),
})

/** Arranges for the day's troubles in a world that has just been opened. */
export async function spoil({ host, gateway: office, printer }: World, troubles: readonly Trouble[]): Promise<void> {
  for (const each of troubles) {
    const passing = 'skip' in each && each.skip > 0 ? { skip: each.skip } : {}
    switch (each.at) {
      case 'host':
        await host.script({ fault: each.fault, on: each.on, ...passing })
        break
      case 'hostRefuses':
        host.addRule({ on: each.on, responseCode: '57', times: 1 })
        break
      case 'gateway':
        await office.script({ on: each.on, ...passing, fault: gatewayFault(each.fault) })
        break
      case 'printer':
        printer.cutLinkAfter(each.cutAfterBytes)
        break
      case 'paper':
        printer.runOutAfter(each.outAfterRows)
    }
  }
}

function gatewayFault(fault: Extract<Trouble, { readonly at: 'gateway' }>['fault']) {
  switch (fault) {
    case 'overloaded':
      return { kind: 'httpStatus', status: 503 } as const
    case 'maintenance':
      return { kind: 'httpStatus', status: 503, page: 'maintenance' } as const
    default:
      return { kind: fault }
  }
}

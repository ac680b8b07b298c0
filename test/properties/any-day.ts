/**
 * Days nobody thought of: errands in any order, trouble between them, and deaths of the till. Everything shrinks towards few errands,
 * small amounts and no trouble, so that what is left of a broken day is its cause.
 */
import fc from 'fast-check'
import type { HostFault } from '../../drivers/acquirers/emulated/host-script.js'
import type { AmendmentErrand, Errand, Goods, Part, Paying, SaleErrand } from '../recovery/errands.js'
import type { Doom } from '../recovery/mortal-till.js'
import type { Trouble } from '../recovery/trouble.js'

export interface WholeDay {
  readonly errands: readonly Errand[]
  /** Deaths one after another, each counted from the start of its till. */
  readonly dooms: readonly Doom[]
  /** A second printer stands by. */
  readonly fallback: boolean
}

const MOST_ERRANDS = 12
const MOST_DEATHS = 4

/** Won; small ones round oddly, large ones make a cash receipt compulsory. */
const amount = fc.oneof(fc.integer({ min: 1, max: 20 }), fc.integer({ min: 1, max: 60_000 }))

const goods: fc.Arbitrary<Goods> = fc.record({ unit: amount, quantity: fc.integer({ min: 1, max: 3 }) })

const part: fc.Arbitrary<Part> = fc.record(
  { by: fc.constantFrom('cash', 'card', 'transfer'), amount },
  { requiredKeys: ['by'] },
)

const paying: fc.Arbitrary<Paying> = fc.record(
  {
    parts: fc.array(part, { maxLength: 3 }),
    receipt: fc.constantFrom('declined', 'number'),
    leavesAt: fc.integer({ min: 0, max: 2 }),
  },
  { requiredKeys: ['parts', 'receipt'] },
)

/** Few customers walk away. */
const customer: fc.Arbitrary<Paying> = fc.tuple(paying, fc.integer({ min: 0, max: 5 })).map(([wants, patience]) => {
  const { leavesAt, ...stays } = wants
  return patience === 5 ? wants : stays
})

const sale: fc.Arbitrary<SaleErrand> = fc
  .tuple(goods, customer)
  .map(([wanted, pays]) => ({ errand: 'sale', goods: wanted, ...pays }))

/** `of` is chosen among the sales before it, once those are known. */
type Later = Extract<Errand, { readonly of: number }>

const quantity = fc.integer({ min: 1, max: 3 })
const callsOff = fc.constantFrom('once', 'twice')
const of = fc.nat({ max: MOST_ERRANDS })
const amending = <Kind extends AmendmentErrand['errand']>(errand: Kind) => ({ errand: fc.constant(errand), of })

const later: fc.Arbitrary<Later> = fc.oneof(
  fc.record({ ...amending('void'), callsOff }, { requiredKeys: ['errand', 'of'] }),
  fc.record({ ...amending('refund'), amount, callsOff }, { requiredKeys: ['errand', 'of'] }),
  fc.record(
    { ...amending('refund'), amount, impatient: fc.constant(true as const) },
    { requiredKeys: ['errand', 'of'] },
  ),
  fc.record({ ...amending('return'), quantity }, { requiredKeys: ['errand', 'of'] }),
  fc.record(
    {
      ...amending('exchange'),
      quantity,
      given: fc.tuple(goods, customer).map(([wanted, pays]) => ({ ...wanted, ...pays })),
    },
    { requiredKeys: ['errand', 'of', 'given'] },
  ),
  fc.record(
    { ...amending('correction'), order: fc.constantFrom('revokeFirst', 'issueFirst') },
    { requiredKeys: ['errand', 'of'] },
  ),
  fc.record(amending('refusal')),
  fc.record({ errand: fc.constant('lateReceipt' as const), of }),
)

const few = fc.integer({ min: 1, max: 3 })

const trouble: fc.Arbitrary<Trouble> = fc.oneof(
  fc.record({
    host: fc.record({
      fault: fc.constantFrom('dropReply', 'dropRequest', 'garbage', 'closeMidMessage'),
      on: fc.constantFrom('authorise', 'takeBack', 'inquire', 'reverse', 'settle'),
      times: few,
    }),
  }),
  fc.record({ host: fc.record({ fault: fc.constant('settlementAbsent' as const), times: few }) }),
  fc.record({
    rule: fc.oneof(
      fc.record({ responseCode: fc.constant('10'), approveMinor: amount, times: few }),
      fc.record({ responseCode: fc.constantFrom('51', '05'), times: few }),
      fc.record({ on: fc.constant('takeBack' as const), responseCode: fc.constantFrom('57', '96'), times: few }),
    ),
  }),
  fc.record({
    gateway: fc.record({
      on: fc.constantFrom('issue', 'revoke', 'get'),
      times: few,
      fault: fc.constantFrom(
        { kind: 'dropReply' } as const,
        { kind: 'dropRequest' } as const,
        { kind: 'httpStatus', status: 503 } as const,
        { kind: 'httpStatus', status: 503, page: 'maintenance' } as const,
        { kind: 'httpStatus', status: 500, processed: true } as const,
      ),
    }),
  }),
  fc.record({
    printer: fc.oneof(
      fc.record({ paperOutAfter: fc.integer({ min: 1, max: 1_500 }) }),
      fc.record({ cutAfter: fc.integer({ min: 1, max: 3_000 }) }),
      fc.constant('off' as const),
    ),
  }),
)

const errand: fc.Arbitrary<Errand> = fc.oneof(
  { arbitrary: sale, weight: 4 },
  { arbitrary: later, weight: 6 },
  { arbitrary: trouble.map((wrong): Errand => ({ errand: 'trouble', trouble: wrong })), weight: 3 },
  { arbitrary: fc.constant<Errand>({ errand: 'settlement' }), weight: 1 },
  { arbitrary: fc.constantFrom('down', 'back').map((is): Errand => ({ errand: 'gateway', is })), weight: 1 },
)

/** Money on its way back to a card when the answer, or the question, is lost: chance alone seldom brings the two together. */
const spoiltRefund: fc.Arbitrary<readonly Errand[]> = fc
  .tuple(
    fc.constantFrom('dropReply', 'dropRequest', 'garbage', 'delay'),
    few,
    goods,
    amount,
    of,
    fc.boolean(),
    fc.boolean(),
  )
  .map(([fault, times, sold, back, about, impatient, settled]) => [
    { errand: 'sale', goods: sold, parts: [{ by: 'card' }], receipt: 'declined' },
    ...(settled ? [{ errand: 'settlement' } as const] : []),
    { errand: 'trouble', trouble: { host: lostOrLate(fault, times) } },
    { errand: 'refund', of: about, amount: back, ...(impatient && { impatient }) },
  ])

/** A late one is overtaken by the question about it, and by its own repeat. */
function lostOrLate(fault: 'dropReply' | 'dropRequest' | 'garbage' | 'delay', times: number): HostFault {
  return fault === 'delay' ? { fault, delayMs: 60, on: 'takeBack', times } : { fault, on: 'takeBack', times }
}

/** Two changes of what the gateway has not heard of yet. */
const piledUp: fc.Arbitrary<readonly Errand[]> = fc
  .tuple(later, later)
  .map(([first, second]) => [
    { errand: 'gateway', is: 'down' },
    { ...first, of: second.of },
    second,
    { errand: 'gateway', is: 'back' },
  ])

const episode: fc.Arbitrary<readonly Errand[]> = fc.oneof(
  { arbitrary: errand.map((only) => [only]), weight: 10 },
  { arbitrary: spoiltRefund, weight: 1 },
  { arbitrary: piledUp, weight: 1 },
)

/** Later errands about one of the sales there are by then; without any there is nothing to be about. */
function connected(errands: readonly Errand[]): readonly Errand[] {
  const day: Errand[] = []
  for (const next of errands) {
    const sales = day.flatMap(({ errand: kind }, index) => (kind === 'sale' || kind === 'exchange' ? [index] : []))
    const about = 'of' in next ? sales[next.of % Math.max(1, sales.length)] : undefined
    if (!('of' in next)) day.push(next)
    else if (about !== undefined) day.push({ ...next, of: about })
  }
  return day
}

/** The gateway is up again before the day can end. */
function ending(errands: readonly Errand[]): readonly Errand[] {
  const last = errands.findLast((each) => each.errand === 'gateway')
  return last?.errand === 'gateway' && last.is === 'down' ? [...errands, { errand: 'gateway', is: 'back' }] : errands
}

const doom: fc.Arbitrary<Doom> = fc.record({
  at: fc.integer({ min: 1, max: 40 }),
  side: fc.constantFrom('after', 'before'),
})

export const anyWholeDay: fc.Arbitrary<WholeDay> = fc.record({
  errands: fc
    .tuple(sale, fc.array(episode, { maxLength: MOST_ERRANDS - 1, size: 'max' }))
    .map(([first, rest]) => ending(connected([first, ...rest.flat()].slice(0, MOST_ERRANDS)))),
  dooms: fc.array(doom, { maxLength: MOST_DEATHS, size: 'max' }),
  fallback: fc.integer({ min: 0, max: 3 }).map((chance) => chance === 3),
})

/** One day lived through with as many deaths as are given, and everything held against the books at its end. */
import { expect } from 'vitest'
import { QUICK_POLICY, type World } from '../terminal/shop-in-a-box.js'
import { serve } from './cashier.js'
import { CARDS, type Day } from './days.js'
import { booksOf, checkBooks } from './invariants.js'
import { type AnyView, allOf, type Doom, type MortalTill, openMortalTill, PowerCut } from './mortal-till.js'

/** Waits so short that a slow machine turns some replies into lost ones: the books must come out the same. */
const OPTIONS = {
  policy: {
    ...QUICK_POLICY,
    reversalBackoff: { firstMs: 5, capMs: 20 },
    paper: { ...QUICK_POLICY.paper, retryMs: 5, fallbackAfterMs: 150 },
  },
  taxBackoff: { firstMs: 5, capMs: 20 },
  settlementBackoff: { firstMs: 5, capMs: 20 },
  cards: CARDS,
  replyMs: 40,
}

type LifeOptions = Parameters<typeof openMortalTill>[2]

/** Whoever serves, and what must be so at the end. */
export interface Service {
  readonly world: () => Promise<World>
  /** The world's second printer stands by. */
  readonly fallback?: true
  /** Until everything is done, or the till dies. */
  readonly serve: (till: MortalTill, world: World) => Promise<void>
  readonly check: (world: World, till: MortalTill) => void | Promise<void>
}

/** As `serviceThrough`, for a day of one sale. */
export function liveThrough(day: Day, dooms: readonly Doom[]): Promise<number> {
  const { world, fallback, customer } = day
  return serviceThrough(
    {
      world,
      ...(fallback && { fallback }),
      serve: (till, around) => serve(till, around, customer),
      check: (around, till) => checkBooks(around, till, day),
    },
    dooms,
  )
}

/**
 * The service with these deaths one after another, each counted from the start of its terminal. Holds what each terminal
 * last saw against what the next one reads, and the end against the books.
 * @returns how many of the deaths struck; one set beyond the end does not.
 */
export async function serviceThrough(service: Service, dooms: readonly Doom[]): Promise<number> {
  const world = await service.world()
  try {
    return await lived(service, world, dooms)
  } finally {
    await world.close()
  }
}

async function lived({ serve: serving, check, fallback }: Service, world: World, dooms: readonly Doom[]) {
  const options = { ...OPTIONS, ...(fallback && { fallback }) }
  let struck = 0
  let till = openMortalTill(world, dooms[0], options)
  try {
    for (;;) {
      if (started(till)) await serving(till, world)
      if (!till.dead) break
      struck += 1
      till = await succeed(world, till, dooms[struck], options)
    }
    await check(world, till)
  } catch (error) {
    await till.bury()
    throw error
  }
  await checkRecoveringAgain(world, till, options)
  return struck
}

/** @returns false when the terminal died while it was starting. */
function started(till: MortalTill): boolean {
  try {
    till.terminal.start()
    return true
  } catch (error) {
    if (error instanceof PowerCut) return false
    throw error
  }
}

/** The next terminal on the same folder, which must read exactly what the dead one last knew. */
async function succeed(
  world: World,
  dead: MortalTill,
  doom: Doom | undefined,
  options: LifeOptions,
): Promise<MortalTill> {
  expect(dead.faults).toEqual([])
  const live = await dead.bury()
  const next = openMortalTill(world, doom, options)
  try {
    expect(allOf(next).map(asWritten)).toEqual(live.map(asWritten))
  } catch (error) {
    await next.bury()
    throw error
  }
  return next
}

/** Without whom its printer was busy with: that is so of a living till only. */
function asWritten(flow: AnyView): AnyView {
  if ('amendmentId' in flow || 'settlementId' in flow) return flow
  const { ahead: _ahead, ...papers } = flow.papers
  return { ...flow, papers }
}

/** Recovering once more changes nothing anywhere. */
async function checkRecoveringAgain(world: World, last: MortalTill, options: LifeOptions): Promise<void> {
  const books = booksOf(world, last)
  const live = await last.bury()
  const again = openMortalTill(world, undefined, options)
  again.terminal.start()
  expect(allOf(again)).toEqual(live)
  expect(booksOf(world, again)).toEqual(books)
  await again.bury()
}

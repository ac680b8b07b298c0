/** A shop that is watched from outside, and tills in it that die at the very moment something is seen. */
import { inShop, type ShopWorld } from './shop-world.js'
import type { TillproofProcess } from './tillproof-process.js'

/** Where what is seen goes, while one till or another runs. */
export class Sights {
  look: (what: string) => boolean = () => false
}

export async function inWatchedShop(
  use: (shop: ShopWorld, sights: Sights) => Promise<void>,
  printerMarks: readonly number[] = [],
): Promise<void> {
  const sights = new Sights()
  await inShop((shop) => use(shop, sights), { sees: (what) => sights.look(what), printerMarks })
}

/**
 * Runs a command and kills it as soon as `fatal` is true of something seen; what was on a wire to leave dies with it.
 * @returns whether that moment came.
 */
export async function killedAt(
  shop: ShopWorld,
  sights: Sights,
  args: readonly string[],
  fatal: (what: string) => boolean,
): Promise<boolean> {
  let struck = false
  let till: TillproofProcess | undefined
  sights.look = (what) => {
    if (struck || !fatal(what)) return struck
    struck = true
    till?.strike()
    return true
  }
  till = await shop.start(args)
  await till.ended
  sights.look = () => false
  await shop.disconnected()
  return struck
}

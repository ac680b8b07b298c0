/**
 * Somebody who comes back to a till that died: switches it on again, and does by hand what the till says it cannot know.
 * Looks only at what a person could look at: the till's list of sales, and what lies in the printer's tray.
 */
import type { ShopWorld } from './shop-world.js'

/** Long enough for whatever goes by itself; a till that needs a person waits it out. */
const WAIT_SECONDS = '3'
/** Longer than a customer is waited for at the cash receipt, shorter than a receipt stays worth printing. */
const LATER_MS = 3 * 60_000
const MOST_ROUNDS = 8

interface ChartState {
  readonly money?: { readonly tender?: unknown }
  readonly paper?: unknown
}

/** @returns what was done, in order, ending with a command that says nothing is owed. @throws when it never comes to that. */
export async function finishEverything(shop: ShopWorld): Promise<readonly string[]> {
  const done: string[] = []
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const laterMs = round === 0 ? 0 : LATER_MS
    const { status, stderr } = await shop.run(['resume', '--wait', WAIT_SECONDS], { laterMs })
    done.push(`resume → ${status}`)
    if (status === 0) return done
    if (status !== 3) throw new Error(`resume ended with ${status}: ${stderr}`)
    const what = whatAPersonMustDo(shop)
    if (what === undefined) continue
    const saleId = shop.sale()?.flowId ?? ''
    const finished = await shop.run(
      ['finish', saleId, what, '--operator', 'mina', '--evidence', 'seen with my own eyes'],
      { laterMs },
    )
    done.push(`finish ${what} → ${finished.status}`)
    if (finished.status === 0) return done
    if (finished.status !== 3) throw new Error(`finish ${what}: ${finished.stderr}`)
  }
  throw new Error(`still owed after ${done.join(', ')}`)
}

/** Undefined when it only takes time. */
function whatAPersonMustDo(shop: ShopWorld): string | undefined {
  const { money, paper } = (shop.sale()?.latest?.['state'] ?? {}) as ChartState
  // The customer went when the till died: nobody pays the rest.
  if (money?.tender === 'choosing') return 'cancel'
  if (money?.tender === 'returningCash') return 'cash-returned'
  if (paper === 'unknown') return shop.printer.receipts().length > 0 ? 'receipt-seen' : 'reprint'
  return undefined
}

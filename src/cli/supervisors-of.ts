/** The supervisors of a shop, as its commands and its till have them: in the data folder, with the shop's own numbers barred as PINs. */
import { systemClock } from '../../drivers/clocks/system-clock.js'
import { systemRandom } from '../../drivers/random/system-random.js'
import type { DataFolder } from '../journal/data-folder.js'
import { openSupervisorDesk } from '../operators/supervisor-desk.js'
import type { Clock } from '../ports/clock.js'
import type { SupervisorDesk } from '../ports/operators.js'
import type { Random } from '../ports/random.js'
import type { Settings } from './settings.js'

/** The time and the chance there are, unless others are given. */
interface Sources {
  readonly clock: Clock
  readonly random: Random
}

export function supervisorsOf(
  folder: DataFolder,
  { shop }: Pick<Settings, 'shop'>,
  { clock, random }: Sources = { clock: systemClock, random: systemRandom },
): SupervisorDesk {
  // What anybody can read on a receipt of the shop is nobody's PIN.
  const numbers = [shop.telephone, shop.businessNumber?.revealGrouped(), shop.uscc?.code]
  const shopNumbers = numbers.filter((number) => number !== undefined)
  return openSupervisorDesk({ folder, clock, random, shopNumbers })
}

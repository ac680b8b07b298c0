/**
 * One thing that goes wrong, and the next customer, on whose receipt it would show what a printer still held. Mostly the
 * printer is known by then, as it is at a counter all day.
 */
import { type Cashier, Counter, type FaultCase, NOTHING } from './counter.js'
import type { Story } from './judge.js'
import type { Casting, Stage } from './stage.js'

export interface Play {
  /** A receipt was printed before; the printer was asked who it is; or nobody has spoken to it yet. */
  readonly start: 'warm' | 'known' | 'cold'
  readonly cashier: Cashier
}

/** Plays it to its end, everything mended and all paper out. */
export async function playStory(stage: Stage, casting: Casting, fault: FaultCase, play: Play): Promise<Story> {
  const counter = new Counter(stage, casting)
  if (play.start === 'warm') await counter.serve(1, NOTHING, play.cashier)
  if (play.start === 'known') await counter.getToKnow()
  await counter.serve(2, fault, play.cashier)
  await counter.mend()
  await counter.serve(3, NOTHING, play.cashier)
  return counter.story()
}

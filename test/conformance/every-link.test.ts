/**
 * Every link and every single fault, with real sockets, pseudo-terminals and device files in between. Most of the time is
 * waiting, so a link's stories are played side by side, and the tests only tell what came of each.
 */
import { beforeAll, describe, expect, it } from 'vitest'
import { PRINTER_ROWS, type PrinterRow } from '../contract/printer-rows.js'
import { BenchStage } from './bench-stage.js'
import { TELLING_CASTINGS } from './castings.js'
import type { FaultCase } from './counter.js'
import { FAULT_CASES } from './fault-cases.js'
import { measureAll } from './geometry.js'
import { wrongIn } from './judge.js'
import type { Casting } from './stage.js'
import { playStory } from './story.js'

const SIDE_BY_SIDE = 32
const PLAYING_LIMIT_MS = 240_000

/** What came of one story: nothing, if all is as it must be. */
type Verdict = readonly string[]

interface Judged {
  /** Claimed, and not so. */
  readonly untrue: Verdict
  /** It went on past its end, for the next customer too. */
  readonly unserved: Verdict
}

interface Performance {
  readonly casting: Casting
  readonly fault: FaultCase
}

const UNHURRIED = process.env['TILLPROOF_RUNS'] !== undefined
const FAULTS = FAULT_CASES.filter(({ needs }) => needs === undefined)
const MODEL_ROW = TELLING_CASTINGS.filter(({ name }) => name === 'tm-t88vi')
const OTHERS = TELLING_CASTINGS.filter((casting) => !MODEL_ROW.includes(casting))

/** Unless there is time, one printer meets every fault on every link, and the others share them out, link by link anew. */
function performancesOn(link: number): readonly Performance[] {
  return FAULTS.flatMap((fault, at) => {
    const inTurn = OTHERS[(at + link) % OTHERS.length]
    const castings = UNHURRIED || !inTurn ? TELLING_CASTINGS : [...MODEL_ROW, inTurn]
    return castings.map((casting) => ({ casting, fault }))
  })
}
const titleOf = ({ casting, fault }: Performance) => `${casting.name}: ${fault.name}`

async function perform(row: PrinterRow, { casting, fault }: Performance): Promise<Judged> {
  const stage = await BenchStage.open(row, casting)
  try {
    const story = await playStory(stage, casting, fault, { start: 'known', cashier: 'looks' })
    const last = story.attempts.at(-1)?.outcome
    const served = last !== 'endless' && last?.kind === 'accepted'
    return {
      untrue: wrongIn(story).map(({ judgement, detail }) => `${judgement}: ${detail}`),
      unserved: served ? [] : [`the next customer got nothing: ${JSON.stringify(last)}`],
    }
  } finally {
    await stage.close()
  }
}

async function performAll(row: PrinterRow, performances: readonly Performance[], verdicts: Map<string, Verdict>) {
  const waiting = [...performances]
  const unserved: Performance[] = []
  const work = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const judged = await perform(row, next)
      verdicts.set(titleOf(next), judged.untrue)
      if (judged.unserved.length > 0) unserved.push(next)
    }
  }
  await Promise.all(Array.from({ length: SIDE_BY_SIDE }, work))
  // Limits of tenths of a second may run out on a busy machine, and then too little is claimed. Too much never is.
  for (const again of unserved) {
    const { untrue, unserved: still } = await perform(row, again)
    verdicts.set(titleOf(again), [...(verdicts.get(titleOf(again)) ?? []), ...untrue, ...still])
  }
}

PRINTER_ROWS.forEach((row, index) => {
  describe.skipIf(row.missing)(row.missing ? `${row.name} (skipped: ${row.missing})` : row.name, () => {
    const performances = performancesOn(index)
    const verdicts = new Map<string, Verdict>()

    beforeAll(async () => {
      for (const casting of TELLING_CASTINGS) await measureAll(casting)
      await performAll(row, performances, verdicts)
    }, PLAYING_LIMIT_MS)

    it.each(performances.map(titleOf))('claims only what is on paper: %s', (title) => {
      expect(verdicts.get(title)).toEqual([])
    })
  })
})

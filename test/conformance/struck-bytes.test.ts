/**
 * One byte lost, doubled or damaged on its way to the printer. No answer tells of it, so a confirmed receipt may be wrong
 * where that byte was. How wrong at most, and that nothing else becomes untrue, is shown for every byte of a job.
 */
import { beforeAll, describe, expect, it } from 'vitest'
import { EVERY_CASTING } from './castings.js'
import { Counter, type FaultCase, NOTHING } from './counter.js'
import { geometryOf, measureAll } from './geometry.js'
import { type Story, wrongIn } from './judge.js'
import type { Sheet } from './sheets.js'
import type { Casting } from './stage.js'
import { VirtualStage } from './virtual-stage.js'

const STRIKES = [
  ['lost', 'drop'],
  ['doubled', 'duplicate'],
  ['damaged', 'corrupt'],
] as const
type Strike = (typeof STRIKES)[number][1]

const CASTINGS = EVERY_CASTING.filter(({ name }) => ['emu-80', 'emu-80-clone'].includes(name))

/** A length that is wrong takes what comes behind it for picture data. */
const MOST_SPOILT_LINES = 3
/** GS V 66 0: without any of them there is no cut, and the next receipt hangs on this one. A hand tears them apart. */
const CUT_BYTES = 4
/** Questions before the job, and behind it. */
const MORE_BYTES = 40
/** Every third byte, each kind of strike a third of its own; every one when there is time. */
const STEP = process.env['TILLPROOF_RUNS'] === undefined ? STRIKES.length : 1

async function play(casting: Casting, byte: number, strike: Strike): Promise<Story> {
  const stage = new VirtualStage({ ...casting, model: { ...casting.model, speed: 'instant' } }, 'network')
  const counter = new Counter(stage, casting)
  const struck: FaultCase = {
    name: `${strike} byte ${byte}`,
    before: ({ stage: { emulated } }) => emulated.strikeByte(strike, byte),
  }
  await counter.serve(2, struck, 'looks')
  await counter.mend()
  await counter.serve(3, NOTHING, 'looks')
  const story = await counter.story()
  await stage.close()
  return story
}

/** Lines of a sheet that do not stand on paper as they should. */
function spoilt({ paper }: Story, { expected }: Sheet): number {
  const lines = paper.flatMap((piece) => piece.lines.map((line) => line.trim()))
  return expected.filter((each) => !lines.some((line) => (typeof each === 'string' ? line === each : each.test(line))))
    .length
}

/** What a struck byte made untrue, besides the place where it was. */
function untruths(story: Story): readonly string[] {
  const claims = story.attempts.flatMap(({ sheet, outcome }) => {
    if (outcome === 'endless' || outcome.kind !== 'accepted' || outcome.value.confirmation === 'transport') return []
    const lines = spoilt(story, sheet)
    return lines > (sheet.sale === 2 ? MOST_SPOILT_LINES : 0) ? [`${lines} lines of sale ${sheet.sale} are wrong`] : []
  })
  const others = wrongIn(story).filter(({ judgement }) => judgement !== 'proofIsOnPaper')
  return [...claims, ...others.map(({ judgement, detail }) => `${judgement}: ${detail}`)]
}

describe.each(CASTINGS)('$name', (casting) => {
  beforeAll(() => measureAll(casting))

  it.each(STRIKES)(
    'is wrong about no more than the place where a byte was %s',
    async (_title, strike) => {
      const uncut: number[] = []
      const wrong: string[] = []
      const last = geometryOf(casting, 'plain').bytes + MORE_BYTES
      for (let byte = 1 + STRIKES.findIndex(([, each]) => each === strike); byte <= last; byte += STEP) {
        const found = untruths(await play(casting, byte, strike))
        const hangsTogether = found.every((each) => each === 'ownPiece: a piece holds S2.0.1 then S3.0.1')
        if (found.length > 0 && hangsTogether) uncut.push(byte)
        else if (found.length > 0) wrong.push(`byte ${byte}: ${found.join('; ')}`)
      }
      expect(wrong).toEqual([])
      expect(uncut.length).toBeLessThanOrEqual(CUT_BYTES)
    },
    120_000,
  )
})

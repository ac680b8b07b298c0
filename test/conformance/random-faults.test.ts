/**
 * Days nobody thought of: random customers, faults, noise and resets, judged as every other story. A day that breaks a
 * judgement is shrunk until nothing can be left out of it. TILLPROOF_RUNS plays more of them, TILLPROOF_SEED others.
 */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { EVERY_CASTING } from './castings.js'
import { anyDay, type Day, playDay } from './day.js'
import { type Story, wrongIn } from './judge.js'

const RUNS = Number(process.env['TILLPROOF_RUNS'] ?? 400)
const SEED = Number(process.env['TILLPROOF_SEED'] ?? 20_260_302)
const LIMIT_MS = 60_000 + RUNS * 1_000

const plain: Day['customers'][number] = { kind: 'plain', cashier: 'looks' }
const quiet = { noise: [], resetsAtMs: [] } as const

/** Days that once broke a judgement. */
const BROKEN_DAYS: readonly Day[] = [
  {
    ...{ printer: 'emu-80', cable: 'network', noise: [], resetsAtMs: [15] },
    ...{ customers: [{ ...plain, cashier: 'insists' }, plain], faults: ['after 16ms: paper-out after 0 dots'] },
  },
  {
    ...{ printer: 'emu-80', cable: 'xon-xoff', ...quiet },
    customers: [{ kind: 'long', cashier: 'insists', stopAfterMs: 1 }, plain],
    faults: ['after 5056 bytes: head-hot for 1ms', 'after 2ms: power-cycle'],
  },
  {
    ...{ printer: 'star-tsp143iv', cable: 'dtr', ...quiet },
    ...{ customers: [{ ...plain, kind: 'logo' }], faults: ['after 1 dots: unplug', 'after 1155 dots: power-cycle'] },
  },
  {
    ...{ printer: 'tm-m30ii', cable: 'network', noise: [], resetsAtMs: [1] },
    ...{ customers: [plain], faults: ['after 557 dots: half-duplex'] },
  },
  ...(['network', 'xon-xoff'] as const).map((cable) => ({
    ...{ printer: 'emu-80', cable, ...quiet },
    ...{ customers: [{ ...plain, stopAfterMs: 16 }, plain], faults: ['after 17ms: power-cycle'] },
  })),
  {
    ...{ printer: 'emu-80', cable: 'dtr', ...quiet },
    ...{ customers: [{ ...plain, kind: 'logo' }], faults: ['after 1969 bytes: power-cycle'] },
  },
]

const printers = EVERY_CASTING.map(({ name }) => name)

async function expectTruth(day: Day): Promise<void> {
  const story = await playDay(day)
  const wrong = wrongIn(story).map(({ judgement, detail }) => `${judgement}: ${detail}`)
  const last = story.attempts.at(-1)?.outcome
  if (last === 'endless' || last?.kind !== 'accepted')
    wrong.push('a healthy printer did not print for the last customer')
  expect(wrong, inWords(story)).toEqual([])
}

/** What was claimed, and the paper, for whoever has to find out. */
function inWords({ attempts, paper }: Story): string {
  const claims = attempts.map(
    ({ sheet: { sale, copy, attempt }, outcome }) => `S${sale}.${copy}.${attempt} ${JSON.stringify(outcome)}`,
  )
  const pieces = paper.map(({ lines, cut }) => `${cut ? 'cut' : 'uncut'}: ${lines.join(' | ')}`)
  return ['', ...claims, ...pieces, ''].join('\n')
}

describe('whatever happens in a day', () => {
  it(
    'nothing is claimed that the paper does not show',
    async () => {
      const examples = BROKEN_DAYS.map((day): [Day] => [day])
      await fc.assert(fc.asyncProperty(anyDay(printers), expectTruth), { numRuns: RUNS, seed: SEED, examples })
    },
    LIMIT_MS,
  )
})
